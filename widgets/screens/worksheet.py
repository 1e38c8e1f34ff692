"""Answers in Excel: out to a service, filled in, and in again after a look line by line."""

from __future__ import annotations

import streamlit as st

from drawing.html.worksheet import preview_table
from drawing.words.sentences import to_count
from drawing.words.worksheet import to_sheet_line
from exports.answer_sheet import to_answer_sheet
from exports.extract import EmptyExtractError
from follow_up.answer import AnswerError
from follow_up.answers import FollowUp
from follow_up.worksheet import Preview, preview_sheet, save_sheet
from loaders.workbook import WorkbookError
from store.errors import StoreError
from widgets.screens.take_along import XLSX, offer_file, to_extract
from widgets.shell.context import Context, here
from widgets.shell.editor import NotAnEditorError, write
from widgets.shell.live import show_html

_OUTCOME, _ROUND = "worksheet.outcome", "worksheet.round"


def offer_worksheet(context: Context, follow_up: FollowUp) -> None:
    """Offer the selection as a sheet to fill in, and take one back."""
    _show_outcome()
    box = st.expander("Invullen in Excel", key="worksheet", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            extract = to_extract(context)
        except EmptyExtractError:
            st.write("Er zijn geen opmerkingen in deze selectie.")
            return
        st.write("Voor een dienst: elke opmerking op een rij, met plaats voor een antwoord. Wat "
                 "ingevuld terugkomt, ziet u eerst; bewaren maakt er ontwerpen van.")
        count = to_count(len(extract.remarks), "opmerking", "opmerkingen")
        offer_file(f"Excel met {count}", "xlsx", XLSX, extract,
                   lambda: to_answer_sheet(extract, follow_up.answers()), "in-te-vullen")
        # Under another key it is empty again: what was saved is done.
        number = st.session_state.get(_ROUND, 0)
        given = st.file_uploader("Ingevuld bestand (.xlsx)", type="xlsx",
                                 key=f"worksheet.file.{number}")
        if given is not None:
            _show_preview(context, follow_up, given.name, given.getvalue())


def _show_preview(context: Context, follow_up: FollowUp, name: str, content: bytes) -> None:
    try:
        preview = preview_sheet(follow_up, context.dataset, content)
    except WorkbookError as error:
        st.error(str(error))
        return
    st.write(to_sheet_line(preview.counts))
    show_html(preview_table(preview.lines, context.labels), key="worksheet_preview")
    if "wrong" in preview.counts:
        st.error("Er kan niets bewaard worden zolang er fouten zijn. Verbeter ze in het bestand, "
                 "en geef het opnieuw.")
    elif preview.wanted:
        st.button(f"Bewaar {to_count(len(preview.wanted), 'antwoord', 'antwoorden')} als ontwerp",
                  type="primary", key="worksheet_save", on_click=_save, args=(name, content))


def _save(name: str, content: bytes) -> None:
    dataset = here().dataset
    try:
        done: Preview = write(dataset, lambda follow_up, editor: save_sheet(
            follow_up, dataset, content, editor, why=name))
    except (WorkbookError, AnswerError) as error:
        st.session_state[_OUTCOME] = "refused", f"Er is niets bewaard. {error}"
    except (StoreError, NotAnEditorError) as error:
        st.session_state[_OUTCOME] = "refused", f"Er is niets bewaard. {error.message}"
    else:
        if done.is_saved:
            st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        said = "Bewaard als ontwerp." if done.is_saved else "Er is niets bewaard."
        st.session_state[_OUTCOME] = (
            "done" if done.is_saved else "refused", f"{said} {to_sheet_line(done.counts)}")


def _show_outcome() -> None:
    match st.session_state.pop(_OUTCOME, None):
        case ("done", str(said)):
            st.success(said)
        case ("refused", str(said)):
            st.error(said)
