"""Where texts say what a query means, in its own words or in others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.search.concepts import Concepts
from analysis.search.dutch_stems import stem
from analysis.search.ladder import WEIGHTS, Reason, Term, Widening
from analysis.search.postings import Phrase
from analysis.search.text_index import Scores, TextIndex
from analysis.search.units import Unit

_REMEMBERED = 512
# A word in no more than this share of the texts is as good as any other.
_RARE = 0.01
# A compound of a word is something narrower than the word.
_OF_COMPOUND: Mapping[Reason, Reason] = {
    "synonym": "narrower", "narrower": "broader", "broader": "related", "related": "related",
}
# Texts, and what each says of a concept, 0 to 1.
_Sparse = tuple[npt.NDArray[np.intp], Scores]


@dataclass(frozen=True)
class _Spot:
    """Hold where the words of one concept stand: as such, and inside compounds."""

    forms: frozenset[int]
    compounds: frozenset[int]
    phrases: tuple[Phrase, ...]
    worth: _Sparse
    worth_of_compounds: _Sparse


class Meanings:
    """Look for units in an index of texts: as words, and as the concepts that they name."""

    def __init__(self, texts: TextIndex, concepts: Concepts) -> None:
        """Find once where the words of every concept stand."""
        self._texts = texts
        self._concepts = concepts
        words = {words[0] for many in concepts.words.values() for words in many if len(words) == 1}
        inside = texts.vocabulary.compounds_of_all(word for word in words if len(stem(word)) >= 5)
        self._spots = {key: self._to_spot(key, inside) for key in concepts.words}
        self._concept_term = lru_cache(maxsize=_REMEMBERED)(self._to_concept_term)

    def _to_spot(self, concept: str, inside: Mapping[str, Iterable[int]]) -> _Spot:
        vocabulary, postings = self._texts.vocabulary, self._texts.postings
        runs = [
            tuple(tuple(vocabulary.inflections(word)) for word in words)
            for words in self._concepts.words[concept]
        ]
        phrases = [run for run in runs if len(run) > 1 and all(run)]
        forms = [self._own(concept, run[0]) for run in runs if len(run) == 1]
        compounds = [
            self._own(concept, inside.get(words[0], ()))
            for words in self._concepts.words[concept] if len(words) == 1
        ]
        return _Spot(
            frozenset().union(*forms), frozenset().union(*compounds), tuple(phrases),
            self._worth([*map(postings.rows, forms), *map(postings.phrase_rows, phrases)]),
            self._worth([*map(postings.rows, compounds)]),
        )

    def _own(self, concept: str, forms: Iterable[int]) -> list[int]:
        """Leave out the words of other concepts: voorstellen is no voorstelling."""
        of_word, words = self._concepts.of_word, self._texts.vocabulary.forms
        return [form for form in forms if of_word(words[form]) in ("", concept)]

    def _worth(self, hits: Sequence[npt.NDArray[np.int32]]) -> _Sparse:
        """
        Return the texts that are hit, and the worth of the best hit.

        A word that stands in many texts says less than one that stands in few.
        """
        worth = np.zeros(self._texts.size)
        for rows in hits:
            value = to_worth(len(np.unique(rows)), self._texts.size)
            worth[rows] = np.maximum(worth[rows], value)
        found = np.flatnonzero(worth)
        return found, worth[found]

    def strength(self, unit: Unit) -> Scores:
        """Return per text how well it answers to a unit, 0 to 1."""
        strength = self._texts.strength([self._literal_term(unit)])
        meanings = self._concepts.meanings(unit.concept) if unit.concept else ()
        for concept, reason in meanings:
            spot = self._spots[concept]
            for (rows, worth), why in (
                (spot.worth, reason), (spot.worth_of_compounds, _OF_COMPOUND[reason])
            ):
                strength[rows] = np.maximum(strength[rows], WEIGHTS[why] * worth)
        return strength

    def terms(self, unit: Unit) -> list[Term]:
        """Return all that a unit is looked for as."""
        literal = self._literal_term(unit)
        return [literal, self._concept_term(unit.concept)] if unit.concept else [literal]

    def same(self, concept: str) -> list[int]:
        """Return the forms of the texts that a concept has as its words, the most used first."""
        forms = self._spots[concept].forms if concept else ()
        return sorted(forms, key=lambda form: (-self._texts.postings.remark_count(form), form))

    def _literal_term(self, unit: Unit) -> Term:
        found, ladder = Widening(), self._texts.ladder
        ladder.add_as_typed(found, unit.words)
        ladder.add_inflected(found, unit.words, "inflection")
        ladder.add_meanings(found, unit.words)
        ladder.add_short_forms(found, unit.words)
        if len(unit.words) == 1:
            ladder.add_other_guises(found, unit.words[0])
        return found.to_term(unit.text)

    def _to_concept_term(self, concept: str) -> Term:
        found = Widening()
        for key, reason in self._concepts.meanings(concept):
            spot = self._spots[key]
            found.add(spot.forms, reason)
            found.add(spot.compounds, _OF_COMPOUND[reason])
            for phrase in spot.phrases:
                found.add_run(phrase, reason)
        return found.to_term(concept)


def to_worth(count: int, size: int) -> float:
    """
    Return what a word says that stands in so many texts of so many, 0 to 1.

    >>> [round(to_worth(count, 1000), 2) for count in (1, 10, 100, 1000)]
    [1.0, 1.0, 0.52, 0.15]
    """
    rare = max(1.0, _RARE * size)
    return float(min(1.0, np.log1p(size / max(1, count)) / np.log1p(size / rare)))
