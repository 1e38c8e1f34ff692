"""
Slides as HTML: every kind draws, nothing that comes from data is HTML, every button has a key.
"""

from dataclasses import replace

import pytest

from analysis.deck import Quote, Slide, to_quotes
from analysis.hiding import hide_nothing
from analysis.remarks import to_remarks
from analysis.sides import Sides
from drawing.html.slides import KEYS, Stage, control_bar, keys_card, qr_card, slide, top_bar
from drawing.words.labels import Labels
from tests.drawing.html.test_report import HOSTILE, Reading, squeezed
from tests.small_meeting import make_dataset, make_remark

STAGE = Stage(
    place="Gent", sentence="Groep: Noord", count_line="3 van 6 opmerkingen",
    link="http://x/presenteren?groep=north&dia=2", qr="data:image/svg+xml;base64,AAAA",
    source="Het verslag",
)
BARS = (("housing", 4, 1), ("bus", 0, 2))
SIDES = Sides(("missing",), ("positive",), (("positive", 3), ("missing", 4), ("neutral", 2)))


def quotes_of(dataset, *ids):
    remarks = dataset.remarks[dataset.remarks["remark_id"].isin(ids)]
    return tuple(
        quote for remark in to_remarks(remarks, hide_nothing) for quote in to_quotes(remark)
    )


def slides(dataset):
    """Give one slide of every kind."""
    return [
        Slide("title"),
        Slide("chart", bars=BARS, sides=SIDES),
        Slide("theme", "housing", bars=BARS[:1], sides=SIDES),
        Slide("quotes", "housing", quotes=quotes_of(dataset, "r1", "r3")),
        Slide("spotlight", "bus", quotes=quotes_of(dataset, "r4")),
        Slide("lone", lone=(("bus", "south", 3), ("language", "north", 1))),
        Slide("closing"),
        Slide("empty"),
    ]


def draw(shown, dataset, stage=STAGE, **options):
    return Reading(slide(shown, Labels(dataset, **options), stage))


def hostile_dataset():
    base = make_dataset()
    changed = {
        "codebook": base.codebook.assign(label=HOSTILE, definition=HOSTILE).to_dict("records"),
        "groups": base.groups.assign(label=HOSTILE).to_dict("records"),
        "people": base.people.assign(name=HOSTILE).to_dict("records"),
        "remarks": [make_remark(f"r{number}", text=HOSTILE, speaker="p1", group="north")
                    for number in (1, 3, 4)],
    }
    return make_dataset(**changed)


# Every kind


@pytest.mark.parametrize("place", range(8))
def test_every_kind_of_slide_draws(small, place):
    shown = slides(small)[place]
    page = draw(shown, small)
    [section] = page.with_class("slide")
    assert section["class"] == f"slide {shown.kind}"
    assert section["role"] == "status"
    headings = [one for one in page.elements if one["name"] in ("h1", "h2")]
    assert len(headings) == 1
    assert headings[0]["text"].strip()


def test_the_title_says_what_is_selected(small):
    assert [one["text"] for one in draw(Slide("title"), small).elements[1:]] == [
        "Gent", "Klein overleg", "Groep: Noord", "3 van 6 opmerkingen"]


def test_the_chart_gives_every_number_with_its_sign_and_a_bar_as_long(small):
    page = draw(Slide("chart", bars=BARS, sides=SIDES, longest=8), small)
    rows = [one for one in page.elements if one["name"] == "th" and one.get("scope") == "row"]
    assert [row["text"] for row in rows] == ["Wonen", "Vervoer"]
    assert [one["text"] for one in page.with_class("number")] == ["○ 4", "+ 1", "–0", "+ 2"]
    assert page.with_class("source")[0]["text"] == (
        "De staven tonen ontbreekt (4) en positief (3); niet in de staven: neutraal (2).")
    assert [one["style"] for one in page.with_class("bar")] == [
        "--length:0.500", "--length:0.125", "--length:0.250"]


def test_a_chart_of_nothing_but_zeros_draws(small):
    page = draw(Slide("chart", bars=(("sport", 0, 0),), sides=SIDES), small)
    assert [one["text"] for one in page.with_class("number")] == ["–0", "–0"]


def test_a_theme_gives_its_two_figures_in_words_and_numbers(small):
    page = draw(Slide("theme", "housing", bars=(("housing", 41, 7),), sides=SIDES, told=6),
                small)
    assert [one["text"] for one in page.elements if one["name"] == "h1"] == ["Wonen"]
    assert [squeezed(one["text"]) for one in page.with_class("big-figure")] == [
        "41○Ontbreekt", "7+Positief"]
    assert page.with_class("lead")[0]["text"] == (
        "9 opmerkingen, met neutraal (2) erbij. 6 hier; 3 staan bij een ander thema.")


def test_two_sentiments_on_one_side_stand_side_by_side_with_both_numbers(small):
    sides = Sides(("missing", "critical"), ())
    page = draw(Slide("chart", bars=(("housing", 4, 1),), sides=sides, longest=5), small)
    assert [(one["class"], one["style"]) for one in page.with_class("bar")] == [
        ("bar tone-missing", "--length:0.800"), ("bar tone-critical", "--length:0.200")]
    assert [one["text"] for one in page.with_class("number")] == ["! 1", "○ 4"]
    assert [one["text"] for one in page.elements if one["name"] == "h2"] == [
        "Ontbreekt en kritisch"]


def test_what_one_group_raised_says_that_themes_tell_it(small):
    page = draw(slides(small)[5], small)
    assert [one["text"] for one in page.elements if one["name"] == "li"] == [
        "Vervoer: alleen in Zuid (3 opmerkingen)", "Taal: alleen in Noord (1 opmerking)"]
    assert [one["text"] for one in page.with_class("note")] == [
        "Dit volgt uit de thema's die de opmerkingen kregen, niet uit losse woorden."]


def test_a_quotation_has_its_words_its_label_its_group_its_speaker_and_its_place(small):
    page = draw(Slide("spotlight", "bus", quotes=quotes_of(small, "r4")), small)
    [quote] = [one for one in page.elements if one["name"] == "blockquote"]
    assert quote["text"] == "De bus stopt niet bij de woningen."
    [meta] = page.with_class("meta")
    for word in ("Ontbreekt", "Zuid", "Ann Peeters", "regels 8–9"):
        assert word in meta["text"]
    assert [one["data-remark"] for one in page.with_class("remark")] == ["r4"]


def test_a_part_of_a_long_remark_says_which_part(small):
    [quote] = quotes_of(small, "r4")
    second = Quote(quote.remark, "De tweede helft.", 2, 3)
    page = draw(Slide("spotlight", "bus", quotes=(second,)), small)
    assert "deel 2 van 3" in page.text
    assert "deel" not in draw(Slide("spotlight", "bus", quotes=(quote,)), small).text


def test_what_one_group_raised_is_said_in_a_sentence_each(small):
    page = draw(slides(small)[5], small)
    assert [one["text"] for one in page.elements if one["name"] == "li"] == [
        "Vervoer: alleen in Zuid (3 opmerkingen)", "Taal: alleen in Noord (1 opmerking)"]


def test_the_closing_slide_gives_the_link_as_words_and_as_a_picture(small):
    page = draw(Slide("closing"), small)
    [picture] = [one for one in page.elements if one["name"] == "img"]
    assert (picture["src"], picture["alt"]) == (STAGE.qr, "QR-code van de link hieronder")
    assert STAGE.link in page.text
    assert "Het verslag" in page.text


def test_a_link_too_long_for_a_picture_is_still_there_in_words(small):
    bare = Stage("p", "s", "c", "http://x/lang", "", "bron")
    for page in (draw(Slide("closing"), small, bare), Reading(qr_card(bare))):
        assert [one for one in page.elements if one["name"] == "img"] == []
        assert "http://x/lang" in page.text


def test_an_empty_selection_says_so_and_offers_a_way_back(small):
    page = draw(Slide("empty"), small)
    assert "Geen opmerkingen" in page.text
    [button] = [one for one in page.elements if one["name"] == "button"]
    assert button["data-do"] == "clear"


def test_with_names_hidden_a_speaker_is_a_participant_and_an_organisation_stays(small):
    shown = Slide("quotes", "housing", quotes=quotes_of(small, "r3", "r4"))
    page = draw(shown, small, hides_names=True)
    assert "Peeters" not in page.everything()
    assert "een deelnemer" in page.text
    assert "Stad" in page.text


# Escaping


@pytest.mark.parametrize("place", range(8))
def test_hostile_words_come_out_as_words(small, place):
    usual = {one["name"] for one in draw(slides(small)[place], small).elements}
    dataset = hostile_dataset()
    stage = Stage(*[HOSTILE] * 6)
    page = draw(slides(dataset)[place], dataset, stage)
    assert {one["name"] for one in page.elements} == usual
    assert not any(name.startswith("on") for one in page.elements for name in one)
    if slides(dataset)[place].kind != "empty":
        assert HOSTILE in page.text


def test_hostile_words_in_the_bars_come_out_as_words():
    stage = Stage(*[HOSTILE] * 6)
    top = Reading(top_bar(stage))
    assert [one["name"] for one in top.elements] == ["div", "span", "span"]
    assert top.text == HOSTILE * 2
    card = Reading(qr_card(stage))
    assert {one["name"] for one in card.elements} == {"section", "h2", "img", "p"}


# Bars and keys


def test_the_line_on_top_says_what_is_selected():
    assert Reading(top_bar(STAGE)).text == "3 van 6 opmerkingenGroep: Noord"


def test_what_was_set_aside_has_no_filters_and_no_switch():
    assert set(controls()) - set(controls(is_shortlist=True)) == {"filters", "spotlight"}


def test_an_empty_shortlist_says_how_to_fill_it(small):
    page = draw(Slide("empty"), small, replace(STAGE, is_shortlist=True))
    assert "Er staat niets apart" in page.text
    assert [one for one in page.elements if one["name"] == "button"] == []


def controls(number=2, count=3, **options):
    options = {"is_spotlight": False, "hides_names": False} | options
    page = Reading(control_bar(number, count, **options))
    return {one["data-action"]: one for one in page.elements if one["name"] == "button"}


def test_every_control_has_a_key_and_no_two_share_one():
    buttons = controls()
    assert set(buttons) == {"previous", "next", "first", "last", "spotlight", "filters", "names",
                            "qr", "keys", "leave"}
    keys = [key for button in buttons.values() for key in button["data-shortcut"].split()]
    assert len(keys) == len(set(keys))
    assert {name: button["data-shortcut"] for name, button in buttons.items()} == {
        "previous": "ArrowLeft PageUp", "next": "ArrowRight PageDown", "first": "Home",
        "last": "End", "spotlight": "s S", "filters": "f F", "names": "n N", "qr": "q Q",
        "keys": "?", "leave": "Escape",
    }
    for button in buttons.values():
        assert button["data-do"] == "stage"
        assert button["text"].strip()


def test_the_first_slide_has_no_previous_and_the_last_no_next():
    assert "disabled" in controls(1)["previous"]
    assert "disabled" not in controls(1)["next"]
    assert "disabled" in controls(3)["next"]
    assert "disabled" not in controls(3)["previous"]
    assert {name for name, button in controls(2).items() if "disabled" in button} == set()
    only = controls(1, 1)
    assert "disabled" in only["previous"]
    assert "disabled" in only["next"]


def test_the_position_is_said():
    assert Reading(control_bar(2, 144, is_spotlight=False, hides_names=False)).with_class(
        "position")[0]["text"] == "2 / 144"


def test_a_switch_says_what_it_will_do():
    assert controls()["spotlight"]["text"] == "Eén per dia"
    assert controls(is_spotlight=True)["spotlight"]["text"] == "Alles"
    assert controls()["names"]["text"] == "Namen weg"
    assert controls(hides_names=True)["names"]["text"] == "Namen tonen"


@pytest.mark.parametrize(("options", "left_out"), [
    ({"has_letters": False}, ["S", "F", "N", "Q", "?"]), ({"is_shortlist": True}, ["S", "F"]),
])
def test_the_card_of_keys_leaves_out_what_does_nothing_now(options, left_out):
    page = Reading(keys_card(**options))
    rows = [one["text"] for one in page.elements if one["name"] == "tr"]
    assert rows == [key + does for key, does in KEYS if key not in left_out]


def test_the_card_of_keys_names_every_key():
    page = Reading(keys_card())
    rows = [one["text"] for one in page.elements if one["name"] == "tr"]
    assert rows == [key + does for key, does in KEYS]
    assert [key for key, _ in KEYS] == [
        "→  Page Down", "←  Page Up", "Home  End", "S", "F", "N", "Q", "?", "Esc"]
