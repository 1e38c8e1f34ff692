"""
What a click asks: every verb that is drawn, and what no element of ours sends.
"""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.actions import BROWSER_VERBS, VERBS, ActionError, act
from analysis.facet import FACET_NAMES
from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import MOST_SHELVED, View

ROOT = Path(__file__).resolve().parents[2]
# The slides are walked by a dispatcher of their own, widgets/screens/stage.py.
STAGE_VERBS = {"stage"}
HOUSING = View(Selection(themes=("housing",)), page=3)


def find_drawn_verbs():
    """Give every verb that some code draws: as data_do="…", or as {"do": "…"}."""
    for folder in ("drawing", "widgets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.keyword) and node.arg == "data_do":
                    yield from find_words(node.value)
                if isinstance(node, ast.Dict):
                    for key, value in zip(node.keys, node.values, strict=True):
                        if isinstance(key, ast.Constant) and key.value == "do":
                            yield from find_words(value)


def find_words(node):
    assert isinstance(node, ast.Constant), "a verb is written out where it is drawn"
    yield node.value


def test_every_verb_that_is_drawn_does_something():
    assert set(find_drawn_verbs()) <= VERBS | BROWSER_VERBS | STAGE_VERBS


def test_every_verb_that_does_something_is_drawn():
    assert set(find_drawn_verbs()) >= VERBS | BROWSER_VERBS | STAGE_VERBS


@pytest.mark.parametrize(
    ("event", "view", "page"),
    [
        ({"do": "filter", "facet": "themes", "key": "bus"},
         View(Selection(themes=("housing", "bus"))), ""),
        ({"do": "filter", "facet": "themes", "key": "housing"}, View(), ""),
        ({"do": "remove", "facet": "themes", "key": "housing"}, View(), ""),
        ({"do": "clear"}, View(), ""),
        ({"do": "loosen", "field": "themes"}, View(), ""),
        ({"do": "only", "groups": "north", "page": "remarks"},
         View(Selection(themes=("housing",), groups=("north",))), "remarks"),
        ({"do": "only", "themes": ""}, View(), ""),
        ({"do": "narrow", "themes": "bus", "sentiments": "missing"},
         View(Selection(themes=("housing", "bus"), sentiments=("missing",), is_every_theme=True)),
         ""),
        ({"do": "label", "facet": "sentiments", "key": "missing"},
         View(Selection(sentiments=("missing",))), "remarks"),
        ({"do": "bar", "theme": "housing", "sentiment": "missing"},
         View(Selection(themes=("housing",), sentiments=("missing",))), ""),
        ({"do": "query", "query": "a b"}, View(Selection(themes=("housing",), query="a b")), ""),
        ({"do": "understand", "query": "a", "groups": "north south", "themes": "bus"},
         View(Selection(themes=("bus",), groups=("north", "south"), query="a")), ""),
        ({"do": "related"}, View(Selection(themes=("housing",), has_related=True)), ""),
        ({"do": "open", "key": "r1"}, View(HOUSING.selection, page=3, remark="r1"), "remarks"),
        ({"do": "in_report", "key": "r1"}, View(HOUSING.selection, page=3, remark="r1"), "report"),
        ({"do": "line", "line": "549"}, View(HOUSING.selection, page=3, line=549), "report"),
        ({"do": "query", "query": "bus", "page": "search"},
         View(Selection(themes=("housing",), query="bus")), "search"),
        ({"do": "close"}, HOUSING, ""),
        ({"do": "profile", "key": "p1"}, View(HOUSING.selection, page=3, profile="p1"),
         "directory"),
        ({"do": "page", "page": "shortlist"}, HOUSING, "shortlist"),
        ({"do": "shelve", "key": "r1"}, View(HOUSING.selection, page=3, shortlist=(("r1", ""),)),
         ""),
        ({"do": "move", "key": "r1", "steps": "-1"}, HOUSING, ""),
        ({"do": "present"}, View(HOUSING.selection, page=3, is_shortlist=True), "present"),
        ({"do": "answer", "key": "a1"}, View(HOUSING.selection, answer="a1"), "answer"),
        ({"do": "answer", "key": "", "remarks": "r1 r2"},
         View(HOUSING.selection, answering=("r1", "r2")), "answer"),
        ({"do": "take_out", "key": "r1"}, HOUSING, ""),
        ({"do": "dismiss"}, HOUSING, ""),
    ],
)
def test_a_verb_does_what_it_says(event, view, page):
    done = act(HOUSING, event)
    assert (done.view, done.page) == (view, page)
    assert done.is_dismissal is (event["do"] == "dismiss")
    assert page in ("", *(page.name for page in PAGES))


def test_a_query_is_taken_away_like_a_filter():
    searching = View(Selection(query="x", has_related=True))
    assert act(searching, {"do": "remove", "facet": "query", "key": ""}).view == View()
    assert act(searching, {"do": "loosen", "field": "query"}).view == View()


def test_a_click_that_came_too_late_to_be_said_changes_nothing():
    view = View(Selection(themes=("bus", "housing")))
    assert act(view, {"do": "narrow", "themes": "sport", "page": "remarks"}).page == ""
    assert act(view, {"do": "narrow", "themes": "sport", "page": "remarks"}).view == view


def test_a_line_that_is_asked_for_takes_the_place_of_a_remark_and_the_other_way_round():
    view = View(remark="r1")
    assert act(view, {"do": "line", "line": "9" * 5000}).view == View(line=999_999_999)
    view = View(line=9)
    assert act(view, {"do": "in_report", "key": "r1"}).view == View(remark="r1")
    assert act(view, {"do": "open", "key": "r1"}).view == View(remark="r1")


def test_a_remark_is_taken_out_of_an_answer_but_not_the_last_one():
    view = View(answering=("r1", "r2"))
    one = act(view, {"do": "take_out", "key": "r1"}).view
    assert one == View(answering=("r2",))
    assert act(one, {"do": "take_out", "key": "r2"}).view == one


def test_what_is_on_the_form_of_an_answer_is_not_in_the_link_of_another_page():
    view = View(answer="a1", answering=("r1",))
    assert act(view, {"do": "open", "key": "r1"}).view == View(remark="r1")
    assert act(view, {"do": "filter", "facet": "themes", "key": "bus"}).view.answer == "a1"


def test_a_remark_is_moved_in_its_list():
    view = View(shortlist=(("r1", ""), ("r2", "x")))
    moved = act(view, {"do": "move", "key": "r2", "steps": "-1"}).view
    assert moved.shortlist == (("r2", "x"), ("r1", ""))


def test_a_full_list_refuses_one_more_and_says_so():
    full = View(shortlist=tuple((f"r{number}", "") for number in range(MOST_SHELVED)))
    done = act(full, {"do": "shelve", "key": "new"})
    assert (done.view, done.is_refused) == (full, True)
    assert not act(full, {"do": "shelve", "key": "r1"}).is_refused


@pytest.mark.parametrize(
    "event",
    [
        {}, {"do": ""}, {"do": "drop"}, {"do": None}, {"do": ["filter"]}, {"do": {}},
        {"do": "__class__"}, {"do": "filter"}, {"do": "filter", "facet": "themes"},
        {"do": "filter", "facet": "themes", "key": "a", "page": "remarks"},
        {"do": "filter", "facet": "__class__", "key": "a"},
        {"do": "filter", "facet": "with_keys", "key": "a"},
        {"do": "filter", "facet": "query", "key": "a"},
        {"do": "filter", "facet": "themes", "key": None},
        {"do": "filter", "facet": "themes", "key": 7},
        {"do": "filter", "facet": ["themes"], "key": "a"},
        {"do": "loosen", "field": "is_exact"}, {"do": "page", "page": "nowhere"},
        {"do": "only", "chosen": "x"}, {"do": "move", "key": "r1", "steps": "abc"},
        {"do": "move", "key": "r1", "steps": "99999999999"}, {"do": "open", "key": ["r1"]},
        {"do": "clear", 7: "x"}, {"do": "line"}, {"do": "line", "line": ""},
        {"do": "line", "line": "-1"}, {"do": "line", "line": "1e3"},
    ],
    ids=repr,
)
def test_what_no_element_sends_is_refused(event):
    with pytest.raises(ActionError) as caught:
        act(HOUSING, event)
    assert len(str(caught.value)) < 250


FIELDS = ["do", "facet", "key", "page", "steps", "field", "query", "theme", "sentiment", "x",
          *FACET_NAMES]
ANYTHING = st.one_of(
    st.sampled_from([*VERBS, *FACET_NAMES, "remarks", "1", "-1", ""]), st.text(max_size=9),
    st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2),
)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=6))
def test_whatever_a_stranger_sends_gives_a_view_or_is_refused(event):
    try:
        done = act(HOUSING, event)
    except ActionError:
        return
    assert isinstance(done.view, View)
    assert isinstance(done.view.selection, Selection)
