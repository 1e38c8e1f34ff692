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
    # The list names an alderman of that name too, in the function of someone else.
    assert block.text_in("h2") == [
        "1 naam gevonden", "1 persoon volgens de aanwezigheidslijst"]
    link = block.find("a")[0]
    assert (link["data-do"], link["data-key"], link["text"]) == (
        "profile", "p45", "Trees De Bruycker")
    assert block.text_in("span")[:1] == [
        " — Regisseur armoede, Staf beleidsondersteuning · aanwezig, geen opmerking"]


def test_a_function_is_found_too():
    block = directory(vraag=["regisseur"])
    assert block.text_in("h2") == ["6 personen volgens de aanwezigheidslijst"]
    assert set(block.text_in("a")) == {
        "Eva Vandevivere", "Katelijne Van den Brande", "Maarten François", "Marianne Labre",
        "Thomas Maeseele", "Trees De Bruycker"}
    assert "Schepen Coddens" in directory(vraag=["schepen"]).text_in("a")
    assert directory(vraag=["regisseur"], **HIDDEN).find("a") == []


def test_no_such_name_says_so_and_where_else_to_look():
    block = directory(vraag=["qqqqqq"])
    assert block.text_in("h2") == ["Geen naam of functie gevonden"]
    assert block.text_in("p") == [
        "Misschien staat het in een opmerking of een kop: zoek “qqqqqq” in alles."]
    assert block.find("button", data_do="query", data_query="qqqqqq", data_page="search")


def test_who_was_excused_is_marked_and_kept_apart_from_who_was_there():
    marked = [words for words in directory().text_in("span") if "verontschuldigd" in words]
    assert marked == [
        " — directeur, Dienst Wonen — verontschuldigd",
        " — departementshoofd, Departement Samenleven en Welzijn — verontschuldigd"]
    block = profile(wie=["dept_samenleven"])
    facts = dict(zip(block.text_in("dt"), block.text_in("dd"), strict=True))
    assert facts["Aanwezig"] == "Hans Thielemans, Katrien Van Goidsenhoven, Maja Meirlaen"
    assert facts["Verontschuldigd"] == "Veerle Van De Voorde"
    assert "Aanwezig of verontschuldigd" not in block.html


def test_a_number_counts_who_is_named_as_well_as_who_speaks():
    numbers = {words.rpartition(" · ")[2] for words in directory().text_in("span")
               if words.startswith(" — regisseur kinderarmoede")}
    assert numbers == {"1"}
    assert profile(wie=["p10"]).remark_ids() == ["r143"]


def test_no_person_is_found_where_names_are_hidden_and_organisations_are():
    block = directory(vraag=["de bruyker"], **HIDDEN)
    assert block.text_in("h2") == ["Geen naam of functie gevonden"]
    assert block.text_in("p")[0].startswith("Namen van personen zijn verborgen")
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
        "Met deze filters is er geen opmerking van of over KRAS vzw; zonder filters 2."]
    assert profile(wie=["p40"], groep=["opening"]).text_in("p") == [
        "Stef Leyn was aanwezig. Met deze filters is er geen opmerking van of over Stef Leyn; "
        "zonder filters 3."]


def test_a_page_of_who_said_nothing_by_name_guesses_nothing():
    assert profile(wie=["p45"]).text_in("p") == [
        "Trees De Bruycker was aanwezig. Het verslag schrijft geen opmerking aan Trees De Bruycker "
        "toe en noemt die naam in geen opmerking. Wie in een groep sprak, staat er meestal niet "
        "bij: daarover zegt deze pagina dus niets."]
    assert profile(wie=["p49"]).text_in("p")[0].startswith("Hilde Reynvoet was verontschuldigd. ")
