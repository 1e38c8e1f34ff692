"""The report itself: a reading page in which each remark stands in its place."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from drawing.html.report import contents, find_place, hit_bar, report_article
from drawing.html.tags import tag
from widgets.remark_list import find_marks
from widgets.search_notes import find_passages, show_search_notes
from widgets.shell.context import Context
from widgets.shell.live import show_html
from widgets.shell.state import change_view, view, when_changed


def find_meeting(context: Context) -> str:
    """
    Say whose report is read: that of the remark or the line the reader came for, else the chosen.

    A link that names none means the first meeting, or the first that is filtered on.
    """
    shown, meetings = context.view, list(context.dataset.reports)
    if shown.remark:
        remarks = context.dataset.remarks
        return str(remarks["meeting"].iloc[context.shared.facets.find_places([shown.remark])[0]])
    chosen = list(shown.selection.meetings) or meetings
    came_for = shown.meeting if shown.line > 1 else ""
    return came_for or (shown.meeting if shown.meeting in chosen else chosen[0])


def _ask_meeting(context: Context, meeting: str) -> None:
    chosen = [key for key in context.dataset.reports
              if key in {meeting, *(context.view.selection.meetings or context.dataset.reports)}]
    st.session_state["ask.meeting"] = meeting
    st.selectbox(
        "Welk verslag", chosen, width=320,
        format_func=lambda key: context.labels.option("meetings", key),
        key="ask.meeting", on_change=when_changed("ask.meeting", lambda key: change_view(
            replace(view(), meeting=key, remark="", line=1))),
    )


def _to_title(context: Context, meeting: str) -> str:
    if not context.has_meetings:
        return "Het verslag"
    return f"Het verslag: {context.labels.abouts[meeting].title}"


def show_report(context: Context) -> None:
    """Show the whole report; what the filters leave out is dimmed, not hidden."""
    if context.has_meetings:
        _ask_meeting(context, find_meeting(context))
    show_search_notes(context)
    shown, meeting = context.view, find_meeting(context)
    dataset, remarks = context.dataset.only(meeting), context.remarks
    selected = remarks[remarks["meeting"] == meeting]["remark_id"].tolist()
    query = shown.selection.query.strip()
    _, marks = find_marks(context)
    found = {place.line: marks for place, marks in find_passages(context).items()
             if place.meeting == meeting}
    opened = find_place(dataset, shown.remark, shown.line)
    article = report_article(
        dataset, context.labels, selected=set(selected),
        marks={remark_id: marks(remark_id) for remark_id in selected},
        found=found, is_searching=bool(query), opened=opened,
        to_href=lambda key: context.link("remarks", replace(shown, remark=key, line=1)),
    )
    note = tag(
        "p", "Het hele verslag, woord voor woord, met de nummers van de regels. De streep en het "
             "teken naast elke opmerking tonen het oordeel; klik op een opmerking om die te "
             "openen. Wat buiten de filters valt, is grijs.", class_="note")
    hits = hit_bar(query, len(selected), found, dataset) if query else ""
    show_html(
        tag("h1", _to_title(context, meeting)) + note + hits
        + tag("div", article, contents(dataset, context.labels), class_="reading"),
        key="report", scroll_to=opened,
    )
