"""
The query language: all words, phrases, exclusion, alternatives.
"""

import pytest

from tests.analysis.search.small_texts import found


def test_words_are_all_needed_in_any_order(index):
    assert found(index, "hulpverlening geintegreerde") == {"d"}
    assert found(index, "ouders geintegreerde") == set()


def test_a_minus_excludes_only_before_a_word(index):
    assert found(index, "recht -grondrechten") == {"g"}
    assert found(index, "participatie-moeheid") == {"b"}
    assert found(index, "recht - grondrechten") == {"h"}


def test_or_means_either_in_dutch_and_english_and_in_small_letters(index):
    assert found(index, "steden OF ouders") == {"a", "b", "i"}
    assert found(index, "steden OR ouders") == {"a", "b", "i"}
    assert found(index, "steden of ouders") == {"a", "b", "i"}
    assert found(index, "generatie steden OF hulverlening") == {"f"}


def test_a_query_that_only_excludes_finds_nothing_and_says_so(index):
    result = index.search("-recht")
    assert list(result.matches) == []
    assert result.faults == ("only_exclusions",)


def test_an_empty_query_finds_nothing_and_has_no_fault(index):
    result = index.search("  ")
    assert list(result.matches) == []
    assert (list(result.related), result.understood.filters) == ([], ())
    assert (result.expansions, result.suggestions, result.faults) == ((), (), ())


@pytest.mark.parametrize(
    ("query", "fault"),
    [("***", "no_words"), ('"ouders', "unbalanced_quote"), ("ouders " * 50, "too_long")],
)
def test_what_is_wrong_with_a_query_is_told(index, query, fault):
    assert fault in index.search(query).faults


def test_a_quote_that_is_never_closed_counts_for_nothing(index):
    assert found(index, '"ouders') == found(index, "ouders")
