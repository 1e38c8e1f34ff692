"""What the screens say of answers: fields, moments, states and refusals, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from babel.dates import format_time

from drawing.palette import to_tone
from drawing.words.labels import Labels, to_day
from drawing.words.sentences import PLACE, shorten, to_date, to_remark_count

FIELD_LABELS = {
    "remark_ids": "Opmerkingen",
    "status": "Wat wordt ermee gedaan?",
    "text": "Antwoord, voor de lezers",
    "reason": "Waarom niet",
    "where_quote": "Waar het staat: de woorden zelf",
    "where_link": "Waar het staat: de link",
    "owner": "Welke dienst ermee bezig is",
    "due": "Tegen wanneer (dag/maand/jaar)",
    "signature": "Welke dienst antwoordt (ondertekening)",
}
LONGEST_BEGINNING = 70
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def to_status(key: str, labels: Labels) -> str:
    """Say a status with its sign."""
    return f"{to_tone(labels.kind(key)).sign} {labels.status(key)}"


def to_moment(at: str) -> str:
    """
    Say when something happened, on the clock of the city.

    >>> to_moment("2026-11-25T13:32:08.123+00:00")
    '25 november 2026 om 14.32'
    """
    there = datetime.fromisoformat(at).astimezone(PLACE)
    return f"{to_date(there.date())} om {format_time(there, 'HH.mm')}"


def to_typed_day(day: str) -> str:
    """
    Write a day as it is typed here; what is none stays as it was typed.

    >>> to_typed_day("2026-12-31"), to_typed_day("31/12")
    ('31/12/2026', '31/12')
    """
    return _ISO_DAY.sub(r"\3/\2/\1", day)


def to_shown_value(field: str, value: object, labels: Labels) -> str:
    """Say what stands in a field of an answer."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if field == "status":
        return to_status(str(value), labels) if value else ""
    return to_day(str(value)) if field == "due" else labels.hide(str(value))


def to_answer_line(answer: Mapping[str, Any], labels: Labels) -> str:
    """Say an answer in one line: its number, what became of how many remarks, how it begins."""
    text = labels.hide(" ".join(str(answer["text"] or answer["reason"]).split()))
    begins = f" — “{shorten(text, LONGEST_BEGINNING)}”" if text else ""
    count = to_remark_count(len(answer["remark_ids"]))
    status = f"{to_status(answer['status'], labels)}, " if answer["status"] else ""
    return f"{answer['answer_id'] or 'nieuw'}: {status}{count}{begins}"


def to_state(
    kept_at: str | None, version: int | None, published: str, *, is_back: bool = False
) -> str:
    """
    Say how far an answer is: typed, saved, or seen by readers.

    Args:
        kept_at: when what is not saved was kept, "" where it was not; None where all is saved.
        version: the version that was saved; None for none.
        published: when that version was published; "" where it was not.
        is_back: whether what is not saved was typed earlier, and stands there again.
    """
    if kept_at is not None:
        if is_back:
            return (f"Dit typte u op {to_moment(kept_at)}, en u bewaarde het nog niet. "
                    "Het staat er weer.")
        return f"Nog niet bewaard.{f' Bijgehouden op {to_moment(kept_at)}.' if kept_at else ''}"
    if version is None:
        return "Nieuw antwoord: er is nog niets bewaard."
    if published:
        return f"Gepubliceerd op {to_moment(published)}: lezers zien dit."
    return "Bewaard als ontwerp: lezers zien dit nog niet."
