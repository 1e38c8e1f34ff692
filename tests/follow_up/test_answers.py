from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from follow_up.answer import find_broken_rules, merge
from follow_up.answers import Answer, AnswerError, Conflict, FollowUp, Saved
from loaders.plan import Plan
from store.tables import answer_remarks
from tests.small_meeting import make_dataset, make_remark

WORDS = "Er komen tolken.\n\x00\x1b[2J <script>alert(1)</script> تجربة ' ; -- \\"


@pytest.fixture
def follow_up(store, small):
    return FollowUp(store, small)


def make_answer(*remark_ids, **cells):
    """Give an answer that breaks no rule but what the test is about."""
    return Answer(None, remark_ids or ("r2",), cells.pop("status", "read"), **cells)


def kinds_of(follow_up, published_only):
    statuses = follow_up.statuses(published_only)
    return dict(zip(statuses["remark_id"], statuses["kind"], strict=True))


def problems_of(call):
    with pytest.raises(AnswerError) as raised:
        call()
    return [field for field, _ in raised.value.problems]


def test_what_has_no_answer_is_open(follow_up):
    statuses = follow_up.statuses()
    assert list(statuses.columns) == ["remark_id", "status", "kind"]
    assert statuses["remark_id"].tolist() == ["r1", "r2", "r3", "r4", "r5", "r6"]
    assert set(statuses["status"]) == {"new"}
    assert set(statuses["kind"]) == {"open"}
    assert len(follow_up.answers()) == len(follow_up.journal()) == 0


def test_a_dataset_without_statuses_has_open_remarks_and_takes_no_answer(store):
    codebook = make_dataset().codebook
    rows = codebook[codebook["field"] != "status"].to_dict("records")
    follow_up = FollowUp(store, make_dataset(codebook=rows))
    assert set(follow_up.statuses()["kind"]) == {"open"}
    assert problems_of(lambda: follow_up.save(make_answer(), None, "ann")) == ["status"]


def test_one_answer_covers_many_remarks_for_editors_first_and_for_readers_when_published(follow_up):
    assert follow_up.save(make_answer("r2", "r4"), None, "ann") == Saved("a1", 1)
    assert kinds_of(follow_up, published_only=True)["r2"] == "open"
    assert len(follow_up.answers(published_only=True)) == 0
    assert kinds_of(follow_up, published_only=False) == {
        "r1": "open", "r2": "noted", "r3": "open", "r4": "noted", "r5": "open", "r6": "open",
    }
    assert follow_up.publish(["a1"], "jan") == (Saved("a1", 1),)
    assert kinds_of(follow_up, published_only=True)["r4"] == "noted"
    assert follow_up.publish(["a1"], "jan") == ()


def test_readers_keep_the_published_version_while_a_newer_one_is_written(follow_up):
    follow_up.save(make_answer("r2", text="Eerst."), None, "ann")
    follow_up.publish(["a1"], "ann")
    follow_up.save(replace(make_answer("r4", text="Dan."), answer_id="a1"), 1, "ann")
    (for_readers,) = follow_up.answers(published_only=True).to_dict("records")
    (for_editors,) = follow_up.answers().to_dict("records")
    assert (for_readers["version"], for_readers["text"], for_readers["remark_ids"]) == (
        1, "Eerst.", ("r2",))
    assert (for_editors["version"], for_editors["text"], for_editors["remark_ids"]) == (
        2, "Dan.", ("r4",))
    assert (for_readers["is_published"], for_editors["is_published"]) == (True, False)
    assert kinds_of(follow_up, published_only=True)["r2"] == "noted"
    assert kinds_of(follow_up, published_only=False)["r2"] == "open"


def test_an_answer_is_withdrawn_by_publishing_it_as_open(follow_up):
    follow_up.save(make_answer("r2"), None, "ann")
    follow_up.publish(["a1"], "ann")
    follow_up.save(replace(make_answer("r2", status="new"), answer_id="a1"), 1, "ann")
    follow_up.publish(["a1"], "ann")
    assert kinds_of(follow_up, published_only=True)["r2"] == "open"
    assert follow_up.history("r2")["status"].tolist() == ["read", "new"]


def test_words_are_kept_as_they_were_typed(follow_up):
    typed = make_answer("r2", text=WORDS, signature=" Dienst ", owner="x" * 100_000)
    follow_up.save(typed, None, "ann\x00")
    assert follow_up.find_answer("a1") == (replace(typed, answer_id="a1"), 1)
    change = follow_up.journal().iloc[0]
    assert (change["actor"], change["after"]["text"]) == ("ann\x00", WORDS)


def test_what_was_not_filled_in_is_empty_and_a_date_is_a_date(follow_up):
    answer = Answer(None, ["r2", "r2"], "busy", None, owner="Onthaal", due=date(2026, 12, 31))
    assert (answer.remark_ids, answer.text, answer.due) == (("r2",), "", "2026-12-31")
    assert follow_up.save(answer, 0, "ann") == Saved("a1", 1)


@pytest.mark.parametrize(("cells", "fields"), [
    ({"status": "refused"}, ["reason"]),
    ({"status": "refused", "reason": " \n"}, ["reason"]),
    ({"status": "refused", "reason": "Te duur."}, []),
    ({"status": "done"}, ["where_quote", "where_link"]),
    # A status that a city added is held to the rules of its kind.
    ({"status": "planned"}, ["where_quote", "where_link"]),
    ({"status": "done", "where_quote": "Woorden.", "where_link": "https://stad.be/plan"}, []),
    ({"status": "busy"}, ["owner", "due"]),
    ({"status": "busy", "owner": "Onthaal", "due": "2026-12-31"}, []),
    ({"status": "busy", "owner": "Onthaal", "due": "31/12/2026"}, ["due"]),
    ({"due": "2026-02-30"}, ["due"]),
    ({"due": "20261231"}, ["due"]),
    ({"where_link": "javascript:alert(1)"}, ["where_link"]),
    ({"where_link": "https:///plan"}, ["where_link"]),
    ({"where_link": "https://stad.be/\n"}, ["where_link"]),
    ({"where_link": "https://[stad"}, ["where_link"]),
    ({"status": "noted"}, ["status"]),
    ({"status": ""}, ["status"]),
    ({"text": "x" * 100_000}, []),
    ({"text": "x" * 100_000, "reason": "x" * 50_001}, ["text"]),
])
def test_a_broken_rule_names_its_field_and_nothing_is_saved(follow_up, cells, fields):
    if fields:
        assert problems_of(lambda: follow_up.save(make_answer(**cells), None, "ann")) == fields
        assert follow_up.revision == 0
    else:
        assert follow_up.save(make_answer(**cells), None, "ann") == Saved("a1", 1)


def test_every_broken_rule_is_named_at_once(follow_up):
    answer = Answer(None, (), "refused", due="ooit", where_link="hier")
    assert problems_of(lambda: follow_up.save(answer, None, " ")) == [
        "remark_ids", "reason", "due", "where_link", "actor",
    ]
    unknown = Answer("a9", ("r2", "r99"), "read")
    assert problems_of(lambda: follow_up.save(unknown, 1, "ann")) == ["remark_ids"]
    assert problems_of(lambda: follow_up.save(replace(unknown, remark_ids=("r2",)), 1, "ann")) == [
        "answer_id",
    ]


def test_the_second_save_of_two_shows_both_and_what_they_started_from(follow_up):
    first = make_answer("r2", text="Basis.")
    follow_up.save(first, None, "ann")
    theirs = replace(first, answer_id="a1", text="Van Ann.")
    mine = replace(first, answer_id="a1", text="Van Jan.", reason="Daarom.")
    assert follow_up.save(theirs, 1, "ann") == Saved("a1", 2)
    conflict = follow_up.save(mine, 1, "jan")
    assert isinstance(conflict, Conflict)
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        replace(first, answer_id="a1"), mine, theirs)
    assert (conflict.version, conflict.actor, conflict.differing) == (2, "ann", ("text", "reason"))
    assert len(follow_up.journal()) == 2
    # Both are kept, by saving on top of theirs.
    assert follow_up.save(replace(mine, text="Van Ann. Van Jan."), 2, "jan") == Saved("a1", 3)


def test_the_same_words_twice_are_no_conflict(follow_up):
    first = make_answer("r2", "r4", text="Basis.")
    follow_up.save(first, None, "ann")
    # A double click on a new answer; the same in another order.
    assert follow_up.save(first, None, "ann") == Saved("a1", 1)
    assert follow_up.save(replace(first, remark_ids=("r4", "r2")), None, "jan") == Saved("a1", 1)
    changed = replace(first, answer_id="a1", text="Anders.")
    assert follow_up.save(changed, 1, "ann") == Saved("a1", 2)
    assert follow_up.save(changed, 1, "jan") == Saved("a1", 2)
    assert len(follow_up.journal()) == 2


def test_two_new_answers_to_one_remark_are_a_conflict_for_who_did_not_see_the_other(follow_up):
    seen = follow_up.revision
    follow_up.save(make_answer("r2", "r4", text="Van Ann."), None, "ann", seen=seen)
    conflict = follow_up.save(make_answer("r4", text="Van Jan."), None, "jan", seen=seen)
    assert isinstance(conflict, Conflict)
    assert (conflict.base, conflict.theirs.answer_id, conflict.version) == (None, "a1", 1)
    assert isinstance(
        follow_up.save(make_answer("r1"), None, "jan", seen=seen), Saved), "another remark"
    # Who saw it, answers anew.
    later = follow_up.save(
        make_answer("r4", text="Van Jan."), None, "jan", seen=follow_up.revision)
    assert later == Saved("a3", 1)


def test_a_remark_has_the_answer_that_came_last_and_the_one_before_when_that_lets_go(follow_up):
    follow_up.save(make_answer("r2", "r4", text="Eerst."), None, "ann")
    follow_up.save(make_answer("r4", text="Later."), None, "jan")
    assert follow_up.current_answers(published_only=False) == {"r2": "a1", "r4": "a2"}
    rows = follow_up.answers().set_index("answer_id")
    assert rows.loc["a1", "remark_ids"] == ("r2", "r4")
    assert rows["current_remark_ids"].to_dict() == {"a1": ("r2",), "a2": ("r4",)}
    # For readers, what was published last.
    follow_up.publish(["a2", "a1"], "ann")
    assert follow_up.current_answers() == {"r2": "a1", "r4": "a1"}
    follow_up.save(replace(make_answer("r1"), answer_id="a2"), 1, "jan")
    assert follow_up.current_answers(published_only=False) == {"r2": "a1", "r4": "a1", "r1": "a2"}
    assert follow_up.history("r4", published_only=False)["text"].tolist() == ["Eerst.", "Later."]


def test_publishing_is_all_or_nothing(follow_up, store):
    follow_up.save(make_answer("r2"), None, "ann")
    seen = follow_up.revision
    follow_up.save(make_answer("r4"), None, "ann")
    assert problems_of(lambda: follow_up.publish(["a1", "a9"], "ann")) == ["answer_id"]
    assert problems_of(lambda: follow_up.publish(["a1", "a2"], "ann", seen=seen)) == ["answer_id"]
    # A rule of today: the city made the status another kind.
    codebook = make_dataset().codebook.replace({"kind": {"noted": "not_taken_up"}})
    stricter = FollowUp(store, make_dataset(codebook=codebook.to_dict("records")))
    assert problems_of(lambda: stricter.publish(["a1", "a2"], "ann")) == ["reason"]
    assert len(follow_up.answers(published_only=True)) == 0
    assert len(follow_up.publish(["a1", "a2"], "ann")) == 2


def test_the_journal_says_who_changed_what_from_what_to_what_and_why(follow_up):
    follow_up.save(make_answer("r2", text="Eerst."), None, "ann", why="import")
    follow_up.save(replace(make_answer("r2", text="Dan."), answer_id="a1"), 1, "jan")
    follow_up.publish(["a1"], "piet")
    changes = follow_up.journal()
    assert list(changes.columns) == [
        "id", "at", "actor", "table", "row_id", "version", "before", "after", "why"]
    assert changes["id"].is_monotonic_increasing
    assert changes["at"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00").all()
    assert list(zip(changes["actor"], changes["row_id"], changes["version"], strict=True)) == [
        ("ann", "a1", 1), ("jan", "a1", 2), ("piet", "a1", 2)]
    assert changes["why"].tolist() == ["import", "", ""]
    assert changes["before"].tolist() == [{}, {"text": "Eerst."}, {"published_version": None}]
    assert changes["after"].tolist()[1:] == [{"text": "Dan."}, {"published_version": 2}]
    assert follow_up.history("r2", published_only=False)["actor"].tolist() == ["ann", "jan"]


def test_who_saved_is_not_for_readers(follow_up):
    follow_up.save(make_answer("r2"), None, "ann")
    follow_up.publish(["a1"], "ann")
    for table in (follow_up.answers(True), follow_up.answers(), follow_up.history("r2")):
        assert "actor" not in table.columns
        assert not table.astype(str).eq("ann").to_numpy().any()


def test_a_change_elsewhere_is_seen_and_a_table_that_was_handed_out_is_ones_own(
    follow_up, store, small
):
    follow_up.save(make_answer("r2"), None, "ann")
    mine = follow_up.answers()
    mine["text"] = "Anders."
    assert follow_up.answers()["text"].tolist() == [""]
    FollowUp(store, small).save(make_answer("r4"), None, "jan")
    assert follow_up.answers()["answer_id"].tolist() == ["a1", "a2"]


@pytest.mark.parametrize("remarks", [
    [make_remark("r2", text="Andere woorden.")], [make_remark("r1")],
])
def test_an_answer_to_a_remark_that_was_cut_anew_is_to_be_looked_at_again(
    follow_up, store, remarks
):
    follow_up.save(make_answer("r2"), None, "ann")
    assert follow_up.answers()["needs_review"].tolist() == [False]
    now = FollowUp(store, make_dataset(remarks=remarks))
    assert now.answers()[["remark_ids", "needs_review"]].values.tolist() == [[("r2",), True]]
    if remarks[0]["remark_id"] == "r2":
        # Looked at, and still right: the same words, saved again.
        same = replace(make_answer("r2"), answer_id="a1")
        assert now.save(same, 1, "ann") == Saved("a1", 2)
        assert now.answers()["needs_review"].tolist() == [False]
    else:
        assert now.statuses()["remark_id"].tolist() == ["r1"]


def test_a_status_that_is_gone_leaves_its_remarks_open_and_its_answer_to_be_looked_at(
    follow_up, store
):
    follow_up.save(make_answer("r2"), None, "ann")
    codebook = make_dataset().codebook
    rows = codebook[codebook["key"] != "read"].to_dict("records")
    now = FollowUp(store, make_dataset(codebook=rows))
    assert now.statuses(published_only=False)["status"].tolist()[1] == "new"
    assert now.answers()[["status", "kind", "needs_review"]].values.tolist() == [["read", "", True]]


def test_an_answer_and_its_row_in_the_journal_are_one(follow_up, store, monkeypatch):
    monkeypatch.setattr("follow_up.answers.to_fingerprint", lambda words: None)
    with pytest.raises(Exception, match=r"(?i)null"):
        follow_up.save(make_answer("r2"), None, "ann")
    assert (follow_up.revision, len(follow_up.answers())) == (0, 0)
    with store.write() as connection:
        assert connection.execute(delete(answer_remarks)).rowcount == 0


PLAN = Plan("De stad koopt\n  honderd woningen.\f Er komen meer tolken.")


@pytest.mark.parametrize(("quotation", "problems"), [
    ("De stad koopt honderd woningen.", []),
    ("koopt\nhonderd", []),
    ("", []),
    ("De stad kocht honderd woningen.", [(
        "where_quote", "Zo staan deze woorden niet in het plan. Het meest gelijkt daarop: "
        "“De stad koopt honderd woningen.” (p. 1).")]),
    ("zzzz", [("where_quote", "Zo staan deze woorden niet in het plan. Er is ook niets dat "
                   "erop gelijkt.")]),
])
def test_a_quotation_of_the_plan_stands_there_letter_for_letter(quotation, problems):
    answer = make_answer(where_quote=quotation)
    assert [*find_broken_rules(answer, {"read": "noted"}, {"r2"}, [PLAN])] == problems
    assert [*find_broken_rules(answer, {"read": "noted"}, {"r2"})] == []
    other = Plan("zzzz.")
    assert ([*find_broken_rules(answer, {"read": "noted"}, {"r2"}, [other, PLAN])] == []) is (
        quotation == "zzzz" or not problems)


def test_what_publishing_would_change_is_foreseen(follow_up):
    def foresee(*answer_ids):
        return follow_up.foresee(answer_ids).to_dict("split")["data"]

    follow_up.save(make_answer("r2", "r4"), None, "ann")
    follow_up.publish(["a1"], "ann")
    assert foresee("a1") == []
    # It lets go of r4, says the same of r2 in other words, and another one is about r3.
    follow_up.save(replace(make_answer("r2", text="Dank."), answer_id="a1"), 1, "ann")
    follow_up.save(make_answer("r3", status="refused", reason="Te duur."), None, "ann")
    expected = [["r2", "read", "read"], ["r3", "new", "refused"], ["r4", "read", "new"]]
    assert foresee("a1", "a2") == expected
    assert foresee("a2") == expected[1:2]
    before = follow_up.statuses().set_index("remark_id")["status"]
    follow_up.publish(["a1", "a2"], "ann")
    after = follow_up.statuses().set_index("remark_id")["status"]
    assert [[key, before[key], after[key]] for key in ("r2", "r3", "r4")] == expected
    assert foresee("a1", "a2") == []


def test_of_two_answers_either_or_both_can_be_kept_field_by_field(follow_up):
    follow_up.save(make_answer("r2", text="Van ons."), None, "ann")
    mine = replace(make_answer("r2", "r3", text="Van mij.", signature="Wonen"), answer_id="a1")
    follow_up.save(replace(make_answer("r2", text="Van Jan.", owner="Zorg"), answer_id="a1"), 1,
                   "jan")
    conflict = follow_up.save(mine, 1, "ann")
    assert conflict.differing == ("remark_ids", "text", "owner", "signature")
    assert merge(conflict, {}) == mine
    merged = merge(conflict, {"text": "both", "owner": "theirs", "remark_ids": "both"})
    assert merged == Answer("a1", ("r2", "r3"), "read", text="Van Jan.\n\nVan mij.", owner="Zorg",
                            signature="Wonen")
    assert merge(conflict, {"remark_ids": "theirs"}).remark_ids == ("r2",)
    assert follow_up.save(merged, conflict.version, "ann") == Saved("a1", 3)
