"""
Where texts say what is meant, in the words of the query or in others.
"""

import pytest

from analysis.search.ladder import Abbreviations
from analysis.search.meanings import Meanings, to_worth
from analysis.search.text_index import TextIndex
from analysis.search.units import Unit
from tests.analysis.search.test_concepts import CONCEPTS

TEXTS = [
    "Daklozen in de stad", "De nachtopvang is vol", "Wonen is duur",
    "Noodhulp voor velen", "Geen dak boven het hoofd", "Iets anders",
]
MEANINGS = Meanings(TextIndex(TEXTS, Abbreviations()), CONCEPTS)
ROOF = Unit("thuislozen", ("thuislozen",), "roof")


def test_the_same_counts_most_then_the_narrower_the_wider_and_the_related():
    strength = MEANINGS.strength(ROOF).tolist()
    assert strength == pytest.approx([0.7, 0.45, 0.25, 0.2, 0.7, 0.0])


def test_a_compound_of_a_word_is_something_narrower():
    texts = TextIndex(["Noodhulp", "Voedselnoodhulp", "Iets"], Abbreviations())
    meanings = Meanings(texts, CONCEPTS)
    asked = Unit("steun", ("steun",), "aid")
    assert meanings.strength(asked).tolist() == pytest.approx([0.7, 0.45, 0.0])


def test_a_word_as_typed_counts_whole():
    assert MEANINGS.strength(Unit("daklozen", ("daklozen",), "roof"))[0] == 1.0


def test_what_is_looked_for_can_be_marked_with_its_reason():
    literal, concept = MEANINGS.terms(ROOF)
    assert not literal.forms
    assert set(concept.forms.values()) == {"synonym", "narrower", "broader", "related"}
    assert [reason for _, reason in concept.phrases] == ["synonym"]


def test_the_words_that_mean_the_same_are_given_the_most_used_first():
    texts = TextIndex(["Dakloosheid", "daklozen", "daklozen"], Abbreviations())
    shown = [texts.vocabulary.shown[form] for form in Meanings(texts, CONCEPTS).same("roof")]
    assert shown == ["daklozen", "dakloosheid"]


def test_a_word_of_another_concept_is_not_taken_for_a_form():
    texts = TextIndex(["ouders", "ouderen"], Abbreviations())
    strength = Meanings(texts, CONCEPTS).strength(Unit("bejaarden", ("bejaarden",), "old"))
    assert strength.tolist() == pytest.approx([0.0, 0.7])


def test_a_common_word_is_worth_less_than_a_rare_one():
    assert to_worth(1, 248) == 1.0
    assert to_worth(124, 248) < to_worth(25, 248) < 1.0
