"""
Personal names left out of words: the one place that knows what a name is.

Words become drawable in two places only: as a :class:`analysis.remarks.Remark`
and as a label (``drawing.words.labels.Labels``). Both ask here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

# Gives words as they may be shown.
Hide = Callable[[str], str]
LEFT_OUT = "[naam]"


def hide_nothing(text: str) -> str:
    """Give words as they are."""
    return text


def to_hide(people: pd.DataFrame) -> Hide:
    """
    Give the function that leaves the name of every one of these people out of words.

    A name that is left out shows as ``[naam]``, so that no one takes the rest
    for the full quotation.

    Args:
        people: one row per person, with ``name`` and ``spellings`` (a tuple).

    >>> people = pd.DataFrame({"name": ["Trees De Bruycker"], "spellings": [("Trees",)]})
    >>> to_hide(people)("Mevrouw De Bruycker en TREES spraken")
    'Mevrouw [naam] en [naam] spraken'
    """
    names = set()
    for name, spellings in zip(people["name"], people["spellings"], strict=True):
        for written in (name, *spellings):
            # "Trees De Bruycker" is hidden as "De Bruycker" too; a first name
            # alone only where it is a spelling, or "Hans" would hide in "kans".
            names.update({written, written.partition(" ")[2]})
    # The longest first: else the family name goes and the first name stays.
    longest_first = sorted(names - {""}, key=len, reverse=True)
    if not longest_first:
        return hide_nothing
    alternatives = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(LEFT_OUT, text)
