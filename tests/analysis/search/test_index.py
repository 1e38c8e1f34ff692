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


def test_nothing_found_with_all_words_falls_back_and_keeps_it_apart(index):
    result = index.search("steden ouders")
    assert list(result.matches) == []
    assert result.fallback.kind == "any"
    assert set(result.fallback.matches.remark_ids) == {"a", "b", "i"}
    assert result.fallback.query == "steden OF ouders"


def test_a_phrase_that_stands_nowhere_falls_back_on_its_words(index):
    result = index.search('"hulpverlening geïntegreerde"')
    assert list(result.matches) == []
    assert (result.fallback.kind, result.fallback.matches.remark_ids) == ("words", ["d"])


@pytest.mark.parametrize("query", [
    "steden ouders", '"hulpverlening geïntegreerde"', '"recht op steden" -ouders',
    '"recht op steden" OF "gent ouders"', "de steden van ouders", '"steden" "ouders"',
])
def test_the_looser_query_finds_what_the_fallback_promises(index, query):
    fallback = index.search(query).fallback
    assert fallback
    assert index.find(fallback.query).remark_ids == fallback.matches.remark_ids


def test_what_is_excluded_stays_excluded_in_the_looser_query(index):
    assert index.search('"ouders steden" -gent').fallback.query.endswith(" -gent")


def test_a_word_that_is_not_there_gets_a_suggestion_in_the_whole_query(index):
    suggestions = index.search("duur netwrek").suggestions
    assert [(s.word, s.instead, s.query) for s in suggestions] == []
    (suggestion,) = index.search("duur grons").suggestions
    assert (suggestion.instead, suggestion.query) == ("grens", "duur grens")


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
