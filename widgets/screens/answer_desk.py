"""All answers that ask something of an editor: typed, not published, to look at again, waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from drawing.html.answers import answer_list, to_due_note
from drawing.html.tags import tag
from drawing.words.answers import to_moment
from drawing.words.sentences import PLACE
from follow_up.answers import FollowUp
from follow_up.drafts import Draft, list_drafts
from follow_up.progress import list_waiting
from store.errors import StoreError
from widgets.screens.publishing import offer_publishing, show_outcome
from widgets.screens.worksheet import offer_worksheet
from widgets.shell.answers import open_follow_up
from widgets.shell.context import Context
from widgets.shell.live import show_html, show_title
from widgets.shell.state import change_view, view, when_changed

_HOW = ("Kies opmerkingen met een filter, een zoekvraag of door ze apart te zetten, en dan "
        "“Beantwoorden” naast de pagina; of open één opmerking. Eén antwoord kan over veel "
        "opmerkingen gaan.")


def show_desk(context: Context, editor: str) -> None:
    """Show what is not finished, and the way to begin."""
    show_title("Antwoorden")
    show_outcome()
    try:
        follow_up = open_follow_up(context.dataset)
        drafts, answers = list_drafts(follow_up.store, editor), follow_up.answers()
        show_html(tag("p", _HOW, class_="note"), key="desk")
        offer_worksheet(context, follow_up)
        _show_typed(context, drafts)
        _show_unpublished(context, follow_up, _select(context, answers))
        _show_for_review(context, _select(context, answers))
        _show_waiting(context, _select(context, answers))
        _show_published(context, _select(context, answers))
    except StoreError as error:
        st.error(error.message)


def _select(context: Context, answers: pd.DataFrame) -> pd.DataFrame:
    """Select the answers that are about something of the selection."""
    if not context.view.selection.is_narrowed:
        return answers
    shown = set(context.remarks["remark_id"])
    # With loc: of no answers at all, a list of none would choose no columns.
    return answers.loc[[not shown.isdisjoint(keys) for keys in answers["remark_ids"]]]


def _show_typed(context: Context, drafts: list[Draft]) -> None:
    typed = [{**asdict(draft.answer), "at": draft.at} for draft in drafts]
    show_html(answer_list(
        "Getypt, nog niet bewaard", "Alleen u ziet dit. Open het om verder te gaan.", typed,
        context.labels, lambda answer: _href(context, answer),
        lambda answer: f"getypt op {to_moment(answer['at'])}",
    ), key="typed")


def _show_unpublished(context: Context, follow_up: FollowUp, answers: pd.DataFrame) -> None:
    unpublished = _to_rows(answers[~answers["is_published"].astype(bool)])
    show_html(answer_list(
        "Bewaard, nog niet gepubliceerd", "Lezers zien dit nog niet. Kies hieronder wat u samen "
        "publiceert; dan ziet u eerst wat er verandert.", unpublished, context.labels,
        lambda answer: _href(context, answer),
        lambda answer: f"bewaard op {to_moment(answer['saved_at'])}",
    ) if unpublished else tag(
        "p", "Alles wat bewaard is, is gepubliceerd." if len(answers) else "Er is nog niets "
        "geantwoord.", class_="note"), key="unpublished")
    # What was saved anew since it was chosen is not what was chosen.
    versions = {f"{answer['answer_id']}.{answer['version']}": answer["answer_id"]
                for answer in unpublished}
    if not versions:
        return
    key = "publish_these"
    st.session_state[key] = [one for one in st.session_state.get(key, ()) if one in versions]
    chosen = st.pills("Samen publiceren", list(versions), selection_mode="multi",
                      format_func=versions.__getitem__, key=key)
    if len(chosen) < len(versions):
        st.button("Kies alle", key="choose_all", on_click=_choose_all, args=(key, list(versions)))
    if chosen:
        offer_publishing(context, follow_up, [versions[one] for one in chosen])


def _choose_all(key: str, versions: list[str]) -> None:
    st.session_state[key] = versions


def _show_for_review(context: Context, answers: pd.DataFrame) -> None:
    show_html(answer_list(
        "Te herbekijken", "Een opmerking of een status van deze antwoorden veranderde sindsdien.",
        _to_rows(answers[answers["needs_review"].astype(bool)]), context.labels,
        lambda answer: _href(context, answer),
    ), key="review")


def _show_waiting(context: Context, answers: pd.DataFrame) -> None:
    waiting = list_waiting(answers, datetime.now(PLACE).date())
    services = list(dict.fromkeys(waiting["owner"]))
    chosen = context.view.service
    if chosen:
        waiting = waiting[waiting["owner"] == chosen]
    show_html(answer_list(
        "Wachtrij", "Waar een dienst mee bezig is: wat te laat is eerst.", _to_rows(waiting),
        context.labels, lambda answer: _href(context, answer), to_due_note,
    ), key="waiting")
    if services:
        key = "ask.service"
        st.session_state[key] = chosen if chosen in services else None
        st.selectbox("Dienst", services, key=key, placeholder="Alle diensten",
                     on_change=when_changed(key, _choose_service))


def _show_published(context: Context, answers: pd.DataFrame) -> None:
    published = _to_rows(answers[answers["is_published"].astype(bool)])
    # Drawn only where it is open: it grows.
    with st.expander(f"Gepubliceerd ({len(published)})", key="desk_published",
                     on_change="rerun") as box:
        if published and box.open:
            show_html(answer_list(
                "Gepubliceerd", "Lezers zien dit. Open het om het te wijzigen.", published,
                context.labels, lambda answer: _href(context, answer),
                lambda answer: f"gepubliceerd op {to_moment(answer['published_at'])}",
            ), key="published")


def _choose_service(service: str | None) -> None:
    change_view(replace(view(), service=service or ""))


def _to_rows(answers: pd.DataFrame) -> list[Mapping[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in answers.to_dict("records")]


def _href(context: Context, answer: Mapping[str, Any]) -> str:
    keys = () if answer["answer_id"] else tuple(answer["remark_ids"])
    return context.link("answer", replace(
        context.view, answer=answer["answer_id"] or "", answering=keys, page=1))
