"""
The view of a session: what a click changes in it, and what it keeps.
"""

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.screen import open_page, run
from widgets.shell.state import when_changed


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


def ask_for_a_list():
    from widgets.shell.state import handle_event

    handle_event({"do": "narrow", "themes": "housing", "page": "remarks"})


def test_an_open_remark_does_not_stand_before_a_list_that_is_asked_for(dataset):
    app = open_page("overview", {"opmerking": [dataset.remarks["remark_id"].iloc[0]]})
    ask = AppTest.from_function(ask_for_a_list, default_timeout=30)
    ask.session_state["state.view"] = app.session_state["state.view"]
    assert run(ask).session_state["state.view"].remark == ""


def test_a_widget_that_went_away_meanwhile_says_nothing_more(monkeypatch):
    monkeypatch.setattr(st, "session_state", {"ask.here": "wachttijden"})
    taken = []
    when_changed("ask.here", taken.append)()
    when_changed("ask.gone", taken.append)()
    assert taken == ["wachttijden"]
