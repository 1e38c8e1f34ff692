"""
The filters beside every page, and the line above it that says what they do.

The widgets follow the view: their value is set from it before they are drawn,
and a change goes back to it in a callback. Their labels hold counts, and
Streamlit sends labels over the wire, so a value is set again at every run.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.facet import FACETS, Facet
from analysis.link import LONGEST_QUERY
from analysis.pages import PageEntry
from analysis.selection import Selection
from drawing.html.remarks import filter_line
from drawing.html.tags import tag
from drawing.words.comparison import to_compared_line
from drawing.words.sentences import to_chips, to_count_line, to_plain, to_source
from widgets.shell.context import Context
from widgets.shell.live import draw, show_html
from widgets.shell.state import change_selection, change_view, view, when_changed

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
    Ask for a query, groups, sentiments, themes, speakers and organisations.

    Args:
        context: the view that the widgets follow.
        has_query: whether the query is asked here; False on the page that
            asks it itself, large.
    """
    selection = context.view.selection
    counts = context.shared.facets.count_options(selection)
    if has_query:
        ask_query(selection, "Zoek in de opmerkingen")
    for facet in sorted(context.shared.facets.asked, key=lambda facet: facet.rank):
        if facet.look != "folded":
            _ask_facet(context, facet, counts[facet.name])
    _ask_switch(
        "is_main_theme_only", "Alleen als hoofdthema", selection,
        help="Een opmerking heeft een tot drie thema's. Zet dit aan om alleen te kijken "
             "naar het eerste: dan telt elke opmerking precies één keer.",
    )
    if len(selection.themes) > 1 and not selection.is_main_theme_only:
        _ask_switch(
            "is_every_theme", "Alle gekozen thema's samen", selection,
            help="Aan: alleen opmerkingen die al deze thema's dragen. Uit: een van deze thema's.",
        )
    folded = [facet for facet in FACETS if facet.look == "folded"]
    # Drawn only where it is open: long lists of options cost every click time.
    is_used = any(getattr(selection, facet.name) for facet in folded)
    more = st.expander("Spreker of organisatie", expanded=is_used, key="more_filters",
                       on_change="rerun")
    if more.open:
        with more:
            for facet in folded:
                _ask_facet(context, facet, counts[facet.name])


def show_brand(context: Context) -> None:
    """Show which meeting this is about."""
    about = context.labels.about
    draw(tag("div", tag("p", about.title, tag("span", about.place), class_="brand"),
             class_="live"))


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
    elif page.is_comparison:
        count = len(context.compared.remarks)
        said = to_compared_line(context.comparison)
    source = f"{about.title}. Bron: {to_source(about)}"
    show_html(
        filter_line(to_count_line(count, total), chips, shelved, said)
        + tag("p", source, class_="note on-paper"),
        key="filter_line",
    )


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


def _ask_facet(context: Context, facet: Facet, counts: dict[str, int]) -> None:
    key, options = f"ask.{facet.name}", _options(context, facet)
    st.session_state[key] = list(getattr(context.view.selection, facet.name))

    def take(keys: list[str]) -> None:
        change_selection(view().selection.with_keys(facet.name, keys))

    def to_option(option: str) -> str:
        return f"{context.labels.option(facet.name, option)} · {counts.get(option, 0)}"

    if facet.look == "pills":
        st.pills(
            facet.label, options, selection_mode="multi",
            # Pills read their labels as Markdown; a multiselect does not.
            format_func=lambda option: to_plain(to_option(option)), key=key,
            on_change=when_changed(key, take),
        )
    else:
        st.multiselect(
            facet.label, options, format_func=to_option, key=key, select_all=False,
            placeholder=facet.all_words, on_change=when_changed(key, take),
        )


def _options(context: Context, facet: Facet) -> list[str]:
    options = context.shared.facets.options(facet.name)
    if not (facet.holds_people and context.view.hides_names):
        return list(options)
    # Without names two people can't be told apart; who is chosen already stays.
    chosen = getattr(context.view.selection, facet.name)
    people = set(context.dataset.people["key"]).difference(chosen)
    return [option for option in options if option not in people]


def _ask_switch(field: str, label: str, selection: Selection, help: str | None = None) -> None:
    key = f"ask.{field}"
    st.session_state[key] = getattr(selection, field)

    def take(is_on: bool) -> None:
        switched: dict[str, Any] = {field: is_on}
        changed = replace(view().selection, **switched)
        if changed.is_main_theme_only:
            # A remark has one main theme: no two of them stand together.
            changed = replace(changed, is_every_theme=False)
        change_selection(changed)

    st.toggle(label, key=key, help=help, on_change=when_changed(key, take))


def ask_names(context: Context) -> None:
    """Ask whether personal names are shown: on the screen, in the link and in what is exported."""
    key = "ask.hides_names"
    st.session_state[key] = context.view.hides_names
    st.toggle(
        "Namen verbergen", key=key,
        help="Laat de namen van personen overal weg, ook uit wat u downloadt. "
             "Organisaties blijven staan.",
        on_change=when_changed(
            key, lambda hides_names: change_view(replace(view(), hides_names=hides_names))),
    )
