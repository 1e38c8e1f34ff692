"""What a search of the remarks returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import overload

import numpy as np
import numpy.typing as npt

from analysis.search.ladder import Reason
from analysis.search.query import QueryFault
from analysis.search.spans import Span
from analysis.search.understanding import Understood


@dataclass(frozen=True)
class Why:
    """
    Say why a remark is related to a query that it does not answer word for word.

    Attributes:
        words: its words that mean the same, or something near it, as they stand there.
        found: how many of the things that are asked for it has something on.
        asked: how many things are asked for.
        themes: its themes that the query names.
        filters: (facet, key) of what else the query names and the remark has.
    """

    words: tuple[str, ...] = ()
    found: int = 0
    asked: int = 0
    themes: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Match:
    """
    One remark that answers the query.

    Attributes:
        remark_id: the key of the remark.
        score: 0 to 100; 100 when every word stands there as typed.
        find_marks: gives the marks.
        find_why: gives the reason, for what is related only.
    """

    remark_id: str
    score: float
    find_marks: Callable[[], list[Span]] = field(repr=False, compare=False)
    find_why: Callable[[], Why] = field(default=Why, repr=False, compare=False)

    @property
    def marks(self) -> list[Span]:
        """
        The places to mark: (start, end, reason) in the remark's text.

        Whole words, sorted, never overlapping. Worked out when asked for: a
        list shows a page of matches, not thousands.
        """
        return self.find_marks()

    @property
    def why(self) -> Why:
        """Why the remark is related; nothing for one that answers the query itself."""
        return self.find_why()


@dataclass(frozen=True, eq=False)
class Matches(Sequence[Match]):
    """
    The matches of a query, best first; reads as a list, made only where it is read.

    Attributes:
        rows: per match its row in the frame of remarks, from 0. Read-only, as
            is ``scores``: who wants a mask of 100,000 remarks needs no loop.
        scores: per match its score, 0 to 100.
        ids: the key of every row of the frame.
        find_marks: gives the marks of one row.
        find_why: gives the reason for one row, where these are related.
    """

    rows: npt.NDArray[np.intp]
    scores: npt.NDArray[np.float64]
    ids: Sequence[str] = field(repr=False)
    find_marks: Callable[[int], list[Span]] = field(repr=False)
    find_why: Callable[[int], Why] = field(default=lambda _: Why(), repr=False)

    @cached_property
    def remark_ids(self) -> list[str]:
        """The keys of the remarks, best first."""
        return [self.ids[row] for row in self.rows.tolist()]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {remark_id: place for place, remark_id in enumerate(self.remark_ids)}

    def of(self, remark_id: str) -> Match | None:
        """Return the match of one remark, or None where it is no match."""
        place = self._places.get(remark_id)
        return None if place is None else self[place]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Match: ...

    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...

    def __getitem__(self, index: int | slice) -> Match | list[Match]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        row = int(self.rows[index])
        score = float(self.scores[index])
        return Match(
            self.ids[row], score, partial(self.find_marks, row), partial(self.find_why, row)
        )


@dataclass(frozen=True)
class Expansion:
    """
    What one word of the query was widened to.

    Attributes:
        word: the word or phrase as typed.
        forms: (word of the remarks, reason), strongest reason first; a meaning
            of several words stands as one entry. Empty when nothing fits.
    """

    word: str
    forms: tuple[tuple[str, Reason], ...]


@dataclass(frozen=True)
class Suggestion:
    """
    A word of the remarks the reader may have meant.

    Attributes:
        word: the word as typed.
        instead: the word of the remarks that looks like it.
        query: the whole query with the one replaced by the other.
    """

    word: str
    instead: str
    query: str


@dataclass(frozen=True)
class SearchResult:
    """
    The answer to a query.

    Attributes:
        matches: the remarks that hold all words, best first.
        related: other remarks that say it in other words, or most of it, best first.
        understood: the names, groups and sentiments that the query holds.
        expansions: per word of the query, in that order; without the excluded.
        suggestions: for words the remarks don't hold.
        faults: keys of what is wrong with the query.
    """

    matches: Matches
    related: Matches
    understood: Understood
    expansions: tuple[Expansion, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    faults: tuple[QueryFault, ...] = ()
