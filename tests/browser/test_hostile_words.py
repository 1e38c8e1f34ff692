"""
Words stay words: what stands in the data, in a link or in a search field is shown, never run.
"""

import re
import string
from urllib.parse import unquote_plus, urlencode

import pytest
from playwright.sync_api import expect

from analysis.link import LONGEST_QUERY, LONGEST_SHOWN, PARAMETER_NAMES
from analysis.view import LONGEST_NOTE
from tests.browser.conftest import PATHS, run_server, settle
from tests.hostile_meeting import ENTITIES, HOSTILE, write_hostile_meeting

# Every place where words of the data are shown: the page, and what its link asks.
EVERYTHING = (
    "groep=north&groep=south&spreker=p1&spreker=city&organisatie=city&thema=housing&thema=bus"
)
PLACES = {
    "overview": ("overview", ""),
    "overview, filtered": ("overview", EVERYTHING),
    "remarks": ("remarks", ""),
    "remarks as a table": ("remarks", "weergave=table"),
    "one remark": ("remarks", "opmerking=r3"),
    "search": ("search", "zoek=remarks"),
    "report": ("report", ""),
    "compare": ("compare", ""),
    "compare themes": ("compare", "vergelijk=themes&met=housing&met=bus"),
    "together": ("together", ""),
    "directory": ("directory", ""),
    "directory, asked": ("directory", "vraag=people"),
    "a person": ("directory", "wie=p1"),
    "another person": ("directory", "wie=p2"),
    "an organisation": ("directory", "wie=city"),
    "another organisation": ("directory", "wie=local"),
    "shortlist": ("shortlist", "lijst=r1+notitie"),
    "first slide": ("present", EVERYTHING),
    "second slide": ("present", "dia=2"),
    "slide of one remark": ("present", "lijst=r1&reeks=ja&dia=2"),
    "about": ("about", ""),
}
# Columns that serve the search, and are no words of a screen.
NOWHERE = {("abbreviations", "abbreviation"), ("abbreviations", "meaning")}
# Labels of the codebook that no screen has a use for.
UNUSED = re.compile(
    r"codebook label (?:passage|abbreviation_source) "
    r"|codebook definition (?:attendance|passage|abbreviation_source) "
)

# What runs, loads, leads away or looks like markup of ours, and is not.
FIND_FAULTS = """() => {
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  if (window.__pwned !== undefined) faults.push(`something ran: ${window.__pwned}`);
  const own = (address) => new URL(address, location.href).origin === location.origin;
  // The accessibility statement names its law, and where to complain.
  const ours = ["https://eur-lex.europa.eu", "https://www.vlaamseombudsdienst.be"];
  for (const element of document.querySelectorAll("body *")) {
    for (const { name } of element.attributes) if (name.startsWith("on")) say("handler", element);
    if (element.matches("iframe, object, embed, form, base, link, meta, textarea, svg script"))
      say("element", element);
    if (element.matches("a[href]") && !own(element.href)
        && !ours.includes(new URL(element.href).origin)) say("link", element);
    if (element.matches("[src]") && !element.src.startsWith("data:image/svg+xml")
        && !own(element.src)) say("source", element);
    if (element.matches("style") && element.textContent.includes("body{display"))
      say("style", element);
    if (element.matches(".katex, .katex *")) say("formula", element);
  }
  const written = "a, img, em, strong, del, code, pre, ul, ol, h1, h2, h3, h4, hr, table, "
    + "[data-testid=stIconMaterial], [class*=Colored], [class*=Badge], span[style]";
  for (const box of document.querySelectorAll("[data-testid=stMarkdownContainer]"))
    for (const element of box.querySelectorAll(written))
      if (!element.closest(".live")) say("markdown", element);
  return faults;
}"""
# Every text, and every attribute that is read out.
READ = """() => {
  const words = [document.title, document.body.textContent];
  for (const element of document.querySelectorAll("[title], [aria-label], [alt]"))
    for (const name of ["title", "aria-label", "alt"]) words.push(element.getAttribute(name) ?? "");
  for (const field of document.querySelectorAll("input")) words.push(field.value);
  return words.join("\\n");
}"""
# Where more words are behind a fold.
FOLDED = {"overview", "overview, filtered", "one remark", "about"}
UNFOLD = "document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"


# White space, because a chart breaks its lines; what drawing.words.sentences.to_plain puts in.
NOT_COMPARED = str.maketrans("", "", string.whitespace + "\u2060")


def squeeze(text):
    return text.translate(NOT_COMPARED)


def find_changed(shown, text):
    """Give what is shown instead of a text, at each place where it begins and is not whole."""
    wanted = squeeze(text)
    beginning = wanted[: wanted.index("<script>")]
    places = [found.start() for found in re.finditer(re.escape(beginning + "<"), shown)]
    shown_there = {shown[place : place + len(wanted)] for place in places}
    return shown_there - {wanted} if places else {"nothing"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server that shows a hostile folder, and the texts that are in it."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    texts = write_hostile_meeting(folder)
    with run_server(tmp_path_factory.mktemp("server"), DASHBOARD_DATA=str(folder)) as running:
        yield running, texts, folder


@pytest.fixture
def open_hostile(visit, hostile):
    """Open a place in the one tab of this test; fail where a dialog comes up."""
    tabs, dialogs = [], []

    def open_one(name, query=""):
        if not tabs:
            tabs.append(visit("about", at=hostile[0]))
            tabs[0].on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        tabs[0].goto(hostile[0].address(name, query))
        settle(tabs[0])
        return tabs[0]

    yield open_one
    assert dialogs == []


def test_words_of_the_data_are_shown_literally_and_nothing_else(open_hostile, hostile):
    shown, faults = "", {}
    for place, (name, query) in PLACES.items():
        page = open_hostile(name, query)
        if place in FOLDED:
            page.evaluate(UNFOLD)
            settle(page)
        faults[place] = page.evaluate(FIND_FAULTS)
        shown += squeeze(page.evaluate(READ))
    assert {place: found for place, found in faults.items() if found} == {}
    texts = {column: words for column, words in hostile[1].items() if column not in NOWHERE}
    # A list of remarks that answer another, and a slide, cut a remark short on purpose.
    for text in texts.pop(("remarks", "text")):
        assert squeeze(text) in shown
    changed = {
        text: found for words in texts.values() for text in words
        if (found := find_changed(shown, text)) and not UNUSED.match(text)
    }
    assert changed == {}


def test_words_of_a_link_are_shown_literally_and_nothing_else(open_hostile):
    values = [(name, f"{name} {HOSTILE}{ENTITIES}\x00\r\n\x1b"[:LONGEST_QUERY])
              for name in PARAMETER_NAMES]
    link = urlencode([*values, (HOSTILE, "x")])
    for name in PATHS:
        page = open_hostile(name, link)
        assert page.evaluate(FIND_FAULTS) == [], name
    page = open_hostile("directory", link)
    shown = squeeze(page.evaluate(READ))
    # A service for which nothing waits is left out by the desk of answers: its words stand nowhere.
    for name, value in (one for one in values if one[0] != "wachtrij"):
        # A notice cuts what it quotes; nothing of it may look otherwise.
        assert squeeze(value)[: LONGEST_SHOWN // 2] in shown, name


def test_words_that_are_typed_are_shown_literally_and_nothing_else(open_hostile):
    fields = {
        ("remarks", ""): ("Zoek in de opmerkingen", LONGEST_QUERY),
        ("search", ""): ("Zoek personen, organisaties, thema's en opmerkingen", LONGEST_QUERY),
        ("directory", ""): ("Zoek een naam of functie", LONGEST_QUERY),
        ("shortlist", "lijst=r1"): ("Notitie", LONGEST_NOTE),
    }
    for (name, query), (label, longest) in fields.items():
        page = open_hostile(name, query)
        field = page.get_by_label(label, exact=True)
        typed = HOSTILE[:longest].strip()
        field.fill(typed)
        page.wait_for_url(lambda url, start=typed[:20]: start in unquote_plus(url))
        settle(page)
        assert page.evaluate(FIND_FAULTS) == [], name
        expect(field).to_have_value(typed)


def test_a_mistake_in_hostile_data_is_shown_as_words(open_hostile, hostile):
    path = next(hostile[2].glob("meetings/*/attendance.csv"))
    whole = path.read_text(encoding="utf-8")
    broken = whole.replace(",present\n", ",<img src=x onerror=window.__pwned=4>\n")
    assert broken != whole
    path.write_text(broken, encoding="utf-8")
    page = open_hostile("remarks")
    page.get_by_text("Welke fouten?").click()
    named = page.get_by_test_id("stCode")
    expect(named).to_contain_text("attendance: '<img src=x onerror=window.__pwned=4>'")
    assert page.evaluate(FIND_FAULTS) == []
    path.write_text(whole, encoding="utf-8")
