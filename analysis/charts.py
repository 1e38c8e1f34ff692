"""
Charts: one public function per chart; a table of counts in, a Plotly figure out.

``graph_objects`` throughout, each figure from one dictionary: ``plotly.express``
takes fifty times as long to build the same bar, and setting one property after
another five times. Every figure has a title,
a title on its counting axis, its numbers on the bars instead of a legend and gridlines, and in
``customdata`` the keys that a click stands for. The upright axis names its own
rows, and has no title: turned letters are hard to read on a projector.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import MISSING, POSITIVE, to_page, to_tone

FONT = '"Source Sans", "Segoe UI", Arial, sans-serif'
ROW_HEIGHT = 40
# No theme then takes more than two lines, and a phone keeps room for the bars.
LETTERS_PER_LINE = 22
# Room beside the longest bar for its number, as a part of that bar; on a phone it is 30 pixels.
ROOM_FOR_NUMBER = 0.4
PIXELS_PER_LETTER = 7
FADED = 0.35


def positive_against_missing(
    theme_counts: pd.DataFrame,
    *,
    title: str = "Positief tegenover ontbreekt, per thema",
    is_dark: bool = False,
    active: Collection[str] = (),
) -> go.Figure:
    """
    Set what is positive against what is missing, per theme.

    Args:
        theme_counts: one row per theme, from top to bottom: ``theme`` (key),
            ``label``, ``positive`` and ``missing`` (numbers of remarks).
        title: what the chart shows, or its finding.
        is_dark: colours for a dark page.
        active: themes that are filtered on; the other bars are faded. None
            given: none is faded.

    Returns:
        Diverging bars, missing to the left, positive to the right, on the same
        scale. ``customdata`` of a bar holds its theme and sentiment.
    """
    labels = [_wrapped(label) for label in theme_counts["label"]]
    themes = theme_counts["theme"].tolist()
    most = max([1, *theme_counts["positive"], *theme_counts["missing"]])
    reach = most * (1 + ROOM_FOR_NUMBER)
    bars = []
    for sentiment, side in ((MISSING, -1), (POSITIVE, 1)):
        tone, counts = to_tone(sentiment), theme_counts[sentiment].tolist()
        colour = tone.colour(is_dark)
        bars.append({
            "type": "bar", "orientation": "h", "name": sentiment,
            "x": [side * count for count in counts],
            "y": labels,
            "text": [f"{tone.sign} {count}" if count else "" for count in counts],
            "textposition": "outside", "cliponaxis": False, "hoverinfo": "none",
            "textfont": {"color": colour, "size": 15},
            "marker": {"color": [
                _faded(colour) if active and theme not in active else colour for theme in themes
            ]},
            "customdata": [[theme, sentiment] for theme in themes],
        })
    layout = _to_layout(title, is_dark, row_count=len(labels),
                        label_width=_to_width(labels))
    layout["barmode"] = "overlay"
    layout["xaxis"] |= {
        "title": {**layout["xaxis"]["title"],
                  "text": "← ontbreekt (○)   aantal opmerkingen   positief (+) →"},
        "range": [-reach, reach], "zeroline": True, "zerolinewidth": 1,
        "zerolinecolor": to_page(is_dark).quiet,
    }
    return go.Figure({"data": bars, "layout": layout})


def sentiment_shares(
    sentiment_counts: pd.DataFrame,
    *,
    title: str = "Oordeel, als deel van de opmerkingen",
    is_dark: bool = False,
    most_share: float = 1.0,
) -> go.Figure:
    """
    Show which part of the remarks has which sentiment.

    Args:
        sentiment_counts: one row per sentiment, from top to bottom:
            ``sentiment`` (key), ``label``, ``remark_count``, ``remark_share``.
        title: whose remarks these are; "" where a heading above the chart says so.
        is_dark: colours for a dark page.
        most_share: where the scale ends, 0 to 1; give charts that stand side
            by side the same.

    Returns:
        Horizontal bars; each carries its share and its count.
    """
    shares = sentiment_counts["remark_share"].tolist()
    counts = sentiment_counts["remark_count"].tolist()
    tones = [to_tone(sentiment) for sentiment in sentiment_counts["sentiment"]]
    bars = {
        "type": "bar", "orientation": "h",
        "x": shares,
        "y": [f"{tone.sign} {label}" for tone, label in
              zip(tones, sentiment_counts["label"], strict=True)],
        "text": [f"{share:.0%} ({count})" for share, count in zip(shares, counts, strict=True)],
        "textposition": "outside", "cliponaxis": False, "hoverinfo": "none",
        "textfont": {"size": 15},
        "marker": {"color": [tone.colour(is_dark) for tone in tones]},
        "customdata": [[sentiment] for sentiment in sentiment_counts["sentiment"]],
    }
    layout = _to_layout(title, is_dark, row_count=len(counts),
                        label_width=_to_width(bars["y"]))
    layout["xaxis"] |= {
        "title": {**layout["xaxis"]["title"], "text": "deel van de opmerkingen"},
        "range": [0, max(most_share, 0.01) * 1.45], "zeroline": False,
    }
    return go.Figure({"data": [bars], "layout": layout})


def _to_layout(title: str, is_dark: bool, row_count: int, label_width: int) -> dict[str, Any]:
    page = to_page(is_dark)
    return {
        "title": {"text": title, "x": 0, "xref": "container", "y": 1, "yref": "container",
                  "yanchor": "top", "pad": {"t": 8}, "font": {"size": 18, "color": page.text}},
        "font": {"family": FONT, "size": 15, "color": page.text},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "height": (110 if title else 70) + ROW_HEIGHT * row_count,
        "margin": {"l": label_width, "r": 8, "t": 48 if title else 8, "b": 44},
        "showlegend": False, "bargap": 0.35, "dragmode": False, "clickmode": "event+select",
        "xaxis": {"showgrid": False, "fixedrange": True, "showticklabels": False,
                  "title": {"font": {"color": page.quiet, "size": 14}}},
        "yaxis": {"showgrid": False, "fixedrange": True, "ticksuffix": "  ",
                  "autorange": "reversed"},
        # The default template is 7 kB that says what stands above already.
        "template": None,
    }


def _to_width(labels: Sequence[str]) -> int:
    # Plotly's own automargin draws the chart twice: a quarter of a second at each click.
    lines = [line for label in labels for line in label.split("<br>")]
    return 30 + PIXELS_PER_LETTER * max(map(len, lines), default=0)


def _faded(colour: str) -> str:
    # Not marker.opacity: with a list there, Plotly 3's script fails on a click.
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{FADED})"


def _wrapped(label: str) -> str:
    return "<br>".join(wrap(label, LETTERS_PER_LINE)) or label
