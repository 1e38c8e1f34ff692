"""
The words of the report, each with its place.

Remarks are quoted word for word; only line breaks, doubled spaces, bullet signs
and page numbers may differ. So text is compared word by word, and a bullet sign
is a word that a quotation may leave out.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

# "→" marks a reply and sticks to the next word; a "-" only does so as the
# first sign of a line ("-in Canada"); elsewhere it is part of a word.
_WORD = re.compile(r"→|(?m:^[ \t]*)-(?=\w)|[^\s→]+")
SIGNS = frozenset("▪•→-–o")
_WHITE = [sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != " "]
# Bytes of the hash of a word.
_CODE = 8
# In more words than this, where a quotation was looked for is kept: rows may be alike.
_WIDE = 1000
# In so many words, and more than _WIDE, the rarest word of a quotation is looked up instead.
_INDEXED = 1_000_000
# Of a word that stands there more often, each place would take too long.
_FEW = 20
# Words that are looked at together.
_STRETCH = 100_000
# Places with the words, but not the signs, of a quotation: behind so many there is none that fits.
_MOST_TRIED = 20


@dataclass(frozen=True)
class Word:
    """One word of a text: where it starts and ends, in characters, and its line from 1."""

    text: str
    start: int
    end: int
    line: int

    @property
    def is_sign(self) -> bool:
        """Tell whether this may be a bullet sign instead of a word."""
        return self.text in SIGNS


def to_words(text: str) -> list[Word]:
    r"""
    Cut a text into words, in order.

    >>> [(word.text, word.line) for word in to_words("▪ Wonen →oa\nGent ")]
    [('▪', 1), ('Wonen', 1), ('→', 1), ('oa', 1), ('Gent', 2)]
    >>> to_words("")
    []
    """
    words = []
    line, seen = 1, 0
    for match in _WORD.finditer(text):
        stripped = match.group().strip()
        start = match.end() - len(stripped)
        line += text.count("\n", seen, start)
        seen = start
        words.append(Word(stripped, start, match.end(), line))
    return words


def to_starts(report: str) -> NDArray[np.int32]:
    """
    Say where each word of a report starts, in characters; bullet signs are no words.

    >>> to_starts("▪ Wonen →oa").tolist()
    [2, 9]
    """
    return ReportWords(report).starts


class _Quotation:
    """The words that are looked for: all of them, and the codes of those that are no signs."""

    def __init__(self, text: str) -> None:
        self.words = [match.group().strip() for match in _WORD.finditer(text)]
        codes = array("q", (hash(word) for word in self.words if word not in SIGNS))
        self.count, self.codes = len(codes), codes.tobytes()


class ReportWords:
    """
    The words of a report without its signs, and which of them a quotation has claimed.

    A word is looked up by its hash, eight bytes in a row of bytes: what finds one
    run of bytes in another takes no longer where words are repeated.

    Attributes:
        starts: where each word starts, in characters.
    """

    def __init__(self, report: str) -> None:
        """Read a report, with no word claimed yet."""
        lengths, ends, codes = array("i"), array("i"), array("q")
        for match in _WORD.finditer(report):
            word = match.group().lstrip()
            if word not in SIGNS:
                lengths.append(len(word))
                ends.append(match.end())
                codes.append(hash(word))
        # Of ten million words, each of these is 40 or 80 MB: none lasts longer than it must.
        self._codes = codes.tobytes()
        del codes
        self._ends = np.frombuffer(ends, np.int32)
        self.starts = self._ends - np.frombuffer(lengths, np.int32)
        del lengths
        self._report = report
        self._breaks = np.fromiter(
            (sign.start() for sign in re.finditer("\n", report)), np.int32, report.count("\n")
        )
        self._free = bytearray(self._codes)
        self._owners = np.zeros(len(self._ends), np.int32)
        self._searched: dict[bytes, tuple[int, int]] = {}

    def release(self) -> None:
        """Take every word back from the quotations that claimed it."""
        # In place: two of them would be 160 MB. Zeros take no memory until they are written over.
        memoryview(self._free)[:] = self._codes
        self._owners = np.zeros(len(self._ends), np.int32)
        self._searched.clear()

    def claim(
        self, text: str, line_start: int, line_end: int, owner: int = 1
    ) -> tuple[int, int] | None:
        """
        Find a quotation in its lines and mark its words as taken.

        Args:
            text: the quotation, whose white space and bullet signs do not count.
            line_start: first line that may hold it, from 1.
            line_end: last line that may hold it.
            owner: number of the row that quotes, from 1.

        Returns:
            Start and end of the quotation in the report, in characters; None
            where the words do not stand in those lines, or are taken already.
        """
        quotation = _Quotation(text)
        first, last = self._words_in(line_start, line_end)
        began, ended = self._searched.get(quotation.codes, (first, first))
        begin = ended if began <= first < ended else first
        place, taken = None, max(begin, last - quotation.count + 1)
        for found in islice(self._find(quotation, self._free, begin, last), _MOST_TRIED):
            place = self._fit(quotation, found, line_start, line_end)
            if place:
                self._take(found, found + quotation.count, owner)
                taken = found + 1
                break
        if last - first > _WIDE:
            self._searched[quotation.codes] = (min(began, first), taken)
        return place

    def find_lines(self, text: str, line: int = 1) -> tuple[int, int] | None:
        """Say in which lines words stand, taken or not: the first place from a line on."""
        quotation = _Quotation(text)
        first, last = self._words_in(line, len(self._breaks) + 1)
        for found in self._find(quotation, self._codes, first, last):
            return self._line_of(found), self._line_of(found + quotation.count - 1)
        return None

    def find_owner(self, text: str, line_start: int, line_end: int) -> int:
        """Say which row took words that stand in these lines; 0 where they do not stand there."""
        quotation = _Quotation(text)
        for found in self._find(quotation, self._codes, *self._words_in(line_start, line_end)):
            return int(self._owners[found : found + quotation.count].max())
        return 0

    def unclaimed_lines(self) -> Iterator[int]:
        """Give each line with words that no quotation holds; bullet signs do not count."""
        last = -1
        for begin in range(0, len(self._owners), _STRETCH):
            part = slice(begin, begin + _STRETCH)
            starts = self.starts[part][self._owners[part] == 0]
            for line in np.unique(np.searchsorted(self._breaks, starts)).tolist():
                if line > last:
                    yield line + 1
                last = line

    def unclaimed_in(self, line: int) -> str:
        """Give the words of a line that no quotation holds; of a very long one, the first."""
        first, last = self._words_in(line, line)
        return " ".join(
            self._report[self.starts[place] : self._ends[place]]
            for place in range(first, min(last, first + _WIDE)) if not self._owners[place]
        )

    def _words_in(self, line_start: int, line_end: int) -> tuple[int, int]:
        begins = [self._line_begin(line_start), self._line_begin(line_end + 1)]
        # Of the same type: numpy would copy all words to compare them with another.
        first, last = np.searchsorted(self.starts, np.array(begins, np.int32))
        return int(first), int(last)

    def _line_of(self, place: int) -> int:
        return int(np.searchsorted(self._breaks, self.starts[place])) + 1

    def _find(
        self, quotation: _Quotation, codes: bytes | bytearray, first: int, last: int
    ) -> Iterator[int]:
        if not quotation.count:
            return
        if _WIDE < last - first <= _INDEXED:
            offset, places = self._find_rarest(quotation)
            if len(places) <= _FEW:
                for place in (places - offset).tolist():
                    part = codes[max(place, 0) * _CODE : (place + quotation.count) * _CODE]
                    if first <= place <= last - quotation.count and part == quotation.codes:
                        yield place
                return
        at = codes.find(quotation.codes, first * _CODE, last * _CODE)
        while at >= 0:
            # What begins in the middle of a word's code is none.
            if at % _CODE == 0:
                yield at // _CODE
            at = codes.find(quotation.codes, at + 1, last * _CODE)

    def _find_rarest(self, quotation: _Quotation) -> tuple[int, NDArray[np.int64]]:
        """Say which word of a quotation stands in the report least often, and where it does."""
        wanted = np.frombuffer(quotation.codes, np.int64)
        ordered, order = self._index
        begins, ends = (np.searchsorted(ordered, wanted, side) for side in ("left", "right"))
        rarest = int(np.argmin(ends - begins))
        return rarest, order[begins[rarest] : ends[rarest]]

    @cached_property
    def _index(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        codes = np.frombuffer(self._codes, np.int64)
        order = np.argsort(codes, kind="stable")
        return codes[order], order

    def _fit(
        self, quotation: _Quotation, first: int, line_start: int, line_end: int
    ) -> tuple[int, int] | None:
        last = first + quotation.count - 1
        if len(quotation.words) == quotation.count:
            return int(self.starts[first]), int(self._ends[last])
        # The signs that are quoted must stand in the report, in their order.
        begin = max(self._ends[first - 1 : first].sum(), self._line_begin(line_start))
        end = min([*self.starts[last + 1 : last + 2], self._line_begin(line_end + 1)])
        wanted, fitting = list(quotation.words), []
        for match in reversed(list(_WORD.finditer(self._report, begin, end))):
            if wanted and match.group().lstrip() == wanted[-1]:
                fitting.append((match.end() - len(wanted.pop()), match.end()))
        return None if wanted else (fitting[-1][0], fitting[0][1])

    def _line_begin(self, line: int) -> int:
        if line > len(self._breaks) + 1:
            return len(self._report)
        return int(self._breaks[line - 2]) + 1 if line > 1 else 0

    def _take(self, first: int, last: int, owner: int) -> None:
        self._owners[first:last] = owner
        self._free[first * _CODE : last * _CODE] = bytes((last - first) * _CODE)


def squeeze(text: str) -> str:
    r"""
    Fold every run of white space to one space.

    >>> squeeze(" Groep 1  (Moderator\n X ) ")
    'Groep 1 (Moderator X )'
    """
    return " ".join(text.split())


def squeeze_report(report: str) -> bytes:
    r"""
    Fold white space as :func:`squeeze` does, without a list of all the words.

    In UTF-8, where one emoji does not make every sign take four bytes.

    >>> squeeze_report(" Groep 1  (Moderator\n\n X ) ")
    b'Groep 1 (Moderator X )'
    """
    squeezed = report.encode()
    for sign in _WHITE:
        squeezed = squeezed.replace(sign.encode(), b" ")
    while b"  " in squeezed:
        squeezed = squeezed.replace(b"  ", b" ")
    return squeezed.strip(b" ")
