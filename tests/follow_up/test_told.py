"""
What readers are told of one remark: what counts now, what was said before, and who does it.
"""

from dataclasses import replace

import pytest

from follow_up.answers import Answer, FollowUp
from follow_up.told import tell_nothing
from store.engine import open_store

BUSY = Answer(None, ("r1", "r2"), "busy", "We beginnen.", owner="Wonen", due="2026-12-31")


@pytest.fixture
def follow_up(tmp_path, small):
    return FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), small)


def publish(follow_up, answer, version=None):
    saved = follow_up.save(answer, version, "ann")
    follow_up.publish([saved.answer_id], "ann")
    return replace(answer, answer_id=saved.answer_id)


def test_where_nothing_was_read_nothing_is_told(small):
    told = tell_nothing(small)
    assert (told.current, told.answered, told.earlier("r1"), told.owner("r1")) == ({}, {}, [], "")


def test_what_counts_now_is_apart_from_what_was_said_before(follow_up):
    first = publish(follow_up, BUSY)
    publish(follow_up, replace(first, status="done", text="Het staat erin.", where_quote="Hier.",
                               where_link="https://stad.example"), 1)
    publish(follow_up, Answer(None, ("r2",), "refused", "Toch niet.", reason="Geen geld."))
    told = follow_up.tell()
    assert told.current["r1"].answer.text == "Het staat erin."
    assert [telling.answer.text for telling in told.earlier("r1")] == ["We beginnen."]
    assert told.current["r2"].answer.reason == "Geen geld."
    assert [telling.answer.text for telling in told.earlier("r2")] == [
        "Het staat erin.", "We beginnen."]
    assert "r3" not in told.current


def test_a_draft_is_told_to_no_one(follow_up):
    first = publish(follow_up, BUSY)
    follow_up.save(replace(first, text="Ontwerp."), 1, "ann")
    follow_up.save(Answer(None, ("r3",), "read", "Ontwerp."), None, "ann")
    told = follow_up.tell()
    assert {key: telling.answer.text for key, telling in told.current.items()} == {
        "r1": "We beginnen.", "r2": "We beginnen."}
    assert told.earlier("r1") == told.earlier("r3") == []


def test_a_service_is_named_only_while_it_is_at_work(follow_up):
    first = publish(follow_up, BUSY)
    assert follow_up.tell().owner("r1") == "Wonen"
    publish(follow_up, replace(first, status="read"), 1)
    told = follow_up.tell()
    assert told.owner("r1") == told.current["r1"].answer.due == ""
    # What was told then was so.
    assert told.earlier("r1")[0].answer.owner == "Wonen"


def test_what_is_open_again_was_told_and_is_no_answer(follow_up):
    first = publish(follow_up, BUSY)
    publish(follow_up, replace(first, status="new", text="We kijken opnieuw."), 1)
    told = follow_up.tell()
    assert told.current["r1"].answer.text == "We kijken opnieuw."
    assert told.answered == {}


def test_a_remark_that_an_answer_let_go_of_has_a_history_only(follow_up):
    first = publish(follow_up, BUSY)
    publish(follow_up, replace(first, remark_ids=("r2",)), 1)
    told = follow_up.tell()
    assert "r1" not in told.current
    assert [telling.answer.text for telling in told.earlier("r1")] == ["We beginnen."]
