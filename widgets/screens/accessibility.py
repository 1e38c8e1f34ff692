"""
The accessibility statement, in the form that Flemish public bodies use.

The form is the model of the European Commission (Implementing Decision (EU)
2018/1523): status, what is not accessible, preparation, feedback, enforcement.
"""

from __future__ import annotations

from markupsafe import Markup

from drawing.html.tags import tag
from drawing.words.sentences import to_date
from drawing.words.statement import LIMITATIONS, METHODS, TESTED_ON, Limitation, to_compliance
from loaders.settings import read_contact
from widgets.shell.context import Context
from widgets.shell.live import show_html

_DIRECTIVE = "https://eur-lex.europa.eu/eli/dir/2016/2102/oj"
_OMBUDSMAN = "https://www.vlaamseombudsdienst.be"


def show_statement(context: Context) -> None:
    """Show how accessible the dashboard is, what is not, and where to turn."""
    title = context.labels.about.title
    day = tag("time", to_date(TESTED_ON), datetime=TESTED_ON.isoformat())
    show_html(
        Markup("").join([
            tag("h1", "Toegankelijkheidsverklaring"),
            tag("p", "Wie dit dashboard aanbiedt, streeft ernaar het toegankelijk te maken, "
                     "overeenkomstig het Vlaamse bestuursdecreet van 7 december 2018, dat de "
                     "Europese ", _link(_DIRECTIVE, "richtlijn 2016/2102"), " omzet."),
            tag("p", f"Deze verklaring is van toepassing op het dashboard “{title}”."),
            tag("h2", "Nalevingsstatus"),
            tag("p", "Dit dashboard ", tag("strong", to_compliance(LIMITATIONS)), " aan de Web "
                     "Content Accessibility Guidelines (WCAG) versie 2.2, niveau AA, en daarmee "
                     "aan de Europese norm EN 301 549, met de punten hieronder als uitzondering."),
            tag("h2", "Niet-toegankelijke inhoud"),
            tag("p", "De onderstaande inhoud is niet of minder toegankelijk, met de reden erbij:"),
            tag("ul", *(_to_item(known) for known in LIMITATIONS)),
            tag("h2", "Opstelling van deze verklaring"),
            tag("p", "Deze verklaring is opgesteld op ", day, ", de dag van de laatste test."),
            tag("ul", *(tag("li", method) for method in METHODS)),
            tag("h2", "Feedback en contactgegevens"),
            tag("p", "Werkt er iets niet voor u, of krijgt u een bestand liever in een andere "
                     "vorm? Laat het weten; zeg op welke pagina u was en wat u wilde doen."),
            _to_contact(read_contact()),
            tag("h2", "Handhavingsprocedure"),
            tag("p", "Krijgt u geen antwoord, of bent u er niet tevreden mee? Dien dan eerst een "
                     "klacht in bij de overheid die dit dashboard aanbiedt. Helpt ook dat niet, "
                     "dan kunt u met uw klacht terecht bij de Vlaamse Ombudsdienst:"),
            tag("p", "Vlaamse Ombudsdienst, Leuvenseweg 86, 1000 Brussel",
                Markup("<br>"), _link(_OMBUDSMAN, "www.vlaamseombudsdienst.be")),
        ]),
        key="statement",
    )


def statement_link(context: Context) -> Markup:
    """Write a link to the statement."""
    return tag("a", "Toegankelijkheid", href=context.link("accessibility", context.view),
               data_do="page", data_page="accessibility")


def _to_item(known: Limitation) -> Markup:
    criterion = tag("strong", known.criterion) + ". " if known.criterion else ""
    return tag("li", criterion, f"{known.what} Reden: {known.why}",
               f" Wel: {known.instead}" if known.instead else "")


def _to_contact(contact: str) -> Markup:
    if contact:
        return tag("p", "Neem contact op met ", tag("strong", contact), ".")
    return tag("p", "Er is nog geen contact ingevuld. Wie dit dashboard aanbiedt, moet dat nog "
                    "doen: de handleiding zegt hoe.", class_="warning")


def _link(address: str, words: str) -> Markup:
    return tag("a", words, href=address, rel="noreferrer")
