"""
Which spellings sound alike.
"""

import pytest

from analysis.search.dutch_sounds import to_sound


@pytest.mark.parametrize(("word", "other"), [
    ("wachttyd", "wachttijd"), ("wachtteid", "wachttijd"), ("kontakt", "contact"),
    ("hospitalizatie", "hospitalisatie"), ("dakloosheit", "dakloosheid"), ("krisis", "crisis"),
    ("beleit", "beleid"), ("fotoos", "photoos"), ("expres", "ekspres"),
])
def test_one_sound_in_two_spellings_is_one(word, other):
    assert to_sound(word) == to_sound(other)


@pytest.mark.parametrize(("word", "other"), [("wonen", "wanen"), ("straat", "start")])
def test_two_words_that_sound_apart_stay_two(word, other):
    assert to_sound(word) != to_sound(other)
