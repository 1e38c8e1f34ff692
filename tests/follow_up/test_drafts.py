from dataclasses import replace

import pytest

from follow_up.answers import Answer, AnswerError, FollowUp
from follow_up.boilerplates import list_boilerplates, save_boilerplate
from follow_up.drafts import drop_draft, find_draft, list_drafts, save_draft

TYPED = Answer(None, ("r4", "r2"), "refused", text="Half\x00 get")


def test_typing_is_kept_whatever_rules_it_breaks_and_offered_back_to_its_writer_only(store):
    assert find_draft(store, "ann", remark_ids=("r2", "r4")) is None
    save_draft(store, "ann", TYPED, seen=3)
    save_draft(store, "ann", replace(TYPED, text="Half getypt"), seen=3)
    found = find_draft(store, "ann", remark_ids=("r2", "r4"))
    assert (found.answer, found.expected_version, found.seen) == (
        replace(TYPED, text="Half getypt"), None, 3)
    assert find_draft(store, "jan", remark_ids=("r2", "r4")) is None
    assert find_draft(store, "ann", remark_ids=("r2",)) is None
    assert store.revision == 0, "typing is no change"


def test_each_form_has_typing_of_its_own_the_last_first(store):
    save_draft(store, "ann", TYPED)
    save_draft(store, "ann", Answer("a1", ("r2", "r4"), "read", text="Ander formulier"), 2)
    assert find_draft(store, "ann", remark_ids=("r2", "r4")).answer == TYPED
    assert find_draft(store, "ann", "a1").expected_version == 2
    assert [draft.answer.answer_id for draft in list_drafts(store, "ann")] == ["a1", None]


def test_what_is_saved_is_no_draft_any_more_and_what_is_in_conflict_still_is(store, small):
    follow_up = FollowUp(store, small)
    ready = replace(TYPED, reason="Te duur.")
    save_draft(store, "ann", ready)
    follow_up.save(ready, None, "ann")
    assert list_drafts(store, "ann") == []
    mine = replace(ready, answer_id="a1", text="Anders")
    save_draft(store, "jan", mine, 0)
    follow_up.save(mine, 0, "jan")
    assert [draft.answer for draft in list_drafts(store, "jan")] == [mine]
    with pytest.raises(AnswerError):
        follow_up.save(replace(mine, reason=""), 1, "jan")
    assert len(list_drafts(store, "jan")) == 1
    with store.write() as connection:
        drop_draft(connection, "jan", mine)
    assert list_drafts(store, "jan") == []


def test_a_standing_text_is_kept_changed_and_removed_with_all_it_ever_was_in_the_journal(
    store, small
):
    save_boilerplate(store, "noted", "Dank\x00", "Dank u.", "ann")
    save_boilerplate(store, "noted", "Dank\x00", "Dank u.", "ann")
    save_boilerplate(store, "open", "Later", "Nog even.", "ann")
    save_boilerplate(store, "noted", "Dank\x00", "Dank u wel.", "jan")
    assert list_boilerplates(store).to_dict("records") == [
        {"kind": "noted", "title": "Dank\x00", "text": "Dank u wel."},
        {"kind": "open", "title": "Later", "text": "Nog even."},
    ]
    save_boilerplate(store, "open", "Later", "", "jan")
    assert list_boilerplates(store)["kind"].tolist() == ["noted"]
    changes = FollowUp(store, small).journal()
    assert changes[["actor", "row_id", "version"]].values.tolist() == [
        ["ann", "noted/Dank\x00", 1], ["ann", "open/Later", 1], ["jan", "noted/Dank\x00", 2],
        ["jan", "open/Later", 2],
    ]
    assert changes.iloc[2]["before"] == {"text": "Dank u."}


@pytest.mark.parametrize(("kind", "title", "text"), [
    ("read", "Dank", "Dank u."), ("noted", " ", "Dank u."), ("noted", "Dank", "x" * 150_000),
])
def test_a_standing_text_without_a_kind_a_title_or_an_end_is_refused(store, kind, title, text):
    with pytest.raises(AnswerError):
        save_boilerplate(store, kind, title, text, "ann")
    assert store.revision == 0
