"""What a key that points to a row must find there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.problems import MOST_LISTED, Problem, list_first, to_guess
from loaders.raw import RawColumn, RawFolder
from loaders.schema import TABLES


def check_references(raw: RawFolder) -> Iterator[Problem]:
    """Report keys that point to a row of another table which is not there."""
    # By table: each key, with the name or label that someone may have written for it.
    rows = {
        name: {key: word for _, key, word in raw.rows(name, table.key, _naming_column(name))}
        for name, table in TABLES.items() if table.key and raw.has(name, table.key)
    }
    for column in raw.columns():
        tables = column.rule.tables
        if tables and all(name in rows for name in tables):
            allowed = rows[tables[0]] if len(tables) == 1 else {
                key: word for name in tables for key, word in rows[name].items()
            }
            yield from _find_unknown(column, allowed)


def check_speaker_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report keys that name both a person and an organisation: a speaker may be either."""
    people = {key: line for line, key in raw.rows("people", "key") if key}
    if "organisations" in raw.tables:
        yield from raw.tables["organisations"].column("key").wrong_values(
            people.__contains__,
            lambda key: f"is the key of a person too (people.csv, line {people[key]})",
        )


def check_replies(raw: RawFolder) -> Iterator[Problem]:
    """Report a remark that answers itself, or one that comes after it."""
    lines = {remark_id: line for line, remark_id in raw.rows("remarks", "remark_id")}
    wrong = (
        (line, answered) for line, answered in raw.rows("remarks", "replies_to")
        if answered and lines.get(answered, 0) >= line
    )
    yield from list_first(wrong, lambda row: Problem(
        TABLES["remarks"].file, row[0], "replies_to", row[1],
        "answers itself" if lines[row[1]] == row[0] else "answers a later remark",
    ))


def _naming_column(table: str) -> str:
    names = TABLES[table].column_names
    return next((name for name in ("name", "label") if name in names), TABLES[table].key)


def _find_unknown(column: RawColumn, allowed: Mapping[str, str]) -> Iterator[Problem]:
    words = {word: key for key, word in allowed.items()}
    files = " or ".join(TABLES[name].file for name in column.rule.tables)
    return column.wrong_values(
        lambda key: key not in allowed,
        lambda key: f"is not in {files}; {to_guess(key, filter(None, allowed), words)}",
        MOST_LISTED if allowed else 1,
    )
