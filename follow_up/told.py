"""What readers are told: all that was published, as it stood after one change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from follow_up.answer import TEXT_FIELDS, Answer
from follow_up.current import select_history, to_statuses
from loaders.dataset import Dataset
from loaders.schema import IN_PROGRESS, OPEN


@dataclass(frozen=True)
class Telling:
    """
    An answer as readers were told it; who does it and by when only while it is being done.

    Attributes:
        answer: its words.
        kind: of its status; "" where the codebook has that no more.
        version: which version of the answer it is.
        at: when it was published, in UTC.
    """

    answer: Answer
    kind: str
    version: int
    at: str

    @property
    def is_open(self) -> bool:
        """Tell whether it leaves its remarks without an answer."""
        return self.kind in ("", OPEN)


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

    @cached_property
    def current(self) -> dict[str, Telling]:
        """Give what counts of each remark that readers were told something about."""
        return {
            remark_id: telling
            for telling, keys in zip(
                _to_tellings(self.answers), self.answers["current_remark_ids"], strict=True
            )
            for remark_id in keys
        }

    @cached_property
    def answered(self) -> dict[str, Telling]:
        """Give the answer of each remark that has one."""
        return {key: telling for key, telling in self.current.items() if not telling.is_open}

    def earlier(self, remark_id: str) -> list[Telling]:
        """Give what readers were told of a remark and counts no more, the last one first."""
        every = _to_tellings(self.history(remark_id))[::-1]
        return [telling for telling in every if telling != self.current.get(remark_id)]

    def owner(self, remark_id: str) -> str:
        """Give the service that is at work on a remark; "" where none is."""
        return self.answered[remark_id].answer.owner if remark_id in self.answered else ""


def tell_nothing(dataset: Dataset) -> Told:
    """Give what is told where the store was never read: every remark is open."""
    nothing = pd.DataFrame(columns=[
        "answer_id", "version", "status", *TEXT_FIELDS, "remark_ids", "kind", "published_at",
        "current_remark_ids",
    ])
    return Told(0, nothing, nothing, to_statuses(nothing, dataset))


def _to_tellings(rows: pd.DataFrame) -> list[Telling]:
    return [_to_telling(row) for row in rows.to_dict("records")]


def _to_telling(row: dict[Any, Any]) -> Telling:
    cells = {name: row[name] for name in TEXT_FIELDS}
    if row["kind"] != IN_PROGRESS:
        cells |= {"owner": "", "due": ""}
    answer = Answer(row["answer_id"], row["remark_ids"], row["status"], **cells)
    return Telling(answer, row["kind"], row["version"], row["published_at"])
