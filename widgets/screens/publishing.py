"""Publishing: what would change for readers, shown first, and then done at once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from drawing.html.answers import foreseen_changes, words_to_publish
from drawing.words.sentences import to_count, to_remark_count
from follow_up.answer import AnswerError
from follow_up.answers import FollowUp
from store.errors import StoreError
from widgets.remark_list import find_remark
from widgets.shell.context import Context, here
from widgets.shell.editor import NotAnEditorError, write
from widgets.shell.live import show_html

_OUTCOME = "answer.outcome"


def offer_publishing(context: Context, follow_up: FollowUp, answer_ids: Sequence[str]) -> None:
    """Show what readers would see otherwise, and offer to publish just that."""
    # First: what is saved after this was not looked at.
    seen = follow_up.revision
    changes = [
        (find_remark(context, row.remark_id), str(row.before), str(row.after))
        for row in follow_up.foresee(answer_ids).itertuples()
    ]
    words = Markup("")
    if not context.view.answer:
        # Of one answer that is open, the form says it.
        answers = follow_up.answers()
        words = words_to_publish(
            answers[answers["answer_id"].isin(answer_ids)].to_dict("records"), context.labels)
    show_html(foreseen_changes(changes, context.labels, lambda key: context.link(
        "remarks", replace(context.view.without_answer(), remark=key))) + words, key="foreseen")
    st.button(
        f"Publiceer {to_count(len(answer_ids), 'antwoord', 'antwoorden')}", key="publish",
        type="primary", on_click=_publish, args=(tuple(answer_ids), seen, len(changes)),
    )


def show_outcome() -> None:
    """Say once what came of publishing."""
    match st.session_state.pop(_OUTCOME, None):
        case ("done", str(said)):
            st.success(said)
        case ("refused", str(said)):
            st.error(said)


def _publish(answer_ids: tuple[str, ...], seen: int, count: int) -> None:
    try:
        write(here().dataset, lambda follow_up, editor: follow_up.publish(
            answer_ids, editor, seen=seen))
    except AnswerError as error:
        said = " ".join(dict.fromkeys(message for _, message in error.problems))
        st.session_state[_OUTCOME] = "refused", f"Er is niets gepubliceerd. {said}"
    except (StoreError, NotAnEditorError) as error:
        st.session_state[_OUTCOME] = "refused", f"Er is niets gepubliceerd. {error.message}"
    else:
        st.session_state[_OUTCOME] = (
            "done", f"Gepubliceerd: voor lezers verandert er iets bij {to_remark_count(count)}.")
