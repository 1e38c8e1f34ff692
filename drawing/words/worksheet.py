"""What a sheet that was filled in asks, in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from drawing.words.sentences import to_list, to_number

# What becomes of a line, and what to say of it.
STATE_LABELS = {
    "new": "nieuw", "changed": "gewijzigd", "stale": "intussen anders beantwoord",
    "wrong": "fout", "same": "ongewijzigd",
}


def to_sheet_line(counts: Mapping[str, int]) -> str:
    """
    Say how many lines of a sheet ask what.

    >>> to_sheet_line({"new": 2, "stale": 1, "same": 245})
    'Rijen: 2 nieuw, 1 intussen anders beantwoord en 245 ongewijzigd.'
    """
    said = [f"{to_number(counts[state])} {label}" for state, label in STATE_LABELS.items()
            if counts.get(state)]
    return f"Rijen: {to_list(said)}."
