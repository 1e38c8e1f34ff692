"""The chart of a deck as a native one: what is missing on the left, positive on the right."""

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
from drawing.palette import LIGHT, MISSING, POSITIVE, to_tone
from exports.extract import Extract, to_chart_words
from exports.powerpoint.parts import Line, Run, clear_margins, fill, set_language, to_colour
from exports.powerpoint.room import BODY_BOX, SMALL

CHART_HEAD, CHART_ROW = 30.0, 48.0
# Room beside the longest bar for its number, as a part of that bar.
ROOM_FOR_NUMBER = 0.3
LABEL_SHARE = 0.45


def add_chart(sheet: Sheet, slide: Slide, extract: Extract, most: int) -> None:
    """
    Draw the bars of a slide, with what is left and what is right above them.

    Args:
        sheet: the slide of the file.
        slide: its bars.
        extract: the words for them.
        most: the longest bar of the deck, which sets the scale.
    """
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
    _set_chart(frame.chart, max(1, most))
    _set_plot_place(frame.chart)
    set_language(frame.chart._chartSpace)


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
    clear_margins(shape.text_frame)
    fill(shape.text_frame, [Line([
        Run(f"← {missing}", colour=to_tone(MISSING).light, bold=True),
        Run("  aantal opmerkingen  ", colour=LIGHT.quiet),
        Run(f"{positive} →", colour=to_tone(POSITIVE).light, bold=True),
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
    chart.font.size, chart.font.color.rgb = Pt(SMALL), to_colour(LIGHT.text)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 40
    for series, key in zip(plot.series, (MISSING, POSITIVE), strict=True):
        _set_series(series, key)
    themes, counts = chart.category_axis, chart.value_axis
    # The first theme on top; its name at the left, not beside the middle line.
    themes.reverse_order, themes.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    themes.format.line.color.rgb = to_colour(LIGHT.quiet)
    counts.visible = False
    reach = most * (1 + ROOM_FOR_NUMBER)
    counts.minimum_scale, counts.maximum_scale = -reach, reach
    for axis in (themes, counts):
        axis.has_major_gridlines = axis.has_minor_gridlines = False
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def _set_series(series: BarSeries, sentiment: str) -> None:
    colour = to_colour(to_tone(sentiment).light)
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour
    # Else PowerPoint fills what is below zero with white.
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = _to_number_format(sentiment), False
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(SMALL), True, colour
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
