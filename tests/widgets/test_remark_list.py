"""
The list of remarks: its order, its pages, and what it says where nothing is found.
"""

from analysis.selection import Selection
from tests.counting import selected
from tests.screen import html_of, open_page


def test_an_empty_result_names_each_filter_and_what_it_costs(dataset):
    parameters = {"groep": ["opening"], "thema": ["housing"], "oordeel": ["positive"]}
    selection = Selection(groups=("opening",), themes=("housing",), sentiments=("positive",))
    assert selected(dataset, selection) == []
    block = html_of(open_page("remarks", parameters), "remarks")
    gains = {
        button["data-field"]: int(button["text"].rpartition(": ")[2].split()[0])
        for button in block.find("button", data_do="loosen")
    }
    without = {
        facet: len(selected(dataset, selection.with_keys(facet, ())))
        for facet in ("sentiments", "groups", "themes")
    }
    assert gains == {facet: count for facet, count in without.items() if count}
    assert block.find("button", data_do="clear")


def test_a_page_far_past_the_last_one_shows_the_last_one(dataset):
    app = open_page("remarks", {"blad": ["999"]})
    assert html_of(app, "remarks").remark_ids()[-1] == dataset.remarks["remark_id"].iloc[-1]
