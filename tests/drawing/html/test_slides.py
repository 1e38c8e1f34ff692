"""
Slides as HTML: every kind draws, nothing that comes from data is HTML, every button has a key.
"""

from dataclasses import replace

import pytest

from analysis.deck import Quote, Slide, to_quotes
from analysis.hiding import hide_nothing
from analysis.remarks import to_remarks
from analysis.sides import Sides
from drawing.html.slides import (
    KEYS,
    OWN_ADDRESS,
    Stage,
    control_bar,
    deck,
    keys_card,
    place,
    qr_card,
    slide,
    slide_list,
    top_bar,
)
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
        Slide("told", "bus", kinds=(("noted", 0), ("taken_up", 2))),
        Slide("answer", "bus", quotes=quotes_of(dataset, "r4")),
        Slide("empty"),
        Slide("moved", kinds=(("noted", 1),), told=1, of=1, since="2026-11-06"),
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


@pytest.mark.parametrize("number", range(11))
def test_every_kind_of_slide_draws(small, number):
    shown = slides(small)[number]
    page = draw(shown, small)
    [section] = page.with_class("slide")
    assert section["class"] == f"slide {shown.kind}"
    assert section["data-keys"].split() == list(shown.keys)
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


def test_what_became_of_a_theme_is_a_number_a_sign_and_a_word_for_each_kind(small):
    shown = Slide("told", "bus", kinds=(("open", 1), ("noted", 0), ("taken_up", 12)))
    page = draw(shown, small)
    assert [one["text"] for one in page.elements if one["name"] == "li"] == [
        "1?Nieuw", "12✓Gedaan / Gepland"]
    assert page.text.startswith("Vervoer: dit vroeg u, dit deden we")
    assert page.text.endswith("13 opmerkingen vragen iets: wat ontbreekt, of kritiek.")


@pytest.mark.parametrize(("kinds", "told", "of", "said"), [
    ((("open", 1), ("taken_up", 12)), 6, 9,
     "Sinds 6 november 2026 is er nieuws over 13 opmerkingen. Hierna 6 van de 9 nieuwe "
     "antwoorden, in de volgorde van het verslag."),
    ((("taken_up", 1),), 1, 1,
     "Sinds 6 november 2026 is er nieuws over 1 opmerking. Hierna 1 nieuw antwoord."),
    ((("open", 1),), 0, 0, "Sinds 6 november 2026 is er nieuws over 1 opmerking."),
    ((), 0, 0, "Sinds 6 november 2026 is er geen nieuws."),
])
def test_what_moved_is_a_number_a_sign_and_a_word_for_each_kind(small, kinds, told, of, said):
    page = draw(Slide("moved", kinds=kinds, told=told, of=of, since="2026-11-06"), small)
    names = {"open": "?Nieuw", "taken_up": "✓Gedaan / Gepland"}
    assert [one["text"] for one in page.elements if one["name"] == "li"] == [
        f"{count}{names[kind]}" for kind, count in kinds]
    assert page.text.startswith("Wat er nieuw is")
    assert page.with_class("source")[0]["text"] == said


def test_an_answer_says_its_status_its_words_and_to_what(small):
    [quote] = quotes_of(small, "r4")
    remark = replace(quote.remark, text="Er komt een halte.", status="planned")
    page = draw(Slide("answer", "bus", quotes=(*to_quotes(remark),)), small)
    assert page.text == ("Wat ermee gebeurt: geplandEr komt een halte."
                         "antwoord op de opmerking van Zuid, regels 8–9")


# Escaping


@pytest.mark.parametrize("number", range(11))
def test_hostile_words_come_out_as_words(small, number):
    usual = {one["name"] for one in draw(slides(small)[number], small).elements}
    dataset = hostile_dataset()
    stage = Stage(*[HOSTILE] * 6)
    page = draw(slides(dataset)[number], dataset, stage)
    assert {one["name"] for one in page.elements} == usual
    assert not any(name.startswith("on") for one in page.elements for name in one)
    if slides(dataset)[number].kind != "empty":
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
    left_out = set(controls()) - set(controls(is_shortlist=True, has_summary=False))
    assert {name for name, _ in left_out} == {"filters", "spotlight", "back", "walk"}


def test_an_empty_shortlist_says_how_to_fill_it(small):
    page = draw(Slide("empty"), small, replace(STAGE, is_shortlist=True))
    assert "Er staat niets apart" in page.text
    assert [one for one in page.elements if one["name"] == "button"] == []


def controls(**options):
    page = Reading(control_bar(**{"hides_names": False, **options}))
    return {(one["data-action"], one.get("data-to")): one
            for one in page.elements if one["name"] == "button"}


def test_every_control_has_a_key_and_those_that_show_together_share_none():
    buttons = controls()
    assert {name: button["data-shortcut"] for (name, _), button in buttons.items()} == {
        "previous": "ArrowLeft PageUp", "next": "ArrowRight PageDown", "first": "Home",
        "last": "End", "walk": "a A", "spotlight": "s S", "back": "s S", "list": "l L",
        "filters": "f F", "names": "n N", "qr": "q Q", "keys": "?", "leave": "Escape",
    }
    for walk in ("summary", "full", "spotlight"):
        keys = [key for button in buttons.values() if walk in button.get("data-in", walk).split()
                for key in button["data-shortcut"].split()]
        assert len(keys) == len(set(keys))
    assert all(button["text"].strip() for button in buttons.values())


def test_only_what_the_server_must_do_is_asked_of_it():
    assert {name for (name, _), button in controls().items()
            if button["data-do"] == "stage"} == {"filters", "names", "leave"}


def test_a_switch_says_what_it_will_do():
    buttons = controls()
    assert {(button["data-in"], button["text"]) for button in buttons.values()
            if "data-in" in button} == {
        ("summary spotlight", "Alle dia's"), ("full", "Kort"),
        ("summary full", "Eén per dia"), ("spotlight", "Terug")}
    assert buttons["names", None]["text"] == "Namen weg"
    assert controls(hides_names=True)["names", None]["text"] == "Namen tonen"


def test_a_deck_that_is_its_own_summary_has_no_switch_to_it():
    assert [to for name, to in controls(has_summary=False) if name == "walk"] == []


def test_the_place_of_the_slide_is_read_out_when_it_changes():
    [section] = Reading(place()).elements
    assert (section["role"], section["tabindex"], section["aria-roledescription"]) == (
        "status", "-1", "dia")


def test_the_list_of_slides_has_a_field_with_a_name_and_a_name_itself():
    page = Reading(slide_list())
    assert page.elements[0]["aria-label"] == "Lijst van de dia's"
    [label] = [one for one in page.elements if one["name"] == "label"]
    assert label["text"] == "Zoek een dia: nummer of woord"


def test_the_deck_holds_every_walk(small):
    walks = {"summary": [Slide("title")], "full": [Slide("title"), Slide("closing")]}
    page = Reading(deck(walks, Labels(small), STAGE))
    assert [(one["data-name"], one["data-label"]) for one in page.elements
            if "data-name" in one] == [("summary", "Kort"), ("full", "Alle dia's")]
    assert [one["class"] for one in page.with_class("slide")] == [
        "slide title", "slide title", "slide closing"]


def test_a_slide_of_a_summary_says_of_how_many_and_leads_to_all(small):
    shown = Slide("quotes", "housing", quotes=quotes_of(small, "r1", "r3"), of=7)
    [more] = draw(shown, small).with_class("more")
    assert more["text"] == "2 van 7 opmerkingenToon alle"
    figures = Slide("theme", "housing", bars=BARS[:1], sides=SIDES, told=6, of=9)
    for page in (draw(shown, small), draw(figures, small)):
        [button] = [one for one in page.elements if one.get("data-action") == "theme"]
        assert (button["data-do"], button["data-key"]) == ("turn", "housing")
    assert draw(replace(shown, of=0), small).with_class("more") == []


def test_a_theme_in_the_bars_and_a_remark_can_be_pressed(small):
    page = draw(Slide("chart", bars=BARS, sides=SIDES), small)
    assert [(one["data-action"], one["data-key"]) for one in page.elements
            if one["name"] == "button"] == [("theme", "housing"), ("theme", "bus")]
    page = draw(Slide("spotlight", "bus", quotes=quotes_of(small, "r4")), small)
    assert [(one["data-action"], one["data-key"], one["text"]) for one in page.elements
            if one["name"] == "button"] == [
        ("remark", "r4", "De bus stopt niet bij de woningen.")]


@pytest.mark.parametrize(("is_own", "said"), [(True, [OWN_ADDRESS]), (False, [])])
def test_an_address_of_this_computer_is_warned_of(small, is_own, said):
    stage = replace(STAGE, is_own=is_own)
    for page in (draw(Slide("closing"), small, stage), Reading(qr_card(stage))):
        assert [one["text"] for one in page.with_class("note")] == said


def test_the_card_of_keys_names_every_key_and_which_are_letters():
    page = Reading(keys_card())
    rows = [one for one in page.elements if one["name"] == "tr"]
    assert [row["text"] for row in rows] == [key + does for key, does in KEYS]
    assert [key for key, _ in KEYS] == [
        "→  Page Down", "Spatie", "←  Page Up", "Home  End", "Enter", "Esc", "?", "A", "S",
        "L  0–9", "F", "N", "Q"]
    assert [key for (key, _), row in zip(KEYS, rows, strict=True)
            if row.get("class") == "letter"] == ["?", "A", "S", "L  0–9", "F", "N", "Q"]


def test_the_card_of_keys_of_what_was_set_aside_leaves_out_what_does_nothing_there():
    rows = [one["text"] for one in Reading(keys_card(is_shortlist=True)).elements
            if one["name"] == "tr"]
    assert rows == [key + does for key, does in KEYS if key not in ("A", "S", "F")]
