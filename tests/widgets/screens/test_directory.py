"""
Who is in the report: found by a name, and a page for each that says only what is known.
"""

from tests.screen import html_of, open_page

HIDDEN = {"zonder-namen": ["ja"]}


def directory(**parameters):
    return html_of(open_page("directory", parameters), "directory")


def profile(**parameters):
    return html_of(open_page("directory", parameters), "profile")


def test_a_name_with_a_typing_error_leads_to_its_page():
    block = directory(vraag=["de bruyker"])
    assert block.text_in("h2") == ["1 naam gevonden"]
    (link,) = block.find("a")
    assert (link["data-do"], link["data-key"], link["text"]) == (
        "profile", "p45", "Trees De Bruycker")
    assert block.text_in("span") == [" — Regisseur armoede, Staf beleidsondersteuning"]


def test_no_such_name_says_so():
    block = directory(vraag=["qqqqqq"])
    assert block.text_in("h2") == ["Geen naam gevonden"]
    assert block.text_in("p") == [
        "In het verslag staat niemand met zo’n naam, als persoon of als organisatie."]


def test_no_person_is_found_where_names_are_hidden_and_organisations_are():
    assert directory(vraag=["de bruyker"], **HIDDEN).text_in("h2") == ["Geen naam gevonden"]
    assert directory(vraag=["kras"], **HIDDEN).text_in("a") == ["KRAS vzw"]


def test_everyone_is_listed_where_no_name_is_asked(dataset):
    people, organisations = directory().text_in("h2")
    assert people == f"Personen ({len(dataset.people)})"
    assert organisations.endswith(f"({len(dataset.organisations)})")
    (only,) = directory(**HIDDEN).text_in("h2")
    assert only == organisations


def test_people_stand_in_the_order_of_their_family_names(dataset):
    shown = [link["text"] for link in directory().find("a")][: len(dataset.people)]
    families = [name.split(" ", 1)[1].casefold() for name in shown]
    assert families == sorted(families)
    assert sorted(shown) == sorted(dataset.people["name"])


def test_a_page_of_a_person_stays_closed_where_names_are_hidden():
    block = profile(wie=["p45"], **HIDDEN)
    assert block.text_in("p") == ["Namen van personen zijn verborgen."]
    assert block.find("h1") == []
    assert "Bruycker" not in block.html


def test_a_page_says_what_the_filters_leave_out_of_it():
    block = profile(wie=["kras"], groep=["opening"])
    assert block.text_in("h1") == ["KRAS vzw"]
    assert block.remark_ids() == []
    assert block.text_in("p") == [
        "Binnen de huidige keuze is er geen opmerking; zonder filters 2."]


def test_a_page_of_who_said_nothing_by_name_guesses_nothing():
    assert profile(wie=["p45"]).text_in("p") == [
        "Het verslag schrijft geen opmerking aan deze naam toe. Wie in een groep sprak, staat er "
        "meestal niet bij: daarover zegt deze pagina dus niets."]
