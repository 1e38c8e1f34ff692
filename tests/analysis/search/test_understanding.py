"""
The names, groups and sentiments that a query names, and the words that are left.
"""

import pandas as pd
import pytest

from analysis.search.concepts import Concepts
from analysis.search.names import NameIndex
from analysis.search.understanding import Reader, Recognised
from tests.small_meeting import make_dataset

CONCEPTS = Concepts(pd.DataFrame(
    [("good", ("positief", "lof", "pluspunten"), (), ())],
    columns=["key", "words", "broader", "related"],
))
GROUPS = [{"key": key, "label": label, "order": order} for order, (key, label) in enumerate(
    [("one", "Groep 1"), ("three_a", "Groep 3A"), ("three_b", "Groep 3B"), ("end", "Slot")], 1)]
PEOPLE = [
    {"key": "p1", "name": "Ann Van Peeterghem", "attendance": "present", "spellings": ()},
    {"key": "p2", "name": "Jan De Claesser", "attendance": "present", "spellings": ()},
    {"key": "p3", "name": "Piet De Claesser", "attendance": "present", "spellings": ()},
]


@pytest.fixture(scope="module")
def reader():
    dataset = make_dataset(groups=GROUPS, people=PEOPLE)
    return Reader(dataset, NameIndex(dataset.people, dataset.organisations), CONCEPTS)


def read(reader, query, known=()):
    understood = reader.read(query.split(), set(known).__contains__)
    return {found.facet: found.keys for found in understood.filters}, understood.query


@pytest.mark.parametrize(("query", "filters", "left"), [
    ("wat zei groep 1 over scholen", {"groups": ("one",)}, "scholen"),
    ("groep 3 wonen", {"groups": ("three_a", "three_b")}, "wonen"),
    ("groep 3a", {"groups": ("three_a",)}, ""),
    ("slot", {"groups": ("end",)}, ""),
    ("groep wonen", {}, "groep wonen"),
    ("wat is positief over wonen", {"sentiments": ("positive",)}, "wonen"),
    ("pluspunten", {"sentiments": ("positive",)}, ""),
    ("van peeterghem moe", {"speakers": ("p1",)}, "moe"),
    ("peterghem moe", {"speakers": ("p1",)}, "moe"),
    ("de claesser cijfers", {"speakers": ("p2", "p3")}, "cijfers"),
    ("jan de claesser cijfers", {"speakers": ("p2",)}, "cijfers"),
    ("ons huis", {}, "huis"),
])
def test_what_the_data_know_is_recognised_and_the_rest_is_left(reader, query, filters, left):
    assert read(reader, query) == (filters, left)


def test_a_word_that_only_looks_like_a_name_is_none(reader):
    assert read(reader, "peterghem", known=["peterghem"]) == ({}, "peterghem")


def test_what_is_recognised_says_where_it_stands(reader):
    understood = reader.read(["wat", "zei", "groep", "1"], lambda _: False)
    assert understood.filters == (Recognised("groups", ("one",), 2, 4),)
    assert understood.left == ("wat", "zei")
