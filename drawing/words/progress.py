"""What became of what was asked, in Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from drawing.words.sentences import to_date, to_inline, to_list, to_number, to_remark_count
from drawing.words.sides import Name
from follow_up.answer import Answer

PURPOSE = (
    "Zodra het eerste antwoord gepubliceerd is, staat hier wat er gebeurt met wat de opmerkingen "
    "vragen: wat opgenomen is en waar, wat niet en waarom, en welke dienst waaraan werkt."
)
TITLE = "Wat er gebeurt met wat gevraagd werd, per thema"


def to_answer_words(answer: Answer) -> str:
    """
    Say an answer in one breath, for a slide.

    >>> to_answer_words(Answer(None, ("r1",), "done", text="Ja.", where_quote="Er komt een bus."))
    'Ja. Waar: “Er komt een bus.”'
    """
    due = to_date(date.fromisoformat(answer.due)) if answer.due else ""
    parts = [
        answer.text, answer.reason and f"Waarom: {answer.reason}",
        answer.where_quote and f"Waar: “{answer.where_quote}”",
        answer.owner and f"Dienst: {answer.owner}.", due and f"Tegen: {due}.",
    ]
    return " ".join(part.strip() for part in parts if part.strip())


def to_voices_said(counts: Mapping[str, int], name: Name) -> str:
    """
    Say how far the voices are that ask for something, by the kind of status.

    >>> to_voices_said({"open": 2, "noted": 0, "taken_up": 1}, str).split(". ")[0]
    'Van de 3 stemmen staan er 2 op “open” en 1 op “taken_up”'
    """
    kinds = [f"{to_number(count)} op “{to_inline(name(kind))}”"
             for kind, count in counts.items() if count]
    total = sum(counts.values())
    begin = "De ene stem staat" if total == 1 else f"Van de {to_number(total)} stemmen staan er"
    said = to_list(kinds).removeprefix("1 ") if total == 1 else to_list(kinds)
    return (
        f"{begin} {said}. Een stem is een spreker die het verslag noemt, of anders de groep; ze "
        "telt één keer, waar ze het minst ver staat: zonder antwoord zolang er iets openstaat."
    )


def to_progress_finding(asking: int, answered: int) -> str:
    """
    Say how much of what asks for something has an answer.

    >>> to_progress_finding(139, 12)
    'Van de 139 opmerkingen die iets vragen, kregen er 12 een antwoord'
    >>> to_progress_finding(139, 0), to_progress_finding(1, 1), to_progress_finding(0, 0)
    ('139 opmerkingen vragen iets; nog geen kreeg een antwoord', \
'De enige opmerking die iets vraagt, kreeg een antwoord', \
'Geen enkele opmerking hier vraagt iets')
    """
    if not asking:
        return "Geen enkele opmerking hier vraagt iets"
    if not answered:
        verb = "vraagt" if asking == 1 else "vragen"
        return f"{to_remark_count(asking)} {verb} iets; nog geen kreeg een antwoord"
    if asking == 1:
        return "De enige opmerking die iets vraagt, kreeg een antwoord"
    if answered == asking:
        return f"Alle {to_remark_count(asking)} die iets vragen, kregen een antwoord"
    verb = "kreeg" if answered == 1 else "kregen"
    return (f"Van de {to_remark_count(asking)} die iets vragen, "
            f"{verb} er {to_number(answered)} een antwoord")
