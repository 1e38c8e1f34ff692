"""
What was set aside: in the order of the presenter, each with its note.
"""

import pytest

from tests.screen import count_line, html_blocks, html_of, link_of, open_page, run

THREE = {"lijst": ["r003 eerst dit", "r001", "r002"]}


def test_entries_stand_in_the_order_of_the_list_with_their_notes():
    app = open_page("shortlist", THREE)
    assert [key for key in html_blocks(app) if key.startswith("shortlist.")] == [
        "shortlist.r003", "shortlist.r001", "shortlist.r002"
    ]
    assert "3 opmerkingen, in uw volgorde." in html_of(app, "shortlist").text_in("p")[0]
    notes = {field.key: field.value for field in app.text_input if field.label == "Notitie"}
    assert notes == {"ask.note.r003": "eerst dit", "ask.note.r001": "", "ask.note.r002": ""}


@pytest.mark.parametrize(("remark_id", "off"), [
    ("r003", {"-1"}), ("r001", set()), ("r002", {"1"}),
])
def test_the_first_does_not_go_up_and_the_last_not_down(remark_id, off):
    moves = html_of(open_page("shortlist", THREE), f"shortlist.{remark_id}").find(
        "button", data_do="move", data_key=remark_id)
    assert [move["data-steps"] for move in moves] == ["-1", "1"]
    assert {move["data-steps"] for move in moves if "disabled" in move} == off


def test_a_note_goes_to_the_link_beside_its_own_remark():
    app = open_page("shortlist", THREE)
    app.text_input(key="ask.note.r001").set_value("  daarna dit ")
    run(app)
    assert link_of(app) == {"lijst": ["r003 eerst dit", "r001 daarna dit", "r002"]}


def test_the_line_above_counts_what_is_set_aside_whatever_is_filtered_on():
    app = open_page("shortlist", THREE | {"groep": ["group_1"]})
    assert count_line(app) == "3 van 248 opmerkingen"
    line = html_of(app, "filter_line")
    assert line.text_in("span", class_="none") == ["apart gezet; filters tellen hier niet mee"]
    assert [button["data-do"] for button in line.find("button")] == ["copy"]
    assert count_line(open_page("shortlist")) == "0 van 248 opmerkingen"


def test_the_page_says_what_happens_with_a_note():
    words = html_of(open_page("shortlist", THREE), "shortlist").text_in("p")[1]
    # tests/exports/test_notes.py shows that it is so.
    assert words == (
        "Een notitie gaat mee in die link, en naar Word, Excel, CSV en de webpagina; in PowerPoint "
        "is ze een sprekersnotitie. Ze komt nooit op een dia.")


def test_an_empty_list_can_not_be_presented():
    block = html_of(open_page("shortlist"), "shortlist")
    assert "Nog niets. Kies “Zet apart”" in block.text_in("p")[0]
    assert block.find("button") == []
    assert [button["data-do"] for button in html_of(
        open_page("shortlist", THREE), "shortlist").find("button")] == ["present"]
