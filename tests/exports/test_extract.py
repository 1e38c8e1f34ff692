from dataclasses import replace
from datetime import date

import pytest

from analysis.selection import Selection
from drawing.words.sentences import to_date
from exports.extract import EmptyExtractError, to_caption, to_file_name
from tests.exports.conftest import SITE, make_extract


def test_an_empty_selection_is_refused_with_a_word_why(dataset):
    with pytest.raises(EmptyExtractError, match="Er zijn geen opmerkingen om te downloaden"):
        make_extract(dataset, Selection(query="zzzzzzzz"))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "opmerkingen?groep=group_1", "file:/x"])
def test_only_a_web_address_is_a_link(dataset, address):
    with pytest.raises(ValueError, match="is no web address"):
        make_extract(dataset, link=address)


def test_an_extract_says_what_it_is(dataset):
    made = make_extract(dataset, Selection(themes=("housing",), sentiments=("missing",)))
    assert made.sentence == "Oordeel: Ontbreekt; Thema: Wonen en dakloosheid"
    assert made.count_line == f"{len(made.remarks)} van 248 opmerkingen"
    assert made.date_line == "23 november 2026"
    names = [name for name, _ in made.facts()]
    assert names == ["Selectie", "Aantal", "Gemaakt op", "Bron", "Labels", "Link"]
    source = "Verslag van het overleg over het Armoedebeleidsplan — Gent"
    assert made.source_line == source
    assert to_caption(made).splitlines() == [
        f"{made.sentence} — {made.count_line}. Een opmerking met meer thema's telt bij elk ervan, "
        "dus de som kan groter zijn dan het aantal opmerkingen.",
        f"Bron: {source}. Gemaakt op 23 november 2026.",
    ]


def test_a_dashboard_without_address_leaves_the_links_out(dataset):
    made = replace(make_extract(dataset), link="", remarks_page="")
    assert (made.link_line, made.remark_link("r001")) == ("", "")
    assert "Link" not in dict(made.facts())


def test_every_remark_has_a_link_of_its_own(everything):
    assert everything.remark_link("r017") == f"{SITE}/opmerkingen?opmerking=r017"


def test_the_counts_are_those_of_the_overview(facets, extract):
    theme_rows = facets.select_theme_rows(extract.selection)
    on_screen = theme_rows.groupby(["theme", "sentiment"], observed=True).size()
    counts = extract.theme_counts().set_index("theme")
    for (theme, sentiment), count in on_screen.items():
        assert counts.at[theme, sentiment] == count
    assert counts[extract.sentiments].to_numpy().sum() == len(theme_rows)


def test_a_link_with_a_name_is_left_out_while_names_are_hidden(hidden):
    assert hidden.view_link == ""
    assert hidden.link_line == "(weggelaten: in de link staat een naam, en namen zijn verborgen)"
    shown = replace(hidden, link=f"{SITE}/?spreker=p46&zoek=wonen")
    assert shown.link_line == f"{SITE}/?spreker=p46&zoek=wonen"


@pytest.mark.parametrize(("selection", "name"), [
    (Selection(), "opmerkingen-alle-2026-11-23.docx"),
    (Selection(themes=("housing",), sentiments=("missing",)),
     "opmerkingen-wonen-ontbreekt-2026-11-23.docx"),
    (Selection(groups=("group_3a",), themes=("services",)),
     "opmerkingen-hulp-groep-3a-2026-11-23.docx"),
    (Selection(query="(armoede"), "opmerkingen-armoede-2026-11-23.docx"),
    (Selection(speakers=("p46",)), "opmerkingen-wim-van-lancker-2026-11-23.docx"),
])
def test_a_file_is_named_after_its_filters(dataset, selection, name):
    assert to_file_name(make_extract(dataset, selection), "docx") == name


def test_a_file_name_is_short_plain_and_the_same_for_every_system(extract):
    name = to_file_name(extract, "xlsx")
    assert len(name) <= 80
    assert name.startswith("opmerkingen-")
    assert name.endswith("-2026-11-23.xlsx")
    assert set(name.removesuffix(".xlsx")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in name


def test_a_file_name_with_too_many_filters_says_that_there_are_more(dataset, facets):
    made = make_extract(dataset, Selection(themes=facets.options("themes")))
    name = to_file_name(made, "docx")
    assert name.startswith("opmerkingen-visie-participatie-hulp-")
    assert name.endswith("-en-meer-2026-11-23.docx")
    assert len(name) <= 80


def test_a_query_without_letters_gives_no_part_of_a_file_name(dataset):
    made = replace(make_extract(dataset), selection=Selection(query="???"))
    assert to_file_name(made, "csv") == "opmerkingen-2026-11-23.csv"


def test_a_file_name_holds_no_hidden_name(hidden):
    assert to_file_name(hidden, "docx") == (
        "opmerkingen-een-deelnemer-de-sloep-dienst-jeugddienst-en-meer-2026-11-23.docx"
    )


def test_a_day_is_written_in_dutch():
    assert to_date(date(2027, 3, 1)) == "1 maart 2027"


def test_a_shortlist_says_that_it_was_chosen_and_is_named_after_it(everything):
    chosen = replace(
        everything, remarks=everything.remarks.iloc[[16, 9]], choice="Apart gezette opmerkingen"
    )
    assert chosen.sentence == "Apart gezette opmerkingen"
    assert [remark.remark_id for remark in chosen.rows()] == ["r017", "r010"]
    assert to_file_name(chosen, "docx").startswith("opmerkingen-apart-gezette")
