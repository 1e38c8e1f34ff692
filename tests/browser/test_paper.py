"""
The pages on paper: all of it, black on white, and nothing that is there to be clicked.
"""

import re

import pytest
from playwright.sync_api import expect

# Words of people, of which none may be lost: cards, and remarks in the report.
REMARKS = ".remark, .said"
PAGES = ["overview", "remarks", "report", "compare"]
# What a sheet does not show of an element: it lies outside an ancestor that hides the rest.
FIND_CLIPPED = """(remarks) => remarks.filter((remark) => {
  const own = remark.getBoundingClientRect();
  if (!own.height) return true;
  for (let box = remark.parentElement; box; box = box.parentElement) {
    const style = getComputedStyle(box), edge = box.getBoundingClientRect();
    const hides = style.overflowY !== "visible" && box !== document.documentElement
      && box !== document.body;
    if (hides && own.bottom > edge.bottom + 1) return true;
  }
  return false;
}).length"""
# Every colour of words, and of what lies behind them, as luminance between 0 and 1.
READ_COLOURS = """() => {
  const read = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    const luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    return alpha === 0 ? null : Math.round(luminance * 100) / 100;
  };
  const main = document.querySelector("[data-testid='stMain']");
  const words = [...main.querySelectorAll("p, blockquote, h1, h2, h3, th, td, summary, text")]
    .filter((element) => element.checkVisibility() && element.textContent.trim());
  const behind = [main];
  for (let box = main; box; box = box.parentElement) behind.push(box);
  return {
    ink: words.map((element) => {
      const style = getComputedStyle(element);
      return read(element.tagName === "text" ? style.fill : style.color);
    }),
    paper: behind.map((box) => read(getComputedStyle(box).backgroundColor))
      .filter((luminance) => luminance !== null),
  };
}"""


def count_sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))


def on_paper(page):
    page.emulate_media(media="print")
    return page


def test_the_whole_report_prints_and_not_its_first_sheet(visit, dataset):
    page = visit("report")
    assert page.locator(".said").count() >= len(dataset.remarks)
    words = len(page.locator(".report").inner_text().split())
    # No more than 600 words stand on a sheet of A4.
    assert count_sheets(page) >= words / 600


@pytest.mark.parametrize(("name", "query"), [
    ("remarks", ""), ("report", ""),
    ("shortlist", "&".join(f"lijst=r{number:03}" for number in range(1, 31))),
])
def test_no_remark_is_cut_off_on_paper(visit, name, query):
    page = visit(name, query)
    shown = page.locator(REMARKS).count()
    assert shown >= 25
    on_paper(page)
    assert page.locator(REMARKS).count() == shown
    assert page.locator(REMARKS).evaluate_all(FIND_CLIPPED) == 0


@pytest.mark.parametrize("name", PAGES)
def test_nothing_to_click_is_printed(visit, name):
    page = on_paper(visit(name, "groep=group_1"))
    for gone in ("[data-testid='stSidebar']", "[data-testid='stHeader']",
                 "[data-do=shelve]", "[data-do=copy]", "[data-do=clear]",
                 "[data-testid='stMain'] [role=combobox]", ".st-key-paging"):
        assert page.locator(gone).filter(visible=True).count() == 0, gone


@pytest.mark.parametrize("name", PAGES)
def test_the_selection_and_the_source_are_printed(visit, name):
    page = visit(name, "groep=group_1")
    source = page.get_by_text("Bron: Verslag van het overleg over het Armoedebeleidsplan")
    expect(source).to_be_hidden()
    on_paper(page)
    expect(source).to_be_visible()
    line = page.locator(".filter-line")
    # The group stands beside all the others.
    expect(line).to_contain_text(f"{248 if name == 'compare' else 45} van 248 opmerkingen")
    expect(line.get_by_text("Groep 1")).to_be_visible()


def test_a_part_of_a_list_says_that_it_is_a_part(visit):
    page = on_paper(visit("remarks"))
    expect(page.get_by_text("Bladzijde 1 van 10 van deze lijst")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_dark_screen_prints_black_on_white(visit, name):
    page = on_paper(visit(name, color_scheme="dark"))
    colours = page.evaluate(READ_COLOURS)
    assert set(colours["paper"]) == {1}
    assert len(colours["ink"]) > 10
    # The lightest of our colours for a light page, orange, is at 0.38.
    assert max(colours["ink"]) < 0.45


def test_a_chart_of_a_dark_screen_prints_in_the_colours_of_a_light_one(visit):
    page = on_paper(visit(color_scheme="dark"))
    bars = page.locator(".js-plotly-plot .bars path")
    bars.first.wait_for()
    fills = bars.evaluate_all("(bars) => bars.map((bar) => getComputedStyle(bar).fill)")
    assert set(fills) == {"rgb(178, 79, 11)", "rgb(29, 95, 166)"}


@pytest.mark.parametrize("name", ["remarks", "report"])
def test_a_remark_stays_on_one_sheet(visit, name):
    page = on_paper(visit(name))
    kept = page.locator(REMARKS).evaluate_all(
        "(remarks) => remarks.map((remark) => getComputedStyle(remark).breakInside)")
    assert set(kept) == {"avoid"}


def test_a_chart_is_no_wider_than_its_sheet(visit):
    page = visit()
    chart = page.locator(".js-plotly-plot .main-svg").first
    chart.wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    width, height = chart.evaluate(
        "(chart) => chart.getAttribute('viewBox').split(' ').slice(2).map(Number)")
    assert (width, height) == (chart.bounding_box()["width"], chart.bounding_box()["height"])
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert chart.get_attribute("viewBox") is None
    # On the sheet of a printer the picture, its table and all the words fit on two.
    assert count_sheets(page) == 2
