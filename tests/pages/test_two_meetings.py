"""
Every page with two meetings, and that one meeting shows nothing of that.
"""

import json
import re
import shutil

import pytest

from tests.screen import count_line, html_blocks, html_of, link_of, open_page, press, run
from tests.two_meetings import EXAMPLE, FIRST, SECOND

THIRD = "buurtplan-2035"


@pytest.fixture
def two(tmp_path, monkeypatch):
    """A copy of the made-up collection, which the app is told to show."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "zilverbeke")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


def facts_of(app):
    return html_of(app, "about.about").text_in("dd")


def test_with_one_meeting_no_meeting_is_asked_or_named():
    app = open_page("report")
    assert html_of(app, "facets").find("fieldset", id="ask-meetings") == []
    assert [box.label for box in app.selectbox] == []
    assert html_of(app, "report").text_in("h1") == ["Het verslag"]
    compare = open_page("compare", {"vergelijk": ["meetings"]})
    (control,) = (one for one in compare.get("button_group") if one.label == "Vergelijk")
    assert [option.content for option in control.proto.options] == ["Groepen", "Thema's"]
    assert "over_time" not in html_blocks(compare)


@pytest.mark.usefixtures("two")
def test_a_meeting_is_a_facet_like_any_other():
    app = open_page("remarks")
    assert count_line(app) == "60 van 60 opmerkingen"
    press(app, "facets", do="filter", facet="meetings", key=SECOND)
    assert count_line(app) == "30 van 60 opmerkingen"
    assert link_of(app) == {"bijeenkomst": [SECOND]}
    assert "Tafel 1 (2033)" in html_of(app, "facets").html


@pytest.mark.usefixtures("two")
def test_a_card_names_its_meeting_by_its_group():
    html = html_of(open_page("remarks", {"opmerking": [f"{SECOND}-r009"]}), "detail")
    assert "Tafel 1 (2033)" in html.text_in("button")


@pytest.mark.usefixtures("two")
def test_the_report_shows_one_meeting_at_a_time_with_a_choice():
    app = open_page("report")
    assert html_of(app, "report").text_in("h1") == [
        "Het verslag: Buurtplan Zilverbeke, eerste gesprek"]
    (choice,) = app.selectbox
    assert (choice.label, choice.value, choice.options) == ("Welk verslag", FIRST, ["2031", "2033"])
    choice.select(SECOND)
    run(app)
    report = html_of(app, "report")
    assert report.text_in("h1") == ["Het verslag: Buurtplan Zilverbeke, tweede gesprek"]
    assert report.find("p", id=f"verslag-{SECOND}-r001")
    assert report.find("p", id="verslag-r001") == []
    assert link_of(app) == {"verslag": [SECOND]}


@pytest.mark.usefixtures("two")
def test_the_report_of_a_remark_or_of_what_is_filtered_on_is_opened_by_itself():
    for link in ({"opmerking": [f"{SECOND}-r009"]}, {"bijeenkomst": [SECOND]},
                 {"verslag": [SECOND], "regel": ["9"]}):
        title = html_of(open_page("report", link), "report").text_in("h1")
        assert title == ["Het verslag: Buurtplan Zilverbeke, tweede gesprek"], link
    # A link of before there was a second meeting.
    old = open_page("report", {"regel": ["12"]})
    assert html_of(old, "report").text_in("h1")[0].endswith("eerste gesprek")


@pytest.mark.usefixtures("two")
def test_a_heading_that_is_found_leads_to_the_report_of_its_meeting():
    lanes = html_of(open_page("search", {"zoek": ["veranderd"]}), "lanes")
    (link,) = lanes.find("a", data_do="line")
    assert (link["data-meeting"], link["data-line"]) == (SECOND, "3")
    assert "verslag=buurtplan-2033" in link["href"]


@pytest.mark.usefixtures("two")
def test_what_was_asked_again_is_shown_both_ways():
    later = html_of(open_page("remarks", {"opmerking": [f"{SECOND}-r009"]}), "detail")
    assert "Vroeger ook al gevraagd" in later.text_in("h2")
    assert "r013" in later.remark_ids()
    earlier = html_of(open_page("remarks", {"opmerking": ["r013"]}), "detail")
    assert "Later opnieuw gevraagd" in earlier.text_in("h2")
    assert f"{SECOND}-r009" in earlier.remark_ids()


@pytest.mark.usefixtures("two")
def test_what_stands_beside_each_other_may_be_meetings_and_their_time():
    app = open_page("compare", {"vergelijk": ["meetings"]})
    assert html_of(app, "compared").text_in("h2") == ["2031", "2033"]
    table = html_of(app, "over_time")
    cells = table.text_in("td")
    assert any("andere definitie dan ervoor" in cell for cell in cells)
    assert any("niet meer in gebruik" in cell for cell in cells)
    assert any("kappa" in cell for cell in cells)
    press(app, "over_time", do="narrow", meetings=SECOND, themes="clean", page="remarks")
    assert link_of(app) == {"thema": ["clean"], "vergelijk": ["meetings"], "bijeenkomst": [SECOND]}
    assert count_line(app) == "5 van 60 opmerkingen"


@pytest.mark.usefixtures("two")
def test_what_only_one_group_raised_is_within_its_meeting():
    lone = html_of(open_page(), "lone").text_in("li")
    assert "Netheid: alleen in Rondje (2033) (1 opmerking)" not in lone
    assert all(re.search(r"alleen in .+ \(203[13]\)", line) for line in lone)


@pytest.mark.usefixtures("two")
def test_the_page_about_the_data_tells_of_each_meeting():
    app = open_page("about")
    facts = facts_of(app)
    assert "14 maart 2031" in facts
    assert "2 april 2033" in facts
    assert "8 aanwezigen en 1 verontschuldigd, volgens het verslag" in facts
    blocks = html_blocks(app)
    assert "Hoe ver de lezers het eens zijn (2031)" in blocks["about.agreement"].html
    assert "Hoe ver de lezers het eens zijn (2033)" in blocks["about.agreement_1"].html


@pytest.mark.usefixtures("two")
def test_a_role_belongs_to_a_meeting():
    profile = html_of(open_page("directory", {"wie": ["p01"]}), "profile")
    facts = dict(zip(profile.text_in("dt"), profile.text_in("dd"), strict=True))
    assert facts["2031"] == "Aanwezig, schepen van openbaar domein, Stad Zilverbeke"
    assert facts["2033"] == "Aanwezig, burgemeester, Stad Zilverbeke"
    assert "Functie" not in facts


def test_a_third_meeting_appears_at_the_next_click(two):
    app = open_page("remarks")
    shutil.copytree(two / "meetings" / SECOND, two / "meetings" / THIRD)
    run(app)
    # Half of it: named, and the two others stay.
    assert any("fout" in warning.value for warning in app.warning)
    assert count_line(app) == "60 van 60 opmerkingen"
    path = two / "meetings" / THIRD / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(package | {
        "name": "zilverbeke-2035", "title": "Derde gesprek", "label": "2035", "order": 3,
        "date": "2035-03-01",
    }), encoding="utf-8")
    run(app)
    assert [warning.value for warning in app.warning] == []
    assert count_line(app) == "90 van 90 opmerkingen"
    assert "2035" in html_of(app, "facets").html


def test_a_link_to_a_theme_that_was_replaced_opens_what_took_its_place(two):
    assert link_of(open_page("remarks", {"thema": ["litter"]})) == {"thema": ["litter"]}
    for file in ("remarks.csv", "label_passes.csv"):
        path = two / "meetings" / FIRST / file
        path.write_text(path.read_text(encoding="utf-8").replace("litter", "clean"),
                        encoding="utf-8")
    app = open_page("remarks", {"thema": ["litter"]})
    assert link_of(app) == {"thema": ["clean"]}
    assert count_line(app) == "8 van 60 opmerkingen"
    # What no remark has any more is no choice any more.
    assert html_of(app, "facets").find("button", data_key="litter") == []
