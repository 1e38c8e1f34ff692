"""
One question put to everything at once: names, functions, themes, headings and remarks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.search.ladder import to_abbreviations
from analysis.search.names import NameIndex, NameMatch
from analysis.search.text_index import TextIndex
from loaders.dataset import Dataset

MOST_NAMES = 10
# The passages that say what is talked about; the others are the list of those present.
_HEADINGS = ("part_heading", "section_heading", "question", "introduction")


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
        headings: headings and questions of the report that hold the words.
    """

    people: tuple[NameMatch, ...] = ()
    organisations: tuple[NameMatch, ...] = ()
    near_names: tuple[NameMatch, ...] = ()
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class Lookup:
    """
    Everything of one dataset but its remarks, indexed; remarks have their own index.
    """

    def __init__(self, dataset: Dataset, names: NameIndex) -> None:
        """
        Index a dataset.

        Args:
            dataset: whose tables they are.
            names: its people and organisations.
        """
        self._names = names
        codebook, people, passages = dataset.codebook, dataset.people, dataset.passages
        themes = codebook[codebook["field"] == "theme"]
        headings = passages.loc[passages["kind"].isin(_HEADINGS), "text"].unique().tolist()
        of_organisation = dict(
            zip(dataset.organisations["key"], dataset.organisations["name"], strict=True)
        )
        attendance = codebook[codebook["field"] == "attendance"]
        of_attendance = dict(zip(attendance["key"], attendance["label"], strict=True))
        on_the_list = [
            ". ".join((role, *map(of_organisation.__getitem__, keys), of_attendance[was_there]))
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
                (headings, headings),
            )
        ]

    def find(self, query: str) -> Lanes:
        """
        Look for the words everywhere; an empty question has no answers.
        """
        if not query.strip():
            return Lanes()
        names = self._names.find(query, limit=2 * MOST_NAMES)
        themes, functions, headings = (
            _pick(keys, index, query) for keys, index in self._lanes
        )
        return Lanes(
            tuple(match for match in names if match.kind == "person")[:MOST_NAMES],
            tuple(match for match in names if match.kind == "organisation")[:MOST_NAMES],
            () if names else tuple(self._names.suggest(query)),
            themes, functions, headings,
        )


def _pick(keys: Sequence[str], index: TextIndex, query: str) -> tuple[str, ...]:
    return tuple(keys[row] for row in index.find(query)[0])
