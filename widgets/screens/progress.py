"""How far the answers are: in numbers that open their remarks, and what waits for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.facet import to_facet, to_owner_key
from analysis.sides import ON_THE_LEFT, Sides
from drawing.charts import sentiment_per_theme
from drawing.html.answers import foreseen_changes
from drawing.html.counts import count_matrix
from drawing.html.progress import Waiting, figures, queue_table
from drawing.html.remarks import kind_badge
from drawing.html.tags import tag
from drawing.words.answers import to_typed_day
from drawing.words.moved import to_moved_line
from drawing.words.progress import PURPOSE, TITLE, to_progress_finding, to_voices_said
from drawing.words.sentences import PLACE, to_day
from drawing.words.sides import to_chart_words
from follow_up.answer import is_date, read_day
from follow_up.current import to_kinds
from follow_up.progress import count_progress, list_waiting
from loaders.schema import IN_PROGRESS, NOT_TAKEN_UP, NOTED, OPEN, STATUS_KINDS, TAKEN_UP
from widgets.chart import show_chart
from widgets.moved import find_moves
from widgets.remark_list import find_remark
from widgets.shell.context import Context, narrow
from widgets.shell.live import show_html
from widgets.shell.state import change_view, go_to, handle_event, view, when_changed

# What has no answer stands left of the middle line, every kind of answer right of it.
SIDES = Sides((OPEN,), (TAKEN_UP, IN_PROGRESS, NOTED, NOT_TAKEN_UP))
# The column of all kinds together.
EVERY = ""


def show_purpose() -> None:
    """Say what the page is for, as long as no answer was published."""
    show_html(tag("h1", "Opvolging") + tag("p", PURPOSE), key="progress")


def show_progress(context: Context) -> None:
    """Show of all that asks for something what became of it, by remark and by voice."""
    counts, voices = count_by_kind(context, "")
    row = counts.loc[""]
    title = tag("h1", to_progress_finding(row[EVERY], row[EVERY] - row[OPEN]))
    heard = voices.loc["", list(STATUS_KINDS)].to_dict()
    numbers = figures(row, context.labels, lambda kind: find_action(context, "", "", kind)) + tag(
        "p", to_voices_said(heard, context.labels.kind_name), class_="note")
    show_html(title + numbers if row[EVERY] else title, key="progress")


def show_progress_per_theme(context: Context) -> None:
    """Show what became of what was asked, per theme; a click on either opens its remarks."""
    counts, _ = count_by_kind(context, "themes")
    if counts.empty:
        return
    shown = counts.reset_index(names="theme").assign(
        label=[context.labels.theme(key) for key in counts.index])
    words = (shown, SIDES, context.labels.kind_name)

    def take(keys: list[Any]) -> None:
        match keys:
            case [str(theme), str(kind)] if action := find_action(context, "themes", theme, kind):
                handle_event(action)

    show_chart(
        sentiment_per_theme(*words, title=TITLE, is_dark=context.is_dark),
        key="progress_themes", alt=to_chart_words(*words, TITLE), on_pick=take,
    )
    table = st.expander("De cijfers als tabel", key="progress_table", on_change="rerun")
    if table.open:
        with table:
            _show_matrix(context, "themes", "per thema")


def show_progress_per_group(context: Context) -> None:
    """Show the same per group, and per organisation that the remarks name."""
    if count_by_kind(context, "groups")[0].empty:
        return
    _show_matrix(context, "groups", "per groep", "Per groep")
    table = st.expander("Per genoemde organisatie", key="progress_named", on_change="rerun")
    if table.open:
        with table:
            _show_matrix(context, "organisations", "per genoemde organisatie")


def show_queue(context: Context) -> None:
    """Show what a service is at work on, and by when; what is overdue first."""
    selected = set(context.remarks["remark_id"])
    owners = context.remarks["owner"].value_counts()
    waiting = [
        Waiting(
            row.due, row.is_overdue, row.owner, row.text,
            [key for key in row.current_remark_ids if key in selected],
            int(owners.get(to_owner_key(row.owner), 0)),
        )
        for row in list_waiting(context.shared.told.answers, _today()).itertuples()
    ]
    shown = [one for one in waiting if one.remark_ids]
    if shown:
        show_html(queue_table(shown, context.labels, lambda key: context.link(
            "remarks", replace(context.view, remark=key))), key="queue")


def show_moved(context: Context) -> None:
    """Show of which remarks readers were told something else since a day."""
    since = _to_since(context)
    moves = find_moves(context, since)
    moves = moves[moves["remark_id"].isin(context.remarks["remark_id"])]
    line = to_moved_line(moves["kind"].tolist(), since, context.labels.kind_name)
    rows = [(find_remark(context, row.remark_id), row.before, row.after)
            for row in moves.itertuples()]
    table = foreseen_changes(rows, context.labels, lambda key: context.link(
        "remarks", replace(context.view, remark=key)), ("Toen", "Nu")) if rows else Markup("")
    show_html(tag("h2", "Wat er nieuw is") + tag("p", f"{line}.") + table, key="moved")
    key = "ask.since"
    st.session_state[key] = to_typed_day(since.isoformat())
    st.text_input("Nieuw sinds (dag/maand/jaar)", key=key,
                  on_change=when_changed(key, _choose_since), width=260)
    if rows:
        st.button("Presenteren wat nieuw is", key="present.moved", on_click=_present,
                  args=(since.isoformat(),))


def _present(since: str) -> None:
    change_view(replace(view(), since=since, is_shortlist=False, deck="summary", slide=1))
    go_to("present")


def _choose_since(words: str) -> None:
    # What is no day is left out, as it is in a link.
    day = read_day(words)
    change_view(replace(view(), since=day if is_date(day) else ""))


def _to_since(context: Context) -> date:
    """Give the day that is asked for; else that of the last meeting, or of the last news."""
    if context.view.since:
        return date.fromisoformat(context.view.since)
    last = to_day(max(context.shared.told.versions["published_at"]))
    meetings = [date.fromisoformat(day) for day in context.dataset.meetings["date"] if is_date(day)]
    return max((day for day in meetings if day <= last), default=last)


def find_action(context: Context, facet: str, key: str, kind: str) -> dict[str, str] | None:
    """
    Find what a click on a number asks: the filters that give just the remarks it counts.

    Args:
        context: whose remarks are counted.
        facet: what they are counted by; "" for all together.
        key: of that facet.
        kind: of the statuses; "" for every kind.

    Returns:
        The ``data-`` attributes of the click; None where no filters say that.
    """
    selection = context.view.selection
    statuses = [
        status for status, own in to_kinds(context.dataset).items()
        if own == kind and status in (selection.statuses or (status,))
    ]
    asking = [one for one in ON_THE_LEFT if one in (selection.sentiments or context.sentiments)]
    which = {"sentiments": " ".join(asking), "page": "remarks"}
    if kind:
        which["statuses"] = " ".join(statuses)
    if facet == "themes":
        return narrow(context, key, **which)
    chosen = getattr(selection, facet) if facet else ()
    if chosen and key not in chosen:
        # A remark may name what is filtered on and this too; no filter says both.
        return None
    return {"do": "only", **which, **({facet: key} if facet else {})}


def count_by_kind(context: Context, facet: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count remarks and voices: a row per key, the most first; a column per kind, and EVERY."""
    progress = count_progress(
        context.remarks, context.shared.told.statuses, to_facet(facet) if facet else None,
        is_main_only=facet == "themes" and context.view.selection.is_main_theme_only,
    )
    remarks, voices = (
        progress.pivot(index="key", columns="kind", values=name).reindex(
            columns=list(STATUS_KINDS)).assign(**{EVERY: lambda table: table.sum(axis=1)})
        for name in ("remark_count", "voice_count")
    )
    remarks = remarks.sort_values(EVERY, ascending=False, kind="stable")
    return remarks, voices.loc[remarks.index]


def _show_matrix(context: Context, facet: str, what: str, heading: str = "") -> None:
    (counts, voices), labels = count_by_kind(context, facet), context.labels
    show_html(
        (tag("h2", heading) if heading else Markup("")) + count_matrix(
            counts, caption=f"Opmerkingen die iets vragen, {what}; eronder van hoeveel stemmen",
            corner=to_facet(facet).label,
            row_names=[labels.option(facet, key) for key in counts.index],
            column_names=[*(kind_badge(kind, labels) for kind in STATUS_KINDS), "Samen"],
            column_titles=[*map(labels.kind_name, STATUS_KINDS), "samen"],
            to_action=lambda key, kind: find_action(context, facet, key, kind), voices=voices,
        ), key=f"progress_{facet}",
    )


def _today() -> date:
    return datetime.now(PLACE).date()
