"""
Thirty random states, through the real frame: header, list, table, chart and link agree.
"""

import re
from collections import Counter
from random import Random

import pytest

from analysis.link import to_parameters
from analysis.view import View
from loaders.dataset import DATA_DIR
from tests.counting import EXAMPLE, ON_BOTH, make_selection, selected
from tests.screen import chart_bars, count_line, html_blocks, html_of, link_of, open_page, run

SEEDS = range(30)
pytestmark = ON_BOTH


@pytest.fixture(scope="module", autouse=True)
def shown_data(dataset):
    """The app shows the data that the test counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(EXAMPLE if len(dataset.reports) > 1 else DATA_DIR))
        yield


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request, dataset):
    """Give a random selection with the remarks that a plain loop finds."""
    selection = make_selection(dataset, Random(request.param))
    return selection, selected(dataset, selection)


def test_header_list_table_and_link_agree(dataset, drawn):
    selection, expected = drawn
    ids = [remark["remark_id"] for remark in expected]
    parameters = to_parameters(View(selection, sort="report"))
    app = open_page("remarks", parameters)
    assert count_line(app) == f"{len(ids)} van {len(dataset.remarks)} opmerkingen"
    # The link stays as it came.
    assert link_of(app) == parameters
    if not ids:
        assert "Geen opmerkingen gevonden" in html_of(app, "remarks").html
        return
    assert shown_on_all_pages(app, len(ids)) == ids
    app.button_group(key="ask.layout").set_value("table")
    run(app)
    assert html_of(app, "remarks").remark_ids() == ids[:25]
    assert link_of(app)["weergave"] == ["table"]


def shown_on_all_pages(app, expected_count):
    """Leaf through the whole list, and give the ids of its remarks."""
    found = html_of(app, "remarks").remark_ids()
    for page in range(2, -(-expected_count // 25) + 1):
        app.get("pagination")[0].set_value(page)
        run(app)
        found += html_of(app, "remarks").remark_ids()
        assert link_of(app)["blad"] == [str(page)]
    return found


def test_header_chart_and_its_table_agree(dataset, drawn):
    selection, expected = drawn
    app = open_page("overview", to_parameters(View(selection)))
    assert count_line(app) == f"{len(expected)} van {len(dataset.remarks)} opmerkingen"
    if not expected:
        assert chart_bars(app) is None
        assert "Geen opmerkingen gevonden" in html_of(app, "remarks").html
        return
    counts = Counter(
        (theme, remark["sentiment"])
        for remark in expected
        for theme in (remark["themes"][:1] if selection.is_main_theme_only else remark["themes"])
    )
    bars = {keys: abs(length) for keys, length in chart_bars(app).items() if length}
    found = {sentiment for _, sentiment in counts}
    usual = {"missing", "positive"}
    shown_in_bars = set(selection.sentiments) or (usual if usual & found else found)
    assert bars == {keys: count for keys, count in counts.items() if keys[1] in shown_in_bars}
    app.session_state["hero_table"] = True
    run(app)

    def shown(theme):
        # A number can be clicked where filters can say which remarks it counts: not where one
        # of several themes is enough, or only a main theme counts, and this is none of them.
        is_any = selection.is_main_theme_only or not selection.is_every_theme
        most = 0 if selection.is_main_theme_only else 1
        return theme in selection.themes or not (is_any and len(selection.themes) > most)

    cells = {
        (button["data-themes"], button["data-sentiments"]): int(button["text"])
        for button in html_of(app, "hero_numbers").find("button", data_do="narrow")
    }
    assert cells == {keys: count for keys, count in counts.items() if shown(keys[0])}
    figures = {
        figure["data-key"]: int(re.match(r"\d+", figure["text"]).group())
        for figure in html_of(app, "headline").find("button", class_="figure")
    }
    by_sentiment = Counter(remark["sentiment"] for remark in expected)
    assert {key: count for key, count in figures.items() if count} == by_sentiment
    matrix = {
        (button["data-themes"], button["data-groups"]): int(button["text"])
        for button in html_of(app, "group_matrix").find("button", data_do="narrow")
    }
    assert matrix == Counter(
        (theme, remark["group"])
        for remark in expected
        for theme in (remark["themes"][:1] if selection.is_main_theme_only else remark["themes"])
        if shown(theme)
    )


def test_the_link_brings_the_same_view_to_a_fresh_session(drawn):
    selection, _ = drawn
    first = open_page("overview", to_parameters(View(selection)))
    second = open_page("remarks", link_of(first))
    assert second.session_state["state.view"] == first.session_state["state.view"]
    assert second.session_state["state.view"].selection == selection
    assert link_of(second) == link_of(first)
    assert "notices" not in html_blocks(second)
