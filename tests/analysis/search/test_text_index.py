"""
Which texts answer a query, and how well.
"""

import pytest

from analysis.search.ladder import Abbreviations
from analysis.search.text_index import TextIndex

INDEX = TextIndex(
    ["wonen op straat", "sociale woningen", "wonen en werken", "wonen"],
    Abbreviations([("SW", "sociale woningen")]),
)


def test_a_weaker_reason_scores_less_and_less_for_a_common_word_than_for_a_rare_one():
    rows, scores = INDEX.find("woning")
    assert (rows.tolist(), scores.round().tolist()) == ([1], [90])
    # As typed both would score 100: the rarer word is the one that is not as typed.
    common, rare = INDEX.find("wonen op"), INDEX.find("wonen straten")
    assert (common[0].tolist(), common[1].round().tolist()) == ([0], [100])
    assert 90 < rare[1][0] < 95


def test_the_text_that_says_it_shortest_comes_first():
    assert INDEX.find("wonen")[0].tolist() == [3, 0, 2]


def test_an_abbreviation_scores_below_the_words_themselves():
    (row,), (score,) = INDEX.find("SW")
    assert (row, round(score)) == (1, 85)
    assert INDEX.spans(1, INDEX.plan("SW")) == [(0, 16, "abbreviation")]


def test_a_ranking_can_be_read_but_not_changed():
    rows, _ = INDEX.find("wonen")
    with pytest.raises(ValueError, match="read-only"):
        rows[0] = 3
