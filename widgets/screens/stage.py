"""
The stage: the current selection as a walk of slides that fill the screen.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote_plus

import segno
import streamlit as st

from analysis.deck import Slide, find_slide, to_deck, to_nearest, to_shortlist_deck, to_spotlights
from analysis.facets import RemarkFacets
from analysis.view import View
from drawing.html.slides import Stage, control_bar, keys_card, qr_card, slide, top_bar
from drawing.html.tags import code, tag
from drawing.words.labels import Labels
from drawing.words.sentences import to_count_line, to_list, to_remark_count, to_sentence
from widgets.filters import ask_filters
from widgets.screens.accessibility import statement_link
from widgets.shell.context import Context
from widgets.shell.live import Event, draw, show_html
from widgets.shell.state import change_view, go_to, handle_event, view

_CARD, _FILTERS, _NO_LETTERS = "stage.card", "stage.filters", "stage.no_letters"
# Streamlit's own pieces go, and everything grows with the screen: 32 pixels to
# the rem at 1280 by 720, so that its smallest words are 28 pixels high. Below a
# reader's own size it does not shrink: then the slide scrolls (look.css).
_FULL_SCREEN = """
html { font-size: max(125%, min(2.5vw, 4.445vh)) !important; }
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"],
[data-testid="stStatusWidget"], [data-testid="stToolbar"] { display: none !important; }
[data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0; }
"""


def show_stage(context: Context) -> None:
    """Show the slide that the link asks for, with its buttons; or the filters, on request."""
    draw(code("style", _FULL_SCREEN))
    if st.session_state.get(_FILTERS):
        _ask_filters(context)
        return
    deck = to_slides(context)
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


def to_slides(context: Context) -> list[Slide]:
    """Give the deck of the view; worked out once for all who look at the same."""
    current = context.view
    return _deck(context.shared.facets, context.labels, replace(
        View(), selection=current.selection, is_spotlight=current.is_spotlight,
        is_shortlist=current.is_shortlist, hides_names=current.hides_names,
        shortlist=current.shortlist if current.is_shortlist else (),
    ))


@lru_cache(maxsize=16)
def _deck(facets: RemarkFacets, labels: Labels, wanted: View) -> list[Slide]:
    # Facets and labels stay the same objects until the data changes.
    if wanted.is_shortlist:
        places = facets.find_places([key for key, _ in wanted.shortlist])
        return to_shortlist_deck(labels.remarks(facets.dataset.remarks.iloc[places]))
    # Whoever filters on themes chooses them, and the order in which they are told.
    deck = to_deck(facets, labels.hide, wanted.selection, wanted.selection.themes)
    if not wanted.is_spotlight or deck[0].kind == "empty":
        return deck
    chosen = dict.fromkeys(quote.remark for shown in deck for quote in shown.quotes)
    return [deck[0], *to_spotlights(list(chosen)), deck[-1]]


def _handle(event: Event, context: Context, slide_count: int) -> None:
    if event["do"] != "stage":
        st.session_state[_CARD] = ""
        handle_event(event)
        return
    current, action = view(), event["action"]
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


def _turn_spotlight(current: View, context: Context) -> None:
    # The other deck has the same remark on another slide.
    deck = to_slides(context)
    quotes = deck[to_nearest(current.slide, deck) - 1].quotes
    turned = replace(current, is_spotlight=not current.is_spotlight)
    other = to_slides(replace(context, view=turned))
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
    return Stage(about.title, about.place, sentence, count, link, _to_qr(link) if link else "",
                 to_list(list(about.sources)), current.is_shortlist)


@lru_cache(maxsize=64)
def _to_qr(link: str) -> str:
    """Draw a link as a QR code, in the page itself; a link too long for one has none."""
    try:
        return str(segno.make(link, micro=False).svg_data_uri(scale=8, border=2, light="#fff"))
    except segno.DataOverflowError:
        return ""


