import pytest

from benchmarks.figures import Spread, to_spread, to_table


def test_the_median_and_the_95th_percentile_lie_on_a_line_between_two_times():
    assert to_spread([30.0, 10.0, 20.0, 40.0]) == Spread(count=4, median=25.0, p95=38.5)


def test_one_time_is_its_own_median_and_percentile():
    assert to_spread([7.0]) == Spread(count=1, median=7.0, p95=7.0)


def test_no_times_at_all_is_an_error_and_no_figure():
    with pytest.raises(ValueError, match="nothing was measured"):
        to_spread([])


def test_a_table_is_markdown_with_its_numbers_to_the_right():
    rows = [["Zoeken", "90", "1.2"], ["Verslag", "120", "2"]]
    assert to_table(["page", "ms", "ratio"], rows) == (
        "| page | ms | ratio |\n"
        "| --- | ---: | ---: |\n"
        "| Zoeken | 90 | 1.2 |\n"
        "| Verslag | 120 | 2 |"
    )
