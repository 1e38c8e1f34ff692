"""
What is related to a query: apart, under its own heading, and taken in by one press.
"""

import pytest

from tests.screen import count_line, html_blocks, html_of, open_page

PAGES = ["remarks", "search"]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_related_stands_apart_and_does_not_count(name):
    app = open_page(name, {"zoek": ["thuislozen"]})
    assert count_line(app) == "0 van 248 opmerkingen"
    related = html_of(app, "related")
    assert related.text_in("h2") == ["Ook verwant"]
    assert related.remark_ids()[0] == "r173"
    assert "verwant: huisvestingsgerichte aanpak, dakloosheid" in related.html
    assert related.find("button", data_do="related")


def test_the_other_filters_narrow_what_is_related_too():
    app = open_page("remarks", {"zoek": ["thuislozen"], "groep": ["closing"]})
    assert html_of(app, "related").remark_ids() == ["r246"]


def test_taken_in_it_counts_comes_last_and_still_says_why():
    plain = open_page("remarks", {"zoek": ["dakloosheid"]})
    assert count_line(plain) == "2 van 248 opmerkingen"
    app = open_page("remarks", {"zoek": ["dakloosheid"], "verwant": ["ja"]})
    cards = html_of(app, "remarks")
    assert cards.remark_ids()[:2] == ["r173", "r246"]
    assert len(cards.find("p", class_="note")) == len(cards.remark_ids()) - 2
    assert "related" not in html_blocks(app) or not html_of(app, "related").remark_ids()
    assert [toggle.label for toggle in app.toggle if "verwant" in toggle.label] == [
        "Ook wat verwant is"]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_related_is_said(name):
    app = open_page(name, {"zoek": ["klimaatneutrale zeppelin"]})
    assert "Ook met andere woorden is er niets gevonden." in html_of(app, "related").html


@pytest.mark.parametrize("name", PAGES)
def test_what_the_query_names_is_offered_as_a_filter(name):
    app = open_page(name, {"zoek": ["wat zei groep 2 over scholen"]})
    (offer,) = html_of(app, "search_notes").find("button", data_do="understand")
    assert (offer["data-groups"], offer["data-query"]) == ("group_2", "scholen")
    assert offer["text"] == "Groep 2, en zoek “scholen”"


def test_no_one_is_offered_whose_name_is_hidden():
    link = {"zoek": ["coddens moe"]}
    (offer,) = html_of(open_page("remarks", link), "search_notes").find(
        "button", data_do="understand")
    assert offer["data-speakers"] == "p38"
    hidden = html_of(open_page("remarks", {**link, "zonder-namen": ["ja"]}), "search_notes")
    assert not hidden.find("button", data_do="understand")
