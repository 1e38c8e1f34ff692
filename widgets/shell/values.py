"""
What a browser says of Streamlit's own widgets: what no widget of ours can have sent is left out.

Streamlit believes every message. A number for a search box, a label that is no option or JSON
that is none is an error in the middle of a run, or reaches our own code as it is. Left out, it is
as if the widget had not sent anything.

It leans on these of Streamlit 1.67: ``SessionState`` gets what a browser sends by
``set_widgets_from_proto``, reads what it has no widget for yet in ``register_widget``, and knows
of each widget the kind of its value, its options and its way of reading.
"""

from __future__ import annotations

import logging
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import (
    RegisterWidgetResult,
    WidgetMetadata,
    unpack_widget_state_value,
)
from streamlit.runtime.state.session_state import Serialized, SessionState

from widgets.shell.door import OnceAMinute

# What the ids of widgets begin with; with another one Streamlit would look for a key of ours.
OF_WIDGETS = "$$"
# Of what is nested more deeply Streamlit can't make a copy; a click on a chart takes four.
DEEPEST = 20
_log = logging.getLogger(__name__)
_log.addFilter(OnceAMinute())
_set_all, _register = SessionState.set_widgets_from_proto, SessionState.register_widget


def check_values() -> None:
    """Have Streamlit leave out, from now on, what doesn't fit its widget."""
    SessionState.set_widgets_from_proto = _set_fitting  # type: ignore[method-assign, assignment]
    SessionState.register_widget = _register_fitting  # type: ignore[method-assign, assignment]


def _set_fitting(session: SessionState, sent: WidgetStates) -> None:
    known = session.get_widget_metadata
    _set_all(session, WidgetStates(widgets=(
        state for state in sent.widgets if _fits(state, known(state.id))
    )))


def _register_fitting(
    session: SessionState, widget: WidgetMetadata[Any], user_key: str | None
) -> RegisterWidgetResult[Any]:
    states = session._new_widget_state.states
    sent = states.get(widget.id)
    if isinstance(sent, Serialized) and not _fits(sent.value, widget):
        del states[widget.id]
    return _register(session, widget, user_key)


def _fits(state: WidgetState, widget: WidgetMetadata[Any] | None) -> bool:
    kind = state.WhichOneof("value")
    try:
        if widget is None:  # judged once it is drawn
            fits = state.id.startswith(OF_WIDGETS)
        else:
            fits = kind in (None, widget.value_type) and _is_possible(state, widget)
    except Exception:  # whatever a stranger's words do to what reads them
        fits = False
    if not fits:
        _log.warning("left out: a %s that does not fit the widget %.200r", kind, state.id)
    return fits


def _is_possible(state: WidgetState, widget: WidgetMetadata[Any]) -> bool:
    sent, options = unpack_widget_state_value(state), widget.formatted_options
    if widget.value_type == "json_value" and not isinstance(sent, dict):
        return False
    if sent is not None and options is not None:
        return set([sent] if isinstance(sent, str) else sent) <= set(options)
    return _is_plain(widget.deserializer(sent))


def _is_plain(value: object, depth: int = DEEPEST) -> bool:
    if isinstance(value, str):
        value.encode()  # raises at half a sign, which no page, link or file can hold
    inside = [*value, *value.values()] if isinstance(value, dict) else value
    if not isinstance(inside, list):
        return True
    return depth > 0 and all(_is_plain(part, depth - 1) for part in inside)
