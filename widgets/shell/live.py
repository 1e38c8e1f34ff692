"""
Our own HTML on the screen, whose buttons and links reach Python.

Streamlit draws text and its own widgets; a card with four labels that can each
be clicked would be five widgets, and a page of cards hundreds (measured: 200
rich cards take 22 times as long as an empty page, one block of HTML twice).
So the page's remarks, matrices and filter line are one block each, and one
small script passes a click on. All JavaScript that runs on our screens is started
here, in steps.py or in screens/stage.py; it stands in files beside these modules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from analysis.actions import Event
from drawing.beside import read_beside
from drawing.html.tags import tag
from widgets.shell.dutch import (
    BEGINNINGS,
    ENDINGS,
    LINE_IS_LOST,
    LINE_IS_LOST_ON_STAGE,
    TRANSLATIONS,
)
from widgets.shell.state import handle_event

_live, _mend, _making, _typing = (
    st.components.v2.component(
        f"dashboard_{name}", js=read_beside(__file__, f"{name}.js"), isolate_styles=False
    )
    for name in ("live", "mend", "making", "typing")
)


def show_html(
    markup: Markup, *, key: str, on_event: Callable[[Event], None] = handle_event,
    scroll_to: str = "",
) -> None:
    """
    Draw our own HTML, and do what is clicked in it.

    Args:
        markup: from drawing/html/; what is no markup after all is drawn as words.
        key: unique on the page; the block keeps its place under it.
        on_event: gets the ``data-`` attributes of what is clicked, before the
            script runs, as a Streamlit callback does.
        scroll_to: id of the element to bring into view, once.
    """
    show_component(_live, markup, key=key, on_event=on_event, more={"scrollTo": scroll_to})


def show_component(
    component: Callable[..., Any], markup: Markup, *, key: str, on_event: Callable[[Event], None],
    more: Mapping[str, object],
) -> None:
    """Draw HTML by a component, and do what it says that was clicked; see ``show_html``."""
    def pass_on() -> None:
        # A click on what another click took away, before the browser had heard of it, has none.
        event = getattr(st.session_state.get(key), "event", None)
        if isinstance(event, dict):
            on_event(dict(event))

    component(key=key, data={"html": escape(markup), **more}, on_event_change=pass_on)


def show_title(title: str) -> None:
    """Draw the title of a page, in the look of our own HTML."""
    draw(tag("div", tag("h1", title), class_="live"))


def draw(markup: Markup) -> None:
    """Draw HTML that no one clicks on; what is no markup after all is drawn as words."""
    st.html(escape(markup))


def mend_streamlit() -> None:
    """Mend what Streamlit does: its English words, its loss of a tab, its charts on paper."""
    _mend(
        key="mend",
        data={"words": TRANSLATIONS, "beginnings": BEGINNINGS, "endings": ENDINGS,
              "lost": LINE_IS_LOST, "lostOnStage": LINE_IS_LOST_ON_STAGE},
        # The run itself is all that is wanted.
        on_back_change=lambda: None,
    )


def hear_typing() -> None:
    """Have what is typed in large fields sent after each pause, not only when they are left."""
    _typing(key="typing", data={})


def show_making(making: str, ready: str, failed: str) -> None:
    """
    Say beside the download buttons of an expander that a file is being made, and how that ends.

    Args:
        making: while it is being made; ``#`` stands for the name on the button.
        ready: when the browser has it; goes away after six seconds.
        failed: when it could not be made; stays until the next click.
    """
    _making(key="making", data={"making": making, "ready": ready, "failed": failed})
