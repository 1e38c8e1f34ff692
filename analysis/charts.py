"""
Charts: one public function per chart; a table of counts in, a Plotly figure out.

``graph_objects`` throughout: ``plotly.express`` takes fifty times as long to
build the same bar (shared/streamlit.md, section 1.3). Every figure has a title,
a title on its counting axis, its numbers on the bars instead of a legend and gridlines, and in
``customdata`` the keys that a click stands for. The upright axis names its own
rows, and has no title: turned letters are hard to read on a projector.
"""

from __future__ import annotations

from collections.abc import Collection
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import MISSING, POSITIVE, to_page, to_tone

FONT = '"Source Sans", "Segoe UI", Arial, sans-serif'
ROW_HEIGHT = 40
# No theme then takes more than two lines, and a phone keeps room for the bars.
LETTERS_PER_LINE = 22
# Room beside the longest bar for its number, as a part of that bar; on a phone it is 30 pixels.
ROOM_FOR_NUMBER = 0.4
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
    most = max([1, *theme_counts["positive"], *theme_counts["missing"]])
    is_faded = [bool(active) and theme not in active for theme in theme_counts["theme"]]
    figure = go.Figure()
    for sentiment, side in ((MISSING, -1), (POSITIVE, 1)):
        tone, counts = to_tone(sentiment), theme_counts[sentiment].tolist()
        figure.add_bar(
            orientation="h",
            x=[side * count for count in counts],
            y=labels,
            text=[f"{tone.sign} {count}" if count else "" for count in counts],
            textposition="outside",
            textfont={"color": tone.colour(is_dark), "size": 15},
            cliponaxis=False,
            marker={"color": [_faded(tone.colour(is_dark)) if faded else tone.colour(is_dark)
                              for faded in is_faded]},
            customdata=[[theme, sentiment] for theme in theme_counts["theme"]],
            hoverinfo="none",
            name=sentiment,
        )
    _style(figure, title, is_dark, height=110 + ROW_HEIGHT * len(labels))
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(
        title_text="← ontbreekt (○)   aantal opmerkingen   positief (+) →",
        range=[-most * (1 + ROOM_FOR_NUMBER), most * (1 + ROOM_FOR_NUMBER)], showticklabels=False, zeroline=True,
        zerolinecolor=to_page(is_dark).quiet, zerolinewidth=1,
    )
    figure.update_yaxes(autorange="reversed")
    return figure


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
    sentiments = sentiment_counts["sentiment"].tolist()
    shares = sentiment_counts["remark_share"].tolist()
    counts = sentiment_counts["remark_count"].tolist()
    tones = [to_tone(sentiment) for sentiment in sentiments]
    figure = go.Figure(go.Bar(
        orientation="h",
        x=shares,
        y=[f"{tone.sign} {label}" for tone, label in
           zip(tones, sentiment_counts["label"], strict=True)],
        text=[f"{share:.0%} ({count})" for share, count in zip(shares, counts, strict=True)],
        textposition="outside",
        textfont={"size": 15},
        cliponaxis=False,
        marker={"color": [tone.colour(is_dark) for tone in tones]},
        customdata=[[sentiment] for sentiment in sentiments],
        hoverinfo="none",
    ))
    _style(figure, title, is_dark, height=110 + ROW_HEIGHT * len(sentiments))
    figure.update_layout(bargap=0.35)
    figure.update_xaxes(
        title_text="deel van de opmerkingen", range=[0, max(most_share, 0.01) * 1.45],
        showticklabels=False, zeroline=False,
    )
    figure.update_yaxes(autorange="reversed")
    return figure


def _style(figure: go.Figure, title: str, is_dark: bool, height: int) -> None:
    page = to_page(is_dark)
    figure.update_layout(
        title={"text": title, "x": 0, "xref": "container", "y": 1, "yref": "container",
               "yanchor": "top", "pad": {"t": 8}, "font": {"size": 18, "color": page.text}},
        font={"family": FONT, "size": 15, "color": page.text},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        height=height - (0 if title else 40), margin={"l": 8, "r": 8, "t": 48 if title else 8, "b": 44}, showlegend=False,
        dragmode=False, clickmode="event+select",
        # Without this a changed figure forgets where the reader had zoomed.
        uirevision="constant",
    )
    figure.update_xaxes(
        showgrid=False, fixedrange=True, title_font={"color": page.quiet, "size": 14}
    )
    figure.update_yaxes(showgrid=False, fixedrange=True, automargin=True, ticksuffix="  ")


def _faded(colour: str) -> str:
    # Not marker.opacity: with a list there, Plotly 3's script fails on a click.
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{FADED})"


def _wrapped(label: str) -> str:
    return "<br>".join(wrap(label, LETTERS_PER_LINE)) or label
