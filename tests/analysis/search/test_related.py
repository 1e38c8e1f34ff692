"""
The second tier: what is related to a query, and why.
"""

import pandas as pd
import pytest

from analysis.search.index import RemarkIndex
from tests.small_meeting import make_dataset, make_remark

CONCEPTS = [
    {"key": "home", "words": ("wonen", "huisvesting")},
    {"key": "roof", "words": ("dakloos", "thuisloos"), "broader": ("home",), "related": ("aid",)},
    {"key": "night", "words": ("nachtopvang",), "broader": ("roof",)},
    {"key": "aid", "words": ("noodhulp",)},
    {"key": "bus", "words": ("bus", "transport")},
]
REMARKS = [
    make_remark("wonen", text="Wonen is duur.", themes=("housing",), group="north"),
    make_remark("dakloos", text="Wie dakloos is, wacht.", themes=("housing",), group="north"),
    make_remark("opvang", text="De nachtopvang is vol.", themes=("sport",), group="south"),
    make_remark("hulp", text="Meer noodhulp, zonder drempels en regels.", themes=("sport",)),
    make_remark("rit", text="Een rit kost te veel.", themes=("bus",), group="south",
                speaker="p1", sentiment="critical"),
    make_remark("dienst", text="Drempels in de dienst.", themes=("sport", "bus")),
    make_remark("ander", text="Iets heel anders, zei de paaters.", themes=("sport",)),
]


@pytest.fixture(scope="module")
def index():
    dataset = make_dataset(remarks=REMARKS, synonyms=CONCEPTS)
    return RemarkIndex(dataset.remarks, dataset.abbreviations, dataset)


def related(index, query):
    return index.search(query).related.remark_ids


def test_what_means_the_same_comes_first_and_what_is_only_near_it_last(index):
    assert related(index, "thuislozen") == ["dakloos", "opvang", "wonen", "hulp"]


def test_what_is_found_is_not_related_too(index):
    result = index.search("daklozen")
    assert result.matches.remark_ids == ["dakloos"]
    assert result.related.remark_ids == ["opvang", "wonen", "hulp"]


def test_a_related_remark_says_which_of_its_words_made_it_so(index):
    match = index.search("thuislozen").related.of("opvang")
    assert match.marks == [(3, 14, "narrower")]
    assert (match.why.words, match.why.found, match.why.asked) == (("nachtopvang",), 1, 1)
    # The theme Wonen is only wider than what is asked: it is no reason.
    assert [match.why.themes for match in index.search("thuislozen").related] == [()] * 4


def test_most_of_the_words_will_do_the_rare_ones_weighing_most(index):
    assert related(index, "noodhulp zonder drempels in de nacht")[0] == "hulp"
    why = index.search("noodhulp drempels regels vergadering").related[0].why
    assert (why.found, why.asked) == (3, 4)


def test_words_that_only_put_the_question_count_for_nothing(index):
    asked = index.search("wat zei men over noodhulp en vergaderingen").related[0].why
    assert (asked.found, asked.asked) == (1, 2)
    assert related(index, "wat zei men over iets") == related(index, "hoe zit het") == []


def test_a_theme_that_the_query_names_makes_its_remarks_related(index):
    found = index.search("vervoer").related
    assert found.remark_ids == ["rit", "dienst"]
    assert [match.why.themes for match in found] == [("bus",), ("bus",)]
    assert found.scores[0] > found.scores[1]


def test_a_word_in_the_definition_of_many_themes_names_none_of_them():
    words = ["regels", "regels", "regels", "regels"]
    codebook = [
        {"field": "theme", "key": key, "label": f"Thema {key}", "definition": f"Over {word}.",
         "order": order}
        for order, (key, word) in enumerate(zip(
            ("housing", "bus", "language", "sport"), words, strict=True), 1)
    ]
    many = make_dataset(remarks=REMARKS, codebook=codebook)
    codebook[0]["definition"] = "Over huizen."
    few = make_dataset(remarks=REMARKS, codebook=codebook)
    assert related(RemarkIndex(many.remarks, many.abbreviations, many), "regels") == []
    assert "rit" in related(RemarkIndex(few.remarks, few.abbreviations, few), "regels")


def test_a_group_a_speaker_and_a_sentiment_in_the_query_have_to_fit(index):
    assert related(index, "noord thuislozen")[:2] == ["dakloos", "wonen"]
    assert index.search("noord thuislozen").related[0].why.filters == (("groups", "north"),)
    assert related(index, "Ann Peeters vervoer")[0] == "rit"
    # Who asks for no more than a person wants what that person said.
    assert related(index, "Peeters") == ["rit"]
    assert index.search("kritisch vervoer").related[0].why.filters == (("sentiments", "critical"),)


def test_what_is_excluded_is_not_related(index):
    assert related(index, "thuislozen -nachtopvang") == ["dakloos", "wonen", "hulp"]


def test_nothing_is_related_to_what_no_one_says(index):
    assert related(index, "klimaatverandering") == []
    assert related(index, "") == []


def test_a_word_that_is_not_there_is_answered_by_what_means_the_same(index):
    (suggestion,) = index.search("thuislozen").suggestions
    assert (suggestion.instead, suggestion.query) == ("dakloos", "dakloos")
    assert index.search("Peeters").suggestions == ()


@pytest.mark.parametrize(
    "query", ["a" * 10_000, "thuislozen " * 300, '"', "-", "OF", "()", "é" * 99]
)
def test_no_query_raises(index, query):
    for match in index.search(query).related:
        assert match.why.asked >= 0
        assert 0 < match.score <= 100


def test_remarks_without_themes_and_groups_are_related_by_their_words():
    remarks = pd.DataFrame({"remark_id": ["r1"], "text": ["Wie dakloos is, wacht."]})
    dataset = make_dataset(synonyms=CONCEPTS)
    index = RemarkIndex(remarks, dataset.abbreviations, dataset)
    assert related(index, "noord thuislozen") == ["r1"]


def test_without_remarks_or_without_tables_nothing_is_related():
    empty = make_dataset(remarks=[], codebook=[], groups=[], people=[], organisations=[])
    index = RemarkIndex(empty.remarks, empty.abbreviations, empty)
    assert related(index, "wonen") == []


def test_the_table_of_the_dashboard_itself_is_known_where_none_is_given():
    remarks = pd.DataFrame({"remark_id": ["r1"], "text": ["De daklozen wachten."]})
    index = RemarkIndex(remarks, make_dataset().abbreviations)
    assert related(index, "thuislozen") == ["r1"]
