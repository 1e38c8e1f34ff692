"""
Charts: one public function per chart; a table of counts in, a Plotly figure out.

``graph_objects`` throughout, each figure from one dictionary: ``plotly.express``
takes fifty times as long to build the same bar, and setting one property after
another five times. Every figure has a title and its numbers on the bars or in the
cells, instead of a legend and gridlines; a figure that can be clicked has in
``customdata`` the keys that a click stands for. The upright axis names its own
rows, and has no title: turned letters are hard to read on a projector.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.sides import Sides
from drawing.lettering import FAMILY, measure, to_markup, wrap
from drawing.palette import to_page, to_tone
from drawing.words.sentences import to_share
from drawing.words.sides import Name, to_chart_title

FONT = f'"{FAMILY}", "Segoe UI", Arial, sans-serif'
LETTERS, LINE_HEIGHT = 15, 20
# No theme then takes more than two lines, and a phone keeps room for the bars.
LABEL_WIDTH, ROW_HEIGHT = 160, 2 * LINE_HEIGHT
# Between a label and what it names, and the edge.
LABEL_ROOM = 30
# Room for its number beside the longest bar of a side, as a part of the longest of both;
# on a phone it is 30 pixels.
ROOM_FOR_NUMBER = 0.4
# At the right edge, for in how many parts of the meeting a theme came up.
PART_WIDTH = 36
# A line above the bars; the name above each of the panels side by side takes up to two.
PANEL_HEADING = 20
ROW_NAME_WIDTH, CELL_HEIGHT = 320, 30
# A table is drawn for a picture only: so wide within its edges, and its columns share that.
PICTURE_WIDTH, COLUMN_GAP = 952, 8
# A number stays legible on the darkest cell; the screen mixes as much.
DARKEST_CELL = 0.32
FADED = 0.35


def sentiment_per_theme(
    theme_counts: pd.DataFrame,
    sides: Sides,
    name: Name,
    *,
    title: str = "",
    is_dark: bool = False,
    active: Collection[str] = (),
    part_count: int = 0,
) -> go.Figure:
    """
    Set sentiments against each other, per theme: most often what is positive against missing.

    Kinds of a status are drawn likewise.

    Args:
        theme_counts: one row per theme, from top to bottom: ``theme`` (key),
            ``label``, a column per sentiment (numbers of remarks), and
            ``part_count`` where that is asked for.
        sides: which sentiments, and on which side.
        name: gives the label of a sentiment.
        title: the finding; by itself what stands against what.
        is_dark: colours for a dark page.
        active: themes that are filtered on; the other bars are faded. None
            given: none is faded.
        part_count: how many parts the meeting has; from 2 on each row says in how many it came up.

    Returns:
        Diverging bars on one scale, stacked where a side has more sentiments;
        their numbers stand at the end of the row. ``customdata`` of a bar holds
        its theme and sentiment.
    """
    names = [wrap(label, LETTERS, LABEL_WIDTH) for label in theme_counts["label"]]
    labels = [to_markup(lines) for lines in names]
    longest = sides.to_longest(theme_counts[list(sides.shown)].to_numpy().tolist())
    bars, notes, reach = [], [], []
    for keys, side in ((sides.left, -1), (sides.right, 1)):
        counts = theme_counts[list(keys)]
        bars += [
            bar | {"y": labels} for bar in _to_stacked(counts, theme_counts["theme"], side,
                                                       is_dark, active)
        ]
        # A number takes as much room beside each of the bars of a side as beside one.
        room = longest * ROOM_FOR_NUMBER * (len(keys) or 0.2)
        reach.append(side * (max([0, *counts.sum(axis=1)]) + room))
        if found := [key for key in keys if counts[key].any()]:
            notes.append({
                # Below each other: beside each other a phone has no room for them.
                "text": "<br>".join(
                    _coloured(f"{to_tone(key).sign} {name(key)}", key, is_dark) for key in found),
                "showarrow": False, "x": 0, "xanchor": "right" if side < 0 else "left",
                "align": "right" if side < 0 else "left",
                "xshift": 6 * side, "y": 1, "yref": "paper", "yanchor": "bottom",
                "font": {"size": 13 if len(keys) > 2 else LETTERS},
            })
    lines = max(1, len(sides.left), len(sides.right))
    has_parts = part_count > 1 and len(theme_counts) > 0
    layout = _to_layout(title or to_chart_title(sides, name), is_dark, names,
                        heading=PANEL_HEADING * (lines + has_parts))
    if has_parts:
        notes += _to_part_notes(theme_counts["part_count"].tolist(), part_count, lines, is_dark)
        layout["margin"]["r"] = PART_WIDTH
    layout |= {"barmode": "overlay", "annotations": notes}
    layout["xaxis"] |= {
        "title": {**layout["xaxis"]["title"], "text": "aantal opmerkingen"},
        "range": reach,
        "zeroline": True, "zerolinewidth": 1, "zerolinecolor": to_page(is_dark).quiet,
    }
    return _to_figure(bars, layout)


def sentiment_shares(
    sentiment_counts: pd.DataFrame,
    *,
    title: str = "Oordeel, als deel van de opmerkingen",
    is_dark: bool = False,
) -> go.Figure:
    """
    Set side by side which part of the remarks of each group or theme has which sentiment.

    Args:
        sentiment_counts: one row per name and sentiment, from left to right and
            from top to bottom: ``sentiment`` (key), ``label``, ``name``,
            ``remark_count``, ``remark_share``.
        title: what the chart shows, or its finding.
        is_dark: colours for a dark page.

    Returns:
        A panel of horizontal bars per name, all on the same scale; each bar
        carries its share and its count, each panel the number of its remarks.
    """
    names = list(dict.fromkeys(sentiment_counts["name"]))
    panels = [sentiment_counts[sentiment_counts["name"] == name] for name in names]
    longest = max([0.01, *sentiment_counts["remark_share"]])
    signed = dict.fromkeys(_to_signed(sentiment_counts))
    layout = _to_layout(title, is_dark, [[words] for words in signed], heading=2 * PANEL_HEADING)
    layout["annotations"] = []
    axis = layout["xaxis"] | {
        "title": {**layout["xaxis"]["title"], "text": "deel van de opmerkingen (aantal)"},
        "range": [0, longest * 1.6],
    }
    layout["xaxis"] = axis
    bars = []
    for place, (name, panel) in enumerate(zip(names, panels, strict=True)):
        number = "" if place == 0 else str(place + 1)
        layout[f"xaxis{number}"] = axis | {
            "domain": [place / len(names), (place + 0.95) / len(names)], "anchor": "y",
            # Once is enough to say what all panels show.
            "title": axis["title"] if place == 0 else None,
        }
        total = int(panel["remark_count"].sum())
        layout["annotations"].append({
            "text": f"<b>{to_markup(wrap(name, LETTERS, LABEL_WIDTH))}</b> ({total})",
            "showarrow": False, "align": "left", "x": 0, "xref": f"x{number} domain",
            "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4,
        })
        bars.append(_to_share_bars(panel, is_dark) | {"xaxis": f"x{number}"})
    return _to_figure(bars, layout)


def count_heatmap(
    counts: pd.DataFrame,
    *,
    row_names: Sequence[str],
    column_names: Sequence[str],
    title: str = "Aantal opmerkingen",
    is_dark: bool = False,
) -> go.Figure:
    """
    Draw a table of counts, shaded by size.

    On the screen such a table is HTML (:func:`drawing.html.counts.count_matrix`),
    whose cells are reached by keyboard; this is its picture.

    Args:
        counts: the numbers; its index and columns are keys.
        row_names: the names of the rows, from top to bottom.
        column_names: the names of the columns, from left to right.
        title: what the table shows.
        is_dark: colours for a dark page.

    Returns:
        One cell per number, which is written in it; a zero is empty.
        ``customdata`` of a cell holds the key of its row and of its column.
    """
    page = to_page(is_dark)
    cells = counts.to_numpy().tolist()
    rows = [wrap(name, LETTERS, ROW_NAME_WIDTH) for name in row_names]
    room = (PICTURE_WIDTH - _to_width(rows)) / max(len(column_names), 1) - COLUMN_GAP
    # A word may reach out above the next column rather than be broken.
    longest = max([room, *(measure(word, LETTERS) for word in " ".join(column_names).split())])
    columns = [wrap(name, LETTERS, min(longest, LABEL_WIDTH)) for name in column_names]
    layout = _to_layout(title, is_dark, rows, row_height=CELL_HEIGHT,
                        heading=LINE_HEIGHT * max(map(len, columns), default=1))
    layout["xaxis"] |= {"side": "top", "ticks": "", "showticklabels": True, "tickangle": 0,
                        "tickvals": list(range(len(columns))),
                        "ticktext": [to_markup(lines) for lines in columns]}
    layout["yaxis"] |= {"ticks": "", "tickvals": list(range(len(rows))),
                        "ticktext": [to_markup(lines) for lines in rows]}
    return _to_figure([{
        "type": "heatmap", "z": cells, "zmin": 0, "showscale": False, "hoverinfo": "none",
        "colorscale": [[0, page.ground], [1, _mixed(page.accent, page.ground, DARKEST_CELL)]],
        "text": [[str(count) if count else "" for count in row] for row in cells],
        "texttemplate": "%{text}", "textfont": {"color": page.text}, "xgap": 1, "ygap": 1,
        "customdata": [[[row, column] for column in counts.columns] for row in counts.index],
    }], layout)


def _to_stacked(
    counts: pd.DataFrame, themes: pd.Series, side: int, is_dark: bool, active: Collection[str]
) -> list[dict[str, Any]]:
    rows = counts.to_numpy().tolist()
    bars = []
    for place, key in enumerate(counts.columns):
        colour = to_tone(key).colour(is_dark)
        bars.append({
            "type": "bar", "orientation": "h", "name": key,
            "x": [side * row[place] for row in rows],
            "base": [side * sum(row[:place]) for row in rows],
            # The numbers of a row stand together, beside its last bar: within a short one
            # there is no room.
            "text": [
                " ".join([
                    _coloured(f"{to_tone(one).sign} {count}", one, is_dark)
                    for one, count in zip(counts.columns, row, strict=True) if count
                ][::side])
                if row[place] and not any(row[place + 1 :]) else "" for row in rows
            ],
            "textposition": "outside", "cliponaxis": False, "hoverinfo": "none",
            "textfont": {"color": colour, "size": 15 if len(counts.columns) < 2 else 13},
            "marker": {"color": [
                _faded(colour) if active and theme not in active else colour for theme in themes
            ]},
            "customdata": [[theme, key] for theme in themes],
        })
    return bars


def _coloured(words: str, sentiment: str, is_dark: bool) -> str:
    colour = to_tone(sentiment).colour(is_dark)
    return f'<span style="color:{colour}">{to_markup([words])}</span>'


def _to_part_notes(
    found: Sequence[int], part_count: int, lines: int, is_dark: bool
) -> list[dict[str, Any]]:
    quiet = {"showarrow": False, "x": 1, "xref": "paper",
             "font": {"size": 13, "color": to_page(is_dark).quiet}}
    # Above the names of the sides: on a phone there is no room beside them.
    head = {"text": "in hoeveel delen", "y": 1, "yref": "paper",
            "yanchor": "bottom", "yshift": PANEL_HEADING * lines, "xanchor": "right",
            "xshift": PART_WIDTH}
    return [quiet | head, *(
        quiet | {"text": f"{count}/{part_count}", "y": row, "xanchor": "right",
                 "xshift": PART_WIDTH - 4}
        for row, count in enumerate(found) if count
    )]


def _to_share_bars(panel: pd.DataFrame, is_dark: bool) -> dict[str, Any]:
    tones = [to_tone(sentiment) for sentiment in panel["sentiment"]]
    return {
        "type": "bar", "orientation": "h",
        "x": panel["remark_share"].tolist(),
        "y": [to_markup([words]) for words in _to_signed(panel)],
        "text": [f"{to_share(share)} ({count})" for share, count in
                 zip(panel["remark_share"], panel["remark_count"], strict=True)],
        "textposition": "outside", "cliponaxis": False, "hoverinfo": "none",
        "textfont": {"size": 15},
        "marker": {"color": [tone.colour(is_dark) for tone in tones]},
        "customdata": [[sentiment] for sentiment in panel["sentiment"]],
    }


def _to_signed(sentiment_counts: pd.DataFrame) -> list[str]:
    return [f"{to_tone(key).sign} {label}" for key, label in
            zip(sentiment_counts["sentiment"], sentiment_counts["label"], strict=True)]


def _to_figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    figure = go.Figure({"data": data, "layout": layout})
    # The layout says what the default template would. It is 7 kB more to send, and
    # Plotly's script takes each copy of it for another one, and then draws all anew.
    figure.layout.template = None
    return figure


def _to_layout(
    title: str, is_dark: bool, rows: list[list[str]], *, heading: int, row_height: int = ROW_HEIGHT
) -> dict[str, Any]:
    page = to_page(is_dark)
    row_height = max([row_height, *(LINE_HEIGHT * len(lines) for lines in rows)])
    return {
        "title": {"text": to_markup([title]), "x": 0, "xref": "container",
                  "y": 1, "yref": "container",
                  "yanchor": "top", "pad": {"t": 8}, "font": {"size": 18, "color": page.text}},
        "font": {"family": FONT, "size": LETTERS, "color": page.text},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "height": (110 if title else 70) + heading + row_height * len(rows),
        "margin": {"l": _to_width(rows), "r": 8, "t": (48 if title else 8) + heading, "b": 44},
        "showlegend": False, "bargap": 0.35,
        "xaxis": {"showgrid": False, "fixedrange": True, "showticklabels": False,
                  "zeroline": False,
                  "title": {"font": {"color": page.quiet, "size": 14}}},
        "yaxis": {"showgrid": False, "fixedrange": True, "ticklabelstandoff": 14,
                  # From top to bottom; not autorange, which Plotly's script turns into
                  # this very range, and then takes the next copy for another figure.
                  "zeroline": False, "range": [max(1, len(rows)) - 0.5, -0.5]},
    }


def _to_width(rows: list[list[str]]) -> int:
    # Plotly's own automargin draws the chart twice: a quarter of a second at each click.
    return LABEL_ROOM + ceil(max([0, *(measure(line, LETTERS) for row in rows for line in row)]))


def _faded(colour: str) -> str:
    # Not marker.opacity: with a list there, Plotly 3's script fails on a click.
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{FADED})"


def _mixed(colour: str, ground: str, part: float) -> str:
    pairs = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(part * one + (1 - part) * other):02X}" for one, other in pairs)
