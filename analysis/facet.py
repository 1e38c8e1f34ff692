"""
The facets: what remarks are filtered on. A new facet is one entry in FACETS.

A selection, the link, the counts, the chips, the widgets beside the page and the
columns of files all walk through that tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from loaders.dataset import Dataset

# The columns that the answers add to the remarks: they are in no file of the data.
STATUS, OWNER = "status", "owner"
# How a facet is asked: as buttons, as a list behind a fold, or so that no file asks it too.
Look = Literal["pills", "list", "folded"]


@dataclass(frozen=True)
class Facet:
    """
    Describe one way to filter remarks.

    Attributes:
        name: what a selection calls its keys.
        column: column of the remarks that holds a key, "" for none, or a tuple of keys.
        parameter: its word in the link.
        label: its name on the screen, in Dutch.
        to_words: gives the Dutch word for every key that a link may ask, in the
            order of the screen.
        look: how it is asked.
        rank: its place beside the page, from the top.
        offers_unused: whether a key that no remark has is offered too.
        holds_people: whether keys may be people, whose names can be hidden.
        plural: name of several keys, where these can stand side by side.
        needs_several: whether it is asked only where remarks differ in it.
        field: the field of the codebook that has its keys; empty for other tables.
    """

    name: str
    column: str
    parameter: str
    label: str
    to_words: Callable[[Dataset], Mapping[str, str]]
    look: Look
    rank: float
    offers_unused: bool = True
    holds_people: bool = False
    plural: str = ""
    needs_several: bool = False
    field: str = ""

    def to_cells(self, remarks: pd.DataFrame) -> list[tuple[str, ...]]:
        """Give the keys of each remark, the main one first; none where the column is not there."""
        if self.column not in remarks:
            return [()] * len(remarks)
        cells = remarks[self.column].tolist()
        return [cell if isinstance(cell, tuple) else (cell,) if cell else () for cell in cells]

    def is_asked(self, remarks: pd.DataFrame) -> bool:
        """Tell whether there is anything to choose."""
        return not self.needs_several or len(set(self.to_cells(remarks))) > 1

    def to_options(self, dataset: Dataset) -> tuple[str, ...]:
        """Give every key that is offered, in the order of the screen."""
        keys, retired = self.to_words(dataset), self._to_rows(dataset, "until", "replaced_by")
        if self.offers_unused and not retired:
            return tuple(keys)
        used = self._to_used(dataset)
        return tuple(key for key in keys
                     if key in used or (self.offers_unused and key not in retired))

    def to_current(self, keys: Sequence[str], dataset: Dataset) -> list[str]:
        """Put, for keys that no remark has any more, those that took their place."""
        successors = {key: cells[0] for key, cells in self._to_rows(dataset, "replaced_by").items()}
        used = self._to_used(dataset) if successors.keys() & set(keys) else set()

        def follow(key: str) -> str:
            return follow(successors[key]) if key in successors and key not in used else key

        return [follow(key) for key in keys]

    def _to_rows(self, dataset: Dataset, *columns: str) -> dict[str, list[str]]:
        """Give, by key of the codebook, what these columns say of it, where they say anything."""
        rows = dataset.codebook[dataset.codebook["field"] == self.field]
        cells = zip(*(rows[column] for column in columns), strict=True)
        return {key: [*filter(None, said)]
                for key, said in zip(rows["key"], cells, strict=True) if any(said)}

    def _to_used(self, dataset: Dataset) -> set[str]:
        return {key for cell in self.to_cells(dataset.remarks) for key in cell}


def _to_words(table: pd.DataFrame, column: str) -> dict[str, str]:
    return dict(zip(table["key"], table[column], strict=True))


def _to_coded(field: str) -> Callable[[Dataset], dict[str, str]]:
    def to_words(dataset: Dataset) -> dict[str, str]:
        codebook = dataset.codebook
        return _to_words(codebook[codebook["field"] == field], "label")

    return to_words


def _to_organisations(dataset: Dataset) -> dict[str, str]:
    by_name = dataset.organisations.sort_values("name", key=lambda names: names.str.lower())
    return _to_words(by_name, "name")


def to_owner_key(owner: str) -> str:
    """
    Make a key of the name of a service, which is in no table: a click parts keys by their spaces.

    >>> to_owner_key("Dienst  Wonen")
    'Dienst_Wonen'
    """
    return "_".join(owner.split())


def _to_owners(dataset: Dataset) -> dict[str, str]:
    keys = dataset.remarks[OWNER].unique() if OWNER in dataset.remarks else ()
    return {key: key.replace("_", " ") for key in sorted(keys, key=str.lower) if key}


FACETS: tuple[Facet, ...] = (
    Facet("groups", "group", "groep", "Groep",
          lambda dataset: _to_words(dataset.groups, "label"), "pills", 2, plural="Groepen"),
    Facet("sentiments", "sentiment", "oordeel", "Oordeel", _to_coded("sentiment"), "pills", 1,
          field="sentiment"),
    Facet("themes", "themes", "thema", "Thema", _to_coded("theme"), "list", 3,
          plural="Thema's", field="theme"),
    Facet("speakers", "speaker", "spreker", "Spreker",
          lambda dataset: _to_words(dataset.people, "name") | _to_organisations(dataset),
          "folded", 4, offers_unused=False, holds_people=True),
    Facet("organisations", "organisations", "organisatie", "Genoemde organisatie",
          _to_organisations, "folded", 5, offers_unused=False),
    # Before the first answer every remark has the same one.
    Facet("statuses", STATUS, "antwoord", "Antwoord", _to_coded("status"), "pills", 2.5,
          needs_several=True, field="status"),
    Facet("owners", OWNER, "dienst", "In behandeling bij", _to_owners, "list", 2.6,
          needs_several=True),
    Facet("meetings", "meeting", "bijeenkomst", "Bijeenkomst",
          lambda dataset: _to_words(dataset.meetings, "label"), "pills", 0,
          plural="Bijeenkomsten", needs_several=True),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)
# What can stand side by side.
COMPARED_FACETS = tuple(facet.name for facet in FACETS if facet.plural)


def to_facet(name: str) -> Facet:
    """
    Give a facet by its name.

    Raises:
        ValueError: where there is none of that name.

    >>> to_facet("themes").parameter
    'thema'
    """
    found = next((facet for facet in FACETS if facet.name == name), None)
    if found is None:
        raise ValueError(f"{name!r} is no facet; facets are {', '.join(FACET_NAMES)}")
    return found


def list_words(facets: Sequence[str], dataset: Dataset) -> set[str]:
    """Give every key that these facets know."""
    return {key for name in facets for key in to_facet(name).to_words(dataset)}
