"""What an editor is told when something in a data folder is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

# More alternatives than this and a list helps nobody: the nearest ones are named.
MOST_NAMED = 24
# More mistakes of one kind in one column have one cause: the others are counted.
MOST_LISTED = 20
LONGEST_VALUE = 60

T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """
    One mistake in a data folder; as a note, what was read in a way that needs to be told.

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

    @property
    def place(self) -> tuple[str, int, str]:
        """Give what problems are put in order by."""
        return self.file, self.line, self.column

    @property
    def where(self) -> str:
        """Name the place, without what stands there."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {to_short(self.column)}:" if self.column else ""
        return to_printable(f"{place}:{column}")

    def __str__(self) -> str:
        value = f" {to_short(self.value)!r}" if self.value else ""
        return to_printable(f"{self.where}{value} {self.message}")


class DatasetError(Exception):
    """
    A data folder that cannot be shown, with every problem found in it.

    Attributes:
        problems: every :class:`Problem`, what has a cause of its own before what
            may follow from it, then by file and line; never empty.
        notes: what was read in a way that needs to be told.
    """

    def __init__(self, problems: Sequence[Problem], notes: Sequence[Problem] = ()) -> None:
        self.problems, self.notes = tuple(problems), tuple(notes)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnreadableError(Exception):
    """A file of which nothing can be used: what is wrong, on which line, and what stands there."""

    def __init__(self, message: str, line: int = 0, value: str = "") -> None:
        self.message, self.line, self.value = message, line, value
        super().__init__(message)


def list_first(
    faults: Iterable[T], to_problem: Callable[[T], Problem], most: int = MOST_LISTED
) -> Iterator[Problem]:
    """Name the first mistakes of one kind, and count the others in one more problem."""
    others = iter(faults)
    yield from map(to_problem, islice(others, most))
    for following in others:
        count = 1 + sum(1 for _ in others)
        yield replace(
            to_problem(following), value="",
            message=f"{count} more of this kind from here on, not listed one by one",
        )


def to_guess(
    value: str, allowed: Iterable[str], meanings: Mapping[str, str] = MappingProxyType({})
) -> str:
    """
    Say what is allowed, and which of it looks most like the value.

    Args:
        value: what stands there.
        allowed: every key that may stand there.
        meanings: other words for keys: someone may have written the Dutch label.

    >>> to_guess("postive", ["positive", "missing"])
    "allowed: missing, positive; did you mean 'positive'?"
    >>> to_guess("ontbreekt", ["positive", "missing"], {"Ontbreekt": "missing"})
    "allowed: missing, positive; did you mean 'missing'?"
    >>> to_guess("x", [])
    'nothing is allowed here yet'
    """
    keys = sorted(set(allowed))
    if not keys:
        return "nothing is allowed here yet"
    words = {**{word.casefold(): key for word, key in meanings.items()}, **{k: k for k in keys}}
    nearest = process.extractOne(
        to_short(value).casefold(), words.keys(), scorer=OSA.normalized_similarity,
        score_cutoff=0.5,
    )
    guess = f"did you mean {to_short(words[nearest[0]])!r}?" if nearest else ""
    if len(keys) <= MOST_NAMED:
        return "; ".join(filter(None, [f"allowed: {', '.join(map(to_short, keys))}", guess]))
    return guess or f"none of the {len(keys)} allowed keys looks like it"


def to_short(text: str) -> str:
    """Cut a text that would fill the screen."""
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def to_printable(text: str) -> str:
    r"""
    Write out every sign that would move, colour or break a line of a terminal.

    >>> print(to_printable("a\x1b[2Jb\nc \ud800 é"))
    a\x1b[2Jb\nc \ud800 é
    """
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
