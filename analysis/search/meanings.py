"""
What the words of a query mean: what they are looked for as, where the words are not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.search.concepts import Concepts
from analysis.search.dutch_sounds import to_sound
from analysis.search.ladder import Reason, Term, Widening, Words
from analysis.search.query import is_empty_word
from analysis.search.text_index import Scores, TextIndex

# Shorter words are not read by their sound, nor cut in parts: too many look alike.
_LONG = 6
_MOST_CONCEPTS = 512
# A compound of a word is something narrower than the word.
_OF_COMPOUND: Mapping[Reason, Reason] = {
    "synonym": "narrower", "narrower": "broader", "broader": "related", "related": "related",
}


@dataclass(frozen=True)
class Unit:
    """
    Hold one thing that is asked for.

    Attributes:
        text: the words as typed.
        words: the words to look for: nul meting is nulmeting, bedbadbrood is three.
        concept: the key of the concept that they name; empty for none.
    """

    text: str
    words: Words
    concept: str = ""


class Meanings:
    """
    Look for units in an index of texts: as words, and as the concepts that they name.
    """

    def __init__(self, texts: TextIndex, concepts: Concepts) -> None:
        """
        Find once where the words of every concept stand inside other words.
        """
        self._texts = texts
        self._concepts = concepts
        singles = {words[0] for many in concepts.words.values() for words in many
                   if len(words) == 1}
        self._compounds = texts.vocabulary.compounds_of_all(word for word in singles
                                                            if len(word) >= _LONG)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for form in texts.vocabulary.forms:
            if len(form) >= _LONG:
                self._by_sound[to_sound(form)].append(form)
        self.concept_term = lru_cache(maxsize=_MOST_CONCEPTS)(self._concept_term)
        self._concept_strength = lru_cache(maxsize=_MOST_CONCEPTS)(self._to_concept_strength)

    # --- Cutting a query into units

    def units(self, words: Sequence[str]) -> list[Unit]:
        """
        Cut words into what is asked for: concepts and words, without the empty words.
        """
        found: list[Unit] = []
        place = 0
        while place < len(words):
            size, units = self._units_at(words, place)
            found += units
            place += size
        return found

    def _units_at(self, words: Sequence[str], place: int) -> tuple[int, list[Unit]]:
        for size in range(min(self._concepts.longest, len(words) - place), 1, -1):
            run = tuple(words[place : place + size])
            if all(map(is_empty_word, run)):
                continue
            text, joined = " ".join(run), "".join(run)
            concept = self._concepts.find(run)
            if concept:
                return size, [Unit(text, run, concept)]
            if size <= 3 and len(joined) >= _LONG and self._is_known(joined):
                return size, [Unit(text, (joined,), self._concepts.find((joined,)))]
        return 1, [] if is_empty_word(words[place]) else list(self._read(words[place]))

    def _is_known(self, word: str) -> bool:
        vocabulary = self._texts.vocabulary
        return bool(
            vocabulary.number(word) is not None
            or vocabulary.inflections(word)
            or self._concepts.find((word,))
        )

    def _read(self, word: str) -> Iterator[Unit]:
        if not self._is_known(word) and len(word) >= _LONG:
            near = self._by_sound.get(to_sound(word))
            parts = [] if near else self._parts(word)
            if parts:
                yield from self.units(parts)
                return
            word = near[0] if near else self._concepts.find_near(word) or word
        yield Unit(word, (word,), self._concepts.find((word,)))

    def _parts(self, word: str) -> list[str]:
        """
        Cut a word into words that are known, as few as can be; empty where that can't be done.

        An s or n may link two of them: "gezinsbond" is gezin and bond.
        """
        best: list[list[str] | None] = [[], *[None] * len(word)]
        for end in range(3, len(word) + 1):
            for start in range(end - 2):
                before = best[start]
                part = word[start:end]
                if before is None or len(before) + 1 >= len(best[end] or [""] * 9):
                    continue
                if self._is_part(part):
                    best[end] = [*before, part]
                elif end < len(word) and part[-1] in "sn" and self._is_part(part[:-1]):
                    best[end] = [*before, part[:-1]]
        return best[-1] or []

    def _is_part(self, part: str) -> bool:
        if len(part) < 3 or is_empty_word(part):
            return False
        if len(part) == 3:
            return self._texts.vocabulary.number(part) is not None
        return self._is_known(part)

    # --- Looking for a unit

    def strength(self, unit: Unit) -> Scores:
        """
        Return per text how well it answers to a unit, 0 to 1.
        """
        strength = self._texts.strength([self.literal_term(unit)])
        if unit.concept:
            rows, weights = self._concept_strength(unit.concept)
            strength[rows] = np.maximum(strength[rows], weights)
        return strength

    def terms(self, unit: Unit) -> list[Term]:
        """
        Return all that a unit is looked for as.
        """
        literal = [self.literal_term(unit)]
        return [*literal, self.concept_term(unit.concept)] if unit.concept else literal

    def literal_term(self, unit: Unit) -> Term:
        """
        Return what a unit is looked for as, its words only.
        """
        found, ladder = Widening(), self._texts.ladder
        ladder.add_as_typed(found, unit.words)
        ladder.add_inflected(found, unit.words, "inflection")
        ladder.add_meanings(found, unit.words)
        ladder.add_short_forms(found, unit.words)
        if len(unit.words) == 1:
            ladder.add_other_guises(found, unit.words[0])
        return found.to_term(unit.text)

    def _concept_term(self, concept: str) -> Term:
        found = Widening()
        for key, reason in self._concepts.meanings(concept):
            for words in self._concepts.words[key]:
                self._texts.ladder.add_inflected(found, words, reason)
                if len(words) == 1:
                    found.add(self._compounds.get(words[0], ()), _OF_COMPOUND[reason])
        return found.to_term(concept)

    def _to_concept_strength(self, concept: str) -> tuple[npt.NDArray[np.intp], Scores]:
        strength = self._texts.strength([self.concept_term(concept)])
        rows = np.flatnonzero(strength)
        return rows, strength[rows]
