"""The proof that the dashboard leaves nothing out: every word of the report, counted."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np

from loaders.dataset import Dataset
from loaders.report import to_starts


@dataclass(frozen=True)
class Coverage:
    """
    Hold where the words of the report stand.

    Attributes:
        word_count: words of the reports; bullet signs do not count.
        in_remarks: words that stand in a remark.
        in_passages: words that stand in a heading, a question or another passage.
        left_out: words that stand in none of them.
        doubled: words that stand in more than one of them.
    """

    word_count: int
    in_remarks: int
    in_passages: int
    left_out: int
    doubled: int

    @property
    def is_complete(self) -> bool:
        """Tell whether every word stands in exactly one place."""
        return not self.left_out and not self.doubled


def count_coverage(dataset: Dataset) -> Coverage:
    """Count where each word of the reports stands, from the places of the tables."""
    of_meetings = [astuple(_count_meeting(dataset.only(key))) for key in dataset.reports]
    return Coverage(*map(sum, zip(*of_meetings, strict=True)))


def _count_meeting(dataset: Dataset) -> Coverage:
    starts = to_starts(dataset.report)
    in_remarks, in_passages = (
        _count_spans(starts, table["char_start"].to_numpy(), table["char_end"].to_numpy())
        for table in (dataset.remarks, dataset.passages)
    )
    total = in_remarks + in_passages
    return Coverage(
        len(starts), int((in_remarks > 0).sum()), int((in_passages > 0).sum()),
        int((total == 0).sum()), int((total > 1).sum()),
    )


def _count_spans(places: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    # A place lies in as many spans as have begun and not yet ended there.
    begun = np.searchsorted(np.sort(starts), places, side="right")
    ended = np.searchsorted(np.sort(ends), places, side="right")
    return np.asarray(begun - ended)
