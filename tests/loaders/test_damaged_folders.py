"""
Damage at random: whatever stands in a data folder, an editor gets a list, never a crash or a wait.

Bounded, and the same in every run; HYPOTHESIS_PROFILE=thorough tries others, for a night.
"""

import csv
import io
import json
import os
import signal
import time
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.dataset import Dataset, DatasetError, load_dataset
from tests.loaders.conftest import COLLECTION_PACKAGE

TABLES = [
    "remarks.csv", "passages.csv", "groups.csv", "people.csv", "organisations.csv",
    "codebook.csv", "abbreviations.csv", "synonyms.csv",
    "label_passes.csv", "attendance.csv",
]
FILES = [*TABLES, "report.txt", "datapackage.json", COLLECTION_PACKAGE]
SNIPPETS = [
    b"\0", b"\r", b"\n", b"\r\n", b'"', b",", b";", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80", b" ",
    b"\x1a", b"{", b"[", b"]", b"-", "→".encode(), "٣".encode(), b"\\ud800", b"9" * 30, b"\x1b[2J",
    b"w ", b"o ", b"a;", b'"",', b",,,,,,,,,,,,,\n", "\u202e".encode(), b"\xe9", b"\x9b",
    b"1,1,other,w\n",
]
VALUES = st.sampled_from([
    "", " ", ";", ";;", "r1", "r5", "p1;p1", "0", "-1", "1", "2", "99", "1e3", "9" * 25, "NA",
    "nan", "None", "\ufeff", "o", "→", "▪ ", "\u2028", "a\nb", "=1+1", "theme", "housing;",
]) | st.text(max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
        st.sampled_from(["title", "path", "name"]), inner, max_size=2
    ),
    max_leaves=4,
)


# What stands there instead of a file.
NODES = [
    os.mkfifo, os.mkdir, lambda path: os.symlink(path.name, path),
    lambda path: os.symlink("/dev/zero", path), lambda path: os.symlink("/proc/self/mem", path),
    lambda path: os.symlink(path.parent, path), lambda path: path.touch(0),
]


@st.composite
def damages(draw):
    """Draw one way to damage one file: its name, and a function of its content."""
    file = draw(st.sampled_from(FILES))
    way = draw(st.sampled_from(
        ["bytes", "cut", "lines", "cells", "package", "away", "node", "new", "many"]
    ))
    if way == "away":
        return file, None
    if way == "node":
        return file, draw(st.sampled_from(NODES))
    if way == "new":
        content = draw(st.binary(max_size=200) | st.lists(st.sampled_from(SNIPPETS)).map(b"".join))
        return file, lambda _: content
    if way == "bytes":
        return file, put_snippet(draw(st.integers(0, 10**6)), draw(st.sampled_from(SNIPPETS)))
    if way == "many":
        snippet = draw(st.sampled_from(SNIPPETS)) * draw(st.sampled_from([1000, 30_000, 140_000]))
        return file, put_snippet(draw(st.integers(0, 10**6)), snippet)
    if way == "cut":
        return file, cut_bytes(draw(st.integers(0, 10**6)), draw(st.integers(1, 200)))
    if way == "lines":
        return file, move_lines(draw(st.integers(0, 99)), draw(st.integers(0, 99)))
    if way == "package":
        entry = draw(st.sampled_from(
            ["name", "title", "place", "description", "sources", "licenses", "resources", "date",
             "order", "bare_keys", "label"]
        ))
        package = draw(st.sampled_from(["datapackage.json", COLLECTION_PACKAGE]))
        return package, put_entry(entry, draw(JSON))
    table = draw(st.sampled_from(TABLES))
    return table, put_cell(draw(st.integers(0, 99)), draw(st.integers(0, 99)), draw(VALUES))


def put_snippet(place, snippet):
    def change(content):
        at = place % (len(content) + 1)
        return content[:at] + snippet + content[at:]
    return change


def cut_bytes(place, length):
    def change(content):
        at = place % (len(content) + 1)
        return content[:at] + content[at + length :]
    return change


def move_lines(first, second):
    def change(content):
        lines = content.split(b"\n")
        line = lines.pop(first % len(lines))
        at = second % (len(lines) + 1)
        # A line is moved, or doubled: both happen when people sort and paste.
        return b"\n".join([*lines[:at], line, *([line] if first % 2 else []), *lines[at:]])
    return change


def put_cell(line, column, value):
    def change(content):
        text = content.decode("utf-8", errors="replace")
        try:
            rows = list(csv.reader(io.StringIO(text, newline="")))
        except csv.Error:
            return content
        row = rows[line % len(rows)] if rows else []
        if row:
            row[column % len(row)] = value
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        return written.getvalue().encode("utf-8", errors="replace")
    return change


def put_entry(entry, value):
    def change(content):
        try:
            package = json.loads(content)
        except ValueError:
            return content
        return json.dumps({**package, entry: value}).encode()
    return change


def damage(path, change):
    if change in NODES:
        damage(path, None)
        change(path)
    elif change is None:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    elif path.is_file() and path.resolve().parent == path.parent.resolve():
        path.write_bytes(change(path.read_bytes()))


@contextmanager
def within_seconds(seconds):
    """Fail where something is still waited for, be it computing or for a pipe."""
    def stop(*_):
        raise AssertionError(f"not back within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def load(path):
    """Give the dataset or the problems, and what that cost in seconds of computing."""
    began = time.thread_time()
    with within_seconds(120):
        try:
            outcome = load_dataset(path)
        except DatasetError as error:
            outcome = error.problems
    return outcome, time.thread_time() - began


def count_bytes(path):
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


@given(damaged=st.lists(damages(), min_size=1, max_size=4))
@settings(
    max_examples=3 * settings.default.max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_damaged_folder_gives_a_list_of_problems_or_a_dataset(new_folder, damaged):
    folder = new_folder()
    path = folder.path
    for file, change in damaged:
        damage(folder.at(file), change)
    outcome, seconds = load(path)
    # A whole folder takes 0.03; a hundred thousand remarks 0.2 for each MB.
    assert seconds < 1 + 3 * count_bytes(path) / 1e6
    if isinstance(outcome, Dataset):
        assert {"remark_id", "text", "themes", "char_start"} <= set(outcome.remarks.columns)
        outcome.about.title.encode("utf-8")
    else:
        assert outcome
        # What cannot be written as UTF-8 crashes the terminal and the screen.
        for problem in outcome:
            assert str(problem).isprintable()
            assert len(str(problem)) < 3000
            str(problem).encode("utf-8")
