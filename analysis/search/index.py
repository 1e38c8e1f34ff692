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
(``ladder``), the whole query (``plan``), which texts answer it (``text_index``)
and the places to mark (``spans``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.search.dutch_sounds import to_sound
from analysis.search.dutch_words import fold, tokenise
from analysis.search.ladder import WEIGHTS, Reason, Term, to_abbreviations
from analysis.search.plan import Plan
from analysis.search.query import find_faults, to_pieces
from analysis.search.related import Question, RelatedIndex, Surroundings
from analysis.search.results import (
    Expansion,
    Matches,
    SearchResult,
    Suggestion,
)
from analysis.search.text_index import TextIndex, read_only
from analysis.search.typing_errors import error_limit, is_slip
from loaders.dataset import Dataset, own_dataset

MAX_SUGGESTIONS = 3
# One screen asks three to six times what a query finds, and many sessions ask the same.
_REMEMBERED = 32


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

    def __init__(
        self, remarks: pd.DataFrame, abbreviations: pd.DataFrame, around: Dataset | None = None
    ) -> None:
        """
        Take the remarks; they are read once, by the first search.

        Args:
            remarks: one row per remark, with remark_id and text; its other columns
                help to find what is related.
            abbreviations: one row per pair of abbreviation and meaning; both
                may stand in several rows.
            around: the dataset whose concepts, codebook, groups and people are known;
                the dashboard's own where it is left out.
        """
        self._ids = [str(key) for key in remarks["remark_id"].tolist()]
        self._words = [str(text) for text in remarks["text"].tolist()]
        self._abbreviations = abbreviations
        self._remarks, self._around = remarks, around
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._result = lru_cache(maxsize=_REMEMBERED)(self._search)

    def find(self, query: str, exact: bool = False) -> Matches:
        """
        Return the remarks that answer the query, best first.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.

        Returns:
            No matches for an empty query and for one that only excludes.
        """
        return self._answer(query, exact)[1]

    def find_with_related(self, query: str, exact: bool = False) -> Matches:
        """Return both tiers in one: what answers the query scores 50 to 100, the rest below it."""
        result = self.search(query, exact)
        first, second = result.matches, result.related
        found = frozenset(first.rows.tolist())
        rows, scores = read_only(
            np.concatenate([first.rows, second.rows]),
            np.concatenate([50 + first.scores / 2, second.scores / 2]),
        )
        return Matches(
            rows, scores, self._ids,
            lambda row: (first if row in found else second).find_marks(row),
            lambda row: (first if row in found else second).find_why(row),
        )

    def search(self, query: str, exact: bool = False) -> SearchResult:
        """Return what :meth:`find` does, and how the query was understood."""
        return self._result(query, exact)

    def find_alike(self, row: int, leave_out: npt.NDArray[np.bool_]) -> Matches:
        """
        Return the remarks nearest in words to one of them, best first.

        Args:
            row: which remark, by its place.
            leave_out: the remarks that are not wanted.
        """
        question = self._related.ask_like(row, [token.form for token in tokenise(self._words[row])])
        return self._to_related(question, leave_out)

    def _find(self, query: str, exact: bool) -> tuple[Plan, Matches]:
        plan = self._texts.plan(query, exact)
        find_marks = partial(self._texts.spans, plan=plan)
        return plan, Matches(*self._texts.rank(plan), self._ids, find_marks)

    def _search(self, query: str, exact: bool) -> SearchResult:
        plan, matches = self._answer(query, exact)
        words = [] if exact else self._asked_words(query)
        question = self._related.ask(words)
        related = self._find_related(question, plan, matches)
        return SearchResult(
            matches=matches,
            related=related,
            understood=question.understood,
            expansions=tuple(self._expansion(term) for term in plan.terms),
            suggestions=() if exact else tuple(self._suggestions(query, plan, question)),
            faults=tuple(find_faults(query, to_pieces(query))),
        )

    def prepare(self) -> None:
        """Read every remark now, before anyone searches."""
        _ = self._related

    @cached_property
    def _texts(self) -> TextIndex:
        return TextIndex(self._words, to_abbreviations(self._abbreviations))

    @cached_property
    def _related(self) -> RelatedIndex:
        # Only a search asks for it; a mask of a selection does without.
        around = self._around or own_dataset()
        return RelatedIndex(self._remarks, self._texts, Surroundings(around))

    def _asked_words(self, query: str) -> list[str]:
        pieces = self._texts.read(query)
        return [form for piece in pieces if not piece.is_excluded for form in piece.tokens]

    def _find_related(self, question: Question, plan: Plan, matches: Matches) -> Matches:
        unwanted = np.zeros(len(self._ids), dtype=np.bool_)
        unwanted[matches.rows] = True
        unwanted |= self._texts.strength(plan.excluded) > 0
        return self._to_related(question, unwanted)

    def _to_related(self, question: Question, leave_out: npt.NDArray[np.bool_]) -> Matches:
        return Matches(
            *self._related.rank(question, leave_out), self._ids,
            lambda row: self._related.spans(self._words[row], question),
            lambda row: self._related.why(row, self._words[row], question),
        )

    def _expansion(self, term: Term) -> Expansion:
        shown = self._texts.vocabulary.shown
        found = {(shown[number], reason) for number, reason in term.forms.items()}
        for phrase, reason in term.phrases:
            most_used = [max(forms, key=self._texts.postings.remark_count) for forms in phrase]
            found.add((" ".join(shown[number] for number in most_used), reason))
        strongest: dict[str, Reason] = {}
        for form, reason in sorted(found, key=lambda pair: (-WEIGHTS[pair[1]], pair[0])):
            strongest.setdefault(form, reason)
        return Expansion(term.text, tuple(strongest.items()))

    def _suggestions(self, query: str, plan: Plan, question: Question) -> Iterator[Suggestion]:
        """
        Yield what means or sounds the same, for every word that is not in the remarks.

        A word of a name is left alone: the name itself is offered.
        """
        searched = {word for unit in question.units for word in unit.text.split()}
        for term in plan.terms:
            strongest = max((WEIGHTS[reason] for reason in term.forms.values()), default=0)
            if strongest > WEIGHTS["compound"] or term.phrases:
                continue
            if fold(term.text) in searched:
                for number in self._instead(term)[:MAX_SUGGESTIONS]:
                    instead = self._texts.vocabulary.shown[number]
                    yield Suggestion(term.text, instead, query.replace(term.text, instead, 1))

    def _instead(self, term: Term) -> list[int]:
        word, vocabulary = fold(term.text), self._texts.vocabulary
        near = [
            (errors, number)
            for number, errors in vocabulary.near(word, error_limit(word) + (len(word) >= 6))
            if is_slip(word, vocabulary.forms[number])
            or to_sound(word) == to_sound(vocabulary.forms[number])
        ]
        alike = [number for _, number in sorted(near)]
        same = [] if term.forms else self._related.same_meaning(word)
        return [number for number in dict.fromkeys([*alike, *same]) if number not in term.forms]
