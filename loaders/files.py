"""Opens the files of a data folder; nothing else in the house does."""

from __future__ import annotations

import io
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.limits import LimitError, Limits
from loaders.problems import Problem, UnreadableError
from loaders.raw import RawFolder
from loaders.rows import read_rows
from loaders.schema import (
    MEETING_FILES,
    MEETING_TABLES,
    MEETINGS_DIR,
    PACKAGE_FILE,
    PLAN_FILE,
    REPORT_FILE,
    SHARED_FILES,
    SHARED_TABLES,
    Table,
    to_place,
)

# Windows-1252 in which each sign is one that Dutch is written with, and none of those that
# letters of another code page or of broken UTF-8 turn into: "cafÃ©", "caf‚", "cafŽ".
_DUTCH = re.compile(
    r"(?:[\x00-\x7fÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜàáâäçèéêëìíîïñòóôöùúûü€°§²½«»·’ ]"
    r"|(?<![^\W\d_])[–—…•“”‘]|[–—…•“”‘](?![^\W\d_]))*"
)
_NOT_UTF_8 = "is not UTF-8"


@dataclass(frozen=True)
class FileText:
    """The text of one file: its bytes, and how they are to be read."""

    content: bytes
    encoding: str

    def lines(self) -> io.TextIOWrapper:
        """Give the text line by line; every kind of line end is read as one."""
        return io.TextIOWrapper(io.BytesIO(self.content), self.encoding)


def read_folder(folder: Path, limits: Limits | None = None) -> RawFolder:
    """
    Read every file of a collection, and collect what stands in the way.

    A broken file never hides the problems of the next one. Nothing raises but
    what a computer cannot help (no memory).
    """
    raw = RawFolder(limits or Limits())
    # Path.is_dir raises where the name is too long or the folder above it is closed.
    if not os.path.isdir(folder):
        raw.problems.append(Problem(str(folder), 0, "", "", "there is no such folder"))
        return raw
    keys = list_meetings(folder)
    if not keys and (folder / REPORT_FILE).exists():
        raw.problems.append(Problem(
            MEETINGS_DIR, 0, "", "", "there is no such folder: the files are laid out as in "
            f"version 1; 'python -m loaders upgrade {folder}' makes a collection of them",
        ))
        return raw
    if not keys:
        raw.problems.append(Problem(
            MEETINGS_DIR, 0, "", "", "the collection holds no meeting; "
            f"'python -m loaders new {folder} --meeting <key>' adds one",
        ))
    _read_files(folder, SHARED_TABLES, raw)
    raw.meetings = {key: _read_meeting(folder / MEETINGS_DIR / key, raw) for key in keys}
    return raw


def list_meetings(folder: Path) -> list[str]:
    """Name the folders of the meetings of a collection; hidden ones are none."""
    try:
        entries = sorted(os.scandir(folder / MEETINGS_DIR), key=lambda entry: entry.name)
    except (OSError, ValueError):  # ValueError: a NUL sign in the name of the folder
        return []
    return [entry.name for entry in entries if entry.is_dir() and entry.name[0] != "."]


def _read_meeting(folder: Path, collection: RawFolder) -> RawFolder:
    raw = RawFolder(collection.limits, folder.name)
    _read_files(folder, MEETING_TABLES, raw)
    with _told(raw, REPORT_FILE):
        raw.report = _read_text(folder / REPORT_FILE, raw).lines().read()
    if os.path.lexists(folder / PLAN_FILE):
        with _told(raw, PLAN_FILE):
            raw.plan = _read_text(folder / PLAN_FILE, raw).lines().read()
    raw.tables |= collection.tables
    raw.shared = frozenset(collection.tables)
    return raw


def _read_files(folder: Path, tables: Iterable[Table], raw: RawFolder) -> None:
    read_tables(folder, tables, raw)
    with _told(raw, PACKAGE_FILE):
        raw.package = _read_package(_read_text(folder / PACKAGE_FILE, raw).lines().read())


def read_tables(folder: Path, tables: Iterable[Table], raw: RawFolder) -> None:
    """Read the files of these tables, and collect what stands in the way."""
    for table in tables:
        with _told(raw, table.file):
            text = _read_text(folder / table.file, raw).lines()
            raw.tables[table.name] = read_rows(table, text, raw)


def read_bytes(path: Path, most: int = -1) -> bytes:
    """
    Read a file, and no more than this of it.

    Raises:
        OSError: where it can't be read, or is no file but a folder, a pipe or a
            device: reading from those may never end.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(0, "it is no file, but a folder, a pipe or a device")
    # A pipe that takes the place of the file in between is not waited for either.
    with open(path, "rb", opener=open_at_once) as file:
        return file.read(most) or b""


def to_fingerprint(folder: Path) -> str:
    """
    Name the present state of a data folder, so that a change is noticed.

    Built from the size and time of each file: cheap enough for every rerun.
    A file that is missing counts as a state of its own.
    """
    return "|".join([str(folder), *(
        f"{name}:{_to_state(folder / name)}" for name in list_files(folder)
    )])


def list_files(folder: Path) -> list[str]:
    """Name every file that a collection should hold, by its place in it; a plan if there is one."""
    return [*SHARED_FILES, *(
        place + file for place in map(to_place, list_meetings(folder))
        for file in (*MEETING_FILES, PLAN_FILE)
        if file != PLAN_FILE or os.path.lexists(folder / (place + file))
    )]


def _to_state(path: Path) -> str:
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL sign in the name of the folder
        return "missing"
    return f"{status.st_mtime_ns}:{status.st_size}"


@contextmanager
def _told(raw: RawFolder, file: str) -> Iterator[None]:
    """Turn what keeps a file from being read into a problem of that file."""
    try:
        yield
    except UnreadableError as error:
        raw.problems.append(Problem(file, error.line, "", error.value, error.message))
    except LimitError as error:
        raw.problems.append(Problem(file, 0, "", "", str(error)))


def _read_text(path: Path, raw: RawFolder) -> FileText:
    content = _read_content(path, raw.limits)
    try:
        # Excel puts a byte order mark in front of a "CSV UTF-8"; it is no part of the text.
        content.decode("utf-8-sig")
        return FileText(content, "utf-8-sig")
    except UnicodeDecodeError as error:
        # error.object, not content: its places are counted behind the byte order mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        wrong = error.object[error.start : error.start + 1]
    if not _is_dutch_1252(content):
        raise UnreadableError(f"{_NOT_UTF_8}; {_how_to_save(path.name)}", line, repr(wrong))
    raw.notes.append(Problem(
        path.name, line, "", wrong.decode("cp1252"),
        f"{_NOT_UTF_8}: the file was read as Windows-1252, the code page of older Windows",
    ))
    return FileText(content, "cp1252")


def _read_content(path: Path, limits: Limits) -> bytes:
    try:
        content = read_bytes(path, limits.bytes_left(path.name) + 1)
    except FileNotFoundError:
        raise UnreadableError(f"the file is missing{_nearest_name(path)}") from None
    except OSError as error:
        raise UnreadableError(f"the file can't be read: {error.strerror}") from None
    limits.take_bytes(path.name, len(content))
    return content


def open_at_once(path: str, flags: int) -> int:
    """Open a file, and wait for no one at the other end where it is a pipe; for ``open``."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _nearest_name(path: Path) -> str:
    names = sorted(
        entry.name for entry in os.scandir(path.parent)
        if entry.name != path.name and Path(entry.name).stem.casefold().split(".")[0] == path.stem
    )
    return f"; {names[0]!r} is there" if names else ""


def _is_dutch_1252(content: bytes) -> bool:
    try:
        return bool(_DUTCH.fullmatch(content.decode("cp1252")))
    except UnicodeDecodeError:
        return False


def _how_to_save(file: str) -> str:
    if file.endswith(".csv"):
        return "save the file again as 'CSV UTF-8 (comma delimited)'"
    return "save the file again with the encoding UTF-8"


def _read_package(text: str) -> dict[str, Any]:
    try:
        package = json.loads(text)
        # Half a surrogate pair ("\ud800") is a text that no screen and no file can hold.
        json.dumps(package, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no JSON: {error.msg}", error.lineno) from None
    except UnicodeEncodeError as error:
        half = repr(error.object[error.start])[1:-1]
        line = text.lower()[: text.lower().find(half)].count("\n") + 1
        raise UnreadableError(f"holds half a sign, {half}; type the sign itself", line) from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 10,000 brackets
        raise UnreadableError(f"can't be read: {error}") from None
    if not isinstance(package, dict):
        raise UnreadableError("must hold one JSON object, { … }", 1)
    return package
