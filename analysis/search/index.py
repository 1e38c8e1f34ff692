"""
Keyword search in the remarks, tuned for Dutch.

The query is widened over the *vocabulary* of the remarks, never over the
remarks themselves: one look at a few thousand words gives the hits, the places
to mark in the text and the reason for every hit. From strong to weak a hit is
``exact``, ``inflection``, ``abbreviation``, ``compound`` or ``typo``; these are
keys, their Dutch labels belong to the screens.

The steps stand in modules of their own: the words of a text (``dutch_words``)
and their stems (``dutch_stems``), the vocabulary (``vocabulary``, with
``compounds`` and ``typing_errors``), where each word stands (``postings``), the
query language (``query``), what each word of a query is widened to
(``query_terms``), the whole query (``query_plan``) and the places to mark
(``marks``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.search.dutch_stems import stem
from analysis.search.dutch_words import fold, tokenise
from analysis.search.ladder import WEIGHTS, Abbreviations, Reason, Term
from analysis.search.marks import Mark, find_marks
from analysis.search.plan import Plan, Planner
from analysis.search.postings import Rows, to_postings
from analysis.search.query import (
    MAX_QUERY_WORDS,
    Piece,
    Problem,
    check_query,
    loosened,
    to_pieces,
    to_query,
)
from analysis.search.typing_errors import error_limit
from analysis.search.vocabulary import Vocabulary

FallbackKind = Literal["words", "any"]
Scores = npt.NDArray[np.float64]
_Mask = npt.NDArray[np.bool_]

MAX_SUGGESTIONS = 3


# --- What a search returns -----------------------------------------------------------------------


class Match:
    """
    One remark that answers the query.

    Attributes:
        remark_id: the key of the remark.
        score: 0 to 100; 100 when every word stands there as typed.
    """

    __slots__ = ("_find_marks", "_marks", "_row", "remark_id", "score")

    def __init__(
        self, remark_id: str, score: float, row: int, find_marks: Callable[[int], list[Mark]]
    ) -> None:
        self.remark_id = remark_id
        self.score = score
        self._row = row
        self._find_marks = find_marks
        self._marks: list[Mark] | None = None

    @property
    def marks(self) -> list[Mark]:
        """
        The places to mark: (start, end, reason) in the remark's text.

        Whole words, sorted, never overlapping. Worked out when first asked
        for: a list shows a page of matches, not thousands.
        """
        if self._marks is None:
            self._marks = self._find_marks(self._row)
        return list(self._marks)

    def __repr__(self) -> str:
        return f"Match(remark_id={self.remark_id!r}, score={self.score:.1f})"


class Matches(Sequence[Match]):
    """
    The matches of a query, best first; reads as a list, made only where it is read.

    Attributes:
        rows: per match its row in the frame of remarks, from 0. Read-only, as
            is ``scores``: who wants a mask of 100,000 remarks needs no loop.
        scores: per match its score, 0 to 100.
    """

    def __init__(
        self,
        rows: npt.NDArray[np.int64],
        scores: Scores,
        remark_ids: Sequence[str],
        row_of: Mapping[str, int],
        find_marks: Callable[[int], list[Mark]],
    ) -> None:
        """
        Take the matches as they are found.

        Args:
            rows: best first.
            scores: one per row.
            remark_ids: the key of every row of the frame.
            row_of: the same the other way round.
            find_marks: gives the marks of one row.
        """
        rows.setflags(write=False)
        scores.setflags(write=False)
        self.rows = rows
        self.scores = scores
        self._all_ids = remark_ids
        self._row_of = row_of
        self._find_marks = find_marks
        self._made: dict[int, Match] = {}

    @cached_property
    def remark_ids(self) -> list[str]:
        """
        The keys of the remarks, best first.
        """
        return [self._all_ids[row] for row in self.rows.tolist()]

    def of(self, remark_id: str) -> Match | None:
        """
        Return the match of one remark, or None where it is no match.
        """
        row = self._row_of.get(remark_id, -1)
        places = np.flatnonzero(self.rows == row)
        return self[int(places[0])] if places.size else None

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Match: ...

    @overload
    def __getitem__(self, index: slice) -> list[Match]: ...

    def __getitem__(self, index: int | slice) -> Match | list[Match]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        if place not in self._made:
            row = int(self.rows[place])
            score = float(self.scores[place])
            self._made[place] = Match(self._all_ids[row], score, row, self._find_marks)
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Matches({self[:3]!r}, {len(self)} in all)"


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
class Fallback:
    """
    What a looser reading of the query finds when the strict one finds nothing.

    Attributes:
        kind: ``words`` when phrases were read as loose words and small words
            were left out; ``any`` when one of the words is enough.
        query: that looser reading; asked by itself it finds the same.
        matches: best first, never empty.
    """

    kind: FallbackKind
    query: str
    matches: Matches


@dataclass(frozen=True)
class SearchResult:
    """
    The answer to a query.

    Attributes:
        matches: the remarks that hold all words, best first.
        expansions: per word of the query, in that order; without the excluded.
        fallback: only when there are no matches and a looser reading has some.
            It is kept apart: a screen must say that it shows something else.
        suggestions: for words the remarks don't hold.
        problems: keys of what was wrong with the query.
    """

    matches: Matches
    expansions: tuple[Expansion, ...] = ()
    fallback: Fallback | None = None
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- The index -----------------------------------------------------------------------------------


class RemarkIndex:
    """
    Search the remarks; built once, then only read.

    >>> remarks = pd.DataFrame({"remark_id": ["r1", "r2"], "text": ["De ouders", "Huis te huur"]})
    >>> abbreviations = pd.DataFrame({"abbreviation": [], "meaning": [], "source": []})
    >>> index = RemarkIndex(remarks, abbreviations)
    >>> [(match.remark_id, match.marks) for match in index.find("ouder")]
    [('r1', [(3, 9, 'inflection')])]
    >>> matches = index.find("ouder OF huis")
    >>> matches.rows.tolist(), matches.of("r2")
    ([1, 0], Match(remark_id='r2', score=100.0))
    """

    def __init__(self, remarks: pd.DataFrame, abbreviations: pd.DataFrame) -> None:
        """
        Read every remark once.

        Args:
            remarks: one row per remark, with remark_id and text.
            abbreviations: one row per pair of abbreviation and meaning; both
                may stand in several rows.
        """
        self._remark_ids = [str(key) for key in remarks["remark_id"].tolist()]
        self._row_of = {remark_id: row for row, remark_id in enumerate(self._remark_ids)}
        self._texts = [str(text) for text in remarks["text"].tolist()]
        self._vocabulary = Vocabulary()
        self._postings = to_postings(self._texts, self._vocabulary)
        self._planner = Planner(self._vocabulary, self._postings, Abbreviations(abbreviations))

    def find(self, query: str, exact: bool = False) -> Matches:
        """
        Return the remarks that answer the query, best first.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.

        Returns:
            No matches for an empty query and for one that only excludes.
        """
        return self._matches(self._planner.plan(self._pieces(to_pieces(query)), exact))

    def search(self, query: str, exact: bool = False) -> SearchResult:
        """
        Return the matches and how the query was understood.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.

        Returns:
            No matches for an empty query and for one that only excludes.
        """
        typed = to_pieces(query)
        pieces = self._pieces(typed)
        plan = self._planner.plan(pieces, exact)
        matches = self._matches(plan)
        return SearchResult(
            matches=matches,
            expansions=tuple(self._expansion(term) for term in plan.terms),
            fallback=None if matches else self._fallback(pieces, exact),
            suggestions=() if exact else tuple(self._suggestions(query, plan)),
            problems=tuple(check_query(query, typed)),
        )

    def _pieces(self, typed: Sequence[Piece]) -> list[Piece]:
        return self._planner.read_small_operators(typed[:MAX_QUERY_WORDS])

    # --- From plan to matches

    def _matches(self, plan: Plan) -> Matches:
        size = len(self._texts)
        total, density, best_total = np.zeros(size), np.zeros(size), 0.0
        meets = np.full(size, bool(plan.groups))
        for group in plan.groups:
            strength = self._strength(group, density)
            is_met = strength > 0
            rarity = float(np.log1p(size / max(1, int(np.count_nonzero(is_met)))))
            total += strength * rarity
            best_total += rarity
            meets = meets & is_met
        for term in plan.excluded:
            for rows, _ in self._occurrences(term):
                meets[rows] = False
        # Parts of a sum may round to a hair above it.
        scores = np.minimum(100 * total / (best_total or 1), 100)
        return self._ranked(meets, scores, density, plan)

    def _strength(self, group: Sequence[Term], density: Scores) -> Scores:
        """
        Return per remark the weight of the best reason for which it meets a term.

        Args:
            group: terms of which one is enough.
            density: per remark how often a term occurs; added to.
        """
        strength = np.zeros(len(density))
        for term in group:
            for rows, weight in self._occurrences(term):
                strength[rows] = np.maximum(strength[rows], weight)
                density += np.bincount(rows, minlength=len(density))
        return strength

    def _occurrences(self, term: Term) -> Iterator[tuple[Rows, float]]:
        """
        Yield the remarks that hold a term, once per occurrence, with the weight of the reason.
        """
        for reason, weight in WEIGHTS.items():
            forms = [number for number, why in term.forms.items() if why == reason]
            if forms:
                yield self._postings.rows(forms), weight
            for phrase, why in term.phrases:
                if why == reason:
                    yield self._postings.phrase_rows(phrase), weight

    def _ranked(self, meets: _Mask, scores: Scores, density: Scores, plan: Plan) -> Matches:
        rows = np.flatnonzero(meets)
        shortness = density[rows] / (self._postings.sizes[rows] + 1)
        # Between equals the remark that says it shortest comes first, then the earlier one.
        order = np.lexsort((rows, -shortness, -np.round(scores[rows], 6)))
        return Matches(
            rows=rows[order],
            scores=scores[rows][order],
            remark_ids=self._remark_ids,
            row_of=self._row_of,
            find_marks=lambda row: find_marks(self._texts[row], plan.terms, self._vocabulary),
        )

    def _fallback(self, pieces: Sequence[Piece], exact: bool) -> Fallback | None:
        # The looser reading is a query that a reader could have typed, so that
        # what it promises is what it gives.
        loose = loosened(pieces)
        queries: dict[FallbackKind, str] = {
            "words": to_query(loose), "any": to_query(loose, is_any=True)
        }
        for kind, query in queries.items():
            matches = self.find(query, exact)
            if matches:
                return Fallback(kind, query, matches)
        return None

    # --- Expansions and suggestions

    def _expansion(self, term: Term) -> Expansion:
        shown = self._vocabulary.shown
        found = {(shown[number], reason) for number, reason in term.forms.items()}
        for phrase, reason in term.phrases:
            most_used = [max(forms, key=self._postings.remark_count) for forms in phrase]
            found.add((" ".join(shown[number] for number in most_used), reason))
        strongest: dict[str, Reason] = {}
        for form, reason in sorted(found, key=lambda pair: (-WEIGHTS[pair[1]], pair[0])):
            strongest.setdefault(form, reason)
        return Expansion(term.text, tuple(strongest.items()))

    def _suggestions(self, query: str, plan: Plan) -> Iterator[Suggestion]:
        """
        Yield look-alikes for every word that is not in the remarks.
        """
        for term in plan.terms:
            strongest = max((WEIGHTS[reason] for reason in term.forms.values()), default=0)
            if strongest > WEIGHTS["compound"] or term.phrases:
                continue
            for number in self._look_alikes(term)[:MAX_SUGGESTIONS]:
                instead = self._vocabulary.shown[number]
                yield Suggestion(term.text, instead, query.replace(term.text, instead, 1))

    def _look_alikes(self, term: Term) -> list[int]:
        word = fold(term.text)
        near = self._vocabulary.near(word, error_limit(word) + (len(word) >= 6))
        unseen = [(number, errors) for number, errors in near if number not in term.forms]
        unseen.sort(key=lambda pair: (pair[1], -self._postings.remark_count(pair[0])))
        return [number for number, _ in unseen]


__all__ = [
    "Expansion",
    "Fallback",
    "Match",
    "Matches",
    "RemarkIndex",
    "SearchResult",
    "Suggestion",
    "fold",
    "stem",
    "tokenise",
]
