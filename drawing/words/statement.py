"""
What is known of the accessibility of the dashboard, in one place.

The statement on the screen and the tests in a browser both read it: an
exception that a test makes is a limitation that a reader is told, and a
limitation that is mended fails the test that still expects it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The day on which tests/browser last ran against these limitations, and someone looked.
TESTED_ON = date(2026, 11, 23)


@dataclass(frozen=True)
class Limitation:
    """
    Something that does not work for everyone.

    Attributes:
        criterion: the success criterion of WCAG 2.2 that it touches, in Dutch;
            empty where it breaks none.
        what: what does not work.
        why: why it is still so, to go on after a colon.
        instead: what does work, likewise; empty where nothing does.
        axe_rule: the rule of axe-core that finds it on the screen; empty where
            no rule does.
    """

    criterion: str
    what: str
    why: str
    instead: str = ""
    axe_rule: str = ""


LIMITATIONS: tuple[Limitation, ...] = (
    Limitation(
        "1.4.4 Herschalen van tekst",
        "De dia's van “Presenteren” groeien mee met het scherm. Op een scherm dat breder is dan "
        "1600 pixels worden hun letters met inzoomen alleen niet twee keer zo groot.",
        "elke dia moet in een zaal van achteraan te lezen zijn zonder te scrollen.",
        "dezelfde opmerkingen en cijfers staan op “Opmerkingen” en “Overzicht”, die wel helemaal "
        "meegroeien.",
    ),
    Limitation(
        "2.1.1 Toetsenbord",
        "De staven van de grafiek op “Overzicht” zijn niet met het toetsenbord aan te wijzen.",
        "de grafiek wordt getekend door Plotly, dat dit niet kan.",
        "“De cijfers als tabel”, onder de grafiek, heeft dezelfde getallen als knoppen die "
        "hetzelfde doen.",
    ),
    Limitation(
        "3.1.2 Taal van onderdelen",
        "De lijst met fouten in de gegevens, die alleen verschijnt wanneer de bestanden niet in "
        "orde zijn, is in het Engels, en terwijl de pagina opent heten enkele vaste knoppen heel "
        "even Engels.",
        "de lijst is dezelfde als die van het programma dat de gegevens controleert; de knoppen "
        "zijn van Streamlit, dat geen vertalingen kent, en worden vertaald zodra ze er staan.",
    ),
    Limitation(
        "",
        "Uitklaplijsten en korte uitleg staan buiten de herkenningspunten (landmarks) waarlangs "
        "een schermlezer door de pagina springt.",
        "Streamlit tekent ze los van de rest van de pagina.",
        "wie ze opent met het toetsenbord, staat er meteen in.",
        axe_rule="region",
    ),
)

METHODS: tuple[str, ...] = (
    "Elke pagina, en wat daarop open kan staan, is in een echte browser onderzocht met axe-core: "
    "licht en donker, groot en klein.",
    "Alle tochten zijn met het toetsenbord alleen gedaan: filteren, zoeken, een opmerking openen, "
    "naar haar plaats in het verslag gaan, een bestand downloaden en presenteren.",
    "Elke pagina is bekeken op 320 pixels breed, met letters die twee keer zo groot zijn, en met "
    "ruimere regels, woorden en letters.",
    "Dit is een zelfbeoordeling, die bij elke wijziging automatisch wordt herhaald. Er is niet "
    "getest met mensen met een handicap, en niet met elke schermlezer.",
    "De bestanden onder Downloaden (Word, Excel, PowerPoint) zijn niet met een schermlezer getest.",
)


def list_axe_exceptions() -> dict[str, str]:
    """
    Give the rules of axe-core that the screens are known to break, each with its reason.

    >>> list_axe_exceptions()["region"]
    'Streamlit tekent ze los van de rest van de pagina.'
    """
    return {known.axe_rule: known.why for known in LIMITATIONS if known.axe_rule}


def to_compliance(limitations: tuple[Limitation, ...]) -> str:
    """
    Say how far the dashboard complies, in one of the words of the model statement.

    What breaks no criterion does not count.

    >>> to_compliance(())
    'voldoet volledig'
    """
    is_broken = any(known.criterion for known in limitations)
    return "voldoet gedeeltelijk" if is_broken else "voldoet volledig"
