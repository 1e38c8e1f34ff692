"""The shortlist: remarks set aside, in the order of the presenter, each with a note."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from drawing.html.remarks import remark_card
from drawing.html.tags import tag
from drawing.words.sentences import to_remark_count
from widgets.remark_list import find_answered, find_remark
from widgets.shell.context import Context
from widgets.shell.live import show_html
from widgets.shell.state import change_view, view, when_changed

NOTE_MEANING = (
    "Een notitie gaat mee in die link, en naar Word, Excel, CSV en de webpagina; in PowerPoint is "
    "ze een sprekersnotitie. Ze komt nooit op een dia."
)


def show_shortlist(context: Context) -> None:
    """Show what is set aside, to order, annotate and present; the link holds all of it."""
    entries = context.view.shortlist
    present = tag("button", "Presenteer deze lijst", type="button", class_="quiet",
                  data_do="present") if entries else ""
    words = (f"{to_remark_count(len(entries))}, in uw volgorde. De lijst staat in de link van deze "
             "pagina: kopieer die link om haar te bewaren of door te sturen.") if entries else (
        "Nog niets. Kies “Zet apart” onder een opmerking; dat kan overal waar opmerkingen staan.")
    notes = tag("p", NOTE_MEANING, class_="note") if entries else Markup("")
    show_html(tag("h1", "Apart gezet") + tag("p", words, class_="note") + notes + present,
              key="shortlist")
    for place, (remark_id, note) in enumerate(entries):
        _show_entry(context, remark_id, note, is_first=place == 0,
                    is_last=place == len(entries) - 1)


def _show_entry(
    context: Context, remark_id: str, note: str, *, is_first: bool, is_last: bool
) -> None:
    remark = find_remark(context, remark_id)
    card = remark_card(
        remark, context.labels,
        lambda key: context.link("remarks", replace(context.view, remark=key)),
        answered=find_answered(context, remark), is_shelved=True,
    )
    moves = _move("Omhoog", remark_id, -1, is_first) + _move("Omlaag", remark_id, 1, is_last)
    show_html(tag("div", card, tag("p", moves, class_="meta"), class_="cards"),
              key=f"shortlist.{remark_id}")
    key = f"ask.note.{remark_id}"
    # The note is kept without the space that stands between two words while they are typed.
    if st.session_state.get(key, "").strip() != note:
        st.session_state[key] = note
    st.text_input("Notitie", key=key, live=True,
                  on_change=when_changed(
                      key, lambda note: change_view(view().with_note(remark_id, note))))


def _move(label: str, remark_id: str, steps: int, is_off: bool) -> Markup:
    return tag("button", label, type="button", class_="quiet", data_do="move", data_key=remark_id,
               data_steps=str(steps), disabled="" if is_off else None)
