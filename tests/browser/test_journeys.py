"""
What readers do, in a real browser: filter, share, search, click, go back, and use no mouse.
"""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from analysis.pages import PAGES
from analysis.selection import Selection
from tests.browser.conftest import FRAMED, PATHS, StartingServer, rest, settle
from tests.counting import list_options, selected

TITLES = {page.name: page.title for page in PAGES}
QUIET = [page.name for page in PAGES if page.is_quiet]
PICKED_MILLISECONDS = 300


# Above a page, and on a slide.
COUNT = ".filter-line .count, .stage-top .count"


def count_of(page):
    """Give how many remarks the line above the page says there are."""
    return int(page.locator(COUNT).inner_text().split()[0].replace(".", ""))


def expect_count(page, count, total):
    expect(page.locator(COUNT)).to_have_text(f"{count} van {total} opmerkingen")


def expect_link(page, name, **parameters):
    """Wait until the address bar holds exactly these parameters, on that page."""
    def as_wanted(url):
        parts = urlsplit(url)
        return parts.path == PATHS[name] and parse_qs(parts.query) == parameters

    page.wait_for_url(as_wanted)


def choose(page, facet, label):
    """Click a pill in the filters."""
    page.locator(f"#ask-{facet}").get_by_role("button", name=f"{label} ·").click()
    settle(page)


def open_by_navigation(page, name):
    """Click a page in the navigation; a quiet one under the filters."""
    nav = page.get_by_test_id("stSidebar" if name in QUIET else "stTopNav")
    nav.get_by_role("link", name=TITLES[name], exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS[name])
    settle(page)


def count_group(dataset, **selection):
    return len(selected(dataset, Selection(**selection)))


@pytest.fixture(scope="module")
def next_fresh_server(tmp_path_factory):
    """Give a server that no one has used; the one after it is started in advance."""
    ahead, running = [], []

    def start():
        running.append(StartingServer(tmp_path_factory.mktemp("fresh")))
        ahead.append(running[-1])

    def take():
        if not ahead:
            start()
        server = ahead.pop(0)
        start()
        return server

    yield take
    for server in running:
        server.stop()


@pytest.mark.parametrize("name", PATHS)
def test_a_deep_link_is_right_as_the_first_request_to_a_fresh_server(
    visit, dataset, next_fresh_server, name
):
    fresh = next_fresh_server()
    page = visit(name, "groep=group_1&oordeel=missing", at=fresh.wait())
    # One group stands beside all the others; nothing is set aside.
    others = {"compare": count_group(dataset, sentiments=("missing",)), "shortlist": 0}
    expected = count_group(dataset, groups=("group_1",), sentiments=("missing",))
    expect_count(page, others.get(name, expected), len(dataset.remarks))
    expect_link(page, name, groep=["group_1"], oordeel=["missing"])
    expect(page).to_have_title(re.compile(f"^{TITLES[name]} · "))
    if name in FRAMED and name not in QUIET:
        current = page.get_by_test_id("stTopNav").locator("[aria-current=page]")
        expect(current).to_have_text(TITLES[name])
    page.close()
    fresh.check()
    fresh.stop()


def test_a_filter_goes_to_the_link_and_survives_a_reload(visit, dataset):
    page = visit("remarks")
    choose(page, "sentiments", "Ontbreekt")
    choose(page, "groups", "Groep 1")
    expected = count_group(dataset, groups=("group_1",), sentiments=("missing",))
    expect_count(page, expected, len(dataset.remarks))
    expect_link(page, "remarks", groep=["group_1"], oordeel=["missing"])
    words = page.locator(".cards").inner_text()
    page.reload()
    settle(page)
    expect_count(page, expected, len(dataset.remarks))
    assert page.locator(".cards").inner_text() == words
    expect_link(page, "remarks", groep=["group_1"], oordeel=["missing"])


def test_a_filter_survives_every_change_of_page(visit, dataset):
    page = visit("overview", "groep=group_2&zoek=armoede")
    count = count_of(page)
    assert 0 < count < len(dataset.remarks)
    linked = [entry.name for entry in PAGES if not entry.is_quiet or entry.is_beside]
    linked.remove("present")
    for name in [*linked, "present"]:
        open_by_navigation(page, name)
        if name not in ("compare", "shortlist"):
            expect_count(page, count, len(dataset.remarks))
        expect_link(page, name, groep=["group_2"], zoek=["armoede"])
    page.get_by_role("button", name="Stop").click()
    expect_link(page, linked[-1], groep=["group_2"], zoek=["armoede"])
    expect_count(page, count, len(dataset.remarks))


def test_a_click_on_the_page_that_is_open_keeps_the_filters(visit, dataset):
    page = visit("remarks", "groep=group_2")
    count = count_of(page)
    open_by_navigation(page, "remarks")
    expect_count(page, count, len(dataset.remarks))
    expect_link(page, "remarks", groep=["group_2"])


def click_bar(page, number=0):
    """Click a bar of the chart where it stands; Plotly lays a sheet over its bars."""
    bar = page.locator(".js-plotly-plot .bars .point path").nth(number)
    expect(bar).to_be_visible()
    bar.scroll_into_view_if_needed()
    rest(page)
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    # Streamlit tells what was picked only when no other click followed.
    page.wait_for_timeout(PICKED_MILLISECONDS)
    settle(page)


def test_a_bar_filters_the_same_bar_takes_it_back_and_works_again_after_a_reset(visit, dataset):
    page = visit("overview")
    total = len(dataset.remarks)
    missing = {
        theme: count_group(dataset, themes=(theme,), sentiments=("missing",))
        for theme in list_options(dataset, "themes")
    }
    # The chart starts with the theme where most is missing.
    most = max(missing.values())
    click_bar(page)
    expect_count(page, most, total)
    theme = parse_qs(urlsplit(page.url).query)["thema"][0]
    assert missing[theme] == most
    expect_link(page, "overview", thema=[theme], oordeel=["missing"])
    click_bar(page)
    expect_count(page, total, total)
    expect_link(page, "overview")
    click_bar(page)
    expect_count(page, most, total)
    page.get_by_role("button", name="Wis alles").click()
    expect_count(page, total, total)
    settle(page)
    click_bar(page)
    expect_count(page, most, total)
    expect_link(page, "overview", thema=[theme], oordeel=["missing"])


# How often the outline of a bar is drawn, in a chart that is new.
COUNT_DRAWINGS = """
() => {
  window.drawings = 0;
  new MutationObserver((changes) => {
    for (const change of changes)
      if (change.target.matches(".point path")) window.drawings += 1;
  }).observe(document, {subtree: true, attributeFilter: ["d"]});
}
"""


def test_a_chart_is_drawn_once_for_each_new_figure(visit):
    page = visit("overview")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    page.evaluate(COUNT_DRAWINGS)
    choose(page, "groups", "Groep 1")
    assert page.evaluate("window.drawings") == page.locator(".point path").count() > 0


def test_back_and_forward_go_through_the_filters_and_the_pages(visit, dataset):
    page = visit("remarks")
    total = len(dataset.remarks)
    choose(page, "groups", "Groep 1")
    one = count_of(page)
    choose(page, "groups", "Groep 2")
    both = count_of(page)
    assert one < both < total
    open_by_navigation(page, "together")
    expect_link(page, "together", groep=["group_1", "group_2"])

    page.go_back()
    expect_link(page, "remarks", groep=["group_1", "group_2"])
    expect_count(page, both, total)
    page.go_back()
    expect_count(page, one, total)
    expect_link(page, "remarks", groep=["group_1"])
    page.go_back()
    expect_count(page, total, total)
    expect_link(page, "remarks")
    page.go_forward()
    expect_count(page, one, total)
    page.go_forward()
    expect_count(page, both, total)
    page.go_forward()
    expect_link(page, "together", groep=["group_1", "group_2"])
    expect_count(page, both, total)


def test_each_chip_takes_its_own_filter_away(visit, dataset):
    page = visit("remarks", "groep=group_1&groep=group_2&oordeel=missing&zoek=armoede")
    line = page.locator(".filter-line")
    expect(line.locator(".chip")).to_have_count(4)
    line.get_by_role("button", name="Verwijder filter: zoekt: armoede").click()
    expect_link(page, "remarks", groep=["group_1", "group_2"], oordeel=["missing"])
    expect(page.get_by_label("Zoek in de opmerkingen", exact=True)).to_have_value("")
    line.get_by_role("button", name="Verwijder filter: Groep 1").click()
    expect_link(page, "remarks", groep=["group_2"], oordeel=["missing"])
    line.get_by_role("button", name="Verwijder filter: Ontbreekt").click()
    expect_link(page, "remarks", groep=["group_2"])
    expect_count(page, count_group(dataset, groups=("group_2",)), len(dataset.remarks))
    line.get_by_role("button", name="Wis alles").click()
    expect_link(page, "remarks")
    expect(line).to_contain_text("Geen filter")


def test_a_search_answers_while_typing_and_marks_what_it_found(visit, dataset):
    page = visit("remarks")
    field = page.get_by_label("Zoek in de opmerkingen", exact=True)
    field.press_sequentially("kinderopvang", delay=40)
    expect(page.locator(".cards mark").first).to_be_visible()
    settle(page)
    expect(field).to_be_focused()
    expect(field).to_have_value("kinderopvang")
    expect_link(page, "remarks", zoek=["kinderopvang"])
    assert 0 < count_of(page) < len(dataset.remarks)
    marked = page.locator(".cards mark").all_inner_texts()
    assert any("kinderopvang" in words.lower() for words in marked)
    field.fill("")
    expect_count(page, len(dataset.remarks), len(dataset.remarks))
    expect(page.locator(".cards mark")).to_have_count(0)


def test_a_remark_opens_by_its_place_and_the_list_comes_back(visit, dataset):
    page = visit("remarks", "groep=group_2")
    first = page.locator("article.remark").first
    remark_id, words = first.get_attribute("data-remark"), first.locator("blockquote").inner_text()
    count = page.locator("article.remark").count()
    place = first.locator("a[data-do=open]").last
    address = place.get_attribute("href")
    place.click()
    expect_link(page, "remarks", groep=["group_2"], opmerking=[remark_id])
    expect(page.locator(".opened blockquote")).to_have_text(words)
    page.get_by_role("button", name="← Terug naar de lijst").click()
    expect(page.locator("article.remark")).to_have_count(count)
    expect_link(page, "remarks", groep=["group_2"])
    # The address of the link itself is a real one.
    page.goto(urlsplit(page.url)._replace(path="", query="").geturl() + address)
    settle(page)
    expect(page.locator(".opened blockquote")).to_have_text(words)
    page.go_back()
    expect(page.locator("article.remark")).to_have_count(count)


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("remarks", "zoek=kinderopvang", "article.remark mark"),
        ("remarks", "weergave=table", "td.words"),
        ("search", "zoek=kinderopvang", "article.remark blockquote"),
        ("directory", "wie=kras", "article.remark blockquote"),
        ("shortlist", "lijst=r100", "article.remark blockquote"),
    ],
    ids=["mark", "table", "search", "directory", "shortlist"],
)
def test_a_remark_opens_by_its_words_and_a_drag_only_selects_them(visit, name, query, words):
    page = visit(name, query)
    place = page.locator(words).first
    remark_id = place.evaluate("words => words.closest('[data-remark]').dataset.remark")
    box = place.bounding_box()
    before, middle = page.url, box["y"] + min(box["height"] / 2, 12)
    page.mouse.move(box["x"] + 4, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + min(box["width"] - 4, 120), middle, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 2
    # The wish to open, and the wish not to, take the same way: what was asked last has come.
    choose(page, "groups", "Groep 1")
    assert urlsplit(page.url).path == urlsplit(before).path
    assert "opmerking" not in parse_qs(urlsplit(page.url).query)
    page.goto(before)
    settle(page)
    place.click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("opmerking") == [remark_id])
    expect(page.locator(".opened")).to_be_visible()


def test_the_menu_gives_the_list_and_not_what_was_open_last(visit, dataset):
    page = visit("remarks", "groep=group_2")
    page.locator("article.remark blockquote").first.click()
    expect(page.locator(".opened")).to_be_visible()
    open_by_navigation(page, "overview")
    expect_link(page, "overview", groep=["group_2"])
    open_by_navigation(page, "remarks")
    expect_link(page, "remarks", groep=["group_2"])
    expect(page.locator("article.remark").nth(1)).to_be_visible()
    # From the page itself too, where Streamlit sees no change.
    page.locator("article.remark blockquote").first.click()
    expect(page.locator(".opened")).to_be_visible()
    open_by_navigation(page, "remarks")
    expect_link(page, "remarks", groep=["group_2"])
    expect(page.locator("article.remark").nth(1)).to_be_visible()
    page.go_back()
    expect(page.locator(".opened")).to_be_visible()


def test_one_query_stands_in_every_box(visit):
    page = visit("overview")
    beside = page.get_by_label("Zoek in de opmerkingen", exact=True)
    large = page.get_by_label("Zoek personen, organisaties, thema's en opmerkingen", exact=True)
    beside.fill("wonen")
    expect_link(page, "overview", zoek=["wonen"])
    open_by_navigation(page, "search")
    expect(large).to_have_value("wonen")
    expect_link(page, "search", zoek=["wonen"])
    large.fill("kinderopvang")
    expect_link(page, "search", zoek=["kinderopvang"])
    open_by_navigation(page, "report")
    expect(beside).to_have_value("kinderopvang")
    beside.fill("")
    expect_link(page, "report")
    open_by_navigation(page, "search")
    expect(large).to_have_value("")
    expect(page.locator("section.lane")).to_have_count(0)


def open_a_cell(page, cell):
    number = int(cell.inner_text())
    cell.click()
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS["remarks"])
    settle(page)
    return number


def test_a_number_in_a_matrix_lists_exactly_so_many_remarks(visit, dataset):
    page = visit("overview")
    cells = page.locator(".st-key-group_matrix .matrix td button")
    numbers = [int(text) for text in cells.all_inner_texts()]
    largest = max(number for number in numbers if number <= 25)
    number = open_a_cell(page, cells.nth(numbers.index(largest)))
    expect_count(page, number, len(dataset.remarks))
    expect(page.locator("article.remark")).to_have_count(number)
    parameters = parse_qs(urlsplit(page.url).query)
    assert set(parameters) == {"thema", "groep"}
    assert number == count_group(
        dataset, themes=tuple(parameters["thema"]), groups=tuple(parameters["groep"])
    )


def test_a_number_of_two_themes_lists_the_remarks_with_both(visit, dataset):
    page = visit("together")
    number = open_a_cell(page, page.locator(".st-key-pairs .matrix td button").first)
    expect_count(page, number, len(dataset.remarks))
    expect(page.locator("article.remark")).to_have_count(number)
    parameters = parse_qs(urlsplit(page.url).query)
    assert parameters["samen"] == ["ja"]
    assert number == count_group(
        dataset, themes=tuple(parameters["thema"]), is_every_theme=True
    )


def test_without_a_mouse_a_cell_is_reached_and_opens_its_remarks(visit, dataset):
    page = visit("overview")
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.matrix td button'))"):
            break
    focused = page.locator(":focus")
    number = int(focused.inner_text())
    name = focused.get_attribute("aria-label")
    assert name.endswith(f": {number} " + ("opmerking" if number == 1 else "opmerkingen"))
    outline = focused.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS["remarks"])
    settle(page)
    expect_count(page, number, len(dataset.remarks))


def test_without_a_mouse_the_first_stop_leads_past_the_filters(visit):
    page = visit("remarks")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")


def test_the_focus_stays_on_what_was_pressed(visit):
    page = visit("remarks", "groep=group_1")
    button = page.locator("article.remark button[data-facet=themes]").first
    key = button.get_attribute("data-key")
    button.focus()
    page.keyboard.press("Enter")
    expect_link(page, "remarks", groep=["group_1"], thema=[key])
    settle(page)
    assert page.evaluate("document.activeElement.dataset.key") == key


def test_the_count_is_announced_in_a_place_that_stays(visit):
    page = visit("remarks")
    page.evaluate("document.querySelector('.count[role=status]').kept = true")
    before = page.locator(".count[role=status]").inner_text()
    choose(page, "groups", "Groep 1")
    assert page.evaluate("document.querySelector('.count[role=status]').kept") is True
    assert page.locator(".count[role=status]").inner_text() != before


def test_the_link_can_be_copied(visit):
    page = visit("remarks", "groep=group_1", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator(".filter-line .copy")).to_have_text("Link gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    expect(page.locator(".filter-line .copy")).to_have_text("Kopieer link")


def test_a_hostile_link_comes_out_as_words(visit, dataset):
    page = visit("remarks", "zoek=%3Cimg+src%3Dx+onerror%3Dwindow.hit%3D1%3E&groep=%3Cb%3E&x=1")
    expect(page.locator(".notice li")).to_have_count(2)
    expect(page.locator(".chip")).to_contain_text("<img src=x onerror=window.hit=1>")
    assert page.evaluate("window.hit") is None
    page.get_by_role("button", name="Begrepen").click()
    expect(page.locator(".notice")).to_have_count(0)
    page.get_by_role("button", name="Wis alles").first.click()
    expect_count(page, len(dataset.remarks), len(dataset.remarks))
