"""
Where sign-in is on, who is not signed in gets no word of the data, and comes back where they were.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, StartingServer, free_port, hold, new_context, settle
from tests.browser.raw_session import open_session
from tests.browser.test_journeys import expect_link

SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "only-for-this-test-and-long-enough-to-sign-with"
client_id = "dashboard"
client_secret = "only-for-this-test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
DEEP_LINK = "groep=group_1&oordeel=missing&zoek=%22de%22"


@pytest.fixture(scope="module")
def guarded(provider, tmp_path_factory):
    """A server where readers must sign in."""
    folder, port = tmp_path_factory.mktemp("guarded"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(url=f"http://localhost:{port}", provider=provider))
    starting = StartingServer(folder, options=[f"--secrets.files={secrets}"], port=port)
    with hold(starting):
        # By the name that stands in the secrets: a cookie of 127.0.0.1 is not one of localhost.
        yield Server(f"http://localhost:{port}", None)


@pytest.fixture
def reader(browser, guarded, guard):
    """A reader with a browser of their own, who is not signed in."""
    context = new_context(browser)
    context.set_default_timeout(20_000)
    guard.watch(context)
    yield context.new_page()
    context.close()
    assert guard.errors == []


def expect_locked(page, dataset):
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
    shown = page.locator("body").inner_text()
    assert "Aanmelden" in shown
    assert not [text for text in dataset.remarks["text"] if text in shown]
    expect(page.locator(".filter-line, .live article, nav")).to_have_count(0)


def sign_in(page):
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="lezer-1").first.click()


def test_a_reader_signs_in_is_back_at_the_link_and_signs_out(reader, guarded, dataset):
    page = reader
    page.goto(guarded.address("remarks", DEEP_LINK))
    expect_locked(page, dataset)
    sign_in(page)
    page.wait_for_url(f"{guarded.url}/**")
    settle(page)
    expect_link(page, "remarks", groep=["group_1"], oordeel=["missing"], zoek=['"de"'])
    assert page.locator("article.remark").count() > 0
    # The name is the provider's: words, no markup.
    expect(page.get_by_text("Aangemeld als Lezer **Een**")).to_be_visible()
    page.get_by_role("button", name="Afmelden").click()
    # The provider ends its own session too, and sends the reader back to the start.
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{guarded.url}/")
    expect_locked(page, dataset)
    page.goto(guarded.address("remarks", DEEP_LINK))
    expect_locked(page, dataset)


def test_no_page_and_no_session_gives_a_word_to_who_is_not_signed_in(reader, guarded, dataset):
    for name in ("overview", "present", "about"):
        reader.goto(guarded.address(name))
        expect_locked(reader, dataset)
    with open_session(guarded, "opmerking=r001") as run:
        sent = "".join(str(message) for message in run())
    assert "Aanmelden" in sent
    assert not [text for text in dataset.remarks["text"] if text in sent]


def test_a_file_is_only_given_to_who_is_signed_in(reader, guarded):
    page = reader
    page.goto(guarded.address("about"))
    sign_in(page)
    page.wait_for_url(f"{guarded.url}/**")
    settle(page)
    page.get_by_text("Downloaden").click()
    with page.expect_response(lambda answer: "/media/" in answer.url) as answered, \
            page.expect_download():
        page.get_by_role("button", name="CSV").click()
    address = answered.value.url
    assert page.request.get(address).status == 200
    page.context.clear_cookies()
    assert page.request.get(address).status == 403
    forged = {"Cookie": '_streamlit_user="eyJpc19sb2dnZWRfaW4iOnRydWV9.x.y"'}
    assert page.request.get(address, headers=forged).status == 403
