"""What readers are told: all that was published, as it stood after one change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from follow_up.current import select_history, to_statuses
from loaders.dataset import Dataset


# Compared by identity: it holds tables.
@dataclass(frozen=True, eq=False)
class Told:
    """
    What was published of the answers to one dataset; it needs the store no more.

    Attributes:
        revision: the last change that is in it; 0 where nothing was ever saved.
        answers: rows of :meth:`follow_up.answers.FollowUp.answers`, published only.
        versions: every version that was published, with ``kind``, the first at the top.
        statuses: rows of :meth:`follow_up.answers.FollowUp.statuses`.
    """

    revision: int
    answers: pd.DataFrame
    versions: pd.DataFrame
    statuses: pd.DataFrame

    def history(self, remark_id: str) -> pd.DataFrame:
        """Give what readers were ever told about a remark; the first at the top."""
        return select_history(self.versions, remark_id)


def tell_nothing(dataset: Dataset) -> Told:
    """Give what is told where the store was never read: every remark is open."""
    nothing = pd.DataFrame(columns=[
        "answer_id", "version", "status", "remark_ids", "kind", "published_at",
        "current_remark_ids",
    ])
    return Told(0, nothing, nothing, to_statuses(nothing, dataset))
