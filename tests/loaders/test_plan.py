import time

import pytest

from loaders.plan import Passage, Plan

PLAN = "Er komen\n  meer tolken\f in elk loket. \n\nDe stad koopt woningen.\f"


@pytest.mark.parametrize(("quotation", "page"), [
    ("Er komen meer tolken", 1), ("meer  tolken\nin elk loket.", 1), ("in elk", 2),
    ("De stad koopt woningen.", 2), ("koopt won", 2),
])
def test_a_quotation_stands_there_letter_for_letter_but_for_white_space(quotation, page):
    assert Plan(PLAN).find(quotation) == Passage(" ".join(quotation.split()), page)


@pytest.mark.parametrize("quotation", [
    "er komen meer tolken", "meer tolken in ieder loket", "De stad koopt woningen!", " \n", "",
])
def test_one_letter_less_and_it_does_not(quotation):
    assert Plan(PLAN).find(quotation) is None


def test_a_page_is_known_by_its_mark_where_there_is_one():
    plan = Plan("Voorwoord.\n[p. 12]\nEen. Twee.\n  [p.13] \nDrie.\fVier. [p. 99] is tekst.")
    assert [plan.find(words).page for words in ("Voorwoord.", "Een.", "Drie.", "Vier. [p. 99]")
            ] == [1, 12, 13, 14]
    assert Plan("Een.\n[p. 7]\nTwee.").find("Een. Twee.").page == 0
    assert Plan("Een.").find("Een.").page == 0


def test_the_nearest_passage_is_named_in_whole_words():
    plan = Plan(PLAN)
    assert plan.find_nearest("meer tolken in ieder loket") == Passage(
        "meer tolken in elk loket.", 1)
    assert plan.find_nearest("De stad kocht woningen.") == Passage("De stad koopt woningen.", 2)
    assert plan.find_nearest("zzzz") is None
    assert Plan("").find_nearest("Er komen") is None
    assert plan.find_nearest(" ") is None


def test_a_long_plan_is_searched_in_a_moment():
    plan = Plan("\n".join(f"Maatregel {each} kost {each * 7} euro." for each in range(30_000)))
    started = time.perf_counter()
    assert plan.find_nearest("Maatregel 29999 kost 209.993 euro, ongeveer.").words == (
        "Maatregel 29999 kost 209993 euro.")
    assert time.perf_counter() - started < 2


def test_what_stands_around_a_quotation_is_given_in_whole_words():
    plan = Plan(f"{'woord ' * 100}Een halte. {'daarna ' * 100}")
    found = plan.find("Een halte.")
    assert found.before == "woord " * 39
    assert found.after == " daarna" * 34
    short = Plan("Nu een halte hier.").find("een halte")
    assert (short.before, short.after) == ("Nu ", " hier.")
    assert Plan("een halte").find("een halte").before == ""
