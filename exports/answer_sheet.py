"""Remarks as a sheet of Excel in which a service fills in answers (follow_up.worksheet)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from analysis.remarks import Remark
from drawing.palette import LIGHT
from exports.excel import LETTERS_PER_WIDTH, LINE_HEIGHT, Book, fit, to_height, write_facts
from exports.extract import Extract
from follow_up.current import to_fingerprint, to_kinds
from follow_up.worksheet import (
    FIELD_HEADS,
    GUIDE_SHEET,
    HEADS,
    READ_HEADS,
    SENTIMENT,
    STAMP,
    WORK_SHEET,
    Stamp,
    to_mark,
)
from loaders.schema import OPEN

_WIDTHS = dict(zip(HEADS, (8, 50, 12, 11, 16, 15, 45, 30, 30, 20, 18, 12, 18, 1), strict=True))
_RULE = {"text_wrap": True, "bottom": 1, "bottom_color": LIGHT.rule}
_HOW = (
    ("Hoe het werkt", "Eén rij is één opmerking. Vul de witte kolommen in op het blad Antwoorden, "
     "bewaar, en laad het bestand op via de pagina Beantwoorden. Wat u niet wijzigt, blijft zoals "
     "het is."),
    ("Zelfde antwoord", "Rijen die precies dezelfde woorden krijgen, worden samen één antwoord."),
    ("Niet wijzigen", "De namen van de kolommen, de grijze kolommen en de bladen. Formules en "
     "macro's worden geweigerd."),
    ("Wat nodig is", "Niet opgenomen: een reden. Opgenomen: waar, met de woorden en een link. In "
     "behandeling: de dienst, en tegen wanneer."),
    ("Daarna", "Ziet u eerst per rij wat er zou gebeuren. Antwoordde iemand anders intussen, dan "
     "blijft dat staan. Wat bewaard wordt, is een ontwerp: lezers zien het pas na publicatie."),
)


def to_answer_sheet(extract: Extract, answers: pd.DataFrame) -> bytes:
    """
    Write remarks with their answers, and room for those that have none.

    For editors: drafts stand in it too.

    Args:
        extract: the remarks, in the order of the screen.
        answers: rows of :meth:`follow_up.answers.FollowUp.answers`, drafts too.

    Returns:
        The bytes of a file that :func:`follow_up.worksheet.save_sheet` reads back.
    """
    file = BytesIO()
    book = Book(file, extract)
    sheet = book.sheet(WORK_SHEET)
    statuses = _write_guide(book)
    _write_lines(book, sheet, _to_lines(extract, answers))
    _ask_status(sheet, statuses, len(extract.remarks))
    _lock(sheet, len(extract.remarks))
    book.workbook.close()
    return file.getvalue()


def _to_lines(extract: Extract, answers: pd.DataFrame) -> list[tuple[Remark, dict[str, Any]]]:
    rows = {key: row for row in answers.to_dict("records") for key in row["current_remark_ids"]}
    kinds = to_kinds(extract.dataset)
    nothing_yet = {"answer_id": "", "version": 0, **dict.fromkeys(FIELD_HEADS, ""),
                   "status": next((key for key, kind in kinds.items() if kind == OPEN), "")}
    return [(remark, rows.get(remark.remark_id, nothing_yet)) for remark in extract.rows()]


def _write_lines(
    book: Book, sheet: Worksheet, lines: list[tuple[Remark, dict[str, Any]]]
) -> None:
    labels = book.extract.labels
    prints = {key: to_fingerprint(words) for key, words in zip(
        book.extract.dataset.remarks["remark_id"], book.extract.dataset.remarks["text"],
        strict=True)}
    for place, head in enumerate(HEADS):
        is_hidden = {"hidden": True} if head == STAMP else {}
        sheet.set_column(place, place, _WIDTHS[head], None, is_hidden)
        book.put(sheet, 0, place, head, book.head())
    sheet.set_row(0, 2.2 * LINE_HEIGHT)
    for row, (remark, answer) in enumerate(lines, start=1):
        read = (remark.remark_id, remark.text, labels.group(remark.group),
                labels.sentiment(remark.sentiment),
                "; ".join(labels.theme(key) for key in remark.themes))
        cells = {name: _to_cell(book.extract, name, str(answer[name])) for name in FIELD_HEADS}
        stamp = Stamp(answer["answer_id"], answer["version"], prints[remark.remark_id],
                      tuple(map(to_mark, cells.values())))
        values = (*read, *cells.values(), str(stamp))
        sheet.set_row(row, to_height(
            (value, int(_WIDTHS[head] * LETTERS_PER_WIDTH))
            for head, value in zip(HEADS[:-1], values[:-1], strict=True)))
        for place, (head, value) in enumerate(zip(HEADS, values, strict=True)):
            _write_cell(book, sheet, (row, place), head, value, remark.sentiment)


def _to_cell(extract: Extract, name: str, words: str) -> str:
    """Give the words that come back when the cell is read: as the file will hold them."""
    if name == "status":
        words = extract.labels.coded("status", words)
    return fit(extract.words(words.replace("\r\n", "\n").replace("\r", "\n")))


def _write_cell(
    book: Book, sheet: Worksheet, cell: tuple[int, int], head: str, value: str, sentiment: str
) -> None:
    if head in READ_HEADS:
        grey: Mapping[str, object] = {"bg_color": LIGHT.panel, "quote_prefix": True, **_RULE}
        style = book.tone(sentiment, **grey) if head == SENTIMENT else book.style(**grey)
        book.put(sheet, *cell, value, style)
    elif head == FIELD_HEADS["due"]:
        # A day that someone types becomes one for Excel too.
        style = book.style(locked=False, num_format="d/mm/yyyy", align="left", **_RULE)
        if value and (day := _to_day(value)):
            sheet.write_datetime(*cell, day, style)
        else:
            book.put(sheet, *cell, value, style)
    else:
        # As text: what is typed there is never computed.
        book.put(sheet, *cell, value, book.style(
            locked=head == STAMP, num_format="@", quote_prefix=True, **_RULE))


def _to_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _write_guide(book: Book) -> tuple[int, int]:
    """Say how to fill it in, and list the statuses; give their first and last row."""
    sheet, labels = book.sheet(GUIDE_SHEET), book.extract.labels
    for place, width in enumerate((14, 34, 84)):
        sheet.set_column(place, place, width)
    book.put(sheet, 0, 0, book.extract.title, book.style(bold=True, font_size=14))
    first = write_facts(book, sheet, [*_HOW, *book.extract.facts()]) + 2
    for place, title in enumerate(("", "Status", "Betekenis")):
        book.put(sheet, first - 1, place, title, book.head())
    keys = [*to_kinds(book.extract.dataset)]
    for row, key in enumerate(keys, start=first):
        book.put(sheet, row, 1, labels.coded("status", key), book.style(text_wrap=True))
        book.put(sheet, row, 2, labels.definition("status", key), book.style(text_wrap=True))
    sheet.protect()
    return first, first + len(keys) - 1


def _ask_status(sheet: Worksheet, statuses: tuple[int, int], count: int) -> None:
    place = HEADS.index(FIELD_HEADS["status"])
    first, last = (number + 1 for number in statuses)
    sheet.data_validation(1, place, count, place, {
        "validate": "list", "source": f"={GUIDE_SHEET}!$B${first}:$B${last}",
        "error_title": "Status", "error_message": "Kies een status uit de lijst.",
    })


def _lock(sheet: Worksheet, count: int) -> None:
    sheet.autofilter(0, 0, count, len(HEADS) - 2)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    # Without a password: it keeps mistakes out, and no one.
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True,
                       "format_rows": True})
