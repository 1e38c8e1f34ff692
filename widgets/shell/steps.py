"""
The steps of a reader: each view is an entry with an id of its own in the history of the browser.

The browser says when the reader went Back or Forward, and to which step. Only then, and when a
session begins, a link is read: what any other run carries along may be from before the last click.
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex

import streamlit as st

from drawing.beside import read_beside

_KEY, _MADE, _HEARD = "steps", "steps.made", "steps.heard"
# A run that another click cut short may never reach the browser: the next one brings its step too.
_MOST_SENT = 20
_steps = st.components.v2.component(
    "dashboard_steps", js=read_beside(__file__, "steps.js"), isolate_styles=False
)


def show_steps(link: str, follow: Callable[[str], None]) -> None:
    """
    Make a step of a link that is not the last one's, and listen for Back and Forward.

    Args:
        link: address, without the server, of what is on the screen.
        follow: gets the link of the step that the reader went to; runs before the script.
    """
    state = st.session_state
    made = state.get(_MADE, [])
    is_new = not made
    if made and made[-1][1] is None:
        # Of the step that the reader went to, only the id was known.
        made = [[made[-1][0], link]]
    elif is_new or made[-1][1] != link:
        made = [*made[1 - _MOST_SENT:], [token_hex(8), link]]
    state[_MADE] = made

    def listen() -> None:
        _hear(follow)

    _steps(key=_KEY, data={"steps": made}, on_went_change=listen)
    if is_new:
        # A session that begins after a loss hears of what another one heard before.
        state[_HEARD] = _went()
    elif _hear(follow):
        # Streamlit calls nothing back where it thinks that the page has changed meanwhile.
        st.rerun()


def rename_step(link: str) -> None:
    """Give the last step another link: the browser itself went there."""
    made = st.session_state.get(_MADE)
    if made:
        made[-1][1] = link


def _went() -> object:
    return getattr(st.session_state.get(_KEY), "went", None)


def _hear(follow: Callable[[str], None]) -> bool:
    state, went = st.session_state, _went()
    if went == state.get(_HEARD):
        return False
    state[_HEARD] = went
    match went:
        case {"step": str(step), "link": str(link)} if step != state[_MADE][-1][0]:
            state[_MADE] = [[step, None]]
            follow(link)
            return True
    return False
