"""Shares over time: of each sentiment and theme at each meeting, and where a line breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.counts import SMALL_COUNT, count_sentiments
from analysis.facet import to_facet
from analysis.facets import RemarkFacets
from analysis.selection import Selection

# Why a number can't be read on from the one before: the labels meant something else then, or
# the key was not in use.
Break = Literal["", "changed", "new", "retired", "not_yet"]


@dataclass(frozen=True)
class Point:
    """
    One number of one meeting.

    Attributes:
        count: remarks with the label.
        of: remarks of the meeting in the selection.
        is_broken: why it can't be read on from the meeting before; "" where it can.
    """

    count: int
    of: int
    is_broken: Break = ""

    @property
    def share(self) -> float:
        """Give the part of the remarks, from 0 to 1; 0 of none."""
        return self.count / self.of if self.of else 0.0

    @property
    def is_small(self) -> bool:
        """Tell whether there are so few remarks that a share says little."""
        return self.of < SMALL_COUNT

    @property
    def is_used(self) -> bool:
        """Tell whether the key was in use at this meeting."""
        return self.is_broken not in ("retired", "not_yet")


Line = Mapping[str, Point]


def list_times(facets: RemarkFacets, selection: Selection) -> list[str]:
    """Give the meetings that are set out in time: those filtered on if several, else all."""
    every = list(facets.dataset.meetings["key"])
    chosen = [key for key in every if key in selection.meetings]
    return chosen if len(chosen) > 1 else every


def count_over_time(
    facets: RemarkFacets, selection: Selection, facet: str
) -> dict[str, Line]:
    """
    Count the remarks with each label at each meeting.

    Args:
        facets: the remarks.
        selection: which of them; its meetings say which are set out.
        facet: what is counted: ``sentiments`` or ``themes``.

    Returns:
        Per key in the order of the screen, those without any remark left out, the points
        by meeting, in order of time.
    """
    meetings, options = list_times(facets, selection), facets.options(facet)
    columns = {}
    for meeting in meetings:
        there = selection.with_keys("meetings", (meeting,))
        remarks = facets.select(there)
        table = (count_sentiments(remarks, options).rename(columns={"sentiment": "key"})
                 if facet == "sentiments" else
                 facets.count_themes(there).rename(columns={"theme": "key"}))
        columns[meeting] = len(remarks), dict(zip(table["key"], table["remark_count"], strict=True))
    broken = _find_breaks(facets, facet)
    return {
        key: {
            meeting: Point(int(counts.get(key, 0)), of, broken.get(key, {}).get(meeting, ""))
            for meeting, (of, counts) in columns.items()
        }
        for key in options if any(counts.get(key) for _, counts in columns.values())
    }


def _find_breaks(facets: RemarkFacets, facet: str) -> dict[str, dict[str, Break]]:
    """Say, by key and meeting, where a definition began or was given up."""
    dataset = facets.dataset
    order: Sequence[str] = dataset.meetings["key"].tolist()
    codebook = dataset.codebook[dataset.codebook["field"] == to_facet(facet).field]
    return {
        key: {
            meeting: _to_break(place, _place(order, since, 0), _place(order, until, len(order)),
                               _is_used_before(facets, facet, key, order[:_place(order, since, 0)]))
            for place, meeting in enumerate(order)
        }
        for key, since, until in codebook[["key", "since", "until"]].itertuples(
            index=False, name=None) if since or until
    }


def _place(order: Sequence[str], meeting: str, otherwise: int) -> int:
    return order.index(meeting) if meeting else otherwise


def _is_used_before(
    facets: RemarkFacets, facet: str, key: str, meetings: Sequence[str]
) -> bool:
    if not meetings:
        return False
    before = Selection(meetings=meetings).with_keys(facet, (key,))
    return bool(facets.mask(before).any())


def _to_break(place: int, since: int, until: int, is_used_before: bool) -> Break:
    if place > until:
        return "retired"
    if place < since:
        return "" if is_used_before else "not_yet"
    if place == since and since:
        return "changed" if is_used_before else "new"
    return ""


def to_kappas(
    agreement: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]
) -> dict[tuple[str, str], float]:
    """
    Give how far the readers of each meeting agree.

    Args:
        agreement: per meeting the tables of analysis.agreement: of sentiments and of themes.

    Returns:
        Cohen's kappa by meeting and theme, its mean over the pairs of readers; that of the
        sentiments under the theme "". What could not be computed is left out.
    """
    found = {
        (meeting, key): kappa
        for meeting, (pairs, themes) in agreement.items()
        for key, kappa in [("", pairs["kappa"].mean()),
                           *zip(themes["theme"], themes["kappa"], strict=True)]
    }
    return {key: float(kappa) for key, kappa in found.items() if pd.notna(kappa)}
