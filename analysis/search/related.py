"""
The second tier: remarks that say the same in other words, or most of it.

A remark is related by the concepts that the words of the query name, by most of
the words, the rare ones weighing most, and by its themes, where the codebook
says that a theme is about those words. The group, the speaker and the sentiment
that a query names have to fit too. A reader can check each reason: the words
are marked, the rest is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.search.concepts import Concepts
from analysis.search.ladder import to_abbreviations
from analysis.search.meanings import Meanings
from analysis.search.names import NameIndex
from analysis.search.results import Why
from analysis.search.spans import Span, to_spans
from analysis.search.text_index import Ranking, Scores, TextIndex, read_only
from analysis.search.understanding import Reader, Recognised, Understood
from analysis.search.units import Unit, UnitReader
from loaders.dataset import Dataset

_Mask = npt.NDArray[np.bool_]

# Past this the words of a pasted text are no question.
MOST_UNITS = 12
# What a theme of the remark is worth, named by its label or by its definition, and
# how much less where it is not the main theme.
_BY_LABEL, _BY_DEFINITION, _NOT_MAIN = 0.45, 0.3, 0.6
# What stands in the definition of more themes than this says nothing of any.
_MOST_THEMES = 3
# A remark of another group, speaker or sentiment than asked for.
_ELSEWHERE = 0.35
# Below this share of what could be found, or of what the best one has, nothing is related.
_LEAST, _LEAST_OF_BEST = 0.12, 0.25
# A theme is named by its own words, or by what means the same; what is only near it won't do.
_NAMES_THEME = 0.4
_MEANINGS = frozenset(("synonym", "narrower", "broader", "related"))
_COLUMNS = {"groups": "group", "speakers": "speaker", "sentiments": "sentiment"}


class Surroundings:
    """What is known around the remarks of a dataset: concepts, themes, names, groups."""

    def __init__(self, dataset: Dataset) -> None:
        """Read the tables of a dataset."""
        self.concepts = Concepts(dataset.synonyms)
        self.reader = Reader(
            dataset, NameIndex(dataset.people, dataset.organisations), self.concepts
        )
        themes = dataset.codebook[dataset.codebook["field"] == "theme"]
        self.theme_keys = themes["key"].tolist()
        texts = [*themes["label"], *themes["definition"]]
        self._themes = Meanings(
            TextIndex(texts, to_abbreviations(dataset.abbreviations)), self.concepts
        )
        self.theme_weights = lru_cache(maxsize=512)(self._theme_weights)

    def _theme_weights(self, unit: Unit) -> Scores:
        """Return per theme what it is worth that a remark has it, 0 to 1."""
        strength = self._themes.strength(unit)
        strength[strength < _NAMES_THEME] = 0
        by_label, by_definition = np.split(strength, 2)
        if np.count_nonzero(by_definition > _LEAST_OF_BEST) > _MOST_THEMES:
            by_definition = np.zeros(len(by_definition))
        weights: Scores = np.maximum(_BY_LABEL * by_label, _BY_DEFINITION * by_definition)
        return weights


@dataclass(frozen=True)
class Question:
    """
    Hold what a query asks of the second tier.

    Attributes:
        units: the things that are asked for.
        understood: the names, groups and sentiments in it.
    """

    units: tuple[Unit, ...]
    understood: Understood


class RelatedIndex:
    """Find the related remarks of one dataset; built once, then only read."""

    def __init__(
        self, remarks: pd.DataFrame, texts: TextIndex, surroundings: Surroundings
    ) -> None:
        """
        Index the remarks.

        Args:
            remarks: as the search has them; a column that is not there narrows nothing.
            texts: their words, in the same order.
            surroundings: what is known around them.
        """
        self._texts = texts
        self._around = surroundings
        self._meanings = Meanings(texts, surroundings.concepts)
        self._units = UnitReader(texts.vocabulary, surroundings.concepts)
        self._columns = {
            facet: remarks[column].to_numpy(dtype=object)
            for facet, column in _COLUMNS.items() if column in remarks
        }
        number = {key: place for place, key in enumerate(surroundings.theme_keys)}
        cells = remarks["themes"].tolist() if "themes" in remarks else []
        triples = [
            (row, number[key], 1.0 if place == 0 else _NOT_MAIN)
            for row, keys in enumerate(cells)
            for place, key in enumerate(keys) if key in number
        ]
        table = np.array(triples, dtype=np.float64).reshape(-1, 3)
        self._theme_rows = table[:, 0].astype(np.intp)
        self._theme_numbers = table[:, 1].astype(np.intp)
        self._theme_shares = table[:, 2]

    def ask(self, words: Sequence[str]) -> Question:
        """Read the words of a query; the excluded ones are no part of it."""
        understood = self._around.reader.read(words, self._units.is_known)
        units = self._units.read(understood.left)[:MOST_UNITS]
        return Question(tuple(units), understood)

    def ask_like(self, row: int, words: Sequence[str]) -> Question:
        """Ask for what is nearest to a remark: by those of its words that few others have."""
        weights = {}
        for unit in self._units.read(words):
            strength = self._strength(unit)
            elsewhere = float(strength.sum() - strength[row])
            if elsewhere > 0:
                weights[unit] = elsewhere
        rarest = sorted(weights, key=weights.__getitem__)[:MOST_UNITS]
        return Question(tuple(unit for unit in weights if unit in rarest), Understood())

    def _strength(self, unit: Unit) -> Scores:
        strength = self._meanings.strength(unit)
        by_theme = np.zeros(len(strength))
        weights = self._around.theme_weights(unit)[self._theme_numbers] * self._theme_shares
        np.maximum.at(by_theme, self._theme_rows, weights)
        # Two reasons are more than one, and never more than a word as typed.
        both: Scores = strength + (1 - strength) * by_theme
        return both

    def rank(self, question: Question, leave_out: _Mask) -> Ranking:
        """
        Return the related remarks, best first.

        Args:
            question: what is asked.
            leave_out: the remarks that are not wanted: found already, or excluded.
        """
        size = len(leave_out)
        total, best = np.zeros(size), 0.0
        for unit in question.units:
            strength = self._strength(unit)
            weight = float(np.log1p(size / max(1.0, strength.sum())))
            total += weight * strength
            best += weight
        elsewhere = _ELSEWHERE
        if not question.units and question.understood.filters:
            # Who asks for a person and no more wants what that person said.
            total, best, elsewhere = np.ones(size), 1.0, 0.0
        for recognised in question.understood.filters:
            total *= np.where(self._fits(recognised, size), 1.0, elsewhere)
        total[leave_out] = 0
        scores = total / (best or 1.0)
        least = max(_LEAST, _LEAST_OF_BEST * scores.max(initial=0.0))
        rows = np.flatnonzero(scores >= least)
        # Between equals the shorter remark comes first, then the earlier one.
        order = np.lexsort((rows, self._texts.postings.sizes[rows], -np.round(scores[rows], 6)))
        return read_only(rows[order], 100 * scores[rows][order])

    def _fits(self, recognised: Recognised, size: int) -> _Mask:
        column = self._columns.get(recognised.facet)
        if column is None:
            return np.ones(size, dtype=np.bool_)
        return np.isin(column, recognised.keys)

    def spans(self, text: str, question: Question) -> list[Span]:
        """Return the places in the text of a remark that answer to the question."""
        terms = [term for unit in question.units for term in self._meanings.terms(unit)]
        return to_spans(text, terms, self._texts.vocabulary)

    def why(self, row: int, text: str, question: Question) -> Why:
        """Return why a remark is related."""
        themes = self._theme_numbers[self._theme_rows == row]
        named = {
            unit: [n for n in themes if self._around.theme_weights(unit)[n] > 0]
            for unit in question.units
        }
        marks = {unit: self._unit_spans(text, unit) for unit in question.units}
        words = [text[start:end] for spans in marks.values() for start, end, reason in spans
                 if reason in _MEANINGS]
        keys = [self._around.theme_keys[n] for numbers in named.values() for n in numbers]
        return Why(
            words=tuple(dict.fromkeys(words)),
            found=sum(bool(marks[unit] or named[unit]) for unit in question.units),
            asked=len(question.units),
            themes=tuple(dict.fromkeys(keys)),
            filters=tuple(self._met(row, question.understood)),
        )

    def same_meaning(self, word: str) -> list[int]:
        """Return the forms of the remarks that mean the same as a word, the most used first."""
        return self._meanings.same(self._around.concepts.find((word,)))

    def _unit_spans(self, text: str, unit: Unit) -> list[Span]:
        return to_spans(text, self._meanings.terms(unit), self._texts.vocabulary)

    def _met(self, row: int, understood: Understood) -> Iterator[tuple[str, str]]:
        for recognised in understood.filters:
            column = self._columns.get(recognised.facet)
            if column is not None and column[row] in recognised.keys:
                yield recognised.facet, column[row]
