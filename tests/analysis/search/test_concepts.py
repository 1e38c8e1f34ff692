"""
Which words mean the same, and what is wider, narrower or belongs together.
"""

import pandas as pd
import pytest

from analysis.search.concepts import Concepts

ROWS = [
    ("home", ("wonen", "huisvesting", "logement"), (), ()),
    ("roof", ("dakloos", "thuisloos", "sans-abri", "geen dak boven het hoofd"), ("home",),
     ("aid",)),
    ("night", ("nachtopvang",), ("roof",), ()),
    ("aid", ("noodhulp",), (), ()),
    ("old", ("ouderen",), (), ()),
    ("parents", ("ouders",), (), ()),
]
TABLE = pd.DataFrame(ROWS, columns=["key", "words", "broader", "related"])
CONCEPTS = Concepts(TABLE)


@pytest.mark.parametrize(("words", "concept"), [
    (("thuislozen",), "roof"), (("sans", "abri"), "roof"), (("logementen",), "home"),
    (("geen", "dak", "boven", "het", "hoofd"), "roof"), (("dak",), ""), ((), ""),
])
def test_a_concept_is_found_by_any_form_of_its_words(words, concept):
    assert CONCEPTS.find(words) == concept


def test_of_two_words_with_one_stem_each_finds_its_own():
    assert (CONCEPTS.find(("ouders",)), CONCEPTS.find(("ouderen",))) == ("parents", "old")


def test_what_means_the_same_comes_first_then_the_narrower_the_wider_and_the_related():
    assert list(CONCEPTS.meanings("roof")) == [
        ("roof", "synonym"), ("night", "narrower"), ("home", "broader"), ("aid", "related"),
    ]
    assert list(CONCEPTS.meanings("home")) == [
        ("home", "synonym"), ("roof", "narrower"), ("night", "narrower"),
    ]


def test_what_is_related_is_so_both_ways():
    assert list(CONCEPTS.meanings("aid")) == [("aid", "synonym"), ("roof", "related")]


@pytest.mark.parametrize(("word", "near"), [
    ("nachtopfang", "nachtopvang"), ("noothulp", "noodhulp"), ("nachtovpang", "nachtopvang"),
    ("ouder", ""), ("tramlijn", ""), ("machtopvang", ""), ("noothult", ""),
])
def test_a_word_is_known_by_its_sound_or_with_a_slip(word, near):
    assert CONCEPTS.find_near(word) == near


def test_an_empty_table_knows_nothing():
    empty = Concepts(TABLE.head(0))
    assert (empty.find(("wonen",)), empty.find_near("nachtopvang"), empty.longest) == ("", "", 0)
