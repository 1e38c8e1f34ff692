"""
One question put to everything: each lane has its number, and hides what names no one may see.
"""

from urllib.parse import parse_qs, urlsplit

from analysis.selection import Selection
from tests.counting import selected
from tests.screen import html_of, open_page


def lanes_of(query, **others):
    return html_of(open_page("search", {"zoek": [query], **others}), "lanes")


def test_an_organisation_is_found_under_its_name_and_says_which_spelling_matched():
    block = lanes_of("kras")
    assert block.text_in("h2") == [
        "1 organisatie", "2 personen volgens de aanwezigheidslijst", "2 opmerkingen",
    ]
    link, *_ = block.find("a", data_do="profile")
    assert (link["data-key"], link["text"]) == ("kras", "KRAS vzw")
    assert " (gevonden als KRAS) · 2 opmerkingen" in block.text_in("span", class_="note")


def test_a_person_is_found_but_not_where_names_are_hidden():
    assert lanes_of("vermeersch").text_in("a", data_do="profile") == ["Sven Vermeersch"]
    hidden = lanes_of("vermeersch", **{"zonder-namen": ["ja"]})
    assert hidden.text_in("h2") == []
    assert hidden.text_in("p") == [
        "Namen van personen zijn verborgen, en worden hier niet gezocht."]
    assert hidden.find("a", data_do="profile") == []
    assert "Vermeersch" not in hidden.html


def test_a_theme_says_how_many_remarks_it_has_without_filters(dataset):
    block = lanes_of("wonen", groep=["group_1"])
    (button,) = block.find("button", data_do="label", data_key="housing")
    count = len(selected(dataset, Selection(themes=("housing",))))
    after = block.html[block.html.index(button["text"]):]
    assert f" · {count} opmerkingen." in after


def test_five_remarks_are_shown_and_the_rest_is_a_click_away():
    block = lanes_of("wonen")
    assert len(block.remark_ids()) == 5
    count = int(block.text_in("h2")[-1].split()[0])
    assert count > 5
    assert block.text_in("button", data_do="page") == [
        f"Toon {count} opmerkingen op de pagina Opmerkingen"
    ]


def test_without_words_there_are_no_lanes():
    block = html_of(open_page("search"), "lanes")
    assert block.find("section") == []
    assert "Typ een woord, een naam, een functie of een afkorting." in block.text_in("p")[0]


def test_who_was_there_is_not_lost_where_the_words_stand_in_no_remark():
    app = open_page("search", {"zoek": ["Stef Leyn"], "groep": ["group_1"]})
    block = html_of(app, "lanes")
    assert block.text_in("h2") == ["1 persoon", "1 kop of vraag"]
    assert block.text_in("span", class_="note")[:1] == [
        " — Ervaringsdeskundige, Departement Sociale Dienstverlening · aanwezig, "
        "geen opmerking met deze filters"]
    assert html_of(app, "remarks").text_in("h2") == ["Geen opmerkingen gevonden"]
    # The remarks of who is asked for by name need not hold the name.
    assert lanes_of("Stef Leyn").text_in("span", class_="note")[0].endswith(" · 3 opmerkingen")


def test_a_heading_leads_to_its_line_in_the_report():
    links = lanes_of("doelstellingen").find("a", data_do="line")
    assert [link["data-line"] for link in links[:4]] == ["109", "265", "499", "615"]
    assert parse_qs(urlsplit(links[1]["href"]).query) == {
        "zoek": ["doelstellingen"], "regel": ["265"]}
    assert urlsplit(links[1]["href"]).path == "/verslag"


def test_a_heading_is_not_found_by_a_name_that_is_hidden():
    assert [link["data-line"] for link in lanes_of("Maeseele").find("a", data_do="line")] == ["22"]
    assert lanes_of("Maeseele", **{"zonder-namen": ["ja"]}).find("a") == []
