"""
Answering in a real browser: two editors at once, an editor who is struck off, a server that dies.
"""

import shutil

import pytest
from playwright.sync_api import expect

from follow_up.answers import FollowUp
from store.engine import open_store
from tests.browser.conftest import (
    ROOT,
    Server,
    StartingServer,
    free_port,
    hold,
    new_context,
    rest,
    settle,
)
from tests.browser.test_sign_in import SECRETS, sign_in

TEXT = "Antwoord, voor de lezers"
TWO = "bij=r021+r044"


@pytest.fixture
def store(tmp_path):
    return f"sqlite:///{tmp_path}/answers.sqlite"


@pytest.fixture
def starting(tmp_path, store):
    return StartingServer(tmp_path, {"DASHBOARD_STORE": store})


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def choose(page, status):
    page.get_by_role("radiogroup", name="Wat wordt ermee gedaan?").get_by_text(status).click()
    rest(page)


def type_answer(page, words):
    """Type, and wait until it is kept: nothing is pressed for that."""
    page.get_by_role("textbox", name=TEXT).press_sequentially(words)
    expect(page.get_by_text("Bijgehouden op")).to_be_visible()


def test_two_editors_who_answer_the_same_lose_nothing_and_readers_see_what_is_published(
    visit, starting, store, dataset
):
    with hold(starting) as server:
        ann = visit("remarks", "opmerking=r021", at=server)
        press(ann, "Beantwoord deze opmerking")
        ann.wait_for_url("**/beantwoorden?*bij=r021")
        choose(ann, "Genoteerd")
        type_answer(ann, "Van ons.")
        press(ann, "Bewaar")
        ann.wait_for_url("**/beantwoorden?*antwoordnr=a1")
        jan = visit("answer", "antwoordnr=a1", at=server)
        type_answer(ann, " En van Ann.")
        jan.get_by_role("textbox", name=TEXT).fill("Van Jan.")
        press(jan, "Bewaar")
        press(ann, "Bewaar")
        expect(ann.get_by_role("alert").first).to_contain_text("bewaarde intussen ook een antwoord")
        texts = ann.locator(".st-key-conflict-text dd")
        expect(texts).to_have_text(["Van ons. En van Ann.", "Van Jan.", "Van ons."])
        ann.get_by_role("radiogroup", name="Wat blijft bij").get_by_text("Allebei").click()
        rest(ann)
        press(ann, "Bewaar zo")
        expect(ann.get_by_role("textbox", name=TEXT)).to_have_value(
            "Van Jan.\n\nVan ons. En van Ann.")
        reader = visit("remarks", "opmerking=r021", at=server)
        press(ann, "Publiceer 1 antwoord")
        expect(ann.get_by_text("voor lezers verandert er iets bij 1 opmerking")).to_be_visible()
        # At the next click of who had the page open.
        reader.get_by_role("button", name="Zet apart").click()
        settle(reader)
        expect(reader.get_by_role("button", name="Genoteerd · 1")).to_be_visible()
    follow_up = FollowUp(open_store(store), dataset)
    assert follow_up.journal()["version"].tolist() == [1, 2, 3, 3]


def test_what_was_typed_is_there_after_the_server_died_and_after_a_reload(visit, guard, starting):
    words = "Getypt voor de val. En net voor."
    guard.forgive("ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY_RESPONSE|404|when disconnected")
    with hold(starting) as server:
        page = visit("answer", TWO, at=server)
        choose(page, "Niet opgenomen")
        type_answer(page, "Getypt voor de val.")
        # These the server never hears of before it dies.
        page.get_by_role("textbox", name=TEXT).press_sequentially(" En net voor.")
        starting.kill()
        expect(page.locator(".line-lost")).to_contain_text("Geen verbinding")
        starting.start_again()
        expect(page.locator(".line-lost")).to_be_empty(timeout=30_000)
        settle(page)
        expect(page.get_by_role("textbox", name=TEXT)).to_have_value(words)
        page.reload()
        settle(page)
        expect(page.get_by_role("textbox", name=TEXT)).to_have_value(words)
        expect(page.get_by_role("radio", name="Niet opgenomen")).to_be_checked()
        # Taken out, and what was typed goes along.
        page.get_by_role("button", name="Haal opmerking r021 uit dit antwoord").click()
        page.wait_for_url("**/beantwoorden?bij=r044")
        settle(page)
        expect(page.locator("article.remark")).to_have_count(1)
        expect(page.get_by_role("textbox", name=TEXT)).to_have_value(words)


@pytest.fixture
def project(tmp_path):
    """A copy of the dashboard with settings of its own, that can be changed while it runs."""
    left_out = shutil.ignore_patterns(".*", "tests", "tools", "build", "var", "__pycache__")
    copy = shutil.copytree(ROOT, tmp_path / "project", ignore=left_out)
    shutil.copytree(ROOT / ".streamlit", copy / ".streamlit")
    return copy


def test_an_editor_who_is_struck_off_with_a_tab_open_saves_nothing_and_keeps_the_words(
    browser, guard, tmp_path, project, store, dataset, provider
):
    port = free_port()
    secrets, settings = tmp_path / "secrets.toml", project / "dashboard.toml"
    secrets.write_text(SECRETS.format(url=f"http://localhost:{port}", provider=provider))
    settings.write_text('DASHBOARD_EDITORS = "lezer@example.org"')
    context = new_context(browser)
    guard.watch(context)
    with hold(StartingServer(tmp_path, {"DASHBOARD_STORE": store}, port=port, root=project,
                             options=[f"--secrets.files={secrets}"])):
        server, page = Server(f"http://localhost:{port}", None), context.new_page()
        page.goto(server.address("answer", TWO))
        sign_in(page)
        page.wait_for_url(f"{server.url}/beantwoorden?{TWO}")
        settle(page)
        choose(page, "Genoteerd")
        type_answer(page, "Van wie mocht.")
        settings.write_text('DASHBOARD_EDITORS = "iemand.anders@example.org"')
        page.get_by_role("button", name="Bewaar", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Er is niets bewaard.")
        expect(page.get_by_test_id("stCode")).to_have_text("Van wie mocht.")
        page.get_by_test_id("stCode").hover()
        expect(page.get_by_role("button", name="Kopiëren")).to_be_visible()
        assert FollowUp(open_store(store), dataset).answers().empty
    context.close()
    assert guard.errors == []
