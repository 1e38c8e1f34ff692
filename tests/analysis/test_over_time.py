"""
Shares at each meeting, and the places where they can't be read on from the one before.
"""

import math

import pandas as pd
import pytest

from analysis.facets import RemarkFacets
from analysis.over_time import Point, count_over_time, list_times, to_kappas
from analysis.selection import Selection
from loaders.dataset import load_dataset
from tests.two_meetings import EXAMPLE, FIRST, SECOND


@pytest.fixture(scope="module")
def two():
    return RemarkFacets(load_dataset(EXAMPLE))


def test_each_sentiment_has_its_part_of_the_remarks_of_each_meeting(two):
    lines = count_over_time(two, Selection(), "sentiments")
    assert {key: [point.count for point in line.values()] for key, line in lines.items()} == {
        "positive": [7, 10], "missing": [8, 7], "critical": [7, 6], "neutral": [8, 7],
    }
    assert [point.of for point in lines["positive"].values()] == [30, 30]
    assert lines["critical"][FIRST].share == pytest.approx(7 / 30)


def test_a_theme_that_took_the_place_of_another_is_no_fall_and_no_rise(two):
    lines = count_over_time(two, Selection(), "themes")
    assert lines["litter"] == {FIRST: Point(3, 30), SECOND: Point(0, 30, "retired")}
    assert lines["clean"] == {FIRST: Point(0, 30, "not_yet"), SECOND: Point(5, 30, "new")}
    assert not lines["litter"][SECOND].is_used


def test_a_definition_that_changed_is_a_break(two):
    traffic = count_over_time(two, Selection(), "themes")["traffic"]
    assert [point.is_broken for point in traffic.values()] == ["", "changed"]
    green = count_over_time(two, Selection(), "themes")["green"]
    assert [point.is_broken for point in green.values()] == ["", ""]


def test_other_filters_narrow_what_a_share_is_of(two):
    lines = count_over_time(two, Selection(themes=("traffic",)), "sentiments")
    assert {point.of for point in lines["positive"].values()} == {6, 8}
    assert all(point.is_small for point in lines["positive"].values())
    main = count_over_time(two, Selection(is_main_theme_only=True), "themes")
    assert main["play"][FIRST].count == 3


def test_one_meeting_that_is_filtered_on_still_stands_in_its_time(two):
    assert list_times(two, Selection(meetings=(SECOND,))) == [FIRST, SECOND]
    assert list_times(two, Selection(meetings=(SECOND, FIRST))) == [FIRST, SECOND]


def test_the_agreement_of_each_meeting_is_given_where_it_was_computed():
    pairs = pd.DataFrame({"kappa": [0.5, 0.7]})
    themes = pd.DataFrame({"theme": ["a", "b"], "kappa": [0.25, math.nan]})
    empty = (pairs.iloc[:0], themes.iloc[:0])
    assert to_kappas({"x": (pairs, themes), "y": empty}) == {
        ("x", ""): pytest.approx(0.6), ("x", "a"): 0.25,
    }
