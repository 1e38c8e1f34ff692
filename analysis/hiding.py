"""
Personal names left out of words: the one place that knows what a name is.

Words become drawable in two places only: as a :class:`analysis.remarks.Remark`
and as a label (``drawing.words.labels.Labels``). Both ask here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import pandas as pd

# Gives words as they may be shown.
Hide = Callable[[str], str]
LEFT_OUT = "[naam]"
# Every letter of the Latin alphabet, small and without its accent: one letter for one
# letter, so that a place in the bare words is a place in the words.
_BARE = {
    code: unicodedata.normalize("NFKD", chr(code))[0].lower() for code in range(ord("A"), 0x250)
} | {ord("’"): "'"}
# "Claes' plan", "De Bruyckers voorstel".
_POSSESSIVE = "(?:'?s|')?"
_COMBINING = "[\u0300-\u036f]*"


def hide_nothing(text: str) -> str:
    """Give words as they are."""
    return text


def to_hide(people: pd.DataFrame) -> Hide:
    """
    Give the function that leaves the name of every one of these people out of words.

    A name is found in capitals, without its accents, in the possessive, and
    with its family name in front. One that is left out shows as ``[naam]``, so
    that no one takes the rest for the full quotation.

    Args:
        people: one row per person, with ``name`` and ``spellings`` (a tuple).

    >>> people = pd.DataFrame({"name": ["Trees De Bruycker"], "spellings": [("Trees",)]})
    >>> to_hide(people)("Mevrouw De Bruyckers plan, en TREES")
    'Mevrouw [naam] plan, en [naam]'
    """
    written = {name for row in zip(people["name"], people["spellings"], strict=True)
               for name in _variants(*row)}
    # The longest first: else the family name goes and the first name stays.
    longest_first = sorted(written - {""}, key=len, reverse=True)
    if not longest_first:
        return hide_nothing
    names = "|".join(map(_to_pattern, longest_first))
    pattern = re.compile(rf"(?<!\w)(?:{names}){_POSSESSIVE}(?!\w)")

    def hide(text: str) -> str:
        pieces, position = [], 0
        for found in pattern.finditer(text.translate(_BARE)):
            pieces += [text[position : found.start()], LEFT_OUT]
            position = found.end()
        return "".join(pieces) + text[position:]

    return hide


def to_bare(word: str) -> str:
    """
    Write a word small and without accents, as names are looked for.

    >>> to_bare("Zoë’S")
    "zoe's"
    """
    return unicodedata.normalize("NFC", word).translate(_BARE)


def to_name_words(people: pd.DataFrame) -> frozenset[str]:
    """
    Give every word of the names of these people, bare, particles and initials aside.

    In a sentence such a word alone may be another word ("berg"); as a
    suggestion it stands for the name.
    """
    names = (name for row in zip(people["name"], people["spellings"], strict=True)
             for name in (row[0], *row[1]))
    words = (to_bare(word) for name in names for word in re.split(r"[\s-]+", name))
    return frozenset(word for word in words if len(word) > len("van"))


def _variants(name: str, spellings: tuple[str, ...]) -> Iterator[str]:
    for written in (name, *spellings):
        # "Trees De Bruycker" is hidden as "De Bruycker" too; a first name
        # alone only where it is a spelling, or "Hans" would hide in "kans".
        first, _, family = written.partition(" ")
        yield from (written, family)
        if family:
            yield from (f"{family} {first}", f"{family}, {first}")


def _to_pattern(name: str) -> str:
    return r"\s+".join(
        "".join(re.escape(letter) + _COMBINING for letter in word) for word in to_bare(name).split()
    )
