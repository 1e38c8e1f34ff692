"""The final plan as text, in which a quotation of it must stand, and on which page it does."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

# "[p. 12]" alone on a line, or a form feed, which pdftotext puts behind every page.
_PAGE = re.compile(r"\f|^[ \t]*\[p\. ?(\d{1,5})\][ \t]*$", re.MULTILINE)
# A passage that looks less like the quotation is no help to who looks for it.
_LEAST_LIKE = 50


# Of what stands around a quotation, as much as shows what it is about.
_LETTERS_AROUND = 240


@dataclass(frozen=True)
class Passage:
    """
    Words of the plan, as they stand there but for white space.

    Attributes:
        words: the words.
        page: the page on which they begin; 0 where it is not known.
        before: what stands before them, from the beginning of a word.
        after: what stands behind them, to the end of a word.
    """

    words: str
    page: int
    before: str = field(default="", compare=False)
    after: str = field(default="", compare=False)


class Plan:
    """
    A plan, letter for letter but for white space.

    Lines, indents and the marks of pages are white space.
    """

    def __init__(self, text: str) -> None:
        """Read a plan; "" is one in which nothing stands."""
        words: list[str] = []
        length = page = 0
        # The first place behind each mark, and the page that begins there.
        self._begins, self._pages = [0], [1 if "\f" in text else 0]
        start = 0
        for mark in [*_PAGE.finditer(text), None]:
            found = text[start : mark.start() if mark else len(text)].split()
            words += found
            length += sum(len(word) + 1 for word in found)
            if mark:
                page = int(mark[1]) if mark[1] else self._pages[-1] + 1
                self._begins.append(length)
                self._pages.append(page)
                start = mark.end()
        self.text = " ".join(words)

    def find(self, quotation: str) -> Passage | None:
        """Find a quotation; None where it does not stand there, or holds no words."""
        words = " ".join(quotation.split())
        place = self.text.find(words) if words else -1
        if place < 0:
            return None
        end = place + len(words)
        first = max(place - _LETTERS_AROUND, 0)
        begin = self.text.find(" ", first, place) + 1 if first else 0
        last = self.text.rfind(" ", end, end + _LETTERS_AROUND)
        is_end = end + _LETTERS_AROUND >= len(self.text) or last < 0
        return Passage(words, self._page_of(place), self.text[begin:place],
                       self.text[end:] if is_end else self.text[end:last])

    def find_nearest(self, quotation: str) -> Passage | None:
        """Find the passage that looks most like a quotation; None where nothing does."""
        words = " ".join(quotation.split())
        found = fuzz.partial_ratio_alignment(words, self.text, score_cutoff=_LEAST_LIKE)
        if found is None or found.dest_start == found.dest_end:
            return None
        # In whole words; of the first one, at least half was alike.
        start = self.text.rfind(" ", 0, found.dest_start + 1) + 1
        second = self.text.find(" ", found.dest_start) + 1
        if second and second - found.dest_start <= (second - start) / 2:
            start = second
        end = self.text.find(" ", found.dest_end - 1)
        end = end if end >= 0 else len(self.text)
        return Passage(self.text[start:end], self._page_of(start))

    def _page_of(self, place: int) -> int:
        return self._pages[bisect_right(self._begins, place) - 1]


@lru_cache(maxsize=16)
def to_plan(text: str) -> Plan:
    """Read a plan once, for all who look something up in it."""
    return Plan(text)
