"""
What the words of a query mean: what they are looked for as, where the words are not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.search.compounds import MAX_WORD_LETTERS
from analysis.search.concepts import Concepts
from analysis.search.dutch_sounds import to_sound
from analysis.search.ladder import Reason, Term, Widening, Words
from analysis.search.query import is_empty_word
from analysis.search.text_index import Scores, TextIndex

# Shorter words are not read by their sound, nor cut in parts: too many look alike.
_LONG = 6
_MOST_CONCEPTS = 512
# A word in no more than this share of the texts is as good as any other.
_RARE = 0.01
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
        self._concept_terms = lru_cache(maxsize=_MOST_CONCEPTS)(self._to_concept_terms)
        self._concept_term = lru_cache(maxsize=_MOST_CONCEPTS)(self._to_concept_term)
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
            if size <= 3 and len(joined) >= _LONG and self.is_known(joined):
                return size, [Unit(text, (joined,), self._concepts.find((joined,)))]
        return 1, [] if is_empty_word(words[place]) else list(self._read(words[place]))

    def is_known(self, word: str) -> bool:
        """
        Tell whether the texts or the concepts have this word, or an inflection of it.
        """
        vocabulary = self._texts.vocabulary
        return bool(
            vocabulary.number(word) is not None
            or vocabulary.inflections(word)
            or self._concepts.find((word,))
        )

    def _read(self, word: str) -> Iterator[Unit]:
        if _LONG <= len(word) <= MAX_WORD_LETTERS and not self.is_known(word):
            near = self._by_sound.get(to_sound(word))
            parts = [] if near else self._parts(word)
            if parts:
                yield from self.units(parts)
                return
            known = near[0] if near else self._concepts.find_near(word) or word
            yield Unit(word, (known,), self._concepts.find((known,)))
        else:
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
        return self.is_known(part)

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
        return [*literal, self._concept_term(unit.concept)] if unit.concept else literal

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

    def same(self, word: str) -> list[int]:
        """
        Return the forms of the texts that mean the same as a word, the most used first.
        """
        concept = self._concepts.find((word,))
        forms = self._concept_term(concept).forms if concept else {}
        same = [form for form, reason in forms.items() if reason == "synonym"]
        return sorted(same, key=lambda form: (-self._texts.postings.remark_count(form), form))

    def _to_concept_terms(self, concept: str) -> list[Term]:
        return [
            self._word_term(key, words, reason)
            for key, reason in self._concepts.meanings(concept)
            for words in self._concepts.words[key]
        ]

    def _to_concept_term(self, concept: str) -> Term:
        """
        Return all that a concept is looked for as, in one.
        """
        found = Widening()
        for term in self._concept_terms(concept):
            found.add_all(term)
        return found.to_term(concept)

    def _word_term(self, concept: str, words: Words, reason: Reason) -> Term:
        found, vocabulary = Widening(), self._texts.vocabulary
        if len(words) > 1:
            self._texts.ladder.add_inflected(found, words, reason)
        else:
            found.add(self._own(concept, vocabulary.inflections(words[0])), reason)
            compounds = self._own(concept, self._compounds.get(words[0], ()))
            found.add(compounds, _OF_COMPOUND[reason])
        return found.to_term(" ".join(words))

    def _own(self, concept: str, numbers: Iterable[int]) -> Iterator[int]:
        """
        Leave out the words of other concepts: voorstellen is no voorstelling.
        """
        for number in numbers:
            if self._concepts.of_word(self._texts.vocabulary.forms[number]) in ("", concept):
                yield number

    def _to_concept_strength(self, concept: str) -> tuple[npt.NDArray[np.intp], Scores]:
        """
        Return the texts that hold a word of a concept, and how much that is worth.

        A word that stands in many texts says less than one that stands in few.
        """
        best = np.zeros(self._texts.size)
        for term in self._concept_terms(concept):
            for rows, weight in self._texts.occurrences(term):
                worth = weight * _worth(len(np.unique(rows)), self._texts.size)
                best[rows] = np.maximum(best[rows], worth)
        found = np.flatnonzero(best)
        return found, best[found]


def _worth(count: int, size: int) -> float:
    """
    Return what a word says that stands in so many texts of so many, 0 to 1.

    >>> [round(_worth(count, 1000), 2) for count in (1, 10, 100, 1000)]
    [1.0, 1.0, 0.52, 0.15]
    """
    rare = max(1.0, _RARE * size)
    return float(min(1.0, np.log1p(size / max(1, count)) / np.log1p(size / rare)))
