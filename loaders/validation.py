"""
The rules of a data folder. Each ``check_*`` yields every problem it finds.

Bad data never raises here: an editor wants the full list, not the first hit.
A table that could not be read has no entry in ``raw.tables``, and a column that
is missing has no cell in its rows: both were reported by ``loaders.files``, and
the checks that need them stay silent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeGuard

from loaders.files import RawFolder, RawRow
from loaders.problems import Problem, to_guess
from loaders.report import ReportWords, squeeze
from loaders.schema import (
    CODEBOOK_FIELDS,
    LIST_SEPARATOR,
    NEEDED_KEYS,
    PACKAGE_FILE,
    REPORT_FILE,
    TABLES,
    Column,
    Kind,
    Table,
)

# Format signs, such as a right-to-left mark, may belong to the words; these
# (Unicode category Cc) never do.
_CONTROL_SIGNS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_KEY_FORM = re.compile(r"[a-z0-9][a-z0-9_-]*")
# Required of every data package: what the screens call the meeting, and where its words come from.
PACKAGE_TEXTS = ("name", "title", "place")
# Not required, but shown where they are given.
PACKAGE_EXTRA_TEXTS = ("description", "version", "date", "labelling")
# The form that Data Package 1.0 asks for; the names of files start with it.
_PACKAGE_NAME = re.compile(r"[a-z0-9._-]+")

Check = Callable[[RawFolder], Iterator[Problem]]


def find_problems(raw: RawFolder) -> list[Problem]:
    """
    Run every check over a folder.

    Returns:
        Every problem, those of reading the files included, by file, line and
        column. Empty when all is well.
    """
    found = list(raw.problems)
    for check in CHECKS:
        found.extend(check(raw))
    # dict, not set: two problems of one cell come in the same order every time.
    return sorted(
        dict.fromkeys(found), key=lambda problem: (problem.file, problem.line, problem.column)
    )


def check_cells(raw: RawFolder) -> Iterator[Problem]:
    """
    Report cells that are empty, padded, or hold signs that no one can see.
    """
    for table, column, row, cell in _each_cell(raw):
        if cell != cell.strip():
            yield _problem(table, row, column, cell, "has a space in front or behind; remove it")
        elif column.required and not cell:
            yield _problem(table, row, column, cell, "the cell is empty, but needs a value")
        hidden = sorted({f"U+{ord(sign):04X}" for sign in _CONTROL_SIGNS.findall(cell)})
        if hidden:
            yield _problem(table, row, column, cell, f"holds signs that can't be seen: {hidden}")


def check_forms(raw: RawFolder) -> Iterator[Problem]:
    """
    Report cells whose form is wrong: a key with capitals, a line that is no number.
    """
    for table, column, row, cell in _each_cell(raw):
        if not cell.strip():
            continue
        if column.kind is Kind.INTEGER and not _is_whole_number(cell):
            yield _problem(table, row, column, cell, "is not a whole number of 1 or more")
        names_itself = column.kind is Kind.KEY and not column.codebook and not column.tables
        if names_itself and not _KEY_FORM.fullmatch(cell):
            yield _problem(
                table, row, column, cell,
                "is no key; use small letters a-z, digits, _ and -, without spaces",
            )


def check_lists(raw: RawFolder) -> Iterator[Problem]:
    """
    Report cells with a value twice, an empty value, or more values than are allowed.
    """
    for table, column, row, cell in _each_cell(raw):
        if not column.kind.is_many or not cell:
            continue
        values = cell.split(LIST_SEPARATOR)
        for value in dict.fromkeys(values):
            if not value.strip():
                yield _problem(table, row, column, cell, "has an empty value between two ';'")
            elif values.count(value) > 1:
                yield _problem(table, row, column, value, "stands twice in the same cell")
        if column.max_keys and len(values) > column.max_keys:
            yield _problem(
                table, row, column, cell, f"holds {len(values)} keys; at most {column.max_keys}"
            )


def check_unique(raw: RawFolder) -> Iterator[Problem]:
    """
    Report values that stand in two rows of a column where each must be different.
    """
    for table in TABLES.values():
        for column in table.columns:
            if not column.unique:
                continue
            first_line: dict[str, int] = {}
            for row in _rows(raw, table):
                value = row.cells.get(column.name, "")
                if value and value in first_line:
                    yield _problem(
                        table, row, column, value, f"stands in line {first_line[value]} already"
                    )
                first_line.setdefault(value, row.line)


def check_codebook_rows(raw: RawFolder) -> Iterator[Problem]:
    """
    Report codebook fields that no column uses, and keys or labels given twice in a field.
    """
    table = TABLES["codebook"]
    if not _has_columns(raw, table, "field"):
        return
    seen: dict[tuple[str, str, str], int] = {}
    for row in _rows(raw, table):
        field = row.cells.get("field", "")
        if field and field not in CODEBOOK_FIELDS:
            yield _problem(
                table, row, table.column("field"), field,
                f"belongs to no column; {to_guess(field, CODEBOOK_FIELDS)}",
            )
        for name in ("key", "label", "order"):
            value = row.cells.get(name, "")
            place = (field, name, value)
            if value and place in seen:
                yield _problem(
                    table, row, table.column(name), value,
                    f"stands in line {seen[place]} already, for the same field {field!r}",
                )
            seen.setdefault(place, row.line)


def check_needed_keys(raw: RawFolder) -> Iterator[Problem]:
    """
    Report keys that the screens cannot do without.
    """
    table = TABLES["codebook"]
    if not _has_columns(raw, table, "field", "key"):
        return
    given = {(row.cells.get("field"), row.cells.get("key")) for row in _rows(raw, table)}
    for field, keys in NEEDED_KEYS.items():
        for key in keys:
            if (field, key) not in given:
                yield Problem(
                    table.file, 0, "key", key,
                    f"needs a row under {field!r}: the screens compare {' with '.join(keys)}",
                )


def check_coded_keys(raw: RawFolder) -> Iterator[Problem]:
    """
    Report keys that the codebook does not have for their column.
    """
    if not _has_columns(raw, TABLES["codebook"], "field", "key"):
        return
    allowed: dict[str, set[str]] = {field: set() for field in CODEBOOK_FIELDS}
    for row in _rows(raw, TABLES["codebook"]):
        allowed.setdefault(row.cells.get("field", ""), set()).add(row.cells.get("key", ""))
    for table, column, row, cell in _each_cell(raw):
        if not column.codebook:
            continue
        for key in _values(column, cell):
            if key not in allowed[column.codebook]:
                yield _problem(
                    table, row, column, key,
                    f"is not in codebook.csv under {column.codebook!r}; "
                    f"{to_guess(key, allowed[column.codebook])}",
                )


def check_references(raw: RawFolder) -> Iterator[Problem]:
    """
    Report keys that point to a row of another table which is not there.
    """
    keys = {
        name: {row.cells.get(table.key, "") for row in raw.tables[name]} - {""}
        for name, table in TABLES.items()
        if table.key and _has_columns(raw, table, table.key)
    }
    for table, column, row, cell in _each_cell(raw):
        if not column.tables or any(name not in keys for name in column.tables):
            continue
        for key in _values(column, cell):
            if not any(key in keys[name] for name in column.tables):
                allowed = set().union(*(keys[name] for name in column.tables))
                yield _problem(
                    table, row, column, key,
                    f"is not in {' or '.join(f'{name}.csv' for name in column.tables)}; "
                    f"{to_guess(key, allowed)}",
                )


def check_speaker_keys(raw: RawFolder) -> Iterator[Problem]:
    """
    Report keys that name both a person and an organisation: a speaker may be either.
    """
    people = {row.cells.get("key", ""): row.line for row in _rows(raw, TABLES["people"])}
    table = TABLES["organisations"]
    for row in _rows(raw, table):
        key = row.cells.get("key", "")
        if key and key in people:
            yield _problem(
                table, row, table.column("key"), key,
                f"is the key of a person too (people.csv, line {people[key]})",
            )


def check_spellings(raw: RawFolder) -> Iterator[Problem]:
    """
    Report names and spellings that belong to two people or to two organisations.
    """
    for name in ("people", "organisations"):
        table = TABLES[name]
        owners: dict[str, tuple[str, int]] = {}
        for row in _rows(raw, table):
            owner = row.cells.get("key", "")
            for column in (table.column("name"), table.column("spellings")):
                for spelling in _values(column, row.cells.get(column.name, "")):
                    folded = squeeze(spelling).casefold()
                    other, line = owners.setdefault(folded, (owner, row.line))
                    if other != owner:
                        yield _problem(
                            table, row, column, spelling,
                            f"is a name of {other!r} too (line {line})",
                        )


def check_abbreviations(raw: RawFolder) -> Iterator[Problem]:
    """
    Report an abbreviation that is given the same meaning twice.
    """
    table = TABLES["abbreviations"]
    seen: dict[tuple[str, str], int] = {}
    for row in _rows(raw, table):
        pair = (row.cells.get("abbreviation", ""), row.cells.get("meaning", "").casefold())
        if all(pair) and pair in seen:
            yield _problem(
                table, row, table.column("abbreviation"), pair[0],
                f"has this meaning in line {seen[pair]} already",
            )
        seen.setdefault(pair, row.line)


def check_replies(raw: RawFolder) -> Iterator[Problem]:
    """
    Report a remark that answers itself, or one that comes after it.
    """
    table = TABLES["remarks"]
    rows = _rows(raw, table)
    place = {row.cells.get("remark_id", ""): position for position, row in enumerate(rows)}
    for position, row in enumerate(rows):
        answered = row.cells.get("replies_to", "")
        if answered in place and place[answered] >= position and answered:
            which = "itself" if place[answered] == position else "a later remark"
            yield _problem(
                table, row, table.column("replies_to"), answered, f"answers {which}"
            )


def check_line_order(raw: RawFolder) -> Iterator[Problem]:
    """
    Report a last line that comes before the first, or a line that the report has not.
    """
    last_line = raw.report.count("\n") + 1 if raw.report is not None else None
    for name in ("remarks", "passages"):
        table = TABLES[name]
        for row in _rows(raw, table):
            start, end = _lines(row)
            if start and end and end < start:
                yield _problem(
                    table, row, table.column("line_end"), str(end), f"comes before line {start}"
                )
            if end and last_line is not None and end > last_line:
                yield _problem(
                    table, row, table.column("line_end"), str(end),
                    f"is past the end of {REPORT_FILE}, which has {last_line} lines",
                )


def check_quotations(raw: RawFolder) -> Iterator[Problem]:
    """
    Report quotations that the report does not have, and words no one quotes.

    Remarks and passages must stand in their lines of the report, and every word
    of the report must stand in exactly one of them. Bullet signs and white
    space do not count.
    """
    if raw.report is None:
        return
    report_words = ReportWords.of(raw.report)
    quoting = [TABLES["remarks"], TABLES["passages"]]
    for table in quoting:
        for row in _rows(raw, table):
            text = row.cells.get("text", "")
            start, end = _lines(row)
            if not text or not start or not end:
                continue
            if report_words.claim(text, start, end) is None:
                yield _problem(
                    table, row, table.column("text"), text,
                    f"does not stand in lines {start} to {end} of {REPORT_FILE}, "
                    "or another row has the same words",
                )
    if not all(_has_columns(raw, table, "text", "line_start", "line_end") for table in quoting):
        return
    left: dict[int, list[str]] = {}
    for word in report_words.unclaimed():
        left.setdefault(word.line, []).append(word.text)
    for line, words in left.items():
        yield Problem(
            REPORT_FILE, line, "", " ".join(words), "is in no remark of remarks.csv and in no "
            "row of passages.csv",
        )


def check_printed_words(raw: RawFolder) -> Iterator[Problem]:
    """
    Report headings, questions, names and roles that the report does not print.
    """
    if raw.report is None:
        return
    report = squeeze(raw.report)
    known: dict[str, bool] = {}
    for table, column, row, cell in _each_cell(raw):
        if not column.in_report or column.name == "text" or not cell:
            continue
        if cell not in known:
            known[cell] = squeeze(cell) in report
        if not known[cell]:
            yield _problem(
                table, row, column, cell, f"does not stand in {REPORT_FILE} in these words"
            )


def check_package(raw: RawFolder) -> Iterator[Problem]:
    """
    Report a data package that does not name the meeting and where its words come from.
    """
    if raw.package is None:
        return
    for name in PACKAGE_TEXTS:
        if not _is_text(raw.package.get(name)):
            yield Problem(PACKAGE_FILE, 0, name, "", "must hold a text")
    short_name = raw.package.get("name")
    if _is_text(short_name) and not _PACKAGE_NAME.fullmatch(short_name):
        yield Problem(
            PACKAGE_FILE, 0, "name", short_name,
            "is no short name; use small letters a-z, digits, ., _ and -, without spaces",
        )
    for name in PACKAGE_EXTRA_TEXTS:
        if raw.package.get(name, "") != "" and not _is_text(raw.package[name]):
            yield Problem(PACKAGE_FILE, 0, name, "", "must hold a text, or be left out")
    if not _is_list_of_titles(raw.package.get("sources")):
        yield Problem(PACKAGE_FILE, 0, "sources", "", "must list where the words come from, "
                      'such as [{"title": "…"}]')
    caveats = raw.package.get("caveats", [])
    if not isinstance(caveats, list) or not all(map(_is_text, caveats)):
        yield Problem(PACKAGE_FILE, 0, "caveats", "", "must list sentences, or be left out")
    if not isinstance(raw.package.get("licenses", []), list):
        yield Problem(PACKAGE_FILE, 0, "licenses", "", "must hold a list, or be left out")


def check_package_tables(raw: RawFolder) -> Iterator[Problem]:
    """
    Report tables that the data package does not describe.
    """
    if raw.package is None:
        return
    resources = raw.package.get("resources")
    # A list, not a set: what stands under "path" may be a list itself.
    described = [
        resource.get("path")
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict)
    ]
    for table in TABLES.values():
        if table.file not in described:
            yield Problem(
                PACKAGE_FILE, 0, "resources", table.file,
                "is not described; run 'python -m loaders describe <folder>'",
            )


CHECKS: tuple[Check, ...] = (
    check_cells,
    check_forms,
    check_lists,
    check_unique,
    check_codebook_rows,
    check_needed_keys,
    check_coded_keys,
    check_references,
    check_speaker_keys,
    check_spellings,
    check_abbreviations,
    check_replies,
    check_line_order,
    check_quotations,
    check_printed_words,
    check_package,
    check_package_tables,
)


def _rows(raw: RawFolder, table: Table) -> list[RawRow]:
    return raw.tables.get(table.name, [])


def _has_columns(raw: RawFolder, table: Table, *names: str) -> bool:
    return table.name in raw.tables and all(
        name in row.cells for row in _rows(raw, table)[:1] for name in names
    )


def _each_cell(raw: RawFolder) -> Iterator[tuple[Table, Column, RawRow, str]]:
    for table in TABLES.values():
        for row in _rows(raw, table):
            for column in table.columns:
                if column.name in row.cells:
                    yield table, column, row, row.cells[column.name]


def _values(column: Column, cell: str) -> list[str]:
    values = cell.split(LIST_SEPARATOR) if column.kind.is_many else [cell]
    return [value for value in values if value.strip()]


def _lines(row: RawRow) -> tuple[int, int]:
    start, end = row.cells.get("line_start", ""), row.cells.get("line_end", "")
    return (
        int(start) if _is_whole_number(start) else 0,
        int(end) if _is_whole_number(end) else 0,
    )


def _is_whole_number(cell: str) -> bool:
    # Nine digits are plenty for a line, and keep a mistyped cell out of a 64-bit column.
    return bool(re.fullmatch(r"[1-9][0-9]{0,8}", cell))


def _is_text(value: object) -> TypeGuard[str]:
    # JSON can write half a surrogate pair ("\\ud800"), which no screen or file can hold.
    return isinstance(value, str) and bool(value.strip()) and not any(
        unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in value
    )


def _is_list_of_titles(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(
        isinstance(entry, dict) and _is_text(entry.get("title")) for entry in value
    )


def _problem(table: Table, row: RawRow, column: Column, value: str, message: str) -> Problem:
    return Problem(table.file, row.line, column.name, value, message)
