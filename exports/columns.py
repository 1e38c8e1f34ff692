"""The columns of a table of remarks, for every format that has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.facet import FACETS, to_facet
from analysis.remarks import Remark
from exports.extract import ANSWER_NAMES, NOTE, Extract

Value = str | int


@dataclass(frozen=True)
class FileColumn:
    """
    Describe one column.

    Attributes:
        title: its heading.
        width: in characters, for a spreadsheet.
        read: gives its value for a remark.
        facet: the facet whose keys it tells; empty for none.
        is_answer: whether it tells what became of a remark.
    """

    title: str
    width: int
    read: Callable[[Extract, Remark], Value]
    facet: str = ""
    is_answer: bool = False


def to_columns(extract: Extract) -> list[FileColumn]:
    """Give the columns, in order: without notes, answers or a facet where there are none."""
    return [column for column in COLUMNS if _is_there(column, extract)]


def to_values(extract: Extract, remark: Remark) -> list[Value]:
    """Give the values of one remark, in the order of the columns."""
    values = (column.read(extract, remark) for column in to_columns(extract))
    # Labels come from an editor's table: they too may hold a name or a bad character.
    return [extract.words(value) if isinstance(value, str) else value for value in values]


def _is_there(column: FileColumn, extract: Extract) -> bool:
    if column.title == NOTE:
        return bool(extract.notes)
    if column.is_answer and (extract.told or not column.facet):
        return bool(extract.told)
    return not column.facet or extract.is_asked(to_facet(column.facet))


def _answer_column(name: str, width: int) -> FileColumn:
    return FileColumn(name, width, lambda extract, remark: extract.answer(remark.remark_id)[name],
                      is_answer=True)


def _reader(facet: str, which: slice = slice(None)) -> Callable[[Extract, Remark], Value]:
    return lambda extract, remark: "; ".join(
        extract.labels.option(facet, key)
        for key in extract.facet_keys(to_facet(facet))[remark.remark_id][which]
    )


_COLUMNS = (
    FileColumn("Nummer", 8, lambda _, remark: remark.remark_id),
    FileColumn("Groep", 10, _reader("groups"), "groups"),
    FileColumn("Sectie", 17, lambda _, remark: remark.section),
    FileColumn("Vraag", 17, lambda _, remark: remark.question),
    FileColumn("Opmerking", 60, lambda _, remark: remark.text),
    FileColumn(NOTE, 24, lambda extract, remark: extract.note(remark.remark_id)),
    FileColumn("Oordeel", 12, _reader("sentiments"), "sentiments"),
    FileColumn("Hoofdthema", 16, _reader("themes", slice(1)), "themes"),
    FileColumn("Andere thema's", 16, _reader("themes", slice(1, None)), "themes"),
    FileColumn("Spreker", 13, _reader("speakers"), "speakers"),
    FileColumn("Genoemde organisaties", 16, _reader("organisations"), "organisations"),
)
_ANSWER_COLUMNS = (
    FileColumn("Antwoord", 14, _reader("statuses"), "statuses", is_answer=True),
    *map(_answer_column, ANSWER_NAMES, (40, 24, 24, 16, 14, 12, 14)),
)
_OWN_PLACE = {"owners", *(column.facet for column in (*_COLUMNS, *_ANSWER_COLUMNS))}
_PLACE_COLUMNS = (
    FileColumn("Regel van", 6, lambda _, remark: remark.line_start),
    FileColumn("Regel tot", 6, lambda _, remark: remark.line_end),
    FileColumn("Antwoord op", 9, lambda _, remark: remark.replies_to),
    FileColumn("Link", 8, lambda extract, remark: extract.remark_link(remark.remark_id)),
)
COLUMNS = (
    *_COLUMNS,
    # A facet that has no place of its own above.
    *(FileColumn(facet.label, 16, _reader(facet.name), facet.name) for facet in FACETS
      if facet.name not in _OWN_PLACE),
    *_ANSWER_COLUMNS,
    *_PLACE_COLUMNS,
)
TEXT_COLUMN = "Opmerking"
SENTIMENT_COLUMN = "Oordeel"
LINK_COLUMN = "Link"
