"""
The last good data stays, whatever becomes of the folder and whatever a visitor sends.
"""

import shutil
import threading

import pytest
import streamlit as st

from loaders.dataset import DATA_DIR
from tests.real_meeting import MEETING_DIR, PLACE
from widgets.shell import session
from widgets.shell.session import load_shared

# A busy machine is slow: as long as it takes.
WAIT_SECONDS = 300


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own that is shown, with good data that was read."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_DIR, folder)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setattr(session, "PATIENCE_SECONDS", WAIT_SECONDS)
    yield folder
    session._keepers.pop(folder, None)


class Endless:
    """
    A folder that can't be read to its end until the test says so, as one with a pipe in it.
    """

    def __init__(self, monkeypatch):
        self._monkeypatch, self._load = monkeypatch, session.load_checked
        self._patience, self._end = session.PATIENCE_SECONDS, threading.Event()

    def begin(self):
        """Let every reading from now on wait."""
        self._set(self._wait_and_load, 0.1)

    def replace(self):
        """Let every reading from now on be as usual; those that wait go on waiting."""
        self._set(self._load, self._patience)

    def end(self):
        """Let those that wait go on."""
        self._end.set()

    def _set(self, load, patience):
        self._monkeypatch.setattr(session, "load_checked", load)
        self._monkeypatch.setattr(session, "PATIENCE_SECONDS", patience)

    def _wait_and_load(self, path):
        assert self._end.wait(WAIT_SECONDS)
        return self._load(path)


@pytest.fixture
def endless(monkeypatch):
    """A reading that does not end before the test."""
    endless = Endless(monkeypatch)
    yield endless
    endless.end()


def cut_short(folder):
    path = folder / PLACE / "remarks.csv"
    path.write_bytes(path.read_bytes()[:5_000])


def touch(folder):
    shutil.copyfile(MEETING_DIR / "remarks.csv", folder / PLACE / "remarks.csv")


def test_no_visitor_can_throw_the_last_good_data_away(folder):
    shown = load_shared().shared.facets
    cut_short(folder)
    # What Streamlit does where a tab sends clear_cache.
    st.cache_data.clear()
    st.cache_resource.clear()
    loaded = load_shared()
    assert loaded.problems
    assert loaded.shared.facets is shown


def test_who_waits_for_an_endless_reading_gets_the_last_good_data(folder, endless):
    shown = load_shared().shared.facets
    cut_short(folder)
    endless.begin()
    for _ in range(2):
        loaded = load_shared()
        assert loaded.shared.facets is shown
        assert [str(problem) for problem in loaded.problems] == [
            "data: not read after 0.1 seconds; does a file in it never end?"
        ]


def test_an_endless_reading_does_not_hold_up_the_next(folder, endless):
    endless.begin()
    assert load_shared().shared is None
    endless.replace()
    touch(folder)
    loaded = load_shared()
    assert loaded.problems == ()
    assert len(loaded.shared.dataset.remarks) == 248


def test_a_reading_that_is_late_replaces_nothing_newer(folder, endless):
    endless.begin()
    load_shared()
    late = session._keepers[folder]._reading
    endless.replace()
    touch(folder)
    shown = load_shared().shared.facets
    endless.end()
    assert late.result(WAIT_SECONDS).shared.facets is not shown
    cut_short(folder)
    assert load_shared().shared.facets is shown


def test_a_reading_that_failed_is_tried_again(folder, monkeypatch):
    load = session.load_checked

    def fail(path):
        raise MemoryError

    monkeypatch.setattr(session, "load_checked", fail)
    with pytest.raises(MemoryError):
        load_shared()
    monkeypatch.setattr(session, "load_checked", load)
    assert len(load_shared().shared.dataset.remarks) == 248
