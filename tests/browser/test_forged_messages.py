"""
What strangers send instead of a browser: any value for any widget, any words around it.

Messages are made of what Streamlit's protocol can hold, on the real server, without a browser.
"""

import json
from contextlib import ExitStack

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.json_format import ParseDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from analysis.actions import VERBS
from analysis.facet import FACET_NAMES
from analysis.pages import PAGES
from tests.browser.conftest import StartingServer, hold
from tests.browser.raw_session import open_socket, send

KIND = {
    "bidi_component": "json_value", "text_input": "string_value", "multiselect":
    "string_array_value", "button_group": "string_array_value", "checkbox": "bool_value",
    "selectbox": "string_value", "plotly_chart": "string_value", "expander": "bool_value",
    "button": "trigger_value", "pagination": "int_value", "download_button": "trigger_value",
    "": "json_trigger_value",
}
# A list of several pages, with something set aside.
QUERY = "lijst=r001+nota&weergave=kaarten"
PATHS = [page.path for page in PAGES]
WORDS = st.one_of(
    st.sampled_from(["", "__class__", "null", "9" * 5_000, "summary", "{", "\x00", "\ud800",
                     "x" * 50_000, "http://[", "99999999", "-1", "NaN", "event", "[" * 400, "<b>",
                     "%ff", *VERBS, *FACET_NAMES, *PATHS]),
    st.text(max_size=20),
)
KEYS = st.sampled_from(["event", "value", "selection", "points", "customdata", "do", "key", "went",
                        "step", "link", "facet", "action", "page", "field", "themes", "back"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS | WORDS, inside, max_size=3),
    max_leaves=8,
)
FIELDS = ("key", "facet", "action", "page", "field", "themes", "query", "deck", "slide")
CLICKS = st.fixed_dictionaries(
    {"do": st.sampled_from(["stage", *sorted(VERBS)]) | JSON},
    optional=dict.fromkeys(FIELDS, JSON),
)
SENT = st.one_of(
    JSON, CLICKS.map(lambda click: {"event": click}),
    CLICKS.map(lambda click: [{"event": "event", "value": click}]),
    JSON.map(lambda value: [{"event": "event", "value": value}]),
    JSON.map(lambda value: {"selection": {"points": [{"customdata": value}]}}),
    JSON.map(lambda value: {"selection": value}),
    st.fixed_dictionaries({"step": WORDS, "link": WORDS}).map(lambda went: {"went": went}),
    st.integers(1, 600).map(lambda depth: nested(depth)),
).map(json.dumps)


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return {"selection": value}


def to_strategies(descriptor, **known):
    """Give any message of this form, in JSON; what is known by name is made that way."""
    return st.fixed_dictionaries({}, optional={
        field.name: known[field.name] if field.name in known else to_strategy(field)
        for field in descriptor.fields
    })


def to_strategy(field):
    kinds = {
        FieldDescriptor.TYPE_STRING: st.one_of(WORDS, SENT).filter(is_utf_8),
        FieldDescriptor.TYPE_BOOL: st.booleans(), FieldDescriptor.TYPE_BYTES: st.just("/wA="),
        FieldDescriptor.TYPE_DOUBLE: st.sampled_from(["NaN", "Infinity", 0.5, -1e308]),
        FieldDescriptor.TYPE_INT32: st.integers(-2**31, 2**31 - 1),
    }
    one = (to_strategies(field.message_type) if field.message_type
           else kinds.get(field.type, st.integers(0, 2**31) | st.sampled_from([2**62])))
    return st.lists(one, max_size=3) if field.is_repeated else one


def is_utf_8(words):
    return words.isprintable() or words.encode(errors="ignore").decode() == words


VALUES = st.one_of(*(
    to_strategy(field).map(lambda value, name=field.name: {name: value})
    for field in WidgetState.DESCRIPTOR.fields if field.name != "id"
))


def to_message(**fields):
    return BackMsg(rerun_script=ParseDict(fields, BackMsg().rerun_script))


class Page:
    """
    A session on one page: the widgets of it, and the link of what is on the screen.
    """

    def __init__(self, path, socket):
        self.path, self.socket = path, socket
        self.send(query_string=QUERY)

    def send(self, **fields):
        sent = send(self.socket, to_message(**{"page_name": self.path, **fields}))
        self.widgets = dict(find_widgets(sent))
        self.link = find_link(sent) or self.link

    def send_values(self, states, **around):
        self.send(**{**around, "widget_states": {"widgets": list(states)}})

    def to_widgets(self, states):
        """Give values to the widgets with these numbers, or with names that no widget has."""
        ids = sorted(self.widgets)
        return ({"id": ids[which % len(ids)] if isinstance(which, int) else which, **value}
                for which, value in states)


def find_widgets(sent):
    for message in sent:
        kind = message.delta.new_element.WhichOneof("type")
        for part in (getattr(message.delta.new_element, kind or "", None),
                     getattr(message.delta.add_block, message.delta.add_block.WhichOneof("type")
                             or "", None)):
            if name := getattr(part, "id", ""):
                yield name, kind or "expander"
                if kind == "bidi_component":
                    yield f"$$STREAMLIT_INTERNAL_KEY_{name}__events", ""


def find_link(sent):
    for message in sent:
        component = message.delta.new_element.bidi_component
        if component.component_name == "dashboard_steps":
            return json.loads(component.json)["steps"][-1][1]
    return None


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    """A server of its own, which must not have had an error in the end."""
    starting = StartingServer(tmp_path_factory.mktemp("forged"))
    with hold(starting):
        yield starting


@pytest.fixture(scope="module")
def pages(target):
    """A session on every page."""
    with ExitStack() as sockets:
        yield [Page(path, sockets.enter_context(open_socket(target))) for path in PATHS]


# A session remembers what came before: an example that fails fails otherwise when made smaller.
ONCE = settings(phases=[Phase.generate])
PLACES = st.integers(0, len(PATHS) - 1)
STATES = st.lists(st.tuples(st.integers(0, 99) | WORDS.filter(is_utf_8), VALUES), max_size=9)
AROUND = to_strategies(
    BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].message_type,
    # We have no fragments, and to run one that is not there is not answered.
    fragment_id=st.just(""), widget_states=st.just({}),
)


@ONCE
@given(PLACES, STATES)
def test_a_value_of_the_wrong_kind_changes_nothing(pages, place, states):
    page = pages[place]
    before = page.link
    page.send_values(
        state for state in page.to_widgets(states)
        if KIND.get(page.widgets.get(state["id"])) not in state
    )
    assert page.link == before


@ONCE
@given(PLACES, STATES, AROUND)
def test_whatever_is_sent_the_page_is_drawn(pages, place, states, around):
    page = pages[place]
    page.send_values(page.to_widgets(states), **around)
