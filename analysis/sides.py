"""Which sentiments a chart of themes shows, and on which side of its middle line they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.counts import count_sentiments
from analysis.selection import Selection
from loaders.dataset import Dataset

# What asks for a change of the plan; from the middle line outwards.
MISSING, POSITIVE = "missing", "positive"
ON_THE_LEFT = (MISSING, "critical")
USUAL = (MISSING, POSITIVE)


@dataclass(frozen=True)
class Sides:
    """
    The sentiments that a chart shows.

    Attributes:
        left: keys to the left of the middle line, from there outwards.
        right: keys to the right of it, likewise.
        counts: key and number of remarks of every sentiment, shown or not.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Give the keys that are shown: those on the left, then those on the right."""
        return self.left + self.right

    @property
    def is_stacked(self) -> bool:
        """Tell whether more than one sentiment stands on one side."""
        return max(len(self.left), len(self.right)) > 1

    def to_longest(self, rows: Sequence[Sequence[int]]) -> int:
        """Give the longest side of rows of numbers, each in the order of ``shown``; at least 1."""
        middle = len(self.left)
        return max([1, *(max(sum(row[:middle]), sum(row[middle:])) for row in rows)])


def choose_sides(selection: Selection, remarks: pd.DataFrame, sentiments: Sequence[str]) -> Sides:
    """
    Choose what a chart shows: the sentiments that are filtered on, and exactly those.

    Args:
        selection: the filters.
        remarks: what they select.
        sentiments: every sentiment, in the order of the screen.

    Returns:
        Without a filter what is missing against what is positive; where the
        remarks have neither, every sentiment that they do have.
    """
    table = count_sentiments(remarks, sentiments)
    counts = {key: int(count) for key, count, _ in table.itertuples(index=False, name=None)}
    found = [key for key, count in counts.items() if count]
    shown = selection.sentiments or (found if set(USUAL).isdisjoint(found) else USUAL)
    return Sides(
        tuple(key for key in ON_THE_LEFT if key in shown),
        tuple(key for key in sentiments if key in shown and key not in ON_THE_LEFT),
        tuple(counts.items()),
    )


def sort_by_sides(theme_counts: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """
    Order themes by what stands on the left, most first.

    Equal ones go by what is least on the right, then by their remarks. Where
    nothing stands on the left, most on the right comes first.
    """
    left, right = (theme_counts[list(keys)].sum(axis=1) for keys in (sides.left, sides.right))
    ranks = pd.DataFrame({
        "left": -left, "right": right if left.any() else -right,
        "remark_count": -theme_counts["remark_count"],
    })
    order = ranks.sort_values(["left", "right", "remark_count"], kind="stable").index
    return theme_counts.loc[order].reset_index(drop=True)


def with_parts(theme_counts: pd.DataFrame, theme_rows: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """
    Add ``part_count``: from how many parts of the meeting the remarks of a bar come.

    Only those that the bars show: two remarks do not come from three parts.
    """
    shown = theme_rows[theme_rows["sentiment"].isin(sides.shown)]
    counts = shown.drop_duplicates(["theme", "group"])["theme"].value_counts()
    return theme_counts.assign(
        part_count=[int(counts.get(theme, 0)) for theme in theme_counts["theme"]])


def count_parts(selection: Selection, dataset: Dataset) -> int:
    """Count the parts of the meetings that remarks of a selection can come from."""
    is_there = dataset.groups["meeting"].isin(selection.meetings or dataset.reports)
    return len(selection.groups) or int(is_there.sum())
