"""
The view of this session: kept between runs, read from the link, written back to it.

The link is written by hand instead of with ``bind="query-params"``: a bound
widget puts its *label* in the link, and a label that is reworded would break
every link that went round before.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import cast

import streamlit as st

from analysis.actions import ActionError, Event, act
from analysis.link import Notice, Parameters, read_parameters, to_parameters
from analysis.selection import Selection
from analysis.view import MOST_SHELVED, View
from loaders.dataset import Dataset

# A click that was sent before the browser had heard of the new link still
# carries the old one; it must not be taken for the reader's Back button.
SETTLE_SECONDS = 1.0
_VIEW, _WRITTEN, _WRITTEN_AT, _PAGE, _CHANGED, _NOTICES, _GO, _CHECKED = (
    "state.view", "state.written", "state.written_at", "state.page", "state.changed",
    "state.notices", "state.go", "state.checked",
)
_log = logging.getLogger(__name__)


def read_view(dataset: Dataset, page: str) -> View:
    """
    Give the view for this run: that of the session, or that of a link that was followed.

    Args:
        dataset: what a link may ask for.
        page: name of the page that is open; a change of page keeps the view.
    """
    state = st.session_state
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    if _VIEW not in state or _link_was_followed(parameters, page):
        _adopt(dataset, parameters)
    state[_PAGE] = page
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


def write_link() -> None:
    """Put the view in the address bar, where it differs."""
    parameters = to_parameters(view())
    present = {name: st.query_params.get_all(name) for name in st.query_params}
    if present != parameters:
        st.query_params.from_dict(cast("dict[str, Sequence[str]]", parameters))
        st.session_state[_WRITTEN_AT] = time.monotonic()
    st.session_state[_WRITTEN] = parameters


def notices() -> list[Notice]:
    """Give what the last link asked that could not be given."""
    return cast(list[Notice], st.session_state.get(_NOTICES, []))


def go_to(page: str) -> None:
    """Ask for another page; for callbacks, after which the frame goes there."""
    st.session_state[_GO] = page


def take_wanted_page() -> str:
    """Give the page that a callback asked for, once; empty when none did."""
    return cast(str, st.session_state.pop(_GO, ""))


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


def _adopt(dataset: Dataset, parameters: Parameters) -> None:
    read, found = read_parameters(parameters, dataset)
    st.session_state[_VIEW] = read
    st.session_state[_NOTICES] = found


def _link_was_followed(parameters: Parameters, page: str) -> bool:
    state = st.session_state
    if state.get(_CHANGED) or parameters == state.get(_WRITTEN):
        return False
    if time.monotonic() - state.get(_WRITTEN_AT, 0.0) < SETTLE_SECONDS:
        return False
    # Streamlit's navigation empties the link; Back to an empty link stays on its page.
    return bool(parameters) or page == state.get(_PAGE)


def _keep_valid(dataset: Dataset) -> View:
    # The data may have changed under an open session, and a click may name what is not
    # there: what is gone is dropped. Looked up only where one of them is new.
    checked = (view(), dataset.fingerprint)
    if st.session_state.get(_CHECKED) != checked:
        kept, found = read_parameters(to_parameters(view()), dataset)
        if found:
            st.session_state[_VIEW] = kept
            st.session_state[_NOTICES] = found
        st.session_state[_CHECKED] = (view(), dataset.fingerprint)
    return view()
