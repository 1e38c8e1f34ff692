"""The report itself: a reading page in which each remark stands in its place."""

from __future__ import annotations

from dataclasses import replace

from drawing.html.report import contents, find_place, hit_bar, report_article
from drawing.html.tags import tag
from widgets.remark_list import find_marks
from widgets.search_notes import find_passages, show_search_notes
from widgets.shell.context import Context
from widgets.shell.live import show_html


def show_report(context: Context) -> None:
    """Show the whole report; what the filters leave out is dimmed, not hidden."""
    show_search_notes(context)
    view, selected = context.view, context.remarks["remark_id"].tolist()
    query = view.selection.query.strip()
    _, marks = find_marks(context)
    found = find_passages(context)
    opened = find_place(context.dataset, view.remark, view.line)
    article = report_article(
        context.dataset, context.labels, selected=set(selected),
        marks={remark_id: marks(remark_id) for remark_id in selected},
        found=found, is_searching=bool(query), opened=opened,
        to_href=lambda key: context.link("remarks", replace(view, remark=key, line=1)),
    )
    note = tag(
        "p", "Het hele verslag, woord voor woord, met de nummers van de regels. De streep en het "
             "teken naast elke opmerking tonen het oordeel; klik op een opmerking om die te "
             "openen. Wat buiten de filters valt, is grijs.", class_="note")
    hits = hit_bar(query, len(selected), found, context.dataset) if query else ""
    show_html(
        tag("h1", "Het verslag") + note + hits
        + tag("div", article, contents(context.dataset, context.labels), class_="reading"),
        key="report", scroll_to=opened,
    )
