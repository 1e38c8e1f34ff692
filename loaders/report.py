"""
The words of the report, each with its place.

Remarks are quoted word for word; only line breaks, doubled spaces, bullet signs
and page numbers may differ. So text is compared word by word, and a bullet sign
is a word that a quotation may leave out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

# "→" marks a reply and sticks to the next word; a "-" only does so as the
# first sign of a line ("-in Canada"); elsewhere it is part of a word.
_WORD = re.compile(r"→|(?m:^[ \t]*)-(?=\w)|[^\s→]+")
SIGNS = frozenset("▪•→-–o")


@dataclass(frozen=True)
class Word:
    """
    One word of a text: where it starts and ends, in characters, and its line from 1.
    """

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


@dataclass
class ReportWords:
    """
    The words of a report, and which of them a quotation has claimed so far.
    """

    words: Sequence[Word]
    claimed: list[bool] = field(default_factory=list)

    @classmethod
    def of(cls, report: str) -> ReportWords:
        """Read a report, with no word claimed yet."""
        words = to_words(report)
        return cls(words, [False] * len(words))

    def claim(self, text: str, line_start: int, line_end: int) -> tuple[int, int] | None:
        """
        Find a quotation in its lines and mark its words as taken.

        Args:
            text: the quotation, whose white space and bullet signs do not count.
            line_start: first line that may hold it, from 1.
            line_end: last line that may hold it.

        Returns:
            Start and end of the quotation in the report, in characters; None
            where the words do not stand in those lines, or are taken already.
        """
        first = bisect_left(self.words, line_start, key=lambda word: word.line)
        last = bisect_right(self.words, line_end, key=lambda word: word.line)
        wanted = [word.text for word in to_words(text)]
        for begin in range(first, last):
            taken = self._match(wanted, begin, last)
            if taken:
                for position in taken:
                    self.claimed[position] = True
                return self.words[taken[0]].start, self.words[taken[-1]].end
        return None

    def unclaimed(self) -> list[Word]:
        """Give the words that no quotation holds; bullet signs do not count."""
        return [
            word
            for word, is_claimed in zip(self.words, self.claimed, strict=True)
            if not is_claimed and not word.is_sign
        ]

    def _match(self, wanted: list[str], begin: int, last: int) -> list[int]:
        taken: list[int] = []
        position = begin
        for text in wanted:
            while position < last and self.words[position].text != text:
                if not taken or not self.words[position].is_sign:
                    return []
                position += 1
            if position == last or self.claimed[position]:
                return []
            taken.append(position)
            position += 1
        return taken


def squeeze(text: str) -> str:
    r"""
    Fold every run of white space to one space.

    >>> squeeze(" Groep 1  (Moderator\n X ) ")
    'Groep 1 (Moderator X )'
    """
    return " ".join(text.split())
