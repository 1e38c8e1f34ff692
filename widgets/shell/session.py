"""
The dataset and its indexes: built once per state of the files, shared by all sessions.

Kept in the module: what Streamlit caches, any visitor can throw away. Frames are handed
out as copies on write (pandas 3), so what one session does to a frame never reaches another.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from analysis.agreement import sentiment_agreement, theme_agreement
from analysis.counts import count_examples, list_keys
from analysis.coverage import Coverage, count_coverage
from analysis.deck import Decks
from analysis.facet import OWNER, STATUS, to_owner_key
from analysis.facets import RemarkFacets
from analysis.profiles import Profile, to_profiles
from analysis.search.lookup import Lookup
from analysis.search.names import NameIndex
from drawing.words.labels import Labels
from drawing.words.progress import to_answer_words
from follow_up.told import Told, tell_nothing
from loaders.dataset import Dataset, DatasetError, Problem
from loaders.files import to_fingerprint
from loaders.settings import read_data_folder, read_limits
from loaders.snapshot import load_checked
from widgets.shell.answers import read_told

# Fifty times what it takes to read the whole report and index it.
PATIENCE_SECONDS = 30
_log = logging.getLogger(__name__)


class OnDemand:
    """What only some pages ask of the data: made when it is first asked for, then shared."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def names(self) -> NameIndex:
        """People and organisations, indexed for fuzzy search."""
        return NameIndex(self._dataset.people, self._dataset.organisations)

    @cached_property
    def lookup(self) -> Lookup:
        """Names and themes, for one question put to everything."""
        return Lookup(self._dataset, self.names)

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """Every person and organisation by key."""
        return to_profiles(self._dataset)

    @cached_property
    def coverage(self) -> Coverage:
        """Where each word of the report stands."""
        return count_coverage(self._dataset)

    @cached_property
    def examples(self) -> dict[str, pd.DataFrame]:
        """Per codebook field, the count and an example of each label."""
        remarks, codebook = self._dataset.remarks, self._dataset.codebook
        return {field: count_examples(remarks, field, list_keys(codebook, field))
                for field in ("sentiment", "theme")}

    @cached_property
    def agreement(self) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
        """How far the readers of each meeting agree, on sentiments and on themes."""
        passes = {key: self._dataset.only(key).label_passes for key in self._dataset.reports}
        return {key: (sentiment_agreement(of_one), theme_agreement(of_one))
                for key, of_one in passes.items()}


# Compared by identity: the tables in it are one state of the files, and can't be hashed.
@dataclass(frozen=True, eq=False)
class Shared:
    """
    Everything that is derived from one state of the data folder.

    Attributes:
        dataset: the tables.
        facets: the remarks, indexed for filters, counts and search.
        decks: the same as slides.
        on_demand: what only some pages ask.
        labels: Dutch words for keys.
        nameless_labels: the same, without personal names.
        told: what readers are told of what became of the remarks.
    """

    dataset: Dataset
    facets: RemarkFacets
    decks: Decks
    on_demand: OnDemand
    labels: Labels
    nameless_labels: Labels
    told: Told

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
        store_problem: why the answers can't be read now, in Dutch; "" when they can.
    """

    shared: Shared | None
    problems: tuple[Problem, ...] = ()
    store_problem: str = ""


class _Keeper:
    """
    Keeps the last good state of one folder, and reads the folder again when it changes.

    A reading may never end: a disk that is gone, a file that is a pipe. So it has a thread of
    its own, for which sessions wait so long and no longer; the next state gets another thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._fingerprint = ""
        self._reading = Future[Loaded]()
        self._patience_ends = 0.0
        self._shared: Shared | None = None

    def look(self) -> Loaded:
        reading = self._find_reading(to_fingerprint(self._folder))
        wait([reading], max(0, self._patience_ends - time.monotonic()))
        if reading.done():
            return reading.result()
        return Loaded(self._shared, (Problem(
            self._folder.name, 0, "", "",
            f"not read after {_to_patience():g} seconds; does a file in it never end?",
        ),))

    def _find_reading(self, fingerprint: str) -> Future[Loaded]:
        # One session starts it; the others wait for it instead of reading the same files.
        with self._lock:
            if fingerprint != self._fingerprint or _has_failed(self._reading):
                self._fingerprint, self._reading = fingerprint, Future()
                self._patience_ends = time.monotonic() + _to_patience()
                threading.Thread(
                    target=self._read, args=(fingerprint, self._reading), daemon=True
                ).start()
            return self._reading

    def _read(self, fingerprint: str, reading: Future[Loaded]) -> None:
        try:
            shared = to_shared(load_checked(self._folder))
        except DatasetError as error:
            _log.warning("%s has %d problem(s)", self._folder, len(error.problems))
            reading.set_result(Loaded(self._shared, error.problems))
        except BaseException as error:  # raised again in the sessions that wait
            reading.set_exception(error)
        else:
            _set_apart_from_collection()
            if fingerprint == self._fingerprint:
                self._shared = shared
            reading.set_result(Loaded(shared))
            # Behind the first page, before the first search. This ends: a server that stops waits
            # for it, as what is written in C++ does not bear to be left in the middle.
            threading.Thread(target=_prepare_search, args=(shared,)).start()


_keepers: dict[Path, _Keeper] = {}


def _prepare_search(shared: Shared) -> None:
    shared.facets.index.prepare()
    _set_apart_from_collection()


def _to_patience() -> float:
    # A folder that may be larger may take longer; a setting that is no number is named elsewhere.
    with suppress(DatasetError):
        return PATIENCE_SECONDS * max(1, read_limits())
    return PATIENCE_SECONDS


def _has_failed(reading: Future[Loaded]) -> bool:
    return reading.done() and reading.exception() is not None


def to_shared(dataset: Dataset) -> Shared:
    """Build what every page asks of a dataset."""
    facets = RemarkFacets(dataset)
    return Shared(
        dataset, facets, Decks(facets), OnDemand(dataset), Labels(dataset),
        Labels(dataset, hides_names=True), tell_nothing(dataset),
    )


# Both are compared by identity; the one before may still be on its way to someone.
@lru_cache(maxsize=2)
def with_told(shared: Shared, told: Told) -> Shared:
    """Give the same data with what became of it: columns of the remarks, and so facets."""
    owners = [to_owner_key(told.owner(key)) for key in shared.dataset.remarks["remark_id"]]
    facets = shared.facets.with_column(STATUS, told.statuses["status"].tolist()).with_column(
        OWNER, owners)
    answers = {key: to_answer_words(telling.answer) for key, telling in told.answered.items()}
    return replace(
        shared, dataset=facets.dataset, facets=facets, decks=Decks(facets, answers), told=told,
        labels=Labels(facets.dataset), nameless_labels=Labels(facets.dataset, hides_names=True),
    )


def load_shared() -> Loaded:
    """
    Give the data of this moment; a change on disk is seen at the next rerun.

    Frames are copies on write: a session may add a column to its own.
    """
    try:
        folder = read_data_folder()
    except DatasetError as error:  # dashboard.toml can't be read
        return Loaded(None, error.problems)
    loaded = _keepers.setdefault(folder, _Keeper(folder)).look()
    if loaded.shared is None:
        return loaded
    told, store_problem = read_told(loaded.shared.dataset)
    shared = with_told(loaded.shared, told)
    return replace(loaded, store_problem=store_problem, shared=replace(
        shared, dataset=_own_frames(shared.dataset)
    ))


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
