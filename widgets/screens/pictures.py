"""The pictures of a page: the chart or table that stands on it, to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analysis.counts import without_diagonal
from analysis.facet import to_facet
from analysis.pages import PageEntry
from analysis.sides import count_parts
from drawing.charts import count_heatmap, sentiment_per_theme, sentiment_shares
from drawing.words.sentences import to_inline
from exports.extract import Extract, to_caption
from exports.picture import to_png
from widgets.screens.compare import count_compared
from widgets.shell.context import Context


@dataclass(frozen=True)
class Picture:
    """
    A picture that is drawn when it is asked for.

    Attributes:
        label: what its button says.
        subject: what its file is called after, beside the selection.
        extract: the remarks that it counts.
        draw: makes the chart, in the colours of a light page.
        meaning: what its numbers count; empty for what is usual.
    """

    label: str
    subject: str
    extract: Extract
    draw: Callable[[], go.Figure]
    meaning: str = ""

    def make(self) -> bytes:
        """
        Draw it as PNG.

        Raises:
            exports.picture.NoBrowserError: where no browser can draw it.
        """
        return to_png(self.draw(), to_caption(self.extract, self.meaning))


def to_pictures(context: Context, extract: Extract, page: PageEntry) -> list[Picture]:
    """Give the pictures of a page; pages without a chart of their own get that of the overview."""
    return [PICTURES[name](context, extract) for name in page.pictures]


def hero(extract: Extract) -> Picture:
    """Give the picture of the sentiments per theme."""
    return Picture(
        "Grafiek (PNG)", "", extract,
        lambda: sentiment_per_theme(extract.theme_counts(), extract.sides, extract.sentiment,
                                    part_count=count_parts(extract.selection, extract.dataset)),
        extract.chart_meaning,
    )


def _groups(context: Context, extract: Extract) -> Picture:
    counts = context.group_counts
    return Picture(
        "Thema's per groep (PNG)", "themas-per-groep", extract,
        lambda: count_heatmap(
            counts, title="Aantal opmerkingen per thema en groep",
            row_names=[context.labels.theme(key) for key in counts.index],
            column_names=[context.labels.group(key) for key in counts.columns],
        ),
    )


def _pairs(context: Context, extract: Extract) -> Picture:
    together = context.shared.facets.count_pairs(context.view.selection)
    names = [f"{number}. {context.labels.theme(key)}"
             for number, key in enumerate(together.index, start=1)]
    return Picture(
        "Samenhang (PNG)", "samenhang", extract,
        lambda: count_heatmap(
            without_diagonal(together), row_names=names,
            title="Aantal opmerkingen met beide thema's",
            column_names=[str(number) for number in range(1, len(names) + 1)],
        ),
        "Een nummer boven een kolom is dat van de rij.",
    )


def _compared(context: Context, extract: Extract) -> Picture:
    facet = to_inline(to_facet(context.comparison.facet).label)
    return Picture(
        "Vergelijking (PNG)", "vergelijking", extract,
        lambda: sentiment_shares(pd.concat(count_compared(context)), title=f"Oordelen per {facet}"),
        "Deel van de opmerkingen van elk, met het aantal tussen haakjes.",
    )


PICTURES: Mapping[str, Callable[[Context, Extract], Picture]] = {
    "hero": lambda _, extract: hero(extract),
    "groups": _groups, "pairs": _pairs, "compared": _compared,
}
