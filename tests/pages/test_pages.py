"""
Rules of every page, through the real frame: it opens, it counts right, and its link brings it back.
"""


import pytest

from analysis.link import to_parameters
from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import View
from tests.counting import selected
from tests.screen import (
    ROOT,
    count_line,
    html_blocks,
    html_of,
    link_of,
    open_page,
    run,
)

SEEDS = range(30)
NAMES = [page.name for page in PAGES]
every_page = pytest.mark.parametrize("name", NAMES)
# A slide fills the screen, and has no place for notices.
every_page_with_a_frame = pytest.mark.parametrize(
    "name", [name for name in NAMES if name != "present"]
)
# The other two count what stands side by side, and what was set aside: see their own tests.
COUNTING = {page.name for page in PAGES if not (page.is_comparison or page.is_shortlist)}
# Nothing was said by the group that opened, about a theme that it did not touch.
NOTHING = {"groep": ["opening"], "zoek": ["zzzzqqqq"]}


def words_of(app):
    """Give every word of our own HTML."""
    return " ".join(block.html for block in html_blocks(app).values())


def test_every_file_in_pages_is_registered():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert files == set(NAMES)


def test_no_two_pages_share_an_address_or_a_title():
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)
    assert [page.is_default for page in PAGES].count(True) == 1


@every_page
def test_a_page_opens(dataset, name):
    app = open_page(name)
    total = len(dataset.remarks)
    assert name not in COUNTING or count_line(app) == f"{total} van {total} opmerkingen"
    assert html_blocks(app)
    # No one said "<": markup that lost its type on the way would be shown as words.
    assert "&lt;" not in words_of(app)
    assert link_of(app) == {}


@every_page
def test_a_page_opens_on_a_selection(dataset, name):
    selection = Selection(groups=("group_1",), sentiments=("missing", "critical"))
    app = open_page(name, to_parameters(View(selection)))
    expected = f"{len(selected(dataset, selection))} van {len(dataset.remarks)} opmerkingen"
    assert name not in COUNTING or count_line(app) == expected
    assert link_of(app) == {"groep": ["group_1"], "oordeel": ["missing", "critical"]}


def test_the_overview_says_that_only_here_goes_by_themes():
    assert html_of(open_page("overview"), "lone").words[-1] == (
        "Dit volgt uit de thema's die de opmerkingen kregen, niet uit losse woorden."
    )


@every_page
def test_a_page_opens_on_a_search(name):
    app = open_page(name, {"zoek": ["armoede"], "vraag": ["ocmw"]})
    assert name not in COUNTING or int(count_line(app).split()[0]) > 0
    assert "&lt;" not in words_of(app)


@every_page
def test_a_page_opens_where_nothing_is_found(dataset, name):
    app = open_page(name, NOTHING)
    assert count_line(app) == f"0 van {len(dataset.remarks)} opmerkingen"
    assert "&lt;" not in words_of(app)


@every_page_with_a_frame
@pytest.mark.parametrize(
    "parameters",
    [
        {"groep": ["weg"], "oordeel": ["missing"]},
        {"kleur": ["rood"], "oordeel": ["missing"]},
        {"blad": ["-3"], "oordeel": ["missing"]},
        {"opmerking": ["<script>alert(1)</script>"], "oordeel": ["missing"]},
        {"wie": ["../../etc/passwd"], "met": ["x"], "vergelijk": ["y"], "oordeel": ["missing"]},
    ],
    ids=lambda parameters: next(iter(parameters)),
)
def test_a_mangled_link_gives_a_notice_and_keeps_the_rest(dataset, name, parameters):
    app = open_page(name, parameters)
    notice = html_of(app, "notices")
    assert "Niet alles in de link kon getoond worden." in notice.text_in("div")[0]
    assert len(notice.find("li")) == len(parameters) - 1
    count = len(selected(dataset, Selection(sentiments=("missing",))))
    expected = f"{count} van {len(dataset.remarks)} opmerkingen"
    assert name not in COUNTING or count_line(app) == expected
    assert link_of(app) == {"oordeel": ["missing"]}
    assert "<script>" not in words_of(app)


@every_page_with_a_frame
def test_a_very_long_query_is_cut_with_a_notice(name):
    app = open_page(name, {"zoek": ["armoede " * 500], "groep": ["group_1"]})
    assert "te lang" in html_of(app, "notices").html
    assert link_of(app)["groep"] == ["group_1"]
    assert len(link_of(app)["zoek"][0]) == 300


# A link to the page that is open already does nothing in a browser.
@pytest.mark.parametrize("name", [name for name in NAMES if name != "remarks"])
def test_filters_survive_a_visit_to_another_page(name):
    app = open_page("remarks", {"groep": ["group_1"], "zoek": ["wonen"]})
    before = count_line(app)
    for target in [name, "remarks"]:
        app.switch_page(f"../../pages/{target}.py")
        # In a browser, Streamlit's navigation empties the link.
        app.query_params.clear()
        run(app)
        assert target not in COUNTING or count_line(app) == before
        assert link_of(app) == {"groep": ["group_1"], "zoek": ["wonen"]}


@every_page
def test_a_page_opens_on_a_meeting_without_remarks(tmp_path, monkeypatch, name):
    from loaders.__main__ import main

    folder = tmp_path / "nieuw"
    assert main(["new", str(folder)]) == 0
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = open_page(name)
    assert count_line(app) == "0 van 0 opmerkingen"


def under_chart(app):
    return next(block.proto.body for block in app.get("html") if "Op basis van" in block.proto.body)


def test_the_overview_says_what_is_selected_and_what_its_bars_leave_out():
    app = open_page("overview", {"oordeel": ["critical"]})
    [title] = html_of(app, "headline").find("h1")
    assert title["text"] == "Het oordeel “kritisch” valt het vaakst bij Visie, missie en ambitie"
    assert "niet in de staven" not in under_chart(app)
    assert "niet in de staven: kritisch (" in under_chart(open_page("overview"))


def test_the_table_of_the_overview_counts_parts_of_the_meeting():
    app = open_page("overview")
    app.session_state["hero_table"] = True
    run(app)
    flags = [flag["text"] for flag in html_of(app, "hero_numbers").find("span", class_="flag")]
    assert flags
    assert all(" van 6 delen, " in flag for flag in flags)
