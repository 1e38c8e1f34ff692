"""
With names hidden no name reaches the browser or a file, whatever text of the data it stands in.

The names are made up; they stand in every text of every table, in every way a name is written.
"""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from analysis.link import to_parameters
from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import View
from drawing.words.labels import Labels
from exports.csv_file import to_csv
from exports.excel import to_xlsx
from exports.extract import Extract
from exports.html_file import to_html
from exports.powerpoint.document import to_pptx
from exports.word.document import to_docx
from loaders.dataset import Problem, load_dataset
from tests.hostile_meeting import write_hostile_meeting
from tests.screen import open_page
from widgets.shell import session

NAMES = {"p1": "Zebedeüs Quastenbroeck", "p2": "Ÿtske Wervelmans"}
WAYS = (
    "zei Zebedeüs Quastenbroeck; ZEBEDEÜS QUASTENBROECK; Quastenbroeck's plan; Quastenbroecks "
    "woord; Wervelmans' vraag; Ytske Wervelmans; Wervelmans, Ÿtske; quastenbroeck"
).replace(";", ",")
NAME = re.compile(r"quast|wervelm", re.IGNORECASE)
MISSPELLED = "quastnbroeck"
SHORTLIST = (("r1", "een notitie"), ("r3", ""))
VIEWS = {
    "usual": View(),
    "a remark": View(remark="r3"),
    "table": View(layout="table"),
    "search": View(Selection(query="zei")),
    "misspelled": View(Selection(query=MISSPELLED), lookup=MISSPELLED),
    "a person": View(profile="p1"),
    "an organisation": View(profile="city"),
    "filters": View(Selection(speakers=("p1",), themes=("housing",), groups=("north",))),
    "nothing": View(Selection(query="zzzz", themes=("housing",))),
    "a slide": View(slide=3),
    "one by one": View(slide=2, deck="spotlight"),
    "set aside": View(slide=2, shortlist=SHORTLIST, is_shortlist=True),
    "last": View(slide=999),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    write_hostile_meeting(folder, WAYS, "", NAMES)
    return folder


@pytest.fixture(scope="module")
def shared(folder):
    return session.to_shared(load_dataset(folder))


def sent_by(app):
    """Give all that a run sends to the browser, element by element."""
    for block in (app.main, app.sidebar):
        for element in block:
            yield from texts_of(element)


def texts_of(element):
    yield str(element.proto)
    for child in getattr(element, "children", {}).values():
        yield from texts_of(child)


def test_the_names_are_there_when_they_are_shown(shared, monkeypatch):
    monkeypatch.setattr(session, "load_shared", lambda: session.Loaded(shared))
    assert NAME.search("".join(sent_by(open_page("remarks"))))


@pytest.mark.parametrize("page", [page.name for page in PAGES])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_name_reaches_the_browser(shared, monkeypatch, page, view):
    monkeypatch.setattr(session, "load_shared", lambda: session.Loaded(shared))
    monkeypatch.setattr("streamlit.set_page_config", lambda **config: titles.append(config))
    titles = []
    app = open_page(page, to_parameters(replace(view, hides_names=True)))
    # A misspelled name is what the reader typed: it may stand where it was typed.
    sent = [text.replace(MISSPELLED, "")
            for text in (*sent_by(app), str(titles))]
    found = [text for text in sent if NAME.search(text)]
    assert [NAME.search(text)[0] + ": " + text[:400] for text in found] == []


@pytest.mark.parametrize(
    "to_file",
    [to_csv, to_xlsx, to_html, to_docx, lambda extract: to_pptx(extract, deck_of(extract))],
    ids=["csv", "xlsx", "html", "docx", "pptx"],
)
def test_no_name_stands_in_a_file_or_its_metadata(shared, to_file):
    dataset = shared.dataset
    selection = Selection(query="quastenbroeck")
    extract = Extract(
        dataset, Labels(dataset, hides_names=True), dataset.remarks, selection,
        "https://x.example/opmerkingen?zoek=quastenbroeck", "https://x.example/opmerkingen",
        date(2026, 11, 24), notes={"r1": "vraag dit aan Zebedeüs Quastenbroeck"},
    )
    assert [part for part in parts_of(to_file(extract)) if NAME.search(part)] == []


def deck_of(extract):
    from analysis.deck import Decks
    from analysis.facets import RemarkFacets

    return Decks(RemarkFacets(extract.dataset)).of(View(), extract.labels.hide)["full"]


def parts_of(content):
    """Give the text of a file: of each part where it is a package of parts."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content.decode("utf-8")]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        texts = [*package.namelist()]
        for name in package.namelist():
            part = package.read(name)
            texts += parts_of(part) if zipfile.is_zipfile(io.BytesIO(part)) else [
                part.decode("utf-8", "replace")]
        return texts


def test_no_name_stands_in_what_is_said_of_a_link_or_of_mistakes(shared, monkeypatch):
    wrong = Problem("people.csv", 3, "name", NAMES["p2"], f"{NAMES['p2']!r} stands there twice")
    monkeypatch.setattr(session, "load_shared", lambda: session.Loaded(shared, (wrong,)))
    asked = {"zonder-namen": ["ja"], "groep": [NAMES["p1"]], "thema": ["Wervelmans"]}
    sent = "".join(sent_by(open_page("overview", asked)))
    assert "people.csv:3: name:" in sent
    assert "Niet alles in de link" in sent
    assert not NAME.search(sent)
    monkeypatch.setattr(session, "load_shared", lambda: session.Loaded(None, (wrong,)))
    app = open_page("overview", {"zonder-namen": ["ja"]})
    assert "people.csv:3: name:" in "".join(sent_by(app))
    assert not NAME.search("".join(sent_by(app)))
