"""What a name, a spelling or an abbreviation may stand for."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.problems import Problem, list_first, to_short
from loaders.raw import RawFolder, find_repeated
from loaders.report import squeeze
from loaders.schema import TABLES


def check_spellings(raw: RawFolder) -> Iterator[Problem]:
    """Report names and spellings that belong to two people or to two organisations."""
    for name in ("people", "organisations"):
        yield from _find_shared(raw, name)


def check_abbreviations(raw: RawFolder) -> Iterator[Problem]:
    """Report an abbreviation that is given the same meaning twice."""
    rows = (
        (line, (short, meaning.casefold()))
        for line, short, meaning in raw.rows("abbreviations", "abbreviation", "meaning")
        if short and meaning
    )
    yield from list_first(find_repeated(rows), lambda row: Problem(
        TABLES["abbreviations"].file, row[0], "abbreviation", row[1][0],
        f"has this meaning in line {row[2]} already",
    ))


def _find_shared(raw: RawFolder, table: str) -> Iterator[Problem]:
    owners: dict[str, tuple[str, int]] = {}
    shared = (
        (line, column, spelling, owners[folded])
        for line, key, name, spellings in raw.rows(table, "key", "name", "spellings")
        for column, cell in (("name", name), ("spellings", spellings))
        for spelling in TABLES[table].column(column).values_of(cell)
        for folded in (squeeze(spelling).casefold(),)
        if owners.setdefault(folded, (key, line))[0] != key
    )
    yield from list_first(shared, lambda found: Problem(
        TABLES[table].file, *found[:3],
        f"is a name of {to_short(found[3][0])!r} too (line {found[3][1]})",
    ))
