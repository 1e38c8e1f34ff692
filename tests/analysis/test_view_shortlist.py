"""
What a presenter set aside, the slide and the names: they come back from the link as they were.
"""

from dataclasses import replace
from typing import get_args
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.link import Notice, read_parameters, to_link, to_parameters
from analysis.view import LONGEST_NOTE, MOST_SHELVED, DeckName, View
from tests.small_meeting import make_dataset, make_remark

SMALL = make_dataset()
IDS = ["r1", "r2", "r3", "r4", "r5", "r6"]


def read(link, dataset=SMALL):
    """Read a link as a browser hands it over."""
    return read_parameters(parse_qs(link.partition("?")[2], keep_blank_values=True), dataset)


def brought_back(view, dataset=SMALL):
    """Put a view in a link, and read it again."""
    again, notices = read(to_link(view, "lijst"), dataset)
    assert notices == []
    return again


# The round trip


def test_a_shortlist_in_a_link_reads_as_it_should():
    view = View(shortlist=(("r4", "eerst dit"), ("r1", "")), slide=3, is_shortlist=True,
                deck="spotlight", hides_names=True)
    assert to_parameters(view) == {
        "dia": ["3"], "los": ["ja"], "reeks": ["ja"], "lijst": ["r4 eerst dit", "r1"],
        "zonder-namen": ["ja"],
    }
    assert to_link(view) == (
        "?dia=3&los=ja&reeks=ja&lijst=r4+eerst+dit&lijst=r1&zonder-namen=ja")
    assert brought_back(view) == view


notes = st.text(max_size=LONGEST_NOTE).map(str.strip)
shortlists = st.lists(st.sampled_from(IDS), unique=True).flatmap(
    lambda ids: st.tuples(*(st.tuples(st.just(key), notes) for key in ids)))


@given(shortlist=shortlists, slide=st.integers(1, 999_999_999),
       deck=st.sampled_from(get_args(DeckName)),
       is_shortlist=st.booleans(), hides_names=st.booleans())
def test_every_shortlist_slide_and_switch_comes_back_from_its_link(
    shortlist, slide, deck, is_shortlist, hides_names
):
    view = View(shortlist=shortlist, slide=slide, deck=deck,
                is_shortlist=is_shortlist, hides_names=hides_names)
    # Half of a surrogate pair is no character, and has no place in a link.
    if any(0xD800 <= ord(letter) <= 0xDFFF for _, note in shortlist for letter in note):
        return
    assert brought_back(view) == view


@pytest.mark.parametrize("note", [
    "a&lijst=r1", "100% + 5 = ?", "<img src=x onerror=alert(1)>", "regel\nregel", "r2 r3",
    "été – “ja”", "😀", "#", "x" * 100,
])
def test_a_note_of_any_words_comes_back(note):
    view = View(shortlist=(("r2", note), ("r1", "")))
    assert brought_back(view) == view


def test_the_usual_view_writes_nothing():
    assert to_parameters(View()) == {}
    assert to_parameters(View(slide=1, shortlist=())) == {}


# Links from before there was a summary


@pytest.mark.parametrize(("link", "deck", "slide"), [
    ("", "summary", 1), ("?kort=4", "summary", 4), ("?dia=37", "full", 37),
    ("?los=ja&dia=5", "spotlight", 5), ("?dia=5&los=ja", "spotlight", 5),
    ("?los=ja", "spotlight", 1),
    ("?dia=5&los=nee", "full", 5),
])
def test_the_number_of_a_slide_in_an_old_link_is_that_of_the_whole_deck(link, deck, slide):
    view, notices = read(link)
    assert (view.deck, view.slide, notices) == (deck, slide, [])


def test_one_by_one_is_a_switch_that_knows_yes_and_no():
    assert read_parameters({"los": ["ja"]}, SMALL)[0].deck == "spotlight"
    view, notices = read_parameters({"los": ["misschien"]}, SMALL)
    assert (view.deck, notices) == ("summary", [Notice("los", "misschien", "unknown_value")])


# What a link asks that is not there


def test_an_unknown_remark_is_dropped_and_named_and_the_rest_stays():
    view, notices = read("?lijst=r1+een&lijst=weg+twee&lijst=r3")
    assert view.shortlist == (("r1", "een"), ("r3", ""))
    assert notices == [Notice("lijst", "weg twee", "unknown_value")]


def test_a_remark_that_is_asked_twice_is_there_once_with_its_first_note():
    view, _ = read("?lijst=r1+een&lijst=r2&lijst=r1+twee")
    assert view.shortlist == (("r1", "een"), ("r2", ""))


def test_a_note_that_is_too_long_is_cut():
    view, notices = read(f"?lijst=r1+{'x' * 5000}")
    assert view.shortlist == (("r1", "x" * 100),)
    assert notices == [Notice("lijst", "x" * 59 + "…", "too_long")]


def test_a_shortlist_holds_no_more_than_fits_in_a_link():
    many = make_dataset(remarks=[make_remark(f"r{number}") for number in range(1, 80)])
    link = "?" + "&".join(f"lijst=r{number}" for number in range(1, 80))
    view, notices = read(link, many)
    assert [key for key, _ in view.shortlist] == [f"r{number}" for number in range(1, 51)]
    assert notices == [Notice("lijst", "29", "too_many")]
    assert MOST_SHELVED == 50


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "abc", "", " ", "²", "٣"])
def test_a_slide_that_is_no_number_gives_the_first_one_and_a_notice(value):
    view, notices = read_parameters({"dia": [value]}, SMALL)
    assert view.slide == 1
    assert notices == [Notice("dia", value, "unknown_value")]


def test_a_slide_of_many_digits_is_still_a_number():
    view, notices = read_parameters({"dia": ["9" * 500]}, SMALL)
    assert (view.slide, notices) == (999_999_999, [])


@pytest.mark.parametrize(
    ("name", "field"),
    [("reeks", "is_shortlist"), ("zonder-namen", "hides_names")],
)
def test_a_switch_knows_yes_and_no_and_nothing_else(name, field):
    assert getattr(read_parameters({name: ["ja"]}, SMALL)[0], field) is True
    assert getattr(read_parameters({name: ["nee"]}, SMALL)[0], field) is False
    view, notices = read_parameters({name: ["misschien"]}, SMALL)
    assert getattr(view, field) is False
    assert notices == [Notice(name, "misschien", "unknown_value")]


# What a presenter does


def shelved(*ids):
    return View(shortlist=tuple((key, f"bij {key}") for key in ids))


def order(view):
    return [key for key, _ in view.shortlist]


def test_a_remark_is_set_aside_at_the_end_and_taken_back():
    view = View().with_shelved("r3").with_shelved("r1")
    assert view.shortlist == (("r3", ""), ("r1", ""))
    assert view.with_shelved("r3").shortlist == (("r1", ""),)


def test_taking_one_back_keeps_the_notes_of_the_others():
    assert shelved("r1", "r2", "r3").with_shelved("r2").shortlist == (
        ("r1", "bij r1"), ("r3", "bij r3"))


@pytest.mark.parametrize(
    ("key", "steps", "expected"),
    [
        ("r1", 1, ["r2", "r1", "r3"]), ("r3", -1, ["r1", "r3", "r2"]),
        ("r2", -1, ["r2", "r1", "r3"]), ("r1", -1, ["r1", "r2", "r3"]),
        ("r3", 1, ["r1", "r2", "r3"]), ("r1", 2, ["r2", "r3", "r1"]),
        ("r3", -9, ["r3", "r1", "r2"]),
    ],
)
def test_a_remark_moves_up_and_down_and_never_over_the_edge(key, steps, expected):
    moved = shelved("r1", "r2", "r3").with_moved(key, steps)
    assert order(moved) == expected
    assert all(note == f"bij {key}" for key, note in moved.shortlist)


def test_a_note_goes_to_its_own_remark_and_is_never_too_long():
    view = shelved("r1", "r2").with_note("r2", "anders")
    assert view.shortlist == (("r1", "bij r1"), ("r2", "anders"))
    assert view.with_note("r1", "y" * 500).shortlist[0] == ("r1", "y" * 100)
    assert view.with_note("weg", "niets") == view


def test_another_selection_starts_at_the_first_slide_and_keeps_the_shortlist():
    view = replace(shelved("r1"), slide=9, hides_names=True)
    other = view.with_selection(replace(view.selection, groups=("north",)))
    assert (other.slide, other.shortlist, other.hides_names) == (1, (("r1", "bij r1"),), True)
    assert view.with_selection(view.selection) is view


def test_what_others_get_holds_no_note_and_no_name_that_was_looked_up():
    view = View(shortlist=(("r1", "niet te lang"), ("r2", "")), lookup="peeters", profile="p1")
    assert view.without_private() == View()
    shown = replace(view, is_shortlist=True)
    assert shown.without_private() == View(shortlist=(("r1", ""), ("r2", "")), is_shortlist=True)
