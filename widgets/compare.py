"""
The comparison: two to four groups or themes side by side, on the same scale.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from analysis.charts import sentiment_shares
from analysis.counts import SMALL_COUNT, count_sentiments, count_themes, list_keys
from analysis.markup import count_matrix, tag
from analysis.selection import Selection
from analysis.view import COMPARE_FACETS, MOST_COMPARED
from analysis.wording import to_remark_count
from widgets.chart import show_chart
from widgets.context import Context
from widgets.live import show_html, show_title
from widgets.state import change_view, handle_event, view

COMPARE_LABELS = {"groups": "Groepen", "themes": "Thema's"}


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
            "Vergelijk", COMPARE_FACETS, format_func=COMPARE_LABELS.__getitem__,
            key="ask.compare_facet", required=True, on_change=_take_facet,
        )
        compared = [key for key in context.view.compared if key in options]
        st.session_state["ask.compared"] = compared
        st.multiselect(
            "Twee tot vier naast elkaar", options, key="ask.compared", select_all=False,
            format_func=lambda key: context.labels.option(facet, key),
            max_selections=MOST_COMPARED, placeholder="Kies zelf, of bekijk de grootste drie",
            on_change=_take_compared,
        )
    return compared if len(compared) > 1 else _usual(context, compared)


def show_compared(context: Context, compared: list[str]) -> None:
    """Show the shares of each sentiment side by side, and the themes or groups below."""
    facet = context.view.compare_facet
    sentiments = list_keys(context.dataset.codebook, "sentiment")
    selections = [context.view.selection.with_keys(facet, (key,)) for key in compared]
    counts = [
        count_sentiments(context.shared.facets.select(selection), sentiments).assign(
            label=[context.labels.sentiment(key) for key in sentiments]
        )
        for selection in selections
    ]
    most = max(float(table["remark_share"].max()) for table in counts)
    columns = st.columns(len(compared), gap="medium")
    for column, key, table in zip(columns, compared, counts, strict=True):
        with column:
            _show_one(context, key, table, most)
    _show_themes(context, compared, selections)


def _show_one(context: Context, key: str, table: pd.DataFrame, most: float) -> None:
    facet = context.view.compare_facet
    name, total = context.labels.option(facet, key), int(table["remark_count"].sum())
    warning = tag("p", "Kleine aantallen: een deel zegt hier weinig.", class_="warning") if (
        total < SMALL_COUNT
    ) else ""
    open_all = tag("button", to_remark_count(total), type="button", class_="quiet",
                   data_do="only", data_page="remarks", **{f"data_{facet}": key})
    show_html(
        tag("h2", escape(name)) + tag("p", open_all, class_="note") + warning,
        key=f"compared.{key}", on_event=handle_event,
    )
    show_chart(
        sentiment_shares(table, title="", is_dark=context.is_dark, most_share=most),
        key=f"shares.{key}", alt=_to_alt(name, table),
        on_pick=lambda picked: _take_bar(facet, key, picked[0]),
    )
    buttons = "".join(
        tag("li", tag("button", f"{label}: {count}", type="button", class_="quiet",
                      data_do="only", data_sentiments=sentiment, data_page="remarks",
                      **{f"data_{facet}": key}))
        for sentiment, label, count in zip(
            table["sentiment"], table["label"], table["remark_count"], strict=True
        ) if count
    )
    show_html(tag("ul", buttons, class_="inline"), key=f"buttons.{key}", on_event=handle_event)


def _show_themes(context: Context, compared: list[str], selections: list[Selection]) -> None:
    facet = context.view.compare_facet
    if facet != "groups":
        return
    codebook = context.dataset.codebook
    themes, sentiments = list_keys(codebook, "theme"), list_keys(codebook, "sentiment")
    tables = [
        count_themes(context.shared.facets.select_theme_rows(selection), themes, sentiments)
        .set_index("theme")["remark_count"]
        for selection in selections
    ]
    counts = tables[0].to_frame(compared[0])
    for key, table in zip(compared[1:], tables[1:], strict=True):
        counts[key] = table
    counts = counts[counts.sum(axis=1) > 0]
    show_html(
        tag("h2", "Waarover ze spraken") + count_matrix(
            counts, caption="Aantal opmerkingen per thema", corner="Thema",
            row_names=[context.labels.theme(theme) for theme in counts.index],
            column_names=[context.labels.group(key) for key in compared],
            to_action=lambda theme, group: {
                "do": "only", "themes": theme, "groups": group, "page": "remarks"
            },
        ),
        key="compared.themes", on_event=handle_event,
    )


def _usual(context: Context, chosen: list[str]) -> list[str]:
    facet = context.view.compare_facet
    counts = context.shared.facets.count_options(context.view.selection)[facet]
    largest = sorted(counts, key=lambda key: -counts[key])
    return [*chosen, *(key for key in largest if key not in chosen)][:3]


def _take_facet() -> None:
    change_view(replace(view(), compare_facet=st.session_state["ask.compare_facet"], compared=()))


def _take_compared() -> None:
    change_view(replace(view(), compared=tuple(st.session_state["ask.compared"])))


def _take_bar(facet: str, key: str, sentiment: str) -> None:
    handle_event({"do": "only", facet: key, "sentiments": sentiment, "page": "remarks"})


def _to_alt(name: str, table: pd.DataFrame) -> str:
    shares = "; ".join(
        f"{label}: {share:.0%}, {count}" for label, share, count in zip(
            table["label"], table["remark_share"], table["remark_count"], strict=True
        )
    )
    return f"Oordelen van {name}. {shares}."
