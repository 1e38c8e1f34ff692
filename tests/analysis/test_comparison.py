"""
What stands side by side: which columns, and what each of them says of the same theme.
"""

import pytest

from analysis.comparison import lay_side_by_side, to_comparison, with_columns
from analysis.selection import Selection
from analysis.view import View
from tests.counting import list_options, list_remarks, selected


def columns_of(facets, view):
    return [column.keys for column in to_comparison(facets, view).columns]


def test_what_is_chosen_stands_side_by_side_in_that_order(facets):
    view = View(Selection(groups=("group_3b", "group_1")))
    assert columns_of(facets, view) == [("group_3b",), ("group_1",)]
    themes = View(Selection(themes=("work", "digital"), is_every_theme=True),
                  compare_facet="themes")
    assert columns_of(facets, themes) == [("work",), ("digital",)]
    assert not to_comparison(facets, themes).selection.is_every_theme


def test_where_nothing_is_chosen_those_with_most_remarks_stand_there(facets):
    assert columns_of(facets, View()) == [("group_2",), ("group_3b",), ("group_1",)]
    assert len(facets.select(to_comparison(facets, View()).selection)) == 68 + 65 + 45


@pytest.mark.parametrize(("view", "is_selectable"), [
    (View(Selection(groups=("group_1",), sentiments=("missing",))), True),
    # A remark may be about work and about something else: no filter on themes leaves it out.
    (View(Selection(themes=("work",), groups=("group_1", "group_2")), compare_facet="themes"),
     False),
])
def test_one_stands_beside_all_the_rest(dataset, facets, view, is_selectable):
    comparison = to_comparison(facets, view)
    chosen, rest = comparison.columns
    assert (chosen.is_rest, rest.is_rest, rest.is_selectable) == (False, True, is_selectable)
    whole = selected(dataset, view.selection.with_keys(view.compare_facet, ()))
    one = selected(dataset, view.selection)
    assert [row["remark_id"] for row in dataset.remarks[chosen.mask].to_dict("records")] == [
        remark["remark_id"] for remark in one]
    assert [row["remark_id"] for row in dataset.remarks[rest.mask].to_dict("records")] == [
        remark["remark_id"] for remark in whole if remark not in one]
    assert len(facets.select(comparison.selection)) == len(whole)
    if is_selectable:
        assert len(facets.select(view.selection.with_keys("groups", rest.keys))) == sum(rest.mask)


@pytest.mark.parametrize("is_main_only", [False, True])
@pytest.mark.parametrize("facet", ["groups", "themes"])
def test_each_remark_lies_where_a_plain_loop_lays_it(dataset, facets, facet, is_main_only):
    keys = tuple(list_options(dataset, facet)[1:4])
    selection = Selection(sentiments=("missing",), is_main_theme_only=is_main_only)
    view = View(selection.with_keys(facet, keys), compare_facet=facet)
    laid = lay_side_by_side(facets, to_comparison(facets, view))
    expected = {}
    for place, remark in enumerate(list_remarks(dataset)):
        themes = remark["themes"][:1] if is_main_only else remark["themes"]
        pairs = [(theme, remark["group"]) for theme in themes]
        pairs = pairs if facet == "groups" else [(group, theme) for theme, group in pairs]
        for across, key in pairs:
            if key in keys and remark["sentiment"] == "missing":
                expected.setdefault(across, ([], [], []))[keys.index(key)].append(place)
    assert laid == expected
    order = list_options(dataset, "themes" if facet == "groups" else "groups")
    assert list(laid) == [key for key in order if key in laid]


@pytest.mark.parametrize(("compared", "columns"), [
    (("group_3a", "group_1"), ("group_3a", "group_1")),
    # One that was named alone stood beside the two largest.
    (("opening",), ("opening", "group_2", "group_3b")),
    # What is no group was no column, and the largest three stood there, as they still do.
    (("work",), ()),
])
def test_an_old_link_opens_the_comparison_it_opened_before(facets, compared, columns):
    view = with_columns(facets, View(compared=compared))
    assert view == View(Selection(groups=columns))


def test_the_columns_of_an_old_link_come_before_its_filter_on_groups(facets):
    old = View(Selection(groups=("closing",), themes=("work",)),
               compared=("group_1", "group_2"))
    assert with_columns(facets, old).selection == Selection(
        groups=("group_1", "group_2"), themes=("work",))
