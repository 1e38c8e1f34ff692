"""
The form of an answer: what is typed, how it is kept, and what comes of saving it.

What is typed lives in Streamlit's own fields, and beside them in the session and in the store. The
name of a field holds what the form started from: a tab that comes back after the server was
started again brings its words along, but never under a version that it did not start from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast

import streamlit as st

from drawing.words.answers import to_typed_day
from drawing.words.sentences import to_plain
from follow_up.answer import (
    NEEDED,
    TEXT_FIELDS,
    Answer,
    AnswerError,
    Conflict,
    Saved,
    merge,
    read_day,
)
from follow_up.answers import FollowUp
from follow_up.boilerplates import save_boilerplate
from follow_up.drafts import find_draft, save_draft, throw_away_draft
from loaders.dataset import Dataset
from store.errors import StoreError
from widgets.shell.context import here
from widgets.shell.editor import NotAnEditorError, write
from widgets.shell.state import change_view, view

FORM = "answer.form"
LARGE = ("text", "reason", "where_quote")


@dataclass(frozen=True)
class Form:
    """
    What is on the form.

    Attributes:
        opened_as: the answer and the remarks of the view that it was opened for.
        key: what the names of its fields begin with.
        saved: what it started from: the answer as it stands, or an empty one.
        typed: what is in its fields.
        version: the version that it started from; None for a new answer.
        seen: the last change that it was drawn from.
        kept: what was last kept of the typing; None where nothing was.
        kept_at: when, in UTC.
        is_back: whether that was in an earlier session, and stands there again.
        problems: what is wrong, by field.
        conflict: what another editor saved meanwhile.
        trouble: why nothing can be saved now.
    """

    opened_as: tuple[str, tuple[str, ...]]
    key: str
    saved: Answer
    typed: Answer
    version: int | None
    seen: int
    kept: Answer | None = None
    kept_at: str = ""
    is_back: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)
    conflict: Conflict | None = None
    trouble: str = ""

    @property
    def is_typed(self) -> bool:
        """Tell whether there is something on it that is not saved."""
        return self.typed.content != self.saved.content


def find_form() -> Form | None:
    """Give the form of this session, if there is one."""
    return cast("Form | None", st.session_state.get(FORM))


def open_form(follow_up: FollowUp, dataset: Dataset, editor: str) -> Form | None:
    """
    Give the form that the view asks for, with what was typed on it before; None without answer.

    Raises:
        StoreError: where nothing is typed, and the store can't be read.
    """
    opened_as = view().answer, view().answering
    form = find_form()
    # Where nothing is typed, what someone else saved meanwhile is shown at the next click.
    if form is None or form.opened_as != opened_as or (
        not form.is_typed and form.seen != follow_up.revision
    ):
        form = _load_form(follow_up, dataset, editor, opened_as)
        st.session_state[FORM] = form
    return form


def _load_form(
    follow_up: FollowUp, dataset: Dataset, editor: str, opened_as: tuple[str, tuple[str, ...]]
) -> Form | None:
    answer_id, remark_ids = opened_as
    seen = follow_up.revision
    found = follow_up.find_answer(answer_id) if answer_id else (Answer(None, remark_ids, ""), None)
    if found is None:
        return None
    saved, version = found
    known = set(dataset.remarks["remark_id"])
    # In their order in the report; what is no longer in it can't be answered.
    about = tuple(key for key in dataset.remarks["remark_id"]
                  if key in (remark_ids or saved.remark_ids) and key in known)
    typed = replace(saved, remark_ids=about)
    saved = saved if saved.answer_id else typed
    draft = find_draft(follow_up.store, editor, saved.answer_id, about)
    if draft:
        typed = replace(draft.answer, remark_ids=about)
        version, seen = draft.expected_version, draft.seen or 0
    start = repr((opened_as, version, seen)).encode()
    return Form(opened_as, f"answer.{sha256(start).hexdigest()[:12]}", saved, typed, version, seen,
                typed if draft else None, draft.at if draft else "", is_back=bool(draft))


def take(name: str) -> Callable[[str | None], None]:
    """Give what a field calls with what is in it now."""
    return lambda value: keep({name: value})


def keep(values: Mapping[str, str | None]) -> None:
    """Take what is in fields into the form, and keep it in the store."""
    form = find_form()
    if form is None:
        return
    changes: dict[str, Any] = {
        name: read_day(value or "") if name == "due" else value or ""
        for name, value in values.items()
    }
    typed = replace(form.typed, **changes)
    if typed.status != form.typed.status:
        # What the other status needed is no longer asked.
        form = replace(form, problems={})
    if typed != form.typed:
        _put(_kept(replace(form, typed=typed)))


def _kept(form: Form) -> Form:
    try:
        write(_dataset(), lambda follow_up, editor: save_draft(
            follow_up.store, editor, form.typed, form.version, form.seen))
    except (StoreError, NotAnEditorError) as error:
        return replace(form, trouble=error.message)
    form = _without_old_draft(form)
    return replace(form, kept=form.typed, kept_at=datetime.now(UTC).isoformat(),
                   is_back=False, trouble="")


def start_again() -> None:
    """Throw away what was typed and not saved."""
    form = find_form()
    if form is None:
        return
    left = _without_draft(form)
    if left.kept:
        _put(left)
    else:
        put_values(replace(left, typed=left.saved))
        # Opened anew, from what is saved by now.
        st.session_state.pop(FORM)


def take_out(remark_ids: tuple[str, ...]) -> None:
    """Make the answer one about these remarks; what was typed goes along."""
    form = find_form()
    if form is None:
        return
    moved = replace(form, opened_as=(form.opened_as[0], remark_ids),
                    typed=replace(form.typed, remark_ids=remark_ids))
    if not form.typed.answer_id:
        moved = replace(moved, saved=replace(form.saved, remark_ids=remark_ids))
    _put(_kept(moved) if moved.is_typed else moved)


def save() -> None:
    """Save what is on the form, or say at each field what keeps it from being saved."""
    form = find_form()
    if form is None:
        return
    try:
        result = write(_dataset(), lambda follow_up, editor: (
            follow_up.save(form.typed, form.version, editor, seen=form.seen), follow_up.revision))
    except AnswerError as error:
        _put(replace(form, problems=dict(error.problems), trouble=""))
    except (StoreError, NotAnEditorError) as error:
        _put(replace(form, trouble=error.message))
    else:
        _take_result(form, *result)


def _take_result(form: Form, result: Saved | Conflict, revision: int) -> None:
    if isinstance(result, Conflict):
        _put(replace(form, conflict=result, problems={}, trouble="", seen=revision))
        return
    answer_id = result.answer_id
    saved = replace(form.typed, answer_id=answer_id)
    form = _without_old_draft(form)
    _put(replace(form, opened_as=(answer_id, ()), saved=saved, typed=saved, version=result.version,
                 seen=revision, kept=None, kept_at="", problems={}, conflict=None, trouble=""))
    change_view(replace(view(), answer=answer_id, answering=()))


def settle(choices: Mapping[str, str]) -> None:
    """Save what was chosen of both sides of a conflict."""
    form = find_form()
    if form is None or form.conflict is None:
        return
    merged = merge(replace(form.conflict, mine=form.typed), choices)
    put_values(_kept(replace(form, typed=merged, version=form.conflict.version, conflict=None)))
    save()


def put_values(form: Form) -> None:
    """Put other words in the fields than what was typed there."""
    for name in ("status", *TEXT_FIELDS):
        st.session_state[f"{form.key}.{name}"] = to_field(form.typed, name)
    _put(form)


def to_field(answer: Answer, name: str) -> str | None:
    """Give what stands in the field of an answer."""
    value: str = getattr(answer, name)
    # Of the statuses none may be chosen yet.
    return to_typed_day(value) if name == "due" else value or (None if name == "status" else "")


def insert(text: str) -> None:
    """Put a text block below what was typed."""
    form = find_form()
    if form is not None:
        words = "\n\n".join(filter(None, (form.typed.text, text)))
        put_values(_kept(replace(form, typed=replace(form.typed, text=words))))


def save_block(kind: str, title: str) -> None:
    """Keep the text of the answer as a block for answers of this kind."""
    form = find_form()
    if form is None:
        return
    try:
        write(_dataset(), lambda follow_up, editor: save_boilerplate(
            follow_up.store, kind, title, form.typed.text, editor))
    except AnswerError as error:
        _put(replace(form, problems={**form.problems, **dict(error.problems)}))
    except (StoreError, NotAnEditorError) as error:
        _put(replace(form, trouble=error.message))
    else:
        st.toast(f"Bewaard als sjabloon “{to_plain(title)}”.")


def list_first(form: Form, kind: str) -> tuple[str, ...]:
    """List the fields that stand first: what the kind needs, what is filled in, what is wrong."""
    filled = [name for name in TEXT_FIELDS if getattr(form.saved, name) or name in form.problems]
    return "text", *(name for name in TEXT_FIELDS[1:]
                     if name in NEEDED.get(kind, ()) or name in filled or name == "signature")


def _without_old_draft(form: Form) -> Form:
    # Typing is kept under its answer, and that for a new one under the remarks that it is about.
    is_moved = form.kept and _to_place(form.kept) != _to_place(form.typed)
    return _without_draft(form) if is_moved else form


def _to_place(answer: Answer) -> object:
    return answer.answer_id or sorted(answer.remark_ids)


def _without_draft(form: Form) -> Form:
    kept = form.kept
    if kept is None:
        return form
    try:
        write(_dataset(), lambda follow_up, editor: throw_away_draft(
            follow_up.store, editor, kept))
    except (StoreError, NotAnEditorError) as error:
        return replace(form, trouble=error.message)
    return replace(form, kept=None, kept_at="")


def _put(form: Form) -> None:
    st.session_state[FORM] = form


def _dataset() -> Dataset:
    return here().dataset
