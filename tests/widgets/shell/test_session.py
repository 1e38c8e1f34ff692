"""
The data that all sessions share: none spoils it for another, and it follows the files.
"""

import os

import pytest
from streamlit.testing.v1 import AppTest

from analysis.pages import PAGES
from tests.real_meeting import PLACE
from tests.screen import html_of, link_of, open_page, run


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


def change(file, old, new):
    """Change a file, at a moment that is surely later than the last."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))


def break_sentiment(folder):
    change(folder / PLACE / "remarks.csv", ",neutral,curated,youth,", ",neutraal,curated,youth,")


def change_theme(folder, old, new):
    for file in (f"{PLACE}remarks.csv", "codebook.csv", f"{PLACE}label_passes.csv"):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        for before, after in ((",", ","), (";", ","), (",", ";"), (";", ";")):
            text = text.replace(f"{before}{old}{after}", f"{before}{new}{after}")
        text = text.replace(f",{old}\n", f",{new}\n").replace(f";{old}\n", f";{new}\n")
        path.write_text(text, encoding="utf-8")
        later = path.stat().st_mtime_ns + 1_000_000
        os.utime(path, ns=(later, later))


def test_another_folder_can_be_shown(copy):
    change(copy / "codebook.csv", ",Positief,", ",Wat goed is,")
    assert "Wat goed is" in html_of(open_page(), "headline").html


def test_broken_data_is_told_in_dutch_with_every_problem(copy):
    break_sentiment(copy)
    change(copy / PLACE / "groups.csv", "p44", "p444")
    app = open_page()
    assert app.title[0].value == "De gegevens zijn niet in orde"
    assert "2 fouten" in app.error[0].value
    lines = app.code[0].value.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        f"{PLACE}groups.csv", f"{PLACE}remarks.csv",
    ]
    assert "remarks.csv:2" in lines[1]
    assert "'neutraal'" in lines[1]
    assert "did you mean 'neutral'?" in lines[1]
    assert app.get("plotly_chart") == []


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_broken_data_is_told_on_every_page(copy, name):
    (copy / PLACE / "remarks.csv").unlink()
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

    change(copy / PLACE / "remarks.csv", ",neutraal,curated,youth,", ",critical,curated,youth,")
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
