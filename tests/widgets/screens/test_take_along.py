"""
What the box with files offers; tests/browser tries the files themselves.
"""

import pytest

from tests.screen import open_page, run


def open_box(name="overview", parameters=None):
    app = open_page(name, parameters)
    app.session_state["take_along"] = True
    return run(app)


def labels_of(app):
    return [button.proto.label for button in app.get("download_button")]


def captions_of(app):
    return " ".join(caption.value for caption in app.caption)


FILES = ["Word", "Excel", "PowerPoint", "CSV", "Webpagina (zonder internet)"]


@pytest.mark.parametrize(("name", "pictures"), [
    ("overview", ["Grafiek (PNG)", "Thema's per groep (PNG)"]),
    ("compare", ["Vergelijking (PNG)"]),
    ("together", ["Samenhang (PNG)"]),
    ("remarks", ["Grafiek (PNG)"]),
])
def test_each_page_offers_its_files_and_its_own_pictures(name, pictures):
    assert labels_of(open_box(name)) == FILES + pictures


def test_a_server_without_a_browser_offers_no_picture_and_says_why(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nergens/chromium")
    app = open_box()
    assert labels_of(app) == FILES
    assert "op de server staat geen Chromium of Chrome" in captions_of(app)


def test_an_empty_selection_offers_nothing_and_says_why():
    app = open_box("remarks", {"zoek": ["zzzz"], "groep": ["opening"]})
    assert labels_of(app) == []
    assert "Er zijn geen opmerkingen om te downloaden." in [text.value for text in app.markdown]
