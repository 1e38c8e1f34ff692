"""
What a query asks for: which words belong together, and which say nothing.
"""

import pytest

from analysis.search.units import UnitReader
from analysis.search.vocabulary import Vocabulary
from tests.analysis.search.test_concepts import CONCEPTS

READER = UnitReader(
    Vocabulary(["brugfiguren", "bed", "bad", "brood", "nulmeting", "wachttijden", "sociale",
                "woningen", "gezinnen", "bond"]),
    CONCEPTS,
)


def read(query):
    return [(unit.words, unit.concept) for unit in READER.read(query.split())]


@pytest.mark.parametrize(("query", "units"), [
    ("geen dak boven het hoofd", [(("geen", "dak", "boven", "het", "hoofd"), "roof")]),
    ("wat zei men over thuislozen", [(("thuislozen",), "roof")]),
    ("hoe zit het", []),
    ("brug figuren", [(("brugfiguren",), "")]),
    ("nul meting brood", [(("nulmeting",), ""), (("brood",), "")]),
    ("bedbadbrood", [(("bed",), ""), (("bad",), ""), (("brood",), "")]),
    ("socialewoningen", [(("sociale",), ""), (("woningen",), "")]),
    ("gezinsbond", [(("gezins",), ""), (("bond",), "")]),
    ("wachttyden", [(("wachttijden",), "")]),
    ("nachtopfang", [(("nachtopvang",), "night")]),
    ("tramlijn", [(("tramlijn",), "")]),
])
def test_words_become_what_is_asked_for(query, units):
    assert read(query) == units


def test_a_word_of_ten_thousand_letters_is_left_as_it_is():
    assert read("a" * 10_000) == [(("a" * 10_000,), "")]
