"""
Back and Forward, and clicks that come twice, on a line that is late.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ICON_OF_A_CUT_RUN
from tests.browser.slow_line import slow_line
from tests.browser.test_journeys import (
    count_group,
    expect_count,
    expect_link,
)

# Twelve presses on three groups, and what is chosen after each.
LABELS = {"group_1": "Groep 1", "group_2": "Groep 2", "group_3a": "Groep 3A"}
WALK = [
    ["group_1"], ["group_1", "group_2"], ["group_1", "group_2", "group_3a"],
    ["group_2", "group_3a"], ["group_3a"], [],
    ["group_2"], ["group_2", "group_1"], ["group_1"],
    ["group_1", "group_3a"], ["group_3a"], ["group_3a", "group_2"],
]

TOGETHER, ABOUT = "Welke thema's gaan samen?", "Over de data"


# Of the module: at the address of another line the browser would fetch all files anew.
@pytest.fixture(scope="module", params=[0.0, 0.06, 0.2, 0.6], ids="{:.2f} s".format)
def late(request, server):
    """The shared server at the end of a line whose round trip takes this long."""
    with slow_line(server, request.param) as far:
        yield far


@pytest.fixture(autouse=True)
def forgive_icons(guard):
    """Steps that come fast cut runs short."""
    guard.forgive(ICON_OF_A_CUT_RUN)


def press(page, group):
    page.locator("#ask-groups").get_by_role("button", name=f"{LABELS[group]} ·").click()


def expect_step(page, dataset, groups, name="search"):
    """Wait until the line above the page, the filters and the address bar say the same."""
    expect_count(page, count_group(dataset, groups=tuple(groups)), len(dataset.remarks))
    expect_link(page, name, **({"groep": groups} if groups else {}))
    pressed = page.locator("#ask-groups").get_by_role("button", pressed=True)
    expect(pressed).to_have_count(len(groups))


def walk(page, dataset, steps, before=()):
    """Press what leads from each step to the next, as soon as the count has changed."""
    for groups in steps:
        (changed,) = set(groups) ^ set(before)
        press(page, changed)
        expect_count(page, count_group(dataset, groups=tuple(groups)), len(dataset.remarks))
        before = groups


def test_twelve_steps_are_walked_back_and_forward(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK)
    for groups in [*reversed(WALK[:-1]), []]:
        page.go_back()
        expect_step(page, dataset, groups)
    for groups in WALK:
        page.go_forward()
        expect_step(page, dataset, groups)


def test_three_steps_back_at_once_are_three_steps(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK[:5])
    for _ in range(3):
        page.evaluate("history.back()")
    expect_step(page, dataset, WALK[1])
    page.evaluate("history.go(3)")
    expect_step(page, dataset, WALK[4])


def test_back_after_a_change_of_page_leads_to_the_page_before(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK[:1])
    for place, title, heading in [("stSidebar", "Samenhang", TOGETHER),
                                  ("stTopNav", "Over de data", ABOUT)]:
        page.get_by_test_id(place).get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    # The heading comes first, and who goes Back between the two goes back two pages.
    expect_link(page, "about", groep=WALK[0])
    page.go_back()
    expect_step(page, dataset, WALK[0], "together")
    page.go_back()
    expect_step(page, dataset, WALK[0])
    page.go_back()
    expect_step(page, dataset, [])
    page.go_forward()
    page.go_forward()
    expect_step(page, dataset, WALK[0], "together")
    expect(page.get_by_role("heading", level=1, name=TOGETHER)).to_be_visible()


def test_whoever_goes_back_before_the_answer_came_sees_what_the_link_says(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK[:2])
    expect_step(page, dataset, WALK[1])
    press(page, "group_3a")
    page.evaluate("history.back()")
    expect_step(page, dataset, WALK[0])
    press(page, "group_3a")
    expect_step(page, dataset, ["group_1", "group_3a"])


def test_a_new_choice_after_going_back_starts_a_new_branch(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK[:3])
    page.go_back()
    expect_step(page, dataset, WALK[1])
    press(page, "group_1")
    expect_step(page, dataset, ["group_2"])
    page.go_back()
    expect_step(page, dataset, WALK[1])


def test_back_goes_on_after_a_reload(late, visit, dataset):
    page = visit("search", at=late)
    walk(page, dataset, WALK[:3])
    expect_step(page, dataset, WALK[2])
    page.reload()
    expect_step(page, dataset, WALK[2])
    page.go_back()
    expect_step(page, dataset, WALK[1])
