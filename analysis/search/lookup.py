"""
One question put to everything at once: people, organisations, themes and remarks.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.search.ladder import to_abbreviations
from analysis.search.names import NameIndex, NameMatch
from analysis.search.text_index import TextIndex
from loaders.dataset import Dataset

MOST_NAMES = 10


@dataclass(frozen=True)
class Lanes:
    """
    The answers to one question, each best first.

    Attributes:
        people: people that answer to the words.
        organisations: organisations that answer to the words.
        near_names: names that look like the words; only where no name was found.
        themes: keys of themes whose label or definition holds the words.
    """

    people: tuple[NameMatch, ...] = ()
    organisations: tuple[NameMatch, ...] = ()
    near_names: tuple[NameMatch, ...] = ()
    themes: tuple[str, ...] = ()


class Lookup:
    """
    Names and themes of one dataset, indexed; remarks have their own index.
    """

    def __init__(self, dataset: Dataset, names: NameIndex) -> None:
        """
        Index a dataset.

        Args:
            dataset: whose codebook holds the themes.
            names: its people and organisations.
        """
        self._names = names
        codebook = dataset.codebook
        themes = codebook[codebook["field"] == "theme"]
        self._theme_keys = themes["key"].tolist()
        texts = (themes["label"] + ". " + themes["definition"]).tolist()
        self._theme_texts = TextIndex(texts, to_abbreviations(dataset.abbreviations))

    def find(self, query: str) -> Lanes:
        """
        Look for names and themes; an empty question has no answers.
        """
        if not query.strip():
            return Lanes()
        names = self._names.find(query, limit=2 * MOST_NAMES)
        near = () if names else tuple(self._names.suggest(query))
        return Lanes(
            tuple(match for match in names if match.kind == "person")[:MOST_NAMES],
            tuple(match for match in names if match.kind == "organisation")[:MOST_NAMES],
            near,
            tuple(self._theme_keys[row] for row in self._theme_texts.find(query)[0]),
        )
