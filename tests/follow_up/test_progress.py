from datetime import date

import pandas as pd

from analysis.facet import to_facet
from follow_up.answers import Answer, FollowUp
from follow_up.progress import count_progress, find_open, list_waiting, select_asking
from store.engine import open_store
from tests.small_meeting import make_dataset, make_remark


def make_statuses(**kinds):
    return pd.DataFrame({
        "remark_id": [f"r{number}" for number in range(1, 7)],
        "kind": [kinds.get(f"r{number}", "open") for number in range(1, 7)],
    })


def counts_of(table):
    """Give the remarks and voices of each kind that has any."""
    return {
        (row.key, row.kind): (row.remark_count, row.voice_count)
        for row in table.itertuples() if row.remark_count or row.voice_count
    }


def test_what_is_missing_or_critical_asks_for_something(small, dataset):
    assert select_asking(small.remarks)["remark_id"].tolist() == ["r1", "r2", "r4"]
    assert len(select_asking(dataset.remarks)) == 97 + 42


def test_each_remark_that_asks_is_answered_or_named_as_open(small):
    statuses = make_statuses(r2="noted", r3="noted")
    assert find_open(small.remarks, statuses) == ["r1", "r4"]
    assert find_open(small.remarks.iloc[:2], statuses) == ["r1"]


def test_kinds_are_counted_by_remark_and_a_voice_where_it_is_worst_off(small):
    # r2 and r4 are of p1, r1 of the opening.
    assert counts_of(count_progress(small.remarks, make_statuses())) == {("", "open"): (3, 2)}
    table = count_progress(small.remarks, make_statuses(r2="taken_up", r1="not_taken_up"))
    assert table["kind"].tolist() == ["open", "noted", "in_progress", "taken_up", "not_taken_up"]
    assert counts_of(table) == {
        ("", "open"): (1, 1), ("", "taken_up"): (1, 0), ("", "not_taken_up"): (1, 1),
    }


def test_an_organisation_with_twelve_remarks_is_one_voice():
    remarks = make_dataset(remarks=[
        make_remark(f"r{number}", sentiment="missing", speaker="city") for number in range(1, 13)
    ]).remarks
    statuses = pd.DataFrame({"remark_id": remarks["remark_id"], "kind": "noted"})
    assert counts_of(count_progress(remarks, statuses)) == {("", "noted"): (12, 1)}


def test_kinds_are_counted_for_each_theme_group_and_organisation(small):
    statuses = make_statuses(r2="taken_up")
    themes = count_progress(small.remarks, statuses, to_facet("themes"))
    assert counts_of(themes) == {
        ("housing", "open"): (2, 2), ("housing", "taken_up"): (1, 0),
        ("language", "taken_up"): (1, 1), ("bus", "open"): (1, 1),
    }
    assert len(themes) == 3 * 5
    groups = count_progress(small.remarks, statuses, to_facet("groups"))
    assert counts_of(groups) == {
        ("opening", "open"): (1, 1), ("north", "taken_up"): (1, 1), ("south", "open"): (1, 1),
    }
    organisations = count_progress(small.remarks, statuses, to_facet("organisations"))
    assert counts_of(organisations) == {("city", "taken_up"): (1, 1)}


def test_nothing_that_asks_gives_zeros():
    empty = make_dataset(remarks=[]).remarks
    statuses = make_statuses().iloc[:0]
    assert counts_of(count_progress(empty, statuses)) == {}
    assert len(count_progress(empty, statuses)) == 5
    assert len(count_progress(empty, statuses, to_facet("themes"))) == 0
    assert find_open(empty, statuses) == []


def test_what_waits_for_a_service_is_listed_overdue_first(tmp_path, small):
    follow_up = FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), small)
    for remark_id, owner, due in (
        ("r1", "Wonen", "2026-12-31"), ("r2", "Onthaal", "2026-11-23"), ("r4", "Mobiliteit",
        "2026-11-24"), ("r5", "Onthaal", "2026-12-31"), ("r6", "Weg", "2026-01-01"),
    ):
        follow_up.save(Answer(None, (remark_id,), "busy", owner=owner, due=due), None, "ann")
    follow_up.save(Answer(None, ("r6",), "read"), None, "ann")
    waiting = list_waiting(follow_up.answers(), date(2026, 11, 24))
    assert waiting[["remark_ids", "owner", "is_overdue"]].values.tolist() == [
        [("r2",), "Onthaal", True], [("r4",), "Mobiliteit", False], [("r5",), "Onthaal", False],
        [("r1",), "Wonen", False],
    ]
    assert len(list_waiting(follow_up.answers(published_only=True), date(2026, 11, 24))) == 0
