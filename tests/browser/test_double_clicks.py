"""
What is pressed twice counts once, whatever became of it when the second press arrives.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATHS, settle
from tests.browser.slow_line import slow_line
from tests.browser.test_journeys import count_group, expect_count, expect_link


# Of the module: at the address of another line the browser would fetch all files anew.
@pytest.fixture(scope="module", params=[0.0, 0.06, 0.2], ids="{:.2f} s".format)
def late(request, server):
    """The shared server at the end of a line whose round trip takes this long."""
    with slow_line(server, request.param) as far:
        yield far


def press_twice(button, between):
    """Press, and press again after so many milliseconds, whatever is there by then."""
    button.scroll_into_view_if_needed()
    box, mouse = button.bounding_box(), button.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for count in (1, 2):
        mouse.down(click_count=count)
        mouse.up(click_count=count)
        # The time itself is what is tried.
        button.page.wait_for_timeout(between)


@pytest.fixture(params=[0, 90], ids="{} ms apart".format)
def between(request):
    return request.param


def test_a_remark_that_is_opened_twice_is_open(late, visit, between):
    page = visit("remarks", "groep=group_2", at=late)
    place = page.locator("article.remark a[data-do=open]").first
    remark_id = place.get_attribute("data-key")
    press_twice(place, between)
    expect_link(page, "remarks", groep=["group_2"], opmerking=[remark_id])
    back = page.get_by_role("button", name="← Terug naar de lijst")
    settle(page)
    press_twice(back, between)
    expect_link(page, "remarks", groep=["group_2"])
    settle(page)
    expect_link(page, "remarks", groep=["group_2"])


def test_a_cell_that_is_pressed_twice_lists_its_remarks(late, visit, between):
    page = visit("overview", at=late)
    cell = page.locator(".st-key-group_matrix .matrix td button").first
    number = int(cell.inner_text())
    press_twice(cell, between)
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS["remarks"])
    settle(page)
    expect_count(page, number, 248)
    assert urlsplit(page.url).path == PATHS["remarks"]


def test_two_cells_in_one_breath_lead_to_no_page_that_was_left(late, visit, between):
    page = visit("overview", at=late)
    cells = page.locator(".st-key-group_matrix .matrix td button")
    cells.first.evaluate("""async (button, between) => {
        const other = button.closest("table").querySelectorAll("td button")[1];
        button.click();
        await new Promise((resolve) => setTimeout(resolve, between));
        other.click();
    }""", between)
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS["remarks"])
    settle(page)
    expect(page.locator("article.remark").first).to_be_visible()
    assert urlsplit(page.url).path == PATHS["remarks"]


def test_a_label_that_is_pressed_twice_is_a_filter(late, visit, dataset, between):
    page = visit("remarks", at=late)
    label = page.locator("article.remark button[data-facet=groups]").first
    group = label.get_attribute("data-key")
    press_twice(label, between)
    expect_link(page, "remarks", groep=[group])
    settle(page)
    expect_count(page, count_group(dataset, groups=(group,)), len(dataset.remarks))


def test_a_notice_is_dismissed_and_a_remark_set_aside_once(late, visit, between):
    page = visit("remarks", "groep=nonsense", at=late)
    press_twice(page.get_by_role("button", name="Begrepen"), between)
    expect(page.locator(".notice")).to_have_count(0)
    settle(page)
    shelf = page.locator("article.remark button[data-do=shelve]").first
    remark_id = shelf.get_attribute("data-key")
    press_twice(shelf, between)
    expect_link(page, "remarks", lijst=[remark_id])
    settle(page)
    expect_link(page, "remarks", lijst=[remark_id])


def test_escape_twice_leaves_the_slides_and_goes_no_further(late, visit, between):
    page = visit("present", "groep=group_2", at=late)
    page.keyboard.press("Escape")
    page.wait_for_timeout(between)
    page.keyboard.press("Escape")
    expect_link(page, "overview", groep=["group_2"])
    settle(page)
    expect_link(page, "overview", groep=["group_2"])


def test_the_second_click_of_a_double_click_turns_on_too(visit):
    page = visit("present")
    page.locator("[data-action=next]").hover()
    for count, number in ((1, "2"), (2, "3")):
        page.mouse.down(click_count=count)
        page.mouse.up(click_count=count)
        expect_link(page, "present", kort=[number])
        settle(page)
