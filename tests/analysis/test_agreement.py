import math

import pandas as pd
import pytest

from analysis.agreement import (
    cohen_kappa,
    count_disputed,
    overlap_f1,
    sentiment_agreement,
    settled_agreement,
    theme_agreement,
)


def to_passes(*readers):
    """One row per remark and reader; a reader is a list of (sentiment, themes)."""
    return pd.DataFrame(
        [
            (reader, f"r{number}", sentiment, tuple(themes.split(";")))
            for reader, labels in enumerate(readers, start=1)
            for number, (sentiment, themes) in enumerate(labels, start=1)
        ],
        columns=["reader", "remark_id", "sentiment", "themes"],
    )


FIRST = [("good", "home"), ("good", "home;bus"), ("bad", "bus"), ("bad", "school")]
SECOND = [("good", "home"), ("good", "home"), ("bad", "home;bus"), ("good", "school")]
THIRD = [("good", "home"), ("good", "bus;home"), ("bad", "bus"), ("bad", "bus")]


def test_kappa_of_the_textbook_table_is_two_fifths():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no. Observed 35/50 = 0.7;
    # by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_counts_more_than_two_labels():
    # Observed 4/6; by chance (3*2 + 2*2 + 1*2) / 36 = 1/3; (2/3 - 1/3) / (2/3) = 0.5.
    assert cohen_kappa(list("aaabbc"), list("aabbcc")) == pytest.approx(0.5)


def test_kappa_is_one_when_readers_agree_and_minus_one_when_they_swap_two_labels():
    assert cohen_kappa(["a", "b"], ["a", "b"]) == 1
    assert cohen_kappa(["a", "b"], ["b", "a"]) == -1


def test_kappa_is_nought_when_agreement_is_what_chance_gives():
    assert cohen_kappa(["a", "a", "b", "b"], ["a", "b", "a", "b"]) == 0


def test_kappa_does_not_depend_on_who_comes_first():
    assert cohen_kappa(list("aaabbc"), list("abcabc")) == cohen_kappa(
        list("abcabc"), list("aaabbc")
    )


def test_kappa_measures_nothing_when_both_gave_one_and_the_same_label():
    assert math.isnan(cohen_kappa(["a"] * 49, ["a"] * 49))


def test_kappa_is_nought_when_each_gave_one_label_and_not_the_same():
    assert cohen_kappa(["a", "a"], ["b", "b"]) == 0


def test_kappa_of_nothing_is_no_number():
    assert math.isnan(cohen_kappa([], []))


def test_readers_of_different_remarks_are_not_compared():
    with pytest.raises(ValueError, match="one reader gave 2 labels, the other 1"):
        cohen_kappa(["a", "b"], ["a"])


def test_f1_is_twice_the_shared_keys_by_all_keys_given():
    # Shared: home, home, bus, school = 4; given 5 + 5; 2 * 4 / 10.
    first = [themes for _, _, _, themes in to_passes(FIRST).itertuples(index=False)]
    second = [themes for _, _, _, themes in to_passes(SECOND).itertuples(index=False)]
    assert overlap_f1(first, second) == pytest.approx(0.8)


def test_f1_does_not_depend_on_the_order_of_the_keys():
    assert overlap_f1([("home", "bus")], [("bus", "home")]) == 1


def test_f1_of_nothing_is_no_number():
    assert math.isnan(overlap_f1([], []))
    assert math.isnan(overlap_f1([()], [()]))


def test_sentiments_are_compared_for_every_two_readers():
    table = sentiment_agreement(to_passes(FIRST, SECOND, THIRD))
    # 1 and 2: observed 3/4, by chance (2*3 + 2*1) / 16 = 1/2, kappa 1/2. 1 and 3: the same.
    assert table.to_dict("records") == [
        {"reader_a": 1, "reader_b": 2, "remark_count": 4, "agreement_share": 0.75, "kappa": 0.5},
        {"reader_a": 1, "reader_b": 3, "remark_count": 4, "agreement_share": 1.0, "kappa": 1.0},
        {"reader_a": 2, "reader_b": 3, "remark_count": 4, "agreement_share": 0.75, "kappa": 0.5},
    ]


def test_only_remarks_that_both_readers_read_are_compared():
    passes = to_passes(FIRST, SECOND[:2])
    assert sentiment_agreement(passes)["remark_count"].tolist() == [2]


def test_the_order_of_the_rows_makes_no_difference():
    passes = to_passes(FIRST, SECOND, THIRD)
    shuffled = passes.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(sentiment_agreement(passes), sentiment_agreement(shuffled))
    pd.testing.assert_frame_equal(theme_agreement(passes), theme_agreement(shuffled))


def test_themes_are_compared_one_by_one():
    table = theme_agreement(to_passes(FIRST, SECOND)).set_index("theme")
    assert table.index.tolist() == ["bus", "home", "school"]
    assert table["remark_count"].tolist() == [2, 3, 1]
    # bus: first on r2, r3, second on r3. Observed 3/4, by chance (2*1 + 2*3) / 16 = 1/2.
    assert table.loc["bus", "kappa"] == pytest.approx(0.5)
    assert table.loc["bus", "f1"] == pytest.approx(2 / 3)
    # home: first on r1, r2, second on r1, r2, r3. By chance (2*3 + 2*1) / 16 = 1/2.
    assert table.loc["home", "kappa"] == pytest.approx(0.5)
    assert table.loc["home", "f1"] == pytest.approx(4 / 5)
    assert table.loc["school", ["kappa", "lowest_kappa", "f1"]].tolist() == [1, 1, 1]


def test_the_figure_of_a_theme_is_the_mean_over_the_pairs_of_readers():
    table = theme_agreement(to_passes(FIRST, SECOND, THIRD)).set_index("theme")
    # home: readers 1 and 3 agree throughout (kappa 1, F1 1); 2 with either gives 0.5 and 0.8.
    assert table.loc["home", "kappa"] == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert table.loc["home", "lowest_kappa"] == pytest.approx(0.5)
    assert table.loc["home", "f1"] == pytest.approx((0.8 + 1 + 0.8) / 3)


def test_a_pair_that_never_used_a_theme_is_left_out_of_its_mean():
    one_bus = [("good", "home"), ("good", "bus")]
    no_bus = [("good", "home"), ("good", "home")]
    table = theme_agreement(to_passes(one_bus, no_bus, no_bus)).set_index("theme")
    # Readers 2 and 3 never used it: nothing to agree on. The others: never together.
    assert table.loc["bus", "kappa"] == 0
    assert table.loc["bus", "f1"] == 0


def test_settled_labels_are_compared_with_every_reader():
    remarks = to_passes(THIRD).drop(columns="reader")
    table = settled_agreement(to_passes(FIRST, SECOND), remarks)
    # Themes, first reader: home, home, bus, bus shared (4) of 5 + 5 given;
    # second: home, home, bus (3) of 5 + 5.
    assert table.to_dict("records") == [
        {"reader": 1, "remark_count": 4, "agreement_share": 1.0, "kappa": 1.0, "f1": 0.8},
        {"reader": 2, "remark_count": 4, "agreement_share": 0.75, "kappa": 0.5, "f1": 0.6},
    ]


def test_remarks_on_which_any_two_readers_differ_are_counted():
    table = count_disputed(to_passes(FIRST, SECOND, THIRD))
    # Sentiment: r4. Themes: r2, r3, r4. Main theme: r2 (bus first), r3 (home first), r4.
    assert table.to_dict("records") == [
        {"label": "sentiment", "remark_count": 4, "disputed_count": 1},
        {"label": "themes", "remark_count": 4, "disputed_count": 3},
        {"label": "main_theme", "remark_count": 4, "disputed_count": 3},
    ]


@pytest.mark.parametrize("passes", [to_passes(), to_passes(FIRST)])
def test_fewer_than_two_readers_give_empty_tables(passes):
    assert sentiment_agreement(passes).columns.tolist() == [
        "reader_a", "reader_b", "remark_count", "agreement_share", "kappa",
    ]
    assert len(sentiment_agreement(passes)) == 0
    assert theme_agreement(passes).columns.tolist() == [
        "theme", "remark_count", "kappa", "lowest_kappa", "f1",
    ]
    assert len(theme_agreement(passes)) == 0


def test_no_labels_at_all_give_empty_counts():
    empty = to_passes()
    remarks = empty.drop(columns="reader")
    assert len(settled_agreement(empty, remarks)) == 0
    assert count_disputed(empty)["disputed_count"].tolist() == [0, 0, 0]
