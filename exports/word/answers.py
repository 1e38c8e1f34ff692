"""What became of the remarks, for Word: the memorandum of answers, and letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.table import _Cell

from analysis.remarks import Remark
from drawing.palette import LIGHT
from exports.extract import Extract
from exports.replies import VOICES_MEANING, Replies
from exports.word.document import (
    QUIET,
    TEXT_WIDTH,
    WORDS,
    add_facts,
    add_figures,
    add_table,
    fill_answer,
    fill_remark,
    set_up,
    set_widths,
    to_status,
)
from exports.word.parts import add_row, put_style, rule_table

TITLE = "Nota van antwoord"
_REMARK_WIDTH = 8.5
_HEADS = ("Opmerking", "Wat ermee gebeurt")


def to_nota(replies: Replies) -> bytes:
    """
    Write every remark that asks for something, with its answer or as open, for Word.

    Returns:
        The bytes of the file; the remarks stand in the order of the report, each once.
    """
    document, extract = docx.Document(), replies.extract
    set_up(document, extract)
    document.add_paragraph(f"{TITLE}: {extract.title}", style="Title")
    add_facts(document, extract)
    document.add_heading("Hoever staat het", 1)
    document.add_paragraph(replies.asking_line)
    _add_counts(document, replies)
    document.add_heading("De antwoorden, in de volgorde van het verslag", 1)
    for group, remarks in groupby(replies.asking, key=lambda remark: remark.group):
        document.add_heading(extract.words(extract.labels.group(group)), 2)
        _add_answers(document, replies, [*remarks], fill_remark)
    return _to_bytes(document)


def to_letters(replies: Replies) -> bytes:
    """
    Write one letter per organisation that is quoted: what it said, and what became of it.

    Returns:
        The bytes of one Word document; each letter begins on a page of its own. An
        organisation finds what it or its people said, and nothing of anyone else.

    Raises:
        NoLettersError: where the report names no organisation with these remarks.
    """
    document, extract = docx.Document(), replies.extract
    by_organisation = replies.by_organisation()
    if not by_organisation:
        raise NoLettersError
    set_up(document, extract, extract.title)
    for key, remarks in by_organisation.items():
        name = extract.words(extract.labels.organisation(key))
        document.add_heading(f"Aan {name}", 1).paragraph_format.page_break_before = True
        for line in _to_salutation(replies, name):
            document.add_paragraph(line)
        _add_answers(document, replies, remarks, _fill_said)
        document.add_paragraph(f"Bron: {extract.source_line}. {extract.date_line}.", style=QUIET)
    return _to_bytes(document)


class NoLettersError(ValueError):
    """There is no one to write to. The message is for the reader, in Dutch."""

    def __init__(self) -> None:
        super().__init__("Het verslag noemt bij deze opmerkingen geen organisatie als spreker.")


def _to_salutation(replies: Replies, name: str) -> Iterator[str]:
    yield replies.extract.date_line
    yield (f"{name} sprak mee op: {replies.extract.title}. Hieronder staat wat het verslag daarvan "
           "bewaart, woord voor woord, met wat ermee gebeurde of zal gebeuren.")


def _add_counts(document: Document, replies: Replies) -> None:
    table = add_table(document, ("Wat ermee gebeurt", "Opmerkingen", "Stemmen"),
                      "Opmerkingen die iets vragen, naar wat ermee gebeurt")
    *kinds, together = replies.counts
    for counts in kinds:
        add_figures(table, counts)
    add_figures(table, together, bold=True)
    set_widths(table, [TEXT_WIDTH - 7, 3.5, 3.5])
    rule_table(table, LIGHT.rule)
    document.add_paragraph(VOICES_MEANING, style=QUIET)


def _add_answers(
    document: Document, replies: Replies, remarks: Sequence[Remark],
    fill: Callable[[_Cell, Extract, Remark], None],
) -> None:
    table = add_table(document, _HEADS, "Opmerkingen met wat ermee gebeurt")
    for remark in remarks:
        said, became = add_row(table).cells
        fill(said, replies.extract, remark)
        _fill_reply(became, replies.extract, remark)
    set_widths(table, [_REMARK_WIDTH, TEXT_WIDTH - _REMARK_WIDTH])
    rule_table(table, LIGHT.rule, is_columned=True)


def _fill_said(cell: _Cell, extract: Extract, remark: Remark) -> None:
    """Write what someone said, without what was made of it here."""
    words, details = cell.paragraphs[0], cell.add_paragraph()
    put_style(words, WORDS)
    put_style(details, QUIET)
    words.add_run(remark.text)
    details.add_run(" · ".join([remark.remark_id, *extract.details(remark)]))


def _fill_reply(cell: _Cell, extract: Extract, remark: Remark) -> None:
    """Write what became of a remark; of one without an answer, that there is none yet."""
    if remark.remark_id in extract.told:
        fill_answer(cell, extract, remark)
    else:
        put_style(cell.paragraphs[0], QUIET)
        cell.paragraphs[0].add_run(to_status(extract, remark))


def _to_bytes(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
