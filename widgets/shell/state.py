"""
The view of this session: kept between runs, read from the link, written back to it.

The link is written by hand instead of with ``bind="query-params"``: a bound
widget puts its *label* in the link, and a label that is reworded would break
every link that went round before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.actions import ActionError, Event, act
from analysis.link import Notice, Parameters, read_parameters, to_link, to_parameters
from analysis.selection import Selection
from analysis.view import MOST_SHELVED, View
from loaders.dataset import Dataset
from widgets.shell.steps import rename_step as rename_step
from widgets.shell.steps import show_steps

_VIEW, _PAGE, _BEFORE, _NOTICES, _GO, _CHECKED = (
    "state.view", "state.page", "state.before", "state.notices", "state.go", "state.checked",
)
_log = logging.getLogger(__name__)


def read_view(dataset: Dataset, revision: int) -> View:
    """
    Give the view for this run: that of the session, which begins with that of the link.

    Args:
        dataset: what may be asked for.
        revision: of the answers in it; another one may know other services.
    """
    if _VIEW not in st.session_state:
        _adopt(dataset, _present())
    return _keep_valid(dataset, revision)


def view() -> View:
    """Give the view of this session, as it is now."""
    return cast(View, st.session_state[_VIEW])


def change_view(new: View) -> None:
    """Change the view; for callbacks, which run before the page is drawn."""
    st.session_state[_VIEW] = new


def when_changed(key: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """Give what a widget calls: ``take`` with its value, unless it went away meanwhile."""
    def call() -> None:
        # Who went Back while words were on their way is on a page without that widget.
        if key in st.session_state:
            take(st.session_state[key])
    return call


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


def go_to(page: str) -> None:
    """Ask for another page; for callbacks, after which the frame goes there."""
    st.session_state[_GO] = page


def page_before() -> str:
    """Give the page from which the reader came to this one; empty where it is the first."""
    return cast(str, st.session_state.get(_BEFORE, ""))


def take_wanted_page(page: str, paths: Mapping[str, str]) -> str:
    """
    Give the page that the reader is to see: that of this run, or what a callback asked for.

    A click on a page that was left already, as the answer to another click had not arrived,
    asks for a run of that page. It changes no page: the browser is still there itself.

    Args:
        page: name of the page that this run is for.
        paths: the address of each page, by its name.
    """
    state = st.session_state
    known = state.get(_PAGE, page)
    is_late = _where_the_browser_is() == paths[page]
    if not is_late and _GO not in state and _VIEW in state and page != known:
        # Of all that changes the page only the menu says nothing of what is to be seen there.
        change_view(view().without_opened())
    state[_PAGE] = state.pop(_GO, known if is_late else page)
    if state[_PAGE] != known:
        state[_BEFORE] = known
    return cast(str, state[_PAGE])


def handle_event(event: Event) -> None:
    """
    Do what a click in our own HTML asks; see :mod:`analysis.actions`.

    What no element of ours sends is named in the log, and changes nothing.
    """
    try:
        done = act(view(), event)
    except ActionError as error:
        _log.warning("a click was refused: %s", error)
        return
    change_view(done.view)
    if done.page:
        go_to(done.page)
    if done.is_dismissal:
        st.session_state[_NOTICES] = []
    if done.is_refused:
        st.toast(f"De lijst is vol: er staan al {MOST_SHELVED} opmerkingen apart. "
                 "Haal er eerst een weg.")


def _where_the_browser_is() -> str:
    # st.context.url has the path of the page that runs.
    run = get_script_run_ctx()
    return urlsplit(run.context_info.url).path if run and run.context_info else ""


def _adopt(dataset: Dataset, parameters: Parameters) -> None:
    read, found = read_parameters(parameters, dataset)
    st.session_state[_VIEW] = read
    st.session_state[_NOTICES] = found


def _present() -> Parameters:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _keep_valid(dataset: Dataset, revision: int) -> View:
    # The data may have changed under an open session, and a click may name what is not
    # there: what is gone is dropped. Looked up only where one of them is new.
    state = (dataset.fingerprint, revision)
    if st.session_state.get(_CHECKED) != (view(), state):
        kept, found = read_parameters(to_parameters(view()), dataset)
        if found:
            st.session_state[_VIEW] = kept
            st.session_state[_NOTICES] = found
        st.session_state[_CHECKED] = (view(), state)
    return view()
