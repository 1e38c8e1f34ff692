"""The report itself: a reading page in which each remark stands in its place."""

from __future__ import annotations

from dataclasses import replace

from drawing.html.report import contents, report_article
from drawing.html.tags import tag
from widgets.remark_list import find_marks
from widgets.search_notes import show_search_notes
from widgets.shell.context import Context
from widgets.shell.live import show_html


def show_report(context: Context) -> None:
    """Show the whole report; what the filters leave out is dimmed, not hidden."""
    show_search_notes(context)
    selected = context.remarks["remark_id"].tolist()
    _, marks = find_marks(context)
    article = report_article(
        context.dataset, context.labels, selected=set(selected),
        marks={remark_id: marks(remark_id) for remark_id in selected},
        to_href=lambda key: context.link("remarks", replace(context.view, remark=key)),
        opened=context.view.remark,
    )
    note = tag(
        "p", "Het hele verslag, woord voor woord. De streep en het teken naast elke opmerking "
             "tonen het oordeel; klik op het teken om de opmerking te openen. Wat buiten de "
             "filters valt, is grijs.", class_="note")
    show_html(
        tag("h1", "Het verslag") + note
        + tag("div", article, contents(context.dataset, context.labels), class_="reading"),
        key="report",
        scroll_to=f"verslag-{context.view.remark}" if context.view.remark else "",
    )
