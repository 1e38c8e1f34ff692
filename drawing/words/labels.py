"""The Dutch word for every key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from babel.dates import format_date

from analysis.facet import FACETS
from analysis.hiding import Hide, hide_nothing, to_bare, to_hide, to_name_words
from analysis.remarks import Remark, to_remarks
from follow_up.current import to_kinds
from loaders.dataset import About, Dataset
from loaders.schema import OPEN

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
    "synonym": "zelfde betekenis",
    "narrower": "onderdeel ervan",
    "broader": "ruimer begrip",
    "related": "verwant",
}
LOCALE = "nl_BE"
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
        abouts: the same of each meeting.
    """

    def __init__(self, dataset: Dataset, hides_names: bool = False) -> None:
        """Read the words of a dataset."""
        self.hides_names = hides_names
        self.hide: Hide = to_hide(dataset.people) if hides_names else hide_nothing
        self._name_words = to_name_words(dataset.people) if hides_names else frozenset()
        self.about = _to_shown(dataset.about, self.hide)
        self.abouts = {key: _to_shown(about, self.hide) for key, about in dataset.abouts.items()}
        codebook = dataset.codebook
        self._coded = {
            (field, key): (self.hide(label), self.hide(definition))
            for field, key, label, definition in zip(
                codebook["field"], codebook["key"], codebook["label"], codebook["definition"],
                strict=True,
            )
        }
        self._kinds = to_kinds(dataset)
        self._options = {
            facet.name: {key: self.hide(word) for key, word in facet.to_words(dataset).items()}
            for facet in FACETS
        }
        if hides_names:
            self._options["speakers"] |= dict.fromkeys(dataset.people["key"], NO_NAME)

    def hides_word(self, word: str) -> bool:
        """Tell whether a word on its own must not be shown: it stands in a hidden name."""
        return to_bare(word) in self._name_words

    def remarks(self, rows: pd.DataFrame) -> list[Remark]:
        """Read the rows of a remarks table, in order, in words as they may be shown."""
        return to_remarks(rows, self.hide)

    def option(self, facet: str, key: str) -> str:
        """Name an option of a facet."""
        return self._options[facet].get(key, key)

    def group(self, key: str) -> str:
        """Name a group."""
        return self.option("groups", key)

    def theme(self, key: str) -> str:
        """Name a theme."""
        return self.option("themes", key)

    def sentiment(self, key: str) -> str:
        """Name a sentiment."""
        return self.option("sentiments", key)

    def speaker(self, key: str) -> str:
        """Name a person or an organisation that is quoted."""
        return self.option("speakers", key)

    def organisation(self, key: str) -> str:
        """Name an organisation."""
        return self.option("organisations", key)

    def status(self, key: str) -> str:
        """Name what became of a remark."""
        return self.option("statuses", key)

    def kind(self, status: str) -> str:
        """Give the kind of a status: one of loaders.schema.STATUS_KINDS."""
        return self._kinds.get(status, OPEN)

    def kind_name(self, kind: str) -> str:
        """Name a kind: by its statuses."""
        return " / ".join(self.status(key) for key, own in self._kinds.items() if own == kind)

    def is_answer(self, status: str) -> bool:
        """Tell whether a status says that there is an answer; not so of one that is open."""
        return self.kind(status) != OPEN

    def coded(self, field: str, key: str) -> str:
        """Name a key of a codebook field."""
        return self._coded.get((field, key), (key, ""))[0]

    def definition(self, field: str, key: str) -> str:
        """Say when a key of a codebook field is used."""
        return self._coded.get((field, key), (key, ""))[1]


def _to_shown(about: About, hide: Hide) -> About:
    shown: dict[str, Any] = {
        name: hide(value) if isinstance(value, str) else tuple(map(hide, value))
        for name, value in vars(about).items()
    }
    return About(**shown | {"date": hide(to_day(about.date))})


def to_day(written: str) -> str:
    """
    Write the date of a meeting the Flemish way, where an editor wrote it as 2031-03-14.

    >>> to_day("2031-03-14"), to_day("voorjaar 2031")
    ('14 maart 2031', 'voorjaar 2031')
    """
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    return str(format_date(day, "long", locale=LOCALE))
