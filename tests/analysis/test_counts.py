"""
Rules of the counts: every table against remarks counted by hand, or one by one in a plain loop.
"""

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from analysis.counts import (
    count_examples,
    count_groups_by_theme,
    count_sentiments,
    count_theme_pairs,
    count_themes,
    count_voices,
    find_lone_themes,
    find_strongest_pairs,
    list_keys,
    list_paired,
    sort_remarks,
    without_diagonal,
)
from analysis.facets import to_theme_rows
from analysis.selection import Selection
from drawing.words.sentences import to_voices_line
from tests.counting import list_options, list_remarks, make_selection, selected
from tests.small_meeting import GROUPS, SENTIMENTS, THEMES, make_dataset, make_remark

SEEDS = range(15)


@pytest.fixture(scope="module")
def theme_rows(small):
    return to_theme_rows(small.remarks)


@pytest.fixture(scope="module")
def no_rows():
    return to_theme_rows(make_dataset(remarks=[]).remarks)


def rows_of(table):
    return table.astype(object).to_numpy().tolist()


def test_keys_stand_in_the_order_of_the_codebook(small):
    assert list_keys(small.codebook, "sentiment") == SENTIMENTS
    assert list_keys(small.codebook, "theme") == THEMES
    assert list_keys(small.codebook, "no such field") == []


# Themes


def test_themes_are_counted_per_sentiment_with_the_voices_behind_them(theme_rows):
    counts = count_themes(theme_rows, THEMES, SENTIMENTS)
    assert list(counts.columns) == [
        "theme", *SENTIMENTS, "remark_count", "group_count", "voice_count"
    ]
    assert rows_of(counts) == [
        # positive, missing, critical, neutral, remarks, groups, voices
        ["housing", 1, 2, 1, 1, 5, 3, 4],
        ["bus", 1, 1, 0, 1, 3, 1, 3],
        ["language", 0, 1, 0, 1, 2, 2, 2],
        ["sport", 0, 0, 0, 0, 0, 0, 0],
    ]


def test_without_remarks_every_theme_counts_none(no_rows):
    counts = count_themes(no_rows, THEMES, SENTIMENTS)
    assert counts["theme"].tolist() == THEMES
    assert (counts.drop(columns="theme") == 0).all(axis=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_theme_table_adds_up(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    expected, groups, voices = Counter(), {}, {}
    for remark in selected(dataset, selection):
        counted = remark["themes"][:1] if selection.is_main_theme_only else remark["themes"]
        for theme in counted:
            expected[theme, remark["sentiment"]] += 1
            groups.setdefault(theme, set()).add(remark["group"])
            voices.setdefault(theme, set()).add(remark["speaker"] or remark["group"])
    themes, sentiments = list_options(dataset, "themes"), list_options(dataset, "sentiments")
    counts = count_themes(facets.select_theme_rows(selection), themes, sentiments)
    assert counts["theme"].tolist() == themes
    for row in counts.to_dict("records"):
        theme = row["theme"]
        assert [row[key] for key in sentiments] == [expected[theme, key] for key in sentiments]
        assert row["remark_count"] == sum(expected[theme, key] for key in sentiments)
        assert row["group_count"] == len(groups.get(theme, ()))
        assert row["voice_count"] == len(voices.get(theme, ()))


@pytest.mark.parametrize("seed", SEEDS)
def test_main_themes_only_make_the_bars_add_up_to_the_remarks(dataset, facets, seed):
    drawn = make_selection(dataset, Random(seed))
    selection = Selection(groups=drawn.groups, sentiments=drawn.sentiments, is_main_theme_only=True)
    counts = count_themes(
        facets.select_theme_rows(selection),
        list_options(dataset, "themes"), list_options(dataset, "sentiments"),
    )
    assert counts["remark_count"].sum() == len(selected(dataset, selection))


# Groups


def test_groups_are_counted_per_theme_zeros_included(theme_rows):
    counts = count_groups_by_theme(theme_rows, GROUPS, THEMES)
    assert (counts.index.tolist(), counts.columns.tolist()) == (THEMES, GROUPS)
    assert rows_of(counts) == [[1, 2, 2], [0, 0, 3], [0, 1, 1], [0, 0, 0]]


def test_without_remarks_every_cell_of_groups_is_zero(no_rows):
    counts = count_groups_by_theme(no_rows, GROUPS, THEMES)
    assert counts.shape == (4, 3)
    assert counts.to_numpy().sum() == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_each_cell_of_the_group_matrix_equals_a_plain_loop(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    expected = Counter(
        (theme, remark["group"])
        for remark in selected(dataset, selection)
        for theme in (remark["themes"][:1] if selection.is_main_theme_only else remark["themes"])
    )
    groups, themes = list_options(dataset, "groups"), list_options(dataset, "themes")
    counts = count_groups_by_theme(facets.select_theme_rows(selection), groups, themes)
    assert {
        (theme, group): counts.at[theme, group]
        for theme in themes for group in groups if counts.at[theme, group]
    } == expected


def test_a_theme_of_one_group_is_alone(theme_rows):
    lone = find_lone_themes(count_groups_by_theme(theme_rows, GROUPS, THEMES))
    assert rows_of(lone) == [["bus", "south", 3]]


def test_no_theme_is_alone_where_nothing_was_said(no_rows):
    lone = find_lone_themes(count_groups_by_theme(no_rows, GROUPS, THEMES))
    assert lone.empty
    assert list(lone.columns) == ["theme", "group", "remark_count"]


def test_lone_themes_of_the_real_data_equal_a_plain_loop(dataset, facets):
    said = {}
    for remark in list_remarks(dataset):
        for theme in remark["themes"]:
            said.setdefault(theme, []).append(remark["group"])
    expected = {
        theme: (groups[0], len(groups)) for theme, groups in said.items() if len({*groups}) == 1
    }
    lone = find_lone_themes(count_groups_by_theme(
        facets.theme_rows, list_options(dataset, "groups"), list_options(dataset, "themes")
    ))
    assert {row["theme"]: (row["group"], row["remark_count"])
            for row in lone.to_dict("records")} == expected == {}


# Pairs


def test_pairs_are_symmetric_with_the_theme_itself_on_the_diagonal(theme_rows):
    pairs = count_theme_pairs(theme_rows, THEMES)
    assert (pairs.index.tolist(), pairs.columns.tolist()) == (THEMES, THEMES)
    assert rows_of(pairs) == [[5, 2, 2, 0], [2, 3, 1, 0], [2, 1, 2, 0], [0, 0, 0, 0]]


def test_without_remarks_nothing_goes_together(no_rows):
    pairs = count_theme_pairs(no_rows, THEMES)
    assert pairs.shape == (4, 4)
    assert pairs.to_numpy().sum() == 0
    assert list_paired(pairs) == []
    assert find_strongest_pairs(pairs, most=5).empty


@pytest.mark.parametrize("seed", SEEDS)
def test_each_pair_equals_a_plain_loop(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    remarks = selected(dataset, selection)
    expected = Counter(
        frozenset(pair) for remark in remarks for pair in combinations(remark["themes"], 2)
    )
    themes = list_options(dataset, "themes")
    rows = facets.theme_rows
    pairs = count_theme_pairs(rows[facets.mask(selection)[rows["row"].to_numpy()]], themes)
    for one, other in combinations(themes, 2):
        assert pairs.at[one, other] == pairs.at[other, one] == expected[frozenset((one, other))]
    strongest = find_strongest_pairs(pairs, most=1000)
    assert strongest["remark_count"].tolist() == sorted(expected.values(), reverse=True)
    assert {frozenset((row["theme"], row["other_theme"])) for row in strongest.to_dict("records")
            } == set(expected)


def test_the_diagonal_can_be_left_out(theme_rows):
    pairs = count_theme_pairs(theme_rows, THEMES)
    assert rows_of(without_diagonal(pairs)) == [
        [0, 2, 2, 0], [2, 0, 1, 0], [2, 1, 0, 0], [0, 0, 0, 0]
    ]
    assert pairs.at["housing", "housing"] == 5


def test_a_theme_that_always_stands_alone_is_not_paired(theme_rows):
    assert list_paired(count_theme_pairs(theme_rows, THEMES)) == ["housing", "bus", "language"]


def test_the_strongest_pairs_come_first_equal_ones_in_table_order(theme_rows):
    pairs = count_theme_pairs(theme_rows, THEMES)
    assert rows_of(find_strongest_pairs(pairs, most=2)) == [
        ["housing", "bus", 2], ["housing", "language", 2]
    ]
    assert rows_of(find_strongest_pairs(pairs, most=9))[2:] == [["bus", "language", 1]]


# Sentiments and voices


def test_sentiments_are_counted_with_their_share(small):
    assert rows_of(count_sentiments(small.remarks, SENTIMENTS)) == [
        ["positive", 2, pytest.approx(1 / 3)], ["missing", 2, pytest.approx(1 / 3)],
        ["critical", 1, pytest.approx(1 / 6)], ["neutral", 1, pytest.approx(1 / 6)],
    ]


def test_without_remarks_every_share_is_zero(small):
    counts = count_sentiments(small.remarks.iloc[:0], SENTIMENTS)
    assert rows_of(counts) == [[key, 0, 0.0] for key in SENTIMENTS]


@pytest.mark.parametrize("seed", SEEDS)
def test_sentiments_add_up_to_the_remarks(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    remarks = selected(dataset, selection)
    counts = count_sentiments(facets.select(selection), list_options(dataset, "sentiments"))
    expected = Counter(remark["sentiment"] for remark in remarks)
    assert [row["remark_count"] for row in counts.to_dict("records")] == [
        expected[key] for key in list_options(dataset, "sentiments")
    ]
    assert counts["remark_share"].sum() == pytest.approx(1.0 if remarks else 0.0)


def test_voices_are_parts_of_the_meeting_and_the_people_and_organisations_named(small):
    known = small.organisations["key"]
    assert count_voices(small.remarks, known) == (3, 2, 1, 1)
    opening = small.remarks[small.remarks["group"] == "opening"]
    assert count_voices(opening, known) == (1, 0, 0, 1)
    assert count_voices(small.remarks.iloc[:0], known) == (0, 0, 0, 0)


def test_the_report_names_six_people_and_six_organisations_as_speaking(dataset):
    counted = count_voices(dataset.remarks, dataset.organisations["key"])
    assert to_voices_line(*counted) == (
        "uit 6 delen van de bijeenkomst, met 6 sprekers en 6 organisaties die het verslag "
        "bij naam noemt")


# Examples


def test_each_label_has_its_number_and_the_shortest_example_that_says_something():
    long = "Veertig letters of meer zegt dit wel, niet"
    data = make_dataset(remarks=[
        make_remark("r1", themes=("housing",), text="Kort."),
        make_remark("r2", themes=("housing", "bus"), text=long),
        make_remark("r3", themes=("housing",), text=long + " eens te kort en nog wat meer."),
        make_remark("r4", themes=("housing",), text=long + " eens te kort.", sentiment="missing"),
    ])
    assert rows_of(count_examples(data.remarks, "theme", THEMES)) == [
        ["housing", 4, long + " eens te kort."], ["bus", 1, long], ["language", 0, ""],
        ["sport", 0, ""],
    ]
    assert rows_of(count_examples(data.remarks, "sentiment", SENTIMENTS))[1:3] == [
        ["missing", 1, long + " eens te kort."], ["critical", 0, ""],
    ]


def test_without_remarks_no_label_has_an_example(small):
    none = count_examples(small.remarks.iloc[:0], "theme", THEMES)
    assert rows_of(none) == [[theme, 0, ""] for theme in THEMES]


# Order


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("report", ["r1", "r2", "r3", "r4", "r5", "r6"]),
        ("theme", ["r1", "r3", "r6", "r4", "r5", "r2"]),
        ("sentiment", ["r3", "r5", "r2", "r4", "r1", "r6"]),
        ("relevance", ["r4", "r2", "r1", "r3", "r5", "r6"]),
    ],
)
def test_equal_remarks_stay_in_the_order_of_the_report(small, sort, order):
    scores = {"r4": 9.5, "r2": 3.0}
    assert sort_remarks(small.remarks, sort, small, scores)["remark_id"].tolist() == order


@pytest.mark.parametrize("sort", ["report", "theme", "sentiment", "relevance"])
def test_no_remarks_can_be_sorted_too(small, sort):
    assert sort_remarks(small.remarks.iloc[:0], sort, small).empty


def test_relevance_without_scores_is_the_order_of_the_report(small):
    ordered = sort_remarks(small.remarks, "relevance", small)
    assert ordered["remark_id"].tolist() == ["r1", "r2", "r3", "r4", "r5", "r6"]


def test_an_unknown_order_is_refused(small):
    with pytest.raises(ValueError, match="no such order: 'colour'"):
        sort_remarks(small.remarks, "colour", small)


def test_a_remark_with_many_themes_is_one_remark_in_every_order():
    one = make_dataset(remarks=[make_remark("r1", themes=("bus", "housing", "language"))])
    for sort in ("report", "theme", "sentiment"):
        assert len(sort_remarks(one.remarks, sort, one)) == 1
