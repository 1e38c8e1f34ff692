"""
Everything that can be on the screen, looked at for who does not see, use a mouse or read small.

One walk past every screen on a desk, and one on a phone; each screen is opened
once and then looked at in every way. What may be wrong stands in
drawing/words/statement.py, from which the statement on the screen is written.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analysis.pages import PAGES
from drawing.words.statement import list_axe_exceptions
from follow_up.answers import Answer, FollowUp
from follow_up.drafts import save_draft
from follow_up.editors import OWN_COMPUTER
from store.engine import open_store
from tests.browser.conftest import ICON_OF_A_CUT_RUN, PATHS, rest, run_server, settle
from widgets.shell.dutch import BEGINNINGS, TRANSLATIONS

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
NOTHING = "zoek=zzzz&groep=opening"
# Every piece is there, in Dutch, and nothing moves: Streamlit brings its pieces one by
# one, and fades what comes and goes, which leaves words little contrast.
COMPLETE = """() => window.dashboardTranslator
  && !document.querySelector("[data-testid=stSkeleton], [data-stale=true]")
  && document.getAnimations().every((one) => one.playState !== "running"
    || one.effect.getTiming().iterations === Infinity)"""


def unfold(title):
    """Open what is behind a fold."""
    def do(page):
        page.locator("summary", has_text=title).click()
        settle(page)
    return do


def press(key):
    """Press a key, and wait until the screen follows."""
    def do(page):
        page.keyboard.press(key)
        rest(page)
    return do


def list_themes(page):
    page.locator("#ask-themes summary").click()
    expect(page.locator("#ask-themes button").first).to_be_visible()


def list_orders(page):
    page.locator(".st-key-order").get_by_role("combobox").click()
    expect(page.get_by_role("listbox")).to_be_visible()


def explain(page):
    page.get_by_test_id("stTooltipHoverTarget").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def refuse_to_save(page):
    page.get_by_role("radiogroup").get_by_text("Niet opgenomen").click()
    settle(page)
    unfold("Meer velden")(page)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text("Zeg waarom")


def run_into_another_editor(page):
    page.get_by_role("button", name="Bewaar", exact=True).click()
    settle(page)
    expect(page.get_by_role("alert")).to_contain_text("bewaarde intussen")


def look_at_what_publishing_changes(page):
    page.get_by_role("button", name="Kies alle").click()
    settle(page)
    expect(page.get_by_role("button", name="Publiceer 1 antwoord")).to_be_visible()


@pytest.fixture(scope="module")
def server(tmp_path_factory, dataset):
    """A server with answers in every state."""
    folder = tmp_path_factory.mktemp("server")
    url = f"sqlite:///{folder}/answers.sqlite"
    follow_up = FollowUp(open_store(url), dataset)
    late = {"owner": "Dienst Wonen", "due": "2020-01-31"}
    follow_up.save(Answer(None, ("r001", "r002"), "noted", "Dank u."), None, "ann")
    follow_up.publish(["a1"], "ann")
    follow_up.save(Answer(None, ("r021", "r044"), "in_progress", "Bezig.", **late), None, "ann")
    save_draft(follow_up.store, OWN_COMPUTER, Answer("a2", ("r021",), "noted", "Van mij."), 1, 3)
    follow_up.save(Answer("a2", ("r021", "r044"), "in_progress", "Van Jan.", **late), 1, "jan")
    with run_server(folder, DASHBOARD_STORE=url) as running:
        yield running


class Screen(NamedTuple):
    """A page, the link it is opened with, and what is done there before it is looked at."""

    page: str
    query: str = ""
    do: object = None


PAGES_AS_THEY_OPEN = {name: Screen(name) for name in PATHS}
CONTENT = {
    "nothing found": Screen("remarks", NOTHING),
    "nothing to count": Screen("overview", NOTHING),
    "a mangled link": Screen("remarks", "groep=weg&kleur=rood&oordeel=missing"),
    "marks and chips": Screen("remarks", "zoek=armoede&groep=group_1"),
    "a table": Screen("remarks", "weergave=table&groep=group_1"),
    "a remark": Screen("remarks", "opmerking=r100", unfold("Klopt dit niet")),
    "a place in the report": Screen("report", "opmerking=r100"),
    "a search in the report": Screen("report", "zoek=doelstellingen"),
    "lanes": Screen("search", "zoek=kras"),
    "a function": Screen("directory", "vraag=regisseur"),
    "a profile": Screen("directory", "wie=kras"),
    "groups beside each other": Screen("compare", "met=group_1&met=group_2"),
    "set aside": Screen("shortlist", "lijst=r100+een+notitie&lijst=r101"),
    "answering": Screen("answer", "bij=r021+r100+r101"),
    "answering without what it needs": Screen("answer", "bij=r100", refuse_to_save),
    "two editors at once": Screen("answer", "antwoordnr=a2", run_into_another_editor),
    "what publishing changes": Screen("answer", "", look_at_what_publishing_changes),
    "kappas": Screen("about", "", unfold("Hoe eens ze het zijn")),
    "the chart as a table": Screen("overview", "", unfold("De cijfers als tabel")),
    "a slide of bars": Screen("present", "dia=2"),
    "a slide of figures": Screen("present", "dia=5"),
    "a slide of words": Screen("present", "dia=6"),
    "a slide of the summary": Screen("present", "kort=5"),
    "a list of slides": Screen("present", "kort=5", press("l")),
    "the last slide": Screen("present", "dia=999"),
    "no slides": Screen("present", NOTHING),
    "slides of what was set aside": Screen("present", "reeks=ja&lijst=r100&dia=2"),
    "keys": Screen("present", "", press("?")),
    "a code": Screen("present", "", press("q")),
    "filters of slides": Screen("present", "", press("f")),
}
FILTERS = {
    "more filters": Screen("remarks", "thema=housing&thema=income&zoek=wonen",
                           unfold("Genoemde organisatie")),
    "files": Screen("overview", "", unfold("Downloaden")),
    "answers": Screen("remarks", "groep=group_1", unfold("Beantwoorden")),
    "a list": Screen("remarks", "thema=housing", list_themes),
    "orders": Screen("remarks", "", list_orders),
    "an explanation": Screen("remarks", "", explain),
}


# As a reader who goes Back to it: a page that is loaded anew costs five times as much.
GO_TO = """link => {
  const step = `walk-${Math.random()}`;
  History.prototype.pushState.call(history, { step }, "", link);
  dispatchEvent(new PopStateEvent("popstate"));
  return step;
}"""
ARRIVED = "step => window.dashboardSteps.step === step"


def walk(page, server, screens, look):
    """Open each screen, and give what is wrong with it, by name; nothing where all is well."""
    wrong, is_as_it_opened = {}, True
    for name, screen in screens.items():
        address = server.address(screen.page, screen.query)
        if is_as_it_opened:
            step = page.evaluate(GO_TO, address)
            page.wait_for_function(ARRIVED, arg=step)
        else:
            page.goto(address)
        is_as_it_opened = screen.do is None
        settle(page)
        page.wait_for_function(COMPLETE)
        if screen.do:
            screen.do(page)
            page.wait_for_function(COMPLETE)
        found = look(page)
        if found:
            wrong[name] = found
    return wrong


# axe-core

FOUND_RULES = set()


def find_violations(page):
    """Give what axe finds, except for what the statement says."""
    report = Axe().run(page, options={"resultTypes": ["violations"]})
    found = report.response["violations"]
    FOUND_RULES.update(violation["id"] for violation in found)
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in found
        if violation["id"] not in list_axe_exceptions()
        for node in violation["nodes"][:4]
    ]


# English

# What Streamlit writes in its own pages, in the form that its scripts have.
FIXED_WORDS = re.compile(
    r"(?:\"aria-label\"|ariaLabel|title|placeholder|alt|label|children|content|tooltip)"
    r":[`\"]([A-Z][^`\"{}\\<>]{1,80})(\$\{)?"
)
# Words that are Dutch too, or ours.
DUTCH_TOO = {"Word", "CSV", "Stop", "Excel", "PowerPoint", "Filters", "Open"} - set(TRANSLATIONS)
ENGLISH = re.compile(
    r"\b(?:the|your|with|clear|close|select|selected|remove|search|show|hide|page|pages|next|"
    r"previous|sidebar|choose|press|results|heading|fullscreen|help|copy|copied|expand|collapse|"
    r"running|content|navigation|options|option|available|toggle|settings|deploy|rerun|"
    r"download as|made with|streamlit|value|view|more|less|loading|main menu|bar chart|shortcut|"
    r"focused|expanded|collapsed|dismiss|suggestions)\b",
    re.IGNORECASE,
)
READ_ALOUD = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    // What the report says is not ours to translate, and code is no language.
    if (element.closest(".live, code, script, style, noscript, [data-testid=stIconMaterial]"))
      continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription",
                        "aria-description", "aria-valuetext"])
      if (element.getAttribute(name)) found.push(element.getAttribute(name));
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.nodeValue.trim())
        found.push(node.nodeValue.trim());
  }
  return [...new Set(found)];
}"""


@cache
def list_fixed_words():
    """Give the whole texts that Streamlit knows, and the beginnings of those with a name in."""
    whole, beginnings = set(TRANSLATIONS), set(BEGINNINGS)
    for script in (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js"):
        for words, goes_on in FIXED_WORDS.findall(script.read_text(encoding="utf-8")):
            (beginnings if goes_on and " " in words else whole).add(words)
    return whole - DUTCH_TOO, tuple(beginnings)


def find_english(page):
    whole, beginnings = list_fixed_words()
    return [
        words for words in page.evaluate(READ_ALOUD)
        if words in whole or words.startswith(beginnings) or ENGLISH.search(words)
    ]


def test_the_words_of_streamlit_are_known():
    whole, beginnings = list_fixed_words()
    assert {"Skip to main content", "Clear all", "No results", "Collapse sidebar"} <= whole
    assert len(whole) > 150
    assert "Shortcut " in beginnings


# Size

TOO_SMALL = """() => [...document.querySelectorAll(
    "button, a[href], summary, input, [role=option], [tabindex='0']")].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  // A link in a sentence is as high as its line; the other two are for who hears the page.
  if (element.matches("p a, li:not(.names li, .columns li) a, dd a") ||
      element.closest("[data-testid=stSkipToContent]")) return false;
  const style = getComputedStyle(element.parentElement);
  if (style.position === "absolute" && style.overflow === "hidden") return false;
  // A switch and a field are pressed by all of their frame.
  const frame = element.closest(
    "[data-testid=stCheckbox] label, [role=group], [data-testid=stTextInputRootElement]");
  const box = (element.matches("input") && frame || element).getBoundingClientRect();
  return box.width && (box.width < 23.9 || box.height < 23.9);
}).map((element) => {
  const { width, height } = element.getBoundingClientRect();
  const name = element.getAttribute("aria-label") ?? element.textContent;
  return `${element.tagName} ${name.trim().slice(0, 40)}: ${Math.round(width)} by ${height}`;
})"""
# Text that sticks out of the screen or of what holds it. A table may scroll in its own place.
CUT_OFF = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const main = document.querySelector("[data-testid=stMain]");
  for (const element of [document.documentElement, document.body, main])
    if (element.scrollWidth > element.clientWidth + 1)
      found.push(`${element.tagName} scrolls: ${element.scrollWidth} > ${element.clientWidth}`);
  const seen = [];
  for (const element of main.querySelectorAll(
      "button, summary, h1, h2, h3, h4, p, a, blockquote, li, dt, dd, th, td, label, .number")) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest(".scroll, .unseen, .js-plotly-plot, pre")) continue;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!box.width) continue;
    const name = `${element.tagName} ${element.textContent.trim().slice(0, 40)}`;
    if (box.right > width + 1 || box.left < -1) found.push(`${name} is off the screen`);
    if (style.overflow !== "visible" && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 2)) found.push(`${name} is cut off`);
    // The bar of a search stays in sight, over what is scrolled below it.
    if (element.matches("button, h1, h2, h3, summary") && !element.closest(".hits"))
      seen.push([element, box, name]);
  }
  for (const [one, box, name] of seen)
    for (const [other, place, otherName] of seen)
      if (one !== other && !one.contains(other) && !other.contains(one)
          && box.left < place.right - 2 && place.left < box.right - 2
          && box.top < place.bottom - 2 && place.top < box.bottom - 2)
        found.push(`${name} lies over ${otherName}`);
  return [...new Set(found)];
}"""
DOUBLE = "html { font-size: 200% !important; }"
# WCAG 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
AS_IT_IS = ":root {}"
SIZES = {
    "narrow": (NARROW, AS_IT_IS), "spaced": (NARROW, SPACED), "doubled": (DESK, DOUBLE),
    # A desk at 200 %.
    "zoomed": ({"width": 720, "height": 450}, AS_IT_IS),
}


def find_what_does_not_fit(page):
    """Look at a phone, at the narrowest screen, there with more room, and at larger letters."""
    found = {"phone": page.evaluate(CUT_OFF)}
    for name, (size, style) in SIZES.items():
        page.set_viewport_size(size)
        page.wait_for_function("width => innerWidth === width", arg=size["width"])
        added = page.add_style_tag(content=style)
        rest(page)
        found[name] = page.evaluate(CUT_OFF)
        added.evaluate("element => element.remove()")
    page.set_viewport_size(PHONE)
    return {name: faults for name, faults in found.items() if faults}


# The walks


def look_closely(page):
    return find_violations(page) + find_english(page) + page.evaluate(TOO_SMALL)


def test_on_a_desk_everything_is_accessible_dutch_and_large_enough_to_press(visit, server, guard):
    guard.forgive(ICON_OF_A_CUT_RUN)
    # The browser is English: what it says by itself is too, where we leave it.
    page = visit("overview", viewport=DESK, locale="en-GB")
    screens = PAGES_AS_THEY_OPEN | CONTENT | FILTERS
    assert walk(page, server, screens, look_closely) == {}
    # What is mended must leave the statement.
    assert set(list_axe_exceptions()) <= FOUND_RULES


def test_on_a_phone_in_the_dark_everything_is_accessible_and_fits(visit, server, guard):
    guard.forgive(ICON_OF_A_CUT_RUN)
    page = visit("overview", viewport=PHONE, color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 29)"

    def look(page):
        fits = find_what_does_not_fit(page)
        return find_violations(page) + page.evaluate(TOO_SMALL) + ([fits] if fits else [])

    assert walk(page, server, PAGES_AS_THEY_OPEN | CONTENT, look) == {}


def test_in_the_dark_what_opens_in_the_filters_is_accessible(visit, server, guard):
    guard.forgive(ICON_OF_A_CUT_RUN)
    page = visit("overview", viewport=DESK, color_scheme="dark")
    assert walk(page, server, FILTERS, find_violations) == {}


# Without a mouse

HOLDER = """() => {
  const one = document.activeElement;
  return { name: one.tagName, isLost: one === document.body,
           label: (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 60) };
}"""
# The line round what has the focus, or round the frame that it sits in.
LINE = """() => {
  let element = document.activeElement;
  for (let level = 0; level < 5; level++, element = element.parentElement) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle === "solid" && parseFloat(outlineWidth) >= 2) return outlineColor;
  }
  return "";
}"""
ACCENT = {"light": "rgb(31, 78, 121)", "dark": "rgb(127, 178, 229)"}


def tab_to(page, selector, most=90):
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def expect_held(page):
    """Wait until something has the focus, and keeps it."""
    rest(page)
    page.wait_for_function("() => document.activeElement !== document.body")
    return page.evaluate(HOLDER)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_goes_past_everything_and_always_shows_where_it_is(visit, scheme):
    page = visit("shortlist", "lijst=r100&thema=housing&zoek=wonen", color_scheme=scheme)
    page.wait_for_function(COMPLETE)
    stops, unseen = [], []
    for _ in range(80):
        page.keyboard.press("Tab")
        held = page.evaluate(HOLDER)
        if held["isLost"]:
            break
        stops.append(held["label"])
        if page.evaluate(LINE) != ACCENT[scheme]:
            unseen.append(held)
    # At the end the browser takes over: nothing holds the focus for ever.
    assert held["isLost"], stops
    assert stops[0] == "Naar de inhoud"
    for label in ("Zoek in de opmerkingen", "Overzicht", "Kopieer link", "Toegankelijkheid"):
        assert label in stops
    assert stops.index("Zoek in de opmerkingen") < stops.index("Kopieer link")
    assert unseen == []


def test_on_a_phone_tab_does_not_go_into_filters_that_are_folded_away(visit):
    page = visit("shortlist", viewport=PHONE)
    page.wait_for_function(COMPLETE)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(HOLDER)["label"].endswith("Filters tonen")


def test_without_a_mouse_a_remark_is_found_read_in_its_place_and_taken_along(visit):
    page = visit("overview")
    page.wait_for_function(COMPLETE)
    tab_to(page, "#ask-groups button[data-key=group_1]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?groep=group_1")
    assert expect_held(page)["label"].startswith("Groep 1")
    tab_to(page, "#ask-themes summary")
    page.keyboard.press("Enter")
    tab_to(page, "#ask-themes button[data-key=housing]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?groep=group_1&thema=*")
    # Where the reader was in the list, and the list still unfolded.
    assert expect_held(page)["label"].startswith("Wonen en dakloosheid")
    tab_to(page, "[data-testid=stTopNavLink][href*=opmerkingen]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opmerkingen?groep=*")
    assert expect_held(page)["label"] == "Opmerkingen"
    page.get_by_label("Zoek in de opmerkingen", exact=True).focus()
    page.keyboard.type("armoede")
    page.wait_for_url("**/opmerkingen?*zoek=armoede*")
    assert expect_held(page)["name"] == "INPUT"
    tab_to(page, "article.remark a[data-do=open]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opmerkingen?*opmerking=*")
    assert expect_held(page)["name"] == "H1"
    tab_to(page, "a[data-do=in_report]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verslag?*")
    expect(page.locator(".said.opened")).to_be_focused()
    tab_to(page, ".said.opened a.margin", most=2)
    page.keyboard.press("Enter")
    page.wait_for_url("**/opmerkingen?*")
    assert expect_held(page)["name"] == "H1"
    page.locator(".st-key-take_along summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=stDownloadButton] button").first).to_be_visible()
    tab_to(page, "[data-testid=stDownloadButton] button", most=2)
    assert expect_held(page)["label"] == "Word"
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")
    # The button is off while the file is made.
    assert expect_held(page)["label"] == "Word"


def test_without_a_mouse_slides_are_walked_and_the_focus_is_on_each(visit):
    page = visit("overview", "groep=group_1")
    page.wait_for_function(COMPLETE)
    tab_to(page, ".filter-line [data-page=present]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/presenteren?*")
    # The place of the slide, of which what changes is read out.
    assert expect_held(page)["name"] == "SECTION"
    for key, heading in {"ArrowRight": "Wat ontbreekt er", "End": "Lees zelf verder",
                         "?": "Toetsen", "Escape": "Lees zelf verder"}.items():
        page.keyboard.press(key)
        expect(page.locator(".slide h2")).to_contain_text(heading)
        held = expect_held(page)
        assert (held["name"], held["label"].startswith(heading)) == ("SECTION", True)
    tab_to(page, "[data-action=previous]", most=2)
    page.keyboard.press("Enter")
    assert expect_held(page)["label"] == "Vorige"
    page.keyboard.press("f")
    expect(page.locator(".st-key-stage_filters")).to_be_visible()
    assert expect_held(page)["name"] == "H2"
    page.keyboard.press("Escape")
    expect(page.locator(".stage")).to_be_visible()
    expect_held(page)
    page.keyboard.press("Escape")
    page.wait_for_url("**/?groep=group_1")
    assert expect_held(page)["name"] == "H1"


def test_letters_can_be_turned_off_as_keys_of_the_slides(visit):
    page = visit("present")
    page.keyboard.press("?")
    page.get_by_role("button", name="Lettertoetsen uitschakelen").click()
    expect(page.get_by_role("button", name="Lettertoetsen weer inschakelen")).to_be_visible()
    page.keyboard.press("ArrowRight")
    for key in "q?1l":
        page.keyboard.press(key)
    expect(page.locator(".slide h2")).to_have_text("Wat ontbreekt er, en wat is positief?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("button", name="Toetsen").click()
    expect(page.locator(".slide.keys tr:visible")).to_have_count(6)
    page.get_by_role("button", name="Lettertoetsen weer inschakelen").click()
    page.keyboard.press("q")
    expect(page.locator(".slide.qr")).to_be_visible()


# The statement


@pytest.mark.parametrize("name", ["overview", "about"])
def test_the_statement_is_a_click_away(visit, name):
    page = visit(name, "groep=group_1")
    place = page.get_by_test_id("stMain" if name == "about" else "stSidebar")
    place.get_by_role("link", name="Toegankelijkheid").click()
    page.wait_for_url("**/toegankelijkheid?groep=group_1")
    expect(page.locator("h1")).to_have_text("Toegankelijkheidsverklaring")


def test_the_statement_is_a_click_away_from_the_slides(visit):
    page = visit("present")
    page.keyboard.press("?")
    page.get_by_role("link", name="Toegankelijkheid").click()
    page.wait_for_url("**/toegankelijkheid")
    expect(page.locator("h1")).to_have_text("Toegankelijkheidsverklaring")


def test_the_pages_fit_in_the_navigation_of_a_small_screen(visit):
    page = visit("overview", viewport={"width": 1280, "height": 720})
    links = page.get_by_test_id("stTopNav").get_by_test_id("stTopNavLink")
    expect(links).to_have_count(sum(not page.is_quiet for page in PAGES))
    assert links.count() <= 7
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)


def test_the_focus_stays_on_the_card_where_a_filter_was_pressed_and_in_sight(visit):
    page = visit("remarks", "groep=group_1", viewport=DESK)
    buttons = page.locator("article.remark button[data-facet=groups][data-key=group_1]")
    place = 6
    buttons.nth(place).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "groep" not in address)
    assert expect_held(page)["label"].startswith("Groep 1")
    held = page.evaluate("""() => {
      const all = [...document.querySelectorAll(
        "article.remark button[data-facet=groups][data-key=group_1]")];
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return { rank: all.indexOf(document.activeElement),
               isSeen: top >= 0 && bottom <= innerHeight };
    }""")
    assert held == {"rank": place, "isSeen": True}
