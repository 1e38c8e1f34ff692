"""The stage: the current selection as a walk of slides that fill the screen."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote_plus

import segno
import streamlit as st

from analysis.actions import Event
from analysis.deck import Slide, find_slide, to_nearest
from analysis.view import View
from drawing.beside import read_beside
from drawing.html.slides import Stage, control_bar, keys_card, qr_card, slide, top_bar
from drawing.html.tags import code, tag
from drawing.words.sentences import to_count_line, to_list, to_remark_count, to_sentence
from widgets.filters import ask_filters
from widgets.screens.accessibility import statement_link
from widgets.shell.context import Context
from widgets.shell.live import draw, show_html
from widgets.shell.state import change_view, go_to, handle_event, view

_log = logging.getLogger(__name__)
_CARD, _FILTERS, _NO_LETTERS = "stage.card", "stage.filters", "stage.no_letters"
_FULL_SCREEN = read_beside(__file__, "stage.css")


def show_stage(context: Context) -> None:
    """Show the slide that the link asks for, with its buttons; or the filters, on request."""
    draw(code("style", _FULL_SCREEN))
    if st.session_state.get(_FILTERS):
        _ask_filters(context)
        return
    deck = _to_slides(context, context.view)
    number = to_nearest(context.view.slide, deck)
    card = st.session_state.get(_CARD, "")
    has_letters = not st.session_state.get(_NO_LETTERS)
    stage = _to_stage(context)
    if card == "keys":
        shown = keys_card(has_letters=has_letters, is_shortlist=context.view.is_shortlist,
                          link=statement_link(context))
    elif card == "qr":
        shown = qr_card(stage)
    else:
        shown = slide(deck[number - 1], context.labels, stage)
    show_html(
        tag("div", top_bar(stage), shown, control_bar(
            number, len(deck), is_spotlight=context.view.is_spotlight,
            hides_names=context.view.hides_names, is_shortlist=context.view.is_shortlist,
            has_letters=has_letters,
        ), class_="stage"),
        key="stage", on_event=lambda event: _handle(event, context, len(deck)),
    )


def _to_slides(context: Context, shown: View) -> list[Slide]:
    return context.shared.decks.of(shown, context.labels.hide)


def _handle(event: Event, context: Context, slide_count: int) -> None:
    if event.get("do") != "stage":
        st.session_state[_CARD] = ""
        handle_event(event)
        return
    current, action = view(), str(event.get("action"))
    number = min(max(current.slide, 1), slide_count)
    turn = {"previous": number - 1, "next": number + 1, "first": 1, "last": slide_count}
    if action in turn:
        st.session_state[_CARD] = ""
        change_view(replace(current, slide=min(max(turn[action], 1), slide_count)))
    elif action in ("keys", "qr"):
        is_open = st.session_state.get(_CARD) == action
        st.session_state[_CARD] = "" if is_open else action
    elif action == "letters":
        st.session_state[_NO_LETTERS] = not st.session_state.get(_NO_LETTERS)
    elif action == "filters":
        st.session_state[_FILTERS] = True
    elif action == "names":
        change_view(replace(current, hides_names=not current.hides_names))
    elif action == "spotlight":
        _turn_spotlight(current, context)
    elif action == "leave":
        _leave(current)
    else:
        _log.warning("a click was refused: no such action on the stage: %.60r", action)


def _turn_spotlight(current: View, context: Context) -> None:
    # The other deck has the same remark on another slide.
    deck = _to_slides(context, current)
    quotes = deck[to_nearest(current.slide, deck) - 1].quotes
    turned = replace(current, is_spotlight=not current.is_spotlight)
    other = _to_slides(context, turned)
    number = find_slide(other, quotes[0].remark.remark_id) if quotes else 1
    change_view(replace(turned, slide=number))


def _leave(current: View) -> None:
    if st.session_state.get(_CARD):
        st.session_state[_CARD] = ""
        return
    change_view(replace(current, slide=1, is_spotlight=False, is_shortlist=False))
    go_to("shortlist" if current.is_shortlist else "overview")


def _ask_filters(context: Context) -> None:
    with st.container(key="stage_filters"):
        st.header(to_count_line(len(context.remarks), len(context.dataset.remarks)), anchor=False)
        st.button("Klaar: terug naar de dia's", type="primary", on_click=_close_filters,
                  shortcut="Esc")
        ask_filters(context)


def _close_filters() -> None:
    st.session_state[_FILTERS] = False


def _to_stage(context: Context) -> Stage:
    about, current = context.labels.about, context.view
    # On a screen that others see, and in what they scan, stands nothing private.
    link = context.absolute_link("present", current.without_private())
    if context.labels.hide(unquote_plus(link)) != unquote_plus(link):
        # Names are hidden, and a word that was typed holds one.
        link = ""
    if current.is_shortlist:
        sentence, count = "Apart gezette opmerkingen", to_remark_count(len(current.shortlist))
    else:
        sentence = context.labels.hide(to_sentence(current.selection, context.labels))
        count = to_count_line(len(context.remarks), len(context.dataset.remarks))
    return Stage(about.place, sentence, count, link, _to_qr(link) if link else "",
                 to_list(list(about.sources)), current.is_shortlist)


@lru_cache(maxsize=64)
def _to_qr(link: str) -> str:
    """Draw a link as a QR code, in the page itself; a link too long for one has none."""
    try:
        return str(segno.make(link, micro=False).svg_data_uri(scale=8, border=2, light="#fff"))
    except segno.DataOverflowError:
        return ""


