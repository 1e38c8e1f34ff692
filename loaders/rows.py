"""
Cuts the text of a CSV file into columns.

What a spreadsheet did to a file is undone where only one reading is possible,
and noted: another sign between the cells, spaces round them, empty cells behind.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain

from loaders.limits import Limits
from loaders.problems import MOST_LISTED, Problem, UnreadableError, list_first, to_guess
from loaders.raw import RawFolder, RawTable
from loaders.schema import LIST_SEPARATOR, Table

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
SPACES = "spaces round a value were left out"
EMPTY_CELLS = "empty cells behind the last column were left out"
EMPTY_ROW = "the row is empty, and was left out"
HEADER_AGAIN = "the row repeats the column names, and was left out"
# Rows between two looks at the clock.
_STRETCH = 1000
# As many as all cells of a remark can hold; behind a lone quote, the rest of a file is one row.
_LONGEST_ROW = 2_000_000
# Cells that are alike are one text in memory, as far as this.
_MOST_KEPT = 20_000


class _Notes:
    """What was noted while reading one file: each kind once, with how many rows it is true of."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int, int]] = {}

    def add(self, kind: str, line: int) -> None:
        first, last, count = self._found.get(kind, (line, 0, 0))
        self._found[kind] = first, line, count + (line != last)

    def to_problems(self, file: str) -> Iterator[Problem]:
        for kind, (line, _, count) in self._found.items():
            yield Problem(file, line, "", "", kind + (f"; so in {count} rows" * (count > 1)))


class _WrongRows:
    """The rows of one file with too many or too few cells: their lines, and the first of them."""

    def __init__(self) -> None:
        self.lines = array("i")
        self._first: list[list[str]] = []

    def left_out(
        self, rows: Iterator[tuple[int, list[str]]], width: int
    ) -> Iterator[tuple[int, list[str]]]:
        for line, row in rows:
            if len(row) == width:
                yield line, row
            else:
                self.lines.append(line)
                self._first += [row] * (len(self._first) <= MOST_LISTED)

    def to_problems(self, file: str, width: int, delimiter: str) -> Iterator[Problem]:
        return list_first(range(len(self.lines)), lambda place: Problem(
            file, self.lines[place], "", delimiter.join(self._first[place]),
            f"the row has {len(self._first[place])} cells, the first line has {width}; "
            f"words that hold a {DELIMITERS[delimiter]} go between double quotes",
        ))


def read_rows(table: Table, text: Iterable[str], raw: RawFolder) -> RawTable:
    """
    Read the rows of a table, and tell the folder what is wrong with them or noteworthy.

    Args:
        table: what the file should hold.
        text: the lines of the file, with their ends.
        raw: the folder, whose problems, notes and limits are brought up to date.

    Raises:
        UnreadableError: where no row of the file can be trusted.
    """
    rest, notes, wrong = iter(text), _Notes(), _WrongRows()
    first = next(rest, "")
    delimiter = max(DELIMITERS, key=lambda sign: _count_known(table, first, sign))
    if delimiter != ",":
        notes.add(f"the columns are parted by {DELIMITERS[delimiter]}s, and were read so", 1)
    records = _records(chain([first], rest), delimiter, raw.limits)
    padded = [name.strip() for name in next(records, (1, []))[1]]
    header = padded[: max((place for place, name in enumerate(padded, 1) if name), default=0)]
    raw.problems += _check_header(table, header)
    lines, columns = _to_columns(
        table, header, wrong.left_out(_tidied(records, header, len(padded), notes), len(header)),
        raw.limits, notes,
    )
    raw.problems += wrong.to_problems(table.file, len(header), delimiter)
    raw.notes += notes.to_problems(table.file)
    return RawTable(table, lines, columns, not wrong.lines)


def _to_columns(
    table: Table, header: list[str], rows: Iterator[tuple[int, list[str]]], limits: Limits,
    notes: _Notes,
) -> tuple[array[int], dict[str, list[str]]]:
    wanted = [(header.index(name), table.column(name).kind.is_many, list[str]())
              for name in table.column_names if name in header]
    lines, same = array("i"), dict[str, str]()
    for line, row in rows:
        lines.append(line)
        limits.take_cells(len(wanted))
        for position, is_many, column in wanted:
            cell = _tidy_list(row[position], line, notes) if is_many else row[position]
            column.append(same.setdefault(cell, cell) if len(same) < _MOST_KEPT else cell)
    return lines, {header[position]: cells for position, _, cells in wanted}


def _count_known(table: Table, header: str, delimiter: str) -> int:
    names = header[:_LONGEST_ROW].split(delimiter)
    return len({name.strip(' "\n') for name in names} & set(table.column_names))


def _records(
    text: Iterable[str], delimiter: str, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line on which it starts, while there is time."""
    length = 0

    def lines() -> Iterator[str]:
        nonlocal length
        for part in text:
            length += len(part)
            if length > _LONGEST_ROW:
                raise csv.Error(f"it has more than {_LONGEST_ROW} signs")
            yield part

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count % _STRETCH == _STRETCH - 1:
                limits.look_at_clock()
                # An empty row holds no cell, and takes as long as one.
                limits.take_cells(_STRETCH)
            yield line, cells
            line, length = reader.line_num + 1, 0
    except csv.Error as error:
        raise UnreadableError(
            f"the row can't be read: {error}; look for a lone double quote", line
        ) from None


def _check_header(table: Table, header: list[str]) -> Iterator[Problem]:
    known = set(table.column_names)
    if not header:
        raise UnreadableError("the file is empty; it needs its column names", 1)
    if not known & set(header):
        raise UnreadableError(
            f"is no line of column names; the first line must be {','.join(table.column_names)}",
            1, ",".join(header),
        )
    for name in table.column_names:
        if name not in header and not table.column(name).added:
            yield Problem(table.file, 1, name, "", "the column is missing")
        elif header.count(name) > 1:
            yield Problem(table.file, 1, name, name, "the column stands there twice")
    yield from list_first(
        [name for name in header if name not in known],
        lambda name: Problem(table.file, 1, name, name, "is no column of this table; "
                             f"{to_guess(name, known)}"),
    )


def _tidied(
    records: Iterator[tuple[int, list[str]]], header: list[str], width: int, notes: _Notes
) -> Iterator[tuple[int, list[str]]]:
    """
    Give each row that is one; a row of another length than the header as it stands there.

    A spreadsheet that puts empty cells behind the header, up to a width, puts them behind
    the rows. In a single row, they may as well come of a sign too many before them.
    """
    for line, cells in records:
        row = [cell.strip() for cell in cells]
        if row != cells:
            notes.add(SPACES, line)
        if not any(row):
            notes.add(EMPTY_ROW, line)
        elif row[: len(header)] == header:
            notes.add(HEADER_AGAIN, line)
        elif len(row) == width > len(header) and not any(row[len(header):]):
            notes.add(EMPTY_CELLS, line)
            yield line, row[: len(header)]
        else:
            yield line, row if len(row) == len(header) else cells


def _tidy_list(cell: str, line: int, notes: _Notes) -> str:
    if LIST_SEPARATOR not in cell:
        return cell
    tidy = LIST_SEPARATOR.join(value.strip() for value in cell.split(LIST_SEPARATOR))
    if tidy != cell:
        notes.add(SPACES, line)
    return tidy
