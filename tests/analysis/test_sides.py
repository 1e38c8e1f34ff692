"""
What a chart of themes shows: the sentiments that are chosen, and all that they count.
"""

import pandas as pd
import pytest

from analysis.selection import Selection
from analysis.sides import Sides, choose_sides, count_parts, sort_by_sides, with_parts
from drawing.words.labels import Labels
from drawing.words.sides import (
    to_chart_title,
    to_chart_words,
    to_finding,
    to_parts,
    to_shown_line,
    to_theme_line,
)
from tests.small_meeting import SENTIMENTS

MISSING_AND_CRITICAL = ("critical", "missing")
USUAL = Sides(("missing",), ("positive",))


def choose(dataset, remarks, *sentiments):
    return choose_sides(Selection(sentiments=sentiments), remarks, SENTIMENTS)


def find(facets, *sentiments):
    """Give the headline of the small meeting with these sentiments chosen."""
    selection = Selection(sentiments=sentiments)
    sides = choose_sides(selection, facets.select(selection), SENTIMENTS)
    return to_finding(facets.count_themes(selection), sides, Labels(facets.dataset))


def make_theme_counts(*rows):
    return pd.DataFrame(rows, columns=["theme", "positive", "missing", "remark_count"])


@pytest.mark.parametrize(("chosen", "left", "right"), [
    ((), ("missing",), ("positive",)),
    (("critical",), ("critical",), ()),
    (("critical", "missing"), ("missing", "critical"), ()),
    (("neutral", "positive"), (), ("positive", "neutral")),
    (("neutral", "positive", "critical", "missing"),
     ("missing", "critical"), ("positive", "neutral")),
])
def test_the_sentiments_that_are_chosen_are_shown_and_no_others(small, chosen, left, right):
    sides = choose(small, small.remarks, *chosen)
    assert (sides.left, sides.right) == (left, right)
    assert sides.counts == (("positive", 2), ("missing", 2), ("critical", 1), ("neutral", 1))


def test_remarks_without_the_usual_two_show_what_they_have(small):
    others = small.remarks[small.remarks["sentiment"].isin(["critical", "neutral"])]
    sides = choose(small, others)
    assert (sides.left, sides.right) == (("critical",), ("neutral",))


def test_only_more_than_one_sentiment_on_a_side_is_stacked():
    assert not USUAL.is_stacked
    assert Sides((), ("positive", "neutral")).is_stacked


def test_the_longest_side_of_a_row_sets_the_scale():
    assert Sides(("missing", "critical"), ("positive",)).to_longest([(2, 3, 4), (1, 1, 1)]) == 5
    assert USUAL.to_longest([]) == 1


def test_what_is_missing_most_comes_first_then_what_is_least_positive():
    counts = make_theme_counts(
        ("a", 0, 1, 1), ("b", 4, 2, 6), ("c", 1, 2, 3), ("d", 1, 2, 9), ("e", 0, 1, 1),
    )
    assert sort_by_sides(counts, USUAL)["theme"].tolist() == ["d", "c", "b", "a", "e"]


def test_where_nothing_stands_on_the_left_the_most_praised_comes_first():
    counts = make_theme_counts(("a", 1, 0, 1), ("b", 4, 0, 6), ("c", 0, 0, 9), ("d", 1, 0, 2))
    assert sort_by_sides(counts, USUAL)["theme"].tolist() == ["b", "d", "a", "c"]
    assert sort_by_sides(counts, Sides((), ("positive",)))["theme"].tolist() == [
        "b", "d", "a", "c"]


def test_sorting_leaves_the_table_it_was_given_alone():
    counts = make_theme_counts(("a", 0, 1, 1), ("b", 4, 2, 6))
    sort_by_sides(counts, USUAL)
    assert counts["theme"].tolist() == ["a", "b"]


@pytest.mark.parametrize(("chosen", "finding"), [
    ((), "Het vaakst ontbreekt er iets bij Wonen"),
    (("missing",), "Het vaakst ontbreekt er iets bij Wonen"),
    (("critical",), "Het oordeel “kritisch” valt het vaakst bij Wonen"),
    (("positive",), "Het oordeel “positief” valt het vaakst bij Wonen en bij Vervoer"),
    (("neutral",), "Het oordeel “neutraal” valt het vaakst bij Wonen, Vervoer en bij Taal"),
    (("critical", "missing"),
     "De oordelen “ontbreekt” en “kritisch” vallen het vaakst bij Wonen"),
    (("positive", "critical"), "Het oordeel “kritisch” valt het vaakst bij Wonen"),
])
def test_the_headline_says_what_is_selected(small_facets, chosen, finding):
    assert find(small_facets, *chosen) == finding


def test_nothing_is_missing_only_where_it_could_have_been(small):
    counts = pd.DataFrame({
        "theme": ["bus"], "positive": [2], "missing": [0], "critical": [0], "neutral": [1]})
    labels = Labels(small)
    assert to_finding(counts, USUAL, labels) == "In deze opmerkingen ontbreekt er niets"
    assert to_finding(counts, Sides(("critical",), ("positive",)), labels) == (
        "Het oordeel “positief” valt het vaakst bij Vervoer")


def test_the_title_and_the_words_of_a_chart_are_those_of_its_sentiments(small):
    name = Labels(small).sentiment
    assert to_chart_title(USUAL, name) == "Positief tegenover ontbreekt, per thema"
    assert to_chart_title(Sides(("critical",), ()), name) == "Kritisch, per thema"
    sides = Sides(("missing", "critical"), ("neutral",))
    counts = pd.DataFrame({"label": ["Wonen"], "missing": [2], "critical": [1], "neutral": [3]})
    assert to_chart_words(counts, sides, name) == (
        "Grafiek: neutraal tegenover ontbreekt en kritisch, per thema. "
        "Wonen: 2 ontbreekt, 1 kritisch, 3 neutraal.")


def test_what_the_bars_leave_out_is_said_with_its_number(dataset, facets, labels):
    sides = choose_sides(Selection(), dataset.remarks, facets.options("sentiments"))
    assert to_shown_line(sides, labels.sentiment) == (
        "De staven tonen ontbreekt (97) en positief (37); "
        "niet in de staven: kritisch (42) en neutraal (72).")
    chosen = Selection(sentiments=MISSING_AND_CRITICAL)
    sides = choose_sides(chosen, facets.select(chosen), facets.options("sentiments"))
    assert to_shown_line(sides, labels.sentiment) == ""


@pytest.mark.parametrize(("told", "line"), [
    (5, "5 opmerkingen, met kritisch (1) erbij."),
    (4, "5 opmerkingen, met kritisch (1) erbij. 4 hier; 1 staat bij een ander thema."),
    (0, "5 opmerkingen, met kritisch (1) erbij. 0 hier; 5 staan bij een ander thema."),
])
def test_a_theme_says_which_of_its_remarks_are_told_elsewhere(small, told, line):
    sides = Sides(("missing",), ("positive",), (("positive", 1), ("missing", 3), ("critical", 1)))
    assert to_theme_line(sides, told, Labels(small).sentiment) == line


def test_behind_a_bar_stand_only_the_parts_of_the_remarks_that_it_shows(small, small_facets):
    rows = small_facets.select_theme_rows(Selection())
    counts = small_facets.count_themes(Selection())
    # Housing came up in all three; the opening has its critical remark, which no bar shows.
    for sides, expected in ((USUAL, [2, 1, 1, 0]), (Sides(("critical",), ()), [1, 0, 0, 0])):
        table = with_parts(counts, rows, sides)
        assert table["theme"].tolist() == ["housing", "bus", "language", "sport"]
        assert table["part_count"].tolist() == expected


def test_the_parts_of_the_meeting_are_those_that_could_be_chosen(small):
    assert count_parts(Selection(), small) == 3
    assert count_parts(Selection(groups=("north", "south")), small) == 2
    assert (to_parts(2, 3), to_parts(1, 1)) == ("2 van 3 delen", "1 van 1 deel")
