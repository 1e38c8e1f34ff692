"""Answering: the remarks on one side, the form on the other, and what publishing would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from analysis.actions import Event
from analysis.pages import PageEntry
from analysis.remarks import Remark
from analysis.view import MOST_ANSWERED, View
from drawing.html.answers import answered_remark, both_texts, desk_link, earlier_answers
from drawing.html.remarks import remark_card
from drawing.html.tags import tag
from drawing.words.answers import FIELD_LABELS, to_moment, to_state, to_status
from drawing.words.sentences import to_plain, to_remark_count
from follow_up.answer import TEXT_FIELDS, Conflict
from follow_up.answers import FollowUp
from follow_up.boilerplates import list_boilerplates
from loaders.schema import STATUS_KINDS
from store.errors import StoreError
from widgets.remark_list import find_answered, find_remark, to_heading
from widgets.screens.answer_form import (
    LARGE,
    Form,
    find_form,
    insert,
    keep,
    list_first,
    open_form,
    save,
    save_block,
    settle,
    start_again,
    take,
    take_out,
    to_field,
)
from widgets.screens.publishing import offer_publishing, show_outcome
from widgets.screens.remark_detail import list_neighbours
from widgets.shell.answers import open_follow_up
from widgets.shell.context import Context
from widgets.shell.editor import find_editor, is_served
from widgets.shell.live import draw, hear_typing, show_html, show_title
from widgets.shell.sign_in import is_sign_in_on
from widgets.shell.state import change_view, go_to, handle_event, view, when_changed

REMARKS_PER_PAGE = 10
_FORM_ID = "uw-antwoord"
_CHOICES = {"mine": "Die van u", "theirs": "De andere", "both": "Allebei"}


@dataclass(frozen=True)
class Before:
    """What was answered before: who may write sees drafts too."""

    answers: pd.DataFrame
    current: Mapping[str, str]
    boilerplates: pd.DataFrame
    follow_up: FollowUp


def offer_answering(context: Context, page: PageEntry) -> None:
    """Offer who may answer to answer what is on the screen; others see nothing of it."""
    if page.is_answering or not find_editor():
        return
    box = st.expander("Beantwoorden", key="answer_these", on_change="rerun")
    if not box.open:
        return
    keys = tuple(key for key, _ in context.view.shortlist) if page.is_shortlist else tuple(
        context.remarks["remark_id"])
    with box:
        _offer(keys)
        st.button("Naar alle antwoorden", key="answer_desk", on_click=_open, args=((),),
                  width="stretch")


def offer_answer_to(remark_id: str) -> None:
    """Offer who may answer to answer one remark."""
    if find_editor():
        st.button("Beantwoord deze opmerking", key="answer_one", on_click=_open,
                  args=((remark_id,),))


def _offer(keys: tuple[str, ...]) -> None:
    count = len(keys)
    if 0 < count <= MOST_ANSWERED:
        label = "Beantwoord deze opmerking" if count == 1 else f"Beantwoord deze {count}"
        st.button(label, key="answer_selection", on_click=_open, args=(keys,), width="stretch")
    elif count:
        st.caption(f"Eén antwoord gaat over ten hoogste {MOST_ANSWERED} opmerkingen: filter, zoek "
                   "of zet er eerst enkele apart.")


def _open(keys: tuple[str, ...]) -> None:
    change_view(replace(view(), answer="", answering=keys, page=1))
    go_to("answer")


def show_who_may() -> None:
    """Say who may answer, and how to turn that on; what was typed here can be copied."""
    show_title("Beantwoorden")
    form = find_form()
    if form and form.is_typed:
        st.error("U mag hier niet (meer) antwoorden. Er is niets bewaard. Wat u typte, staat "
                 "hieronder: kopieer het.")
        for name in TEXT_FIELDS:
            if words := getattr(form.typed, name):
                st.caption(FIELD_LABELS[name])
                st.code(words, language=None, wrap_lines=True)
    if is_sign_in_on():
        st.write("Antwoorden kan alleen wie daarvoor aangeduid is. Bent u dat, en lukt het niet? "
                 "Verwittig dan wie het dashboard beheert: uw adres moet in `DASHBOARD_EDITORS` "
                 "staan.")
    elif is_served():
        st.write("Antwoorden kan hier niemand: dit dashboard staat open voor anderen, zonder "
                 "aanmelding. Wie het beheert, zet het aan met een aanmelding en met "
                 "`DASHBOARD_EDITORS`: zie “Sign-in” en “The store of answers” in "
                 "`docs/deployment.md`.")


def show_answering(context: Context, editor: str) -> None:
    """Show what is being answered beside the form, and what another editor saved meanwhile."""
    try:
        follow_up = open_follow_up(context.dataset)
        form = open_form(follow_up, context.dataset, editor)
    except StoreError as error:
        show_title("Beantwoorden")
        st.error(error.message)
        return
    if form is None:
        show_title("Beantwoorden")
        show_html(desk_link(context.link("answer", context.view.without_answer()))
                  + tag("p", f"Antwoord {context.view.answer} bestaat niet."), key="no_answer")
        return
    before = _look_back(follow_up)
    show_html(desk_link(context.link("answer", context.view.without_answer()))
              + tag("h1", _to_title(form))
              + tag("a", "Naar uw antwoord, onder de opmerkingen", href=f"#{_FORM_ID}",
                    class_="to-form"), key="answering")
    show_outcome()
    hear_typing()
    left, right = st.columns(2, gap="large")
    with right, st.container(key="answer_form"):
        _show_form(context, form, before)
    with left:
        _show_remarks(context, form, before)


def _to_title(form: Form) -> str:
    count = to_remark_count(len(form.typed.remark_ids))
    answer_id = form.typed.answer_id
    return f"Antwoord {answer_id} op {count}" if answer_id else f"Beantwoord {count}"


def _look_back(follow_up: FollowUp) -> Before | None:
    # Writing goes on where the store can't be read now; why not is said above the page.
    try:
        return Before(follow_up.answers(), follow_up.current_answers(published_only=False),
                      list_boilerplates(follow_up.store), follow_up)
    except StoreError as error:
        st.error(f"{error.message} Wat u typte, blijft staan.")
        return None


# The remarks


def _show_remarks(context: Context, form: Form, before: Before | None) -> None:
    keys = form.typed.remark_ids
    pages = max(-(-len(keys) // REMARKS_PER_PAGE), 1)
    page = min(context.view.page, pages)
    shown = [find_remark(context, key)
             for key in keys[(page - 1) * REMARKS_PER_PAGE : page * REMARKS_PER_PAGE]]

    def on_event(event: Event) -> None:
        if event.get("do") != "take_out":
            handle_event(event)
            return
        change_view(replace(view(), answering=keys))
        handle_event(event)
        take_out(view().answering)

    show_html(_others(context, form, before) + tag("div", *(
        _to_remark(context, remark, before, can_leave=len(keys) > 1) for remark in shown
    ), class_="cards"), key="answered", on_event=on_event)
    if pages > 1:
        st.session_state["ask.page"] = page
        st.pagination(pages, key="ask.page", on_change=when_changed(
            "ask.page", lambda number: change_view(replace(view(), page=number))))


def _to_remark(
    context: Context, remark: Remark, before: Before | None, *, can_leave: bool
) -> Markup:
    def to_href(key: str) -> str:
        return context.link("remarks", replace(context.view.without_answer(), remark=key))

    card = remark_card(remark, context.labels, to_href, answered=find_answered(context, remark),
                       question=remark.question)
    history: list[dict[str, Any]] = before.follow_up.history(
        remark.remark_id, published_only=False).to_dict("records") if before else []
    return answered_remark(
        card, to_heading(context, remark), remark.remark_id,
        neighbours=list_neighbours(context, remark),
        earlier=earlier_answers(history, context.labels), can_leave=can_leave,
    )


def _others(context: Context, form: Form, before: Before | None) -> Markup:
    """Say which of the remarks another answer is about, with the way there."""
    others: dict[str, list[str]] = {}
    for key in form.typed.remark_ids if before else ():
        if before and before.current.get(key, form.typed.answer_id) != form.typed.answer_id:
            others.setdefault(before.current[key], []).append(key)
    if not others:
        return Markup("")
    items = []
    for answer_id, keys in others.items():
        whole = before.answers.set_index("answer_id").at[answer_id, "remark_ids"] if before else ()
        joined = tuple(dict.fromkeys((*whole, *form.typed.remark_ids)))
        items.append(tag(
            "li", _link(context, View(answer=answer_id), f"Antwoord {answer_id}"),
            f" gaat al over {to_remark_count(len(keys))} hiervan. ",
            _link(context, View(answer=answer_id, answering=joined), "Neem deze daarin op"),
        ))
    return tag("div", tag("p", "Wat u bewaart, komt in de plaats."), tag("ul", *items),
               class_="notice")


def _link(context: Context, wanted: View, content: str) -> Markup:
    shown = replace(context.view, answer=wanted.answer, answering=wanted.answering, page=1)
    return tag("a", content, href=context.link("answer", shown), data_do="answer",
               data_key=wanted.answer, data_remarks=" ".join(wanted.answering) or None)


# The form


def _show_form(context: Context, form: Form, before: Before | None) -> None:
    draw(tag("div", tag("h2", "Uw antwoord", id=_FORM_ID), class_="live"))
    if form.conflict:
        _show_conflict(context, replace(form.conflict, mine=form.typed))
    statuses = list(context.shared.facets.options("statuses"))
    typed = form.typed
    values: dict[str, str | None] = {"status": st.radio(
        _to_label(form, "status"), statuses,
        index=statuses.index(typed.status) if typed.status in statuses else None,
        format_func=lambda key: to_plain(to_status(key, context.labels)),
        key=f"{form.key}.status", on_change=when_changed(f"{form.key}.status", take("status")),
    )}
    kind = context.labels.kind(values["status"]) if values["status"] else ""
    first = list_first(form, kind)
    for name in first:
        values[name] = _ask(form, name)
        if name == "text" and kind and before is not None:
            _ask_blocks(form, kind, before.boilerplates)
    with st.expander("Meer velden", key="more_fields"):
        for name in TEXT_FIELDS:
            if name not in first:
                values[name] = _ask(form, name)
    # What a field brought along from before the server was started again, nothing else has told.
    keep(values)
    _show_end(context, find_form() or form, before)


def _ask(form: Form, name: str) -> str | None:
    key = f"{form.key}.{name}"
    label, value = _to_label(form, name), to_field(form.typed, name)
    on_change = when_changed(key, take(name))
    if name in LARGE:
        return st.text_area(label, value, key=key, on_change=on_change,
                            height=180 if name == "text" else 100)
    return st.text_input(label, value, key=key, on_change=on_change, live="1s")


def _to_label(form: Form, name: str) -> str:
    # What is wrong is part of the name of the field: so it is read out where it is.
    problem = form.problems.get(name)
    return f"{FIELD_LABELS[name]} — ⚠ {problem}" if problem else FIELD_LABELS[name]


def _ask_blocks(form: Form, kind: str, boilerplates: pd.DataFrame) -> None:
    blocks = boilerplates[boilerplates["kind"] == kind]
    texts = dict(zip(blocks["title"], blocks["text"], strict=True))
    with st.expander("Sjablonen", key=f"blocks.{STATUS_KINDS.index(kind)}"):
        if texts:
            chosen = st.selectbox("Sjabloon", list(texts), key=f"{form.key}.block.{kind}",
                                  placeholder="Kies een sjabloon", index=None)
            st.button("Voeg in", key="insert_block", on_click=insert,
                      args=(texts.get(chosen or "", ""),), disabled=chosen is None)
        title = st.text_input("Bewaar uw antwoord als sjabloon, onder de titel",
                              key=f"{form.key}.title.{kind}", live="1s")
        st.button("Bewaar als sjabloon", key="save_block", on_click=save_block,
                  args=(kind, title), disabled=not (title.strip() and form.typed.text.strip()))


def _show_end(context: Context, form: Form, before: Before | None) -> None:
    if form.trouble:
        st.error(f"{form.trouble} Wat u typte, staat hier nog.")
    if form.problems:
        st.error("Dit kan zo niet bewaard worden. " + " ".join(form.problems.values()))
    row = None if before is None else next(
        iter(before.answers[before.answers["answer_id"] == form.saved.answer_id]
             .to_dict("records")), None)
    said = to_state(form.kept_at if form.is_typed else None, form.version,
                    row["published_at"] if row and row["is_published"] else "",
                    is_back=form.is_back)
    show_html(tag("p", said, role="status", class_="note"), key="answer_state")
    with st.container(horizontal=True):
        if not form.conflict:
            st.button("Bewaar", key="save_answer", on_click=save,
                      type="primary" if form.is_typed else "secondary")
        if form.kept and form.is_typed:
            st.button("Gooi weg wat niet bewaard is", key="throw_away", on_click=start_again)
    if row and not row["is_published"] and not form.is_typed and before is not None:
        offer_publishing(context, before.follow_up, [row["answer_id"]])


# Another editor was first


def _show_conflict(context: Context, conflict: Conflict) -> None:
    labels = context.labels
    st.error(f"Niet bewaard: {to_plain(conflict.actor)} bewaarde intussen ook een antwoord, op "
             f"{to_moment(conflict.at)}. Er is niets verloren. Kies per veld wat blijft.")
    choices = {}
    for name in conflict.differing:
        mine, theirs = getattr(conflict.mine, name), getattr(conflict.theirs, name)
        base = getattr(conflict.base, name) if conflict.base else ""
        show_html(both_texts(name, mine, theirs, base, conflict.actor, labels),
                  key=f"conflict.{name}")
        ways = ["mine", "theirs", *(["both"] if name in (*LARGE, "remark_ids") else [])]
        choices[name] = st.radio(
            f"Wat blijft bij “{FIELD_LABELS[name]}”?", ways, format_func=_CHOICES.__getitem__,
            # Who did not touch a field has nothing to keep there.
            index=int(mine == base), horizontal=True,
            key=f"conflict.choice.{conflict.version}.{name}",
        )
    st.button("Bewaar zo", key="settle", type="primary", on_click=settle, args=(choices,))
