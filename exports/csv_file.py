"""Remarks as a CSV file that Dutch Excel opens right with a double click."""

from __future__ import annotations

import csv
from io import StringIO

from exports.columns import to_columns, to_values
from exports.extract import Extract
from exports.safe_text import to_formula_safe

# A CSV file has no second sheet: every row says what it was part of.
_ORIGIN = ("Selectie", "Aantal", "Gemaakt op", "Bron", "Link naar de selectie")


def to_csv(extract: Extract) -> bytes:
    """
    Write an extract as CSV: one row per remark, the columns of the Excel file.

    After these come, the same in each row, what was selected, how many that
    gave, when, and from which source. Semicolons and a byte order mark, because
    Excel with Belgian or Dutch settings needs both; line ends as in RFC 4180.
    """
    origin = [
        extract.sentence, extract.count_line, extract.made_on.isoformat(), extract.source_line,
        extract.link_line,
    ]
    lines = StringIO(newline="")
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([*(column.title for column in to_columns(extract)), *_ORIGIN])
    for remark in extract.rows():
        values = [*to_values(extract, remark), *origin]
        writer.writerow([to_formula_safe(str(value)) for value in values])
    return lines.getvalue().encode("utf-8-sig")
