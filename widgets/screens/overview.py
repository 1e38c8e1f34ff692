"""The parts of the overview: figures, the hero chart, the matrices, the lone voices."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.counts import (
    count_sentiments,
    count_voices,
    find_strongest_pairs,
    without_diagonal,
)
from analysis.sides import count_parts, sort_by_sides, with_parts
from drawing.charts import sentiment_per_theme
from drawing.html.counts import count_matrix
from drawing.html.remarks import sentiment_badge
from drawing.html.tags import tag, to_data
from drawing.words.sentences import (
    to_count,
    to_number,
    to_remark_count,
    to_share,
    to_voices_line,
)
from drawing.words.sides import to_chart_words, to_finding, to_parts, to_shown_line
from drawing.words.slides import LONE_MEANING
from widgets.chart import show_chart
from widgets.shell.context import Context, narrow
from widgets.shell.live import draw, show_html
from widgets.shell.state import handle_event


def show_headline(context: Context) -> None:
    """Show the figures of the selection, each sentiment a button that filters on it."""
    sentiments = count_sentiments(context.remarks, context.sentiments)
    figures = (
        tag("button", tag("span", to_number(count), class_="number"),
            sentiment_badge(key, context.labels), tag("span", to_share(share), class_="share"),
            type="button", class_="figure", data_do="filter", data_facet="sentiments",
            data_key=key)
        for key, count, share in sentiments.itertuples(index=False, name=None)
    )
    voices = (
        f"{to_remark_count(len(context.remarks))} "
        f"{to_voices_line(*count_voices(context.remarks, context.dataset.organisations['key']))}. "
        "Het zijn opmerkingen, geen mensen: wie vaker sprak, telt vaker mee."
    )
    show_html(
        tag("h1", to_finding(context.theme_counts, context.sides, context.labels))
        + tag("div", *figures, class_="figures") + tag("p", voices, class_="note"),
        key="headline",
    )


def show_sentiment_per_theme(context: Context) -> None:
    """Show the hero chart with its numbers; a click on either filters."""
    rows = context.shared.facets.select_theme_rows(context.view.selection)
    counts = sort_by_sides(with_parts(context.theme_counts, rows, context.sides), context.sides)
    counts = counts[counts["remark_count"] > 0].assign(
        label=lambda table: table["theme"].map(context.labels.theme)
    )
    shown = (counts, context.sides, context.labels.sentiment)
    show_chart(
        sentiment_per_theme(
            *shown, is_dark=context.is_dark, active=context.view.selection.themes,
            part_count=count_parts(context.view.selection, context.dataset),
        ),
        key="hero", alt=to_chart_words(*shown), on_pick=_take_bar,
    )
    said = f"{_base(context)} {to_shown_line(context.sides, context.labels.sentiment)}".rstrip()
    draw(tag("div", tag("p", said, class_="note"), class_="live"))
    table = st.expander("De cijfers als tabel", key="hero_table", on_change="rerun")
    if table.open:
        with table:
            _show_theme_table(context, counts)


def show_group_matrix(context: Context) -> None:
    """Show how often each group spoke about each theme."""
    counts = context.group_counts
    show_html(
        tag("h2", "Welke groep sprak waarover?") + count_matrix(
            counts, caption="Aantal opmerkingen per thema en groep", corner="Thema",
            row_names=[context.labels.theme(key) for key in counts.index],
            column_names=[context.labels.group(key) for key in counts.columns],
            to_action=lambda theme, group: narrow(
                context, theme, groups=group, page="remarks"
            ),
        ) + tag("p", _base(context), class_="note"),
        key="group_matrix",
    )


def show_lone_themes(context: Context) -> None:
    """Show the themes that only one group raised."""
    lone = context.shared.facets.find_only_here(context.view.selection)
    if lone is None:
        return
    items = [
        tag("li", f"{context.labels.theme(theme)}: alleen in {context.labels.group(group)} (", tag(
            "button", to_remark_count(count), type="button", class_="quiet", data_do="only",
            data_themes=theme, data_groups=group, data_page="remarks"), ")")
        for theme, group, count in lone.itertuples(index=False, name=None)
    ]
    words = tag("ul", *items) if items else tag(
        "p", "Geen enkel thema: elk thema kwam in minstens twee delen van een bijeenkomst aan bod."
    )
    show_html(tag("h2", "Wat maar één groep aanbracht") + words
              + tag("p", LONE_MEANING, class_="note"), key="lone")


def show_theme_pairs(context: Context) -> None:
    """Show how many remarks carry two themes together; a cell opens them."""
    together = context.shared.facets.count_pairs(context.view.selection)
    numbered = [f"{number}. {context.labels.theme(theme)}"
                for number, theme in enumerate(together.index, start=1)]
    show_html(
        tag("h1", "Welke thema's gaan samen?") + _to_pair_note(context, len(together))
        + _to_strongest(context, together)
        + count_matrix(
            without_diagonal(together),
            caption="Aantal opmerkingen met beide thema's; "
                    "een nummer boven een kolom is dat van de rij",
            corner="Thema", row_names=numbered,
            column_names=[str(number) for number in range(1, len(together) + 1)],
            column_titles=numbered,
            to_action=lambda one, other: narrow(context, one, other, page="remarks"),
        ),
        key="pairs",
    )


def _to_pair_note(context: Context, theme_count: int) -> Markup:
    several = int((context.remarks["themes"].map(len) > 1).sum())
    themes = to_count(theme_count, "thema komt", "thema's komen")
    return tag(
        "p", f"{to_number(several)} van de {to_remark_count(len(context.remarks))} "
        f"{'heeft' if several == 1 else 'hebben'} meer dan één thema; "
        f"{themes} samen met een ander voor. "
        "Klik op een getal om de opmerkingen te lezen.", class_="note")


def _to_strongest(context: Context, together: pd.DataFrame) -> Markup:
    pairs = find_strongest_pairs(together, most=5)
    items = [
        tag("li", f"{context.labels.theme(one)} en {context.labels.theme(other)}: ",
            _pair_button(context, one, other, count))
        for one, other, count in pairs.itertuples(index=False, name=None)
    ]
    return tag("h2", "Het vaakst samen") + tag("ol", *items) if items else Markup("")


def _pair_button(context: Context, one: str, other: str, count: int) -> str:
    action, words = narrow(context, one, other, page="remarks"), to_remark_count(count)
    if action is None:
        return words
    return tag("button", words, type="button", class_="quiet", **to_data(action))


def _take_bar(keys: list[Any]) -> None:
    handle_event({"do": "bar", **dict(zip(("theme", "sentiment"), keys, strict=False))})


def _show_theme_table(context: Context, counts: pd.DataFrame) -> None:
    sentiments = context.sentiments
    part_count = count_parts(context.view.selection, context.dataset)
    table = counts.set_index("theme")[sentiments]
    flags = {
        theme: f"{to_parts(parts, part_count)}, {to_count(voices, 'stem', 'stemmen')}"
        + (" — één stem draagt dit thema" if voices == 1 else "")
        for theme, parts, voices in zip(
            counts["theme"], counts["group_count"], counts["voice_count"], strict=True
        )
    }
    show_html(
        count_matrix(
            table, caption="Aantal opmerkingen per thema en oordeel", corner="Thema",
            row_names=counts["label"].tolist(),
            column_names=[context.labels.sentiment(key) for key in sentiments],
            to_action=lambda theme, sentiment: narrow(
                context, theme, sentiments=sentiment, page=""
            ),
            flags=flags,
        ) + tag("p", "Een stem is een spreker die het verslag noemt, of anders de groep.",
                class_="note"),
        key="hero_numbers",
    )


def _base(context: Context) -> str:
    count = to_remark_count(len(context.remarks))
    if context.view.selection.is_main_theme_only:
        return f"Op basis van {count}; elke opmerking telt één keer, bij haar hoofdthema."
    return (
        f"Op basis van {count}; een opmerking met meer thema's telt bij elk ervan, "
        "dus de som kan groter zijn."
    )
