"""A chart on the screen: its picture in words, and clicks that reach Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st

# The mode bar is English, and nine stops on the way of whoever uses the Tab key.
_CONFIG = {"displayModeBar": False, "displaylogo": False, "locale": "nl"}
# Streamlit copies a figure once it is drawn and has the copy drawn too. Plotly's script
# leaves that out when nothing differs: the modes are those which Streamlit fills in,
# and with a revision the numbers, which are of one figure, are not held against their copy.
_DRAWN_ONCE = {
    "datarevision": 1, "clickmode": "event+select", "dragmode": "pan", "hovermode": "closest",
}


def show_chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    on_pick: Callable[[list[Any]], None],
) -> None:
    """
    Draw a figure.

    Args:
        figure: the chart.
        key: unique on the page.
        alt: what the chart shows, for who does not see it.
        on_pick: gets the ``customdata`` of the point that is clicked, or any list
            that a stranger sends. A bar can't be reached by keyboard: show a table
            whose cells do the same.
    """
    # A click is an event, but the chart keeps it as a selection: a second click
    # on the same bar would take it back. A new key starts without one.
    turn_key = f"{key}.turn"
    chart_key = f"{key}.{st.session_state.setdefault(turn_key, 0)}"

    def take_click() -> None:
        match st.session_state.get(chart_key):
            case {"selection": {"points": [{"customdata": [*keys]}, *_]}}:
                on_pick(keys)
        st.session_state[turn_key] += 1

    st.plotly_chart(
        figure.update_layout(_DRAWN_ONCE), key=chart_key, theme=None, config=_CONFIG, alt=alt,
        on_select=take_click, selection_mode="points",
    )
