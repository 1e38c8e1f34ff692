"""An extract as an Excel workbook: the remarks, the selection with the codebook, the counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from math import ceil
from textwrap import wrap

import pandas as pd
import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.counts import list_keys
from analysis.sides import Sides
from drawing.palette import LIGHT, to_tone
from drawing.words.sentences import shorten, to_inline, to_list
from drawing.words.sides import to_chart_title
from exports.columns import (
    LINK_COLUMN,
    SENTIMENT_COLUMN,
    TEXT_COLUMN,
    FileColumn,
    to_columns,
    to_values,
)
from exports.extract import COUNT_MEANING, LANGUAGE, NOTE, Extract
from loaders.workbook import LONGEST_CELL

REMARKS_SHEET, SELECTION_SHEET, COUNTS_SHEET = "Opmerkingen", "Selectie", "Thema × oordeel"
CUT_SHORT = " … [ingekort: een cel van Excel houdt niet meer letters]"
LONGEST_HEADER = 255
VOICE_MEANING = (
    "Delen: hoeveel delen van een bijeenkomst. "
    "Een stem is een spreker die het verslag noemt, of anders de groep."
)
A4 = 9
# In points. LibreOffice fits no row to wrapped words unless told; Excel takes no more than 409.
LINE_HEIGHT, TALLEST_ROW = 14.0, 409.0
# Small letters in a column of width 1, in the usual font; better too few than a line hidden.
LETTERS_PER_WIDTH = 1.15
# Two rows of pixels for each bar of the chart, and its title and axis.
BAR_PIXELS, REST_OF_CHART_PIXELS, ROW_PIXELS = 30, 150, 20


def to_xlsx(extract: Extract) -> bytes:
    """
    Write an extract as an Excel workbook.

    Returns:
        The bytes of a file with three sheets. No cell is a formula.
    """
    file = BytesIO()
    book = Book(file, extract)
    _write_remarks(book)
    write_selection(book)
    _write_counts(book)
    book.workbook.close()
    return file.getvalue()


class Book:
    """A workbook under construction, with its formats."""

    def __init__(self, file: BytesIO, extract: Extract) -> None:
        self.extract = extract
        self.workbook = xlsxwriter.Workbook(file, {
            "in_memory": True,
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        })
        self.workbook.set_properties({
            "title": extract.title, "subject": extract.sentence,
            "comments": f"{extract.count_line}. {extract.source_line}",
            "created": datetime.combine(extract.made_on, time()),
        })
        # Excel takes the language of its reader; this tells programs that ask.
        self.workbook.set_custom_property("Taal", LANGUAGE)
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def style(self, **properties: object) -> Format:
        """Give a format, the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            usual = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
            self._formats[key] = self.workbook.add_format({**usual, **properties})
        return self._formats[key]

    def head(self, **properties: object) -> Format:
        """Give the format of a heading of a column."""
        return self.style(bold=True, bg_color=LIGHT.panel, bottom=1, bottom_color=LIGHT.quiet,
                          text_wrap=True, valign="bottom", **properties)

    def tone(self, sentiment: str, **properties: object) -> Format:
        """Give the format of a sentiment: its colour, and its sign before the word."""
        tone = to_tone(sentiment)
        # A format of numbers, so that a filter and a reader find the bare word.
        return self.style(font_color=tone.light, bold=True, num_format=f'"{tone.sign} "@',
                          **properties)

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4, with what was selected above each page."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        # "&" starts a command there.
        line = f"{self.extract.sentence} — {self.extract.count_line}".replace("&", "&&")
        sheet.set_header(f"&L&9{shorten(line, LONGEST_HEADER - 10)}")
        sheet.set_footer(f"&L&9{self.extract.date_line}&R&9Bladzijde &P van &N")
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: str | int, style: Format) -> None:
        """Write one value: a number as a number, words as words and never as anything else."""
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif not value:
            # An empty text is no empty cell: a filter on "(Leeg)" would not find it.
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_string(row, column, fit(self.extract.words(value)), style)


def _write_remarks(book: Book) -> None:
    sheet, remarks = book.sheet(REMARKS_SHEET), book.extract.rows()
    columns = to_columns(book.extract)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        book.put(sheet, 0, place, column.title, book.head())
    sheet.set_row(0, 2.2 * LINE_HEIGHT)
    # All but the link, which shows as one word.
    widths = [_letters(column) for column in columns[:-1]]
    for row, remark in enumerate(remarks, start=1):
        values = to_values(book.extract, remark)
        sheet.set_row(row, to_height(zip(values[:-1], widths, strict=True)))
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            _write_value(book, sheet, (row, place), column, value, remark.sentiment)
    sheet.autofilter(0, 0, len(remarks), len(columns) - 1)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _letters(column: FileColumn) -> int:
    # The words are set in a larger, wider letter than the rest.
    is_text = column.title == TEXT_COLUMN
    return column.width - 2 if is_text else int(column.width * LETTERS_PER_WIDTH)


def _write_value(
    book: Book, sheet: Worksheet, cell: tuple[int, int], column: FileColumn, value: str | int,
    sentiment: str,
) -> None:
    title = column.title
    rule = {"text_wrap": True, "bottom": 1, "bottom_color": LIGHT.rule}
    if title == LINK_COLUMN:
        link = book.style(font_color=LIGHT.accent, underline=1, **rule)
        if value:
            sheet.write_url(*cell, value, link, string="openen", tip="Open in het dashboard")
        else:
            book.put(sheet, *cell, value, link)
    elif title == SENTIMENT_COLUMN:
        book.put(sheet, *cell, value, book.tone(sentiment, **rule))
    elif title == TEXT_COLUMN:
        # Words that look like a formula stay words when someone edits the cell.
        words = book.style(font_name="Cambria", font_size=11, quote_prefix=True, **rule)
        book.put(sheet, *cell, value, words)
    elif title == NOTE or column.is_answer:
        book.put(sheet, *cell, value, book.style(quote_prefix=True, **rule))
    elif isinstance(value, int):
        book.put(sheet, *cell, value, book.style(align="center", **rule))
    else:
        book.put(sheet, *cell, value, book.style(**rule))


def write_selection(book: Book) -> None:
    """Add the sheet that says what was selected, with the codebook."""
    sheet, extract = book.sheet(SELECTION_SHEET), book.extract
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 84)
    book.put(sheet, 0, 0, extract.title, book.style(bold=True, font_size=14))
    row = write_facts(book, sheet, [
        *extract.facts(), ("Een getal", COUNT_MEANING), ("Thema's", extract.theme_meaning),
    ])
    _write_codebook(book, sheet, row + 1)


def write_facts(book: Book, sheet: Worksheet, facts: Iterable[tuple[str, str]]) -> int:
    """Write names with their words below the title, over columns 1 and 2; give the next row."""
    row = 2
    for row, (name, words) in enumerate(facts, start=2):
        book.put(sheet, row, 0, name, book.style(bold=True))
        if book.extract.is_opened(words):
            sheet.write_url(row, 1, words, book.style(font_color=LIGHT.accent, underline=1))
        else:
            _write_across(book, sheet, (row, 1, 2), 34 + 84, words)
    return row + 1


def _write_across(
    book: Book, sheet: Worksheet, place: tuple[int, int, int], width: int, words: str,
    **properties: object,
) -> None:
    """Write words over several columns: row, first and last column; their width together."""
    row, first, last = place
    style = book.style(text_wrap=True, **properties)
    sheet.merge_range(row, first, row, last, "", style)
    book.put(sheet, row, first, words, style)
    sheet.set_row(row, to_height([(words, int(width * LETTERS_PER_WIDTH))]))


def _write_codebook(book: Book, sheet: Worksheet, row: int) -> None:
    for place, title in enumerate(("Codeboek", "Woord", "Betekenis")):
        book.put(sheet, row, place, title, book.head())
    codebook, labels = book.extract.dataset.codebook, book.extract.labels
    wrapped = book.style(text_wrap=True)
    for field, name in (("sentiment", "Oordeel"), ("theme", "Thema")):
        for key in list_keys(codebook, field):
            row += 1
            word = book.tone(key, text_wrap=True) if field == "sentiment" else wrapped
            book.put(sheet, row, 0, name, wrapped)
            book.put(sheet, row, 1, labels.coded(field, key), word)
            definition = labels.definition(field, key)
            book.put(sheet, row, 2, definition, wrapped)
            sheet.set_row(row, to_height([(definition, int(84 * LETTERS_PER_WIDTH))]))


def _write_counts(book: Book) -> None:
    sheet, extract = book.sheet(COUNTS_SHEET), book.extract
    counts = extract.theme_counts()
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, len(extract.sentiments) + 3, 12)
    book.put(sheet, 0, 0, "Thema en oordeel", book.style(bold=True, font_size=14))
    # Wrapped: a long selection would be cut off at the edge of the table.
    last = len(extract.sentiments) + 3
    _write_across(book, sheet, (1, 0, last), 38 + 12 * last,
                  f"{extract.sentence} — {extract.count_line}. {extract.chart_meaning}",
                  font_color=LIGHT.quiet)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    _write_count_table(book, sheet, counts, first=3)
    if extract.sides.shown:
        _write_chart(book, sheet, counts, first=3)


def _write_count_table(book: Book, sheet: Worksheet, counts: pd.DataFrame, first: int) -> None:
    extract = book.extract
    book.put(sheet, first, 0, "Thema", book.head())
    for place, key in enumerate(extract.sentiments, start=1):
        tone = to_tone(key)
        book.put(sheet, first, place, extract.labels.sentiment(key),
                 book.head(font_color=tone.light, num_format=f'"{tone.sign} "@', align="right"))
    others = (("remark_count", "Opmerkingen"), ("group_count", "Delen"),
              ("voice_count", "Stemmen"))
    for place, (_, title) in enumerate(others, start=len(extract.sentiments) + 1):
        book.put(sheet, first, place, title, book.head(align="right"))
    columns = [*extract.sentiments, *(name for name, _ in others)]
    for row, (label, *numbers) in enumerate(
        counts[["label", *columns]].itertuples(index=False, name=None), start=first + 1
    ):
        book.put(sheet, row, 0, label, book.style(valign="vcenter"))
        for place, number in enumerate(numbers, start=1):
            book.put(sheet, row, place, int(number), book.style(valign="vcenter"))
    last = first + len(counts)
    sheet.freeze_panes(first + 1, 1)
    book.put(sheet, last + 2, 0, VOICE_MEANING, book.style(font_color=LIGHT.quiet))


def _write_chart(book: Book, sheet: Worksheet, counts: pd.DataFrame, first: int) -> None:
    extract = book.extract
    last, left = first + len(counts), len(extract.sentiments) + 6
    sides = extract.sides
    subtype = {"subtype": "stacked"} if sides.is_stacked else {}
    chart = book.workbook.add_chart({"type": "bar", **subtype})
    for place, key in enumerate(sides.shown, start=left):
        tone, name = to_tone(key), f"{to_tone(key).sign} {extract.sentiment(key)}"
        side = -1 if key in sides.left else 1
        note = book.style(font_color=LIGHT.quiet, num_format="0;0;0")
        book.put(sheet, first, place, name, book.head(font_color=LIGHT.quiet, align="right"))
        for row, count in enumerate(counts[key], start=first + 1):
            book.put(sheet, row, place, side * int(count), note)
        chart.add_series({
            "name": name,
            "categories": [COUNTS_SHEET, first + 1, 0, last, 0],
            "values": [COUNTS_SHEET, first + 1, place, last, place],
            "fill": {"color": tone.light},
            # A bar to the left holds a number below zero, which its label does not show. A
            # number within a bar has no room for a sign.
            "data_labels": {"value": True, **(
                {"num_format": "0;0;;", "font": {"color": "#FFFFFF", "size": 10}}
                if sides.is_stacked else
                {"num_format": f'"{tone.sign} "0;"{tone.sign} "0;;',
                 "font": {"color": tone.light, "size": 10}}
            )},
            "gap": 45, "overlap": 100,
        })
    sheet.set_column(left, left + len(sides.shown) - 1, 12)
    to_the_left = to_list([to_inline(extract.sentiment(key)) for key in sides.left])
    below = f" ({to_the_left} naar links, dus onder nul)" if sides.left else ""
    book.put(sheet, first - 1, left, f"Cijfers van de grafiek{below}",
             book.style(font_color=LIGHT.quiet))
    height = REST_OF_CHART_PIXELS + BAR_PIXELS * len(counts)
    _style_chart(chart, counts, extract, height)
    sheet.insert_chart(last + 4, 0, chart, {
        "object_position": 1, "description": extract.chart_words,
    })
    # The numbers of the chart stand beside the table for Excel, not for paper.
    sheet.print_area(0, 0, last + 5 + ceil(height / ROW_PIXELS), left - 3)


def _style_chart(chart: Chart, counts: pd.DataFrame, extract: Extract, height: int) -> None:
    sides = extract.sides
    reach = sides.to_longest(counts[list(sides.shown)].to_numpy().tolist()) * 1.25
    font = {"name": "Calibri", "size": 10}
    chart.set_title({"name": to_chart_title(sides, extract.sentiment), "overlay": False,
                     "name_font": {"name": "Calibri", "size": 14, "bold": True}})
    chart.set_x_axis({
        "name": _to_axis_name(sides, extract),
        "name_font": {**font, "bold": False, "color": LIGHT.quiet},
        "min": -reach if sides.left else 0, "max": reach if sides.right else 0,
        "visible": True, "num_format": ";;;",
        "major_gridlines": {"visible": False}, "line": {"none": True},
        "major_tick_mark": "none", "minor_tick_mark": "none",
    })
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": font,
                      "major_tick_mark": "none", "line": {"color": LIGHT.quiet}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 920, "height": height})
    chart.set_chartarea({"border": {"none": True}})


def _to_axis_name(sides: Sides, extract: Extract) -> str:
    left, right = (
        to_list([f"{to_inline(extract.sentiment(key))} ({to_tone(key).sign})" for key in keys])
        for keys in (sides.left, sides.right)
    )
    return "   ".join(filter(None, (
        left and f"← {left}", "aantal opmerkingen", right and f"{right} →")))


def to_height(cells: Iterable[tuple[str | int, int]]) -> float:
    """Say how tall a row must be for words in so many letters a line, in points."""
    lines = max(len(wrap(str(value), width)) for value, width in cells)
    return min(LINE_HEIGHT * max(lines, 1) + 4, TALLEST_ROW)


def fit(text: str) -> str:
    """Cut what a cell can't hold, and say so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT_SHORT)] + CUT_SHORT
