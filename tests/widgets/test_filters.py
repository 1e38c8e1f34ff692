"""
The filters beside every page: what is chosen goes to the view, the link and the page.
"""

from analysis.selection import Selection
from tests.counting import list_options, selected
from tests.screen import html_of, link_of, open_page, press, run


def test_a_choice_in_the_filters_goes_to_the_link_and_the_list(dataset):
    app = open_page("remarks")
    press(app, "facets", do="filter", facet="groups", key="group_2")
    for theme in ("housing", "income"):
        press(app, "facets", do="filter", facet="themes", key=theme)
    selection = Selection(groups=("group_2",), themes=("housing", "income"))
    assert app.session_state["state.view"].selection == selection
    assert link_of(app) == {"groep": ["group_2"], "thema": ["housing", "income"]}
    expected = [remark["remark_id"] for remark in selected(dataset, selection)]
    assert html_of(app, "remarks").remark_ids() == expected


def test_another_choice_starts_at_the_first_page():
    app = open_page("remarks", {"blad": ["3"]})
    press(app, "facets", do="filter", facet="sentiments", key="missing")
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
    options = html_of(app, "facets").text_in("button", data_facet="themes")
    rows = dataset.codebook.to_dict("records")
    labels = [row["label"] for row in rows if row["field"] == "theme"]
    expected = [
        len(selected(dataset, Selection(themes=(key,), sentiments=("missing",))))
        for key in list_options(dataset, "themes")
    ]
    assert options == [
        f"{label} · {count}" for label, count in zip(labels, expected, strict=True)
    ]


def test_what_is_chosen_is_pressed_and_named_where_the_list_is_folded():
    app = open_page("remarks", {"groep": ["group_2"], "thema": ["housing", "income"]})
    facets = html_of(app, "facets")
    pressed = [button["data-key"] for button in facets.find("button", aria_pressed="true")]
    assert pressed == ["group_2", "income", "housing"]
    assert facets.text_in("summary") == [
        "ThemaWonen en dakloosheid, Inkomen en materiële hulp", "Sprekeralle",
        "Genoemde organisatiealle",
    ]
    press(app, "facets", do="filter", facet="themes", key="housing")
    assert link_of(app) == {"groep": ["group_2"], "thema": ["income"]}


def test_the_switch_for_themes_together_is_there_only_with_two_themes():
    def switches(parameters):
        app = open_page("remarks", parameters)
        return {button["data-field"]: button["aria-checked"]
                for button in html_of(app, "facets").find("button", role="switch")}

    assert switches({"thema": ["housing"]}) == {
        "is_main_theme_only": "false", "hides_names": "false"}
    assert switches({"thema": ["housing", "income"], "samen": ["ja"]}) == {
        "is_main_theme_only": "false", "is_every_theme": "true", "hides_names": "false"}


def test_main_themes_only_leaves_no_themes_together():
    app = open_page("remarks", {"thema": ["housing", "income"], "samen": ["ja"]})
    press(app, "facets", do="switch", field="is_main_theme_only")
    assert link_of(app) == {"thema": ["housing", "income"], "hoofdthema": ["ja"]}
    press(app, "facets", do="switch", field="hides_names")
    assert link_of(app)["zonder-namen"] == ["ja"]
    press(app, "facets", do="switch", field="hides_names")
    assert "zonder-namen" not in link_of(app)
