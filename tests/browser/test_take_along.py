"""
Taking along in a real browser: what the reader sees and hears while a file is made.
"""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import run_server, settle
from tests.browser.test_access import find_violations

BUTTONS = "[data-testid='stDownloadButton'] button"


def open_box(page):
    page.get_by_text("Downloaden", exact=True).click()
    page.locator(BUTTONS).first.wait_for()
    settle(page)
    return page.locator(".st-key-take_along [role=status]")


def press(page, name):
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    return button


@pytest.fixture(scope="module")
def server_without_browser(tmp_path_factory):
    """A server that finds a browser, which ends as soon as it is started."""
    with run_server(tmp_path_factory.mktemp("server"), CHROMIUM="false") as running:
        yield running


def test_who_waits_for_a_file_sees_and_hears_it(visit):
    page = visit()
    status = open_box(page)
    expect(status).to_have_text("")
    with page.expect_download() as download:
        press(page, "PowerPoint")
        expect(status).to_have_text("PowerPoint wordt gemaakt …")
        expect(status).to_be_in_viewport()
    assert download.value.suggested_filename.endswith(".pptx")
    expect(status).to_have_text("PowerPoint is klaar: het bestand staat bij uw downloads.")
    assert find_violations(page) == []
    expect(status).to_have_text("", timeout=10_000)


def test_the_keyboard_is_back_on_the_button_when_the_file_is_there(visit):
    page = visit(viewport={"width": 1500, "height": 600})
    status = open_box(page)
    with page.expect_download():
        button = press(page, "Excel")
    expect(status).to_contain_text("is klaar")
    expect(button).to_be_focused()
    # The message itself lies over the foot of the list.
    assert (button.bounding_box()["y"] + button.bounding_box()["height"]
            <= status.bounding_box()["y"])


def test_a_second_click_while_a_file_is_made_gives_no_second_file(visit):
    page, downloads = visit(), []
    status = open_box(page)
    page.on("download", lambda download: downloads.append(download))
    page.get_by_role("button", name="PowerPoint", exact=True).dblclick()
    expect(status).to_contain_text("is klaar")
    with page.expect_download():
        press(page, "CSV")
    suffixes = [Path(download.suggested_filename).suffix for download in downloads]
    assert suffixes == [".pptx", ".csv"]


def test_a_file_that_cannot_be_made_says_so_in_dutch(visit, server_without_browser):
    page = visit(at=server_without_browser)
    status = open_box(page)
    button = press(page, "Grafiek (PNG)")
    expect(status).to_contain_text(
        "Grafiek (PNG) kon niet gemaakt worden. Probeer het over een minuut opnieuw"
    )
    expect(status).to_be_in_viewport()
    expect(button).to_be_enabled()
    assert "Failed" not in page.locator("body").inner_text()


def test_word_comes_without_its_chart_where_no_browser_starts(visit, server_without_browser):
    page = visit(at=server_without_browser)
    status = open_box(page)
    with page.expect_download() as download:
        press(page, "Word")
    assert download.value.suggested_filename.endswith(".docx")
    expect(status).to_contain_text("Word is klaar")


def test_the_files_of_a_comparison_hold_what_its_columns_hold_together(visit):
    page = visit("compare", "groep=opening&oordeel=neutral")
    count = page.locator(".filter-line .count").inner_text().split()[0]
    open_box(page)
    with page.expect_download() as download:
        press(page, "CSV")
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    # The one group that is chosen stands beside all the others.
    assert len(rows) == int(count) == 72


def test_the_notes_of_the_shortlist_come_along(visit):
    page = visit("shortlist", "lijst=r100+vraag+dit+%3Cna%3E&lijst=r007")
    open_box(page)
    with page.expect_download() as download:
        press(page, "CSV")
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [(row["Nummer"], row["Notitie"]) for row in rows] == [
        ("r100", "vraag dit <na>"), ("r007", "")]
