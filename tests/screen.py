"""
What stands on a screen of the app, read from Streamlit's own test harness.
"""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analysis.actions import act
from analysis.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
FRAME = ROOT / "widgets" / "shell" / "frame.py"


@pytest.fixture(scope="session", autouse=True)
def one_search_for_components():
    """
    Look for components among the installed packages once, and not for every session.

    Streamlit's test harness starts a runtime per session, and that search is nine
    tenths of the time that a page takes to open.
    """
    with pytest.MonkeyPatch.context() as patch:
        search = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(search))
        yield


def open_page(name="overview", parameters=None):
    """Open a page in a session of its own, by a link with parameters."""
    app = AppTest.from_file(FRAME, default_timeout=30)
    for parameter, values in (parameters or {}).items():
        app.query_params[parameter] = values
    entry = next(page for page in PAGES if page.name == name)
    if not entry.is_default:
        # AppTest.switch_page works only after a first run, which would be one of another
        # page; a browser that opens a link sends this number with its first request.
        app._page_hash = calc_hash(entry.path)
    run(app)
    assert "state.page" not in app.session_state or app.session_state["state.page"] == name
    return app


def run(app):
    """Run the script once more; AppTest itself says nothing of an exception."""
    app.run()
    assert [exception.value for exception in app.exception] == []
    return app


def html_blocks(app):
    """Give our own HTML by the key of its block, in the order of the screen."""
    return {key: Block(html) for key, html in _to_html(app).items()}


def html_of(app, key):
    """Give one block of our own HTML."""
    return Block(_to_html(app)[key])


def press(app, block, /, **event):
    """Press the button of a block that says this, as a click in the browser does."""
    said = {f"data_{name}": value for name, value in event.items()}
    assert html_of(app, block).find("button", **said), (block, event)
    app.session_state["state.view"] = act(app.session_state["state.view"], event).view
    run(app)


def count_line(app):
    """Give what the line above the page, or on the slide, says: "3 van 248 opmerkingen"."""
    html = _to_html(app)
    line = Block(html.get("stage") or html["filter_line"])
    return re.search(r"[\d.]+ van [\d.]+ opmerking(?:en)?", " ".join(line.words))[0]


def _to_html(app):
    found = {}
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.json)
        if "html" in data:
            found[element.proto.id.rsplit("-", 1)[1]] = data["html"]
    return found


def link_of(app):
    """Give the parameters in the address bar, each with all its values."""
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in dict(app.query_params).items()
    }


def chart_bars(app, key="hero"):
    """Give the bars of a chart: what a click on each says, and its length."""
    for chart in app.get("plotly_chart"):
        if chart.proto.id.rsplit("-", 1)[1].startswith(f"{key}."):
            return {
                tuple(keys): length
                for trace in json.loads(chart.proto.spec)["data"]
                for keys, length in zip(trace["customdata"], _to_list(trace["x"]), strict=True)
            }
    return None


class Block(HTMLParser):
    """
    A block of our own HTML: its elements with attributes and the words inside them.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.html, self.elements, self.words, self._open = html, [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, name, attributes):
        element = {"name": name, "text": "", **dict(attributes)}
        self.elements.append(element)
        if name not in ("br", "input"):  # these have no end
            self._open.append(element)

    def handle_endtag(self, name):
        assert self._open.pop()["name"] == name

    def handle_data(self, words):
        self.words.append(words)
        for element in self._open:
            element["text"] += words

    def find(self, name, **wanted):
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [
            element for element in self.elements
            if element["name"] == name
            and all(element.get(key) == value for key, value in wanted.items())
        ]

    def text_in(self, name, **wanted):
        return [element["text"] for element in self.find(name, **wanted)]

    def remark_ids(self):
        """Give the id of every remark that is shown, as a card or as a row."""
        return [element["data-remark"] for element in self.elements if "data-remark" in element]


def _to_list(values):
    # Plotly may pack numbers; small lists stay lists.
    assert isinstance(values, list), values
    return values
