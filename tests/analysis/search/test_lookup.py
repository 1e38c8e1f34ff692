"""
One question put to everything: who, which organisation, which theme.
"""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.search.lookup import MOST_NAMES, Lanes, Lookup
from analysis.search.names import NameIndex
from tests.real_meeting import KEY
from tests.small_meeting import make_dataset

HOSTILE = ["(", "*", "c++", "😀", "a" * 10_000, "<img src=x onerror=alert(1)>", '"', "-", "OF",
           "\\", "%", "[", "\x00", "ابجد", "' OR 1=1 --"]


@pytest.fixture(scope="module")
def lookup(dataset):
    return Lookup(dataset, NameIndex(dataset.people, dataset.organisations))


@pytest.fixture(scope="module")
def small_lookup(small):
    return Lookup(small, NameIndex(small.people, small.organisations))


def keys(matches):
    return [match.key for match in matches]


def test_a_person_is_found_in_the_lane_of_people(lookup):
    lanes = lookup.find("coddens")
    assert keys(lanes.people) == ["p38"]
    assert lanes.people[0].kind == "person"
    assert lanes.organisations == ()


def test_a_name_with_a_typing_error_is_found(lookup):
    assert keys(lookup.find("de bruyker").people)[0] == "p45"


def test_an_organisation_is_found_in_its_own_lane(lookup):
    lanes = lookup.find("KRAS")
    assert keys(lanes.organisations) == ["kras"]
    assert lanes.people == ()


def test_an_abbreviation_finds_its_organisation(lookup):
    assert keys(lookup.find("JGIA").organisations) == ["jong_gent_in_actie"]


def test_a_theme_is_found_by_its_label_or_its_definition(dataset, lookup):
    themes = [row for row in dataset.codebook.to_dict("records") if row["field"] == "theme"]
    themes_by_word = defaultdict(set)
    for theme in themes:
        for word in re.findall(r"\w{5,}", f"{theme['label']} {theme['definition']}"):
            themes_by_word[word.casefold()].add(theme["key"])
    for word, keys_with_it in themes_by_word.items():
        assert keys_with_it <= set(lookup.find(word).themes), word


def test_only_themes_are_found_as_themes(dataset, lookup):
    themes = {row["key"] for row in dataset.codebook.to_dict("records") if row["field"] == "theme"}
    # "Keurt goed" stands in the definition of a sentiment.
    assert set(lookup.find("keurt goed").themes) <= themes
    assert set(lookup.find("wonen").themes) <= themes


def test_lanes_of_the_small_meeting(small_lookup):
    assert small_lookup.find("Wonen") == Lanes(themes=("housing",))
    assert keys(small_lookup.find("Peeters").people) == ["p1"]
    assert keys(small_lookup.find("Buurtwerk").organisations) == ["local"]
    assert small_lookup.find("Buurtwerk").themes == ()


def lines_of(places):
    assert {place.meeting for place in places} == {KEY}
    return sorted(place.line for place in places)


def test_a_heading_is_found_at_each_line_where_it_stands(dataset, lookup):
    assert lines_of(lookup.find("doelstellingen").headings) == [109, 265, 499, 615, 781]
    assert lookup.find("verontschuldigd").headings == ((KEY, 1048),)


def test_words_are_found_in_the_headings_and_in_the_list_of_who_was_there(dataset, lookup):
    texts = dict(zip(dataset.passages["line_start"], dataset.passages["text"], strict=True))
    found = lookup.find_passages("Maeseele")
    assert lines_of(found) == [22, 1038]
    for place, marks in found.items():
        assert [texts[place.line][start:end] for start, end, _ in marks] == ["Maeseele"]
    # In the list these are organisations and functions; "12" is the number of a page.
    assert lines_of(lookup.find_passages("KRAS")) == [957, 959]
    assert lookup.find_passages("12") == {}
    assert lookup.find_passages("regisseurs", exact=True) == {}
    assert lines_of(lookup.find_passages("regisseur")) == [828, 936, 963, 973, 987, 1038, 1040]
    assert lines_of(lookup.find_passages("regisseur", exact=True)) == [828, 936, 1038, 1040]


def test_near_names_are_offered_only_where_no_name_was_found(lookup):
    near = lookup.find("Hans Coddens")
    assert (near.people, near.organisations) == ((), ())
    assert "p38" in keys(near.near_names)
    assert lookup.find("Coddens").near_names == ()


def test_an_outsider_is_not_found(lookup):
    assert lookup.find("Xyzzy Qwertz") == Lanes()
    lanes = lookup.find("Willem-Alexander")
    assert (lanes.people, lanes.organisations) == ((), ())


@pytest.mark.parametrize("query", ["", " ", "\t\n"])
def test_an_empty_question_has_no_answers(lookup, query):
    assert lookup.find(query) == Lanes()


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:6].encode("unicode_escape"))
def test_a_hostile_question_has_an_answer_and_no_error(lookup, query):
    lanes = lookup.find(query)
    assert len(lanes.people) <= MOST_NAMES
    assert len(lanes.organisations) <= MOST_NAMES


@given(query=st.text(max_size=60))
def test_no_question_raises(query):
    assert isinstance(_small().find(query), Lanes)


def test_a_lane_shows_the_best_ten_best_first():
    people = [
        {"key": f"p{number}", "name": f"Ann Peeters{letter}", "attendance": "present"}
        for number, letter in enumerate("abcdefghijklmno")
    ]
    dataset = make_dataset(people=people, groups=[])
    lanes = Lookup(dataset, NameIndex(dataset.people, dataset.organisations)).find("Ann Peetersc")
    assert len(lanes.people) == 10
    assert lanes.people[0].key == "p2"
    scores = [match.score for match in lanes.people]
    assert scores == sorted(scores, reverse=True)


_built = []


def _small():
    if not _built:
        small = make_dataset()
        _built.append(Lookup(small, NameIndex(small.people, small.organisations)))
    return _built[0]
