"""The names, groups and sentiments in a query, and the words that are left to search for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from analysis.search.concepts import Concepts, to_words
from analysis.search.dutch_stems import stem
from analysis.search.ladder import Words
from analysis.search.names import NameIndex
from analysis.search.query import is_empty_word
from loaders.dataset import Dataset

# Names this near to the best are meant as well: two people are called De Bruycker.
_AS_GOOD = 5.0
# A shorter part of a name has to be spelled as it is: Stef is no stem.
_FORGIVING = 6
_LONGEST_LABEL = 4
_PARTICLES = frozenset("van de den der het ten ter te vande vanden vander von".split())


class Recognised(NamedTuple):
    """Hold a stretch of the query that names values of a facet."""

    facet: str
    keys: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Understood:
    """
    What of a query the data know as more than words.

    Attributes:
        filters: what was recognised, by its words in the query, from left to right.
        left: the words to search for under these filters.
    """

    filters: tuple[Recognised, ...] = ()
    left: Words = ()

    @property
    def query(self) -> str:
        """The words that are left, without those that say nothing."""
        return " ".join(word for word in self.left if not is_empty_word(word))


class Reader:
    """Recognise the names, groups and sentiments of one dataset."""

    def __init__(self, dataset: Dataset, names: NameIndex, concepts: Concepts) -> None:
        """Take the labels and names of a dataset."""
        self._names = names
        self._concepts = concepts
        self._name_words = frozenset(
            word
            for name, spellings in zip(
                dataset.people["name"], dataset.people["spellings"], strict=True
            )
            for spelling in (name, *spellings)
            for word in to_words(spelling)
            if len(word) >= 3 and word not in _PARTICLES
        )
        self._groups = _labels(dataset.groups)
        sentiments = dataset.codebook[dataset.codebook["field"] == "sentiment"]
        self._sentiments = _labels(sentiments)

    def read(self, words: Sequence[str], is_word: Callable[[str], bool]) -> Understood:
        """
        Recognise what can be, from left to right, the longest first.

        Args:
            words: of the query, folded.
            is_word: tells whether the remarks or the concepts know a word; such a
                word is a name only if it is spelled as one.
        """
        filters: list[Recognised] = []
        left: list[str] = []
        names = [self._may_be_name(word, is_word) for word in words]
        place = 0
        while place < len(words):
            found = next(self._labels_at(words, place), None) or self._name_at(words, names, place)
            if found:
                filters.append(found)
                place = found.end
            else:
                left.append(words[place])
                place += 1
        return Understood(tuple(filters), tuple(left))

    def _labels_at(self, words: Sequence[str], place: int) -> Iterator[Recognised]:
        for size in range(min(_LONGEST_LABEL, len(words) - place), 0, -1):
            run = tuple(words[place : place + size])
            for facet, keys in (
                ("groups", self._group_keys(run)), ("sentiments", self._sentiment_keys(run))
            ):
                if keys:
                    yield Recognised(facet, keys, place, place + size)

    def _group_keys(self, run: Words) -> tuple[str, ...]:
        written = "".join(run)
        exact = [key for key, label in self._groups if "".join(label) == written]
        # "groep 3" is 3A and 3B, "groep" is none.
        is_part = len(run) > 1 and written[-1].isdigit()
        wider = [key for key, label in self._groups
                 if is_part and "".join(label).rstrip("abcdef") == written]
        return tuple(exact or wider)

    def _sentiment_keys(self, run: Words) -> tuple[str, ...]:
        concept = self._concepts.find(run)
        return tuple(
            key for key, label in self._sentiments
            if tuple(map(stem, run)) == tuple(map(stem, label))
            or (concept and concept == self._concepts.find(label))
        )

    def _name_at(
        self, words: Sequence[str], names: Sequence[bool], place: int
    ) -> Recognised | None:
        """Recognise a person by a run of words of names, with the particles between them."""
        end = last = place
        while end < len(words) and (names[end] or words[end] in _PARTICLES):
            end += 1
            last = end if names[end - 1] else last
        if last == place:
            return None
        people = self._people(" ".join(words[place:last]))
        return Recognised("speakers", people, place, last) if people else None

    def _may_be_name(self, word: str, is_word: Callable[[str], bool]) -> bool:
        if word in self._name_words:
            return True
        if len(word) < _FORGIVING or is_word(word):
            return False
        return bool(process.extractOne(
            word, self._name_words, scorer=OSA.distance, score_cutoff=1 + (len(word) > 8)
        ))

    def _people(self, name: str) -> tuple[str, ...]:
        found = [match for match in self._names.find(name) if match.kind == "person"]
        sure = [match for match in found if match.score >= found[0].score - _AS_GOOD]
        return tuple(match.key for match in sure)


def _labels(table: pd.DataFrame) -> list[tuple[str, Words]]:
    return [
        (key, to_words(label)) for key, label in zip(table["key"], table["label"], strict=True)
    ]
