"""
Rules of every chart. A chart that is added is found here by itself, and asks for its tables.
"""

import inspect
import json
import re
from math import ceil

import pandas as pd
import pytest

from analysis.sides import Sides
from drawing import charts
from drawing.charts import count_heatmap, sentiment_shares
from drawing.lettering import measure
from drawing.palette import to_page, to_tone

THEME_COUNTS = pd.DataFrame({
    "theme": ["housing", "bus", "sport"],
    "label": ["Wonen en alles wat daar verder nog bij hoort", "Vervoer", "Sport"],
    "positive": [1, 7, 0], "missing": [4, 3, 0], "critical": [2, 0, 0], "neutral": [2, 0, 2],
    "remark_count": [9, 10, 2], "part_count": [2, 3, 0],
})
SENTIMENT_COUNTS = pd.DataFrame({
    "sentiment": ["positive", "missing", "critical", "neutral"],
    "label": ["Positief", "Ontbreekt", "Kritisch", "Neutraal"], "name": "Groep 1",
    "remark_count": [1, 4, 0, 5], "remark_share": [0.1, 0.4, 0.0, 0.5],
})
NAMES = {"positive": "Positief", "missing": "Ontbreekt", "critical": "Kritisch",
         "neutral": "Neutraal"}


USUAL = Sides(("missing",), ("positive",))


def sentiment_per_theme(theme_counts, sides=USUAL, **options):
    """Draw the usual chart of themes."""
    return charts.sentiment_per_theme(theme_counts, sides, NAMES.get, **options)


# Per chart: a full table, and what its bars must add up to.
CASES = {
    "sentiment_per_theme": (THEME_COUNTS, 1 + 7 + 4 + 3),
    "sentiment_shares": (SENTIMENT_COUNTS, 1.0),
}
CHARTS = {
    name: function for name, function in inspect.getmembers(charts, inspect.isfunction)
    if function.__module__ == charts.__name__ and not name.startswith("_")
    and name != "count_heatmap"  # has cells instead of bars; its tests stand at the end
} | {"sentiment_per_theme": sentiment_per_theme}
every_chart = pytest.mark.parametrize("name", CHARTS)


def draw(name, is_empty=False, **options):
    table, _ = CASES[name]
    return CHARTS[name](table.iloc[:0] if is_empty else table, **options)


def bars(figure):
    """Give every bar as (upright name, length, text, customdata)."""
    return [
        bar for trace in figure.data
        for bar in zip(trace.y, trace.x, trace.text, trace.customdata, strict=True)
    ]


def plain(text):
    """Give words without the colours they are written in."""
    return re.sub(r"<[^>]+>", "", text)


def test_every_chart_is_tested():
    assert set(CASES) == set(CHARTS), "give the new chart a table and its sum in CASES"


@every_chart
@pytest.mark.parametrize("is_empty", [False, True], ids=["full", "empty"])
def test_a_chart_has_a_title_and_says_what_it_counts(name, is_empty):
    figure = draw(name, is_empty)
    assert figure.layout.title.text
    assert figure.layout.xaxis.title.text
    assert draw(name, is_empty, title="Wat hier te zien is").layout.title.text == (
        "Wat hier te zien is"
    )


@every_chart
def test_the_bars_add_up_to_the_rows(name):
    assert sum(abs(length) for _, length, _, _ in bars(draw(name))) == pytest.approx(CASES[name][1])


@every_chart
def test_an_empty_table_gives_a_chart_without_bars(name):
    assert bars(draw(name, is_empty=True)) == []


@every_chart
def test_every_bar_says_what_a_click_on_it_means(name):
    figure = draw(name)
    table = CASES[name][0]
    key_column = table.columns[0]
    for trace in figure.data:
        assert [key for key, *_ in trace.customdata] == table[key_column].tolist()


@every_chart
def test_a_chart_fits_its_bars_and_the_numbers_beside_them(name):
    figure = draw(name)
    low, high = figure.layout.xaxis.range
    assert all(low <= length < high for _, length, _, _ in bars(figure))
    assert figure.layout.height >= 110 + 30 * len(CASES[name][0])


@every_chart
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_a_chart_wears_the_colours_of_its_page(name, is_dark):
    figure = draw(name, is_dark=is_dark)
    assert figure.layout.title.font.color == to_page(is_dark).text
    assert figure.layout.font.color == to_page(is_dark).text
    used = {colour for trace in figure.data for colour in trace.marker.color}
    tones = {to_tone(key).colour(is_dark) for key in SENTIMENT_COUNTS["sentiment"]}
    assert used <= tones


@every_chart
def test_a_chart_can_be_sent_to_a_browser(name):
    assert json.loads(draw(name).to_json())["layout"]["title"]["text"]


@every_chart
def test_drawing_leaves_the_table_alone(name):
    before = CASES[name][0].copy(deep=True)
    draw(name)
    pd.testing.assert_frame_equal(CASES[name][0], before)


# Positive against missing


def test_missing_goes_left_and_positive_right_in_one_row_per_theme():
    left, right = sentiment_per_theme(THEME_COUNTS).data
    assert (left.name, list(left.x)) == ("missing", [-4, -3, 0])
    assert (right.name, list(right.x)) == ("positive", [1, 7, 0])
    assert list(left.y) == list(right.y)


def test_both_sides_share_one_scale():
    figure = sentiment_per_theme(THEME_COUNTS)
    assert {trace.xaxis for trace in figure.data} == {None}, "one axis, and so one scale"
    low, high = figure.layout.xaxis.range
    assert -4 - low == pytest.approx(high - 7), "as much room for the numbers on either side"


def test_a_bar_carries_its_sign_and_number_and_an_absent_bar_carries_nothing():
    left, right = sentiment_per_theme(THEME_COUNTS).data
    assert [plain(text) for text in left.text] == ["○ 4", "○ 3", ""]
    assert [plain(text) for text in right.text] == ["+ 1", "+ 7", ""]


EVERY = Sides(("missing", "critical"), ("positive", "neutral"))


def test_more_sentiments_on_a_side_are_stacked_from_the_middle_line_outwards():
    figure = sentiment_per_theme(THEME_COUNTS, EVERY)
    assert [(trace.name, list(trace.base), list(trace.x)) for trace in figure.data] == [
        ("missing", [0, 0, 0], [-4, -3, 0]), ("critical", [-4, -3, 0], [-2, 0, 0]),
        ("positive", [0, 0, 0], [1, 7, 0]), ("neutral", [1, 7, 0], [2, 0, 2]),
    ]
    assert [plain(side.text.replace("<br>", ", ")) for side in figure.layout.annotations] == [
        "○ Ontbreekt, ! Kritisch", "+ Positief, · Neutraal"]
    assert figure.layout.title.text == (
        "Positief en neutraal tegenover ontbreekt en kritisch, per thema")


def test_the_numbers_of_a_stack_stand_together_beside_its_last_bar_outermost_first():
    figure = sentiment_per_theme(THEME_COUNTS, EVERY)
    assert [[plain(text) for text in trace.text] for trace in figure.data] == [
        ["", "○ 3", ""], ["! 2 ○ 4", "", ""], ["", "+ 7", ""], ["+ 1 · 2", "", "· 2"],
    ]
    purple = to_tone("critical").light
    assert figure.data[1].text[0].startswith(f'<span style="color:{purple}">! 2</span>')


def test_a_side_without_sentiments_takes_next_to_no_room():
    low, high = sentiment_per_theme(THEME_COUNTS, Sides(("critical",), ())).layout.xaxis.range
    assert low == pytest.approx(-2 - 0.8)
    assert 0 < high < 0.2


def test_each_row_says_in_how_many_parts_of_the_meeting_it_came_up():
    figure = sentiment_per_theme(THEME_COUNTS, part_count=3)
    assert [(note.text, note.y) for note in figure.layout.annotations if note.xref == "paper"] == [
        ("in hoeveel delen", 1), ("2/3", 0), ("3/3", 1)]
    only_one = sentiment_per_theme(THEME_COUNTS, part_count=1)
    assert len(only_one.layout.annotations) == 2, "1/1 on each row says nothing"


def test_a_click_on_either_side_knows_theme_and_sentiment():
    left, right = sentiment_per_theme(THEME_COUNTS).data
    assert [list(keys) for keys in left.customdata] == [
        ["housing", "missing"], ["bus", "missing"], ["sport", "missing"]
    ]
    assert list(right.customdata[1]) == ["bus", "positive"]


@every_chart
@pytest.mark.parametrize("is_empty", [False, True], ids=["full", "empty"])
def test_a_chart_goes_without_the_default_template(name, is_empty):
    # With it Plotly's script draws every figure twice: tests/browser/test_journeys.py.
    assert "template" not in draw(name, is_empty).to_dict()["layout"]


def test_the_first_theme_stands_on_top():
    bottom, top = sentiment_per_theme(THEME_COUNTS).layout.yaxis.range
    assert bottom > len(THEME_COUNTS) - 1 > 0 > top


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_each_side_is_named_above_its_bars_in_their_colour(is_dark):
    figure = sentiment_per_theme(THEME_COUNTS, is_dark=is_dark)
    colours = [trace.textfont.color for trace in figure.data]
    assert [(side.text, side.xanchor) for side in figure.layout.annotations] == [
        (f'<span style="color:{colours[0]}">○ Ontbreekt</span>', "right"),
        (f'<span style="color:{colours[1]}">+ Positief</span>', "left"),
    ]


def test_a_side_without_bars_has_no_name():
    [side] = sentiment_per_theme(THEME_COUNTS.assign(missing=0)).layout.annotations
    assert "+ Positief" in side.text


def test_without_an_active_theme_no_bar_is_faded():
    for trace in sentiment_per_theme(THEME_COUNTS).data:
        assert all(colour.startswith("#") for colour in trace.marker.color)


def test_the_other_bars_are_faded_where_a_theme_is_active():
    for trace in sentiment_per_theme(THEME_COUNTS, active=["bus"]).data:
        assert [colour.startswith("rgba(") for colour in trace.marker.color] == [True, False, True]


def test_a_faded_bar_keeps_its_hue():
    left, _ = sentiment_per_theme(THEME_COUNTS, active=["bus"]).data
    hue = to_tone("missing").light
    parts = [int(hue[at:at + 2], 16) for at in (1, 3, 5)]
    assert left.marker.color[0] == f"rgba({parts[0]},{parts[1]},{parts[2]},0.35)"


def test_a_long_label_is_broken_into_lines_and_loses_no_word():
    label = sentiment_per_theme(THEME_COUNTS).data[0].y[0]
    assert label.count("<br>") >= 1
    assert label.replace("<br>", " ") == "Wonen en alles wat daar verder nog bij hoort"
    assert all(measure(line, 15) <= 160 for line in label.split("<br>"))


def test_the_room_beside_the_bars_is_that_of_the_longest_line_and_its_sign():
    narrow = sentiment_per_theme(THEME_COUNTS.assign(label=["Sport", "Vervoer", "Zorg"]))
    wide = sentiment_per_theme(THEME_COUNTS.assign(label=["W" * 8, "Vervoer", "Zorg"]))
    assert narrow.layout.margin.l == 30 + ceil(measure("Vervoer", 15))
    assert wide.layout.margin.l == 30 + ceil(measure("WWWWWWWW", 15))
    assert sentiment_shares(SENTIMENT_COUNTS).layout.margin.l == 30 + ceil(
        measure("○ Ontbreekt", 15)
    )


def test_rows_grow_with_a_label_of_more_lines_than_usual():
    usual = sentiment_per_theme(THEME_COUNTS).layout
    long = sentiment_per_theme(THEME_COUNTS.assign(label="vele woorden " * 8)).layout
    assert long.height - usual.height == 3 * (6 * 20 - 40), "six lines instead of two"


def test_two_themes_with_the_same_label_keep_a_bar_each():
    twins = THEME_COUNTS.assign(label="Zelfde")
    assert sum(abs(length) for _, length, _, _ in bars(sentiment_per_theme(twins))) == 15


# Shares


def test_a_share_is_written_with_its_number():
    assert [text for _, _, text, _ in bars(sentiment_shares(SENTIMENT_COUNTS))] == [
        "10% (1)", "40% (4)", "0% (0)", "50% (5)"
    ]


def test_a_sentiment_is_named_by_a_sign_and_a_word():
    assert [name for name, _, _, _ in bars(sentiment_shares(SENTIMENT_COUNTS))] == [
        "+ Positief", "○ Ontbreekt", "! Kritisch", "· Neutraal"
    ]


def side_by_side():
    other = SENTIMENT_COUNTS.assign(
        name="Groep <2> & co", remark_count=[0, 0, 0, 3], remark_share=[0.0, 0.0, 0.0, 1.0]
    )
    return sentiment_shares(pd.concat([SENTIMENT_COUNTS, other], ignore_index=True))


def test_panels_side_by_side_share_a_scale_and_do_not_overlap():
    layout = side_by_side().layout
    assert layout.xaxis.range == layout.xaxis2.range
    assert layout.xaxis.range[1] > 1.0
    assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]


def test_each_panel_is_headed_by_its_name_and_the_number_of_its_remarks():
    headings = [heading.text for heading in side_by_side().layout.annotations]
    assert headings == ["<b>Groep 1</b> (10)", "<b>Groep &lt;2&gt; &amp; co</b> (3)"]


def test_a_scale_of_nothing_is_still_a_scale():
    nothing = SENTIMENT_COUNTS.assign(remark_count=0, remark_share=0.0)
    low, high = sentiment_shares(nothing).layout.xaxis.range
    assert low < high


# A table as a picture

CELLS = pd.DataFrame({"a": [3, 0], "b": [1, 7]}, index=["housing", "bus"])


def heatmap(counts=CELLS, **options):
    names = {"row_names": [f"<{key}>" for key in counts.index],
             "column_names": [f"Groep {key}" for key in counts.columns]}
    return count_heatmap(counts, **names, **options)


def test_a_cell_holds_its_number_and_a_zero_is_empty():
    [cells] = heatmap().data
    assert [list(row) for row in cells.z] == [[3, 1], [0, 7]]
    assert [list(row) for row in cells.text] == [["3", "1"], ["", "7"]]
    assert list(cells.customdata[1][0]) == ["bus", "a"]


def test_a_heatmap_names_its_rows_and_columns_as_text():
    layout = heatmap(title="Wat hier te zien is").layout
    assert layout.title.text == "Wat hier te zien is"
    assert list(layout.yaxis.ticktext) == ["&lt;housing&gt;", "&lt;bus&gt;"]
    assert list(layout.xaxis.ticktext) == ["Groep a", "Groep b"]
    bottom, top = layout.yaxis.range
    assert bottom > 1 > 0 > top


def test_the_columns_of_a_heatmap_share_its_width_and_no_word_of_theirs_is_broken():
    counts = pd.DataFrame([range(8)], columns=[str(column) for column in range(8)])
    names = ["Groep van de wijk"] * 7 + ["Kennismakingsronde"]
    wide = count_heatmap(counts, row_names=["x"], column_names=names).layout
    assert set(wide.xaxis.ticktext) == {"Groep van de wijk", "Kennismakingsronde"}
    narrow = count_heatmap(counts, row_names=["x" * 40], column_names=[*names[:7], "Slot"]).layout
    assert set(narrow.xaxis.ticktext) == {"Groep van<br>de wijk", "Slot"}


def test_a_heatmap_of_nothing_is_drawn():
    assert heatmap(CELLS.iloc[:0]).layout.title.text


def luminance(colour):
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_a_number_is_legible_on_the_darkest_cell(is_dark):
    [cells] = heatmap(is_dark=is_dark).data
    shades = sorted([luminance(cells.colorscale[-1][1]), luminance(cells.textfont.color)])
    assert (shades[1] + 0.05) / (shades[0] + 0.05) >= 4.5
