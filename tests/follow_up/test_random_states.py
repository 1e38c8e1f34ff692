"""
What is published, held against a model of it that is as simple as can be, over random work.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from follow_up.answers import Answer, FollowUp, Saved
from follow_up.current import find_current_answers, select_versions
from store.engine import open_store
from store.tables import metadata
from tests.small_meeting import make_dataset

REMARKS = ["r1", "r2", "r3", "r4", "r5", "r6"]
KINDS = {"new": "open", "read": "noted", "refused": "not_taken_up", "planned": "taken_up"}
ANSWER_IDS = st.sampled_from([None, "a1", "a2", "a3"])
STEPS = st.lists(max_size=9, elements=st.one_of(
    st.tuples(st.just("save"), ANSWER_IDS, st.sampled_from(sorted(KINDS)),
              st.sets(st.sampled_from(REMARKS), min_size=1, max_size=3)),
    st.tuples(st.just("publish"), st.sets(st.sampled_from(["a1", "a2", "a3"]), min_size=1)),
))


class Model:
    """
    Two lists of who answered what, in the order of time: what editors saw, what readers saw.
    """

    def __init__(self):
        self.newest = {}
        self.saved, self.published = [], []

    def save(self, answer_id, status, remark_ids):
        self.newest[answer_id] = (status, remark_ids)
        self.saved = [one for one in self.saved if one != answer_id] + [answer_id]

    def publish(self, answer_id):
        self.published = [one for one in self.published if one[0] != answer_id]
        self.published.append((answer_id, *self.newest[answer_id]))

    def kinds(self, published_only):
        seen = self.published if published_only else [(a, *self.newest[a]) for a in self.saved]
        kinds = dict.fromkeys(REMARKS, "open")
        for _, status, remark_ids in seen:
            kinds.update(dict.fromkeys(remark_ids, KINDS[status]))
        return kinds


@pytest.fixture(scope="module")
def file_store(tmp_path_factory):
    return open_store(f"sqlite:///{tmp_path_factory.mktemp('random')}/store.sqlite")


@given(steps=STEPS)
@settings(max_examples=25)
def test_readers_and_editors_see_what_was_published_and_what_was_saved(file_store, steps):
    with file_store.write() as connection:
        for table in reversed(metadata.sorted_tables):
            # The journal stays: its numbers say what is new.
            if table.name != "journal":
                connection.execute(delete(table))
    follow_up, model, changes = FollowUp(file_store, make_dataset()), Model(), 0
    revision = follow_up.revision
    for number, step in enumerate(steps):
        if step[0] == "save":
            _, answer_id, status, remark_ids = step
            known = model.newest.get(answer_id)
            found = follow_up.find_answer(answer_id) if known else None
            answer = Answer(
                answer_id if known else None, tuple(remark_ids), status, text=f"{number}",
                reason="Daarom.", where_quote="Hier.", where_link="https://stad.example",
            )
            saved = follow_up.save(answer, found[1] if found else None, "ann")
            assert isinstance(saved, Saved)
            model.save(saved.answer_id, status, remark_ids)
            changes += 1
        else:
            for answer_id in sorted(step[1] & set(model.newest)):
                if follow_up.publish([answer_id], "ann"):
                    model.publish(answer_id)
                    changes += 1
    for published_only in (True, False):
        statuses = follow_up.statuses(published_only)
        kinds = dict(zip(statuses["remark_id"], statuses["kind"], strict=True))
        assert kinds == model.kinds(published_only)
        answers = follow_up.answers(published_only)
        answered = {key for keys in answers["current_remark_ids"] for key in keys}
        assert answered == set(follow_up.current_answers(published_only))
    journal = follow_up.journal()
    assert len(journal[journal["id"] > revision]) == changes
    assert replay(journal[journal["id"] > revision]) == model.newest


def replay(changes):
    """Give the newest answers, from nothing but the journal."""
    rows = {}
    for change in changes.itertuples():
        rows.setdefault(change.row_id, {}).update(change.after)
    return {key: (row["status"], set(row["remark_ids"])) for key, row in rows.items()}


def test_the_versions_that_count_are_chosen_from_rows_in_any_order(file_store):
    follow_up = FollowUp(file_store, make_dataset())
    first = Answer(None, ("r1",), "read", text="Eerst.")
    saved = follow_up.save(first, None, "ann")
    follow_up.publish([saved.answer_id], "ann")
    follow_up.save(replace(first, answer_id=saved.answer_id, remark_ids=("r2",)), 1, "ann")
    versions = follow_up._read().versions.iloc[::-1]
    for published_only, remark_id in ((True, "r1"), (False, "r2")):
        selected = select_versions(versions, published_only)
        assert find_current_answers(selected)[remark_id] == saved.answer_id
