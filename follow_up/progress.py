"""How far the answers are: counts per kind of status, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.facet import Facet
from analysis.facets import to_voices
from analysis.sides import ON_THE_LEFT
from follow_up.told import Told
from loaders.schema import IN_PROGRESS, NOT_TAKEN_UP, NOTED, OPEN, STATUS_KINDS, TAKEN_UP

# A voice is counted once, where it is worst off: as open while anything it asked is open.
_WORST_FIRST = (OPEN, IN_PROGRESS, NOT_TAKEN_UP, NOTED, TAKEN_UP)


def select_asking(remarks: pd.DataFrame) -> pd.DataFrame:
    """Select the remarks that ask for something: those that stand left of the middle line."""
    return remarks[remarks["sentiment"].isin(ON_THE_LEFT)]


def find_open(remarks: pd.DataFrame, statuses: pd.DataFrame) -> list[str]:
    """
    Find the remarks that ask for something and have no answer, in the order of the remarks.

    Args:
        remarks: the remarks, all or a selection.
        statuses: of :meth:`follow_up.answers.FollowUp.statuses`.
    """
    asking = select_asking(remarks).merge(statuses, on="remark_id")
    return asking.loc[asking["kind"] == OPEN, "remark_id"].tolist()


@dataclass(frozen=True)
class Proof:
    """
    Hold where each remark that asks for something is: with an answer, or named as open.

    Attributes:
        asking: ids of those remarks.
        answered: those with an answer.
        unanswered: those that are open.
    """

    asking: tuple[str, ...]
    answered: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Tell whether each of them is in exactly one of the two."""
        return sorted(self.answered + self.unanswered) == sorted(self.asking)


def prove_nothing_lost(remarks: pd.DataFrame, told: Told) -> Proof:
    """Find for each remark that asks for something where it is, along two ways apart."""
    asking = select_asking(remarks)["remark_id"].tolist()
    # The answers are asked which remarks they are about; the statuses, which remarks are open.
    answered = [key for key in asking if key in told.answered]
    return Proof(tuple(asking), tuple(answered), tuple(find_open(remarks, told.statuses)))


def count_progress(
    remarks: pd.DataFrame, statuses: pd.DataFrame, facet: Facet | None = None, *,
    is_main_only: bool = False,
) -> pd.DataFrame:
    """
    Count what asks for something by the kind of its status, by remark and by voice.

    Args:
        remarks: the remarks, all or a selection.
        statuses: of :meth:`follow_up.answers.FollowUp.statuses`.
        facet: what to count apart; all together without it.
        is_main_only: whether a remark counts for the first of its keys only.

    Returns:
        One row per key ("" for all together) and kind, in the order of ``STATUS_KINDS``, zeros
        included: ``key``, ``kind``, ``remark_count`` and ``voice_count``. The kinds of a key
        add up to its remarks, and to its voices; a remark counts for each of its keys.
    """
    asking = select_asking(remarks).merge(statuses[["remark_id", "kind"]], on="remark_id")
    cells = facet.to_cells(asking) if facet else [("",)] * len(asking)
    rows = asking[["kind"]].assign(
        key=[keys[:1] for keys in cells] if is_main_only else cells, voice=to_voices(asking)
    ).explode("key").dropna()
    rows["rank"] = rows["kind"].map(_WORST_FIRST.index)
    voices = rows.sort_values("rank", kind="stable").drop_duplicates(["key", "voice"])
    every = pd.MultiIndex.from_product(
        [rows["key"].unique() if facet else [""], STATUS_KINDS], names=["key", "kind"]
    )
    return pd.DataFrame({
        name: counted.groupby(["key", "kind"]).size().reindex(every, fill_value=0)
        for name, counted in (("remark_count", rows), ("voice_count", voices))
    }).reset_index()


def list_waiting(answers: pd.DataFrame, today: date) -> pd.DataFrame:
    """
    List the answers that a service is at work on: what is overdue first, then the next one due.

    Args:
        answers: of :meth:`follow_up.answers.FollowUp.answers`.
        today: the day; what is due today is not overdue.

    Returns:
        The same columns and ``is_overdue``; without what a later answer took over.
    """
    is_waiting = (answers["kind"] == IN_PROGRESS) & answers["current_remark_ids"].map(bool)
    waiting = answers[is_waiting].sort_values(["due", "owner"], ignore_index=True)
    return waiting.assign(is_overdue=waiting["due"] < today.isoformat())
