"""Where the report has the words of each remark and each passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from loaders.limits import Limits
from loaders.problems import MOST_LISTED
from loaders.report import ReportWords
from loaders.schema import to_number

# Fewer rows than this that are as far off make no shift.
FEWEST_SHIFTED = 3
MOST_SHIFTS = 5
# So many rows are asked how far off they are.
ASKED = 20


class Row(NamedTuple):
    """One row that quotes the report; its lines as they stand in the file."""

    table: str
    line: int
    text: str
    line_start: str
    line_end: str


class Shift(NamedTuple):
    """Say that from a line on the report has its words so many lines lower; below 0, higher."""

    line: int
    by: int


@dataclass(frozen=True)
class Quotations:
    """
    What the report says of every row that quotes it.

    Attributes:
        words: the words of the report, and which row took them.
        rows: the rows that quote, in the order in which they took their words.
        places: start and end in the report, in characters, of each row by table;
            complete where nothing is missed.
        missed: the rows whose words are not in their lines, or are taken.
        shifts: what moves the lines of the rows to where their words stand.
    """

    words: ReportWords
    rows: Sequence[Row]
    places: dict[str, list[tuple[int, int]]]
    missed: list[Row]
    shifts: tuple[Shift, ...] = ()

    @classmethod
    def of(
        cls, words: ReportWords, rows: Sequence[Row], limits: Limits,
        shifts: tuple[Shift, ...] = (),
    ) -> Quotations:
        """Look every row up; rows without words or without lines are left to other checks."""
        words.release()
        found = cls(words, rows, {}, [], shifts)
        for number, row in enumerate(rows, start=1):
            limits.look_at_clock()
            start, end = found.lines_of(row)
            if not row.text or not start or not end:
                continue
            place = found.words.claim(row.text, start, end, number)
            if place:
                found.places.setdefault(row.table, []).append(place)
            else:
                found.missed.append(row)
        return found

    @property
    def is_of_other_report(self) -> bool:
        """Tell whether most rows quote words that are not there: they have one cause."""
        return len(self.missed) > max(MOST_LISTED, len(self.rows) / 2)

    @property
    def first_missed(self) -> float:
        """Give the first line of the report in which words are missed; infinity where none are."""
        return min((self.lines_of(row)[1] for row in self.missed), default=float("inf"))

    def lines_of(self, row: Row) -> tuple[int, int]:
        """Give the first and last line in which a row's words are looked for; 0 for no number."""
        start, end = to_number(row.line_start), to_number(row.line_end)
        for shift in self.shifts:
            start += shift.by * bool(start >= shift.line)
            end += shift.by * bool(end >= shift.line)
        return start, end

    def shifted(self, limits: Limits) -> Quotations:
        """
        Move the lines of the rows where lines were put into the report, or taken out.

        Returns:
            What is found then, with the words claimed anew; itself where no shift
            mends a few rows.
        """
        best, shifts = self, list(self._possible_shifts())
        for shift in shifts:
            tried = Quotations.of(self.words, self.rows, limits, (*self.shifts, shift))
            # The one that holds longest: what moved again further down is another shift.
            if (len(tried.missed) + FEWEST_SHIFTED <= len(self.missed)
                    and tried.first_missed > best.first_missed):
                best = tried
        if not shifts:
            return self
        found = Quotations.of(self.words, self.rows, limits, best.shifts)
        return found if best is self else found.shifted(limits)

    def _possible_shifts(self) -> Iterator[Shift]:
        if len(self.missed) < FEWEST_SHIFTED or len(self.shifts) == MOST_SHIFTS:
            return
        by_line = nsmallest(ASKED, self.missed, key=self.lines_of)
        offsets = Counter(
            place[0] - self.lines_of(row)[0]
            for row in by_line
            for place in (self.words.find_lines(row.text, self.lines_of(row)[0]),
                          self.words.find_lines(row.text)) if place
        )
        for by, count in offsets.most_common(3):
            if by and count >= FEWEST_SHIFTED:
                # Above the first row that is missed, or in the middle of it.
                yield from (Shift(line, by) for line in dict.fromkeys(self.lines_of(by_line[0])))
