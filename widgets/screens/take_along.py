"""What is on the screen, as a file to take along; made when it is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import streamlit as st

from analysis.counts import sort_remarks
from analysis.deck import Slide
from analysis.pages import PageEntry
from analysis.selection import Selection
from analysis.view import View
from drawing.words.sentences import PLACE
from exports.csv_file import to_csv
from exports.extract import EmptyExtractError, Extract, to_file_name
from exports.html_file import to_html
from exports.picture import NoBrowserError, find_browser
from exports.replies import Replies
from widgets.moved import find_slides
from widgets.remark_list import find_marks
from widgets.screens.pictures import hero, to_pictures
from widgets.shell.context import Context
from widgets.shell.live import show_making

_log = logging.getLogger(__name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FAILED = (
    "# kon niet gemaakt worden. Probeer het over een minuut opnieuw; lukt het dan niet, kies een "
    "ander soort bestand of meld het aan de beheerder."
)


def _say_in_short(record: logging.LogRecord) -> bool:
    # Streamlit logs whatever keeps a file from being made with its traceback.
    cause = record.exc_info and record.exc_info[1] and record.exc_info[1].__cause__
    if isinstance(cause, NoBrowserError):
        record.msg, record.args, record.exc_info = "a picture is not made: %s", (cause,), None
    return True


logging.getLogger("streamlit.runtime.backend_operation_handler").addFilter(_say_in_short)


def offer_files(context: Context, page: PageEntry) -> None:
    """
    Offer the remarks on the screen as Word, Excel, PowerPoint, CSV, a web page and a picture.

    Args:
        context: what is on the screen.
        page: the page that is open; what was set aside is taken along from its
            own page, the selection from every other.
    """
    # Drawn only where it is open: it is needed once a visit, not at every click.
    box = st.expander("Downloaden", key="take_along", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            counted = context.compared if page.is_comparison else context
            extract = to_shortlist_extract(context) if page.is_shortlist else to_extract(counted)
        except EmptyExtractError as error:
            st.write(str(error))
            return
        offer_file("Word", "docx", _DOCX, extract, lambda: _to_docx(extract))
        offer_file("Excel", "xlsx", XLSX, extract, lambda: _to_xlsx(extract))
        shown = replace(counted.view, is_shortlist=page.is_shortlist)
        deck = find_slides(context, shown)["full"]
        offer_file("PowerPoint", "pptx", _PPTX, extract, lambda: _to_pptx(extract, deck))
        offer_file("CSV", "csv", "text/csv", extract, lambda: to_csv(extract))
        offer_file("Webpagina (zonder internet)", "html", "text/html", extract,
               lambda: to_html(extract))
        _offer_told(context, extract)
        why_not = _say_why_no_picture()
        if why_not:
            st.caption(why_not)
        else:
            for picture in to_pictures(context, extract, page):
                offer_file(picture.label, "png", "image/png", picture.extract, picture.make,
                           picture.subject)
        st.caption("Precies de opmerkingen die bovenaan de pagina geteld worden; in PowerPoint "
                   "alle dia's, zoals in Presenteren. Word, PowerPoint en de afbeeldingen vragen "
                   "enkele seconden.")
        show_making("# wordt gemaakt …", "# is klaar: het bestand staat bij uw downloads.", _FAILED)


def _offer_told(context: Context, extract: Extract) -> None:
    """Offer what became of the remarks, once there is something to tell."""
    told = context.shared.told
    if not told.answered:
        return
    # Imported with the first file of them, as those below.
    from exports.nota_sheet import to_nota_xlsx
    from exports.word.answers import to_letters, to_nota

    replies = Replies(extract, told)
    offer_file("Nota van antwoord (Word)", "docx", _DOCX, extract, lambda: to_nota(replies),
               "nota-van-antwoord")
    offer_file("Nota van antwoord (Excel)", "xlsx", XLSX, extract, lambda: to_nota_xlsx(replies),
               "nota-van-antwoord")
    if replies.has_letters:
        offer_file("Brief per organisatie (Word)", "docx", _DOCX, extract,
                   lambda: to_letters(replies), "brieven")


def to_extract(context: Context) -> Extract:
    """Bring together what is taken along: the remarks in the order of the screen."""
    scores, _ = find_marks(context)
    ordered = sort_remarks(
        context.remarks, context.view.effective_sort, context.dataset, scores
    )
    shown = replace(context.view.without_private(), remark="", page=1)
    return Extract(
        dataset=context.dataset, labels=context.labels, remarks=ordered,
        selection=context.view.selection, link=context.absolute_link("remarks", shown),
        remarks_page=context.absolute_link("remarks", View()),
        made_on=datetime.now(PLACE).date(), told=context.shared.told.answered,
    )


def to_shortlist_extract(context: Context) -> Extract:
    """Bring together what was set aside, in the order of the presenter, with the notes."""
    shortlist = context.view.shortlist
    places = context.shared.facets.find_places([key for key, _ in shortlist])
    # The notes stand in the file, not in the link: that is on a slide for everyone.
    shown = replace(context.view, is_shortlist=False).without_private(keeps_shortlist=True)
    return replace(
        to_extract(replace(context, remarks=context.dataset.remarks)),
        remarks=context.dataset.remarks.iloc[places], selection=Selection(),
        link=context.absolute_link("shortlist", shown), choice="Apart gezette opmerkingen",
        notes={key: note for key, note in shortlist if note},
    )


def offer_file(
    label: str, suffix: str, mime: str, extract: Extract, make: Callable[[], bytes],
    subject: str = "",
) -> None:
    """Offer one file, which is made when it is asked for."""
    st.download_button(
        label, data=make, file_name=to_file_name(extract, suffix, subject), mime=mime,
        on_click="ignore", key=f"take.{suffix}{subject}", width="stretch",
    )


# The libraries of these three are a quarter of what is imported before the first page: they come
# with the first file.
def _to_docx(extract: Extract) -> bytes:
    from exports.word.document import to_docx

    return to_docx(extract, _to_picture_or_none(extract))


def _to_xlsx(extract: Extract) -> bytes:
    from exports.excel import to_xlsx

    return to_xlsx(extract)


def _to_pptx(extract: Extract, deck: Sequence[Slide]) -> bytes:
    from exports.powerpoint.document import to_pptx

    return to_pptx(extract, deck)


def _to_picture_or_none(extract: Extract) -> bytes | None:
    # Word is worth having without its chart, on a server that has no browser.
    try:
        return hero(extract).make()
    except NoBrowserError as error:
        _log.warning("a Word file is made without its chart: %s", error)
        return None


def _say_why_no_picture() -> str:
    try:
        find_browser()
    except NoBrowserError as error:
        return str(error)
    return ""
