"""An answer: what an editor typed, what came of saving it, and the rules it is held to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from loaders.plan import Plan
from loaders.schema import IN_PROGRESS, NOT_TAKEN_UP, TAKEN_UP

# The signs of all fields together; 100 kB of text is more than any report needs.
MOST_SIGNS = 150_000
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# What a status of the kind can't do without, and what to say then.
NEEDED: Mapping[str, Mapping[str, str]] = {
    NOT_TAKEN_UP: {"reason": "Zeg waarom dit niet opgenomen wordt."},
    TAKEN_UP: {
        "where_quote": "Zeg waar dit opgenomen is, met de woorden zelf.",
        "where_link": "Geef de link naar waar dit opgenomen is.",
    },
    IN_PROGRESS: {
        "owner": "Zeg welke dienst hiermee bezig is.",
        "due": "Zeg tegen wanneer.",
    },
}


@dataclass(frozen=True)
class Answer:
    """
    One answer to one or more remarks. What is not filled in is "".

    Attributes:
        answer_id: its name; None for a new one.
        remark_ids: the remarks it is about.
        status: key of the codebook.
        text: the answer, for readers.
        reason: why it is not taken up.
        where_quote: where it is taken up: the words.
        where_link: where it is taken up: the address.
        owner: the service that sees to it.
        due: by when, as 2026-12-31; a date may be given too.
        signature: the service that answers, for readers.
    """

    answer_id: str | None
    remark_ids: tuple[str, ...]
    status: str
    text: str = ""
    reason: str = ""
    where_quote: str = ""
    where_link: str = ""
    owner: str = ""
    due: str = ""
    signature: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "remark_ids", tuple(dict.fromkeys(self.remark_ids)))
        for name in TEXT_FIELDS:
            object.__setattr__(self, name, str(getattr(self, name) or ""))

    @property
    def content(self) -> dict[str, object]:
        """Give all but the name; the order of the remarks says nothing."""
        cells: dict[str, object] = {name: getattr(self, name) for name in ("status", *TEXT_FIELDS)}
        return {**cells, "remark_ids": sorted(self.remark_ids)}


TEXT_FIELDS = tuple(field.name for field in fields(Answer))[3:]


@dataclass(frozen=True)
class Saved:
    """What was saved, or stood there already, word for word."""

    answer_id: str
    version: int


@dataclass(frozen=True)
class Conflict:
    """
    Someone else saved meanwhile; nothing was written.

    To go on from here, save with the ``answer_id`` of ``theirs`` and the version here.

    Attributes:
        base: what both started from; None where there was no answer yet.
        mine: what was to be saved.
        theirs: what stands there now.
        version: its version.
        actor: who saved it.
        at: when, in UTC.
    """

    base: Answer | None
    mine: Answer
    theirs: Answer
    version: int
    actor: str
    at: str

    @property
    def differing(self) -> tuple[str, ...]:
        """Give the fields in which the two differ, in the order of the form."""
        mine, theirs = self.mine.content, self.theirs.content
        return tuple(
            field.name for field in fields(Answer)[1:] if mine[field.name] != theirs[field.name]
        )


def merge(conflict: Conflict, choices: Mapping[str, str]) -> Answer:
    """
    Make one answer of the two of a conflict.

    Args:
        conflict: the two, and what both started from.
        choices: for a field in which they differ "mine", "theirs" or "both", which of texts is one
            below the other and of remarks all of them; mine where nothing is said.
    """
    mine, theirs = conflict.mine, conflict.theirs
    merged: dict[str, Any] = {}
    for name in conflict.differing:
        own, other = getattr(mine, name), getattr(theirs, name)
        both = (*other, *own) if name == "remark_ids" else "\n\n".join(filter(None, (other, own)))
        merged[name] = {"theirs": other, "both": both}.get(choices.get(name, ""), own)
    return replace(mine, answer_id=theirs.answer_id, **merged)


class AnswerError(Exception):
    """
    An answer that breaks rules, every one of them named; nothing was written.

    Attributes:
        problems: the field, and what to tell about it in Dutch; a field may stand here twice.
    """

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{field}: {message}" for field, message in problems))


def find_broken_rules(
    answer: Answer, kinds: Mapping[str, str], remark_ids: Collection[str],
    plans: Collection[Plan] = (),
) -> Iterator[tuple[str, str]]:
    """
    Name every rule that an answer breaks: its field, and what to tell about it.

    Args:
        answer: the answer.
        kinds: the kind of each status of the codebook.
        remark_ids: every remark there is.
        plans: in one of which a quotation must stand; none, and it is taken as it is.
    """
    if not answer.remark_ids:
        yield "remark_ids", "Kies minstens één opmerking."
    for remark_id in answer.remark_ids:
        if remark_id not in remark_ids:
            yield "remark_ids", f"Opmerking {remark_id} bestaat niet (meer): laat ze weg."
    if answer.status not in kinds:
        yield "status", "Kies een status."
    for field, message in NEEDED.get(kinds.get(answer.status, ""), {}).items():
        if not getattr(answer, field).strip():
            yield field, message
    if answer.where_quote.strip() and plans:
        yield from _check_quotation(answer.where_quote, plans)
    if answer.due and not is_date(answer.due):
        yield "due", "Geef een datum die bestaat."
    if answer.where_link and not is_link(answer.where_link):
        yield "where_link", "Geef een volledige link, die met https:// of http:// begint."
    too_many = sum(len(getattr(answer, name)) for name in TEXT_FIELDS) - MOST_SIGNS
    if too_many > 0:
        yield "text", f"Het antwoord is {too_many} tekens te lang."


def _check_quotation(quotation: str, plans: Collection[Plan]) -> Iterator[tuple[str, str]]:
    if any(plan.find(quotation) for plan in plans):
        return
    nearest = next(filter(None, (plan.find_nearest(quotation) for plan in plans)), None)
    page = f" (p. {nearest.page})" if nearest and nearest.page else ""
    hint = f"Het meest gelijkt daarop: “{nearest.words}”{page}" if nearest else (
        "Er is ook niets dat erop gelijkt")
    yield "where_quote", f"Zo staan deze woorden niet in het plan. {hint}."


def read_day(words: str) -> str:
    """
    Read a day as it is typed here, as 2026-12-31; what is none stays as it was typed.

    >>> read_day(" 31/1/2026 "), read_day("31-01-2026"), read_day("2026-01-31"), read_day("morgen")
    ('2026-01-31', '2026-01-31', '2026-01-31', 'morgen')
    """
    found = _TYPED_DAY.fullmatch(words.strip())
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else words.strip()


def is_date(text: str) -> bool:
    """Tell whether words are a day that exists, as 2026-12-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_link(text: str) -> bool:
    """Tell whether a text is a whole address of the web."""
    # Anything else, such as javascript:, would do something in the browser of who follows it.
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and text.isprintable()
