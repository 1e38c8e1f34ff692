"""
Rules of the link: it holds keys, brings the same view back, and breaks on nothing.
"""

from dataclasses import fields, replace
from random import Random
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facet import COMPARED_FACETS as COMPARE_FACETS
from analysis.facet import FACET_NAMES as FACETS
from analysis.link import Notice, read_parameters, to_link, to_parameters
from analysis.selection import Selection
from analysis.view import LAYOUTS, SORTS, DeckName, View
from loaders.dataset import Dataset
from tests.counting import ON_BOTH, make_selection

RIGHT = {
    "groep": ["north"], "thema": ["bus", "housing"], "zoek": ["tolken & bus"], "blad": ["3"],
    "weergave": ["table"],
}
RIGHT_VIEW = View(
    Selection(groups=("north",), themes=("bus", "housing"), query="tolken & bus"),
    page=3, layout="table",
)
# One other value for everything that a view holds, and how the link says it.
OTHERS = {
    "groups": (("south", "north"), {"groep": ["south", "north"]}),
    "sentiments": (("missing",), {"oordeel": ["missing"]}),
    "themes": (("bus",), {"thema": ["bus"]}),
    "speakers": (("p1", "city"), {"spreker": ["p1", "city"]}),
    "organisations": (("local",), {"organisatie": ["local"]}),
    "statuses": (("new", "done"), {"antwoord": ["new", "done"]}),
    "owners": (("Dienst_Wonen",), {"dienst": ["Dienst_Wonen"]}),
    "meetings": (("klein",), {"bijeenkomst": ["klein"]}),
    "query": ("café ‘t hof", {"zoek": ["café ‘t hof"]}),
    "is_exact": (True, {"exact": ["ja"]}),
    "has_related": (True, {"verwant": ["ja"]}),
    "is_main_theme_only": (True, {"hoofdthema": ["ja"]}),
    "is_every_theme": (True, {"samen": ["ja"]}),
    "sort": ("theme", {"sorteer": ["theme"]}),
    "page": (2, {"blad": ["2"]}),
    "layout": ("table", {"weergave": ["table"]}),
    "remark": ("r4", {"opmerking": ["r4"]}),
    "meeting": ("klein", {"verslag": ["klein"]}),
    "line": (549, {"regel": ["549"]}),
    "compare_facet": ("themes", {"vergelijk": ["themes"]}),
    "compared": (("south", "north"), {"met": ["south", "north"]}),
    "profile": ("city", {"wie": ["city"]}),
    "lookup": ("ann", {"vraag": ["ann"]}),
    "slide": (7, {"kort": ["7"]}),
    "deck": ("full", {"dia": ["1"]}),
    "is_shortlist": (True, {"reeks": ["ja"]}),
    "shortlist": ((("r4", ""), ("r1", "eerst dit")), {"lijst": ["r4", "r1 eerst dit"]}),
    "hides_names": (True, {"zonder-namen": ["ja"]}),
    "answer": ("a12", {"antwoordnr": ["a12"]}),
    "answering": (("r4", "r1"), {"bij": ["r4 r1"]}),
    "service": ("Wonen", {"wachtrij": ["Wonen"]}),
    "since": ("2026-11-06", {"sinds": ["2026-11-06"]}),
}


def test_a_page_from_the_menu_has_nothing_open():
    view = View(Selection(query="bus"), remark="r4", line=7, profile="city", lookup="ann")
    assert view.without_opened() == View(Selection(query="bus"), lookup="ann")
    assert View(answer="a1", answering=("r1",), service="Wonen").without_opened() == View()


def test_the_usual_view_needs_no_parameters():
    assert to_parameters(View()) == {}
    assert to_link(View(), "opmerkingen") == "opmerkingen"
    assert to_link(View()) == "?"


def test_a_link_says_everything_that_is_not_as_usual():
    names = {field.name for field in (*fields(View), *fields(Selection))}
    expected = names - {"selection", "chosen"} | set(FACETS)
    assert set(OTHERS) == expected, "a new part of the view needs a word in the link"


@pytest.mark.parametrize("name", OTHERS)
def test_each_part_of_the_view_has_its_own_word(small, name):
    value, parameters = OTHERS[name]
    if name not in View.__dataclass_fields__:
        view = View(replace(Selection(), **{name: value}))
    else:
        view = replace(View(), **{name: value})
    assert to_parameters(view) == parameters
    at_work = replace(small, remarks=small.remarks.assign(owner="Dienst_Wonen"))
    assert read_parameters(parameters, at_work) == (view, [])


def test_a_link_can_be_pasted_in_a_browser():
    link = to_link(RIGHT_VIEW, "/opmerkingen")
    assert link == (
        "/opmerkingen?groep=north&thema=bus&thema=housing&zoek=tolken+%26+bus"
        "&weergave=table&blad=3"
    )
    assert parse_qs(urlsplit(link).query) == RIGHT


def make_view(dataset, random):
    """Draw a view of the real data, selection and all."""
    remark_ids = list(dataset.remarks["remark_id"])
    facet = random.choice(COMPARE_FACETS)
    keys = list(dataset.groups["key"])
    who = [*dataset.people["key"], *dataset.organisations["key"], ""]
    return View(
        make_selection(dataset, random),
        sort=random.choice(("", *SORTS)),
        page=random.randint(1, 99),
        layout=random.choice(LAYOUTS),
        remark=random.choice((*remark_ids, "")),
        line=random.randint(1, 1100),
        compare_facet=facet,
        compared=tuple(random.sample(keys, random.randint(0, 4))),
        profile=random.choice(who),
        lookup=random.choice(("", "ocmw", "“een & twee” = drie?")),
        slide=random.randint(1, 99),
        deck=random.choice(get_args(DeckName)),
        is_shortlist=random.random() < 0.2,
        shortlist=tuple(
            (key, random.choice(("", "een & twee", "r1 r2", "100 % = alles?")))
            for key in random.sample(remark_ids, random.randint(0, 3))
        ),
        hides_names=random.random() < 0.2,
        answer=random.choice(("", "a7")),
        answering=tuple(random.sample(remark_ids, random.randint(0, 3))),
        service=random.choice(("", "Wonen & zorg")),
        since=random.choice(("", "2026-11-06")),
    )


@ON_BOTH
@pytest.mark.parametrize("seed", range(100))
def test_a_link_gives_the_same_view_back(dataset, seed):
    view = make_view(dataset, Random(seed))
    assert read_parameters(to_parameters(view), dataset) == (view, [])
    # Through the address bar too, percent signs and all.
    query = urlsplit(to_link(view)).query
    assert read_parameters(parse_qs(query, keep_blank_values=True), dataset) == (view, [])


@given(
    query=st.text(max_size=300).filter(lambda text: text.strip() or not text),
    lookup=st.text(max_size=300).filter(lambda text: text.strip() or not text),
    seed=st.integers(0, 10**6),
)
def test_any_words_survive_the_link(dataset, query, lookup, seed):
    view = make_view(dataset, Random(seed))
    view = replace(view, selection=replace(view.selection, query=query), lookup=lookup)
    found = parse_qs(urlsplit(to_link(view)).query, keep_blank_values=True)
    assert read_parameters(found, dataset) == (view, [])


def test_a_reworded_label_leaves_every_link_as_it_was(small):
    tables = {
        name: getattr(small, name).assign(**{column: "iets heel anders"})
        for name, column in (("codebook", "label"), ("groups", "label"), ("people", "name"),
                             ("organisations", "name"))
    }
    reworded = replace(small, **tables)
    view = View(
        Selection(groups=("south",), themes=("bus",), sentiments=("missing",), speakers=("p1",),
                  organisations=("city",)),
        sort="sentiment", profile="p2", compared=("north", "south"),
    )
    assert read_parameters(to_parameters(view), reworded) == (view, [])


# Links that ask for what is not there


@pytest.mark.parametrize(
    ("parameters", "notice"),
    [
        ({"groep": ["weg"]}, Notice("groep", "weg", "unknown_value")),
        ({"oordeel": [""]}, Notice("oordeel", "", "unknown_value")),
        ({"thema": ["Wonen"]}, Notice("thema", "Wonen", "unknown_value")),
        ({"spreker": ["p99"]}, Notice("spreker", "p99", "unknown_value")),
        ({"organisatie": ["p1"]}, Notice("organisatie", "p1", "unknown_value")),
        ({"exact": ["misschien"]}, Notice("exact", "misschien", "unknown_value")),
        ({"hoofdthema": ["1"]}, Notice("hoofdthema", "1", "unknown_value")),
        ({"samen": ["JA"]}, Notice("samen", "JA", "unknown_value")),
        ({"sorteer": ["naam"]}, Notice("sorteer", "naam", "unknown_value")),
        ({"weergave": ["cards; drop"]}, Notice("weergave", "cards; drop", "unknown_value")),
        ({"blad": ["0"]}, Notice("blad", "0", "unknown_value")),
        ({"blad": ["-1"]}, Notice("blad", "-1", "unknown_value")),
        ({"blad": ["1.5"]}, Notice("blad", "1.5", "unknown_value")),
        ({"blad": ["²"]}, Notice("blad", "²", "unknown_value")),
        ({"blad": [""]}, Notice("blad", "", "unknown_value")),
        ({"opmerking": ["r99"]}, Notice("opmerking", "r99", "unknown_value")),
        ({"vergelijk": ["people"]}, Notice("vergelijk", "people", "unknown_value")),
        ({"met": ["p1"]}, Notice("met", "p1", "unknown_value")),
        ({"dia": ["nul"]}, Notice("dia", "nul", "unknown_value")),
        ({"lijst": ["r99 weg"]}, Notice("lijst", "r99 weg", "unknown_value")),
        ({"zonder-namen": ["x"]}, Notice("zonder-namen", "x", "unknown_value")),
        ({"wie": ["nobody"]}, Notice("wie", "nobody", "unknown_value")),
        ({"antwoordnr": ["a01"]}, Notice("antwoordnr", "a01", "unknown_value")),
        ({"antwoordnr": ["a1; drop"]}, Notice("antwoordnr", "a1; drop", "unknown_value")),
        ({"bij": ["r99"]}, Notice("bij", "r99", "unknown_value")),
        ({"kleur": ["rood", "blauw"]}, Notice("kleur", "rood, blauw", "unknown_parameter")),
    ],
)
def test_what_is_not_there_is_named_and_the_rest_stays(small, parameters, notice):
    usual = {name: values for name, values in RIGHT.items() if name not in parameters}
    alone, _ = read_parameters(usual, small)
    for mangled in ({**usual, **parameters}, {**parameters, **usual}):
        assert read_parameters(mangled, small) == (alone, [notice])


def test_the_right_keys_stay_beside_a_wrong_one(small):
    view, notices = read_parameters({"groep": ["north", "weg", "south", "north", "weg"]}, small)
    assert view.selection.groups == ("north", "south")
    assert notices == [Notice("groep", "weg", "unknown_value")]


def test_a_query_that_is_too_long_is_cut_and_said_to_be(small):
    view, notices = read_parameters({"zoek": ["a" * 301], "groep": ["north"]}, small)
    assert view.selection == Selection(groups=("north",), query="a" * 300)
    assert notices == [Notice("zoek", "a" * 59 + "…", "too_long")]


def test_a_query_of_the_greatest_length_is_whole(small):
    view, notices = read_parameters({"zoek": ["b" * 300]}, small)
    assert (view.selection.query, notices) == ("b" * 300, [])


def test_a_switch_can_be_off_in_a_link(small):
    assert read_parameters({"exact": ["nee"]}, small) == (View(), [])


def test_the_last_of_two_values_counts_where_there_can_be_one(small):
    view, notices = read_parameters(
        {"weergave": ["table", "cards"], "zoek": ["een", "twee"], "opmerking": ["r1", "r2"]}, small
    )
    assert (view.layout, view.selection.query, view.remark) == ("cards", "twee", "r2")
    assert notices == []


def test_no_more_than_four_stand_side_by_side(dataset):
    keys = dataset.groups["key"].tolist()[:5]
    view, notices = read_parameters({"met": keys}, dataset)
    assert view.compared == tuple(keys[:4])
    assert notices == [Notice("met", "1", "too_many")]


# The shortlist


def test_a_remark_is_set_aside_at_the_end_and_taken_back():
    view = View(shortlist=(("r1", "let op"),)).with_shelved("r4")
    assert view.shortlist == (("r1", "let op"), ("r4", ""))
    assert view.with_shelved("r1").shortlist == (("r4", ""),)


@pytest.mark.parametrize(
    ("key", "steps", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 5, "abc"), ("c", -9, "cab")],
)
def test_a_remark_moves_up_and_down_the_shortlist(key, steps, order):
    view = View(shortlist=(("a", ""), ("b", "met noot"), ("c", "")))
    moved = view.with_moved(key, steps)
    assert "".join(remark_id for remark_id, _ in moved.shortlist) == order
    assert dict(moved.shortlist)["b"] == "met noot"


def test_a_note_stands_beside_its_own_remark():
    view = View(shortlist=(("r1", ""), ("r4", "oud"))).with_note("r4", "nieuw")
    assert view.shortlist == (("r1", ""), ("r4", "nieuw"))


def test_a_note_in_a_link_may_be_a_hundred_letters(small):
    view, _ = read_parameters({"lijst": ["r1 " + "n" * 150]}, small)
    assert view.shortlist == (("r1", "n" * 100),)


def test_the_same_remark_is_set_aside_once(small):
    view, _ = read_parameters({"lijst": ["r1 een", "r2", "r1 twee"]}, small)
    assert view.shortlist == (("r1", "een"), ("r2", ""))


def test_a_parameter_without_a_value_does_no_harm(small):
    view, _ = read_parameters({**{name: [] for name in OTHER_NAMES}, **RIGHT}, small)
    assert view == RIGHT_VIEW


OTHER_NAMES = [name for _, parameters in OTHERS.values() for name in parameters]
# A word as it may arrive: any text, or one of the link's own with odd values.
HOSTILE = [
    "", " ", "'; DROP TABLE remarks; --", "<script>alert(1)</script>", "../../etc/passwd", "%00",
    "\x00", "\n", "9" * 400, "-0", "１２", "NaN", "None", "true", "__class__", "{}", "[]", "\u202e",
]
values = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text()), max_size=4)
names = st.one_of(st.sampled_from(OTHER_NAMES), st.text())


@given(mangled=st.dictionaries(names, values, max_size=8))
def test_no_link_whatever_raises(small: Dataset, mangled):
    view, notices = read_parameters(mangled, small)
    again, more = read_parameters(to_parameters(view), small)
    assert to_parameters(again) == to_parameters(view)
    assert more == []
    assert all(len(notice.value) <= 60 and len(notice.parameter) <= 60 for notice in notices)


@given(mangled=st.dictionaries(st.text(), values, max_size=6), seed=st.integers(0, 10**6))
def test_foreign_words_in_a_link_change_nothing_else(dataset, mangled, seed):
    view = make_view(dataset, Random(seed))
    known = to_parameters(view)
    foreign = {name: words for name, words in mangled.items() if name not in OTHER_NAMES}
    read, notices = read_parameters({**foreign, **known}, dataset)
    assert read == view
    assert [notice.reason for notice in notices] == ["unknown_parameter"] * len(foreign)


@given(junk=st.lists(st.one_of(st.sampled_from(HOSTILE), st.text()), max_size=4),
       name=st.sampled_from(["groep", "oordeel", "thema", "spreker", "organisatie", "met",
                             "sorteer", "weergave", "opmerking", "vergelijk", "wie"]),
       seed=st.integers(0, 10**6))
def test_junk_beside_the_right_keys_changes_nothing_else(dataset, junk, name, seed):
    view = make_view(dataset, Random(seed))
    parameters = to_parameters(view)
    parameters[name] = [*junk, *parameters.get(name, []), *junk]
    read, notices = read_parameters(parameters, dataset)
    assert read == view
    assert len(notices) == len(set(junk))


# The view itself


@pytest.mark.parametrize(
    ("view", "order"),
    [
        (View(), "report"),
        (View(sort="theme"), "theme"),
        (View(sort="relevance"), "report"),
        (View(Selection(query="bus")), "relevance"),
        (View(Selection(query="  ")), "report"),
        (View(Selection(query="bus"), sort="report"), "report"),
        (View(Selection(query="bus"), sort="relevance"), "relevance"),
    ],
)
def test_relevance_orders_only_while_searching(view, order):
    assert view.effective_sort == order


def test_another_selection_starts_at_the_first_page():
    view = View(page=4, layout="table", sort="theme")
    other = view.with_selection(Selection(groups=("north",)))
    assert other == View(Selection(groups=("north",)), page=1, layout="table", sort="theme")


def test_the_same_selection_stays_at_its_page():
    assert View(page=4).with_selection(Selection()).page == 4


def test_every_facet_has_a_word_in_the_link():
    view = View(Selection(**dict.fromkeys(FACETS, ("x",))))
    assert list(to_parameters(view)) == ["groep", "oordeel", "thema", "spreker", "organisatie",
                                        "antwoord", "dienst", "bijeenkomst"]
