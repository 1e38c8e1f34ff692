"""An extract as a meeting sheet for Word: figures first, then the words by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles
from docx.table import Table, _Cell

from analysis.remarks import Remark
from drawing.palette import LIGHT, to_tone
from drawing.words.sentences import shorten, to_remark_count
from exports.extract import COUNT_MEANING, LANGUAGE, LINK_NAME, NOTE, Extract, can_open
from exports.word.parts import (
    add_field,
    add_link,
    add_row,
    add_style,
    describe_table,
    keep_whole,
    put_style,
    repeat_on_each_page,
    rule_table,
    set_alt_text,
    set_font,
    set_language,
    set_word_version,
    shade,
    to_colour,
)
from follow_up.answer import is_link

FOLLOW_UP = "Antwoord / opvolging"
# Both come with Office; LibreOffice has letters of the same width for them.
SANS, SERIF = "Calibri", "Cambria"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 21.0, 29.7, 2.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
# The figures share what the theme leaves.
THEME_WIDTH, REMARK_WIDTH = 6.0, 11.4
# At the least, so that two lines can be written by hand beside a short remark.
ROOM_TO_WRITE = 1.5
LONGEST_FOOTER = 90
# A picture taller than its page would be cut off.
TALLEST_PICTURE = 24.0
# Word itself says 15 for every version since; the template's 14 shows as "compatibility mode".
WORD_2013_OR_NEWER = "15"
WORDS, QUIET, FIGURE = "Opmerking", "Bijzonderheden", "Cijfer"


def to_docx(extract: Extract, chart_png: bytes | None = None) -> bytes:
    """
    Write an extract as a Word document.

    Args:
        extract: what to write.
        chart_png: picture of positive against missing per theme; left out
            where there is none to be had.

    Returns:
        The bytes of the file. Every remark is in it once, under its main
        theme, beside a cell for an answer: empty where there is none yet.
    """
    document = docx.Document()
    set_up(document, extract)
    document.add_paragraph(extract.title, style="Title")
    add_facts(document, extract)
    document.add_heading("De cijfers", 1)
    _add_theme_table(document, extract)
    if chart_png:
        _add_chart(document, extract, chart_png)
    document.add_heading("De opmerkingen, per hoofdthema", 1)
    _add_remarks(document, extract)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def set_up(document: Document, extract: Extract, footer: str = "") -> None:
    """Give a document its language, page, letters and footer: what was selected, unless told."""
    set_language(document, LANGUAGE)
    set_word_version(document, WORD_2013_OR_NEWER)
    properties = document.core_properties
    properties.title, properties.subject = extract.title[:255], extract.sentence[:255]
    properties.language, properties.author, properties.comments = LANGUAGE, "", ""
    properties.created = properties.modified = datetime.combine(extract.made_on, time())
    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE_WIDTH), Cm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    _set_styles(document.styles)
    _add_footer(section, footer or f"{extract.sentence} — {extract.count_line}")


def _set_styles(styles: Styles) -> None:
    set_font(styles["Normal"], SANS, 10.5, LIGHT.text)
    _space(styles["Normal"], after=4)
    set_font(styles["Title"], SANS, 22, LIGHT.text, bold=True)
    _space(styles["Title"], after=8)
    # The template draws a blue line under the title.
    for border in styles["Title"].element.pPr.xpath("w:pBdr"):
        styles["Title"].element.pPr.remove(border)
    for level, points, before in ((1, 16.0, 18), (2, 13.0, 14)):
        set_font(styles[f"Heading {level}"], SANS, points, LIGHT.accent, bold=True)
        _space(styles[f"Heading {level}"], before=before, after=4)
    for name, font, points, colour, before in (
        (WORDS, SERIF, 11.5, LIGHT.text, 2), (QUIET, SANS, 9.0, LIGHT.quiet, 2),
        (FIGURE, SANS, 10.0, LIGHT.text, 2),
    ):
        style = add_style(styles, name)
        set_font(style, font, points, colour)
        _space(style, before=before, after=2)


def _space(style: ParagraphStyle, before: float = 0, after: float = 0) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _add_footer(section: Section, line: str) -> None:
    paragraph = section.footer.paragraphs[0]
    put_style(paragraph, QUIET)
    paragraph.add_run(shorten(line, LONGEST_FOOTER))
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\tBladzijde ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" van ")
    add_field(paragraph, "NUMPAGES")


def add_facts(document: Document, extract: Extract) -> None:
    """Say what was selected, and how it counts."""
    for name, words in extract.facts():
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        if extract.is_opened(words):
            add_link(paragraph, words, words, LIGHT.accent)
        else:
            paragraph.add_run(words)
    document.add_paragraph(COUNT_MEANING, style=QUIET)


def _add_theme_table(document: Document, extract: Extract) -> None:
    sentiments, counts = extract.sentiments, extract.theme_counts()
    titles = [f"{to_tone(key).sign} {extract.words(extract.labels.sentiment(key))}"
              for key in sentiments]
    table = add_table(document, ["Thema", *titles, "Samen"], "Opmerkingen per thema en oordeel")
    for cell, key in zip(table.rows[0].cells[1:], sentiments, strict=False):
        cell.paragraphs[0].runs[0].font.color.rgb = to_colour(to_tone(key).light)
    columns = ["label", *sentiments, "remark_count"]
    for values in counts[columns].itertuples(index=False, name=None):
        add_figures(table, values)
    per_sentiment = extract.remarks["sentiment"].value_counts()
    totals = [int(per_sentiment.get(key, 0)) for key in sentiments]
    everything: list[str | int] = ["Alle opmerkingen, elk één keer", *totals, len(extract.remarks)]
    add_figures(table, everything, bold=True)
    rest = (TEXT_WIDTH - THEME_WIDTH) / (len(columns) - 1)
    set_widths(table, [THEME_WIDTH] + [rest] * (len(columns) - 1))
    rule_table(table, LIGHT.rule)
    document.add_paragraph(extract.theme_meaning, style=QUIET)


def add_figures(table: Table, values: Sequence[str | int], bold: bool = False) -> None:
    """Add a row of a name and numbers."""
    row = add_row(table)
    for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        put_style(paragraph, FIGURE)
        # A nought says less than the empty place that stands out from it.
        paragraph.add_run(str(value) if value != 0 else "–").bold = bold
        if place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_chart(document: Document, extract: Extract, chart_png: bytes) -> None:
    paragraph = document.add_paragraph()
    picture = paragraph.add_run().add_picture(BytesIO(chart_png), width=Cm(TEXT_WIDTH))
    if picture.height > Cm(TALLEST_PICTURE):
        picture.width = Cm(TEXT_WIDTH * Cm(TALLEST_PICTURE) / picture.height)
        picture.height = Cm(TALLEST_PICTURE)
    set_alt_text(picture, extract.chart_words)


def _add_remarks(document: Document, extract: Extract) -> None:
    document.add_paragraph(
        "Elke opmerking staat er één keer, onder haar hoofdthema, in de woorden van het verslag.",
        style=QUIET,
    ).paragraph_format.keep_with_next = True
    for theme, remarks in _by_main_theme(extract):
        label = extract.words(extract.labels.theme(theme))
        document.add_heading(f"{label} ({to_remark_count(len(remarks))})", 2)
        table = add_table(document, ["Opmerking", FOLLOW_UP], f"Opmerkingen over {label}")
        for remark in remarks:
            row = add_row(table)
            row.height = Cm(ROOM_TO_WRITE)
            fill_remark(row.cells[0], extract, remark)
            fill_answer(row.cells[1], extract, remark)
        set_widths(table, [REMARK_WIDTH, TEXT_WIDTH - REMARK_WIDTH])
        rule_table(table, LIGHT.rule, is_columned=True)


def _by_main_theme(extract: Extract) -> Iterator[tuple[str, list[Remark]]]:
    by_theme: dict[str, list[Remark]] = {}
    for remark in extract.rows():
        by_theme.setdefault(remark.themes[0], []).append(remark)
    for theme in extract.theme_counts()["theme"]:
        if theme in by_theme:
            yield theme, by_theme[theme]


def fill_remark(cell: _Cell, extract: Extract, remark: Remark) -> None:
    """Write the words of a remark, and below them one quiet line about it."""
    words, details = cell.paragraphs[0], cell.add_paragraph()
    put_style(words, WORDS)
    put_style(details, QUIET)
    words.add_run(remark.text)
    tone, labels = to_tone(remark.sentiment), extract.labels
    sentiment = details.add_run(f"{tone.sign} {extract.words(labels.sentiment(remark.sentiment))}")
    sentiment.bold, sentiment.font.color.rgb = True, to_colour(tone.light)
    details.add_run(" · ")
    link = extract.remark_link(remark.remark_id)
    if link:
        add_link(details, remark.remark_id, link, LIGHT.accent)
    else:
        details.add_run(remark.remark_id)
    details.add_run("".join(f" · {part}" for part in _to_details(extract, remark)))
    if note := extract.note(remark.remark_id):
        paragraph = cell.add_paragraph()
        put_style(paragraph, FIGURE)
        paragraph.add_run(f"{NOTE}: ").bold = True
        paragraph.add_run(note)


def fill_answer(cell: _Cell, extract: Extract, remark: Remark) -> None:
    """Write what readers were told; where that is nothing the cell stays empty, to write in."""
    if remark.remark_id not in extract.told:
        return
    status = cell.paragraphs[0]
    put_style(status, FIGURE)
    run = status.add_run(to_status(extract, remark))
    run.bold = True
    run.font.color.rgb = to_colour(to_tone(extract.labels.kind(remark.status)).light)
    for name, words in extract.answer(remark.remark_id).items():
        if words:
            paragraph = cell.add_paragraph()
            put_style(paragraph, QUIET)
            paragraph.add_run(f"{name}: ").bold = True
            if name == LINK_NAME and is_link(words) and can_open(words):
                add_link(paragraph, words, words, LIGHT.accent)
            else:
                paragraph.add_run(words)


def to_status(extract: Extract, remark: Remark) -> str:
    """Write the status of a remark as a sign and a word."""
    labels = extract.labels
    sign = to_tone(labels.kind(remark.status)).sign
    return f"{sign} {extract.words(labels.status(remark.status))}"


def _to_details(extract: Extract, remark: Remark) -> list[str]:
    others = ", ".join(extract.labels.theme(key) for key in remark.themes[1:])
    details = extract.details(remark)
    return [*details, extract.words(f"ook over {others}")] if others else details


def add_table(document: Document, titles: Sequence[str], name: str) -> Table:
    """Add a table with a head that stays, and a name for who does not see it."""
    table = document.add_table(rows=1, cols=len(titles))
    table.autofit = False
    describe_table(table, name)
    row = table.rows[0]
    repeat_on_each_page(row)
    keep_whole(row)
    for place, (cell, title) in enumerate(zip(row.cells, titles, strict=True)):
        paragraph = cell.paragraphs[0]
        put_style(paragraph, FIGURE)
        paragraph.add_run(title).bold = True
        # A heading alone at the foot of a page helps no one.
        paragraph.paragraph_format.keep_with_next = True
        if place and len(titles) > 2:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shade(cell, LIGHT.panel)
    return table


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Set the columns of a table, in centimetres."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
