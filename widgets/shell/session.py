"""
The dataset and its indexes: built once per state of the files, shared by all sessions.

The only place with a ``st.cache_*``. Frames are handed out as copies on write
(pandas 3), so what one session does to a frame never reaches another.
"""

from __future__ import annotations

import gc
import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.agreement import sentiment_agreement, theme_agreement
from analysis.counts import count_examples, list_keys
from analysis.coverage import Coverage, count_coverage
from analysis.deck import Decks
from analysis.facets import RemarkFacets
from analysis.profiles import Profile, to_profiles
from analysis.search.lookup import Lookup
from analysis.search.names import NameIndex
from drawing.words.labels import Labels
from loaders.dataset import Dataset, DatasetError, Problem, load_dataset
from loaders.files import to_fingerprint
from loaders.settings import read_data_folder

_log = logging.getLogger(__name__)


# Compared by identity: the tables in it are one state of the files, and can't be hashed.
@dataclass(frozen=True, eq=False)
class Shared:
    """
    Everything that is derived from one state of the data folder.

    Attributes:
        dataset: the tables.
        facets: the remarks, indexed for filters, counts and search.
        decks: the same as slides.
        names: people and organisations, indexed for fuzzy search.
        lookup: names and themes, for one question put to everything.
        profiles: every person and organisation by key.
        coverage: where each word of the report stands.
        examples: per codebook field, the count and an example of each label.
        agreement: how far the readers agree, on sentiments and on themes.
        labels: Dutch words for keys.
        nameless_labels: the same, without personal names.
    """

    dataset: Dataset
    facets: RemarkFacets
    decks: Decks
    names: NameIndex
    lookup: Lookup
    profiles: dict[str, Profile]
    coverage: Coverage
    examples: dict[str, pd.DataFrame]
    agreement: tuple[pd.DataFrame, pd.DataFrame]
    labels: Labels
    nameless_labels: Labels

    def labels_for(self, hides_names: bool) -> Labels:
        """Give the words for keys, with or without personal names."""
        return self.nameless_labels if hides_names else self.labels


@dataclass(frozen=True)
class Loaded:
    """
    What a session gets: the last good data, and what is wrong with newer data.

    Attributes:
        shared: None where no good data was ever seen.
        problems: every problem of the folder as it is now; empty when all is well.
    """

    shared: Shared | None
    problems: tuple[Problem, ...] = ()


class _Keeper:
    """
    Keeps the last good state of one folder, and reads the folder again when it changes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._fingerprint = ""
        self._loaded = Loaded(None)

    def look(self) -> Loaded:
        fingerprint = to_fingerprint(self._folder)
        if fingerprint == self._fingerprint:
            return self._loaded
        # One session reads; the others wait for it instead of reading the same files.
        with self._lock:
            if fingerprint != self._fingerprint:
                self._loaded = self._read()
                _set_apart_from_collection()
                self._fingerprint = fingerprint
            return self._loaded

    def _read(self) -> Loaded:
        try:
            shared = to_shared(load_dataset(self._folder))
        except DatasetError as error:
            _log.warning("%s has %d problem(s)", self._folder, len(error.problems))
            return Loaded(self._loaded.shared, error.problems)
        return Loaded(shared)


def to_shared(dataset: Dataset) -> Shared:
    """Build every index of a dataset."""
    names = NameIndex(dataset.people, dataset.organisations)
    facets = RemarkFacets(dataset)
    return Shared(
        dataset, facets, Decks(facets), names, Lookup(dataset, names), to_profiles(dataset),
        count_coverage(dataset),
        {field: count_examples(dataset.remarks, field, list_keys(dataset.codebook, field))
         for field in ("sentiment", "theme")},
        (sentiment_agreement(dataset.label_passes), theme_agreement(dataset.label_passes)),
        Labels(dataset), Labels(dataset, hides_names=True),
    )


def load_shared() -> Loaded:
    """
    Give the data of this moment; a change on disk is seen at the next rerun.

    Frames are copies on write: a session may add a column to its own.
    """
    try:
        loaded = _keep(str(read_data_folder())).look()
    except DatasetError as error:  # dashboard.toml can't be read
        return Loaded(None, error.problems)
    if loaded.shared is None:
        return loaded
    return replace(loaded, shared=replace(
        loaded.shared, dataset=_own_frames(loaded.shared.dataset)
    ))


@st.cache_resource(show_spinner=False)
def _keep(folder: str) -> _Keeper:
    return _Keeper(Path(folder))


def _set_apart_from_collection() -> None:
    """
    Keep what lives as long as the server out of Python's garbage collections.

    Streamlit collects all garbage at the end of every run, before its last
    messages leave. Walking through the modules and the data took 60 of the 110
    milliseconds of a run; nothing in them is ever garbage.
    """
    # What was set apart for an older state of the files may be garbage by now.
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _own_frames(dataset: Dataset) -> Dataset:
    frames = {
        name: value.copy(deep=False)
        for name, value in vars(dataset).items()
        if isinstance(value, pd.DataFrame)
    }
    return replace(dataset, **frames)
