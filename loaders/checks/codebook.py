"""What the codebook must hold, and what may stand where it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from loaders.problems import MOST_LISTED, Problem, list_first, to_guess, to_short
from loaders.raw import RawColumn, RawFolder, RawTable, find_repeated
from loaders.schema import CODEBOOK_FIELDS, NEEDED_KEYS, OPEN, STATUS_KINDS, TABLES


def check_codebook_rows(raw: RawFolder) -> Iterator[Problem]:
    """Report codebook fields that no column uses, and keys or labels given twice in a field."""
    if not raw.has("codebook", "field"):
        return
    codebook = raw.tables["codebook"]
    yield from codebook.column("field").wrong_values(
        lambda field: field not in CODEBOOK_FIELDS,
        lambda field: f"belongs to no column; {to_guess(field, CODEBOOK_FIELDS)}",
    )
    for name in ("key", "label", "order"):
        yield from _find_doubled(codebook, name)


def _find_doubled(codebook: RawTable, name: str) -> Iterator[Problem]:
    # Under another field, the same key is another key.
    rows = ((line, (value, field)) for line, value, field in codebook.rows(name, "field") if value)
    yield from list_first(find_repeated(rows), lambda row: codebook.column(name).problem(
        row[0], row[1][0],
        f"stands in line {row[2]} already, for the same field {to_short(row[1][1])!r}",
    ))


def check_needed_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report keys that the screens cannot do without."""
    if not raw.has("codebook", "field", "key"):
        return
    given = {(field, key) for _, field, key in raw.rows("codebook", "field", "key")}
    for field, keys in NEEDED_KEYS.items():
        for key in keys:
            if (field, key) not in given:
                yield Problem(
                    TABLES["codebook"].file, 0, "key", key,
                    f"needs a row under {field!r}: the screens compare {' with '.join(keys)}",
                )


def check_status_kinds(raw: RawFolder) -> Iterator[Problem]:
    """Report statuses of no known kind, kinds of what is no status, and no status that is open."""
    rows = [row for row in raw.rows("codebook", "field", "kind") if row[1] == "status" or row[2]]
    if not rows or not raw.has("codebook", "field"):
        return
    column = raw.tables["codebook"].column("kind")
    for line, field, kind in rows:
        if field != "status":
            yield column.problem(line, kind, "is for rows under 'status' only")
        elif kind not in STATUS_KINDS:
            yield column.problem(line, kind, f"is no kind; {to_guess(kind, STATUS_KINDS)}")
    if OPEN not in {kind for _, _, kind in rows}:
        yield Problem(TABLES["codebook"].file, 0, "kind", OPEN,
                      "needs a row under 'status': what has no answer yet")


def check_coded_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report keys that the codebook does not have for their column."""
    if not raw.has("codebook", "field", "key"):
        return
    # By field: each key, with the Dutch word that someone may have written for it.
    allowed: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, field, key, label in raw.rows("codebook", "field", "key", "label"):
        allowed[field][key] = label
    for column in raw.columns():
        if column.rule.codebook:
            yield from _find_unknown(column, allowed[column.rule.codebook])


def _find_unknown(column: RawColumn, allowed: Mapping[str, str]) -> Iterator[Problem]:
    labels = {label: key for key, label in allowed.items()}
    return column.wrong_values(
        lambda key: key not in allowed,
        lambda key: f"is not in codebook.csv under {column.rule.codebook!r}; "
                    f"{to_guess(key, allowed, labels)}",
        MOST_LISTED if allowed else 1,
    )
