from urllib.parse import parse_qs

import pytest

from analysis.facets import select_remarks
from analysis.link import read_parameters
from benchmarks.figures import Spread
from benchmarks.sessions import (
    FEWEST,
    LONGEST_P95,
    MOST,
    Step,
    climb,
    find_limit,
    list_asks,
    to_report,
)
from loaders.dataset import DATA_DIR, load_dataset


def server_that_holds(limit):
    """A server whose reruns are fast up to so many sessions, and too slow above."""
    def try_one(count):
        p95 = LONGEST_P95 - 1 if count <= limit else LONGEST_P95
        return Step(count, Spread(count=count, median=40.0, p95=p95))
    return try_one


@pytest.mark.parametrize(
    ("limit", "tried", "found"),
    [
        (100, [20, 40, 80, 160, 120, 100], 100),
        (119, [20, 40, 80, 160, 120, 100], 100),
        (120, [20, 40, 80, 160, 120, 140], 120),
        (20, [20, 40, 30, 25], 20),
    ],
)
def test_the_number_is_doubled_until_it_does_not_hold_and_then_the_gap_is_halved(
    limit, tried, found
):
    steps = climb(server_that_holds(limit))
    assert [step.sessions for step in steps] == tried
    assert find_limit(steps) == found


def test_a_server_that_holds_everything_is_not_tried_for_ever():
    steps = climb(server_that_holds(10 * MOST))
    assert steps[-1].sessions == find_limit(steps) == MOST
    assert len(steps) == len({step.sessions for step in steps}) == 7


def test_a_server_that_is_too_slow_for_the_fewest_is_tried_with_fewer():
    steps = climb(server_that_holds(4))
    assert [step.sessions for step in steps] == [FEWEST, 10, 5]
    assert find_limit(steps) == 0


def test_a_report_names_the_last_number_that_held_of_one_process_and_of_two():
    one = [
        Step(80, Spread(count=200, median=61.4, p95=249.9)),
        Step(160, Spread(count=400, median=120.0, p95=310.2)),
        Step(120, Spread(count=300, median=90.0, p95=250.0)),
    ]
    two = [Step(150, Spread(count=500, median=70.0, p95=200.0))]
    of_one = (
        "| processes | sessions | reruns | median, ms | p95, ms | p95 < 250 ms |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| 1 | 80 | 200 | 61 | 250 | yes |\n"
        "| 1 | 120 | 300 | 90 | 250 | no |\n"
        "| 1 | 160 | 400 | 120 | 310 | no |\n"
    )
    held = "One server process holds 80 active sessions, with a think time of 8 seconds on average."
    assert to_report({1: one}) == f"{of_one}\n{held}"
    assert to_report({1: one, 2: two}) == (
        f"{of_one}| 2 | 150 | 500 | 70 | 200 | yes |\n"
        f"\n{held} 2 processes hold 150: 1.9 times as many."
    )


def test_every_link_gives_the_number_of_remarks_that_is_expected_of_it():
    dataset = load_dataset(DATA_DIR)
    asks = list_asks(dataset)
    assert len({ask.query for ask in asks}) == len(asks) > 64
    for ask in asks[::10]:
        view, found = read_parameters(parse_qs(ask.query), dataset)
        assert found == []
        shown = len(select_remarks(dataset, view.selection))
        assert shown > 0
        assert ask.count_line.startswith(f"{shown} van 248 ")
