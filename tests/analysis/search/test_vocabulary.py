"""
The words of the remarks, each by its number, and those near a query word.
"""

import pytest

from analysis.search.vocabulary import Vocabulary, VocabularyBuilder


def forms(vocabulary, numbers):
    return sorted(vocabulary.forms[number] for number in numbers)


def test_a_word_keeps_the_number_and_the_guise_of_its_first_time():
    builder = VocabularyBuilder()
    assert builder.read("Oud en OUD, één") == [0, 1, 0, 2]
    assert builder.forms == ["oud", "en", "een"]
    assert builder.shown == ["oud", "en", "één"]


def test_a_suggested_form_has_a_number_of_its_own_past_all_others():
    vocabulary = Vocabulary(["hulp", "hulpverlening"], suggested=["hulpverlening", "zorg"])
    assert (vocabulary.number("hulpverlening"), vocabulary.number("zorg")) == (1, None)
    assert vocabulary.suggested_number("hulpverlening") == 2
    assert vocabulary.suggested == {2, 3}


@pytest.mark.parametrize(("word", "expected"), [
    ("werken", ["gewerkt", "werken"]),
    ("sterk", ["sterke", "sterker"]),
    ("werk", ["werken"]),
    ("markt", []),
])
def test_inflections_are_conjugations_and_degrees_but_no_other_word(word, expected):
    vocabulary = Vocabulary(["werken", "gewerkt", "werker", "sterke", "sterker", "mark"])
    assert forms(vocabulary, vocabulary.inflections(word)) == expected


def test_near_words_begin_alike_and_differ_by_at_most_so_many_errors():
    vocabulary = Vocabulary(["netwerk", "netwerken", "letwerk", "werk"])
    assert vocabulary.near("netwrek", 1) == [(0, 1)]
    assert vocabulary.near("netwerk", 2) == [(1, 2)]
    assert vocabulary.near("", 2) == vocabulary.near("netwerk", 0) == []


def test_a_near_stem_is_found_in_the_forms_it_has():
    assert Vocabulary(["wachttijden"]).near_stems("wachttyd", 2) == [(0, 2)]


def test_a_word_cut_off_is_known_by_what_is_left():
    vocabulary = Vocabulary(["ervaringsdesk", "ervaring"])
    assert forms(vocabulary, vocabulary.cut_short("ervaringsdeskundige")) == ["ervaringsdesk"]
