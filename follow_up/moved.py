"""What moved: how readers were told of each remark at one moment, held against now."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd

from follow_up.current import find_current_answers, to_statuses
from follow_up.told import Told
from loaders.dataset import Dataset


def list_moves(told: Told, dataset: Dataset, since: datetime) -> pd.DataFrame:
    """
    List the remarks of which readers were told something else since a moment.

    Args:
        told: what they are told now, with all that they ever were.
        dataset: the remarks.
        since: the moment, with its zone; what was published then counts as since.

    Returns:
        One row per remark, in the order of the dataset: ``remark_id``, ``before`` and
        ``after`` (keys of statuses), ``kind`` (of the last one) and ``is_first`` (whether
        nothing was told of it before). The two statuses are the same where words changed.
    """
    versions = told.versions.reset_index(drop=True)
    moment = since.astimezone(UTC).isoformat(timespec="milliseconds")
    before, after = (_select_newest(rows) for rows in (
        versions[versions["published_at"] < moment], versions))
    earlier, now = _find_told(before), _find_told(after)
    moves = to_statuses(after, dataset).rename(columns={"status": "after"})
    moves.insert(1, "before", to_statuses(before, dataset)["status"])
    moves["is_first"] = [key not in earlier for key in moves["remark_id"]]
    has_moved = [earlier.get(key) != now.get(key) for key in moves["remark_id"]]
    return moves[pd.Series(has_moved, index=moves.index, dtype=bool)].reset_index(drop=True)


def _select_newest(versions: pd.DataFrame) -> pd.DataFrame:
    """Select the newest version of each answer; they stay in the order of publishing."""
    newest = versions.sort_values("version", kind="stable").drop_duplicates(
        "answer_id", keep="last")
    return newest.sort_index()


def _find_told(selected: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Give which version of which answer tells of each remark."""
    versions = dict(zip(selected["answer_id"], selected["version"], strict=True))
    return {key: (answer_id, versions[answer_id])
            for key, answer_id in find_current_answers(selected).items()}
