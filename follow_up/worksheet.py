"""
Answers that a service filled in, in Excel: what each line asks, and saving all of it at once.

A line tells the answer to one remark. Lines of one answer that still say the same stay that
answer; what says something else becomes an answer of its own, with the lines that say so too.
What the service did not touch is never saved, whatever became of it meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from analysis.hiding import LEFT_OUT
from follow_up.answer import TEXT_FIELDS, Answer, Conflict, read_day
from follow_up.answers import FollowUp
from follow_up.current import to_fingerprint, to_kinds
from loaders.dataset import Dataset
from loaders.schema import OPEN
from loaders.workbook import LONGEST_CELL, SheetLine, WorkbookError, read_sheet

SHEETS = WORK_SHEET, GUIDE_SHEET = ("Antwoorden", "Uitleg")
# What a service reads; locked.
NUMBER, WORDS, GROUP, SENTIMENT, THEME = READ_HEADS = (
    "Nummer", "Opmerking", "Groep", "Oordeel", "Thema",
)
# What it fills in, by the field of an answer.
FIELD_HEADS: Mapping[str, str] = {
    "status": "Status", "text": "Antwoord", "reason": "Reden", "where_quote": "Waar: de woorden",
    "where_link": "Waar: de link", "owner": "Dienst", "due": "Tegen", "signature": "Ondertekend",
}
# Hidden: which version the line was made from.
STAMP = "Versie"
HEADS = (*READ_HEADS, *FIELD_HEADS.values(), STAMP)
_MARK = 8

State = Literal["new", "changed", "same", "stale", "wrong"]
_EDITED = "De verborgen kolom Versie is gewijzigd: neem het bestand opnieuw."
_TOO_LONG = "Dit is langer dan een cel van Excel: wijzig het op het scherm."
_NAMES = "In dit bestand zijn namen weggelaten: wijzig dit op het scherm."


@dataclass(frozen=True)
class Stamp:
    """
    What a line was made from: a version of an answer, the words of the remark, and each cell.

    Attributes:
        answer_id: the answer; "" where there was none.
        version: its version; 0 where there was none.
        words: fingerprint of the remark.
        marks: the beginning of the fingerprint of each cell, in the order of ``FIELD_HEADS``.
    """

    answer_id: str
    version: int
    words: str
    marks: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join((self.answer_id, str(self.version), self.words, *self.marks))

    @classmethod
    def of(cls, text: str) -> Stamp | None:
        """Read what a stamp wrote; None where it is none."""
        parts = text.split("/")
        if len(parts) != 3 + len(FIELD_HEADS) or not parts[1].isdecimal():
            return None
        return cls(parts[0], int(parts[1]), parts[2], tuple(parts[3:]))


def to_mark(cell: str) -> str:
    """Name the words of a cell, so that a change is noticed."""
    return to_fingerprint(cell)[:_MARK]


@dataclass(frozen=True)
class Line:
    """
    What one line of the sheet asks.

    Attributes:
        number: in Excel, from 1.
        remark_id: the remark, as it stands there.
        state: new, changed, same, stale (someone else answered meanwhile) or wrong.
        answer: what is to be saved; None where nothing is.
        version: the version of the answer that it was made from.
        theirs: what stands there now, where it is stale; None where nothing does.
        changed: the fields that were filled in or changed, in the order of the sheet.
        problems: the field, and what to tell about it in Dutch.
    """

    number: int
    remark_id: str
    state: State
    answer: Answer | None = None
    version: int = 0
    theirs: Answer | None = None
    changed: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Preview:
    """
    What a sheet asks, line by line, held against the answers of one moment.

    Attributes:
        revision: that moment.
        lines: every line of the sheet.
        wanted: the answers to save, each with the version it was made from.
        is_saved: whether they were.
    """

    revision: int
    lines: tuple[Line, ...]
    wanted: tuple[tuple[Answer, int | None], ...] = ()
    is_saved: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Count the lines of each state that there is."""
        counts = Counter(line.state for line in self.lines)
        return {state: counts[state] for state in get_args(State) if counts[state]}


def preview_sheet(follow_up: FollowUp, dataset: Dataset, content: bytes) -> Preview:
    """
    Say what a sheet that was filled in asks; nothing is saved.

    Args:
        follow_up: the answers.
        dataset: the remarks.
        content: the bytes of the file.

    Raises:
        WorkbookError: where the file is refused as a whole.
        StoreError: where the store can't be read.
    """
    sheet = read_sheet(content, SHEETS, HEADS)
    if not sheet:
        raise WorkbookError("In dit bestand staat geen enkele opmerking.")
    reader = _Reader(follow_up, dataset, sheet)
    lines = tuple(map(reader.to_line, sheet))
    return Preview(reader.revision, lines, tuple(reader.list_wanted(lines)))


def save_sheet(
    follow_up: FollowUp, dataset: Dataset, content: bytes, actor: str, why: str = "",
) -> Preview:
    """
    Save what a sheet asks, as drafts: all that is new or changed, or nothing.

    A stale line is left as it is. Where a line is wrong, nothing is saved.

    Returns:
        What the sheet asked; ``is_saved`` tells whether it was done.

    Raises:
        WorkbookError: where the file is refused as a whole.
        StoreError: where the store can't be written.
        AnswerError: where no one is named who saves.
    """
    preview = preview_sheet(follow_up, dataset, content)
    if any(line.state == "wrong" for line in preview.lines) or not preview.wanted:
        return preview
    done = follow_up.save_all(preview.wanted, actor, seen=preview.revision, why=why)
    if isinstance(done, Conflict):
        # Someone saved in between: that line is stale now.
        return save_sheet(follow_up, dataset, content, actor, why)
    return replace(preview, is_saved=True)


class _Reader:
    """Holds lines against the answers as they are now."""

    def __init__(self, follow_up: FollowUp, dataset: Dataset, sheet: Sequence[SheetLine]) -> None:
        # First: what is saved meanwhile is in what follows, and is a conflict on saving.
        self.revision = follow_up.revision
        self._follow_up = follow_up
        answers = follow_up.answers()
        self._newest = {row["answer_id"]: row for row in answers.to_dict("records")}
        self._current = {key: name for name, row in self._newest.items()
                         for key in row["current_remark_ids"]}
        prints = map(to_fingerprint, dataset.remarks["text"])
        self._words = dict(zip(dataset.remarks["remark_id"], prints, strict=True))
        self._times = Counter(line.cells[NUMBER].strip() for line in sheet)
        coded = dataset.codebook[dataset.codebook["field"] == "status"]
        self._statuses = dict(zip(coded["label"], coded["key"], strict=True))
        self._nothing_yet = next(
            (key for key, kind in to_kinds(dataset).items() if kind == OPEN), "")

    def to_line(self, given: SheetLine) -> Line:
        remark_id = given.cells[NUMBER].strip()
        line = Line(given.number, remark_id, "same")
        stamp = Stamp.of(given.cells[STAMP].strip())
        if stamp is None:
            return replace(line, state="wrong", problems=(("remark_ids", _EDITED),))
        cells = {name: given.cells[head] for name, head in FIELD_HEADS.items()}
        touched = {name: cell for (name, cell), mark in zip(cells.items(), stamp.marks, strict=True)
                   if to_mark(cell) != mark}
        if not touched:
            return line
        base = self._find_base(stamp, remark_id)
        line = replace(line, changed=tuple(touched), version=stamp.version)
        if base is None:
            return replace(line, state="wrong", problems=(("remark_ids", _EDITED),))
        return self._judge(line, stamp, base, touched)

    def list_wanted(self, lines: tuple[Line, ...]) -> Iterator[tuple[Answer, int | None]]:
        """Give one answer for the lines that were of one answer, and say the same now."""
        together: dict[Answer, list[Line]] = {}
        for line in lines:
            if line.state in ("new", "changed") and line.answer:
                together.setdefault(replace(line.answer, remark_ids=()), []).append(line)
        for answer, alike in together.items():
            ids = tuple(line.remark_id for line in alike)
            rest = self._remarks_of(answer.answer_id)
            if answer.answer_id and not rest - {*ids}:
                yield replace(answer, remark_ids=ids), alike[0].version
            else:
                yield replace(answer, answer_id=None, remark_ids=ids), None

    def _judge(self, line: Line, stamp: Stamp, base: Answer, touched: dict[str, str]) -> Line:
        mine, problems = self._fill_in(base, touched)
        theirs = self._find_current(line.remark_id)
        if (theirs.answer_id or "", self._version_of(theirs)) != (stamp.answer_id, stamp.version):
            is_same = _to_words(theirs) == _to_words(mine) and not problems
            return line if is_same else replace(
                line, state="stale", answer=mine, theirs=theirs if theirs.answer_id else None)
        if self._words.get(line.remark_id, stamp.words) != stamp.words:
            return replace(line, state="stale", answer=mine, problems=(
                ("remark_ids", "De woorden van deze opmerking zijn intussen gewijzigd."),))
        if self._times[line.remark_id] > 1:
            problems.append(("remark_ids", "Deze opmerking staat er meer dan één keer."))
        # A status that is none is told already.
        problems += [one for one in self._follow_up.find_problems(mine)
                     if one[0] not in {name for name, _ in problems}]
        state: State = "wrong" if problems else "changed" if stamp.answer_id else "new"
        return replace(line, state=state, answer=mine, problems=tuple(problems))

    def _fill_in(
        self, base: Answer, touched: dict[str, str]
    ) -> tuple[Answer, list[tuple[str, str]]]:
        cells = {name: read_day(cell) if name == "due" else cell for name, cell in touched.items()}
        problems = [
            (name, _TOO_LONG if len(getattr(base, name)) > LONGEST_CELL else _NAMES)
            for name, cell in cells.items() if len(getattr(base, name)) > LONGEST_CELL
            or (LEFT_OUT in cell and LEFT_OUT not in getattr(base, name))
        ]
        if "status" in cells:
            label = cells["status"].strip()
            cells["status"] = self._statuses.get(label, "")
            if label and not cells["status"]:
                problems.append(("status", f"‘{label[:60]}’ is geen status; kies er een uit de "
                                 f"lijst: {', '.join(self._statuses)}."))
        return replace(base, **cells), problems  # type: ignore[arg-type]

    def _find_base(self, stamp: Stamp, remark_id: str) -> Answer | None:
        if not stamp.answer_id:
            return Answer(None, (remark_id,), self._nothing_yet)
        found = self._follow_up.find_answer(stamp.answer_id, stamp.version)
        return replace(found[0], remark_ids=(remark_id,)) if found else None

    def _find_current(self, remark_id: str) -> Answer:
        row = self._newest.get(self._current.get(remark_id, ""))
        if row is None:
            return Answer(None, (remark_id,), self._nothing_yet)
        cells = {name: row[name] for name in ("answer_id", "status", *TEXT_FIELDS)}
        return Answer(remark_ids=(remark_id,), **cells)

    def _version_of(self, answer: Answer) -> int:
        return self._newest[answer.answer_id]["version"] if answer.answer_id else 0

    def _remarks_of(self, answer_id: str | None) -> set[str]:
        return {key for key, name in self._current.items() if name == answer_id}


def _to_words(answer: Answer) -> dict[str, object]:
    return {**answer.content, "remark_ids": ()}

