"""
An extract as slides for PowerPoint: the deck of the presentation mode, to edit.

Titles and quotations are real placeholders, charts are native charts, so that the
outline, a screen reader and a colleague with a mouse all find what they look for.
No text is under 18 points. PowerPoint measures text only when it opens a file, so
heights are estimated here, on the safe side; a quotation for which there is no room
goes on on a further slide. It is never shrunk and never shortened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from io import BytesIO
from typing import cast

import pandas as pd
import pptx
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Sheet
from pptx.slide import SlideLayout, SlideMaster
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.exports.extract import (
    COUNT_MEANING,
    LANGUAGE,
    EmptyExtractError,
    Extract,
    to_chart_words,
)
from analysis.markup import Remark
from analysis.palette import LIGHT, MISSING, POSITIVE, to_tone
from analysis.slides import Slide
from analysis.wording import to_lines, to_remark_count

# All measures are points: 13.333 by 7.5 inches.
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 45.0
TEXT_WIDTH = WIDTH - 2 * MARGIN
# From the left, from the top, width, height.
TITLE_BOX = (MARGIN, 22.0, TEXT_WIDTH, 76.0)
BODY_BOX = (MARGIN, 108.0, TEXT_WIDTH, 374.0)
FOOTER_BOX = (MARGIN, 496.0, TEXT_WIDTH - 100, 28.0)
NUMBER_BOX = (WIDTH - MARGIN - 90, 496.0, 90.0, 28.0)
FIRST_TITLE_BOX = (MARGIN, 56.0, TEXT_WIDTH, 150.0)
FIRST_BODY_BOX = (MARGIN, 226.0, TEXT_WIDTH, 262.0)
SMALL, TEXT, HEADING, FIRST_HEADING, FIGURE = 18.0, 24.0, 28.0, 40.0, 115.0
# A quotation is written as large as fits; at the least the last of these.
QUOTE_SIZES = (32.0, 28.0, TEXT)
SERIF = "Cambria"
# Height of a line, in letters: Calibri needs 1.22, Cambria 1.17.
LEADING, QUOTE_SPACING = 1.22, 1.1
META_GAP, QUOTE_GAP = 4.0, 20.0
MOST_TITLE_LINES, MOST_META_LINES = 2, 2
CHART_HEAD, CHART_ROW = 30.0, 48.0
# Room beside the longest bar for its number, as a part of that bar.
ROOM_FOR_NUMBER = 0.3
LABEL_SHARE = 0.45
# PowerPoint calls a file with a longer address damaged.
LONGEST_ADDRESS = 2000
CHART_TITLE = "Wat ontbreekt er, en wat is positief?"
LONE_TITLE = "Wat maar één groep aanbracht"
CLOSING_TITLE = "Lees zelf verder"
LAYOUTS = {"Title Slide": "Titeldia", "Title and Content": "Titel en tekst",
           "Title Only": "Alleen titel"}

# Widths of letters, in letter heights: the widest of Calibri, bold too, and Cambria.
_LETTER_WIDTHS = {
    **dict.fromkeys(" '.,:;’·`ijl", 0.28),
    **dict.fromkeys("ftrI()[]{}|!-J\"“”", 0.40),
    **dict.fromkeys("cszeéëèêL/\\?S*^_", 0.48),
    **dict.fromkeys("mwMW%@&—…", 0.91),
    **dict.fromkeys("ABCDGHKNOPQRUVXY#~€+<=>○", 0.68),
}
_OTHER_LETTER, _FOREIGN_LETTER = 0.56, 1.05


@dataclass(frozen=True)
class _Part:
    """A remark on a slide, or one part of a long one: which part, of how many, from 1."""

    remark: Remark
    text: str
    number: int = 1
    count: int = 1


@dataclass(frozen=True)
class _Page:
    """A slide of the deck as it fits on paper: its title, and its quotations at one size."""

    slide: Slide
    title: str
    parts: tuple[_Part, ...] = ()
    points: float = TEXT


@dataclass(frozen=True)
class _Run:
    """Words of one look; what is left out is as the slide master has it."""

    text: str
    points: float = SMALL
    colour: str = ""
    bold: bool = False
    font: str = ""
    link: str = ""


@dataclass(frozen=True)
class _Line:
    """A paragraph: its words, the room above it, and its lines' height as a factor."""

    runs: list[_Run] = field(default_factory=list)
    before: float = 0.0
    spacing: float = 1.0


def to_pptx(extract: Extract, deck: Sequence[Slide]) -> bytes:
    """
    Write a deck as a PowerPoint file.

    Args:
        extract: what the deck is about; hides names where the screen does.
        deck: the slides of the presentation mode, of the same selection.

    Returns:
        The bytes of the file. Its slides follow the deck; a slide whose
        quotations do not fit becomes more than one. The speaker notes hold the
        ids of the remarks, and their links.

    Raises:
        EmptyExtractError: where the deck holds no remarks.
    """
    if not deck or any(slide.kind == "empty" for slide in deck):
        raise EmptyExtractError
    presentation = _open(extract)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    for page in _to_pages(extract, deck):
        kind = page.slide.kind
        name = {"title": "Title Slide", "chart": "Title Only", "theme": "Title Only"}.get(
            kind, "Title and Content")
        sheet = presentation.slides.add_slide(layouts[LAYOUTS[name]])
        _draw(sheet, page, extract)
        if kind != "title":
            _add_footer(sheet)
        _add_notes(sheet, page, extract)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


# --- what stands on which slide


def _to_pages(extract: Extract, deck: Sequence[Slide]) -> list[_Page]:
    pages: list[_Page] = []
    written: set[str] = set()
    for slide in deck:
        title = _to_title(slide, extract)
        if not slide.quotes:
            pages.append(_Page(slide, title))
            continue
        # The screen cuts a long remark elsewhere: its first part brings all of it along.
        remarks = [quote.remark for quote in slide.quotes
                   if quote.part == 1 or quote.remark.remark_id not in written]
        written.update(remark.remark_id for remark in remarks)
        safe = [replace(remark, text=_to_breaks(extract.words(remark.text))) for remark in remarks]
        pages += [_Page(slide, title, parts, points) for points, parts in _to_parted(safe, extract)]
    return _numbered(pages)


def _to_title(slide: Slide, extract: Extract) -> str:
    titles = {"title": extract.title, "chart": CHART_TITLE, "lone": LONE_TITLE,
              "closing": CLOSING_TITLE}
    return titles.get(slide.kind) or extract.words(extract.labels.theme(slide.theme))


def _numbered(pages: Sequence[_Page]) -> list[_Page]:
    # In an outline, and to a screen reader, two slides with one title are the same slide.
    totals, counted = Counter(page.title for page in pages), Counter[str]()
    numbered = []
    for page in pages:
        counted[page.title] += 1
        total = totals[page.title]
        number = f" ({counted[page.title]} van {total})" if total > 1 else ""
        room = TEXT_WIDTH - _measure(number, HEADING)
        points, most = (FIRST_HEADING, 3) if page.slide.kind == "title" else (
            HEADING, MOST_TITLE_LINES)
        title = _shorten(page.title, points, most, room)
        numbered.append(replace(page, title=title + number))
    return numbered


def _to_parted(
    remarks: Sequence[Remark], extract: Extract
) -> list[tuple[float, tuple[_Part, ...]]]:
    if not remarks:
        return []
    for points in QUOTE_SIZES:
        parted = _flow(remarks, extract, points)
        if len(parted) == 1:
            break
    return [(points, parts) for parts in parted]


def _flow(remarks: Sequence[Remark], extract: Extract, points: float) -> list[tuple[_Part, ...]]:
    pages: list[tuple[_Part, ...]] = []
    held: list[_Part] = []
    full = BODY_BOX[3]
    room = full
    for remark in remarks:
        for part in _cut(remark, extract, points):
            height = _to_height(part, extract, points)
            if held and height > room:
                pages.append(tuple(held))
                held, room = [], full
            held.append(part)
            room -= height + QUOTE_GAP
    return [*pages, tuple(held)]


def _cut(remark: Remark, extract: Extract, points: float) -> list[_Part]:
    """Cut the words of a remark so that each part has room on a slide of its own."""
    lines = _wrap(remark.text, points, TEXT_WIDTH)
    # A part says which it is, which is longer than what a whole remark says.
    meta = _to_height(_Part(remark, "", 10, 99), extract, points) - _to_quote_height(1, points)
    most = max(int((BODY_BOX[3] - meta) / _to_quote_height(1, points)), 1)
    texts = ["".join(lines[start : start + most]) for start in range(0, len(lines), most)]
    return [_Part(remark, text, number, len(texts)) for number, text in enumerate(texts, start=1)]


def _to_height(part: _Part, extract: Extract, points: float) -> float:
    words = _to_quote_height(len(_wrap(part.text, points, TEXT_WIDTH)), points)
    meta = "".join(run.text for run in _to_meta(part, extract))
    return words + META_GAP + len(_wrap(meta, SMALL, TEXT_WIDTH)) * SMALL * LEADING


def _to_quote_height(line_count: int, points: float) -> float:
    return line_count * points * LEADING * QUOTE_SPACING


def _to_meta(part: _Part, extract: Extract) -> list[_Run]:
    remark, labels = part.remark, extract.labels
    tone = to_tone(remark.sentiment)
    who = [extract.words(words) for words in (
        labels.group(remark.group), labels.speaker(remark.speaker) if remark.speaker else "",
    ) if words]
    sentiment = extract.words(f"{tone.sign} {labels.sentiment(remark.sentiment)}")
    place = to_lines(remark.line_start, remark.line_end)
    ending = f" · deel {part.number} van {part.count}" if part.count > 1 else ""
    room = MOST_META_LINES * TEXT_WIDTH - _measure(sentiment + place + ending, SMALL)
    # A third off: a long word at the end of a line leaves room that nothing fills.
    said = f" · {_shorten(' · '.join(who), SMALL, 1, room * 2 / 3)} · "
    return [
        _Run(sentiment, colour=tone.light, bold=True),
        _Run(said, colour=LIGHT.quiet),
        _Run(place, colour=LIGHT.quiet, link=extract.remark_link(remark.remark_id)),
        *([_Run(ending, colour=LIGHT.quiet)] if ending else []),
    ]


# --- how much room words take


def _measure(text: str, points: float) -> float:
    return points * sum(
        _LETTER_WIDTHS.get(letter, _OTHER_LETTER if letter < "\u0250" else _FOREIGN_LETTER)
        for letter in text
    )


def _wrap(text: str, points: float, width: float) -> list[str]:
    """Cut words into lines as PowerPoint would; joined, they are the words again."""
    lines, line, room = [], "", width
    for word in re.findall(r"\n|[^\S\n]*[^\s]+[^\S\n]*|[^\S\n]+", text):
        needed = _measure(word.rstrip(), points)
        if word == "\n" or (line and needed > room):
            lines.append(line + (word if word == "\n" else ""))
            line, room = "", width
        if word == "\n":
            continue
        while needed > width:
            # Not even a whole line holds it.
            fitting = max(_count_fitting(word, points, width), 1)
            lines.append(word[:fitting])
            word = word[fitting:]
            needed = _measure(word.rstrip(), points)
        line += word
        room -= _measure(word, points)
    return [*lines, line] if line or not lines else lines


def _count_fitting(word: str, points: float, width: float) -> int:
    for count, letter in enumerate(word):
        width -= _measure(letter, points)
        if width < 0:
            return count
    return len(word)


def _shorten(text: str, points: float, most: int, width: float = TEXT_WIDTH) -> str:
    """Keep what fits in so many lines; for what is no one's words, never for a remark."""
    lines = _wrap(text, points, width)
    if len(lines) <= most:
        return text
    kept = "".join(lines[:most]).rstrip()
    return kept[: max(len(kept) - 2, 1)].rstrip() + "…"


def _to_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- what is drawn


def _draw(sheet: Sheet, page: _Page, extract: Extract) -> None:
    sheet.placeholders[0].text_frame.text = page.title
    kind = page.slide.kind
    if kind == "chart":
        _add_chart(sheet, page.slide, extract)
    elif kind == "theme":
        _add_figures(sheet, page.slide, extract)
    else:
        _fill(sheet.placeholders[1].text_frame, _to_body(page, extract))
    _set_language(sheet._element)


def _to_body(page: _Page, extract: Extract) -> list[_Line]:
    if page.slide.kind == "title":
        return _to_opening(extract)
    if page.slide.kind == "closing":
        return _to_closing(extract)
    return _to_lone(page.slide, extract) if page.slide.kind == "lone" else _to_quotes(page, extract)


def _to_opening(extract: Extract) -> list[_Line]:
    about = extract.dataset.about
    place = extract.words(", ".join(part for part in (about.place, about.date) if part))
    return [
        _Line([_Run(_shorten(extract.sentence, TEXT, 5), TEXT)]),
        _Line([_Run(extract.count_line, TEXT)], before=8),
        _Line([_Run(_shorten(place, SMALL, 1), colour=LIGHT.quiet)], before=14),
        _Line([_Run(f"Gemaakt op {extract.date_line}", colour=LIGHT.quiet)], before=2),
    ]


def _to_quotes(page: _Page, extract: Extract) -> list[_Line]:
    lines: list[_Line] = []
    for part in page.parts:
        lines += [
            _Line([_Run(part.text, page.points, font=SERIF)], before=QUOTE_GAP if lines else 0,
                  spacing=QUOTE_SPACING),
            _Line(_to_meta(part, extract), before=META_GAP),
        ]
    return lines


def _to_lone(slide: Slide, extract: Extract) -> list[_Line]:
    labels = extract.labels
    return [
        _Line([_Run(_shorten(extract.words(
            f"{labels.theme(theme)}: alleen in {labels.group(group)} ({to_remark_count(count)})"
        ), TEXT, 1 if len(slide.lone) > 5 else 2), TEXT)], before=14 if place else 0)
        for place, (theme, group, count) in enumerate(slide.lone)
    ]


def _to_closing(extract: Extract) -> list[_Line]:
    link = _shorten(extract.link_line, TEXT, 5)
    source = _shorten(f"Bron: {extract.source_line}", SMALL, 3)
    return [
        *([_Line([_Run(link, TEXT, link=extract.view_link)])] if link else []),
        _Line([_Run(source, colour=LIGHT.quiet)], before=24),
        _Line([_Run(_shorten(COUNT_MEANING, SMALL, 4), colour=LIGHT.quiet)], before=10),
    ]


def _add_figures(sheet: Sheet, slide: Slide, extract: Extract) -> None:
    [(_, missing, positive)] = slide.bars
    left, top, width, height = BODY_BOX
    for place, (key, count) in enumerate(((MISSING, missing), (POSITIVE, positive))):
        box = (left + place * width / 2, top + 60, width / 2, height - 60)
        shape = sheet.shapes.add_textbox(*map(Pt, box))
        tone, word = to_tone(key), extract.words(extract.labels.sentiment(key))
        shape.name = word
        _fill(shape.text_frame, [
            _Line([_Run(str(count), FIGURE, tone.light, bold=True)]),
            _Line([_Run(f"{tone.sign} {word}", HEADING, tone.light, bold=True)]),
        ])
        _frame(shape.text_frame)


def _frame(frame: TextFrame) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)


def _fill(frame: TextFrame, lines: Iterable[_Line]) -> None:
    paragraph = frame.paragraphs[0]
    for place, line in enumerate(lines):
        if place:
            paragraph = frame.add_paragraph()  # type: ignore[no-untyped-call]
        paragraph.space_before = Pt(line.before)
        if line.spacing != 1:
            paragraph.line_spacing = line.spacing
        for run in line.runs:
            _add_run(paragraph, run)


def _add_run(paragraph: _Paragraph, words: _Run) -> None:
    for place, text in enumerate(words.text.split("\n")):
        if place:
            paragraph.add_line_break()  # type: ignore[no-untyped-call]
        run = paragraph.add_run()
        run.text = text
        font = run.font
        font.size = Pt(words.points)
        if words.bold:
            font.bold = True
        if words.colour:
            font.color.rgb = _to_colour(words.colour)
        if words.font:
            font.name = words.font
        if 0 < len(words.link) <= LONGEST_ADDRESS:
            run.hyperlink.address = words.link


def _add_chart(sheet: Sheet, slide: Slide, extract: Extract) -> None:
    themes, missing, positive = zip(*slide.bars, strict=True)
    names = [extract.words(extract.labels.theme(theme)) for theme in themes]
    left, top, width, height = BODY_BOX
    head = (left + width * LABEL_SHARE, top, width * (1 - LABEL_SHARE), CHART_HEAD)
    _add_chart_head(sheet, head, extract)
    height = min(height - CHART_HEAD, CHART_ROW * len(names))
    place = [Pt(measure) for measure in (left, top + CHART_HEAD, width, height)]
    table = _to_chart_data(names, missing, positive, extract)
    shape = sheet.shapes.add_chart(  # type: ignore[call-arg]
        XL_CHART_TYPE.BAR_CLUSTERED, *place, table,  # type: ignore[arg-type]
    )
    frame = cast(GraphicFrame, shape)
    frame.name = "Grafiek"
    counts = pd.DataFrame({"label": names, MISSING: missing, POSITIVE: positive})
    frame._element.nvGraphicFramePr.cNvPr.set("descr", to_chart_words(counts))
    _set_chart(frame.chart, max(1, *missing, *positive))
    _set_plot_place(frame.chart)
    _set_language(frame.chart._chartSpace)


def _add_chart_head(
    sheet: Sheet, place: tuple[float, float, float, float], extract: Extract
) -> None:
    # No title of the axis itself: not every program gives that two colours, or its place.
    shape = sheet.shapes.add_textbox(*(Pt(measure) for measure in place))
    shape.name = "Wat links en rechts staat"
    missing, positive = (
        extract.words(f"{to_tone(key).sign} {extract.labels.sentiment(key)}")
        for key in (MISSING, POSITIVE)
    )
    _frame(shape.text_frame)
    _fill(shape.text_frame, [_Line([
        _Run(f"← {missing}", colour=to_tone(MISSING).light, bold=True),
        _Run("  aantal opmerkingen  ", colour=LIGHT.quiet),
        _Run(f"{positive} →", colour=to_tone(POSITIVE).light, bold=True),
    ])])
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _to_chart_data(
    names: Sequence[str], missing: Sequence[int], positive: Sequence[int], extract: Extract
) -> _SafeChartData:
    table = _SafeChartData()  # type: ignore[no-untyped-call]
    table.categories = names
    # What is missing goes to the left, as a number below zero.
    for key, values in ((MISSING, [-count for count in missing]), (POSITIVE, positive)):
        label = extract.words(extract.labels.sentiment(key))
        table.add_series(  # type: ignore[no-untyped-call]
            label, values, _to_number_format(key))
    return table


def _to_number_format(sentiment: str) -> str:
    # Above zero; below zero, without its minus; nothing at zero.
    sign = to_tone(sentiment).sign
    return f'"{sign} "0;"{sign} "0;""'


def _set_chart(chart: Chart, most: int) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SMALL), _to_colour(LIGHT.text)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 40
    for series, key in zip(plot.series, (MISSING, POSITIVE), strict=True):
        _set_series(series, key)
    themes, counts = chart.category_axis, chart.value_axis
    # The first theme on top; its name at the left, not beside the middle line.
    themes.reverse_order, themes.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    themes.format.line.color.rgb = _to_colour(LIGHT.quiet)
    counts.visible = False
    reach = most * (1 + ROOM_FOR_NUMBER)
    counts.minimum_scale, counts.maximum_scale = -reach, reach
    for axis in (themes, counts):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def _set_series(series: BarSeries, sentiment: str) -> None:
    colour = _to_colour(to_tone(sentiment).light)
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour
    # Else PowerPoint fills what is below zero with white.
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _to_number_format(sentiment), False
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(SMALL), True, colour


def _set_plot_place(chart: Chart) -> None:
    """Give the bars the right part of the chart; the names get all that is left of it."""
    plot_area = chart._chartSpace.chart.plotArea
    for old in plot_area.findall(qn("c:layout")):
        plot_area.remove(old)
    places = {"x": LABEL_SHARE, "y": 0, "w": 1 - LABEL_SHARE, "h": 1}
    written = "".join(f'<c:{name} val="{value}"/>' for name, value in places.items())
    plot_area.insert(0, parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{written}</c:manualLayout></c:layout>'
    ))


class _SafeWorkbookWriter(CategoryWorkbookWriter):
    """Writes the table behind a chart: a label that starts with "=" is text there too."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        workbook = Workbook(xlsx_file, {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        })
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _SafeChartData(CategoryChartData):
    @property
    def _workbook_writer(self) -> _SafeWorkbookWriter:
        return _SafeWorkbookWriter(self)  # type: ignore[no-untyped-call]


def _add_footer(sheet: Sheet) -> None:
    """Take over the filter line and the slide number, which PowerPoint leaves on the layout."""
    layout = sheet.slide_layout
    for placeholder in layout.placeholders:  # type: ignore[misc]  # a slip in python-pptx
        if placeholder.placeholder_format.type in (
            PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER
        ):
            copied = deepcopy(placeholder._element)
            copied.nvSpPr.cNvPr.set("id", str(sheet.shapes._next_shape_id))
            sheet.shapes._spTree.append(copied)


# --- what the presenter reads


def _add_notes(sheet: Sheet, page: _Page, extract: Extract) -> None:
    slide = page.slide
    if page.parts:
        remarks = dict.fromkeys(part.remark for part in page.parts)
        lines = [line for remark in remarks for line in _to_reference(remark, extract)]
    elif slide.kind == "chart":
        counts = pd.DataFrame(slide.bars, columns=["theme", MISSING, POSITIVE])
        counts["label"] = [extract.labels.theme(theme) for theme in counts["theme"]]
        lines = [to_chart_words(counts), extract.theme_meaning]
    elif slide.kind == "theme":
        lines = [line for key in extract.sentiments
                 for line in _to_list(extract, slide.theme, "sentiment", key,
                                      extract.labels.sentiment(key))]
        lines.append(extract.theme_meaning)
    elif slide.kind == "lone":
        lines = [line for theme, group, _ in slide.lone
                 for line in _to_list(extract, theme, "group", group,
                                      f"{extract.labels.theme(theme)}, "
                                      f"{extract.labels.group(group)}")]
    else:
        lines = [*(f"{name}: {words}" for name, words in extract.facts()), COUNT_MEANING]
    frame = sheet.notes_slide.notes_text_frame
    # The notes of our own template have a place for text.
    if frame is not None:
        frame.text = extract.words("\n".join(lines))
    _set_language(sheet.notes_slide._element)


def _to_reference(remark: Remark, extract: Extract) -> list[str]:
    link = extract.remark_link(remark.remark_id)
    others = ", ".join(extract.labels.theme(key) for key in remark.themes[1:])
    details = [*extract.details(remark), *([f"ook over {others}"] if others else [])]
    return [f"{remark.remark_id} · {' · '.join(details)}", *([link] if link else [])]


def _to_list(extract: Extract, theme: str, column: str, key: str, heading: str) -> list[str]:
    """List the ids that a figure is made of, under a heading with their number."""
    is_main_only = extract.selection.is_main_theme_only
    remarks = extract.remarks[extract.remarks[column] == key]
    ids = [remark_id for remark_id, themes in
           zip(remarks["remark_id"], remarks["themes"], strict=True)
           if theme in (themes[:1] if is_main_only else themes)]
    found = [f"{remark_id} {extract.remark_link(remark_id)}".rstrip() for remark_id in ids]
    return [f"{heading}: {to_remark_count(len(ids))}", *found] if ids else []


# --- the file itself: python-pptx brings a template of 4 by 3, in English


def _open(extract: Extract) -> Presentation:
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The template says "4 by 3" in words too.
    presentation.part._element.sldSz.attrib.pop("type", None)
    _set_properties(presentation, extract)
    _clean(presentation)
    footer = _shorten(f"{extract.sentence} — {extract.count_line}", SMALL, 1, FOOTER_BOX[2])
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in LAYOUTS:
            presentation.slide_layouts.remove(layout)
    for sheet in (master, *presentation.slide_layouts):
        _set_placeholders(sheet, footer)
        _set_language(sheet._element)
    for layout in presentation.slide_layouts:
        layout._element.cSld.set("name", LAYOUTS[layout.name])
    _set_text_styles(master._element)
    _set_language(presentation.part._element)
    return presentation


def _set_properties(presentation: Presentation, extract: Extract) -> None:
    properties = presentation.core_properties
    properties.title, properties.subject = extract.title[:255], extract.sentence[:255]
    properties.language, properties.keywords, properties.comments = LANGUAGE, "", ""
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(extract.made_on, time())
    properties.revision = 1


def _clean(presentation: Presentation) -> None:
    """Take the template's own thumbnail and printer away, and give it our colours."""
    package, part = presentation.part.package, presentation.part
    for owner, kind in ((package, RELATIONSHIP_TYPE.THUMBNAIL),
                        (part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)):
        for key, relation in list(owner._rels.items()):
            if relation.reltype == kind:
                owner.drop_rel(key)
    colours = {
        "dk1": LIGHT.text, "lt1": LIGHT.ground, "dk2": LIGHT.quiet, "lt2": LIGHT.panel,
        "accent1": to_tone(POSITIVE).light, "accent2": to_tone(MISSING).light,
        "hlink": LIGHT.accent, "folHlink": LIGHT.accent,
    }
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, colour in colours.items():
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour[1:]}"/>'
                      f"</a:{name}>", text)
    theme._blob = text.encode()


def _set_placeholders(sheet: SlideMaster | SlideLayout, footer: str) -> None:
    kinds = PP_PLACEHOLDER
    boxes = {kinds.CENTER_TITLE: FIRST_TITLE_BOX, kinds.SUBTITLE: FIRST_BODY_BOX}
    if isinstance(sheet, SlideMaster):
        boxes = {kinds.TITLE: TITLE_BOX, kinds.BODY: BODY_BOX, kinds.FOOTER: FOOTER_BOX,
                 kinds.SLIDE_NUMBER: NUMBER_BOX}
    for shape in list(sheet.placeholders):
        kind = shape.placeholder_format.type
        if kind == kinds.DATE:
            shape._element.getparent().remove(shape._element)
            continue
        if kind in boxes:
            shape.left, shape.top, shape.width, shape.height = map(Pt, boxes[kind])
        if kind == kinds.FOOTER:
            shape.text_frame.text = footer
        if kind in boxes:
            _set_box(shape, kind)


def _set_box(shape: Shape, kind: PP_PLACEHOLDER) -> None:
    """Leave no inner margin, let nothing shrink by itself, and start at the left."""
    kinds, body = PP_PLACEHOLDER, shape.text_frame._txBody.bodyPr
    _frame(shape.text_frame)
    for old in body.findall(qn("a:normAutofit")):
        body.remove(old)
    body.append(parse_xml(f'<a:noAutofit {nsdecls("a")}/>'))
    is_title = kind in (kinds.TITLE, kinds.CENTER_TITLE)
    body.set("anchor", "b" if is_title else "t")
    styles = shape.text_frame._txBody.find(qn("a:lstStyle"))
    if kind == kinds.CENTER_TITLE:
        styles.append(parse_xml(
            f'<a:lvl1pPr {nsdecls("a")}><a:defRPr sz="{FIRST_HEADING * 100:.0f}"/></a:lvl1pPr>'))
    for level in styles:
        level.set("algn", "r" if kind == kinds.SLIDE_NUMBER else "l")
        letters = level.find(qn("a:defRPr"))
        if kind in (kinds.FOOTER, kinds.SLIDE_NUMBER):
            letters.set("sz", f"{SMALL * 100:.0f}")
            _set_scheme_colour(letters, "tx2")
        elif kind == kinds.SUBTITLE:
            _set_scheme_colour(letters, "tx1")


def _set_scheme_colour(letters: BaseOxmlElement, colour: str) -> None:
    for old in letters.findall(qn("a:solidFill")):
        letters.remove(old)
    letters.insert(0, parse_xml(
        f'<a:solidFill {nsdecls("a")}><a:schemeClr val="{colour}"/></a:solidFill>'))


def _set_text_styles(master: BaseOxmlElement) -> None:
    styles = master.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", f"{HEADING * 100:.0f}")
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
    body.set("marL", "0")
    body.set("indent", "0")
    for name in ("a:buFont", "a:buChar"):
        body.remove(body.find(qn(name)))
    letters = body.find(qn("a:defRPr"))
    letters.set("sz", f"{TEXT * 100:.0f}")
    letters.addprevious(parse_xml(f'<a:buNone {nsdecls("a")}/>'))


def _set_language(element: BaseOxmlElement) -> None:
    """Mark all words in an element as Dutch, for spelling checkers and readers."""
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(name)):
            properties.set("lang", LANGUAGE)


def _to_colour(colour: str) -> RGBColor:
    colour = colour.removeprefix("#")
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
