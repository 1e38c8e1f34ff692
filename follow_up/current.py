"""
What counts now: which version of an answer, and which answer of a remark.

An answer has versions. Editors see the newest; readers the newest that was published, also
while a newer one is being written. A remark that several answers are about has one current
answer: the one that was saved last for editors, published last for readers. The others
stay, as its history; should the last one let go of it, the one before counts again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pandas as pd

from loaders.dataset import Dataset
from loaders.schema import OPEN


def to_fingerprint(words: str) -> str:
    """Name the words of a remark, so that a change is noticed."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_kinds(dataset: Dataset) -> dict[str, str]:
    """Give the kind of each status, in the order of the screen; empty where there are none."""
    statuses = dataset.codebook[dataset.codebook["field"] == "status"]
    return dict(zip(statuses["key"], statuses["kind"], strict=True))


def select_versions(versions: pd.DataFrame, published_only: bool) -> pd.DataFrame:
    """
    Select the version of each answer that counts, the one that came last at the end.

    Args:
        versions: every version of every answer.
        published_only: for readers; else for editors.
    """
    order = "published" if published_only else "saved"
    seen = versions[versions["published"] > 0] if published_only else versions
    return seen.sort_values("version").drop_duplicates("answer_id", keep="last").sort_values(order)


def find_current_answers(selected: pd.DataFrame) -> dict[str, str]:
    """
    Find the answer of each remark that has one.

    Args:
        selected: what :func:`select_versions` gives.
    """
    return {
        remark_id: answer_id
        for answer_id, remark_ids in zip(
            selected["answer_id"], selected["remark_ids"], strict=True
        )
        for remark_id in remark_ids
    }


def to_statuses(selected: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """
    Give the status of every remark, in the order of the dataset.

    Returns:
        ``remark_id``, ``status`` (a key) and ``kind``. What has no answer has the first open
        status of the codebook; so has what was answered with a status that is no longer there.
    """
    kinds = to_kinds(dataset)
    answers, given = find_current_answers(selected), _to_dict(selected, "status")
    nothing_yet = next((key for key, kind in kinds.items() if kind == OPEN), "")
    statuses = [given.get(answers.get(key, ""), "") for key in dataset.remarks["remark_id"]]
    known = [status if status in kinds else nothing_yet for status in statuses]
    return pd.DataFrame({
        "remark_id": dataset.remarks["remark_id"].to_numpy(),
        "status": pd.Series(known, dtype="str"),
        "kind": pd.Series([kinds.get(status, OPEN) for status in known], dtype="str"),
    })


def select_history(versions: pd.DataFrame, remark_id: str) -> pd.DataFrame:
    """Select the versions that are about a remark, in their order."""
    is_about = [remark_id in keys for keys in versions["remark_ids"]]
    return versions[pd.Series(is_about, index=versions.index, dtype=bool)].reset_index(drop=True)


def mark_for_review(versions: pd.DataFrame, dataset: Dataset) -> list[bool]:
    """
    Tell which versions need a second look: a remark or its words changed, or the status is gone.
    """
    kinds = to_kinds(dataset)
    words = {
        remark_id: to_fingerprint(text) for remark_id, text in
        zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True)
    }
    return [
        status not in kinds or any(words.get(key) != print_ for key, print_ in answered.items())
        for status, answered in zip(versions["status"], versions["words"], strict=True)
    ]


def _to_dict(table: pd.DataFrame, column: str) -> Mapping[str, str]:
    return dict(zip(table["answer_id"], table[column], strict=True))
