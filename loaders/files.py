"""
Raw access to a data folder: every cell as text, with the line it stands on.

Together with ``dataset.py`` the only code that opens a file of a data folder.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.problems import Problem, to_guess
from loaders.schema import PACKAGE_FILE, REPORT_FILE, TABLES, Table


@dataclass(frozen=True)
class RawRow:
    """
    One row of a CSV file: the line it starts on, and its cells by column name.
    """

    line: int
    cells: Mapping[str, str]


@dataclass
class RawFolder:
    """
    A data folder as it stands on disk, before anyone judged what is in it.

    Attributes:
        tables: the rows of each table that could be read, by table name.
        report: the text of the report; None where it could not be read.
        package: the contents of datapackage.json; None where it could not be read.
        problems: what kept a file from being read, or a row from being complete.
    """

    tables: dict[str, list[RawRow]] = field(default_factory=dict)
    report: str | None = None
    package: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path) -> RawFolder:
    """
    Read every file of a data folder, and collect what stands in the way.

    A broken file never hides the problems of the next one. Nothing raises but
    what a computer cannot help (no memory).
    """
    raw = RawFolder()
    # Path.is_dir raises where the name is too long or the folder above it is closed.
    if not os.path.isdir(folder):
        raw.problems.append(Problem(str(folder), 0, "", "", "there is no such folder"))
        return raw
    for table in TABLES.values():
        text = _read_text(folder / table.file, raw.problems)
        if text is not None:
            rows = _read_rows(table, text, raw.problems)
            if rows is not None:
                raw.tables[table.name] = rows
    raw.report = _read_text(folder / REPORT_FILE, raw.problems)
    package = _read_text(folder / PACKAGE_FILE, raw.problems)
    if package is not None:
        raw.package = _read_package(package, raw.problems)
    return raw


def to_fingerprint(folder: Path) -> str:
    """
    Name the present state of a data folder, so that a change is noticed.

    Built from the size and time of each file: cheap enough for every rerun.
    A file that is missing counts as a state of its own.
    """
    parts = []
    for name in sorted([table.file for table in TABLES.values()] + [REPORT_FILE, PACKAGE_FILE]):
        try:
            status = (folder / name).stat()
        except (OSError, ValueError):  # ValueError: a NUL sign in the name of the folder
            parts.append(f"{name}:missing")
        else:
            parts.append(f"{name}:{status.st_mtime_ns}:{status.st_size}")
    return "|".join([str(folder), *parts])


def _read_text(path: Path, problems: list[Problem]) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(path.name, 0, "", "", "the file is missing"))
        return None
    except OSError as error:
        problems.append(Problem(path.name, 0, "", "", f"the file can't be read: {error.strerror}"))
        return None
    try:
        # Excel puts a byte order mark in front of a "CSV UTF-8"; it is no part of the text.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        # error.object, not content: its places are counted behind the byte order mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        wrong = error.object[error.start : error.start + 1]
        problems.append(Problem(
            path.name, line, "", repr(wrong),
            "is no UTF-8; save the file again as 'CSV UTF-8 (comma delimited)'",
        ))
        return None


def _read_rows(table: Table, text: str, problems: list[Problem]) -> list[RawRow] | None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[RawRow] = []
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if header is None:
                header = cells
                if not _check_header(table, header, problems):
                    return None
            elif not any(cells):
                problems.append(Problem(table.file, start, "", "", "the row is empty; remove it"))
            elif len(cells) != len(header):
                problems.append(Problem(
                    table.file, start, "", ",".join(cells),
                    f"the row has {len(cells)} cells, the first line has {len(header)}; "
                    "words that hold a comma go between double quotes",
                ))
            else:
                rows.append(RawRow(start, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        problems.append(Problem(
            table.file, line, "", "",
            f"the row can't be read: {error}; look for a lone double quote",
        ))
        return None
    if header is None:
        problems.append(Problem(
            table.file, 1, "", "", "the file is empty; it needs its column names"
        ))
        return None
    return rows


def _check_header(table: Table, header: list[str], problems: list[Problem]) -> bool:
    if len(header) == 1 and header[0].count(";") >= len(table.columns) - 1:
        problems.append(Problem(
            table.file, 1, "", header[0],
            "the columns are parted by semicolons; save as 'CSV UTF-8 (comma delimited)'",
        ))
        return False
    for name in table.column_names:
        if name not in header:
            problems.append(Problem(table.file, 1, name, "", "the column is missing"))
    for position, name in enumerate(header):
        if name not in table.column_names:
            problems.append(Problem(
                table.file, 1, name, name,
                f"is no column of this table; {to_guess(name, table.column_names)}",
            ))
        elif name in header[:position]:
            problems.append(Problem(table.file, 1, name, name, "the column stands there twice"))
    # A column too many or too few is a mistake, but the others can still be judged.
    return True


def _read_package(text: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        package = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(PACKAGE_FILE, error.lineno, "", "", f"is no JSON: {error.msg}"))
        return None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 10,000 brackets
        problems.append(Problem(PACKAGE_FILE, 0, "", "", f"can't be read: {error}"))
        return None
    if not isinstance(package, dict):
        problems.append(Problem(PACKAGE_FILE, 1, "", "", "must hold one JSON object, { … }"))
        return None
    return package
