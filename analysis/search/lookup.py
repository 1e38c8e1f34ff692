"""One question put to everything at once: names, functions, themes and the reports' own lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.search.ladder import to_abbreviations
from analysis.search.names import NameIndex, NameMatch
from analysis.search.spans import Span
from analysis.search.text_index import TextIndex
from loaders.dataset import Dataset

MOST_NAMES = 10
# The passages that say what is talked about; the others are the list of those present ...
_HEADINGS = ("part_heading", "section_heading", "question", "introduction")
# ... and this, in which no one looks for words.
_NUMBER = "page_number"


class Place(NamedTuple):
    """Where a passage begins: the key of its meeting, and its first line in that report."""

    meeting: str
    line: int


@dataclass(frozen=True)
class Lanes:
    """
    The answers to one question, each best first.

    Attributes:
        people: people that answer to the words.
        organisations: organisations that answer to the words.
        near_names: names that look like the words; only where no name was found.
        themes: keys of themes whose label or definition holds the words.
        functions: keys of people whose function, organisation or attendance in the list
            of those present answers to the words.
        headings: the headings and questions of the reports that hold the words.
    """

    people: tuple[NameMatch, ...] = ()
    organisations: tuple[NameMatch, ...] = ()
    near_names: tuple[NameMatch, ...] = ()
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    headings: tuple[Place, ...] = ()


class Lookup:
    """Everything of one dataset but its remarks, indexed; remarks have their own index."""

    def __init__(self, dataset: Dataset, names: NameIndex) -> None:
        """
        Index a dataset.

        Args:
            dataset: whose tables they are.
            names: its people and organisations.
        """
        self._names = names
        codebook, people = dataset.codebook, dataset.people
        themes = codebook[codebook["field"] == "theme"]
        of_organisation = dict(
            zip(dataset.organisations["key"], dataset.organisations["name"], strict=True)
        )
        attendance = codebook[codebook["field"] == "attendance"]
        of_attendance = dict(zip(attendance["key"], attendance["label"], strict=True))
        on_the_list = [
            ". ".join((role, *map(of_organisation.__getitem__, keys),
                       of_attendance.get(was_there, "")))
            for role, keys, was_there in zip(
                people["role"], people["organisations"], people["attendance"], strict=True
            )
        ]
        abbreviations = to_abbreviations(dataset.abbreviations)
        self._lanes = [
            (keys, TextIndex(texts, abbreviations))
            for keys, texts in (
                (themes["key"].tolist(), (themes["label"] + ". " + themes["definition"]).tolist()),
                (people["key"].tolist(), on_the_list),
            )
        ]
        passages = dataset.passages[dataset.passages["kind"] != _NUMBER]
        self._places = list(map(Place, passages["meeting"], passages["line_start"].tolist()))
        self._kinds = dict(zip(self._places, passages["kind"], strict=True))
        self._passages = TextIndex(passages["text"].tolist(), abbreviations)

    def find(self, query: str) -> Lanes:
        """Look for the words everywhere; an empty question has no answers."""
        if not query.strip():
            return Lanes()
        names = self._names.find(query, limit=2 * MOST_NAMES)
        themes, functions = (_pick(keys, index, query) for keys, index in self._lanes)
        found = self.find_passages(query)
        return Lanes(
            tuple(match for match in names if match.kind == "person")[:MOST_NAMES],
            tuple(match for match in names if match.kind == "organisation")[:MOST_NAMES],
            () if names else tuple(self._names.suggest(query)),
            themes, functions,
            tuple(place for place in found if self._kinds[place] in _HEADINGS),
        )

    def find_passages(self, query: str, exact: bool = False) -> dict[Place, list[Span]]:
        """
        Find the words in the headings and lists of the reports, which are in no remark.

        Args:
            query: what the reader typed; anything at all.
            exact: only words as typed, case and accents aside.

        Returns:
            Per passage, best first, the places in its text.
        """
        plan = self._passages.plan(query, exact)
        return {
            self._places[row]: self._passages.spans(row, plan)
            for row in self._passages.rank(plan)[0].tolist()
        }


def _pick(keys: Sequence[str], index: TextIndex, query: str) -> tuple[str, ...]:
    return tuple(keys[row] for row in index.find(query)[0])
