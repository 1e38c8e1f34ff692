"""What became of the remarks of an extract, in the words that files say it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from analysis.profiles import find_represented
from analysis.remarks import Remark
from drawing.words.sentences import to_date, to_list, to_number, to_remark_count
from exports.extract import Extract
from follow_up.answer import TEXT_FIELDS
from follow_up.current import to_kinds
from follow_up.progress import count_progress, select_asking
from follow_up.told import Told
from loaders.schema import IN_PROGRESS, OPEN

# What can be said of an answer, by the field that says it, in the order of telling.
HEADS: Mapping[str, str] = {
    "text": "Antwoord", "reason": "Reden", "where_quote": "Waar in het plan",
    "where_link": "Link", "owner": "Dienst", "due": "Tegen", "signature": "Ondertekend door",
    "day": "Bekendgemaakt op",
}

VOICES_MEANING = (
    "Een stem is een spreker die het verslag noemt, of anders de groep. Ze telt één keer: als "
    "zonder antwoord zolang iets dat ze vroeg zonder antwoord is."
)


@dataclass(frozen=True)
class Reply:
    """
    What became of one remark, in words as they may leave. What is not told is "".

    Attributes:
        status: its word, in Dutch.
        kind: one of ``loaders.schema.STATUS_KINDS``.
    """

    status: str
    kind: str
    text: str = ""
    reason: str = ""
    where_quote: str = ""
    where_link: str = ""
    owner: str = ""
    due: str = ""
    signature: str = ""
    day: str = ""

    def lines(self) -> list[tuple[str, str, str]]:
        """Give what there is to tell behind the status: the field, its head and its words."""
        told = [(name, head, getattr(self, name)) for name, head in HEADS.items()]
        return [line for line in told if line[2].strip()]


class Replies:
    """An extract with what readers are told of its remarks: no draft is in it."""

    def __init__(self, extract: Extract, told: Told) -> None:
        """Put the answers with the remarks."""
        self.extract, self._told = extract, told
        self._answers = {
            key: row for row in told.answers.to_dict("records") for key in row["current_remark_ids"]
        }
        self._statuses = dict(zip(told.statuses["remark_id"], told.statuses["status"], strict=True))
        self._kinds = to_kinds(extract.dataset)

    def of(self, remark_id: str) -> Reply:
        """Give what became of a remark."""
        status, words = self._statuses[remark_id], self.extract.words
        row = self._answers.get(remark_id)
        cells = {name: words(row[name]) for name in TEXT_FIELDS} if row else {}
        if row:
            cells |= {"due": _to_day(row["due"]), "day": _to_day(row["published_at"][:10])}
        kind = self._kinds.get(status, OPEN)
        if kind != IN_PROGRESS:
            # Who was at work on it, and by when, is no news once it is done.
            cells |= {"owner": "", "due": ""}
        return Reply(words(self.extract.labels.coded("status", status)), kind, **cells)

    @cached_property
    def asking(self) -> list[Remark]:
        """Give the remarks that ask for something, in the order of the report."""
        return self._to_remarks(select_asking(self.extract.remarks))

    @cached_property
    def counts(self) -> list[tuple[str, int, int]]:
        """
        Count what asks for something: the word of each kind, its remarks and its voices.

        Kinds without a remark are there too; the last row is all of ``asking`` together.
        """
        counts = count_progress(self.extract.remarks, self._told.statuses)
        rows = [
            (word, remarks, voices) for kind, remarks, voices in zip(
                counts["kind"], counts["remark_count"], counts["voice_count"], strict=True)
            if (word := self.name_kind(kind)) or remarks
        ]
        return [*rows, ("Samen", sum(row[1] for row in rows), sum(row[2] for row in rows))]

    def name_kind(self, kind: str) -> str:
        """Name a kind by the statuses of it that the codebook has."""
        of_kind = [key for key, own in self._kinds.items() if own == kind]
        return self.extract.words(to_list(
            [self.extract.labels.coded("status", key) for key in of_kind], "of"))

    @property
    def asking_line(self) -> str:
        """Say how many remarks ask for something, of how many."""
        asked, every = len(self.asking), to_remark_count(len(self.extract.remarks))
        verb = "vraagt" if asked == 1 else "vragen"
        return f"{to_number(asked)} van de {every} {verb} iets: wat ontbreekt, of kritiek."

    def by_organisation(self) -> dict[str, list[Remark]]:
        """Give the remarks that an organisation, or its people, said: in the report's order."""
        of_speaker = find_represented(self.extract.dataset)
        said: dict[str, list[Remark]] = {}
        for remark in self._to_remarks(self.extract.remarks):
            if key := of_speaker.get(remark.speaker):
                said.setdefault(key, []).append(remark)
        names = self.extract.labels.organisation
        return {key: said[key] for key in sorted(said, key=lambda key: names(key).casefold())}

    def _to_remarks(self, rows: pd.DataFrame) -> list[Remark]:
        places = {key: place for place, key in enumerate(self.extract.dataset.remarks["remark_id"])}
        wanted = set(rows["remark_id"])
        found = [remark for remark in self.extract.rows() if remark.remark_id in wanted]
        return sorted(found, key=lambda remark: places[remark.remark_id])


def _to_day(words: str) -> str:
    return to_date(date.fromisoformat(words)) if words else ""
