"""The chart of a deck as a native one: its sentiments on the sides of a middle line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import cast

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Sheet
from pptx.util import Pt
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.deck import Slide
from analysis.sides import Sides
from drawing.palette import LIGHT, to_tone
from drawing.words.sides import to_chart_words, to_shown_line
from exports.extract import Extract
from exports.powerpoint.parts import Line, Run, clear_margins, fill, set_language, to_colour
from exports.powerpoint.room import BODY_BOX, SMALL

CHART_HEAD, CHART_ROW = 30.0, 48.0
# Room beside the longest bar for its number, as a part of that bar.
ROOM_FOR_NUMBER = 0.3
LABEL_SHARE = 0.45
# Under the bars or figures: what they leave out, in up to two lines.
LINE_BELOW = 48.0


def add_chart(sheet: Sheet, slide: Slide, extract: Extract) -> None:
    """
    Draw the bars of a slide, with what is left and what is right above them.

    Args:
        sheet: the slide of the file.
        slide: its bars, and the longest one of the deck, which sets the scale.
        extract: the words for them.
    """
    sides, line = slide.sides, to_shown_line(slide.sides, extract.sentiment)
    names = [extract.words(extract.labels.theme(bar[0])) for bar in slide.bars]
    left, top, width, height = BODY_BOX
    head = (left + width * LABEL_SHARE, top, width * (1 - LABEL_SHARE), CHART_HEAD)
    _add_chart_head(sheet, head, sides, extract)
    height = min(height - CHART_HEAD - (LINE_BELOW if line else 0), CHART_ROW * len(names))
    place = [Pt(measure) for measure in (left, top + CHART_HEAD, width, height)]
    table = _to_chart_data(names, slide, extract)
    kind = XL_CHART_TYPE.BAR_STACKED if sides.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    shape = sheet.shapes.add_chart(  # type: ignore[call-arg]
        kind, *place, table,  # type: ignore[arg-type]
    )
    frame = cast(GraphicFrame, shape)
    frame.name = "Grafiek"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", to_words(slide, extract))
    _set_chart(frame.chart, slide)
    _set_plot_place(frame.chart)
    set_language(frame.chart._chartSpace)
    add_line_below(sheet, line)


def to_words(slide: Slide, extract: Extract) -> str:
    """Say in words what the bars of a slide show."""
    counts = pd.DataFrame(list(slide.bars), columns=["theme", *slide.sides.shown])
    counts["label"] = [extract.words(extract.labels.theme(theme)) for theme in counts["theme"]]
    return to_chart_words(counts, slide.sides, extract.sentiment)


def add_line_below(sheet: Sheet, words: str) -> None:
    """Write what the numbers of a slide count at its foot; nothing where there are no words."""
    if not words:
        return
    left, top, width, height = BODY_BOX
    place = (left, top + height - LINE_BELOW, width, LINE_BELOW)
    shape = sheet.shapes.add_textbox(*map(Pt, place))
    shape.name = "Wat de getallen tellen"
    fill(shape.text_frame, [Line([Run(words, colour=LIGHT.quiet)])])
    clear_margins(shape.text_frame)


def _add_chart_head(
    sheet: Sheet, place: tuple[float, float, float, float], sides: Sides, extract: Extract
) -> None:
    # No title of the axis itself: not every program gives that two colours, or its place.
    shape = sheet.shapes.add_textbox(*(Pt(measure) for measure in place))
    shape.name = "Wat links en rechts staat"
    clear_margins(shape.text_frame)
    left, right = (
        [Run(f"{to_tone(key).sign} {extract.sentiment(key)}", colour=to_tone(key).light, bold=True)
         for key in keys]
        for keys in (sides.left[::-1], sides.right)
    )
    runs = [
        *([Run("← ", colour=LIGHT.quiet)] if left else []), *_spaced(left),
        Run("  aantal opmerkingen  ", colour=LIGHT.quiet),
        *_spaced(right), *([Run(" →", colour=LIGHT.quiet)] if right else []),
    ]
    fill(shape.text_frame, [Line(runs)])
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def _spaced(runs: Sequence[Run]) -> list[Run]:
    return [part for run in runs for part in (Run("  "), run)][1:]


def _to_chart_data(names: Sequence[str], slide: Slide, extract: Extract) -> _SafeChartData:
    table = _SafeChartData()  # type: ignore[no-untyped-call]
    table.categories = names
    for place, key in enumerate(slide.sides.shown, start=1):
        # What stands on the left is a number below zero.
        side = -1 if key in slide.sides.left else 1
        table.add_series(  # type: ignore[no-untyped-call]
            extract.sentiment(key), [side * bar[place] for bar in slide.bars],
            _to_number_format(key))
    return table


def _to_number_format(sentiment: str) -> str:
    # Above zero; below zero, without its minus; nothing at zero.
    sign = to_tone(sentiment).sign
    return f'"{sign} "0;"{sign} "0;""'


def _set_chart(chart: Chart, slide: Slide) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SMALL), to_colour(LIGHT.text)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 40
    sides = slide.sides
    for series, key in zip(plot.series, sides.shown, strict=True):
        _set_series(series, key, sides.is_stacked)
    themes, counts = chart.category_axis, chart.value_axis
    # The first theme on top; its name at the left, not beside the middle line.
    themes.reverse_order, themes.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    themes.format.line.color.rgb = to_colour(LIGHT.quiet)
    counts.visible = False
    reach = slide.longest * (1 + ROOM_FOR_NUMBER)
    counts.minimum_scale, counts.maximum_scale = (
        -reach if sides.left else 0, reach if sides.right else 0)
    for axis in (themes, counts):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def _set_series(series: BarSeries, sentiment: str, is_stacked: bool) -> None:
    colour = to_colour(to_tone(sentiment).light)
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour
    # Else PowerPoint fills what is below zero with white.
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _to_number_format(sentiment), False
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(SMALL), True, colour
    if is_stacked:
        # PowerPoint has no place beside a bar in a stack, and a sign would not fit within one.
        labels.position, labels.number_format = XL_LABEL_POSITION.CENTER, '0;0;""'
        labels.font.color.rgb = to_colour("#FFFFFF")
    # LibreOffice breaks "○ 10" over three lines in a chart of one bar.
    labels._element.txPr.bodyPr.set("wrap", "none")


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
