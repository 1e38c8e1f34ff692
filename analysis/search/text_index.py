"""An index of texts: which of them answer a query, how well, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from analysis.search.ladder import WEIGHTS, Abbreviations, Ladder, Term
from analysis.search.plan import Plan, Planner
from analysis.search.postings import Rows, read_texts
from analysis.search.query import MAX_QUERY_WORDS, Piece, to_pieces
from analysis.search.spans import Span, to_spans

Scores = npt.NDArray[np.float64]
# The place of each text, from 0, best first, and its score, 0 to 100; both read-only.
Ranking = tuple[npt.NDArray[np.intp], Scores]


class TextIndex:
    """
    Search texts; built once, then only read.

    >>> index = TextIndex(["De ouders", "Huis te huur"], Abbreviations())
    >>> index.find("ouder OF huis")[0].tolist()
    [1, 0]
    """

    def __init__(self, texts: Sequence[str], abbreviations: Abbreviations) -> None:
        """Read every text once."""
        self._texts = texts
        self.size = len(texts)
        self.vocabulary, self.postings = read_texts(texts)
        self.ladder = Ladder(self.vocabulary, self.postings, abbreviations)
        self._planner = Planner(self.ladder)

    def read(self, query: str) -> list[Piece]:
        """Cut a query into words and phrases; those past the longest query are left out."""
        return self._planner.read_small_operators(to_pieces(query)[:MAX_QUERY_WORDS])

    def plan(self, query: str, exact: bool = False) -> Plan:
        """
        Plan a query.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.
        """
        return self._planner.plan(self.read(query), exact)

    def find(self, query: str, exact: bool = False) -> Ranking:
        """Return the texts that answer a query, best first."""
        return self.rank(self.plan(query, exact))

    def spans(self, row: int, plan: Plan) -> list[Span]:
        """Return the places in one text that meet a plan, sorted, never overlapping."""
        return to_spans(self._texts[row], plan.terms, self.vocabulary)

    def rank(self, plan: Plan) -> Ranking:
        """Return the texts that meet a plan, best first."""
        size = self.size
        total, density, best_total = np.zeros(size), np.zeros(size), 0.0
        meets = np.full(size, bool(plan.groups))
        for group in plan.groups:
            strength = self.strength(group, density)
            is_met = strength > 0
            rarity = float(np.log1p(size / max(1, int(np.count_nonzero(is_met)))))
            total += strength * rarity
            best_total += rarity
            meets &= is_met
        for term in plan.excluded:
            for rows, _ in self.occurrences(term):
                meets[rows] = False
        met = np.flatnonzero(meets)
        # Parts of a sum may round to a hair above it.
        scores = np.minimum(100 * total[met] / (best_total or 1), 100)
        shortness = density[met] / (self.postings.sizes[met] + 1)
        # Between equals the text that says it shortest comes first, then the earlier one.
        order = np.lexsort((met, -shortness, -np.round(scores, 6)))
        return read_only(met[order], scores[order])

    def strength(self, group: Sequence[Term], density: Scores | None = None) -> Scores:
        """
        Return per text the weight of the best reason for which it meets a term.

        Args:
            group: terms of which one is enough.
            density: per text how often a term occurs; added to where it is given.
        """
        strength = np.zeros(self.size)
        for term in group:
            for rows, weight in self.occurrences(term):
                strength[rows] = np.maximum(strength[rows], weight)
                if density is not None:
                    density += np.bincount(rows, minlength=len(density))
        return strength

    def occurrences(self, term: Term) -> Iterator[tuple[Rows, float]]:
        """Yield the texts that hold a term, once per occurrence, with the weight of the reason."""
        for reason, weight in WEIGHTS.items():
            forms = [number for number, why in term.forms.items() if why == reason]
            if forms:
                yield self.postings.rows(forms), weight
            for phrase, why in term.phrases:
                if why == reason:
                    yield self.postings.phrase_rows(phrase), weight


def read_only(rows: npt.NDArray[np.intp], scores: Scores) -> Ranking:
    """Let no reader write into a ranking that all share."""
    rows.setflags(write=False)
    scores.setflags(write=False)
    return rows, scores
