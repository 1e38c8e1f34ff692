"""
The Dutch word for every key.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.hiding import Hide, hide_nothing, to_hide
from analysis.remarks import Remark, to_remarks
from loaders.dataset import About, Dataset

FACET_LABELS = {
    "groups": "Groep",
    "sentiments": "Oordeel",
    "themes": "Thema",
    "speakers": "Spreker",
    "organisations": "Genoemde organisatie",
    "query": "Zoekwoorden",
}
SORT_LABELS = {
    "report": "Volgorde van het verslag",
    "theme": "Thema",
    "sentiment": "Oordeel",
    "relevance": "Best passend",
}
LAYOUT_LABELS = {"cards": "Kaarten", "table": "Tabel"}
REASON_LABELS = {
    "exact": "letterlijk",
    "inflection": "verbuiging",
    "abbreviation": "afkorting",
    "compound": "samenstelling",
    "typo": "lijkt op",
}
NO_NAME = "een deelnemer"


class Labels:
    """
    The Dutch word for every key of a dataset, and its other words, as they may be shown.

    A key that is in no table reads as the key itself: the validation has
    reported it before anything is drawn.

    Attributes:
        hides_names: whether personal names are left out; organisations stay.
        hide: gives any words as they may be shown.
        about: what the dataset is about, in words as they may be shown.
    """

    def __init__(self, dataset: Dataset, hides_names: bool = False) -> None:
        """Read the words of a dataset."""
        self.hides_names = hides_names
        self.hide: Hide = to_hide(dataset.people) if hides_names else hide_nothing
        self.about = _to_shown(dataset.about, self.hide)
        codebook = dataset.codebook
        self._coded = {
            (field, key): (self.hide(label), self.hide(definition))
            for field, key, label, definition in zip(
                codebook["field"], codebook["key"], codebook["label"], codebook["definition"],
                strict=True,
            )
        }
        self._groups = self._to_shown(dataset.groups, "label")
        self._people = self._to_shown(dataset.people, "name")
        self._organisations = self._to_shown(dataset.organisations, "name")

    def remarks(self, rows: pd.DataFrame) -> list[Remark]:
        """Read the rows of a remarks table, in order, in words as they may be shown."""
        return to_remarks(rows, self.hide)

    def group(self, key: str) -> str:
        """Name a group."""
        return self._groups.get(key, key)

    def theme(self, key: str) -> str:
        """Name a theme."""
        return self.coded("theme", key)

    def sentiment(self, key: str) -> str:
        """Name a sentiment."""
        return self.coded("sentiment", key)

    def coded(self, field: str, key: str) -> str:
        """Name a key of a codebook field."""
        return self._coded.get((field, key), (key, ""))[0]

    def definition(self, field: str, key: str) -> str:
        """Say when a key of a codebook field is used."""
        return self._coded.get((field, key), (key, ""))[1]

    def speaker(self, key: str) -> str:
        """Name a person or an organisation that is quoted."""
        if key in self._people:
            return NO_NAME if self.hides_names else self._people[key]
        return self.organisation(key)

    def organisation(self, key: str) -> str:
        """Name an organisation."""
        return self._organisations.get(key, key)

    def option(self, facet: str, key: str) -> str:
        """Name an option of a facet."""
        return {
            "groups": self.group, "sentiments": self.sentiment, "themes": self.theme,
            "speakers": self.speaker, "organisations": self.organisation,
        }[facet](key)

    def _to_shown(self, table: pd.DataFrame, column: str) -> dict[str, str]:
        return {key: self.hide(text) for key, text in zip(table["key"], table[column], strict=True)}


def _to_shown(about: About, hide: Hide) -> About:
    shown: dict[str, Any] = {
        name: hide(value) if isinstance(value, str) else tuple(map(hide, value))
        for name, value in vars(about).items()
    }
    return About(**shown)
