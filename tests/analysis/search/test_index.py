"""
The answer to a query: its order, what was looked for, and what else there is.
"""

from dataclasses import FrozenInstanceError

import pandas as pd
import pytest

from analysis.search.index import RemarkIndex
from analysis.search.text_index import TextIndex
from tests.analysis.search.small_texts import make_index


def test_the_best_match_comes_first_and_all_words_as_typed_score_100(index):
    matches = index.find("ouders")
    assert [(match.remark_id, round(match.score)) for match in matches] == [("a", 100), ("b", 60)]


def test_between_equals_the_shorter_remark_comes_first():
    index = make_index({"long": "wonen is voor velen een knelpunt", "short": "wonen"})
    assert index.find("wonen").remark_ids == ["short", "long"]


def test_the_answer_tells_what_each_word_was_widened_to(index):
    (expansion,) = index.search("ouder").expansions
    assert expansion.word == "ouder"
    assert expansion.forms == (("ouders", "inflection"), ("ouderbetrokkenheid", "compound"))


def test_nothing_found_with_all_words_leaves_the_first_tier_empty(index):
    result = index.search("steden ouders")
    assert list(result.matches) == []
    assert result.related.remark_ids == ["i", "a", "b"]


def test_a_phrase_that_stands_nowhere_is_related_by_its_words(index):
    result = index.search('"hulpverlening geïntegreerde"')
    assert list(result.matches) == []
    assert result.related.remark_ids[0] == "d"


def test_what_is_found_or_excluded_is_not_related(index):
    result = index.search("ouders steden -kinderopvang")
    assert result.related.remark_ids == ["i", "b"]
    result = index.search("hulpverlening")
    assert result.matches.remark_ids
    assert not set(result.matches.remark_ids) & set(result.related.remark_ids)


def test_nothing_is_related_to_words_as_typed(index):
    assert list(index.search("steden ouders", exact=True).related) == []


def test_both_tiers_in_one_keep_their_order(index):
    one = index.find_with_related("hulpverlening drempels")
    result = index.search("hulpverlening drempels")
    assert one.remark_ids == [*result.matches.remark_ids, *result.related.remark_ids]
    assert min(result.matches.scores / 2 + 50) > max(one.scores[len(result.matches):])
    assert one.of("c").marks == result.matches.of("c").marks
    assert one.of("d").marks == result.related.of("d").marks


def test_only_what_means_or_sounds_the_same_is_suggested(index):
    assert index.search("duur netwrek").suggestions == ()
    assert index.search("duur grons").suggestions == ()


def test_no_remarks_and_no_abbreviations_is_an_index_that_finds_nothing():
    empty = RemarkIndex(
        pd.DataFrame({"remark_id": [], "text": []}),
        pd.DataFrame({"abbreviation": [], "meaning": [], "source": []}),
    )
    assert list(empty.find("ouders")) == []


def test_a_query_is_planned_once_for_all_who_ask(monkeypatch):
    plans = []
    plan = TextIndex.plan

    def counted(self, query, exact=False):
        plans.append((query, exact))
        return plan(self, query, exact)

    monkeypatch.setattr(TextIndex, "plan", counted)
    index = make_index()
    for _ in range(2):
        assert [match.marks for match in index.find("ouders")]
        assert index.search("ouders").matches.of("a").marks
        assert index.search("ouders").expansions
    assert plans == [("ouders", False)]
    index.find("ouders", exact=True)
    assert plans == [("ouders", False), ("ouders", True)]


def test_nothing_that_is_shared_can_be_changed(index):
    match = index.find("ouders")[0]
    match.marks.clear()
    assert match.marks == [(3, 9, "exact")]
    with pytest.raises(FrozenInstanceError):
        match.score = 0
    with pytest.raises(ValueError, match="read-only"):
        index.find("ouders").scores[0] = 0
