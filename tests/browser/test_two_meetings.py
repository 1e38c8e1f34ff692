"""
The main journeys with two meetings, and a third that comes while the server runs.
"""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import run_server, settle
from tests.browser.test_access import find_violations
from tests.browser.test_journeys import choose, expect_count, expect_link
from tests.two_meetings import EXAMPLE, SECOND


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A server that shows a copy of the two made-up meetings, and that folder."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(EXAMPLE, folder / "data")
    with run_server(folder, DASHBOARD_DATA=str(folder / "data")) as server:
        yield server, folder / "data"


def test_from_a_meeting_to_its_report_through_time_and_to_a_third_meeting(visit, two):
    server, folder = two
    page = visit("remarks", at=server)
    choose(page, "meetings", "2033")
    expect_count(page, 30, 60)
    expect_link(page, "remarks", bijeenkomst=[SECOND])
    page.get_by_test_id("stTopNav").get_by_role("link", name="Verslag").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Het verslag: Buurtplan Zilverbeke, tweede gesprek")
    assert find_violations(page) == []
    page.get_by_role("button", name="Verwijder filter: 2033").click()
    settle(page)
    page.get_by_role("combobox", name="Welk verslag").click()
    page.get_by_role("option", name="2033").click()
    settle(page)
    expect_link(page, "report", verslag=[SECOND])
    page.locator(f"#verslag-{SECOND}-r009 a.margin").click()
    settle(page)
    expect(page.locator("h2", has_text="Vroeger ook al gevraagd")).to_be_visible()
    assert find_violations(page) == []

    page = visit("compare", "vergelijk=meetings", at=server)
    table = page.locator(".over-time").last
    expect(table.locator(".break")).to_have_count(3)
    assert find_violations(page) == []
    table.get_by_role("button", name=re.compile("^Netheid, 2033")).click()
    expect_count(page, 5, 60)

    third = folder / "meetings" / "buurtplan-2035"
    shutil.copytree(folder / "meetings" / SECOND, folder / "meetings" / ".third")
    package = json.loads((folder / "meetings" / ".third" / "datapackage.json").read_text("utf-8"))
    (folder / "meetings" / ".third" / "datapackage.json").write_text(json.dumps(
        package | {"name": "z-2035", "title": "Derde", "label": "2035", "order": 3, "date": ""}
    ), encoding="utf-8")
    (folder / "meetings" / ".third").rename(third)
    page.get_by_role("button", name="Wis alles").click()
    expect_count(page, 90, 90)
    expect(page.locator("#ask-meetings").get_by_role("button", name="2035 ·")).to_be_visible()
