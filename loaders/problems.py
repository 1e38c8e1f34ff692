"""
What an editor is told when something in a data folder is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

# More alternatives than this and a list helps nobody: the nearest ones are named.
MOST_NAMED = 24
LONGEST_VALUE = 60


@dataclass(frozen=True)
class Problem:
    """
    One mistake in a data folder.

    Attributes:
        file: name of the file inside the folder.
        line: line of that file, from 1, where the row starts; 0 where the
            mistake is about the file as a whole.
        column: name of the column; empty where no single column is at fault.
        value: what stands there, as it stands there.
        message: what is wrong, what is allowed, and the nearest guess; in
            English, for an editor.
    """

    file: str
    line: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        """Give the mistake as one line: where, which value, what is wrong."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {self.column}:" if self.column else ""
        value = f" {_quote(self.value)}" if self.value else ""
        # The name of a column or a key may hold a line break: that is one of the mistakes.
        return " ".join(f"{place}:{column}{value} {self.message}".splitlines())


class DatasetError(Exception):
    """
    A data folder that cannot be shown, with every problem found in it.

    Attributes:
        problems: every :class:`Problem`, by file and line; never empty.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, and say them one to a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def to_guess(value: str, allowed: Iterable[str]) -> str:
    """
    Say what is allowed, and which of it looks most like the value.

    >>> to_guess("postive", ["positive", "missing"])
    "allowed: missing, positive; did you mean 'positive'?"
    >>> to_guess("x", [])
    'nothing is allowed here yet'
    """
    keys = sorted(set(allowed))
    if not keys:
        return "nothing is allowed here yet"
    nearest = process.extractOne(
        value.lower(), keys, scorer=OSA.normalized_similarity, score_cutoff=0.5
    )
    guess = f"did you mean {nearest[0]!r}?" if nearest else ""
    if len(keys) <= MOST_NAMED:
        return "; ".join(filter(None, [f"allowed: {', '.join(keys)}", guess]))
    return guess or f"none of the {len(keys)} allowed keys looks like it"


def _quote(value: str) -> str:
    short = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
    return repr(short)
