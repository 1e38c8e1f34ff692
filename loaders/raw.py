"""A data folder as it stands on disk: every cell as text, with the line it stands on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from loaders.limits import Limits
from loaders.problems import MOST_LISTED, Problem, list_first
from loaders.quotations import Quotations, Row
from loaders.report import ReportWords
from loaders.schema import MEETING_FILES, PLAN_FILE, QUOTING, ColumnRule, Table, to_place

T = TypeVar("T", bound=Hashable)


def find_repeated(rows: Iterable[tuple[int, T]]) -> Iterator[tuple[int, T, int]]:
    """
    Find the values that an earlier row has too; empty ones are not alike.

    Args:
        rows: the line and the value of each row.

    Returns:
        The line, the value, and the first line that has it.

    >>> list(find_repeated([(2, "a"), (3, "b"), (4, "a"), (5, ""), (6, "")]))
    [(4, 'a', 2)]
    """
    first: dict[T, int] = {}
    for line, value in rows:
        if value and first.setdefault(value, line) != line:
            yield line, value, first[value]


@dataclass(frozen=True)
class RawColumn:
    """One column of a file: its rule, and for each row the line it starts on and its cell."""

    table: Table
    rule: ColumnRule
    lines: Sequence[int]
    cells: Sequence[str]

    def values(self) -> Iterator[tuple[int, str]]:
        """Give every value with its line: those in a cell with several one by one, none empty."""
        for line, cell in zip(self.lines, self.cells, strict=True):
            for value in self.rule.values_of(cell):
                yield line, value

    def problem(self, line: int, value: str, message: str) -> Problem:
        """Name a mistake in one row."""
        return Problem(self.table.file, line, self.rule.name, value, message)

    def wrong_cells(
        self, is_wrong: Callable[[str], object], to_message: Callable[[str], str]
    ) -> Iterator[Problem]:
        """Name the cells that are wrong; cells that are alike are judged once."""
        wrong = {cell for cell in set(self.cells) if is_wrong(cell)}
        found = (place for place in zip(self.lines, self.cells, strict=True) if place[1] in wrong)
        return self._list(found if wrong else iter(()), to_message)

    def wrong_values(
        self, is_wrong: Callable[[str], object], to_message: Callable[[str], str],
        most: int = MOST_LISTED,
    ) -> Iterator[Problem]:
        """Name the values that are wrong, in cells with several too."""
        values = {value for cell in set(self.cells) for value in self.rule.values_of(cell)}
        wrong = {value for value in values if is_wrong(value)}
        found = (place for place in self.values() if place[1] in wrong)
        return self._list(found if wrong else iter(()), to_message, most)

    def repeated(self) -> Iterator[Problem]:
        """Name the values that stand in an earlier row too."""
        # Nothing is repeated in most columns, and to see that takes no time.
        if len(set(self.cells)) < len(self.cells):
            yield from list_first(
                find_repeated(zip(self.lines, self.cells, strict=True)),
                lambda row: self.problem(row[0], row[1], f"stands in line {row[2]} already"),
            )

    def _list(
        self, found: Iterator[tuple[int, str]], to_message: Callable[[str], str],
        most: int = MOST_LISTED,
    ) -> Iterator[Problem]:
        return list_first(found, lambda place: self.problem(*place, to_message(place[1])), most)


@dataclass(frozen=True)
class RawTable:
    """
    One CSV file.

    Attributes:
        table: its rules.
        lines: the line on which each row starts.
        columns: the cells by column name, of the columns that are both in the
            rules and in the file.
        is_whole: whether every row of the file could be read.
    """

    table: Table
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    is_whole: bool = True

    def column(self, name: str) -> RawColumn:
        """Give one column; one that is not in the file has an empty cell in every row."""
        cells = self.columns.get(name) or [""] * len(self.lines)
        return RawColumn(self.table, self.table.column(name), self.lines, cells)

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Give the line and the cells under these names, row by row."""
        return zip(self.lines, *(self.column(name).cells for name in names), strict=True)


@dataclass
class RawFolder:
    """
    Every file of a collection, or of one meeting, before anyone judged what is in it.

    Attributes:
        limits: what is left for the checks.
        key: name of the folder of a meeting; empty for the collection.
        tables: each table that could be read, by name; a meeting has the shared ones too.
        shared: names of the tables that a meeting has from its collection.
        meetings: the meetings of a collection, by key.
        report: the text of the report; None where it could not be read.
        plan: the text of the final plan; empty where there is none.
        package: the contents of datapackage.json; None where it could not be read.
        problems: what kept a file from being read, or a row from being complete.
        notes: what was read in a way that needs to be told.
    """

    limits: Limits = field(default_factory=Limits)
    key: str = ""
    tables: dict[str, RawTable] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    meetings: dict[str, RawFolder] = field(default_factory=dict)
    report: str | None = None
    plan: str = ""
    package: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """Give what stands before the ids of a meeting in links; the first keeps bare ids."""
        has_bare_keys = (self.package or {}).get("bare_keys") is True
        return "" if has_bare_keys else f"{self.key}-"

    def in_place(self, problem: Problem) -> Problem:
        """Name the file of a problem as it is called in the collection."""
        is_own = self.key and problem.file in (*MEETING_FILES, PLAN_FILE)
        return replace(problem, file=to_place(self.key) + problem.file) if is_own else problem

    def columns(self) -> Iterator[RawColumn]:
        """Give every column of its own that could be read, while there is time."""
        for table, raw in self.tables.items():
            if table not in self.shared:
                for name in raw.columns:
                    self.limits.look_at_clock()
                    yield raw.column(name)

    def has(self, table: str, *columns: str) -> bool:
        """Tell whether these columns could be read, every row of them."""
        raw = self.tables.get(table)
        return raw is not None and raw.is_whole and set(columns) <= set(raw.columns)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Give the line and the cells of each row, as far as the table could be read."""
        self.limits.look_at_clock()
        return self.tables[table].rows(*columns) if table in self.tables else iter(())

    @cached_property
    def quotations(self) -> Quotations:
        """Look every remark and passage up in the report, where it stands now."""
        rows = [Row(name, *cells) for name in QUOTING
                for cells in self.rows(name, "text", "line_start", "line_end")]
        return Quotations.of(ReportWords(self.report or ""), rows, self.limits).shifted(self.limits)
