"""The final plans, in which an answer says where something is taken up."""

from __future__ import annotations

from collections.abc import Collection

from follow_up.answer import Answer
from loaders.dataset import Dataset
from loaders.plan import Passage, Plan, to_plan


def list_plans(dataset: Dataset, remark_ids: Collection[str]) -> list[Plan]:
    """List the plans of the meetings at which these remarks were made, each once."""
    if not dataset.plans:
        return []
    remarks = dataset.remarks
    meetings = remarks.loc[remarks["remark_id"].isin(remark_ids), "meeting"].unique()
    return [to_plan(dataset.plans[key]) for key in meetings if key in dataset.plans]


def find_taken_up(dataset: Dataset, answer: Answer) -> Passage | None:
    """Find what an answer quotes in the plan; None where that is not known."""
    if not answer.where_quote:
        return None
    found = (plan.find(answer.where_quote) for plan in list_plans(dataset, answer.remark_ids))
    return next(filter(None, found), None)
