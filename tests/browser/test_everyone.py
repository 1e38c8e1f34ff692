"""
The screens are for everyone: in Dutch, on a phone, and safe.
"""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATHS, settle
from tests.browser.test_journeys import choose, count_of


@pytest.mark.parametrize("width", [390, 320])
def test_the_filters_and_the_pages_are_in_reach_on_a_phone(visit, dataset, width):
    page = visit("remarks", viewport={"width": width, "height": 740})
    page.get_by_test_id("stExpandSidebarButton").click()
    choose(page, "groups", "Groep 1")
    # Who chose sees what came of it: the drawer folds away.
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Samenhang", exact=True).click()
    page.wait_for_url("**/samenhang?groep=group_1")
    settle(page)
    assert 0 < count_of(page) < len(dataset.remarks)


# The server's answers


def fetch(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("path", PATHS.values())
def test_every_page_says_that_it_is_dutch_and_how_it_may_be_used(server, path):
    headers, body = fetch(server.url + path, Accept="text/html", **{"Accept-Encoding": "gzip"})
    assert '<html lang="nl"' in body
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    policy = dict(
        rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"].replace("'wasm-unsafe-eval'", "")
    assert int(headers["Content-Length"]) == len(body.encode())


def test_a_page_that_did_not_change_keeps_its_policy(server):
    # A browser lays the headers of "not modified" over the page that it kept,
    # and they can't name the script in a page that is not sent: so it is sent.
    first, page = fetch(server.url, Accept="text/html")
    again, same_page = fetch(server.url, Accept="text/html", **{"If-None-Match": first["ETag"]})
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert same_page == page


def test_other_answers_carry_the_headers_too(server):
    headers, _ = fetch(server.url + "/_stcore/health")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_the_language_is_dutch_in_the_browser_too(visit):
    page = visit("remarks")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert page.locator("[lang]:not([lang=nl])").count() == 0


def test_the_server_listens_to_this_computer_only(server):
    assert "External URL" not in server.log.read_text()
    assert "Network URL" not in server.log.read_text()
