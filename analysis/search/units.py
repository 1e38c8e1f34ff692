"""What a query asks for: words that are one thing together, without those that say nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.search.compounds import MAX_WORD_LETTERS
from analysis.search.concepts import Concepts
from analysis.search.dutch_sounds import to_sound
from analysis.search.ladder import Words
from analysis.search.query import is_empty_word
from analysis.search.vocabulary import Vocabulary

# Shorter words are not read by their sound, nor cut in parts: too many look alike.
LONG = 6
_SHORTEST_PART = 3
_MOST_JOINED = 3


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


class UnitReader:
    """Cut queries into units, by the words of the texts and of the concepts."""

    def __init__(self, vocabulary: Vocabulary, concepts: Concepts) -> None:
        """Take the words that are known."""
        self._vocabulary = vocabulary
        self._concepts = concepts
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for form in vocabulary.forms:
            if len(form) >= LONG:
                self._by_sound[to_sound(form)].append(form)

    def read(self, words: Sequence[str]) -> list[Unit]:
        """Cut words into units, from left to right, the longest first."""
        found: list[Unit] = []
        place = 0
        while place < len(words):
            unit = next(self._runs_at(words, place), None)
            if unit:
                found.append(unit)
            elif not is_empty_word(words[place]):
                found += self._read_word(words[place])
            place += len(unit.text.split()) if unit else 1
        return found

    def is_known(self, word: str) -> bool:
        """Tell whether the texts or the concepts have this word, or an inflection of it."""
        return bool(
            self._vocabulary.number(word) is not None
            or self._vocabulary.inflections(word)
            or self._concepts.find((word,))
        )

    def _runs_at(self, words: Sequence[str], place: int) -> Iterator[Unit]:
        """Yield runs of words that name a concept, or that are known when written as one."""
        for size in range(min(self._concepts.longest, len(words) - place), 1, -1):
            run = tuple(words[place : place + size])
            if all(map(is_empty_word, run)):
                continue
            text, joined = " ".join(run), "".join(run)
            concept = self._concepts.find(run)
            if concept:
                yield Unit(text, run, concept)
            elif size <= _MOST_JOINED and len(joined) >= LONG and self.is_known(joined):
                yield Unit(text, (joined,), self._concepts.find((joined,)))

    def _read_word(self, word: str) -> list[Unit]:
        if self.is_known(word) or not LONG <= len(word) <= MAX_WORD_LETTERS:
            return [Unit(word, (word,), self._concepts.find((word,)))]
        near = next(iter(self._by_sound.get(to_sound(word), ())), "")
        parts = [] if near else self._parts(word)
        if parts:
            return self.read(parts)
        known = near or self._concepts.find_near(word) or word
        return [Unit(word, (known,), self._concepts.find((known,)))]

    def _parts(self, word: str) -> list[str]:
        """
        Cut a word into words that are known, as few as can be; empty where that can't be done.

        An s or n may link two of them: "gezinsbond" is gezin and bond.
        """
        best: dict[int, list[str]] = {0: []}
        for end in range(_SHORTEST_PART, len(word) + 1):
            cuts = [
                [*best[start], part]
                for start in best if start <= end - _SHORTEST_PART
                for part in self._readings(word[start:end], is_last=end == len(word))
            ]
            if cuts:
                best[end] = min(cuts, key=len)
        return best.get(len(word), [])

    def _readings(self, part: str, *, is_last: bool) -> Iterator[str]:
        if self._is_part(part):
            yield part
        elif not is_last and part[-1] in "sn" and self._is_part(part[:-1]):
            yield part[:-1]

    def _is_part(self, part: str) -> bool:
        if len(part) < _SHORTEST_PART or is_empty_word(part):
            return False
        if len(part) == _SHORTEST_PART:
            return self._vocabulary.number(part) is not None
        return self.is_known(part)
