"""
The names, groups and sentiments in a query, and the words that are left to search for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from analysis.search.concepts import Concepts, to_words
from analysis.search.dutch_stems import stem
from analysis.search.ladder import Words
from analysis.search.names import NameIndex
from analysis.search.query import is_empty_word
from loaders.dataset import Dataset

# A name with a typing error is asked for; one that only resembles it is not.
_SURE = 88.0
# Names this near to the best are meant as well: two people are called De Bruycker.
_AS_GOOD = 5.0
# A shorter part of a name has to be spelled as it is: Stef is no stem.
_FORGIVING = 6
_PARTICLES = frozenset("van de den der het ten ter te vande vanden vander von".split())


class Recognised(NamedTuple):
    """
    Hold a stretch of the query that names values of a facet.
    """

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


class Reader:
    """
    Recognise the names, groups and sentiments of one dataset.
    """

    def __init__(self, dataset: Dataset, names: NameIndex, concepts: Concepts) -> None:
        """
        Take the labels and names of a dataset.
        """
        self._names = names
        self._concepts = concepts
        self._name_words = sorted({
            word
            for name, spellings in zip(
                dataset.people["name"], dataset.people["spellings"], strict=True
            )
            for spelling in (name, *spellings)
            for word in to_words(spelling)
            if len(word) >= 3 and word not in _PARTICLES
        })
        groups = dataset.groups
        self._groups = [
            (key, to_words(label)) for key, label in zip(groups["key"], groups["label"], strict=True)
        ]
        sentiments = dataset.codebook[dataset.codebook["field"] == "sentiment"]
        self._sentiments = [
            (key, to_words(label))
            for key, label in zip(sentiments["key"], sentiments["label"], strict=True)
        ]
        self._speakers = set(dataset.remarks["speaker"])

    def read(self, words: Sequence[str]) -> Understood:
        """
        Recognise what can be, from left to right, the longest first.
        """
        filters: list[Recognised] = []
        left: list[str] = []
        place = 0
        while place < len(words):
            found = next(self._recognised(words, place), None)
            if found:
                filters.append(found)
                place = found.end
            else:
                left.append(words[place])
                place += 1
        return Understood(tuple(filters), tuple(left))

    def _recognised(self, words: Sequence[str], place: int) -> Iterator[Recognised]:
        ways: tuple[tuple[str, Callable[[Words], tuple[str, ...]]], ...] = (
            ("groups", self._group_keys), ("sentiments", self._sentiment_keys)
        )
        for size in range(min(4, len(words) - place), 0, -1):
            run = tuple(words[place : place + size])
            for facet, to_keys in ways:
                keys = to_keys(run)
                if keys:
                    yield Recognised(facet, keys, place, place + size)
        yield from self._names_at(words, place)

    def _group_keys(self, run: Words) -> tuple[str, ...]:
        written = "".join(run)
        if run[0].isdigit() or len(written) < 4:
            return ()
        exact = [key for key, label in self._groups if "".join(label) == written]
        # "groep 3" is 3A and 3B.
        wider = [
            key for key, label in self._groups
            if len(run) > 1 and len(label) >= 2 and "".join(label).startswith(written)
        ] if written[-1].isdigit() else []
        return tuple(exact or wider)

    def _sentiment_keys(self, run: Words) -> tuple[str, ...]:
        concept = self._concepts.find(run)
        return tuple(
            key for key, label in self._sentiments
            if tuple(map(stem, run)) == tuple(map(stem, label))
            or (concept and concept == self._concepts.find(label))
        )

    def _names_at(self, words: Sequence[str], place: int) -> Iterator[Recognised]:
        end = place
        while end < len(words) and (words[end] in _PARTICLES or self._may_be_name(words[end])):
            end += 1
        while end > place and words[end - 1] in _PARTICLES and not self._may_be_name(words[end - 1]):
            end -= 1
        for last in range(end, place, -1):
            run = words[place:last]
            if all(word in _PARTICLES for word in run):
                return
            people = self._people(" ".join(run))
            if people:
                yield Recognised("speakers", people, place, last)

    def _may_be_name(self, word: str) -> bool:
        if is_empty_word(word):
            return False
        near = process.extractOne(
            word, self._name_words, scorer=OSA.distance,
            score_cutoff=(len(word) >= _FORGIVING) + (len(word) >= 9),
        )
        return near is not None

    def _people(self, name: str) -> tuple[str, ...]:
        found = [match for match in self._names.find(name) if match.kind == "person"]
        sure = [match for match in found if match.score >= max(_SURE, found[0].score - _AS_GOOD)]
        return tuple(match.key for match in sure)
