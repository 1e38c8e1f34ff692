"""
The filters beside every page, and the line above it that says what they do.

The box and its switches follow the view: their value is set from it before they are drawn,
and a change goes back to it in a callback. The facets are HTML of our own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.facet import Facet
from analysis.link import LONGEST_QUERY
from analysis.pages import PAGES, PageEntry
from analysis.selection import Selection
from drawing.html.filters import facet_block
from drawing.html.remarks import filter_line
from drawing.html.tags import tag
from drawing.words.comparison import to_compared_line
from drawing.words.sentences import to_chips, to_count_line, to_source
from store.errors import StoreError
from widgets.shell.answers import open_follow_up
from widgets.shell.context import Context
from widgets.shell.editor import find_editor
from widgets.shell.live import draw, show_html
from widgets.shell.state import change_selection, view, when_changed

QUERY_HELP = """
Zoekt in de woorden van de opmerkingen. Hoofdletters en accenten tellen niet mee.

- `wonen inkomen`: beide woorden, in om het even welke volgorde
- `"geen kind op straat"`: precies die woorden na elkaar
- `wonen OF huren`: een van beide
- `rechten -grondrechten`: zonder dat woord

Ook verbuigingen, samenstellingen, afkortingen en tikfouten worden gevonden,
tenzij *Alleen letterlijk* aanstaat.
"""


def ask_filters(context: Context, *, has_query: bool = True) -> None:
    """
    Ask for a query, the facets, and whether personal names are shown.

    Args:
        context: the view that the widgets follow.
        has_query: whether the query is asked here; False on the page that
            asks it itself, large.
    """
    selection, facets = context.view.selection, context.shared.facets
    if has_query:
        ask_query(selection, "Zoek in de opmerkingen")
    asked = {facet: _options(context, facet)
             for facet in sorted(facets.asked, key=lambda facet: facet.rank)}
    show_html(
        facet_block(asked, selection, facets.count_options(selection), context.labels,
                    context.view.hides_names),
        key="facets",
    )


def show_brand(context: Context) -> None:
    """Show which meeting this is about."""
    about = context.labels.about
    draw(tag("div", tag("p", about.title, tag("span", about.place), class_="brand"),
             class_="live"))


def show_pages_beside(context: Context, page: PageEntry) -> None:
    """Show the pages that are not in the menu above."""
    links = (
        tag("li", tag("a", other.title, href=context.link(
            other.name, context.view.without_opened()), data_do="page", data_page=other.name,
            aria_current="page" if other == page else None))
        for other in PAGES if other.is_beside
    )
    show_html(tag("nav", tag("ul", *links), class_="pages-beside", aria_label="Meer pagina's"),
              key="pages_beside")


def show_filter_line(context: Context, page: PageEntry) -> None:
    """
    Show how many remarks the page shows, and each filter as a chip that can be taken away.

    On paper the source stands below it: what says so on the screen is not printed.
    """
    about, total = context.labels.about, len(context.dataset.remarks)
    count, chips = len(context.remarks), to_chips(context.view.selection, context.labels)
    shelved, said = len(context.view.shortlist), ""
    if page.is_shortlist:
        # What was set aside stays so, whatever is filtered on.
        count, shelved, chips, said = shelved, 0, [], "apart gezet; filters tellen hier niet mee"
    elif page.is_answering and context.view.is_answering:
        about_these = context.view.answering or list_answered(context)
        count, chips = len(about_these), []
        said = "in dit antwoord; filters tellen hier niet mee"
    elif page.is_comparison:
        count = len(context.compared.remarks)
        said = to_compared_line(context.comparison)
    source = f"{about.title}. Bron: {to_source(about)}"
    show_html(
        filter_line(to_count_line(count, total), chips, shelved, said,
                    is_shortlist=page.is_shortlist)
        + tag("p", source, class_="note on-paper"),
        key="filter_line",
    )


def list_answered(context: Context) -> tuple[str, ...]:
    """List the remarks of the answer that is open, to who may write; none for others."""
    try:
        found = find_editor() and open_follow_up(context.dataset).find_answer(context.view.answer)
    except StoreError:
        # The page itself says why it can't be read.
        return ()
    return found[0].remark_ids if found else ()


def ask_query(selection: Selection, label: str, key: str = "ask.query") -> None:
    """
    Ask for words to search for; the answer comes while they are typed.

    Args:
        selection: whose words stand in the box.
        label: what is searched.
        key: of this box alone. Under the key of another one Streamlit would give the words of
            that one, and draw this one empty.
    """
    # Set only where it differs: words that are typed meanwhile must not be overwritten.
    if st.session_state.get(key) != selection.query:
        st.session_state[key] = selection.query
    st.text_input(
        label, key=key, type="search", live=True, placeholder="Bijvoorbeeld: wachttijden",
        help=QUERY_HELP, on_change=when_changed(key, _take_query),
    )
    _ask_switch("is_exact", "Alleen letterlijk", selection)
    if selection.has_related:
        _ask_switch("has_related", "Ook wat verwant is", selection)


def _take_query(words: str) -> None:
    change_selection(replace(view().selection, query=words[:LONGEST_QUERY]))


def _options(context: Context, facet: Facet) -> list[str]:
    options = context.shared.facets.options(facet.name)
    if not (facet.holds_people and context.view.hides_names):
        return list(options)
    # Without names two people can't be told apart; who is chosen already stays.
    chosen = getattr(context.view.selection, facet.name)
    people = set(context.dataset.people["key"]).difference(chosen)
    return [option for option in options if option not in people]


def _ask_switch(field: str, label: str, selection: Selection) -> None:
    key = f"ask.{field}"
    st.session_state[key] = getattr(selection, field)

    def take(is_on: bool) -> None:
        switched: dict[str, Any] = {field: is_on}
        change_selection(replace(view().selection, **switched))

    st.toggle(label, key=key, on_change=when_changed(key, take))
