"""
The stage: the current selection as a walk of slides that fill the screen.

The browser has the whole deck, and turns its slides without the server (stage.js). It says
which slide it is at when it asks for something that only the server can give.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import lru_cache
from typing import cast, get_args
from urllib.parse import unquote_plus

import segno
import streamlit as st

from analysis.actions import Event
from analysis.deck import find_place, to_place
from analysis.pages import is_own_address
from analysis.view import DeckName, View
from drawing.beside import read_beside
from drawing.html.slides import (
    Stage,
    control_bar,
    deck,
    keys_card,
    place,
    qr_card,
    slide_list,
    top_bar,
)
from drawing.html.tags import code, tag
from drawing.words.sentences import to_count_line, to_list, to_remark_count, to_sentence
from widgets.filters import ask_filters
from widgets.moved import find_slides
from widgets.screens.accessibility import statement_link
from widgets.shell.context import Context
from widgets.shell.live import draw, show_component
from widgets.shell.state import change_view, go_to, handle_event, page_before, rename_step, view

# As a link takes it; of thousands of digits Python makes no number.
_NUMBER = re.compile("[0-9]{1,9}")
_log = logging.getLogger(__name__)
_FILTERS, _LEFT = "stage.filters", "stage.left"
_FULL_SCREEN = read_beside(__file__, "stage.css")
# Stands in a link where the browser puts the number of a slide; there is no such slide.
_ANY_SLIDE = 999_999_999
_stage = st.components.v2.component(
    "dashboard_stage", js=read_beside(__file__, "stage.js"), isolate_styles=False
)


def show_stage(context: Context) -> None:
    """Show the deck, at the slide that the link asks for; or the filters, on request."""
    draw(code("style", _FULL_SCREEN))
    if st.session_state.get(_FILTERS):
        _ask_filters(context)
        return
    current, stage = context.view, _to_stage(context)
    walks = find_slides(context, current)
    # Beside the slides, not in them: a link of the presenter's own holds what they noted down.
    links = {name: (context.link("present", replace(current, deck=name, slide=1)),
                    context.link("present", replace(current, deck=name, slide=_ANY_SLIDE)))
             for name in walks}
    has_summary = walks.get("summary", walks["full"]) is not walks["full"]
    cards = tag("template", qr_card(stage), keys_card(
        is_shortlist=current.is_shortlist,
        link=statement_link(replace(context, view=current.without_private()))))
    markup = tag("div", top_bar(stage), place(), control_bar(
        hides_names=current.hides_names, is_shortlist=current.is_shortlist,
        has_summary=has_summary,
    ), slide_list(), deck(walks, context.labels, stage), cards, class_="stage")
    walk, number = to_place(current, walks)
    more = {"walk": walk, "number": number, "links": links}
    show_component(_stage, markup, key="stage", more=more,
                   on_event=lambda event: _handle(event, context))


def _handle(event: Event, context: Context) -> None:
    name, number = event.get("deck"), str(event.get("slide"))
    if name not in get_args(DeckName) or not _NUMBER.fullmatch(number):
        _log.warning("a click was refused: no such slide: %.60r of %.60r", number, name)
        return
    current = replace(view(), deck=cast(DeckName, name), slide=int(number))
    # The browser turned to it by itself: no step of the reader, but where the last one led.
    rename_step(context.link("present", current))
    change_view(current)
    action = event.get("action")
    if event.get("do") != "stage":
        handle_event({field: words for field, words in event.items()
                      if field not in ("deck", "slide")})
    elif action == "filters":
        st.session_state[_FILTERS], st.session_state[_LEFT] = True, current
    elif action == "names":
        _change_in_place(current, replace(current, hides_names=not current.hides_names), context)
    elif action == "leave":
        _leave(current)
    else:
        _log.warning("a click was refused: no such action on the stage: %.60r", action)


def _change_in_place(old: View, new: View, context: Context) -> None:
    """Go on at the slide of the new view that is about the same as that of the old one."""
    before, after = find_slides(context, old), find_slides(context, new)
    name, number = to_place(old, before)
    other, _ = to_place(replace(new, deck=name), after)
    change_view(replace(new, deck=name, slide=find_place(number, before[name], after[other])))


def _leave(current: View) -> None:
    change_view(replace(current, slide=1, deck="summary", is_shortlist=False))
    go_to(page_before() or ("shortlist" if current.is_shortlist else "overview"))


def _ask_filters(context: Context) -> None:
    with st.container(key="stage_filters"):
        st.header(to_count_line(len(context.remarks), len(context.dataset.remarks)), anchor=False)
        st.button("Klaar: terug naar de dia's", type="primary", on_click=_close_filters,
                  args=(context,), shortcut="Esc")
        ask_filters(context)


def _close_filters(context: Context) -> None:
    st.session_state[_FILTERS] = False
    _change_in_place(st.session_state[_LEFT], view(), context)


def _to_stage(context: Context) -> Stage:
    about, current = context.labels.about, context.view
    # On a screen that others see, and in what they scan, stands nothing private.
    shown = replace(current, remark="", page=1, slide=1, deck="summary").without_private()
    link = context.absolute_link(
        "shortlist" if current.is_shortlist else "remarks", replace(shown, is_shortlist=False))
    if context.labels.hide(unquote_plus(link)) != unquote_plus(link):
        # Names are hidden, and a word that was typed holds one.
        link = ""
    if current.is_shortlist:
        sentence, count = "Apart gezette opmerkingen", to_remark_count(len(current.shortlist))
    else:
        sentence = context.labels.hide(to_sentence(current.selection, context.labels))
        count = to_count_line(len(context.remarks), len(context.dataset.remarks))
    return Stage(about.place, sentence, count, link, _to_qr(link) if link else "",
                 to_list(list(about.sources)), current.is_shortlist, is_own_address(link))


@lru_cache(maxsize=64)
def _to_qr(link: str) -> str:
    """Draw a link as a QR code, in the page itself; a link too long for one has none."""
    try:
        return str(segno.make(link, micro=False).svg_data_uri(scale=8, border=2, light="#fff"))
    except segno.DataOverflowError:
        return ""
