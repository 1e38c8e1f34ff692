"""
What the box with files offers; tests/browser tries the files themselves.
"""

import pytest

from follow_up.answers import Answer, FollowUp
from store.engine import open_store
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


def test_what_became_of_the_remarks_is_offered_once_there_is_something_to_tell(
    monkeypatch, tmp_path, dataset
):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    follow_up = FollowUp(open_store(url), dataset)
    follow_up.save(Answer(None, ("r001",), "noted", "Dank."), None, "ann")
    assert "Nota van antwoord (Word)" not in labels_of(open_box())
    follow_up.publish(["a1"], "ann")
    told = ["Nota van antwoord (Word)", "Nota van antwoord (Excel)", "Brief per organisatie (Word)"]
    assert labels_of(open_box())[:8] == FILES + told
    # No one is named as speaking in group 1.
    assert labels_of(open_box("overview", {"groep": ["group_1"]}))[:7] == FILES + told[:2]
