"""
What may stand left and right of a word inside a longer one.
"""

import pytest

from analysis.search.compounds import CompoundFinder, to_parts

WORDS = ["hulpverlening", "kinderopvang", "bestaansrecht", "terecht", "digitaal", "verhuurders",
         "opvang", "hulp", "kind", "bestaan", "centrumsteden", "steden", "woonbonus"]


@pytest.mark.parametrize(("word", "expected"), [
    ("opvang", ["kinderopvang"]),
    ("kinderen", ["kinderopvang"]),
    ("recht", ["bestaansrecht"]),
    ("taal", []),
    ("huurders", []),
    ("hul", []),
    ("centen", []),
    ("wonen", ["woonbonus"]),
])
def test_a_part_is_found_but_not_a_chance_run_of_letters(word, expected):
    finder = CompoundFinder(WORDS, to_parts(WORDS))
    assert sorted(WORDS[number] for number in finder.find(word)) == expected


def test_many_words_are_looked_for_at_once_with_the_same_outcome():
    finder = CompoundFinder(WORDS, to_parts(WORDS))
    asked = ["opvang", "kinderen", "recht", "taal", "huurders", "hul", "centen", "wonen"]
    assert finder.find_all(asked) == {
        word: finder.find(word) for word in asked if len(word) >= 4
    }


def test_a_part_is_a_word_or_an_inflection_of_one():
    parts = to_parts(["diensten", "stad"])
    assert list(parts.cuts("wachtdienst")) == [("wacht", "dienst")]
    assert list(parts.cuts("abcdefgh")) == []
