"""What every measurement shares: how times are summed up, and how tables are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Spread:
    """
    The middle and the slow end of times, in the unit that went in.

    Attributes:
        count: how many times there were.
        median: half of them took at most this long.
        p95: 95 of 100 of them took at most this long.
    """

    count: int
    median: float
    p95: float


def to_spread(times: Sequence[float]) -> Spread:
    """
    Sum up times; between two of them in a straight line. A ValueError where there are none.

    >>> to_spread([1.0, 2.0, 3.0, 4.0, 5.0])
    Spread(count=5, median=3.0, p95=4.8)
    """
    if not times:
        raise ValueError("no times to sum up: nothing was measured")
    median, p95 = np.percentile(times, (50, 95)).round(6).tolist()
    return Spread(len(times), median, p95)


def to_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """
    Write a Markdown table: the first column to the left, numbers to the right.

    >>> print(to_table(["page", "ms"], [["Overzicht", "90"]]))
    | page | ms |
    | --- | ---: |
    | Overzicht | 90 |
    """
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
