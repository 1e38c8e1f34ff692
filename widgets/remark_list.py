"""The list of remarks: its order, its pages, its cards or table; and one remark open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from analysis.counts import sort_remarks
from analysis.remarks import Remark
from analysis.search.results import Why
from analysis.view import LAYOUTS, SORTS
from drawing.html.remarks import remark_card, remark_table
from drawing.html.tags import Mark, tag
from drawing.words.labels import LAYOUT_LABELS, SORT_LABELS
from drawing.words.sentences import to_loosening, to_reasons, to_remark_count
from widgets.search_notes import show_search_notes
from widgets.shell.context import Context
from widgets.shell.live import show_html
from widgets.shell.state import change_view, view, when_changed

CARDS_PER_PAGE = 25
MOST_RELATED = 10


def ask_order(context: Context) -> None:
    """Ask for the order of the list, and for cards or a table."""
    is_searching = bool(context.view.selection.query.strip())
    sorts = [sort for sort in SORTS if sort != "relevance" or is_searching]
    with st.container(horizontal=True, vertical_alignment="bottom", key="order"):
        st.session_state["ask.sort"] = context.view.effective_sort
        st.selectbox(
            "Volgorde", sorts, format_func=SORT_LABELS.__getitem__, key="ask.sort", width=260,
            on_change=when_changed(
                "ask.sort", lambda sort: change_view(replace(view(), sort=sort, page=1))),
        )
        st.session_state["ask.layout"] = context.view.layout
        st.segmented_control(
            "Weergave", LAYOUTS, format_func=LAYOUT_LABELS.__getitem__, key="ask.layout",
            required=True, on_change=when_changed(
                "ask.layout", lambda layout: change_view(replace(view(), layout=layout, page=1))),
        )


def show_remark_list(context: Context) -> None:
    """Show one page of the selected remarks, in the order asked for."""
    show_search_notes(context)
    if context.remarks.empty:
        show_nothing_found(context)
    else:
        _show_page(context)
    show_related(context)


def _show_page(context: Context) -> None:
    pages = -(-len(context.remarks) // CARDS_PER_PAGE)
    page = min(context.view.page, pages)
    scores, marks = find_marks(context)
    ordered = sort_remarks(context.remarks, context.view.effective_sort, context.dataset, scores)
    first = (page - 1) * CARDS_PER_PAGE
    shown = context.labels.remarks(ordered.iloc[first : first + CARDS_PER_PAGE])
    found = {remark.remark_id: marks(remark.remark_id) for remark in shown}
    if context.view.layout == "table":
        markup = remark_table(shown, context.labels, _hrefs(context), found)
    else:
        markup = to_cards(context, shown, found, find_whys(context, shown),
                          by_report=context.view.effective_sort == "report")
    if pages > 1:
        markup += tag("p", f"Bladzijde {page} van {pages} van deze lijst; Word, onder Downloaden, "
                      "geeft ze alle.", class_="note on-paper")
    show_html(markup, key="remarks")
    if pages > 1:
        _ask_page(page, pages)


def to_cards(
    context: Context, shown: list[Remark], marks: Mapping[str, Sequence[Mark]],
    whys: Mapping[str, Why] = MappingProxyType({}), *, by_report: bool,
) -> Markup:
    """Write remarks as cards; in the order of the report a heading is said where it changes."""
    pieces, before = [], ("", "", "")
    for remark in shown:
        heading = (remark.group, remark.section, remark.question)
        if by_report and heading[:2] != before[:2]:
            pieces.append(tag("h2", to_heading(context, remark), class_="heading"))
        asks = remark.question if not by_report or heading != before else ""
        pieces.append(remark_card(
            remark, context.labels, _hrefs(context), marks.get(remark.remark_id, ()),
            answered=find_answered(context, remark), question=asks,
            is_shelved=is_shelved(context, remark),
            why=to_reasons(whys.get(remark.remark_id, Why()), context.labels),
        ))
        before = heading
    return tag("div", *pieces, class_="cards")


def show_related(context: Context) -> None:
    """Show what is related to the query, apart from what it finds; nothing where nothing is."""
    selection = context.view.selection
    if not selection.query.strip():
        return
    count, best = context.shared.facets.find_related(selection, MOST_RELATED)
    if not count:
        said = "Ook met andere woorden is er niets gevonden." if context.remarks.empty else ""
        show_html(tag("p", said, class_="note"), key="related")
        return
    remarks = [find_remark(context, match.remark_id) for match in best]
    take = tag("button", f"Neem {to_remark_count(count)} op in de selectie", type="button",
               class_="quiet", data_do="related")
    show_html(
        tag("section", tag("h2", "Ook verwant"),
            tag("p", "Zonder deze woorden, of met een deel ervan; telt niet mee. ", take,
                class_="note"),
            to_cards(context, remarks, {match.remark_id: match.marks for match in best},
                     {match.remark_id: match.why for match in best}, by_report=False),
            class_="related"),
        key="related",
    )


def to_heading(context: Context, remark: Remark) -> str:
    """Say where in the meeting a remark was made: its group and its section."""
    group = context.labels.group(remark.group)
    is_said_already = remark.section.startswith(group)
    return remark.section if is_said_already else f"{group} — {remark.section}"


def is_shelved(context: Context, remark: Remark) -> bool:
    """Tell whether a remark is set aside."""
    return any(key == remark.remark_id for key, _ in context.view.shortlist)


def find_answered(context: Context, remark: Remark) -> Remark | None:
    """Give the remark that this one replies to, if it does."""
    return find_remark(context, remark.replies_to) if remark.replies_to else None


def find_remark(context: Context, remark_id: str) -> Remark:
    """Give the remark with that id."""
    places = context.shared.facets.find_places([remark_id])
    return context.labels.remarks(context.dataset.remarks.iloc[places])[0]


def show_nothing_found(context: Context) -> None:
    """Say that nothing is selected, and which filter to loosen for what gain."""
    ways = context.shared.facets.find_loosenings(context.view.selection)
    buttons = (
        tag("li", tag("button", to_loosening(way), type="button", class_="quiet",
                      data_do="loosen", data_field=way.field))
        for way in ways
    )
    advice = tag("p", "Verruim uw selectie:") + tag("ul", *buttons) if ways else tag(
        "p", "Ook zonder één van de filters blijft er niets over."
        if context.view.selection.is_narrowed else "Dit verslag bevat nog geen opmerkingen.")
    clear = tag("button", "Wis alles", type="button", class_="quiet", data_do="clear")
    show_html(
        tag("div", tag("h2", "Geen opmerkingen gevonden"), advice,
            clear if context.view.selection.is_narrowed else "", class_="nothing"),
        key="remarks",
    )


def find_marks(context: Context) -> tuple[dict[str, float], Callable[[str], Sequence[Mark]]]:
    """
    Search for the words of the view.

    Returns:
        The score of each remark that was found, and a way to ask where its
        words are; both empty where no words are asked.
    """
    if not context.view.selection.query.strip():
        return {}, lambda _: []
    matches = context.shared.facets.find(context.view.selection)
    scores = dict(zip(matches.remark_ids, matches.scores.tolist(), strict=True))

    def marks_of(remark_id: str) -> Sequence[Mark]:
        match = matches.of(remark_id)
        return match.marks if match else []

    return scores, marks_of


def find_whys(context: Context, shown: Sequence[Remark]) -> dict[str, Why]:
    """Give why remarks are related to the words of the view, where these are taken in."""
    selection = context.view.selection
    if not (selection.has_related and selection.query.strip()):
        return {}
    matches = context.shared.facets.find(selection)
    found = (matches.of(remark.remark_id) for remark in shown)
    return {match.remark_id: match.why for match in found if match}


def _hrefs(context: Context) -> Callable[[str], str]:
    return lambda remark_id: context.link("remarks", replace(context.view, remark=remark_id))


def _ask_page(page: int, pages: int) -> None:
    st.session_state["ask.page"] = page
    with st.container(horizontal_alignment="center", key="paging"):
        st.pagination(pages, key="ask.page", on_change=when_changed(
            "ask.page", lambda number: change_view(replace(view(), page=number))))
