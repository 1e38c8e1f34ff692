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


def test_where_not_all_words_are_found_one_of_them_is_offered_with_its_number():
    notes = notes_of("armoede zzzz", groep=["group_1"])
    (button,) = notes.find("button", data_do="query")
    assert button["data-query"] == "armoede OF zzzz"
    found = open_page("remarks", {"zoek": ["armoede OF zzzz"], "groep": ["group_1"]})
    assert html_of(found, "remarks").remark_ids() != []
    assert button["text"] == f"{len(html_of(found, 'remarks').remark_ids())} opmerkingen"


def test_nothing_is_offered_that_the_other_filters_leave_out():
    assert notes_of("kinderopvang zzzz").find("button", data_do="query") != []
    assert notes_of("kinderopvang zzzz", groep=["opening"]).find("button") == []
