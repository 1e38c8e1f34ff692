"""
The report as a page: all of it, once, in its own words, and nothing that does harm.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing.html.report import (
    contents,
    find_place,
    hit_bar,
    report_article,
    to_report_marks,
    to_segments,
)
from drawing.words.labels import Labels
from tests.small_meeting import MEETING, make_dataset, make_remark

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)> \'single\''
SIGNS = "▪•→–-o"


class Reading(HTMLParser):
    """
    What a reader of a piece of HTML gets: its words, and the elements that hold them.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.elements, self._open = "", [], []
        # Whatever is added to markup becomes markup, and is escaped once more.
        self.feed(str(html))
        self.close()
        assert self._open == []

    def handle_starttag(self, name, attributes):
        element = {"name": name, "text": "", **dict(attributes)}
        self.elements.append(element)
        if name not in ("img", "input"):
            self._open.append(element)

    def handle_endtag(self, name):
        assert self._open.pop()["name"] == name

    def handle_data(self, data):
        self.text += data
        for element in self._open:
            element["text"] += data

    def with_class(self, name):
        return [one for one in self.elements if name in (one.get("class") or "").split()]

    def everything(self):
        """Give the words, and whatever an attribute says."""
        said = [
            value for one in self.elements for name, value in one.items()
            if name not in ("name", "text") and value
        ]
        return " ".join([self.text, *said])


def squeezed(text):
    return " ".join(text.split())


def words_without_signs(text):
    """Give the words of a text, in order; a sign that stands before a bullet's words is none."""
    apart = [word for word in text.replace("→", " → ").split() if word not in SIGNS]
    # "-in Canada": in the report a hyphen may stick to the first word of a line.
    return [word.removeprefix("-") for word in apart]


def find_plainly(dataset, word):
    """Find a word in every remark, letter by letter: the marks a search would give."""
    marks = {}
    for remark_id, text in zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True):
        places = [found.start() for found in re.finditer(rf"\b{word}\b", text)]
        if places:
            marks[remark_id] = [(place, place + len(word), "exact") for place in places]
    return marks


def names_of(people):
    """Give every way in which a person's name is written, and every family name."""
    names = set()
    for person in people.to_dict("records"):
        for written in (person["name"], *person["spellings"]):
            names.add(written)
            names.add(written.partition(" ")[2])
    return names - {""}


def find_names(text, people):
    """Give the names that stand in a text as words of their own."""
    plain = squeezed(text)
    return {
        name for name in names_of(people)
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain, re.IGNORECASE)
    }


def make_report(*pieces, **tables):
    """
    Build a dataset from a report in pieces: remarks as (id, text), others as (kind, text).

    A kind that is empty is loose text, which is in no table.
    """
    report, remarks, passages = "", [], []
    for kind, text in pieces:
        place = {
            "text": squeezed(text), "line_start": report.count("\n") + 1,
            "line_end": (report + text).count("\n") + 1,
            "char_start": len(report), "char_end": len(report) + len(text),
        }
        report += text
        if re.fullmatch(r"r\d+", kind):
            remarks.append(make_remark(kind, themes=("housing",)) | place)
        elif kind:
            passages.append({"kind": kind} | place)
    dataset = make_dataset(remarks=remarks, passages=passages, **tables)
    return replace(
        dataset, reports={MEETING: report}, remarks=_with_places(dataset.remarks, remarks),
        passages=_with_places(dataset.passages, passages),
    )


def _with_places(table, rows):
    return table.assign(**{
        name: [row[name] for row in rows] for name in ("char_start", "char_end")
    })


SMALL_PIECES = (
    ("part_heading", "Groep Noord (Moderator Ann  Peeters)"), ("", " \n\n"),
    ("question", "Wat ontbreekt?"), ("", "\n▪ "), ("r1", "De bus\n\n  rijdt niet."),
    ("", "\n• "), ("r2", "Jan Claes zegt: goed plan."), ("", " →"), ("r3", "Dat is zo."),
    ("", "\n\n"), ("attendance", "Ann Peeters coördinator"), ("", " \n"),
)


@pytest.fixture(scope="module")
def report():
    return make_report(*SMALL_PIECES)


def write(dataset, selected=None, marks=None, opened="", hides_names=False, **search):
    ids = dataset.remarks["remark_id"]
    return report_article(
        dataset, Labels(dataset, hides_names=hides_names),
        selected=set(ids if selected is None else selected), marks=marks or {},
        to_href=lambda key: f"opmerkingen?opmerking={key}", opened=opened, **search,
    )


# Segments


def test_the_segments_joined_are_the_report(dataset, report):
    for one in (dataset, report):
        assert "".join(segment.text for segment in to_segments(one)) == one.report


def test_every_remark_and_every_passage_is_one_segment_in_its_place(report):
    told = [
        (segment.remark_id or segment.kind, squeezed(segment.text))
        for segment in to_segments(report) if segment.remark_id or segment.kind
    ]
    assert told == [(kind, squeezed(text)) for kind, text in SMALL_PIECES if kind]


def test_every_remark_of_the_real_report_is_one_segment(dataset):
    shown = [segment.remark_id for segment in to_segments(dataset) if segment.remark_id]
    assert sorted(shown) == sorted(dataset.remarks["remark_id"])
    kinds = [segment.kind for segment in to_segments(dataset) if segment.kind]
    assert sorted(kinds) == sorted(dataset.passages["kind"])


def test_a_segment_knows_its_line(dataset):
    lines = dataset.report.split("\n")
    for segment in to_segments(dataset):
        if segment.line:
            assert segment.text.split()[0] in lines[segment.line - 1]


def test_a_report_without_remarks_or_passages_is_one_segment():
    bare = make_report(("", "Niets dan woorden.\n"))
    assert [segment.text for segment in to_segments(bare)] == ["Niets dan woorden.\n"]
    assert to_segments(make_report()) == []


# The page


def test_the_page_with_its_markup_removed_is_the_report(dataset, report):
    for one in (dataset, report):
        page = Reading(write(one))
        assert words_without_signs(page.text) == words_without_signs(one.report)
        assert "".join(page.text.split()) == "".join(one.report.split())


def test_the_page_is_the_report_whatever_the_filters_leave_out(dataset):
    chosen = set(dataset.remarks["remark_id"].iloc[::7])
    page = Reading(write(dataset, selected=chosen, opened="verslag-r100"))
    assert "".join(page.text.split()) == "".join(dataset.report.split())
    assert "".join(Reading(write(dataset, selected=())).text.split()) == "".join(
        dataset.report.split())


def test_the_page_is_the_report_whatever_a_search_marks(dataset):
    for word in ("armoede", "de", "mensen"):
        marks = find_plainly(dataset, word)
        page = Reading(write(dataset, selected=marks, marks=marks))
        assert "".join(page.text.split()) == "".join(dataset.report.split())


def test_each_paragraph_holds_the_very_words_of_its_remark(dataset, report):
    for one in (dataset, report):
        page = Reading(write(one))
        by_id = {element["id"]: element for element in page.with_class("said")}
        assert len(by_id) == len(one.remarks)
        for remark in one.remarks.to_dict("records"):
            shown = by_id[f"verslag-{remark['remark_id']}"]["text"]
            assert words_without_signs(shown) == words_without_signs(remark["text"])


def test_what_the_filters_leave_out_is_dimmed_and_nothing_else(dataset):
    chosen = set(dataset.remarks["remark_id"].iloc[3::5])
    page = Reading(write(dataset, selected=chosen, opened="verslag-r050"))
    dimmed = {element["id"].removeprefix("verslag-") for element in page.with_class("dimmed")}
    assert dimmed == set(dataset.remarks["remark_id"]) - chosen
    assert [element["id"] for element in page.with_class("opened")] == ["verslag-r050"]


def test_what_a_search_found_is_marked_where_it_stands(dataset):
    marks = find_plainly(dataset, "armoede")
    page = Reading(write(dataset, marks=marks))
    shown = [element["text"] for element in page.elements if element["name"] == "mark"]
    assert shown == ["armoede"] * sum(len(places) for places in marks.values())
    assert len(shown) > 20


def test_the_margin_of_a_remark_says_its_labels_and_leads_to_its_card(report):
    page = Reading(write(report))
    margins = page.with_class("margin")
    assert [margin["data-key"] for margin in margins] == ["r1", "r2", "r3"]
    assert margins[0]["href"] == "opmerkingen?opmerking=r1"
    assert margins[0]["data-do"] == "open"
    assert margins[0]["data-label"] == "Neutraal — Wonen"
    assert margins[0]["aria-label"].startswith("Neutraal — Wonen.")
    assert margins[0]["text"] == ""


def test_no_two_places_on_the_page_share_an_id(dataset):
    ids = [element["id"] for element in Reading(write(dataset)).elements if "id" in element]
    assert len(ids) == len(set(ids)) == len(dataset.remarks) + len(dataset.passages)


def test_headings_of_the_report_are_headings_of_the_page(report):
    names = {element["id"]: element["name"] for element in Reading(write(report)).elements
             if "id" in element}
    assert names["regel-1"] == "h2"
    assert names["regel-3"] == "h3"
    assert names["verslag-r1"] == "p"


def test_no_heading_of_the_report_skips_a_level(dataset):
    levels = [int(element["name"][1]) for element in Reading(write(dataset)).elements
              if element["name"] in ("h2", "h3", "h4")]
    assert {2, 3, 4} == set(levels)
    assert levels[0] == 2
    assert all(here <= before + 1 for before, here in pairwise(levels))


def test_the_table_of_contents_names_every_part_and_section_and_leads_to_it(dataset):
    page = Reading(write(dataset))
    places = {element["id"]: squeezed(element["text"]) for element in page.elements
              if "id" in element}
    listed = Reading(contents(dataset, Labels(dataset)))
    buttons = [element for element in listed.elements if element["name"] == "button"]
    wanted = [
        squeezed(passage["text"]) for passage in dataset.passages.to_dict("records")
        if passage["kind"] in ("part_heading", "section_heading", "heading")
    ]
    assert [button["text"] for button in buttons] == wanted
    assert len(wanted) == 18
    assert wanted[-2:] == ["Bijlage – aanwezigen", "Verontschuldigd"]
    for button in buttons:
        assert button["data-do"] == "jump"
        assert places[button["data-target"]] == button["text"]


def test_every_remark_and_passage_has_the_number_of_its_line_beside_its_words(dataset):
    numbers = {element["id"]: element["data-number"] for element in Reading(write(dataset)).elements
               if "data-number" in element}
    assert numbers["regel-824"] == "824"
    assert numbers["verslag-r001"] == "2"
    assert len(numbers) == len(dataset.remarks) + len(dataset.passages)


def test_the_words_of_a_remark_open_it_and_only_the_margin_is_a_link(report):
    page = Reading(write(report))
    assert [said["data-key"] for said in page.with_class("said")] == ["r1", "r2", "r3"]
    assert {said["data-do"] for said in page.with_class("said")} == {"open"}
    assert len([one for one in page.elements if one["name"] == "a"]) == 3


def test_the_places_of_a_search_are_its_remarks_and_the_passages_that_hold_it(report):
    page = Reading(write(
        report, selected=["r2"], marks={"r2": [(0, 3, "exact")]}, is_searching=True,
        found={9: [(0, 3, "exact")]},
    ))
    assert [one["id"] for one in page.elements if "data-hit" in one] == ["verslag-r2", "regel-9"]
    marks = [element["text"] for element in page.elements if element["name"] == "mark"]
    assert marks == ["Jan", "Ann"]
    assert "data-hit" not in write(report, selected=["r2"])


def test_the_bar_says_how_many_places_there_are_and_of_what_kind(report):
    bar = Reading(hit_bar("ann", 2, [1, 9], report))
    assert [one["text"] for one in bar.elements if one["name"] == "p"] == [
        "4 plaatsen", "2 opmerkingen, 1 kop of vraag en 1 regel van de aanwezigheidslijst"]
    steps = [(one["text"], one["data-number"]) for one in bar.elements if one["name"] == "button"]
    assert steps == [("Vorige (Shift+F3)", "-1"), ("Volgende (F3)", "1")]
    assert squeezed(Reading(hit_bar("bus", 0, [], report)).text) == "Niets gevonden in het verslag."


def test_a_line_is_found_in_what_stands_there_and_a_remark_comes_first(dataset):
    row = dataset.remarks[dataset.remarks["line_end"] > dataset.remarks["line_start"]].iloc[0]
    assert find_place(dataset, "", row["line_end"]) == f"verslag-{row['remark_id']}"
    assert find_place(dataset, "", 824) == "regel-824"
    assert find_place(dataset, "", 999_999) == "regel-1052"
    assert find_place(dataset, "r050", 824) == "verslag-r050"
    assert find_place(dataset, "", 1) == ""


# Names, and words that would do harm


def test_names_hidden_leaves_no_name_on_the_page(dataset):
    page = Reading(write(dataset, hides_names=True))
    assert find_names(page.everything(), dataset.people) == set()
    listed = Reading(contents(dataset, Labels(dataset, hides_names=True)))
    assert find_names(listed.everything(), dataset.people) == set()


def test_without_hiding_every_name_of_the_list_is_on_the_page(dataset):
    shown = find_names(Reading(write(dataset)).text, dataset.people)
    assert set(dataset.people["name"]) <= shown


def test_names_hidden_leaves_everything_else(report):
    page = Reading(write(report, hides_names=True))
    assert squeezed(page.text) == (
        "Groep Noord (Moderator [naam]) Wat ontbreekt? ▪ De bus rijdt niet. "
        "• [naam] zegt: goed plan. → Dat is zo. [naam] coördinator"
    )


def test_names_hidden_marks_nothing_in_words_that_changed(report):
    marks = {"r2": [(0, 3, "exact")]}
    page = Reading(write(report, marks=marks, hides_names=True))
    assert [element for element in page.elements if element["name"] == "mark"] == []


def test_hostile_words_come_out_as_words():
    codebook = make_dataset().codebook
    labels = codebook.assign(label=HOSTILE).to_dict("records")
    hostile = make_report(
        ("part_heading", HOSTILE), ("", f"\n{HOSTILE}\n"), ("r1", HOSTILE), codebook=labels,
    )
    page = Reading(report_article(
        hostile, Labels(hostile), selected=(), marks={"r1": [(0, 8, '"><script>')]},
        to_href=lambda key: '"><script>alert(2)</script>',
    ))
    names = {element["name"] for element in page.elements}
    assert names == {"article", "p", "h2", "span", "a", "mark"}
    assert not any(name.startswith("on") for element in page.elements for name in element)
    assert squeezed(page.text) == squeezed(" ".join([HOSTILE] * 3))
    listed = Reading(contents(hostile, Labels(hostile)))
    assert {element["name"] for element in listed.elements} == {"nav", "h2", "ul", "li", "button"}
    assert listed.elements[-1]["text"] == squeezed(HOSTILE)


# Marks, moved from the words to the page


words = st.lists(st.text(alphabet="abcé.,'", min_size=1, max_size=6), min_size=1, max_size=12)
between = st.sampled_from([" ", "  ", "\n", " \n\n  ", "\n▪ ", "\n▪", " \n – ", "\n→"])


@given(words=words, data=st.data())
def test_a_mark_moves_to_the_same_letters(words, data):
    text = " ".join(words)
    raw = words[0] + "".join(data.draw(between) + word for word in words[1:])
    # "▪" sticks to no word in the report's own words; the loader reads it apart from them.
    raw = raw.replace("▪", "▪ ")
    places, position = [], 0
    for word in words:
        places.append((position, position + len(word)))
        position += len(word) + 1
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = data.draw(st.integers(places[first][0], places[first][1] - 1))
    end = data.draw(st.integers(max(start, places[last][0]) + 1, places[last][1]))
    [(moved_start, moved_end, reason)] = to_report_marks(text, raw, [(start, end, "typo")])
    assert reason == "typo"
    assert 0 <= moved_start < moved_end <= len(raw)
    assert words_without_signs(raw[moved_start:moved_end]) == text[start:end].split()


@given(words=words)
def test_marks_keep_their_order_and_their_number(words):
    text, raw = " ".join(words), "\n".join(words)
    marks, position = [], 0
    for word in words:
        marks.append((position, position + len(word), "exact"))
        position += len(word) + 1
    moved = to_report_marks(text, raw, marks)
    assert [raw[start:end] for start, end, _ in moved] == words
    assert moved == sorted(moved)


def test_a_remark_without_marks_moves_none():
    assert to_report_marks("De bus rijdt.", "De bus\nrijdt.", []) == []
