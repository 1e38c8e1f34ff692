"""The comparison: two to four groups or themes side by side, on the same scale."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.comparison import compare_sentiments, find_compared
from analysis.counts import SMALL_COUNT
from analysis.facet import COMPARED_FACETS, to_facet
from analysis.view import MOST_COMPARED
from drawing.html.counts import count_matrix, share_bars
from drawing.html.tags import tag, to_data
from drawing.words.sentences import to_remark_count
from widgets.shell.context import Context, narrow
from widgets.shell.live import show_html, show_title
from widgets.shell.state import change_view, view


def ask_compared(context: Context) -> list[str]:
    """
    Ask what to set side by side.

    Returns:
        Two to four keys of the facet that is compared; those with most remarks
        in the selection where the reader has chosen none.
    """
    facet = context.view.compare_facet
    options = context.shared.facets.options(facet)
    show_title("Groepen of thema's naast elkaar")
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare"):
        st.session_state["ask.compare_facet"] = facet
        st.segmented_control(
            "Vergelijk", COMPARED_FACETS, format_func=lambda name: to_facet(name).plural,
            key="ask.compare_facet", required=True, on_change=_take_facet,
        )
        compared = [key for key in context.view.compared if key in options]
        st.session_state["ask.compared"] = compared
        st.multiselect(
            "Twee tot vier naast elkaar", options, key="ask.compared", select_all=False,
            format_func=lambda key: context.labels.option(facet, key),
            max_selections=MOST_COMPARED, placeholder="De grootste drie",
            on_change=_take_compared,
        )
    return find_compared(context.shared.facets, context.view)


def count_compared(context: Context, compared: list[str]) -> pd.DataFrame:
    """
    Count the sentiments of what stands side by side, with their names.

    Returns:
        The rows of :func:`analysis.comparison.compare_sentiments`, with
        ``name`` (of the key) and ``label`` (of the sentiment).
    """
    facet, labels = context.view.compare_facet, context.labels
    counts = compare_sentiments(
        context.shared.facets, context.view.selection, facet, compared, context.sentiments
    )
    return counts.assign(
        name=[labels.option(facet, key) for key in counts["key"]],
        label=[labels.sentiment(key) for key in counts["sentiment"]],
    )


def show_compared(context: Context, compared: list[str]) -> None:
    """Show the shares of each sentiment side by side, and the themes or groups below."""
    facet = context.view.compare_facet
    counts = count_compared(context, compared)
    # Nothing at all is still a scale.
    most = float(counts["remark_share"].max()) or 1.0
    columns = st.columns(len(compared), gap="medium")
    for column, (key, table) in zip(columns, counts.groupby("key", sort=False), strict=True):
        with column:
            _show_one(context, str(key), table, most)
    if facet == "groups":
        _show_themes(context, compared)


def _show_one(context: Context, key: str, table: pd.DataFrame, most: float) -> None:
    facet = context.view.compare_facet
    name, total = context.labels.option(facet, key), int(table["remark_count"].sum())
    warning = tag("p", "Kleine aantallen: een percentage zegt hier weinig.", class_="warning") if (
        total < SMALL_COUNT
    ) else ""
    of_this = {"do": "only", facet: key, "page": "remarks"}
    # Of nothing there is nothing to open.
    open_all = tag("button", to_remark_count(total), type="button", class_="quiet",
                   **to_data(of_this)) if total else to_remark_count(total)
    show_html(
        tag("h2", name) + tag("p", open_all, class_="note") + warning
        + share_bars(
            table, context.labels, caption=f"{name}: oordeel, als deel van de opmerkingen",
            most_share=most, to_action=lambda sentiment: of_this | {"sentiments": sentiment},
        ),
        key=f"compared.{key}",
    )


def _show_themes(context: Context, compared: list[str]) -> None:
    counts = context.shared.facets.count_groups_by_theme(
        context.view.selection.with_keys("groups", compared)
    )[compared]
    counts = counts[counts.sum(axis=1) > 0]
    show_html(
        tag("h2", "Waarover ze spraken") + count_matrix(
            counts, caption="Aantal opmerkingen per thema", corner="Thema",
            row_names=[context.labels.theme(theme) for theme in counts.index],
            column_names=[context.labels.group(key) for key in compared],
            to_action=lambda theme, group: narrow(
                context, theme, groups=group, page="remarks"
            ),
        ),
        key="compared.themes",
    )


def _take_facet() -> None:
    change_view(replace(view(), compare_facet=st.session_state["ask.compare_facet"], compared=()))


def _take_compared() -> None:
    change_view(replace(view(), compared=tuple(st.session_state["ask.compared"])))
