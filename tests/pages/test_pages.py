"""
Rules of every page, through the real frame: it opens, it counts right, and its link brings it back.
"""

import os
import re
import shutil
from collections import Counter
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from analysis.link import to_parameters
from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import View
from tests.counting import list_options, make_selection, selected
from tests.screen import (
    ROOT,
    chart_bars,
    count_line,
    html_blocks,
    html_of,
    link_of,
    open_page,
    run,
)

SEEDS = range(30)
NAMES = [page.name for page in PAGES]
every_page = pytest.mark.parametrize("name", NAMES)
# A slide fills the screen, and has no place for notices.
every_page_with_a_frame = pytest.mark.parametrize(
    "name", [name for name in NAMES if name != "present"]
)
# Nothing was said by the group that opened, about a theme that it did not touch.
NOTHING = {"groep": ["opening"], "zoek": ["zzzzqqqq"]}


def words_of(app):
    """Give every word of our own HTML."""
    return " ".join(block.html for block in html_blocks(app).values())


# Every page


def test_every_file_in_pages_is_registered():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert files == set(NAMES)


def test_no_two_pages_share_an_address_or_a_title():
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)
    assert [page.is_default for page in PAGES].count(True) == 1


@every_page
def test_a_page_opens(dataset, name):
    app = open_page(name)
    total = len(dataset.remarks)
    assert count_line(app) == f"{total} van {total} opmerkingen"
    assert html_blocks(app)
    # No one said "<": markup that lost its type on the way would be shown as words.
    assert "&lt;" not in words_of(app)
    assert link_of(app) == {}


@every_page
def test_a_page_opens_on_a_selection(dataset, name):
    selection = Selection(groups=("group_1",), sentiments=("missing", "critical"))
    app = open_page(name, to_parameters(View(selection)))
    expected = len(selected(dataset, selection))
    assert count_line(app) == f"{expected} van {len(dataset.remarks)} opmerkingen"
    assert link_of(app) == {"groep": ["group_1"], "oordeel": ["missing", "critical"]}


@every_page
def test_a_page_opens_on_a_search(name):
    app = open_page(name, {"zoek": ["armoede"], "vraag": ["ocmw"]})
    assert int(count_line(app).split()[0]) > 0
    assert "&lt;" not in words_of(app)


@every_page
def test_a_page_opens_where_nothing_is_found(dataset, name):
    app = open_page(name, NOTHING)
    assert count_line(app) == f"0 van {len(dataset.remarks)} opmerkingen"
    assert "&lt;" not in words_of(app)


@every_page_with_a_frame
@pytest.mark.parametrize(
    "parameters",
    [
        {"groep": ["weg"], "oordeel": ["missing"]},
        {"kleur": ["rood"], "oordeel": ["missing"]},
        {"blad": ["-3"], "oordeel": ["missing"]},
        {"opmerking": ["<script>alert(1)</script>"], "oordeel": ["missing"]},
        {"wie": ["../../etc/passwd"], "met": ["x"], "vergelijk": ["y"], "oordeel": ["missing"]},
    ],
    ids=lambda parameters: next(iter(parameters)),
)
def test_a_mangled_link_gives_a_notice_and_keeps_the_rest(dataset, name, parameters):
    app = open_page(name, parameters)
    notice = html_of(app, "notices")
    assert "Niet alles in de link kon getoond worden." in notice.text_in("div")[0]
    assert len(notice.find("li")) == len(parameters) - 1
    expected = len(selected(dataset, Selection(sentiments=("missing",))))
    assert count_line(app) == f"{expected} van {len(dataset.remarks)} opmerkingen"
    assert link_of(app) == {"oordeel": ["missing"]}
    assert "<script>" not in words_of(app)


@every_page_with_a_frame
def test_a_very_long_query_is_cut_with_a_notice(name):
    app = open_page(name, {"zoek": ["armoede " * 500], "groep": ["group_1"]})
    assert "te lang" in html_of(app, "notices").html
    assert link_of(app)["groep"] == ["group_1"]
    assert len(link_of(app)["zoek"][0]) == 300


# Thirty random states: header, list, table, chart and link agree


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
    assert bars == {
        keys: count for keys, count in counts.items() if keys[1] in ("positive", "missing")
    }
    app.session_state["hero_table"] = True
    run(app)
    def shown(theme):
        return selection.narrowed_to_themes(theme) is not None

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


# What a reader does


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


def test_a_search_goes_to_the_link_and_orders_by_relevance():
    app = open_page("remarks")
    app.text_input(key="ask.query").set_value("armoede")
    run(app)
    assert link_of(app) == {"zoek": ["armoede"]}
    assert app.selectbox(key="ask.sort").value == "relevance"
    assert len(html_of(app, "remarks").find("mark")) > 0


def test_another_choice_starts_at_the_first_page():
    app = open_page("remarks", {"blad": ["3"]})
    app.button_group(key="ask.sentiments").set_value(["missing"])
    run(app)
    assert link_of(app) == {"oordeel": ["missing"]}


@every_page
def test_filters_survive_a_visit_to_another_page(name):
    app = open_page("remarks", {"groep": ["group_1"], "zoek": ["wonen"]})
    before = count_line(app)
    # A link to the page that is open already does nothing in a browser.
    for target in [name, "remarks"] if name != "remarks" else []:
        app.switch_page(f"../../pages/{target}.py")
        # In a browser, Streamlit's navigation empties the link.
        app.query_params.clear()
        run(app)
        assert count_line(app) == before
        assert link_of(app) == {"groep": ["group_1"], "zoek": ["wonen"]}


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


def test_one_remark_opens_by_its_link_with_its_neighbours(dataset):
    ids = dataset.remarks["remark_id"].tolist()
    for place in (0, 1, 120, len(ids) - 1):
        block = html_of(open_page("remarks", {"opmerking": [ids[place]]}), "detail")
        assert dataset.remarks["text"].iloc[place] in block.text_in("blockquote")[0]
        near = [item["text"].split(": ")[0] for item in block.find("li")]
        links = [
            link["data-key"] for link in block.find("a", data_do="open")
            if link["data-key"] != ids[place]
        ]
        expected = ([ids[place - 1]] if place else []) + ids[place + 1 : place + 2]
        assert links[-len(expected):] == expected
        assert near == (["Ervoor"] if place else []) + ["Erna"] * (place + 1 < len(ids))


def test_every_remark_opens_by_its_link(dataset):
    app = open_page("remarks", {"opmerking": [dataset.remarks["remark_id"].iloc[0]]})
    for remark_id in dataset.remarks["remark_id"].iloc[::12]:
        app.session_state["state.view"] = View(remark=remark_id)
        run(app)
        assert html_of(app, "detail").remark_ids()[0] == remark_id
        assert link_of(app) == {"opmerking": [remark_id]}


def test_charts_side_by_side_have_the_same_scale():
    app = open_page("compare", {"met": ["group_1", "group_2", "group_3a"]})
    scales = []
    for key in ("group_1", "group_2", "group_3a"):
        html = html_of(app, f"compared.{key}").html
        counts = [int(count) for count in re.findall(r"% \((\d+)\)</span>", html)]
        lengths = [float(length) for length in re.findall(r"--length:([\d.]+)", html)]
        scales += [count / sum(counts) / length
                   for count, length in zip(counts, lengths, strict=True)]
    assert len(scales) > 9
    assert scales == pytest.approx([scales[0]] * len(scales), rel=0.05)


@pytest.mark.parametrize("facet", ["groups", "themes"])
def test_compared_counts_are_those_of_a_plain_loop(dataset, facet):
    keys = list_options(dataset, facet)[1:4]
    app = open_page("compare", {"met": keys, "vergelijk": [facet], "oordeel": ["missing"]})
    for key in keys:
        selection = Selection(**{facet: (key,)}, sentiments=("missing",))
        expected = len(selected(dataset, selection))
        button = html_of(app, f"compared.{key}").find("button", data_do="only")[0]
        assert int(button["text"].split()[0]) == expected


def shelve_one_more():
    import streamlit as st

    from analysis.view import MOST_SHELVED, View
    from widgets.shell.state import handle_event, view

    st.session_state["state.view"] = View(
        shortlist=tuple((f"r{number}", "") for number in range(MOST_SHELVED))
    )
    handle_event({"do": "shelve", "key": "r999"})
    st.text(len(view().shortlist))


def test_a_full_list_says_so_and_stays_as_it_was():
    app = run(AppTest.from_function(shelve_one_more, default_timeout=30))
    assert [text.value for text in app.text] == ["50"]
    assert "De lijst is vol" in app.toast[0].value


# Sessions and data


def test_an_open_remark_does_not_stand_before_a_list_that_is_asked_for(dataset):
    app = open_page("overview", {"opmerking": [dataset.remarks["remark_id"].iloc[0]]})
    ask = AppTest.from_function(ask_for_a_list, default_timeout=30)
    ask.session_state["state.view"] = app.session_state["state.view"]
    assert run(ask).session_state["state.view"].remark == ""


def ask_for_a_list():
    from widgets.shell.state import handle_event

    handle_event({"do": "narrow", "themes": "housing", "page": "remarks"})


def test_what_was_set_aside_is_not_on_the_screen_of_others():
    parameters = {"lijst": ["r001 hier zwijgen"], "dia": ["999"]}
    closing = html_of(open_page("present", parameters), "stage")
    assert "Lees zelf verder" in closing.html
    assert "zwijgen" not in closing.html


def test_one_reader_of_the_labels_agrees_with_no_one(copy):
    path = copy / "label_passes.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = [row for row in rows if row.startswith(rows[0].split(",")[0] + ",")]
    path.write_text("".join([head, *first]), encoding="utf-8")
    assert "about.agreement" not in html_blocks(open_page("about"))


def look_at_the_data():
    import streamlit as st

    from analysis.selection import Selection
    from widgets.shell.session import load_shared

    shared = load_shared().shared
    frames = {
        "remarks": shared.dataset.remarks,
        "people": shared.dataset.people,
        "chosen": shared.facets.select(Selection()),
        "theme rows": shared.facets.select_theme_rows(Selection()),
    }
    st.text(", ".join(name for name, frame in frames.items() if "mine" in frame.columns))
    for frame in frames.values():
        frame["mine"] = 1
    shared.dataset.remarks.loc[0, "text"] = "Vervalst."
    st.text(load_shared().shared.dataset.remarks["text"].iloc[0])


def test_what_one_session_does_to_a_frame_never_reaches_another(dataset):
    for _ in range(2):
        app = run(AppTest.from_function(look_at_the_data, default_timeout=30))
        assert [text.value for text in app.text] == ["", dataset.remarks["text"].iloc[0]]


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the data folder that the app is told to show."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "kopie")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


def change(file, old, new):
    """Change a file, at a moment that is surely later than the last."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))


def break_sentiment(folder):
    change(folder / "remarks.csv", ",neutral,curated,youth,", ",neutraal,curated,youth,")


def test_another_folder_can_be_shown(copy):
    change(copy / "codebook.csv", ",Positief,", ",Wat goed is,")
    assert "Wat goed is" in html_of(open_page(), "headline").html


def test_broken_data_is_told_in_dutch_with_every_problem(copy):
    break_sentiment(copy)
    change(copy / "groups.csv", "p44", "p444")
    app = open_page()
    assert app.title[0].value == "De gegevens zijn niet in orde"
    assert "2 fouten" in app.error[0].value
    lines = app.code[0].value.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["groups.csv", "remarks.csv"]
    assert "remarks.csv:2" in lines[1]
    assert "'neutraal'" in lines[1]
    assert "did you mean 'neutral'?" in lines[1]
    assert app.get("plotly_chart") == []


@pytest.mark.parametrize("name", NAMES)
def test_broken_data_is_told_on_every_page(copy, name):
    (copy / "remarks.csv").unlink()
    app = open_page(name)
    assert app.title[0].value == "De gegevens zijn niet in orde"
    assert "remarks.csv" in app.code[0].value


def test_a_missing_folder_is_told_too(monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "weg"))
    app = open_page()
    assert app.title[0].value == "De gegevens zijn niet in orde"
    assert "no such folder" in app.code[0].value


def test_breaking_the_data_keeps_the_old_on_the_screen_and_mending_it_takes_the_notice_away(
    copy, dataset
):
    app = open_page("remarks", {"thema": ["youth"]})
    before = html_of(app, "remarks").html
    assert [warning.value for warning in app.warning] == []

    break_sentiment(copy)
    run(app)
    assert "1 fout." in app.warning[0].value
    assert "nog de vorige" in app.warning[0].value
    assert "remarks.csv:2" in app.code[0].value
    assert html_of(app, "remarks").html == before
    # A new visitor gets the old data and the same warning.
    assert html_of(open_page("remarks", {"thema": ["youth"]}), "remarks").html == before

    change(copy / "remarks.csv", ",neutraal,curated,youth,", ",critical,curated,youth,")
    run(app)
    assert [warning.value for warning in app.warning] == []
    assert html_of(app, "remarks").html != before
    assert html_of(app, "remarks").find("article", data_remark="r001")[0]["class"] == (
        "remark tone-critical"
    )


def test_a_filter_on_what_is_gone_from_the_data_is_dropped_with_a_notice(copy):
    app = open_page("remarks", {"thema": ["digital"], "oordeel": ["missing"]})
    change_theme(copy, "digital", "digital_new")
    run(app)
    assert "“digital”" in html_of(app, "notices").html
    assert link_of(app) == {"oordeel": ["missing"]}


def change_theme(folder, old, new):
    for file in ("remarks.csv", "codebook.csv", "label_passes.csv"):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        for before, after in ((",", ","), (";", ","), (",", ";"), (";", ";")):
            text = text.replace(f"{before}{old}{after}", f"{before}{new}{after}")
        text = text.replace(f",{old}\n", f",{new}\n").replace(f";{old}\n", f";{new}\n")
        path.write_text(text, encoding="utf-8")
        later = path.stat().st_mtime_ns + 1_000_000
        os.utime(path, ns=(later, later))


@every_page
def test_a_page_opens_on_a_meeting_without_remarks(tmp_path, monkeypatch, name):
    from loaders.__main__ import main

    folder = tmp_path / "nieuw"
    assert main(["new", str(folder)]) == 0
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = open_page(name)
    assert count_line(app) == "0 van 0 opmerkingen"


@pytest.mark.parametrize("shortlist", [["r001 zwijgen"], ["r001 zwijgen", "r002"]])
def test_a_note_beside_a_remark_stands_on_no_slide_and_in_no_link_of_one(dataset, shortlist):
    for number in range(1, 6):
        app = open_page("present", {"reeks": ["ja"], "lijst": shortlist, "dia": [str(number)]})
        assert "zwijgen" not in html_of(app, "stage").html
