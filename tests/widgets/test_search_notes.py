"""
What a search says of itself: what was wrong with the words, and what it made of them.
"""

import pytest

from tests.screen import html_blocks, html_of, open_page


def notes_of(query, **others):
    return html_of(open_page("remarks", {"zoek": [query], **others}), "search_notes")


@pytest.mark.parametrize(("query", "told"), [
    ("?!", "Typ minstens één woord om te zoeken."),
    ("-wonen", "Een zoekvraag met alleen uitsluitingen (-woord) vindt niets: "
               "geef ook een woord dat er wél in moet staan."),
    ('"wonen', "Er staat een los aanhalingsteken; de woorden zijn apart gezocht."),
    (" ".join(f"woord{number}" for number in range(40)), "De zoekvraag is te lang en is ingekort."),
])
def test_what_is_wrong_with_the_words_is_told_first(query, told):
    assert notes_of(query).text_in("p")[0] == told


def test_without_words_there_is_nothing_to_tell():
    assert "search_notes" not in html_blocks(open_page("remarks"))


def test_what_a_typing_error_was_taken_for_is_named():
    assert notes_of("kinderovpang").text_in("p") == [
        "Bij “kinderovpang” ook gezocht op kinderopvang (lijkt op)."
    ]
    assert notes_of("kinderovpang", exact=["ja"]).text_in("p", class_="note") == []


def test_of_many_wider_words_the_first_eight_are_named_and_the_rest_counted():
    (told,) = notes_of("armoede").text_in("p")
    assert told.count("(samenstelling)") == 8
    assert told.endswith(" en nog 4.")


def test_where_not_all_words_are_found_what_holds_most_of_them_stands_apart():
    app = open_page("remarks", {"zoek": ["kinderopvang zzzz"]})
    assert "remarks" not in html_blocks(app) or html_of(app, "remarks").remark_ids() == []
    related = html_of(app, "related")
    assert related.text_in("h2") == ["Ook verwant"]
    assert related.remark_ids() != []
    assert len(related.find("button", data_do="related")) == 1


def test_nothing_related_is_shown_that_the_other_filters_leave_out():
    app = open_page("remarks", {"zoek": ["kinderopvang zzzz"], "groep": ["opening"]})
    assert html_of(app, "related").remark_ids() == []

