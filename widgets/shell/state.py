"""
The view of this session: kept between runs, read from the link, written back to it.

The link is written by hand instead of with ``bind="query-params"``: a bound
widget puts its *label* in the link, and a label that is reworded would break
every link that went round before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from analysis.link import Notice, Parameters, read_parameters, to_link, to_parameters
from analysis.selection import FACETS, Selection
from analysis.view import MOST_SHELVED, View
from loaders.dataset import Dataset
from widgets.shell.live import HEARD, Event
from widgets.shell.steps import show_steps

_VIEW, _PAGE, _CHANGED, _NOTICES, _GO = (
    "state.view", "state.page", "state.changed", "state.notices", "state.go",
)


def read_view(dataset: Dataset) -> View:
    """Give the view for this run: that of the session, which begins with that of the link."""
    state = st.session_state
    if _VIEW not in state:
        _adopt(dataset, _present())
    state[_CHANGED] = False
    return _keep_valid(dataset)


def view() -> View:
    """Give the view of this session, as it is now."""
    return cast(View, st.session_state[_VIEW])


def change_view(new: View) -> None:
    """Change the view; for callbacks, which run before the page is drawn."""
    st.session_state[_VIEW] = new
    st.session_state[_CHANGED] = True


def change_selection(selection: Selection) -> None:
    """Change which remarks are selected; the list starts at its first page again."""
    change_view(view().with_selection(selection))


def write_link(dataset: Dataset, page: str, paths: Mapping[str, str]) -> None:
    """
    Put the view in the address bar, and take it from there when the reader goes Back or Forward.

    Args:
        dataset: what a link may ask for.
        page: name of the page that is open.
        paths: the address of each page, by its name.
    """
    def follow(link: str) -> None:
        path, _, query = link.partition("?")
        _adopt(dataset, parse_qs(query, keep_blank_values=True))
        go_to(next((name for name, own in paths.items() if own == path), page))

    parameters = to_parameters(view())
    if _present() != parameters:
        # Streamlit sends it along with each run, and a session that begins after a loss reads it.
        st.query_params.from_dict(cast("dict[str, Sequence[str]]", parameters))
    show_steps(to_link(view(), paths[page]), follow)


def notices() -> list[Notice]:
    """Give what the last link asked that could not be given."""
    return cast(list[Notice], st.session_state.get(_NOTICES, []))


def dismiss_notices() -> None:
    """Forget the notices about the link."""
    st.session_state[_NOTICES] = []


def go_to(page: str) -> None:
    """Ask for another page; for callbacks, after which the frame goes there."""
    st.session_state[_GO] = page


def take_wanted_page(page: str, paths: Mapping[str, str]) -> str:
    """
    Give the page that the reader is to see: that of this run, or what a callback asked for.

    A click on a page that was left already, because the answer to another click had not
    arrived, asks for a run of that page, where the browser still is; it changes no page.

    Args:
        page: name of the page that this run is for.
        paths: the address of each page, by its name.
    """
    state = st.session_state
    is_click = state.pop(HEARD, False) or state.get(_CHANGED)
    is_late = is_click and urlsplit(st.context.url or "").path == paths[page]
    state[_PAGE] = state.pop(_GO, state.get(_PAGE, page) if is_late else page)
    return cast(str, state[_PAGE])


def handle_event(event: Event) -> None:
    """
    Do what a click in our own HTML asks.

    ``filter`` toggles a key; ``only`` sets facets to one key each; ``narrow``
    does so too, and keeps of the selection what carries all these themes;
    ``label`` asks for one key and nothing else; ``remove`` takes a chip away;
    ``clear`` takes them all; ``open`` opens a remark; ``in_report`` shows it in
    the report; ``profile`` opens a person or an organisation (or, without a
    key, the list of all); ``query`` searches for other words; ``page`` goes to
    a page;
    ``shelve`` sets a remark aside, ``move`` moves it up or down that list;
    ``close`` closes the remark.
    """
    current = view()
    selection = current.selection
    match event.get("do"):
        case "filter":
            change_selection(selection.toggled(event["facet"], event["key"]))
        case "only":
            _open_list(_only(selection, event), event.get("page", ""))
        case "narrow":
            narrowed = selection.narrowed_to_themes(*event["themes"].split(" "))
            # A click that was on its way when the filters changed may ask what can't be said.
            if narrowed:
                _open_list(_only(narrowed, event, besides="themes"), event.get("page", ""))
        case "remove" if event["facet"] == "query":
            change_selection(replace(selection, query=""))
        case "remove":
            change_selection(selection.toggled(event["facet"], event["key"]))
        case "clear":
            change_selection(selection.cleared())
        case "open":
            change_view(replace(current, remark=event["key"]))
            go_to("remarks")
        case "in_report":
            change_view(replace(current, remark=event["key"]))
            go_to("report")
        case "close":
            change_view(replace(current, remark=""))
        case "label":
            only = selection.cleared().with_keys(event["facet"], (event["key"],))
            _open_list(replace(only, is_main_theme_only=False), "remarks")
        case "page":
            _open_list(selection, event["page"])
        case "shelve":
            _shelve(current, event["key"])
        case "move":
            change_view(current.with_moved(event["key"], int(event["steps"])))
        case "query":
            change_selection(replace(selection, query=event["query"]))
        case "profile":
            change_view(replace(current, profile=event["key"], lookup=""))
            go_to("directory")


def _shelve(current: View, remark_id: str) -> None:
    shelved = current.with_shelved(remark_id)
    if shelved == current:
        st.toast(f"De lijst is vol: er staan al {MOST_SHELVED} opmerkingen apart. "
                 "Haal er eerst een weg.")
    change_view(shelved)


def _open_list(selection: Selection, page: str) -> None:
    # A remark that is still open would stand before the list that is asked for.
    change_view(replace(view().with_selection(selection), remark=""))
    go_to(page)


def _only(selection: Selection, event: Event, besides: str = "") -> Selection:
    # Streamlit's dataset keys: data-themes="housing" data-groups="group_1".
    for facet in FACETS:
        if facet in event and facet != besides:
            keys = [key for key in event[facet].split(" ") if key]
            selection = selection.with_keys(facet, keys)
    return selection


def _adopt(dataset: Dataset, parameters: Parameters) -> None:
    read, found = read_parameters(parameters, dataset)
    st.session_state[_VIEW] = read
    st.session_state[_NOTICES] = found


def _present() -> Parameters:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _keep_valid(dataset: Dataset) -> View:
    # The data may have changed under an open session: what is gone is dropped.
    checked, found = read_parameters(to_parameters(view()), dataset)
    if found:
        st.session_state[_VIEW] = checked
        st.session_state[_NOTICES] = found
    return view()
