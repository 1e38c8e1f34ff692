"""
Where something is taken up, held against the final plan beside the report.
"""

import pytest

from exports.extract import Extract
from follow_up.answers import Answer, AnswerError, FollowUp
from follow_up.plans import find_taken_up, list_plans
from loaders.dataset import DatasetError, load_dataset
from loaders.files import to_fingerprint
from loaders.package import to_zip
from store.engine import open_store
from tests.exports.conftest import make_extract
from tests.loaders.conftest import DataFolder

PLAN = "Hoofdstuk 1. Er komen tolken in elk loket.\fHoofdstuk 2. De bus rijdt\nook op zondag."
LINK = {"where_link": "https://stad.example/plan"}


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path / "data")
    (folder.at("report.txt").with_name("plan.txt")).write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def dataset(folder):
    return load_dataset(folder.path)


@pytest.fixture
def follow_up(tmp_path, dataset):
    return FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), dataset)


def test_a_plan_may_stand_beside_a_report_and_is_seen_when_it_comes_changes_or_goes(folder):
    path = folder.at("report.txt").with_name("plan.txt")
    with_plan = to_fingerprint(folder.path)
    assert load_dataset(folder.path).plans == {"klein": PLAN}
    path.write_text(PLAN + " Meer.", encoding="utf-8")
    assert to_fingerprint(folder.path) != with_plan
    path.unlink()
    assert load_dataset(folder.path).plans == {}
    path.write_bytes(b"Geen tekst: \xff\x00")
    with pytest.raises(DatasetError, match=r"^meetings/klein/plan\.txt:1: .* is not UTF-8"):
        load_dataset(folder.path)


def test_a_plan_is_packed_with_the_rest(folder):
    assert b"meetings/klein/plan.txt" in to_zip(folder.path)


def test_one_word_changed_in_a_quotation_is_refused_with_the_nearest_passage(follow_up):
    right = Answer(None, ("r4",), "done", where_quote="De bus rijdt ook op zondag.", **LINK)
    wrong = Answer(None, ("r4",), "done", where_quote="De bus rijdt ook op zaterdag.", **LINK)
    with pytest.raises(AnswerError) as raised:
        follow_up.save(wrong, None, "ann")
    assert raised.value.problems == ((
        "where_quote", "Zo staan deze woorden niet in het plan. Het meest gelijkt daarop: "
        "“De bus rijdt ook op zondag.” (p. 2)."),)
    assert follow_up.save(right, None, "ann").answer_id == "a1"


def test_a_quotation_of_before_the_plan_was_there_is_not_published_with_it(
    tmp_path, dataset, folder
):
    path = folder.at("report.txt").with_name("plan.txt")
    path.unlink()
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    answer = Answer(None, ("r4",), "done", where_quote="De bus rijdt elke dag.", **LINK)
    FollowUp(store, load_dataset(folder.path)).save(answer, None, "ann")
    with pytest.raises(AnswerError, match="staan deze woorden niet in het plan"):
        FollowUp(store, dataset).publish(["a1"], "ann")


def test_a_meeting_without_a_plan_is_not_held_to_that_of_another(dataset):
    assert len(list_plans(dataset, ("r1", "r4"))) == 1
    assert list_plans(dataset, ("weg",)) == []


def test_the_page_stands_with_the_quotation(follow_up, dataset):
    answer = Answer(None, ("r4",), "done", where_quote="De bus rijdt ook op zondag.", **LINK)
    follow_up.save(answer, None, "ann")
    follow_up.publish(["a1"], "ann")
    found = find_taken_up(dataset, answer)
    assert (found.page, found.before, found.after) == (
        2, "Hoofdstuk 1. Er komen tolken in elk loket. Hoofdstuk 2. ", "")
    extract = Extract(**{**vars(make_extract(dataset)), "told": follow_up.tell().answered})
    assert extract.answer("r4")["Waar"] == "De bus rijdt ook op zondag. (p. 2)"
