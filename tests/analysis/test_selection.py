"""
Rules of a selection: which remarks it keeps, what each option would give, and how to find more.
"""

from collections import Counter
from dataclasses import fields, replace
from itertools import combinations
from random import Random

import numpy as np
import pytest

from analysis.facet import FACET_NAMES as FACETS
from analysis.facets import RemarkFacets, select_remarks, to_theme_rows
from analysis.selection import Selection
from loaders.dataset import load_dataset
from tests.counting import ON_BOTH, list_options, list_remarks, make_selection, selected
from tests.small_meeting import make_dataset
from tests.two_meetings import EXAMPLE

EMPTY = {"remarks": [], "groups": [], "people": [], "organisations": [], "codebook": []}

# What a selection holds beside the keys of its facets.
SWITCHES = [field.name for field in fields(Selection) if field.name != "chosen"]


@pytest.fixture(scope="module")
def dataset(dataset):
    """The project's own data, of which a third was taken up and a service is at work on another."""
    states = [("open", ""), ("in_progress", "Dienst_Wonen"), ("taken_up", "")] * 83
    statuses, owners = zip(*states[: len(dataset.remarks)], strict=True)
    remarks = dataset.remarks.assign(status=statuses, owner=owners)
    return replace(dataset, remarks=remarks)


@pytest.fixture(scope="module")
def facets(dataset):
    """Those remarks, indexed."""
    return RemarkFacets(dataset)


def ids(dataset, **selection):
    return select_remarks(dataset, Selection(**selection))["remark_id"].tolist()


def test_without_a_filter_every_remark_is_selected(small):
    assert ids(small) == ["r1", "r2", "r3", "r4", "r5", "r6"]


def test_keys_within_a_field_are_alternatives(small):
    assert ids(small, groups=("opening", "north")) == ["r1", "r2", "r3"]
    assert ids(small, themes=("bus", "language")) == ["r2", "r4", "r5", "r6"]


def test_fields_narrow_each_other(small):
    assert ids(small, groups=("south",), sentiments=("missing", "positive")) == ["r4", "r5"]
    assert ids(small, groups=("south",), sentiments=("positive",), themes=("housing",)) == []


def test_a_speaker_may_be_a_person_or_an_organisation(small):
    assert ids(small, speakers=("p1",)) == ["r2", "r4"]
    assert ids(small, speakers=("city",)) == ["r3"]


def test_an_organisation_counts_where_it_is_named_not_where_it_speaks(small):
    assert ids(small, organisations=("city",)) == ["r2", "r5"]


def test_a_theme_counts_in_any_place_unless_only_main_themes_do(small):
    assert ids(small, themes=("housing",)) == ["r1", "r2", "r3", "r4", "r6"]
    assert ids(small, themes=("housing",), is_main_theme_only=True) == ["r1", "r3", "r6"]


def test_every_theme_together_narrows_instead_of_widening(small):
    assert ids(small, themes=("housing", "bus"), is_every_theme=True) == ["r4", "r6"]
    assert ids(small, themes=("housing", "bus", "language"), is_every_theme=True) == ["r6"]
    assert ids(small, themes=("bus",), is_every_theme=True) == ["r4", "r5", "r6"]


def test_no_remark_has_two_main_themes(small):
    asked = {"themes": ("housing", "bus"), "is_every_theme": True, "is_main_theme_only": True}
    assert ids(small, **asked) == []


def test_every_theme_without_a_theme_leaves_all_remarks(small):
    assert len(ids(small, is_every_theme=True, is_main_theme_only=True)) == 6


def test_a_query_narrows_like_a_filter(small):
    assert ids(small, query="tolken") == ["r2"]
    assert ids(small, query="tolken", groups=("south",)) == []
    assert ids(small, query="   ") == ["r1", "r2", "r3", "r4", "r5", "r6"]


def test_an_exact_query_finds_no_other_form_of_a_word(small):
    assert ids(small, query="woning") == ["r3", "r4"]
    assert ids(small, query="woning", is_exact=True) == []


@pytest.mark.parametrize("facet", FACETS)
def test_an_unknown_key_matches_nothing(small, facet):
    assert ids(small, **{facet: ("no such key",)}) == []


def test_an_unknown_key_beside_a_known_one_takes_nothing_away(small):
    assert ids(small, groups=("no such key", "opening")) == ["r1"]


def test_selecting_keeps_every_column_and_the_order(small):
    chosen = select_remarks(small, Selection(sentiments=("positive",)))
    assert list(chosen.columns) == list(small.remarks.columns)
    assert chosen.index.tolist() == [2, 4]


def test_a_dataset_without_remarks_gives_empty_answers():
    facets = RemarkFacets(make_dataset(**EMPTY))
    assert facets.select(Selection(groups=("north",), query="wonen")).empty
    assert facets.select_theme_rows(Selection()).empty
    none = {facet: {} for facet in FACETS}
    assert facets.count_options(Selection()) == none | {"meetings": {"klein": 0}}
    assert facets.find_loosenings(Selection(groups=("north",))) == []


@ON_BOTH
@pytest.mark.parametrize("seed", range(30))
def test_a_random_selection_keeps_what_a_plain_loop_keeps(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    expected = [remark["remark_id"] for remark in selected(dataset, selection)]
    assert facets.select(selection)["remark_id"].tolist() == expected
    assert facets.mask(selection).sum() == len(expected)


def test_the_random_selections_are_worth_testing(dataset):
    sizes = [len(selected(dataset, make_selection(dataset, Random(seed)))) for seed in range(30)]
    assert sum(0 < size < len(dataset.remarks) for size in sizes) >= 15
    assert 0 in sizes


@pytest.mark.parametrize("name", [*FACETS, *SWITCHES])
def test_each_field_of_a_selection_narrows_something(dataset, facets, name):
    pair = next(remark["themes"][:2] for remark in list_remarks(dataset) if remark["themes"][1:])
    wide, narrow = {
        "is_exact": (Selection(query="kind"), True),
        # Taking in what is related widens: leaving it narrows.
        "has_related": (Selection(query="kinderen", has_related=True), False),
        "is_main_theme_only": (Selection(themes=pair[1:]), True),
        "is_every_theme": (Selection(themes=pair), True),
        "query": (Selection(), "kinderen"),
    }.get(name, (Selection(), None))
    if name == "meetings":
        dataset = load_dataset(EXAMPLE)
        facets = RemarkFacets(dataset)
    if narrow is None:
        narrow = (list_options(dataset, name)[0],)
    before = facets.mask(wide)
    after = facets.mask(replace(wide, **{name: narrow}))
    assert 0 < after.sum() < before.sum()
    assert not (after & ~before).any()


def test_a_mask_cannot_be_spoilt_by_who_receives_it(small_facets):
    mask = small_facets.mask(Selection())
    with pytest.raises(ValueError, match="read-only"):
        mask[0] = False


def test_a_column_added_to_selected_remarks_stays_with_who_added_it(small):
    facets = RemarkFacets(small)
    chosen = facets.select(Selection())
    chosen["mine"] = 1
    assert "mine" not in facets.select(Selection()).columns
    assert "mine" not in small.remarks.columns


# Facet counts


def test_an_option_counts_the_remarks_that_it_would_give(small_facets):
    counts = small_facets.count_options(Selection())
    assert counts == {
        "groups": {"opening": 1, "north": 2, "south": 3},
        "sentiments": {"positive": 2, "missing": 2, "critical": 1, "neutral": 1},
        "themes": {"housing": 5, "bus": 3, "language": 2, "sport": 0},
        "speakers": {"p1": 2, "p2": 1, "city": 1},
        "organisations": {"local": 2, "city": 2},
        # Nothing was answered, nor asked of the answers.
        "statuses": dict.fromkeys(("new", "read", "busy", "done", "planned", "refused"), 0),
        "owners": {},
        "meetings": {"klein": 6},
    }


def test_a_column_more_gives_its_facet_something_to_choose(small_facets):
    statuses = ["open", "open", "done", "open", "new", "open"]
    answered = small_facets.with_column("status", statuses)
    assert answered.count_options(Selection())["statuses"]["done"] == 1
    two = answered.select(Selection(statuses=("done", "new")))
    assert two["remark_id"].tolist() == ["r3", "r5"]
    assert answered.select(Selection(statuses=("done",), groups=("south",))).empty
    assert answered.count_options(Selection())["groups"] == {"opening": 1, "north": 2, "south": 3}
    assert [facet.name for facet in answered.asked][-1] == "statuses"
    # Those of before know nothing of it, and where all have the same one there is no choice.
    assert "status" not in small_facets.dataset.remarks
    for same in (small_facets, small_facets.with_column("status", ["new"] * 6)):
        assert "statuses" not in [facet.name for facet in same.asked]


def test_a_choice_does_not_empty_the_other_options_of_its_own_facet(small_facets):
    counts = small_facets.count_options(Selection(groups=("north",)))
    assert counts["groups"] == {"opening": 1, "north": 2, "south": 3}
    assert counts["sentiments"] == {"positive": 1, "missing": 1, "critical": 0, "neutral": 0}
    assert counts["themes"] == {"housing": 2, "bus": 0, "language": 1, "sport": 0}


def test_main_themes_count_each_remark_once(small_facets):
    counts = small_facets.count_options(Selection(is_main_theme_only=True))
    assert counts["themes"] == {"housing": 3, "bus": 2, "language": 1, "sport": 0}


def test_with_every_theme_an_option_says_what_adding_it_would_leave(small_facets):
    counts = small_facets.count_options(Selection(themes=("bus",), is_every_theme=True))
    assert counts["themes"] == {"housing": 2, "bus": 3, "language": 1, "sport": 0}


@ON_BOTH
@pytest.mark.parametrize("seed", range(30))
def test_counts_of_options_equal_a_plain_loop(dataset, facets, seed):
    selection = replace(make_selection(dataset, Random(seed)), is_every_theme=False)
    counts = facets.count_options(selection)
    for facet in FACETS:
        expected = {
            key: len(selected(dataset, replace(selection, **{facet: (key,)})))
            for key in list_options(dataset, facet)
        }
        assert counts[facet] == expected, facet


def test_options_stand_in_the_order_of_the_screen(small_facets):
    assert small_facets.options("groups") == ("opening", "north", "south")
    assert small_facets.options("themes") == ("housing", "bus", "language", "sport")
    assert small_facets.options("speakers") == ("p1", "p2", "city")
    # By name: Buurtwerk, Stad.
    assert small_facets.options("organisations") == ("local", "city")


def test_who_said_nothing_and_is_never_named_is_no_option(small_facets):
    assert "p3" not in small_facets.options("speakers")
    assert "silent" not in small_facets.options("organisations")


# Finding more


def test_an_empty_result_names_each_filter_with_what_it_costs(small_facets):
    ways = small_facets.find_loosenings(
        Selection(groups=("south",), sentiments=("positive",), themes=("housing",))
    )
    # Without sentiment: r4, r6. Without group: r3. Without theme: r5.
    assert [(way.field, way.remark_count) for way in ways] == [
        ("sentiments", 2), ("groups", 1), ("themes", 1),
    ]


def test_a_filter_that_gives_nothing_when_loosened_is_not_named(small_facets):
    ways = small_facets.find_loosenings(Selection(themes=("sport",), query="tolken"))
    assert [(way.field, way.remark_count) for way in ways] == [("themes", 1)]


def test_the_query_can_be_loosened_too(small_facets):
    ways = small_facets.find_loosenings(Selection(groups=("south",), query="tolken"))
    assert [(way.field, way.remark_count) for way in ways] == [("query", 3), ("groups", 1)]


@ON_BOTH
@pytest.mark.parametrize("seed", range(30))
def test_what_loosening_promises_is_what_it_gives(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    expected = {}
    for name in (*FACETS, "query"):
        if getattr(selection, name):
            wider = replace(selection, **{name: "" if name == "query" else ()})
            if count := len(selected(dataset, wider)):
                expected[name] = count
    ways = facets.find_loosenings(selection)
    assert {way.field: way.remark_count for way in ways} == expected
    assert [way.remark_count for way in ways] == sorted(expected.values(), reverse=True)


# Changing a selection


def test_a_key_is_toggled_on_at_the_end_and_off_again():
    on = Selection(groups=("a", "b")).toggled("groups", "c")
    assert on.groups == ("a", "b", "c")
    assert on.toggled("groups", "b").groups == ("a", "c")


def test_toggling_leaves_the_other_fields_alone():
    before = Selection(groups=("a",), query="q", is_exact=True)
    assert before.toggled("themes", "t") == replace(before, themes=("t",))


def test_only_a_facet_holds_keys():
    with pytest.raises(ValueError, match="'query' is no facet; facets are groups, sentiments"):
        Selection().with_keys("query", ("a",))


def test_clearing_keeps_how_the_reader_searches_and_counts():
    full = Selection(
        **dict.fromkeys(FACETS, ("a",)), query="q", is_exact=True, is_main_theme_only=True
    )
    assert full.cleared() == Selection(is_exact=True, is_main_theme_only=True)


@pytest.mark.parametrize(
    ("selection", "is_narrowed"),
    [
        (Selection(), False),
        (Selection(query="  "), False),
        (Selection(is_exact=True, is_main_theme_only=True, is_every_theme=True), False),
        (Selection(query="x"), True),
        *((Selection(**{facet: ("a",)}), True) for facet in FACETS),
    ],
)
def test_a_selection_is_narrowed_by_a_filter_or_a_query(selection, is_narrowed):
    assert selection.is_narrowed is is_narrowed


# Theme rows


def test_there_is_one_theme_row_per_remark_and_theme(small):
    rows = to_theme_rows(small.remarks)
    assert rows.astype(object).values.tolist() == [
        [0, "housing", True, "critical", "opening", "opening"],
        [1, "language", True, "missing", "north", "p1"],
        [1, "housing", False, "missing", "north", "p1"],
        [2, "housing", True, "positive", "north", "city"],
        [3, "bus", True, "missing", "south", "p1"],
        [3, "housing", False, "missing", "south", "p1"],
        [4, "bus", True, "positive", "south", "south"],
        [5, "housing", True, "neutral", "south", "p2"],
        [5, "bus", False, "neutral", "south", "p2"],
        [5, "language", False, "neutral", "south", "p2"],
    ]


def test_theme_rows_of_a_selection_are_those_of_its_remarks(small_facets):
    rows = small_facets.select_theme_rows(Selection(themes=("language",)))
    # A filter picks remarks; every theme of those remarks is counted.
    assert rows["theme"].tolist() == ["language", "housing", "housing", "bus", "language"]


@ON_BOTH
@pytest.mark.parametrize("seed", range(10))
def test_with_main_themes_only_there_is_one_theme_row_per_remark(dataset, facets, seed):
    selection = replace(make_selection(dataset, Random(seed)), is_main_theme_only=True)
    rows = facets.select_theme_rows(selection)
    expected = [remark["themes"][0] for remark in selected(dataset, selection)]
    assert rows["theme"].tolist() == expected


def test_a_remark_is_found_by_its_id(small_facets):
    assert small_facets.find_places(["r3", "r1"]) == [2, 0]
    with pytest.raises(KeyError, match="r99"):
        small_facets.find_places(["r99"])


def test_indexing_changes_nothing_in_the_dataset(dataset):
    before = dataset.remarks.to_dict("records")
    RemarkFacets(dataset).count_options(Selection(query="wonen"))
    assert dataset.remarks.to_dict("records") == before
    assert np.array_equal(dataset.remarks.index, np.arange(len(before)))


# What a click on a number opens


@ON_BOTH
@pytest.mark.parametrize("seed", range(40))
def test_a_click_on_a_number_of_a_theme_opens_as_many_remarks(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    counts = Counter(facets.select_theme_rows(selection)["theme"])
    opened = {
        theme: narrowed and int(facets.mask(narrowed).sum())
        for theme in counts if (narrowed := selection.narrowed_to_themes(theme))
    }
    assert opened == {theme: count for theme, count in counts.items() if theme in opened}
    # Only alternatives leave themes that no filter can single out.
    if len(selection.themes) < 2 or selection.is_every_theme:
        assert set(opened) == {theme for theme, count in counts.items() if count}


@ON_BOTH
@pytest.mark.parametrize("seed", range(40))
def test_a_click_on_two_themes_opens_the_remarks_with_both(dataset, facets, seed):
    selection = make_selection(dataset, Random(seed))
    together = Counter(
        pair for remark in selected(dataset, selection)
        for pair in combinations(sorted(remark["themes"]), 2)
    )
    for pair, count in together.items():
        narrowed = selection.narrowed_to_themes(*pair)
        assert narrowed is None or len(facets.select(narrowed)) == count
    if not selection.themes and not selection.is_main_theme_only:
        assert all(selection.narrowed_to_themes(*pair) for pair in together)


BAR = ("housing", "missing")


@pytest.mark.parametrize("before", [
    Selection(), Selection(themes=("bus",)), Selection(groups=("south",)),
    Selection(themes=("bus", "language"), is_every_theme=True),
])
def test_a_second_click_on_a_bar_takes_the_first_one_back(before):
    once = before.with_bar(*BAR)
    assert "housing" in once.themes
    assert once.sentiments == ("missing",)
    assert once.with_bar(*BAR).themes == before.themes
    assert once.with_bar(*BAR).sentiments == ()


def test_a_bar_that_no_filter_can_give_changes_nothing():
    alternatives = Selection(themes=("bus", "language"))
    assert alternatives.with_bar(*BAR) == alternatives


def test_with_one_theme_left_a_second_one_is_an_alternative_again():
    both = Selection(themes=("bus", "housing"), is_every_theme=True)
    one = both.toggled("themes", "bus")
    assert not one.is_every_theme
    assert not one.toggled("themes", "language").is_every_theme
