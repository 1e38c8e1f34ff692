"""The comparison: groups or themes side by side, on the same scale, and what each of them says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.comparison import Column, compare_sentiments, lay_side_by_side
from analysis.counts import SMALL_COUNT
from analysis.facet import to_facet
from analysis.over_time import count_over_time, list_times, to_kappas
from drawing.html.comparison import short_remark, side_by_side, to_cell
from drawing.html.counts import count_matrix, share_bars
from drawing.html.over_time import time_table
from drawing.html.tags import tag, to_data
from drawing.words.comparison import to_column_name, to_compared_note
from drawing.words.sentences import to_decimal, to_inline, to_list, to_remark_count
from drawing.words.slides import LONE_MEANING
from widgets.remark_list import find_marks
from widgets.shell.context import Context, narrow
from widgets.shell.live import show_html, show_title
from widgets.shell.state import change_selection, change_view, view, when_changed

# A dataset of a hundred thousand remarks must not put them all in one cell.
MOST_IN_CELL = 25


def ask_compared(context: Context) -> None:
    """Ask what to set side by side; it is what the filters beside the page choose too."""
    comparison = context.comparison
    facet = comparison.facet
    compared = [one for one in context.shared.facets.asked if one.plural]
    names = [compared[0].plural, *(to_inline(one.plural) for one in compared[1:])]
    show_title(f"{to_list(names, 'of')} naast elkaar")
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare"):
        st.session_state["ask.compare_facet"] = facet
        st.segmented_control(
            "Vergelijk", [one.name for one in compared],
            format_func=lambda name: to_facet(name).plural,
            key="ask.compare_facet", required=True, on_change=when_changed(
                "ask.compare_facet",
                lambda chosen: change_view(replace(view(), compare_facet=chosen))),
        )
        st.session_state["ask.compared"] = list(comparison.chosen)
        st.multiselect(
            f"{to_facet(facet).plural} naast elkaar", context.shared.facets.options(facet),
            format_func=lambda key: context.labels.option(facet, key), key="ask.compared",
            select_all=False, placeholder="Die met de meeste opmerkingen",
            on_change=when_changed("ask.compared", lambda keys: change_selection(
                view().selection.with_keys(facet, keys))),
        )


def count_compared(context: Context) -> list[pd.DataFrame]:
    """
    Count the sentiments of what stands side by side, with their names.

    Returns:
        Per column the rows of :func:`analysis.counts.count_sentiments`, with
        ``name`` (of the column) and ``label`` (of the sentiment).
    """
    tables = compare_sentiments(context.shared.facets, context.comparison, context.sentiments)
    return [
        table.assign(name=name, label=table["sentiment"].map(context.labels.sentiment))
        for table, name in zip(tables, _names(context), strict=True)
    ]


def show_compared(context: Context) -> None:
    """Show the shares of each sentiment side by side, and below them the remarks themselves."""
    tables, columns = count_compared(context), context.comparison.columns
    # Nothing at all is still a scale.
    most = max(float(table["remark_share"].max()) for table in tables) or 1.0
    note = to_compared_note(context.comparison, len(context.compared.remarks))
    show_html(
        tag("p", note, class_="note") + tag("div", *(
            _to_bars(context, column, table, most)
            for column, table in zip(columns, tables, strict=True)
        ), class_="beside bars"),
        key="compared",
    )
    if context.comparison.facet == "meetings":
        _show_over_time(context)
    _show_said(context)


def _show_over_time(context: Context) -> None:
    facets, selection = context.shared.facets, context.view.selection
    kappas = to_kappas(context.shared.on_demand.agreement)
    meetings = {key: f"{context.labels.option('meetings', key)}, "
                     f"{context.labels.abouts[key].date or 'zonder datum'}"
                for key in list_times(facets, selection)}
    sentiments, themes = (
        time_table(
            count_over_time(facets, selection, facet), corner=to_facet(facet).label,
            caption=f"{name} door de tijd, als deel van de opmerkingen",
            names={key: context.labels.option(facet, key) for key in facets.options(facet)},
            meetings=meetings, kappas=kappas if facet == "themes" else {},
            to_action=partial(_to_time, context, facet),
        )
        for facet, name in (("sentiments", "Oordelen"), ("themes", "Thema's"))
    )
    agreed = [f"{context.labels.option('meetings', key)}: {to_decimal(kappas[key, ''])}"
              for key in meetings if (key, "") in kappas]
    note = tag(
        "p", "Van elke bijeenkomst: welk deel van haar opmerkingen, en hoeveel er dat zijn. "
             "Staat er een streep voor een getal, dan kunt u het niet zomaar naast het vorige "
             "leggen; er staat bij waarom. De kappa zegt hoe eens de lezers het zijn over wie "
             "het label krijgt (1 is volledig).", class_="note")
    of_sentiments = tag("p", f"Overeenstemming over het oordeel (kappa): {to_list(agreed)}.",
                        class_="note") if agreed else ""
    show_html(tag("h2", "Door de tijd") + note + sentiments + of_sentiments + themes,
              key="over_time")


def _to_time(
    context: Context, facet: str, key: str, meeting: str
) -> dict[str, str] | None:
    if facet == "themes":
        return narrow(context, key, meetings=meeting, page="remarks")
    return {"do": "only", "sentiments": key, "meetings": meeting, "page": "remarks"}


def _names(context: Context) -> list[str]:
    comparison = context.comparison
    return [to_column_name(column, comparison.facet, context.labels)
            for column in comparison.columns]


def _only(context: Context, column: Column, **others: str) -> dict[str, str] | None:
    if not column.is_selectable:
        return None
    return {"do": "only", context.comparison.facet: " ".join(column.keys), "page": "remarks"
            } | others


def _to_bars(context: Context, column: Column, table: pd.DataFrame, most: float) -> Markup:
    name, total = table["name"].iloc[0], int(table["remark_count"].sum())
    warning = tag("p", "Kleine aantallen: een percentage zegt hier weinig.", class_="warning") if (
        total < SMALL_COUNT
    ) else ""
    # Of nothing there is nothing to open.
    action = _only(context, column) if total else None
    count = to_remark_count(total)
    return tag(
        "section", tag("h2", name),
        tag("p", tag("button", count, type="button", class_="quiet", **to_data(action))
            if action else count, class_="note"),
        warning,
        share_bars(
            table, context.labels, caption=f"{name}: oordeel, als deel van de opmerkingen",
            most_share=most,
            to_action=lambda sentiment: _only(context, column, sentiments=sentiment),
        ),
    )


def _show_said(context: Context) -> None:
    laid = lay_side_by_side(context.shared.facets, context.comparison)
    names, across = _names(context), context.comparison.across
    numbers = [str(number) for number in range(len(names))]
    counts = pd.DataFrame.from_dict(
        {key: [len(places) for places in cells] for key, cells in laid.items()},
        orient="index", columns=numbers,
    )
    facet = to_facet(across)
    matrix = count_matrix(
        counts, caption=f"Aantal opmerkingen per {to_inline(facet.label)}", corner=facet.label,
        row_names=[context.labels.option(across, key) for key in laid], column_names=names,
        to_action=lambda key, number: _to_cell(context, key, int(number)),
    )
    apart, shared = (
        {key: cells for key, cells in laid.items() if all(cells) is is_shared}
        for is_shared in (False, True)
    )
    note = tag("p", LONE_MEANING, class_="note") if across == "themes" else Markup("")
    show_html(
        tag("h2", "Waarover ze spraken" if across == "themes" else "Wie erover sprak") + matrix
        + _to_rows(context, f"{facet.plural} die niet in elke kolom voorkomen", note, apart)
        + _to_rows(context, f"{facet.plural} die in elke kolom voorkomen", Markup(""), shared),
        key="compared.said",
    )


def _to_rows(
    context: Context, title: str, note: Markup, laid: dict[str, tuple[list[int], ...]]
) -> Markup:
    if not laid:
        return Markup("")
    across, columns = context.comparison.across, context.comparison.columns
    first = [place for cells in laid.values() for cell in cells for place in cell[:MOST_IN_CELL]]
    rows = context.dataset.remarks.iloc[first]
    remarks = dict(zip(first, context.labels.remarks(rows), strict=True))
    _, marks = find_marks(context)

    def to_item(place: int, column: Column) -> Markup:
        remark = remarks[place]
        return short_remark(
            remark, context.labels,
            context.link("remarks", replace(context.view, remark=remark.remark_id)),
            marks(remark.remark_id), names_group=column.is_rest and across == "themes",
        )

    return tag("h2", title) + note + Markup("").join(
        side_by_side(context.labels.option(across, key), [
            to_cell(name, len(places),
                    [to_item(place, column) for place in places[:MOST_IN_CELL]],
                    _to_cell(context, key, number))
            for number, (name, column, places) in enumerate(
                zip(_names(context), columns, cells, strict=True))
        ])
        for key, cells in laid.items()
    )


def _to_cell(context: Context, key: str, number: int) -> dict[str, str] | None:
    comparison = context.comparison
    column = comparison.columns[number]
    if comparison.across == "groups" or not column.is_selectable:
        return _only(context, column, groups=key)
    return narrow(context, key, page="remarks", **{comparison.facet: " ".join(column.keys)})
