"""
A folder that was checked before is read from its snapshot, and from nothing that is not that.
"""

import logging
import os
import shutil

import pandas as pd
import pytest

from loaders import snapshot
from loaders.dataset import DATA_DIR, DatasetError, load_dataset
from loaders.settings import ROOT
from loaders.snapshot import load_checked

MEETING = "meetings/armoedebeleidsplan"


@pytest.fixture
def folder(tmp_path):
    """A copy of the project's own data, which no one has read yet."""
    return shutil.copytree(DATA_DIR, tmp_path / "data")


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """The folder of the snapshots."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("DASHBOARD_CACHE", str(cache))
    return cache


@pytest.fixture
def checks(monkeypatch):
    """The folders that were read and checked, one after the other."""
    checks = []

    def load(folder):
        checks.append(folder)
        return load_dataset(folder)

    monkeypatch.setattr(snapshot, "load_dataset", load)
    return checks


def kept(cache):
    path, = cache.iterdir()
    return path


@pytest.mark.parametrize("source", [DATA_DIR, ROOT / "examples" / "zilverbeke"])
def test_a_folder_is_checked_once_and_is_the_same_from_its_snapshot(
    source, tmp_path, cache, checks, caplog
):
    folder = shutil.copytree(source, tmp_path / "data")
    first, again = load_checked(folder), load_checked(folder)
    assert checks == [folder]
    checked = load_dataset(folder)
    for name, value in vars(checked).items():
        for dataset in (first, again):
            if isinstance(value, pd.DataFrame):
                pd.testing.assert_frame_equal(getattr(dataset, name), value)
            else:
                assert getattr(dataset, name) == value
    assert again.remarks["themes"].map(type).unique().tolist() == [tuple]
    assert caplog.messages == []
    # No one else reads the words of the remarks there.
    assert [path.stat().st_mode & 0o777 for path in (cache, kept(cache))] == [0o700, 0o600]


def test_notes_to_editors_are_kept_too(folder, checks):
    path = folder / MEETING / "groups.csv"
    path.write_text(path.read_text().replace(",", ";"))
    assert load_checked(folder).notes == load_checked(folder).notes != ()
    assert checks == [folder]


def test_a_change_is_seen_also_one_that_leaves_time_and_size_alone(folder, checks, caplog):
    load_checked(folder)
    path = folder / "organisations.csv"
    status, text = path.stat(), path.read_text()
    path.write_text(text.replace("Stad Gent", "Stad Gend"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert "Stad Gend" in load_checked(folder).organisations["name"].tolist()
    assert len(checks) == 2
    assert len(caplog.messages) == 1


def test_a_mistake_is_named_whatever_was_good_before(folder, cache):
    load_checked(folder)
    before = kept(cache).read_bytes()
    path = folder / MEETING / "remarks.csv"
    path.write_text(path.read_text().replace(",missing,", ",mising,", 1))
    with pytest.raises(DatasetError) as raised:
        load_checked(folder)
    assert [problem.value for problem in raised.value.problems] == ["mising"]
    assert kept(cache).read_bytes() == before
    path.unlink()
    with pytest.raises(DatasetError, match=r"remarks.csv: the file is missing"):
        load_checked(folder)


def cut(path):
    path.write_bytes(path.read_bytes()[:-1000])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path):
    path.write_bytes(b"")


def make_folder(path):
    path.unlink()
    path.mkdir()


def make_pipe(path):
    path.unlink()
    os.mkfifo(path, 0o600)


def open_to_all(path):
    path.chmod(0o666)


@pytest.mark.parametrize("harm", [cut, flip, empty, make_folder, make_pipe, open_to_all])
def test_a_snapshot_that_is_harmed_costs_time_and_a_line_in_the_log(
    folder, cache, checks, caplog, harm
):
    load_checked(folder)
    harm(kept(cache))
    assert len(load_checked(folder).remarks) == 248
    assert checks == [folder, folder]
    assert "is not used" in caplog.messages[0]
    # What can be mended is: the third reading is from the snapshot again.
    load_checked(folder)
    assert len(checks) == (3 if harm is make_folder else 2)


def test_a_snapshot_of_other_code_or_of_another_limit_is_made_anew(
    folder, checks, caplog, monkeypatch
):
    load_checked(folder)
    monkeypatch.setenv("DASHBOARD_LIMITS", "2")
    load_checked(folder)
    monkeypatch.setattr(pd, "__version__", "99.0")
    load_checked(folder)
    assert len(checks) == 3
    assert len(caplog.messages) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files on this system")
def test_a_snapshot_of_someone_else_is_not_read(folder, checks, caplog, monkeypatch):
    load_checked(folder)
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    load_checked(folder)
    assert len(checks) == 2
    assert caplog.messages[0].endswith("others may write it")


def test_a_cache_that_cannot_be_written_costs_time_not_the_start(
    folder, checks, caplog, monkeypatch
):
    monkeypatch.setenv("DASHBOARD_CACHE", "/dev/null/none")
    with caplog.at_level(logging.WARNING):
        assert len(load_checked(folder).remarks) == 248
    assert checks == [folder]
    assert "can't be written" in caplog.messages[-1]


def test_a_folder_that_changes_while_it_is_read_is_not_kept(folder, cache, monkeypatch):
    def load_and_touch(path):
        dataset = load_dataset(path)
        os.utime(folder / MEETING / "groups.csv")
        return dataset

    monkeypatch.setattr(snapshot, "load_dataset", load_and_touch)
    load_checked(folder)
    assert not cache.exists()


@pytest.mark.parametrize(("given", "chosen"), [
    ({"DASHBOARD_CACHE": "/a", "CACHE_DIRECTORY": "/b", "XDG_CACHE_HOME": "/c"}, "/a"),
    ({"CACHE_DIRECTORY": "/b", "XDG_CACHE_HOME": "/c"}, "/b"),
    ({"XDG_CACHE_HOME": "/c", "HOME": "/d"}, "/c/remarks-dashboard"),
    ({"HOME": "/d"}, "/d/.cache/remarks-dashboard"),
])
def test_the_place_of_snapshots_is_that_of_the_setting_of_systemd_or_of_the_user(
    monkeypatch, given, chosen
):
    for name in ("DASHBOARD_CACHE", "CACHE_DIRECTORY", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert str(snapshot.read_cache_folder()) == chosen
