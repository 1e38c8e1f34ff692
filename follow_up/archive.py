"""Answers as a folder of CSV files, for git: written, checked and read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, insert, select, text

from loaders.checks import find_problems
from loaders.files import read_folder, read_tables
from loaders.problems import DatasetError, Problem
from loaders.raw import RawFolder, RawTable, find_repeated
from loaders.schema import FOLLOW_UP_TABLES
from store.engine import Store
from store.tables import Json, journal, metadata

# What a file of one line per row can't hold as it is, what a reader of CSV leaves out at the
# edges, and what a spreadsheet would compute.
_UNSAFE = re.compile(r"\\|[\x00-\x1f\x7f-\x9f]|\A[\s=+\-@]|\s\Z")
_LONGEST_CELL = 2_000_000
_WRITTEN = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")


def export_answers(store: Store, folder: Path) -> dict[str, int]:
    """
    Write all that was saved, as it is at one moment; drafts are no one else's business.

    Returns:
        The number of rows in each file.

    Raises:
        OSError: where a file can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    with store.read() as connection:
        for name, table in FOLLOW_UP_TABLES.items():
            columns = [metadata.tables[name].c[column] for column in table.column_names]
            key = [column for column in columns if column.primary_key]
            rows = connection.execute(select(*columns).order_by(*key)).all()
            found[table] = [
                [cell if isinstance(column.type, Json) else to_cell(cell)
                 for column, cell in zip(columns, row, strict=True)] for row in rows
            ]
    for table, cells in found.items():
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([table.column_names, *cells])
        (folder / table.file).write_text(written.getvalue(), encoding="utf-8", newline="")
    return {table.file: len(cells) for table, cells in found.items()}


def import_answers(store: Store, folder: Path, data_folder: Path) -> dict[str, int]:
    """
    Fill an empty store with what was exported, journal and all.

    Args:
        store: the store.
        folder: what :func:`export_answers` wrote.
        data_folder: the data that was answered, whose codebook has the statuses.

    Returns:
        The number of rows of each file.

    Raises:
        DatasetError: with every problem of the files, or where the store is not empty.
    """
    raw = read_folder(data_folder)
    # An answer may be longer than a cell of data.
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        read_tables(folder, FOLLOW_UP_TABLES.values(), raw)
    finally:
        csv.field_size_limit(usual)
    problems = find_problems(raw) or [*_find_loose_ends(raw)]
    if problems:
        raise DatasetError(problems)
    with store.write() as connection:
        if connection.execute(select(journal.c.id).limit(1)).first():
            raise DatasetError([Problem(str(store.url), 0, "", "", "is not empty; "
                                        "a backup is put back with 'restore'")])
        for name in FOLLOW_UP_TABLES:
            rows = list(_to_rows(raw.tables[name]))
            if rows:
                connection.execute(insert(metadata.tables[name]), rows)
        count_on(connection)
    return {f"{name}.csv": len(raw.tables[name].lines) for name in FOLLOW_UP_TABLES}


def count_on(connection: Connection) -> None:
    """Have the journal go on behind the last number that stands in it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(
            "SELECT setval(pg_get_serial_sequence('journal', 'id'), max(id)) FROM journal"
        ))


def to_cell(value: str | int) -> str:
    r"""
    Write a value so that it stands on one line and comes back as it was.

    >>> to_cell("=1\n2\\"), to_cell(0), to_cell(7)
    ('\\u003d1\\u000a2\\\\', '', '7')
    """
    if isinstance(value, int):
        return str(value or "")
    return _UNSAFE.sub(
        lambda sign: "\\\\" if sign[0] == "\\" else f"\\u{ord(sign[0]):04x}", value
    )


def to_text(cell: str) -> str:
    r"""
    Read a value that :func:`to_cell` wrote.

    >>> to_text('\\u003d1\\u000a2\\\\')
    '=1\n2\\'
    """
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], cell)


def _to_rows(raw: RawTable) -> Iterator[dict[str, Any]]:
    columns = [raw.column(name) for name in raw.table.column_names]
    types = metadata.tables[raw.table.name].c
    for cells in zip(*(column.cells for column in columns), strict=True):
        yield {
            name: int(cell or 0) if isinstance(types[name].type, Integer)
            else cell if isinstance(types[name].type, Json) else to_text(cell)
            for name, cell in zip(raw.table.column_names, cells, strict=True)
        }


def _find_loose_ends(raw: RawFolder) -> Iterator[Problem]:
    """Report versions that stand there twice, and what points to a row that is not there."""
    changes = {number for _, number in raw.rows("journal", "id")}
    versions = [(line, (key, version)) for line, key, version in
                raw.rows("answers", "answer_id", "version")]
    about = [(line, tuple(cells)) for line, *cells in
             raw.rows("answer_remarks", "answer_id", "version", "remark_id")]
    for file, rows in (("answers.csv", versions), ("answer_remarks.csv", about)):
        for line, _, first in find_repeated(rows):
            yield Problem(file, line, "answer_id", "", f"the row stands in line {first} already")
    known = {version for _, version in versions}
    for line, cells in about:
        if cells[:2] not in known:
            yield Problem("answer_remarks.csv", line, "version", " ".join(cells[:2]),
                          "is no version of an answer in answers.csv")
    for column in ("saved", "published"):
        for line, number in raw.rows("answers", column):
            if number and number not in changes:
                yield Problem("answers.csv", line, column, number, "is no change in journal.csv")
