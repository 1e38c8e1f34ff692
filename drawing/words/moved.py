"""What moved since a day, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from drawing.words.sentences import to_date, to_inline, to_list, to_number, to_remark_count
from drawing.words.sides import Name
from loaders.schema import STATUS_KINDS


def to_moved_line(kinds: Sequence[str], since: date, name: Name) -> str:
    """
    Say of how many remarks readers were told something else since a day, and what.

    Args:
        kinds: the kind of the status that each of them has now.
        since: the day, which counts itself.
        name: names a kind.

    >>> to_moved_line(["noted", "open", "noted"], date(2026, 11, 6), str)
    'Sinds 6 november 2026 is er nieuws over 3 opmerkingen: 1 op “open” en 2 op “noted”'
    >>> to_moved_line([], date(2026, 11, 6), str)
    'Sinds 6 november 2026 is er geen nieuws'
    """
    if not kinds:
        return to_moved_count(0, since)
    said = to_list([f"{to_number(kinds.count(kind))} op “{to_inline(name(kind))}”"
                    for kind in STATUS_KINDS if kind in kinds])
    return f"{to_moved_count(len(kinds), since)}: {said}"


def to_moved_count(count: int, since: date) -> str:
    """Say of how many remarks readers were told something else since a day."""
    news = f"nieuws over {to_remark_count(count)}" if count else "geen nieuws"
    return f"Sinds {to_date(since)} is er {news}"
