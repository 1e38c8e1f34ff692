"""
The screens are for everyone: Dutch, readable by machines, on a phone, and safe.
"""

import re
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import FRAMED, PATHS, settle
from tests.browser.test_journeys import choose, count_of, open_by_navigation
from widgets.dutch import TRANSLATIONS

# What axe finds in Streamlit's own pieces, which we can't mend: rule, then the reason.
STREAMLIT_ITS_OWN: dict[str, str] = {}
# Words of Streamlit that are no Dutch, in what is shown or read aloud.
ENGLISH = re.compile(
    r"\b(?:the|your|with|clear|close|select|selected|remove|search|show|hide|page|pages|next|"
    r"previous|sidebar|choose|press|results|heading|fullscreen|help|copy|copied|expand|collapse|"
    r"running|content|navigation|options|toggle|settings|deploy|rerun|download as|made with|"
    r"streamlit|value|view|more|less|loading|main menu|bar chart)\b",
    re.IGNORECASE,
)

READ_ALOUD = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    // What the report says is not ours to translate, and code is no language.
    if (element.closest(".live, code, script, style, [data-testid=stIconMaterial]")) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription",
                        "aria-description"])
      if (element.getAttribute(name)) found.push(`${name}=${element.getAttribute(name)}`);
    if (!element.checkVisibility()) continue;
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.nodeValue.trim())
        found.push(node.nodeValue.trim());
  }
  return [...new Set(found)];
}"""


def find_english(page):
    return [
        words for words in page.evaluate(READ_ALOUD)
        if ENGLISH.search(words) or words.partition("=")[2] in TRANSLATIONS or words in TRANSLATIONS
    ]


def test_no_english_is_left_on_any_page(visit):
    page = visit("overview")
    left = {}
    for name in [*FRAMED, "present"]:
        open_by_navigation(page, name)
        left[name] = find_english(page)
        # What is behind a fold.
        page.evaluate(
            "document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"
        )
        settle(page)
        left[f"{name}, unfolded"] = find_english(page)
    assert {name: words for name, words in left.items() if words} == {}


def test_no_english_is_left_in_what_opens(visit):
    page = visit("remarks", "thema=housing&thema=income&zoek=wonen")
    found = {}
    box = page.locator(".st-key-ask-themes").get_by_role("combobox")
    box.click()
    page.wait_for_timeout(300)
    found["options"] = find_english(page)
    box.fill("zzzzzz")
    page.wait_for_timeout(300)
    found["no options"] = find_english(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_test_id("stTooltipHoverTarget").first.hover()
    page.wait_for_timeout(600)
    found["help"] = find_english(page)
    assert {name: words for name, words in found.items() if words} == {}


# What another colour scheme can change; everything else is looked at once.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def find_violations(page, rules):
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    report = Axe().run(page, options=options)
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in report.response["violations"]
        if violation["impact"] in ("serious", "critical")
        and violation["id"] not in STREAMLIT_ITS_OWN
        for node in violation["nodes"][:4]
    ]


@pytest.mark.parametrize(("scheme", "rules"), [("light", None), ("dark", COLOUR_RULES)])
def test_axe_finds_nothing_serious_on_any_page(visit, server, scheme, rules):
    page = visit("overview", color_scheme=scheme)
    ground = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert ground == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 24, 29)"}[scheme]
    found = {}
    for name in [*FRAMED, "present"]:
        open_by_navigation(page, name)
        found[name] = find_violations(page, rules)
    # The list as it looks with a search, filters and a notice; the table; one remark.
    for name, query in {
        "remarks, searched": "zoek=armoede&groep=group_1&thema=weg",
        "remarks, table": "weergave=table&groep=group_1",
        "remarks, opened": "opmerking=r100",
        "remarks, nothing": "zoek=zzzz&groep=opening",
    }.items():
        page.goto(server.address("remarks", query))
        settle(page)
        found[name] = find_violations(page, rules)
    assert {name: violations for name, violations in found.items() if violations} == {}


WIDER_THAN_THE_SCREEN = """() => [document.documentElement, document.body,
  document.querySelector("[data-testid=stMain]")]
  .filter((element) => element.scrollWidth > element.clientWidth + 1)
  .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)"""


def test_no_page_scrolls_sideways_on_a_phone(visit, server):
    page = visit("overview", viewport={"width": 390, "height": 844})
    found = {}
    for name in PATHS:
        page.goto(server.address(name))
        settle(page)
        found[name, 390] = page.evaluate(WIDER_THAN_THE_SCREEN)
        page.set_viewport_size({"width": 320, "height": 640})
        settle(page)
        found[name, 320] = page.evaluate(WIDER_THAN_THE_SCREEN)
        page.set_viewport_size({"width": 390, "height": 844})
    assert {at: wide for at, wide in found.items() if wide} == {}


@pytest.mark.parametrize("width", [390, 320])
def test_the_filters_and_the_pages_are_in_reach_on_a_phone(visit, dataset, width):
    page = visit("remarks", viewport={"width": width, "height": 740})
    page.get_by_test_id("stExpandSidebarButton").click()
    choose(page, "groups", "Groep 1")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Samenhang", exact=True).click()
    page.wait_for_url("**/samenhang?groep=group_1")
    settle(page)
    assert 0 < count_of(page) < len(dataset.remarks)


def test_a_reader_may_double_the_size_of_the_letters(visit):
    page = visit("overview")
    page.add_style_tag(content="html { font-size: 200% !important; }")
    settle(page)
    for name in ("overview", "remarks", "together"):
        open_by_navigation(page, name)
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == []


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
