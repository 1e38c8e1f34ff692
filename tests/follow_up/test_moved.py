"""
What readers were told since a moment, from a journal of ten days.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from follow_up.answers import Answer, FollowUp
from follow_up.moved import list_moves
from follow_up.told import tell_nothing
from store.engine import open_store

BRUSSELS = ZoneInfo("Europe/Brussels")
FIRST = datetime(2026, 11, 1, 9, tzinfo=BRUSSELS)


@pytest.fixture
def follow_up(tmp_path, small, monkeypatch):
    """One change a day: the days of publishing are 2, 4, 6, 8 and 10 November, at nine."""
    days = iter(range(20))

    def tick():
        moment = FIRST + timedelta(days=next(days))
        return moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="milliseconds")

    monkeypatch.setattr("store.journal.to_now", tick)
    follow_up = FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), small)
    for answer, version in (
        (Answer(None, ("r1", "r2"), "read", text="Dank."), None),
        (Answer(None, ("r4",), "busy", owner="Bus", due="2026-12-01"), None),
        (Answer("a1", ("r1", "r2"), "read", text="Veel dank."), 1),
        (Answer(None, ("r2",), "refused", reason="Te duur."), None),
        (Answer("a2", ("r5",), "busy", owner="Bus", due="2026-12-01"), 1),
    ):
        saved = follow_up.save(answer, version, "ann")
        follow_up.publish([saved.answer_id], "ann")
    follow_up.save(Answer(None, ("r6",), "read"), None, "ann")
    return follow_up


def moves_since(follow_up, small, day, hour=0):
    table = list_moves(follow_up.tell(), small, datetime(2026, 11, day, hour, tzinfo=BRUSSELS))
    return {row.remark_id: (row.before, row.after, row.kind, row.is_first)
            for row in table.itertuples()}


def test_since_the_beginning_all_that_is_told_is_new(follow_up, small):
    assert moves_since(follow_up, small, 1) == {
        "r1": ("new", "read", "noted", True), "r2": ("new", "refused", "not_taken_up", True),
        "r5": ("new", "busy", "in_progress", True),
    }


def test_since_a_day_exactly_the_later_changes_are_there(follow_up, small):
    # Before the sixth, r1 and r2 were thanked and the bus was busy with r4.
    assert moves_since(follow_up, small, 6) == {
        "r1": ("read", "read", "noted", False), "r2": ("read", "refused", "not_taken_up", False),
        "r4": ("busy", "new", "open", False), "r5": ("new", "busy", "in_progress", True),
    }
    assert moves_since(follow_up, small, 8) == {
        "r2": ("read", "refused", "not_taken_up", False), "r4": ("busy", "new", "open", False),
        "r5": ("new", "busy", "in_progress", True),
    }


def test_what_was_published_at_that_moment_counts_and_a_draft_never_does(follow_up, small):
    assert set(moves_since(follow_up, small, 10, hour=9)) == {"r4", "r5"}
    assert moves_since(follow_up, small, 10, hour=10) == {}


def test_where_nothing_was_told_nothing_moved(small):
    assert list_moves(tell_nothing(small), small, FIRST).empty
