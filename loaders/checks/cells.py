"""What any cell must be: there, readable, of its form, and once where it names a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from loaders.problems import Problem, list_first
from loaders.raw import RawColumn, RawFolder
from loaders.schema import KEY_FORM, LIST_SEPARATOR, Kind, to_number

# Format signs, such as a right-to-left mark, may belong to the words; these
# (Unicode category Cc) never do.
_CONTROL_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def check_cells(raw: RawFolder) -> Iterator[Problem]:
    """Report cells that are empty, but need a value."""
    for column in raw.columns():
        if column.rule.required:
            yield from column.wrong_cells(
                lambda cell: not cell, lambda _: "the cell is empty, but needs a value"
            )


def check_signs(raw: RawFolder) -> Iterator[Problem]:
    """Report cells that hold signs which no one can see."""
    def to_message(cell: str) -> str:
        hidden = sorted({f"U+{ord(sign):04X}" for sign in _CONTROL_SIGNS.findall(cell)})
        return f"holds signs that can't be seen: {hidden}"

    for column in raw.columns():
        yield from column.wrong_cells(_CONTROL_SIGNS.search, to_message)


def check_forms(raw: RawFolder) -> Iterator[Problem]:
    """Report cells whose form is wrong: a key with capitals, a line that is no number."""
    for column in raw.columns():
        rule = column.rule
        if rule.kind is Kind.INTEGER:
            yield from column.wrong_values(
                lambda cell: not to_number(cell), lambda _: "is not a whole number of 1 or more"
            )
        if rule.kind is Kind.KEY and not rule.codebook and not rule.tables:
            yield from column.wrong_values(
                lambda cell: not KEY_FORM.fullmatch(cell),
                lambda _: "is no key; use small letters a-z, digits, _ and -, without spaces",
            )


def check_lists(raw: RawFolder) -> Iterator[Problem]:
    """Report cells with a value twice, an empty value, or more values than are allowed."""
    for column in raw.columns():
        if column.rule.kind.is_many:
            yield from _check_list(column)


def _check_list(column: RawColumn) -> Iterator[Problem]:
    most = column.rule.max_keys
    if most:
        yield from column.wrong_cells(
            lambda cell: cell.count(LIST_SEPARATOR) >= most,
            lambda cell: f"holds {cell.count(LIST_SEPARATOR) + 1} keys; at most {most}",
        )
    yield from column.wrong_cells(
        lambda cell: cell and "" in cell.split(LIST_SEPARATOR),
        lambda _: "has an empty value between two ';'",
    )
    repeated = {
        (line, value)
        for line, cell in zip(column.lines, column.cells, strict=True) if LIST_SEPARATOR in cell
        for value, count in Counter(column.rule.values_of(cell)).items() if count > 1
    }
    yield from list_first(
        sorted(repeated), lambda place: column.problem(*place, "stands twice in the same cell")
    )


def check_unique(raw: RawFolder) -> Iterator[Problem]:
    """Report values that stand in two rows of a column where each must be different."""
    for column in raw.columns():
        if column.rule.unique:
            yield from column.repeated()

