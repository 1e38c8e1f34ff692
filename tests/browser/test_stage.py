"""
Presenting: the whole deck by keyboard, nothing cut off, and no name where names are off.
"""

import re
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from loaders.package import describe
from tests.browser.conftest import (
    PATHS,
    Guard,
    new_context,
    rest,
    run_server,
    settle,
)
from tests.browser.test_access import COMPLETE
from tests.counting import list_remarks
from tests.drawing.html.test_report import find_names, squeezed
from tests.loaders.conftest import DataFolder

PROJECTOR = {"width": 1280, "height": 720}
OTHER_SCREENS = ({"width": 1920, "height": 1080}, {"width": 1024, "height": 768})
SMALLEST_LETTERS = 28
# Slides with less room than this left at 1280 by 720 are looked at on the other screens too.
TIGHT_PIXELS = 40

# What a slide shows, and whether all of it lies between the two bars and inside the edges.
LOOK = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const slide = document.querySelector(".stage .slide");
  const top = box(".stage-top").bottom, bottom = box(".stage-bottom").top;
  const faults = [];
  let smallest = Infinity, lowest = 0;
  for (const element of document.querySelectorAll(".stage *")) {
    if (!element.checkVisibility()) continue;
    const place = element.getBoundingClientRect();
    const name = `${element.tagName}.${element.className}`;
    const hasWords = [...element.childNodes]
      .some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue.trim());
    if (hasWords) smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize));
    if (place.right > innerWidth + 1 || place.left < -1) faults.push(`${name} is off the screen`);
    if (place.bottom > innerHeight + 1) faults.push(`${name} is below the screen`);
    if (!slide.contains(element) || element === slide || element.matches(".unseen")) continue;
    lowest = Math.max(lowest, place.bottom);
    if (place.top < top - 1) faults.push(`${name} is behind the line on top`);
    if (place.bottom > bottom + 1) faults.push(`${name} is behind the buttons`);
    if (element.clientWidth && element.scrollWidth > element.clientWidth + 1)
      faults.push(`${name} is wider than its place`);
  }
  for (const element of [document.documentElement, document.querySelector("[data-testid=stMain]")])
    if (element.scrollHeight > innerHeight + 1 || element.scrollWidth > innerWidth + 1)
      faults.push(`${element.tagName} scrolls`);
  return {
    kind: slide.className.replace("slide ", ""), faults, smallest,
    slack: Math.round(bottom - lowest),
    position: document.querySelector(".position").innerText,
    text: document.body.innerText,
    html: slide.outerHTML,
    quotes: [...slide.querySelectorAll("article")]
      .map((one) => [one.dataset.remark, one.querySelector("blockquote").innerText]),
    url: decodeURIComponent(location.href.replaceAll("+", " ")),
  };
}"""
MOVED = """(before) => {
  const position = document.querySelector(".position");
  return position && position.innerText !== before;
}"""


def position(page):
    """Give the number of the slide, and how many there are."""
    number, count = page.locator(".stage .position").inner_text().split(" / ")
    return int(number), int(count)


def expect_position(page, number, count):
    expect(page.locator(".stage .position")).to_have_text(f"{number} / {count}")


def expect_parameters(page, name="present", **wanted):
    """Wait until the address bar holds exactly these; a hyphen in a name is written "_"."""
    wanted = {key.replace("_", "-"): value for key, value in wanted.items()}
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS[name]
                      and parse_qs(urlsplit(url).query) == wanted)


def settle_filters(page):
    """Wait until the filters stand where the slide was."""
    expect(page.locator(".st-key-stage_filters")).to_be_visible()
    rest(page)


def step(page, key, before):
    """Press a key, and wait until another slide is there."""
    page.keyboard.press(key)
    page.wait_for_function(MOVED, arg=before)


def walk(page, key):
    """Go through the deck by one key to where it ends; look at every slide on the way."""
    seen = [page.evaluate(LOOK)]
    _, count = position(page)
    for _ in range(count - 1):
        step(page, key, seen[-1]["position"])
        seen.append(page.evaluate(LOOK))
    return seen


def look_on_other_screens(page):
    """Look at the slide that is open on the other screens."""
    found = []
    for screen in OTHER_SCREENS:
        page.set_viewport_size(screen)
        page.wait_for_function("size => innerWidth === size.width", arg=screen)
        found.append(page.evaluate(LOOK))
    page.set_viewport_size(PROJECTOR)
    page.wait_for_function("size => innerWidth === size.width", arg=PROJECTOR)
    return found


@pytest.fixture(scope="module")
def walked(browser, server):
    """Walk the full deck once, to the end with names, and back without."""
    guard = Guard()
    context = new_context(browser, viewport=PROJECTOR)
    context.set_default_timeout(20_000)
    guard.watch(context)
    page = context.new_page()
    page.goto(server.address("present", "dia=1"))
    settle(page)
    forth = [page.evaluate(LOOK)]
    others, kinds = [], set()
    _, count = position(page)
    for _ in range(count - 1):
        step(page, "ArrowRight", forth[-1]["position"])
        seen = page.evaluate(LOOK)
        if seen["kind"] not in kinds or seen["slack"] < TIGHT_PIXELS:
            kinds.add(seen["kind"])
            others += look_on_other_screens(page)
        forth.append(seen)
    page.keyboard.press("n")
    expect_parameters(page, dia=[str(count)], zonder_namen=["ja"])
    expect(page.locator("[data-action=names]")).to_have_text("Namen tonen")
    back = walk(page, "ArrowLeft")
    expect_parameters(page, dia=["1"], zonder_namen=["ja"])
    without = page.locator(".stage").evaluate("stage => stage.innerHTML")
    yield SimpleNamespace(forth=forth, back=back, others=others, count=count, without=without)
    context.close()
    assert guard.errors == []


# The full deck


def test_the_whole_deck_is_walked_by_one_key(walked):
    assert [seen["position"] for seen in walked.forth] == [
        f"{number} / {walked.count}" for number in range(1, walked.count + 1)]
    assert walked.forth[0]["kind"] == "title"
    assert walked.forth[-1]["kind"] == "closing"
    assert {seen["kind"] for seen in walked.forth} == {
        "title", "chart", "theme", "quotes", "closing"}


def test_and_back_again(walked):
    assert [seen["position"] for seen in walked.back] == [
        f"{number} / {walked.count}" for number in range(walked.count, 0, -1)]


def test_every_remark_is_on_a_slide_once_with_all_its_words(dataset, walked):
    shown = {}
    for seen in walked.forth:
        for remark_id, words in seen["quotes"]:
            shown.setdefault(remark_id, []).append(squeezed(words))
    assert {key: " ".join(parts) for key, parts in shown.items()} == {
        remark["remark_id"]: remark["text"] for remark in list_remarks(dataset)}


def test_no_slide_of_the_full_deck_scrolls_or_is_cut_off(walked):
    assert {seen["position"]: seen["faults"] for seen in (*walked.forth, *walked.back)
            if seen["faults"]} == {}


def test_no_words_of_the_full_deck_are_smaller_than_can_be_read_at_a_distance(walked):
    # A hundredth of a pixel is the rounding of the browser.
    small = {seen["position"]: seen["smallest"] for seen in (*walked.forth, *walked.back)
             if seen["smallest"] < SMALLEST_LETTERS - 0.01}
    assert small == {}


def test_the_fullest_slides_fit_on_other_screens_too(walked):
    assert len(walked.others) >= 2 * 6
    assert [(seen["position"], seen["faults"]) for seen in walked.others if seen["faults"]] == []


def test_with_names_off_no_name_is_on_a_slide_or_in_its_link(dataset, walked):
    with_name = [remark["remark_id"] for remark in list_remarks(dataset)
                 if find_names(remark["text"], dataset.people)]
    assert len(with_name) >= 4
    shown = {remark_id for seen in walked.back for remark_id, _ in seen["quotes"]}
    assert set(with_name) <= shown
    # All that the browser has, on the screen or not.
    assert find_names(walked.without, dataset.people) == set()
    found = {seen["position"]: names for seen in walked.back
             if (names := find_names(" ".join((seen["text"], seen["html"], seen["url"])),
                                     dataset.people))}
    assert found == {}


def test_with_names_on_the_names_that_were_said_are_there(dataset, walked):
    shown = find_names(" ".join(seen["text"] for seen in walked.forth), dataset.people)
    assert {"Stef Leyn", "Wim Van Lancker", "Frederic Vanhauwaert"} <= shown


# The keys


def test_every_key_does_what_its_button_does(visit):
    page = visit("present", "groep=group_1&dia=1", viewport=PROJECTOR)
    _, count = position(page)
    assert count > 10
    for key, expected in (
        ("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("Shift+ ", 3), ("PageUp", 2),
        ("ArrowLeft", 1), ("ArrowLeft", 1),
        ("End", count), ("ArrowRight", count), ("PageDown", count), ("Home", 1), ("PageUp", 1),
    ):
        page.keyboard.press(key)
        expect_position(page, expected, count)
    page.keyboard.press("PageDown")
    expect_parameters(page, groep=["group_1"], dia=["2"])
    page.get_by_role("button", name="Volgende").click()
    expect_position(page, 3, count)
    page.get_by_role("button", name="Vorige").click()
    expect_position(page, 2, count)
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="Vorige")).to_be_disabled()
    expect_parameters(page, groep=["group_1"], dia=["1"])
    # No frame round what is read, and space is no second press of the button pressed last.
    held = "({ outlineStyle }) => outlineStyle"
    assert page.evaluate(f"({held})(getComputedStyle(document.querySelector('.slide')))") == "none"
    page.get_by_role("button", name="Eén per dia").click()
    expect(page.locator(".slide.title")).to_be_visible()
    page.get_by_role("button", name="Lijst").focus()
    page.keyboard.press(" ")
    expect(page.locator(".slide.spotlight")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_keys_held_down_turn_a_slide_each_and_end_at_the_last(visit):
    page = visit("present", "dia=1", viewport=PROJECTOR)
    _, count = position(page)
    for _ in range(20):
        page.keyboard.down("ArrowRight")
    assert position(page) == (21, count)
    for _ in range(count):
        page.keyboard.down("ArrowRight")
    assert position(page) == (count, count)
    expect_parameters(page, dia=[str(count)])


def test_one_remark_at_a_time_stays_at_the_same_remark(visit, dataset):
    page = visit("present", "groep=group_1&dia=1", viewport=PROJECTOR)
    _, count = position(page)
    number = 1
    while page.locator(".slide.quotes").count() == 0:
        number += 1
        page.keyboard.press("ArrowRight")
        expect_position(page, number, count)
    remark_id = page.locator(".slide article").first.get_attribute("data-remark")
    page.keyboard.press("s")
    expect(page.locator(".slide.spotlight article")).to_have_attribute("data-remark", remark_id)
    expect(page.locator(".slide.spotlight article")).to_have_count(1)
    # The address bar follows the screen.
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("los") == ["ja"])
    _, spotlight_count = position(page)
    expected = sum(remark["group"] == "group_1" for remark in list_remarks(dataset))
    assert spotlight_count >= expected + 2
    page.keyboard.press("S")
    expect(page.locator(".slide.quotes article").first).to_have_attribute("data-remark", remark_id)
    expect_position(page, number, count)
    # Pressed, a remark gets the screen to itself; Escape goes back, and pressed again so does it.
    second = page.locator(".slide article").last
    remark_id = second.get_attribute("data-remark")
    second.locator("blockquote button").click()
    expect(page.locator(".slide.spotlight article")).to_have_attribute("data-remark", remark_id)
    page.keyboard.press("Escape")
    expect_position(page, number, count)
    second.locator("blockquote button").click()
    page.locator(".slide.spotlight blockquote button").click()
    expect_position(page, number, count)


def test_the_longest_remarks_fit_on_every_screen_one_at_a_time(visit, dataset):
    longest = sorted(list_remarks(dataset), key=lambda remark: -len(remark["text"]))[:6]
    chosen = "&".join(f"lijst={remark['remark_id']}" for remark in longest)
    page = visit("present", f"reeks=ja&{chosen}", viewport=PROJECTOR)
    _, count = position(page)
    parts, faults, smallest = {}, [], []
    for number in range(2, count):
        step(page, "ArrowRight", f"{number - 1} / {count}")
        for one in (page.evaluate(LOOK), *look_on_other_screens(page)):
            faults += one["faults"]
        [(remark_id, words)] = one["quotes"]
        parts.setdefault(remark_id, []).append(squeezed(words))
        smallest.append(page.evaluate(LOOK)["smallest"])
    assert faults == []
    assert {key: " ".join(texts) for key, texts in parts.items()} == {
        remark["remark_id"]: remark["text"] for remark in longest}
    assert min(smallest) >= SMALLEST_LETTERS - 0.01


def test_the_filters_open_narrow_the_deck_and_close_at_the_same_theme(visit, dataset):
    page = visit("present", "dia=1", viewport=PROJECTOR)
    page.locator(".slide").get_by_role("heading").wait_for()
    page.keyboard.press("ArrowRight")
    # The bars lead to what was said about their theme.
    theme = page.locator(".slide th button").nth(2).inner_text()
    page.locator(".slide th button").nth(2).click()
    expect(page.locator(".slide.theme h1")).to_have_text(theme)
    page.keyboard.press("f")
    heading = page.locator(".st-key-stage_filters h2")
    expect(heading).to_have_text("248 van 248 opmerkingen")
    # What is typed now goes to the field, not to the slides.
    field = page.get_by_label("Zoek in de opmerkingen", exact=True)
    field.press_sequentially("snf", delay=30)
    settle_filters(page)
    expect(field).to_have_value("snf")
    field.fill("")
    settle_filters(page)
    page.locator("#ask-groups").get_by_role("button", name="Groep 1 ·").click()
    expected = sum(remark["group"] == "group_1" for remark in list_remarks(dataset))
    expect(heading).to_have_text(f"{expected} van 248 opmerkingen")
    page.get_by_role("button", name="Klaar: terug naar de dia's").click()
    expect(page.locator(".stage-top .count")).to_have_text(f"{expected} van 248 opmerkingen")
    expect(page.locator(".stage-top .what")).to_have_text("Groep 1")
    expect(page.locator(".slide.theme h1")).to_have_text(theme)
    number, count = position(page)
    assert 2 < number < count
    expect_parameters(page, groep=["group_1"], dia=[str(number)])
    page.keyboard.press("ArrowRight")
    expect_position(page, number + 1, count)


def test_escape_closes_the_filters(visit):
    page = visit("present", "groep=opening&dia=3", viewport=PROJECTOR)
    page.keyboard.press("F")
    settle_filters(page)
    # Streamlit listens for the key of a button a moment after it has drawn the button.
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    expect(page.locator(".stage .position")).to_contain_text("3 / ")
    expect_parameters(page, groep=["opening"], dia=["3"])


def test_names_go_and_come_back_and_the_link_says_so(visit):
    # The last words of the meeting are said by people with a name.
    page = visit("present", "spreker=p46&dia=4", viewport=PROJECTOR)
    expect(page.locator(".slide .meta").first).to_contain_text("Wim Van Lancker")
    page.keyboard.press("n")
    expect(page.locator(".slide .meta").first).to_contain_text("een deelnemer")
    expect_parameters(page, spreker=["p46"], dia=["4"], zonder_namen=["ja"])
    expect(page.locator(".stage-top")).not_to_contain_text("Wim")
    page.reload()
    settle(page)
    expect(page.locator(".slide .meta").first).to_contain_text("een deelnemer")
    page.keyboard.press("N")
    expect(page.locator(".slide .meta").first).to_contain_text("Wim Van Lancker")
    expect_parameters(page, spreker=["p46"], dia=["4"])


def test_the_cards_of_the_keys_and_of_the_link_open_and_close(visit, server):
    page = visit("present", "groep=opening&dia=2", viewport=PROJECTOR)
    number, count = position(page)
    page.keyboard.press("?")
    card = page.locator(".slide.keys")
    expect(card.locator("tr")).to_have_count(13)
    faults = page.evaluate(LOOK)
    assert faults["faults"] == []
    assert faults["smallest"] >= SMALLEST_LETTERS - 0.01
    page.keyboard.press("?")
    expect(card).to_have_count(0)
    page.keyboard.press("q")
    card = page.locator(".slide.qr")
    # It leads to the list, and says that no other computer has this address.
    expect(card.locator(".link")).to_have_text(
        server.address("remarks", "groep=opening"))
    expect(card.locator(".note")).to_contain_text("adres van deze computer zelf")
    picture = card.locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    assert page.evaluate(LOOK)["faults"] == []
    # Escape closes the card, and only then the deck.
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect_position(page, number, count)
    page.keyboard.press("q")
    expect(card).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(card).to_have_count(0)
    expect_position(page, number + 1, count)


def test_escape_leaves_to_the_overview_with_the_filters(visit):
    page = visit("present", "groep=opening&dia=5&los=ja", viewport=PROJECTOR)
    assert page.get_by_test_id("stTopNav").is_visible() is False
    assert page.get_by_test_id("stSidebar").is_visible() is False
    page.keyboard.press("Escape")
    page.wait_for_selector(".filter-line")
    settle(page)
    expect_parameters(page, "overview", groep=["opening"])
    expect(page.get_by_test_id("stTopNav")).to_be_visible()
    # What stands beside the page has the size that it has without slides before it.
    icons = "() => [...document.querySelectorAll('[data-testid=stSidebar] :is(svg, " \
        "[data-testid=stIconMaterial])')].map((icon) => icon.getBoundingClientRect().height)"
    page.wait_for_function(COMPLETE)
    seen = page.evaluate(icons)
    assert len(seen) > 3
    page.reload()
    settle(page)
    page.wait_for_function(COMPLETE)
    assert page.evaluate(icons) == seen


def test_escape_leaves_to_the_page_where_one_started(visit):
    page = visit("remarks", "groep=opening&weergave=table", viewport=PROJECTOR)
    page.locator(".filter-line").get_by_role("button", name="Presenteren").click()
    expect(page.locator(".slide.title h1")).to_be_visible()
    settle(page)
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    expect_parameters(page, "remarks", groep=["opening"], weergave=["table"])
    settle(page)
    page.go_back()
    # The entry in the history is the slide where one was.
    expect(page.locator(".slide.closing")).to_be_visible()


def test_a_reload_and_a_colleague_open_the_same_slide(visit):
    page = visit("present", "groep=group_2&dia=7", viewport=PROJECTOR)
    words, place = page.locator(".slide").inner_text(), position(page)
    assert place[0] == 7
    page.reload()
    settle(page)
    assert (page.locator(".slide").inner_text(), position(page)) == (words, place)


def test_a_slide_number_out_of_range_gives_the_nearest(visit):
    page = visit("present", "groep=opening&dia=9999", viewport=PROJECTOR)
    number, count = position(page)
    assert number == count
    expect(page.locator(".slide.closing")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect_position(page, count - 1, count)
    for wrong in ("-3", "abc"):
        page.goto(f"{urlsplit(page.url)._replace(query='').geturl()}?groep=opening&dia={wrong}")
        settle(page)
        assert position(page)[0] == 1


def test_an_empty_selection_says_so_and_how_to_go_on(visit):
    page = visit("present", "zoek=zzzzqqqq&groep=opening", viewport=PROJECTOR)
    expect(page.locator(".slide.empty h1")).to_have_text("Geen opmerkingen in deze selectie")
    expect_position(page, 1, 1)
    for key in ("ArrowRight", "End", "s", "Home"):
        page.keyboard.press(key)
        settle(page)
        expect(page.locator(".slide.empty")).to_have_count(1)
    page.get_by_role("button", name="Wis alles").click()
    expect(page.locator(".slide.title")).to_have_count(1)
    expect(page.locator(".stage-top .count")).to_have_text("248 van 248 opmerkingen")


def test_the_deck_is_readable_in_the_dark(visit):
    page = visit("present", "groep=opening&dia=4", viewport=PROJECTOR, color_scheme="dark")
    colours = page.evaluate("""() => ["background", "color"].map((name) =>
      getComputedStyle(document.querySelector(".stage" + (name === "color" ? " .slide" : "")))
        [name === "color" ? "color" : "backgroundColor"])""")
    assert colours == ["rgb(20, 24, 29)", "rgb(232, 234, 237)"]


# The summary, the list, the line


SMALL_SCREENS = {"projector": PROJECTOR, "laptop": {"width": 1440, "height": 900}}


@pytest.mark.parametrize("screen", SMALL_SCREENS.values(), ids=SMALL_SCREENS)
def test_the_usual_deck_is_a_summary_of_ten_slides_that_fit(visit, screen):
    page = visit("present", viewport=screen)
    seen = walk(page, "ArrowRight")
    assert [one["position"] for one in seen] == [f"{number} / 10" for number in range(1, 11)]
    assert {one["position"]: one["faults"] for one in seen if one["faults"]} == {}
    assert min(one["smallest"] for one in seen) >= SMALLEST_LETTERS - 0.01
    expect_parameters(page, kort=["10"])


def test_a_theme_of_the_summary_leads_to_all_of_it_and_back(visit):
    page = visit("present", "kort=6", viewport=PROJECTOR)
    theme = page.locator(".slide h2").inner_text()
    page.get_by_role("button", name="Toon alle").click()
    expect(page.locator(".slide.theme h1")).to_have_text(theme)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".slide.quotes h2")).to_have_text(theme)
    page.get_by_role("button", name="Kort", exact=True).click()
    expect(page.locator(".slide.quotes h2")).to_have_text(theme)
    expect_position(page, 6, 10)
    page.keyboard.press("a")
    expect(page.locator(".slide h2")).to_have_text(theme)
    expect(page.locator(".stage .position")).not_to_contain_text("/ 10")
    page.keyboard.press("a")
    page.get_by_role("button", name="Toon alle").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect_position(page, 6, 10)


def test_a_slide_is_found_in_the_list_by_its_number_and_by_a_word(visit):
    page = visit("present", viewport=PROJECTOR)
    page.keyboard.press("7")
    field = page.get_by_label("Zoek een dia: nummer of woord")
    expect(field).to_be_focused()
    expect(field).to_have_value("7")
    page.keyboard.press("Enter")
    expect_position(page, 7, 10)
    # A word is looked for in the whole deck too, whatever its accents.
    page.get_by_role("button", name="Lijst").click()
    field.fill("efficienter")
    expect(page.locator("dialog li:visible")).not_to_have_count(0)
    for item in page.locator("dialog li:visible").all():
        expect(item).to_be_in_viewport()
    field.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".slide")).to_contain_text("efficiënter")
    number = position(page)
    page.keyboard.press("l")
    field.fill("zzzz")
    expect(page.locator("dialog .none")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert position(page) == number


def test_without_a_network_the_slides_go_on_and_what_needs_it_is_dropped(visit, guard):
    page = visit("present", "dia=4", viewport=PROJECTOR)
    _, count = position(page)
    asked = count_messages(page)
    page.context.set_offline(True)
    notice = page.locator(".line-lost")
    expect(notice).to_have_text(
        "Geen verbinding: de dia's werken verder; filters, namen en stoppen pas daarna.")
    for key, place in {"ArrowRight": 5, " ": 6, "End": count, "Home": 1, "PageDown": 2}.items():
        page.keyboard.press(key)
        expect_position(page, place, count)
    page.locator(".slide th button").first.click()
    expect(page.locator(".slide.theme")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.locator(".slide blockquote button").first.click()
    expect(page.locator(".slide.spotlight")).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator(".slide.keys")).to_be_visible()
    page.keyboard.press("Escape")
    place = position(page)
    for key in ("n", "f", "Escape", "n"):
        page.keyboard.press(key)
    page.context.set_offline(False)
    expect(notice).to_be_empty()
    settle(page)
    assert asked() == 0
    assert position(page) == place
    expect_parameters(page, dia=[str(place[0])])
    page.keyboard.press("n")
    expect_parameters(page, dia=[str(place[0])], zonder_namen=["ja"])
    guard.forgive("ERR_INTERNET_DISCONNECTED")


def test_without_a_network_a_press_on_a_page_is_dropped_too(visit, guard, dataset):
    page = visit("remarks", viewport=PROJECTOR)
    asked = count_messages(page)
    page.context.set_offline(True)
    notice = page.locator(".line-lost")
    expect(notice).to_have_text("Geen verbinding. Wat u nu kiest, gaat verloren.")
    page.locator("#ask-groups").get_by_role("button", name="Groep 1 ·").click()
    page.locator("article.remark button[data-facet=groups]").first.click()
    page.get_by_test_id("stTopNav").get_by_role("link", name="Zoeken").click()
    page.context.set_offline(False)
    expect(notice).to_be_empty()
    settle(page)
    assert asked() == 0
    expect_parameters(page, "remarks")
    page.locator("#ask-groups").get_by_role("button", name="Groep 1 ·").click()
    expect_parameters(page, "remarks", groep=["group_1"])
    guard.forgive("ERR_INTERNET_DISCONNECTED")


def count_messages(page):
    """Count from now on what the page sends to the server; what it gives tells how many."""
    page.evaluate("""() => {
      window.sentCount = 0;
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (data) { window.sentCount += 1; send.call(this, data); };
    }""")
    return lambda: page.evaluate("window.sentCount")


# Long remarks


def make_long_folder(path):
    """Write a data folder with a remark of 200 and one of 500 words."""
    folder = DataFolder(path)
    texts = {
        name: " ".join(f"{word}{number}" for number, word in zip(
            range(count), ["wonen", "begeleidingstraject", "is", "te", "duur", "ervaringen"] * 99,
            strict=False))
        for name, count in (("Goed plan!", 200), ("Wonen is te duur.", 500))
    }
    for old, new in texts.items():
        folder.replace("report.txt", old, new)
        folder.replace("remarks.csv", old, new)
    describe(path)
    assert folder.problems() == []
    return texts


def test_a_remark_of_200_and_of_500_words_still_reads_on_every_screen(visit, tmp_path):
    texts = make_long_folder(tmp_path / "lang")
    with run_server(tmp_path, DASHBOARD_DATA=str(tmp_path / "lang")) as long_server:
        for query in ("dia=1", "los=ja"):
            page = visit("present", query, at=long_server, viewport=PROJECTOR)
            seen = walk(page, "ArrowRight")
            parts = {}
            for one in seen:
                for remark_id, words in one["quotes"]:
                    parts.setdefault(remark_id, []).append(squeezed(words))
            assert " ".join(parts["r5"]) == texts["Goed plan!"]
            assert " ".join(parts["r1"]) == texts["Wonen is te duur."]
            assert {(one["position"], *one["faults"]) for one in seen if one["faults"]} == set()
            assert min(one["smallest"] for one in seen) >= SMALLEST_LETTERS - 0.01
            first = next(place for place, one in enumerate(seen, 1) if one["quotes"]
                         and one["quotes"][0][0] == "r1")
            page.goto(long_server.address("present", f"{query.replace('dia=1', '')}&dia={first}"))
            settle(page)
            assert [one["faults"] for one in look_on_other_screens(page)] == [[], []]
            # A page that outlives its server complains.
            page.close()


# The shortlist


def test_what_is_set_aside_is_ordered_noted_kept_and_presented(visit):
    page = visit("remarks", "groep=group_2")
    cards = page.locator("article.remark")
    ids = [cards.nth(place).get_attribute("data-remark") for place in (0, 1, 2)]
    for place in (0, 1, 2):
        button = cards.nth(place).get_by_role("button", name="Zet apart")
        button.click()
        expect(cards.nth(place).get_by_role("button", name="✓ Apart gezet")).to_be_visible()
    page.locator(".filter-line").get_by_role("button", name="Apart gezet (3)").click()
    expect_parameters(page, "shortlist", groep=["group_2"], lijst=ids)
    settle(page)

    first, second, third = ids
    moving = page.locator(f".st-key-shortlist-{third}")
    moving.get_by_role("button", name="Omhoog").click()
    expect_parameters(page, "shortlist", groep=["group_2"], lijst=[first, third, second])
    settle(page)
    expect(page.locator(f".st-key-shortlist-{first}").get_by_role(
        "button", name="Omhoog")).to_be_disabled()
    expect(page.locator(f".st-key-shortlist-{second}").get_by_role(
        "button", name="Omlaag")).to_be_disabled()

    note = page.get_by_label("Notitie", exact=True).nth(1)
    note.press_sequentially("eerst dit & dan <b>", delay=20)
    expect_parameters(page, "shortlist", groep=["group_2"],
                      lijst=[first, f"{third} eerst dit & dan <b>", second])
    settle(page)
    page.reload()
    settle(page)
    shown = page.locator("article.remark").evaluate_all(
        "articles => articles.map((one) => one.dataset.remark)")
    assert shown == [first, third, second]
    notes = page.get_by_label("Notitie", exact=True)
    expect(notes.nth(1)).to_have_value("eerst dit & dan <b>")
    expect(notes.nth(0)).to_have_value("")

    page.get_by_role("button", name="Presenteer deze lijst").click()
    page.wait_for_selector(".stage .position")
    settle(page)
    expect_position(page, 1, 5)
    expect(page.locator(".stage-top .count")).to_have_text("3 opmerkingen")
    told = []
    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        expect_position(page, number, 5)
        told.append(page.locator(".slide article").get_attribute("data-remark"))
    assert told == [first, third, second]
    # The link follows the slide a moment later.
    expect_parameters(page, groep=["group_2"], dia=["4"], reeks=["ja"],
                      lijst=[first, f"{third} eerst dit & dan <b>", second])
    page.reload()
    settle(page)
    expect_position(page, 4, 5)
    page.keyboard.press("Escape")
    page.wait_for_selector(".filter-line")
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS["shortlist"])
    settle(page)
    page.locator(f".st-key-shortlist-{third}").get_by_role("button", name="✓ Apart gezet").click()
    expect(page.locator("article.remark")).to_have_count(2)
    expect_parameters(page, "shortlist", groep=["group_2"], lijst=[first, second])


def test_an_empty_shortlist_says_how_to_fill_it(visit):
    page = visit("shortlist")
    expect(page.locator(".st-key-shortlist")).to_contain_text("Nog niets")
    expect(page.get_by_role("button", name=re.compile("Presenteer"))).to_have_count(0)
    page.goto(urlsplit(page.url)._replace(path=PATHS["present"], query="reeks=ja").geturl())
    settle(page)
    expect(page.locator(".slide.empty")).to_have_count(1)
