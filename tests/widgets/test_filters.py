"""
The filters beside every page: what is chosen goes to the view, the link and the page.
"""

from analysis.selection import Selection
from tests.counting import list_options, selected
from tests.screen import html_of, link_of, open_page, run


def test_a_choice_in_the_filters_goes_to_the_link_and_the_list(dataset):
    app = open_page("remarks")
    app.button_group(key="ask.groups").set_value(["group_2"])
    run(app)
    app.multiselect(key="ask.themes").set_value(["housing", "income"])
    run(app)
    selection = Selection(groups=("group_2",), themes=("housing", "income"))
    assert app.session_state["state.view"].selection == selection
    assert link_of(app) == {"groep": ["group_2"], "thema": ["housing", "income"]}
    expected = [remark["remark_id"] for remark in selected(dataset, selection)]
    assert html_of(app, "remarks").remark_ids() == expected


def test_another_choice_starts_at_the_first_page():
    app = open_page("remarks", {"blad": ["3"]})
    app.button_group(key="ask.sentiments").set_value(["missing"])
    run(app)
    assert link_of(app) == {"oordeel": ["missing"]}


def test_a_search_goes_to_the_link_and_orders_by_relevance():
    app = open_page("remarks")
    app.text_input(key="ask.query").set_value("armoede")
    run(app)
    assert link_of(app) == {"zoek": ["armoede"]}
    assert app.selectbox(key="ask.sort").value == "relevance"
    assert len(html_of(app, "remarks").find("mark")) > 0


def test_every_option_of_a_filter_says_how_many_it_gives(dataset):
    app = open_page("overview", {"oordeel": ["missing"]})
    options = app.multiselect(key="ask.themes").options
    rows = dataset.codebook.to_dict("records")
    labels = [row["label"] for row in rows if row["field"] == "theme"]
    expected = [
        len(selected(dataset, Selection(themes=(key,), sentiments=("missing",))))
        for key in list_options(dataset, "themes")
    ]
    assert options == [
        f"{label} · {count}" for label, count in zip(labels, expected, strict=True)
    ]


def test_the_switch_for_themes_together_is_there_only_with_two_themes():
    def switches(parameters):
        return [toggle.key for toggle in open_page("remarks", parameters).toggle]

    assert "ask.is_every_theme" not in switches({"thema": ["housing"]})
    assert "ask.is_every_theme" in switches({"thema": ["housing", "income"]})
