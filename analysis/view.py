"""The view: everything that is on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.facet import COMPARED_FACETS
from analysis.selection import Selection

SORTS = ("report", "theme", "sentiment", "relevance")
LAYOUTS = ("cards", "table")
MOST_COMPARED = 4
DeckName = Literal["summary", "full", "spotlight"]
# A link of 50 notes this long still fits in what browsers and mail programs accept.
LONGEST_NOTE = 100
MOST_SHELVED = 50
# More than an editor can have read before one answer fits them all.
MOST_ANSWERED = 100


@dataclass(frozen=True)
class View:
    """
    Hold what is on the screen: the selection and how it is shown.

    Attributes:
        selection: which remarks.
        sort: order of the remarks; empty means the best one: by relevance
            while searching, else in the order of the report.
        page: page of the list, from 1.
        layout: cards or a table.
        remark: the remark that is open; empty when none is.
        line: the line of the report that the reader came for, from 1.
        meeting: the meeting whose report is read; empty for the first.
        compare_facet: what stands side by side.
        compared: keys that an old link sets side by side; the filters do so now.
        profile: the person or organisation whose page is open.
        lookup: the name that is asked for among people and organisations.
        slide: number of the slide, from 1.
        deck: which slides: those of the summary, all, or one for each remark.
        is_shortlist: whether the deck is the shortlist instead of the selection.
        shortlist: remarks set aside, in the order of the presenter, each with
            a note, which may be empty.
        hides_names: whether personal names are left out everywhere.
        answer: name of the answer that is being changed; empty for a new one.
        answering: the remarks that it is to be about; empty for those that it is about already.
        service: whose answers are listed among those that are being worked on; empty for all.
        since: the day from which what moved is told, as 2026-12-31; empty for the usual one.
    """

    selection: Selection = field(default_factory=Selection)
    sort: str = ""
    page: int = 1
    layout: str = LAYOUTS[0]
    remark: str = ""
    line: int = 1
    meeting: str = ""
    compare_facet: str = COMPARED_FACETS[0]
    compared: tuple[str, ...] = ()
    profile: str = ""
    lookup: str = ""
    slide: int = 1
    deck: DeckName = "summary"
    is_shortlist: bool = False
    shortlist: tuple[tuple[str, str], ...] = ()
    hides_names: bool = False
    answer: str = ""
    answering: tuple[str, ...] = ()
    service: str = ""
    since: str = ""

    @property
    def is_answering(self) -> bool:
        """Tell whether there is an answer on the form."""
        return bool(self.answer or self.answering)

    @property
    def effective_sort(self) -> str:
        """Give the order that applies: relevance only means something while searching."""
        is_searching = bool(self.selection.query.strip())
        if self.sort and (self.sort != "relevance" or is_searching):
            return self.sort
        return "relevance" if is_searching else "report"

    def with_selection(self, selection: Selection) -> View:
        """Give the view of another selection, at its first page."""
        if selection == self.selection:
            return self
        return replace(self, selection=selection, page=1, slide=1)

    def without_opened(self) -> View:
        """Give the view of who takes a page from the menu: its list, with nothing of it open."""
        return replace(self.without_answer(), remark="", line=1, profile="")

    def without_answer(self) -> View:
        """Give the view of who is not answering."""
        return replace(self, answer="", answering=(), service="")

    def without_private(self, *, keeps_shortlist: bool = False) -> View:
        """
        Give the view for others: without what the reader noted or looked up.

        What was set aside goes along only where it is what the others see: on
        slides of it, and where ``keeps_shortlist`` says so.
        """
        shown = self.shortlist if self.is_shortlist or keeps_shortlist else ()
        shortlist = tuple((key, "") for key, _ in shown)
        return replace(self.without_answer(), shortlist=shortlist, lookup="", profile="")

    def with_shelved(self, remark_id: str) -> View:
        """
        Give the view with a remark set aside, or taken back where it was set aside.

        A list that is full (MOST_SHELVED) stays as it is: its link could hold no more.
        """
        kept = tuple(entry for entry in self.shortlist if entry[0] != remark_id)
        is_new = len(kept) == len(self.shortlist)
        shelved = (*kept, (remark_id, "")) if is_new else kept
        return replace(self, shortlist=shelved[:MOST_SHELVED])

    def with_moved(self, remark_id: str, steps: int) -> View:
        """Give the view with a remark moved up (negative) or down its shortlist."""
        entries = list(self.shortlist)
        keys = [key for key, _ in entries]
        if remark_id not in keys:
            # A second click on a row that is gone already.
            return self
        place = keys.index(remark_id)
        entry = entries.pop(place)
        entries.insert(max(place + steps, 0), entry)
        return replace(self, shortlist=tuple(entries))

    def with_note(self, remark_id: str, note: str) -> View:
        """Give the view with another note beside a remark that is set aside."""
        return replace(self, shortlist=tuple(
            (key, note.strip()[:LONGEST_NOTE] if key == remark_id else old)
            for key, old in self.shortlist
        ))
