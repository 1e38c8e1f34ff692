"""The memorandum of answers (nota van antwoord) as an Excel workbook."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter.worksheet import Worksheet

from drawing.palette import LIGHT, to_tone
from exports.columns import FileColumn
from exports.excel import LETTERS_PER_WIDTH, LINE_HEIGHT, Book, to_height, write_selection
from exports.extract import ANSWER_NAMES
from exports.replies import VOICES_MEANING, Replies

NOTA_SHEET, PROGRESS_SHEET = "Nota van antwoord", "Hoever staat het"
_STATUS = "Wat ermee gebeurt"
_READ = (
    FileColumn("Nummer", 8, lambda _, remark: remark.remark_id),
    FileColumn("Groep", 12, lambda extract, remark: extract.labels.group(remark.group)),
    FileColumn("Opmerking", 55, lambda _, remark: remark.text),
    FileColumn("Hoofdthema", 16, lambda extract, remark: extract.labels.theme(remark.themes[0])),
    FileColumn("Spreker", 14, lambda extract, remark: extract.labels.speaker(remark.speaker)),
    FileColumn("Regel van", 6, lambda _, remark: remark.line_start),
    FileColumn("Regel tot", 6, lambda _, remark: remark.line_end),
)
_WIDTHS = (*(column.width for column in _READ), 16, 45, 30, 30, 20, 16, 16, 16)


def to_nota_xlsx(replies: Replies) -> bytes:
    """
    Write every remark that asks for something, with its answer or as open, for Excel.

    Returns:
        The bytes of a file with three sheets: one row per remark in the order of the
        report, the counts, and what was selected. No cell is a formula.
    """
    file = BytesIO()
    book = Book(file, replies.extract)
    _write_rows(book, book.sheet(NOTA_SHEET), replies)
    _write_counts(book, book.sheet(PROGRESS_SHEET), replies)
    write_selection(book)
    book.workbook.close()
    return file.getvalue()


def _write_rows(book: Book, sheet: Worksheet, replies: Replies) -> None:
    extract = replies.extract
    heads = (*(column.title for column in _READ), _STATUS, *ANSWER_NAMES)
    for place, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        book.put(sheet, 0, place, head, book.head())
    sheet.set_row(0, 2.2 * LINE_HEIGHT)
    rule = {"text_wrap": True, "bottom": 1, "bottom_color": LIGHT.rule}
    for row, remark in enumerate(replies.asking, start=1):
        values = [*(column.read(extract, remark) for column in _READ),
                  extract.words(extract.labels.status(remark.status)),
                  *extract.answer(remark.remark_id).values()]
        sheet.set_row(row, to_height(
            (value, int(width * LETTERS_PER_WIDTH))
            for value, width in zip(values, _WIDTHS, strict=True)))
        tone = to_tone(replies.kind(remark))
        for place, value in enumerate(values):
            style = {"font_color": tone.light, "bold": True, "num_format": f'"{tone.sign} "@'}
            book.put(sheet, row, place, value, book.style(
                quote_prefix=True, **rule, **(style if place == len(_READ) else {})))
    sheet.autofilter(0, 0, len(replies.asking), len(heads) - 1)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _write_counts(book: Book, sheet: Worksheet, replies: Replies) -> None:
    for place, width in enumerate((34, 14, 14)):
        sheet.set_column(place, place, width)
    book.put(sheet, 0, 0, replies.asking_line, book.style(bold=True, font_size=12))
    for place, title in enumerate((_STATUS, "Opmerkingen", "Stemmen")):
        book.put(sheet, 2, place, title, book.head())
    for row, (word, *numbers) in enumerate(replies.counts, start=3):
        book.put(sheet, row, 0, word, book.style())
        for place, number in enumerate(numbers, start=1):
            book.put(sheet, row, place, number, book.style())
    book.put(sheet, 4 + len(replies.counts), 0, VOICES_MEANING, book.style(font_color=LIGHT.quiet))
