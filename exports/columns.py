"""
The columns of a table of remarks, for every format that has one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.remarks import Remark
from exports.extract import NOTE, Extract

Value = str | int


@dataclass(frozen=True)
class Column:
    """
    Describe one column.

    Attributes:
        title: its heading.
        width: in characters, for a spreadsheet.
        read: gives its value for a remark.
    """

    title: str
    width: int
    read: Callable[[Extract, Remark], Value]


def to_columns(extract: Extract) -> list[Column]:
    """Give the columns, in order; notes stand beside the words, and only where there are any."""
    return [column for column in COLUMNS if column.title != NOTE or extract.notes]


def to_values(extract: Extract, remark: Remark) -> list[Value]:
    """Give the values of one remark, in the order of the columns."""
    values = (column.read(extract, remark) for column in to_columns(extract))
    # Labels come from an editor's table: they too may hold a name or a bad character.
    return [extract.words(value) if isinstance(value, str) else value for value in values]


def _speaker(extract: Extract, remark: Remark) -> str:
    return extract.labels.speaker(remark.speaker) if remark.speaker else ""


def _themes(extract: Extract, keys: tuple[str, ...]) -> str:
    return "; ".join(extract.labels.theme(key) for key in keys)


COLUMNS = (
    Column("Nummer", 8, lambda _, remark: remark.remark_id),
    Column("Groep", 10, lambda extract, remark: extract.labels.group(remark.group)),
    Column("Sectie", 17, lambda _, remark: remark.section),
    Column("Vraag", 17, lambda _, remark: remark.question),
    Column("Opmerking", 60, lambda _, remark: remark.text),
    Column(NOTE, 24, lambda extract, remark: extract.note(remark.remark_id)),
    Column("Oordeel", 12, lambda extract, remark: extract.labels.sentiment(remark.sentiment)),
    Column("Hoofdthema", 16, lambda extract, remark: _themes(extract, remark.themes[:1])),
    Column("Andere thema's", 16, lambda extract, remark: _themes(extract, remark.themes[1:])),
    Column("Spreker", 13, _speaker),
    Column("Genoemde organisaties", 16, lambda extract, remark: "; ".join(
        extract.labels.organisation(key) for key in remark.organisations)),
    Column("Regel van", 6, lambda _, remark: remark.line_start),
    Column("Regel tot", 6, lambda _, remark: remark.line_end),
    Column("Antwoord op", 9, lambda _, remark: remark.replies_to),
    Column("Link", 8, lambda extract, remark: extract.remark_link(remark.remark_id)),
)
TEXT_COLUMN = "Opmerking"
SENTIMENT_COLUMN = "Oordeel"
LINK_COLUMN = "Link"
