"""
Rules of what the screens say: a label for every key, plain Dutch, no name where it is hidden.
"""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.facet import FACET_NAMES as FACETS
from analysis.facets import Loosening
from analysis.link import Notice
from analysis.selection import Selection
from drawing.words.labels import LAYOUT_LABELS, SORT_LABELS, Labels
from drawing.words.sentences import (
    Chip,
    name_field,
    to_chips,
    to_count,
    to_count_line,
    to_lines,
    to_list,
    to_loosening,
    to_notice,
    to_number,
    to_plain,
    to_remark_count,
    to_sentence,
    to_share,
)
from tests.small_meeting import make_dataset, make_remark

FULL = Selection(
    groups=("north", "south"), themes=("housing",), sentiments=("missing", "critical", "neutral"),
    speakers=("p1", "city"), organisations=("local",), query=" tolken ",
)


@pytest.fixture(scope="module")
def words(small):
    return Labels(small)


def test_every_key_has_its_label(words):
    assert words.group("north") == "Noord"
    assert words.theme("housing") == "Wonen"
    assert words.sentiment("missing") == "Ontbreekt"
    assert words.coded("attendance", "excused") == "Verontschuldigd"
    assert words.definition("theme", "bus") == "Over Vervoer."
    assert words.speaker("p1") == "Ann Peeters"
    assert words.speaker("city") == "Stad"
    assert words.organisation("local") == "Buurtwerk"


@pytest.mark.parametrize(
    ("facet", "key", "label"),
    [
        ("groups", "south", "Zuid"), ("sentiments", "positive", "Positief"),
        ("themes", "bus", "Vervoer"), ("speakers", "p2", "Jan Claes"),
        ("organisations", "city", "Stad"),
    ],
)
def test_an_option_is_named_by_its_facet(words, facet, key, label):
    assert words.option(facet, key) == label


def test_a_key_without_a_label_reads_as_itself(words):
    assert words.theme("brand_new") == "brand_new"
    assert words.speaker("p99") == "p99"
    assert words.group("weg") == "weg"
    assert words.definition("theme", "brand_new") == ""
    for facet in FACETS:
        assert words.option(facet, "x") == "x"


def test_no_key_of_the_real_data_reaches_the_screen(dataset, labels):
    for row in dataset.codebook.to_dict("records"):
        assert labels.coded(row["field"], row["key"]) == row["label"]
        assert labels.definition(row["field"], row["key"]) == row["definition"]
    for row in dataset.groups.to_dict("records"):
        assert labels.group(row["key"]) == row["label"]


def test_every_order_and_layout_has_a_name():
    assert set(SORT_LABELS) == {"report", "theme", "sentiment", "relevance"}
    assert set(LAYOUT_LABELS) == {"cards", "table"}


# Selections


def test_every_part_of_a_selection_is_a_chip(words):
    assert to_chips(FULL, words) == [
        Chip("groups", "north", "Noord"), Chip("groups", "south", "Zuid"),
        Chip("sentiments", "missing", "Ontbreekt"), Chip("sentiments", "critical", "Kritisch"),
        Chip("sentiments", "neutral", "Neutraal"),
        Chip("themes", "housing", "Wonen"),
        Chip("speakers", "p1", "Ann Peeters"), Chip("speakers", "city", "Stad"),
        Chip("organisations", "local", "Buurtwerk"),
        Chip("query", "", "zoekt: tolken"),
    ]


def test_without_a_filter_there_is_no_chip(words):
    assert to_chips(Selection(query="  ", is_exact=True), words) == []


def test_a_selection_is_said_in_one_line(words):
    assert to_sentence(FULL, words) == (
        "Groep: Noord of Zuid; Oordeel: Ontbreekt, Kritisch of Neutraal; Thema: Wonen; "
        "Spreker: Ann Peeters of Stad; Genoemde organisatie: Buurtwerk; Zoekwoorden: tolken"
    )


def test_no_selection_is_all_remarks(words):
    assert to_sentence(Selection(), words) == "Alle opmerkingen"
    assert to_sentence(Selection(is_main_theme_only=True), words) == "Alle opmerkingen"


def test_how_themes_count_is_said_too(words):
    assert to_sentence(
        Selection(themes=("housing",), is_main_theme_only=True), words
    ) == "Thema: Wonen; alleen als hoofdthema"


def test_themes_that_must_stand_together_are_no_alternatives(words):
    both = to_sentence(Selection(themes=("housing", "bus"), is_every_theme=True), words)
    assert "Wonen en Vervoer" in both
    assert "Wonen of Vervoer" not in both
    # One theme is always together with itself.
    one = to_sentence(Selection(themes=("housing",), is_every_theme=True), words)
    assert one == "Thema: Wonen"


# Numbers, places and notices


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")]
)
def test_numbers_have_flemish_points(value, written):
    assert to_number(value) == written


def test_one_is_singular_and_everything_else_plural():
    assert [to_remark_count(count) for count in (0, 1, 2, 1001)] == [
        "0 opmerkingen", "1 opmerking", "2 opmerkingen", "1.001 opmerkingen"
    ]
    assert to_count(1, "stem", "stemmen") == "1 stem"
    assert to_count_line(0, 1) == "0 van 1 opmerking"
    assert to_count_line(12, 248) == "12 van 248 opmerkingen"


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0%"), (1, "100%"), (0.004, "0%"), (0.996, "100%"), (0.5, "50%")]
)
def test_a_share_is_a_whole_percentage(share, written):
    assert to_share(share) == written


@pytest.mark.parametrize(
    ("words", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a of b"), (["a", "b", "c", "d"], "a, b, c of d")],
)
def test_a_list_reads_as_dutch(words, written):
    assert to_list(words, "of") == written


def test_a_place_in_the_report_is_one_line_or_several():
    assert to_lines(7, 7) == "regel 7"
    assert to_lines(7, 8) == "regels 7–8"


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice("groep", "weg", "unknown_value"), ["groep", "weg", "bestaat niet"]),
        (Notice("kleur", "rood", "unknown_parameter"), ["kleur", "bestaat hier niet"]),
        (Notice("zoek", "aaa…", "too_long"), ["“zoek”", "te lang", "aaa…"]),
        (Notice("lijst", "29", "too_many"), ["“lijst”", "29 zijn weggelaten"]),
    ],
)
def test_a_notice_says_what_was_asked_and_what_became_of_it(notice, words):
    assert all(word in to_notice(notice) for word in words)


@pytest.mark.parametrize("field", [*FACETS, "query"])
def test_a_loosening_names_the_filter_and_the_gain(field):
    words = to_loosening(Loosening(field, 1))
    assert words.startswith("Zonder ")
    assert words.endswith(": 1 opmerking")
    assert name_field(field).lower() in words


@settings(deadline=None)
@given(st.text())
@example(":a")
def test_markdown_signs_lose_their_meaning_and_no_letter_is_lost(text):
    plain = to_plain(text)
    # What stands between letters to keep them apart is not seen.
    seen = re.sub(r"\\(.)", r"\1", plain, flags=re.DOTALL).replace("\u2060", "")
    assert seen == text.replace("\u2060", "")
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#$:]", plain)


# Hidden names


def names_of(dataset):
    for row in dataset.people.to_dict("records"):
        yield from (row["name"], *row["spellings"])


def test_no_name_is_left_in_any_remark_where_names_are_hidden(dataset):
    hiding = Labels(dataset, hides_names=True)
    rows = dataset.remarks.to_dict("records")
    columns = ("text", "section", "question")
    shown = [hiding.hide(row[column]) for row in rows for column in columns]
    for name in names_of(dataset):
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        assert [words for words in shown if whole.search(words)] == []


def test_no_family_name_is_left_either(dataset):
    hiding = Labels(dataset, hides_names=True)
    rows = dataset.remarks.to_dict("records")
    shown = " ".join(hiding.hide(row["text"]) for row in rows)
    families = {name.partition(" ")[2] for name in dataset.people["name"]} - {""}
    assert [name for name in families if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown)] == []


def test_names_are_hidden_only_where_asked(dataset, labels):
    assert all(labels.hide(text) == text for text in dataset.remarks["text"])


def test_hiding_changes_nothing_but_names(dataset):
    hiding = Labels(dataset, hides_names=True)
    names = sorted(
        {part for name in names_of(dataset) for part in (name, name.partition(" ")[2])} - {""},
        key=len, reverse=True,
    )
    any_name = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
    for text in dataset.remarks["text"]:
        kept = hiding.hide(text).split("[naam]")
        assert kept == re.split(any_name, text, flags=re.IGNORECASE)


def test_a_name_inside_another_word_is_no_name():
    data = make_dataset(
        people=[{"key": "p1", "name": "Hans Om", "spellings": ("Hans",)}],
        remarks=[make_remark("r1")],
    )
    hiding = Labels(data, hides_names=True)
    assert hiding.hide("Een kans voor Hans, omdat Hansje wil.") == (
        "Een kans voor [naam], omdat Hansje wil."
    )


def test_the_whole_name_goes_and_not_just_its_end(small):
    hiding = Labels(small, hides_names=True)
    assert hiding.hide("Ann Peeters (A. Peeters, PEETERS) en Jan Claes zeiden het.") == (
        "[naam] ([naam], [naam]) en [naam] zeiden het."
    )


def test_a_first_name_on_its_own_does_not_leave_the_family_name_behind():
    data = make_dataset(people=[{"key": "p1", "name": "Jan Claes", "spellings": ("Jan", "J.")}])
    hiding = Labels(data, hides_names=True)
    assert hiding.hide("Jan Claes, of Jan.") == "[naam], of [naam]."


def test_a_hidden_speaker_is_a_participant_and_an_organisation_stays(small):
    hiding = Labels(small, hides_names=True)
    assert hiding.speaker("p1") == "een deelnemer"
    assert hiding.speaker("city") == "Stad"
    assert hiding.option("speakers", "p2") == "een deelnemer"
    assert "Peeters" not in to_sentence(FULL, hiding)
    assert "Peeters" not in str(to_chips(FULL, hiding))


def test_without_people_there_is_nothing_to_hide():
    hiding = Labels(make_dataset(people=[]), hides_names=True)
    assert hiding.hide("Ann Peeters") == "Ann Peeters"


def test_a_name_with_odd_signs_hides_too(small):
    odd = replace(small, people=small.people.assign(name=["A. (Bé) d'Hondt", "J*", "[x]"]))
    hiding = Labels(odd, hides_names=True)
    assert hiding.hide("Zei A. (Bé) d'Hondt dat?") == "Zei [naam] dat?"
