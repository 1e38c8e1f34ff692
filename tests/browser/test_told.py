"""
What became of the remarks, as a reader meets it in a browser; what is a draft is nowhere.
"""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.answers import fill_store
from tests.browser.conftest import run_server, settle
from tests.browser.test_access import find_violations
from tests.browser.test_journeys import click_bar, expect_count, expect_link
from tests.browser.test_stage import PROJECTOR, expect_parameters, walk
from tests.browser.test_take_along import open_box, press

DRAFT = "Geheim ontwerp"
SEEN = "() => document.body.innerText + document.body.innerHTML"


@pytest.fixture(scope="module")
def told(tmp_path_factory, dataset):
    """A server whose store holds made-up answers of every kind, and two drafts."""
    folder = tmp_path_factory.mktemp("told")
    url = f"sqlite:///{folder}/store.sqlite"
    fill_store(url, dataset)
    with run_server(folder, DASHBOARD_STORE=url) as running:
        yield running


def expect_sound(page):
    """Nothing of a draft, and nothing that axe finds wrong."""
    assert DRAFT not in page.evaluate(SEEN)
    assert find_violations(page) == []


def test_a_badge_leads_from_a_card_to_what_was_answered(visit, told):
    page = visit("remarks", "antwoord=taken_up", at=told)
    expect_count(page, 5, 248)
    expect_sound(page)
    page.locator("[data-remark=r010]").get_by_role("link", name="Opgenomen").click()
    settle(page)
    section = page.locator(".told")
    expect(section.get_by_role("heading", name="Wat ermee gebeurt")).to_be_visible()
    expect(section.locator(".current")).to_contain_text("Dit staat in het plan.")
    expect(section.locator("li")).to_contain_text("We zoeken uit wat er kan.")
    expect_sound(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_number_of_the_follow_up_opens_just_its_remarks(visit, told, scheme):
    page = visit("progress", "groep=group_1", at=told, color_scheme=scheme)
    expect_sound(page)
    figure = page.locator(".figure", has_text="Opgenomen").first
    expect(figure).to_contain_text("3")
    figure.click()
    settle(page)
    expect_link(page, "remarks", groep=["group_1"], oordeel=["missing", "critical"],
                antwoord=["taken_up"])
    expect_count(page, 3, 248)


def test_a_bar_of_the_follow_up_and_a_service_open_just_their_remarks(visit, told):
    page = visit("progress", at=told)
    # The first bar of the chart is that of what has no answer, of the theme with most of them.
    number = page.locator(".js-plotly-plot .bartext").first.text_content()
    click_bar(page)
    expect_count(page, int(number.removeprefix("? ")), 248)
    page.go_back()
    settle(page)
    page.locator(".queue").get_by_role("button", name="Dienst Wonen").first.click()
    settle(page)
    expect_count(page, 4, 248)
    expect_link(page, "remarks", dienst=["Dienst_Wonen"])


def test_the_report_a_search_and_a_file_say_it_too(visit, told):
    page = visit("report", "opmerking=r030", at=told)
    expect(page.locator("#verslag-r030 .margin")).to_have_attribute(
        "aria-label", "Ontbreekt — Samenwerking en regie — Niet opgenomen. Open deze opmerking")
    expect_sound(page)
    page.goto(told.address("search", "zoek=engagementen+tegenover"))
    settle(page)
    expect(page.locator("[data-remark=r030] .status")).to_have_text("×Niet opgenomen")
    open_box(page)
    with page.expect_download() as download:
        press(page, "CSV")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    told_of = {row["Nummer"]: (row["Antwoord"], row["Waarom"]) for row in rows}
    assert told_of["r030"] == ("Niet opgenomen", "Het is een zaak van Vlaanderen <b>.")
    assert DRAFT not in text


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_menu_stands_on_one_line(visit, width):
    page = visit("progress", viewport={"width": width, "height": 720})
    boxes = [link.bounding_box() for link in page.get_by_test_id("stTopNavLink").all()]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert max(box["x"] + box["width"] for box in boxes) <= width
    assert page.get_by_test_id("stTopNavLink").filter(has_text="Over de data").count() == 1


def test_what_is_new_opens_the_slides_and_all_of_it_is_in_sight(visit, told):
    page = visit("progress", "sinds=2000-02-01&zonder-namen=ja", at=told, viewport=PROJECTOR)
    page.get_by_role("button", name="Presenteren wat nieuw is").click()
    expect_parameters(page, sinds=["2000-02-01"], zonder_namen=["ja"])
    settle(page)
    page.keyboard.press("Home")
    short = walk(page, "ArrowRight")
    assert [slide["kind"] for slide in short[:3]] == ["title", "moved", "spotlight"]
    assert [slide["faults"] for slide in short] == [[]] * len(short)
    assert "Hierna 3 van de" in short[1]["text"]
    assert sum(slide["kind"] == "answer" for slide in short) == 3
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Wat er nieuw is")).to_be_visible()
    expect_sound(page)
