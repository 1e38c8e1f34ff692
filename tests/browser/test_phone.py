"""
A phone, a laptop and a screen that is zoomed in: what opens is in sight, and large enough to press.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATHS, settle

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# A link in a sentence is as high as its line (WCAG 2.5.5), and what stands outside the screen or is
# only heard is not pressed.
TOO_SMALL = """() => [...document.querySelectorAll(
    "button, a[href], summary, input, [role=option], [tabindex='0']:not(.scroll)")]
  .filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.matches("p a:not(.meta a, .asked a), dd a, li > a:not(.names a, .beside a)"))
      return false;
    const around = getComputedStyle(element.parentElement);
    if (around.position === "absolute" && around.overflow === "hidden") return false;
    const frame = element.closest(
      "[data-testid=stCheckbox] label, [role=group], [data-testid=stTextInputRootElement]");
    const box = (element.matches("input") && frame || element).getBoundingClientRect();
    return box.width && box.right > 0 && box.left < innerWidth
      && (box.width < 43.9 || box.height < 43.9);
  }).map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const name = element.getAttribute("aria-label") ?? element.textContent;
    return `${element.tagName} ${name.trim().slice(0, 40)}: ${Math.round(width)} by ${height}`;
  })"""
OTHERS = [
    ("remarks", "zoek=armoede&groep=group_1"), ("remarks", "opmerking=r100"),
    ("remarks", "weergave=table"), ("remarks", "zoek=zzzz&groep=opening"),
    ("remarks", "kleur=rood"), ("search", "zoek=kras"), ("directory", "wie=kras"),
    ("directory", "vraag=kras"),
    ("compare", "groep=group_1&groep=group_2"), ("shortlist", "lijst=r100+ja&lijst=r101"),
]


def open_drawer(page):
    page.get_by_test_id("stExpandSidebarButton").tap()
    drawer = page.get_by_test_id("stSidebar")
    expect(drawer).to_have_attribute("data-collapsed", "false")
    settle(page)
    return drawer


def test_on_a_phone_all_that_is_pressed_is_large_enough_for_a_finger(visit, server):
    page, wrong = visit("overview", **PHONE), {}
    for name, query in [*((name, "") for name in PATHS), *OTHERS]:
        page.goto(server.address(name, query))
        settle(page)
        if found := page.evaluate(TOO_SMALL):
            wrong[name, query] = found
    drawer = open_drawer(page)
    for summary in drawer.locator("summary").all():
        summary.tap()
        settle(page)
    assert wrong | {"drawer": page.evaluate(TOO_SMALL)} == {"drawer": []}


def test_on_a_phone_the_filters_fold_away_after_a_choice_and_not_while_words_are_typed(visit):
    page = visit("remarks", **PHONE)
    drawer = open_drawer(page)
    drawer.get_by_label("Zoek in de opmerkingen", exact=True).fill("armoede")
    page.wait_for_url("**/opmerkingen?zoek=armoede")
    settle(page)
    expect(drawer).to_have_attribute("data-collapsed", "false")
    drawer.get_by_text("Groep 1 · ").tap()
    page.wait_for_url("**/opmerkingen?groep=group_1&zoek=armoede")
    expect(drawer).to_have_attribute("data-collapsed", "true")
    expect(page.locator(".filter-line .count")).to_be_in_viewport()
    open_drawer(page)
    page.locator("#ask-themes summary").tap()
    page.locator("#ask-themes").get_by_role("button", name="Wonen en dakloosheid").tap()
    page.wait_for_url("**/opmerkingen?*thema=housing*")
    expect(drawer).to_have_attribute("data-collapsed", "true")


def test_a_phone_sends_a_link_with_its_own_sheet(visit):
    page = visit("remarks", "groep=group_1", **PHONE)
    page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page.reload()
    settle(page)
    button = page.get_by_role("button", name="Deel link")
    button.tap()
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared.url") == page.url
    assert page.url.endswith("/opmerkingen?groep=group_1")
    expect(button).to_have_text("Deel link")


@pytest.mark.parametrize("width", [390, 720, 1280])
def test_nothing_jumps_when_a_link_is_copied(visit, width):
    page = visit("remarks", "groep=group_1&zoek=armoede&lijst=r100",
                 viewport={"width": width, "height": 800})
    places = """() => [...document.querySelectorAll(".filter-line > *, .chip, .remark")]
      .map((element) => { const { x, y, width, height } = element.getBoundingClientRect();
                          return [x, y, width, height]; })"""
    before = page.evaluate(places)
    page.evaluate("navigator.clipboard.writeText = async () => {}")
    page.locator(".copy").click()
    expect(page.locator(".copy")).to_have_text("Link gekopieerd")
    assert page.evaluate(places) == before


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1366, 768)])
def test_on_a_laptop_what_can_be_taken_along_opens_in_sight(visit, width, height):
    page = visit("overview", viewport={"width": width, "height": height})
    box = page.locator(".st-key-take_along")
    box.locator("summary").click()
    box.locator("[data-testid=stDownloadButton] button").last.wait_for()
    settle(page)
    expect(box).to_be_in_viewport(ratio=0.99)


def test_zoomed_in_the_bars_of_a_comparison_keep_a_length_that_can_be_read(visit):
    page = visit("compare", "groep=group_1&groep=group_2&groep=group_3a",
                 viewport={"width": 720, "height": 450})
    lengths = page.evaluate("""() => [...document.querySelectorAll(".share-bars .measured")].map(
      (button) => [button.clientWidth,
                   Number(button.querySelector(".bar").style.getPropertyValue("--length"))])""")
    assert len(lengths) == 12
    # The longest bar of all is as long as its button is wide.
    assert min(width for width, _ in lengths) >= 120
    assert max(length for _, length in lengths) == 1
