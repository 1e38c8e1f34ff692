"""
Rules of our own HTML: what comes from data is text, whatever it says, and can be read by all.
"""

import inspect
from dataclasses import fields
from functools import cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from analysis.hiding import hide_nothing
from analysis.remarks import Remark, to_remarks
from drawing.html import comparison, counts, progress, remarks, tags, told
from drawing.html.comparison import short_remark, side_by_side, to_cell
from drawing.html.counts import count_matrix, share_bars
from drawing.html.progress import Waiting, figures, queue_table
from drawing.html.remarks import (
    filter_button,
    filter_line,
    kind_badge,
    remark_card,
    remark_link,
    remark_table,
    said,
    sentiment_badge,
    shelve_button,
    status_badge,
)
from drawing.html.tags import code, marked_text, tag
from drawing.html.told import told_section
from drawing.words.labels import Labels
from drawing.words.sentences import Chip
from follow_up.answer import TEXT_FIELDS, Answer
from follow_up.told import Telling
from tests.small_meeting import make_dataset

KINDS = ("open", "noted", "in_progress", "taken_up", "not_taken_up")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</blockquote></article><h1>Weg ermee</h1>",
    "<!-- ",
    "]]><svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; &#60;",
    "<style>*{display:none}</style>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "\u202egnirts\u0000 <a href=javascript:alert(1)>",
)


class Outline(HTMLParser):
    """
    Read HTML as a browser does: its elements with their attributes, and its words.
    """

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self.open = [], [], []
        self.feed(str(html))
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        self.open.append(name)

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, words):
        self.words.append(words)

    def handle_comment(self, words):
        raise AssertionError(f"a comment: {words}")

    @property
    def shape(self):
        return [(name, sorted(attributes)) for name, attributes in self.elements]

    @property
    def text(self):
        return "".join(self.words)

    def find(self, name, **wanted):
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [
            attributes for found, attributes in self.elements
            if found == name and wanted.items() <= attributes.items()
        ]


@cache
def make_case(word):
    """Give one remark and its labels in which every field of words says the same."""
    data = make_dataset(
        groups=[{"key": word, "label": word}],
        people=[{"key": word, "name": word}],
        organisations=[],
        codebook=[
            {"field": field, "key": word, "label": word, "definition": word}
            for field in ("sentiment", "theme", "label_basis")
        ],
    )
    remark = Remark(
        remark_id=word, group=word, section=word, question=word, text=word, sentiment=word,
        label_basis=word, themes=(word, word), speaker=word, organisations=(word,),
        line_start=1, line_end=2, replies_to=word,
    )
    return remark, Labels(data)


def to_address(key):
    return f"/opmerkingen?opmerking={key}"


def to_telling(word, **cells):
    answer = Answer(word, (word,), word, **(dict.fromkeys(TEXT_FIELDS, word) | {
        "due": "2026-12-31"} | cells))
    return Telling(answer, "taken_up", 1, "2026-11-24T23:30:00.000+00:00")


def _matrix(word, remark, labels):
    return count_matrix(
        pd.DataFrame([[1, 0], [3, 2]], index=[word, "b"], columns=[word, "d"]),
        caption=word, corner=word, row_names=[word, "b"], column_names=[word, "d"],
        to_action=lambda row, column: {"do": "only", "themes": row, "groups": column},
        flags={word: word}, column_titles=[word + "!", "d"],
    )


# Every public function that writes HTML, with the word in every place where data goes in.
CASES = {
    "tag": lambda word, remark, labels: tag("b", word, title=word, data_key=word),
    "marked_text": lambda word, remark, labels: (
        marked_text(word * 3, [(len(word), 2 * len(word), word)])
    ),
    "sentiment_badge": lambda word, remark, labels: sentiment_badge(word, labels),
    "filter_button": lambda word, remark, labels: (
        filter_button("themes", word, labels) + filter_button("groups", word, labels, word)
    ),
    "remark_link": lambda word, remark, labels: remark_link(remark, word, to_address(word)),
    "remark_card": lambda word, remark, labels: remark_card(
        remark, labels, to_address, [(0, 3, "exact")], answered=remark, question=word
    ),
    "remark_table": lambda word, remark, labels: remark_table(
        [remark, remark], labels, to_address, {word: [(0, 2, "typo")]}
    ),
    "said": lambda word, remark, labels: said(remark, [(0, 1, "exact")]),
    "shelve_button": lambda word, remark, labels: shelve_button(word, True),
    "filter_line": lambda word, remark, labels: filter_line(
        word, [Chip("themes", word, word), Chip("query", word, word)],
    ),
    "short_remark": lambda word, remark, labels: short_remark(
        remark, labels, word, [(0, 1, "exact")], names_group=True),
    "side_by_side": lambda word, remark, labels: side_by_side(word, [Markup("<p>x</p>")]),
    "to_cell": lambda word, remark, labels: to_cell(word, 9, [Markup("<li>x</li>")] * 4,
                                                    {"do": "only", "themes": word}),
    "count_matrix": _matrix,
    "status_badge": lambda word, remark, labels: status_badge(word, labels),
    # A kind is no words of anyone's: its name is that of its statuses.
    "kind_badge": lambda word, remark, labels: kind_badge("noted", labels) + word,
    "told_section": lambda word, remark, labels: told_section(
        to_telling(word), [to_telling(word, where_link=f"https://x.example/{quote(word)}")],
        labels),
    "figures": lambda word, remark, labels: tag("p", word) + figures(
        pd.Series(dict.fromkeys(KINDS, 2)), labels, lambda kind: {"do": "only", "statuses": word}),
    "queue_table": lambda word, remark, labels: queue_table(
        [Waiting("2026-12-31", True, word, word, [word], 2)], labels, to_address),
    "share_bars": lambda word, remark, labels: share_bars(
        pd.DataFrame({"sentiment": [word, "x"], "remark_count": [1, 0],
                      "remark_share": [1.0, 0.0]}),
        labels, caption=word, most_share=1.0, to_action=lambda key: {"do": "only", "key": key},
    ),
}
WRITERS = {
    name for room in (tags, remarks, counts, comparison, told, progress)
    for name, function in inspect.getmembers(room, inspect.isfunction)
    if function.__module__ == room.__name__ and not name.startswith("_")
    and name not in ("to_data", "zero", "code")
}


def write(name, word):
    return CASES[name](word, *make_case(word))


def test_every_function_that_writes_html_is_tested():
    assert set(CASES) == WRITERS, "give the new function a case with hostile words"


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("name", CASES)
def test_hostile_words_come_out_as_words(name, word):
    hostile, harmless = Outline(write(name, word)), Outline(write(name, "onschuldig"))
    assert hostile.shape == harmless.shape
    assert not any(key.startswith("on") for _, keys in hostile.shape for key in keys)


# What cuts words in two for a mark, or writes none of the words.
WITHOUT_WHOLE_WORDS = {"marked_text", "said", "shelve_button"}


@pytest.mark.parametrize("name", sorted(set(CASES) - WITHOUT_WHOLE_WORDS))
def test_hostile_words_are_still_there_to_read(name):
    word = '<b onclick="x">&amp;</b>'
    outline = Outline(write(name, word))
    assert word in outline.text


@given(st.sampled_from(sorted(CASES)), st.text(min_size=4))
def test_any_words_come_out_as_words(name, word):
    # A carriage return or a NUL is read otherwise by a parser; the shape must still be the same.
    assert Outline(write(name, word)).shape == Outline(write(name, "onschuldig")).shape


# Elements


def test_an_element_has_its_attributes_in_order_without_those_that_are_none():
    assert tag("a", "x", href="/?a=1&b=2", aria_label=None, for_="x", data_a_b="") == (
        '<a href="/?a=1&amp;b=2" for="x" data-a-b="">x</a>'
    )


def test_an_element_escapes_words_and_keeps_markup():
    assert tag("p", "a < b", tag("b", "c & d"), " <i>") == (
        "<p>a &lt; b<b>c &amp; d</b> &lt;i&gt;</p>"
    )


def test_markup_is_no_safer_than_words_in_an_attribute():
    # It is in order itself, and its quotes would end the attribute.
    assert tag("p", title=tag("b", "x", class_="y")) == (
        '<p title="&lt;b class=&quot;y&quot;&gt;x&lt;/b&gt;"></p>'
    )


def test_all_that_is_written_is_markup():
    for name in CASES:
        assert type(write(name, "<b>")) is Markup, name


def test_a_style_of_our_own_is_kept_as_it_is_and_cannot_be_ended_from_within():
    assert code("style", "a > b { content: '&' }") == "<style>a > b { content: '&' }</style>"
    with pytest.raises(ValueError, match="a script of our own holds '</'"):
        code("script", "let x = '</script><img src=x onerror=alert(1)>';")


# Marked words


@st.composite
def texts_with_marks(draw):
    signs = st.one_of(st.sampled_from("<>&\"'/ab; "), st.characters(codec="utf-8"))
    text = draw(st.text(signs, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    cuts = cuts[: len(cuts) // 2 * 2]
    reasons = st.sampled_from(["exact", "inflection", "abbreviation", "compound", "typo", "new"])
    return text, [(start, end, draw(reasons)) for start, end in zip(cuts[::2], cuts[1::2],
                                                                   strict=True)]


@given(texts_with_marks())
def test_marked_words_with_the_marks_taken_away_are_the_words_again(text_and_marks):
    text, marks = text_and_marks
    outline = Outline(marked_text(text, marks))
    assert outline.text == text
    assert [name for name, _ in outline.elements] == ["mark"] * len(marks)


@given(texts_with_marks())
def test_each_mark_holds_the_words_that_were_found(text_and_marks):
    text, marks = text_and_marks
    found = [piece.split(">", 1)[1].split("</mark>")[0]
             for piece in marked_text(text, marks).split("<mark ")[1:]]
    assert found == [escape(text[start:end]) for start, end, _ in marks]


def test_a_mark_says_why_it_is_there():
    assert marked_text("armoede en rijkdom", [(0, 7, "inflection"), (11, 18, "typo")]) == (
        '<mark title="verbuiging">armoede</mark> en <mark title="lijkt op">rijkdom</mark>'
    )


def test_words_without_a_find_have_no_mark():
    assert marked_text("a & b", []) == "a &amp; b"


# Remarks


@pytest.fixture(scope="module")
def words(small):
    return Labels(small)


@pytest.fixture(scope="module")
def remarks(small):
    return to_remarks(small.remarks, hide_nothing)


def test_the_rows_of_the_table_are_read_in_order(small, remarks):
    assert [remark.remark_id for remark in remarks] == ["r1", "r2", "r3", "r4", "r5", "r6"]
    fourth = remarks[3]
    for name in {field.name for field in fields(Remark)} - {"is_verbatim", "status"}:
        assert getattr(fourth, name) == small.remarks.at[3, name], name
    assert fourth.is_verbatim
    assert to_remarks(small.remarks.iloc[:0], hide_nothing) == []


def test_a_card_holds_the_words_and_every_label(remarks, words):
    outline = Outline(remark_card(remarks[3], words, to_address, question="Wat ontbreekt?"))
    for part in ("De bus stopt niet bij de woningen.", "Ontbreekt", "Vervoer", "Wonen", "Zuid",
                 "Ann Peeters", "regels 8–9", "Wat ontbreekt?"):
        assert part in outline.text
    assert outline.find("article", data_remark="r4", class_="remark tone-missing")
    assert outline.find("a", href="/opmerkingen?opmerking=r4", data_do="open", data_key="r4")
    # Its words are pressed too, and are no second link.
    assert outline.find("blockquote", data_do="open", data_key="r4")


def test_a_card_filters_on_each_of_its_labels(remarks, words):
    outline = Outline(remark_card(remarks[3], words, to_address))
    assert [(button["data-facet"], button["data-key"])
            for button in outline.find("button", data_do="filter")] == [
        ("themes", "bus"), ("themes", "housing"), ("groups", "south"), ("speakers", "p1"),
    ]


def test_a_card_hides_names_with_the_labels_that_do(small):
    hiding = Labels(small, hides_names=True)
    [spoken] = hiding.remarks(
        small.remarks.iloc[[1]].assign(text="Ann Peeters zei: geen tolken.")
    )
    for html in (
        remark_card(spoken, hiding, to_address, [(0, 3, "exact")], answered=spoken),
        remark_table([spoken], hiding, to_address, {"r2": [(0, 3, "exact")]}),
    ):
        assert "Peeters" not in html
        assert "[naam] zei: geen tolken." in Outline(html).text
        assert "een deelnemer" in html
        # What was found stood in the full words.
        assert "<mark" not in html


def test_a_remark_can_be_set_aside_and_taken_back(remarks, words):
    for is_shelved, pressed in ((False, "false"), (True, "true")):
        outline = Outline(remark_card(remarks[0], words, to_address, is_shelved=is_shelved))
        assert outline.find("button", data_do="shelve", data_key="r1", aria_pressed=pressed)
    assert not Outline(remark_card(remarks[0], words, to_address)).find("button", data_do="shelve")


def test_what_is_set_aside_is_counted_on_every_page():
    outline = Outline(filter_line("1", [], shelved_count=3))
    assert outline.find("button", data_do="page", data_page="shortlist")
    assert "Apart gezet (3)" in outline.text
    assert not Outline(filter_line("1", [])).find("button", data_page="shortlist")


def test_a_card_without_a_speaker_names_none(remarks, words):
    outline = Outline(remark_card(remarks[0], words, to_address))
    assert outline.find("button", data_facet="speakers") == []


def test_a_reply_leads_to_what_it_answers(remarks, words):
    outline = Outline(remark_card(remarks[2], words, to_address, answered=remarks[1]))
    assert "Antwoord op Er zijn geen tolken." in outline.text
    assert outline.find("a", data_key="r2", href="/opmerkingen?opmerking=r2")


def test_a_long_answered_remark_is_cut_between_words(words):
    remark, labels = make_case("a")
    long = Remark(**{**vars(remark), "text": "woord " * 40})
    outline = Outline(remark_card(remark, labels, to_address, answered=long))
    assert outline.text.startswith("Antwoord op " + "woord " * 14 + "woord …a")


def test_the_sign_of_a_sentiment_is_not_read_aloud(words):
    html = sentiment_badge("missing", words)
    assert '<span class="sign" aria-hidden="true">○</span>Ontbreekt' in html
    assert 'title="Over Ontbreekt."' in html


def test_a_table_has_a_row_per_remark_and_a_name_for_every_column(remarks, words):
    outline = Outline(remark_table(remarks, words, to_address, {"r1": [(0, 5, "exact")]}))
    assert [row["data-remark"] for row in outline.find("tr") if "data-remark" in row] == [
        "r1", "r2", "r3", "r4", "r5", "r6"
    ]
    assert len(outline.find("th", scope="col")) == 6
    assert len(outline.find("td")) == 36
    assert len(outline.find("mark")) == 1
    assert outline.find("div", role="region", tabindex="0", aria_label="Opmerkingen als tabel")


# The filter line


def test_the_count_is_announced_when_it_changes():
    outline = Outline(filter_line("3 van 6 opmerkingen", [], {}))
    assert outline.find("p", role="status")
    assert "3 van 6 opmerkingen" in outline.text
    assert "Geen filter" in outline.text
    assert outline.find("button", data_do="clear") == []


def test_each_chip_says_what_it_takes_away():
    chips = [Chip("groups", "north", "Noord"), Chip("query", "", "zoekt: tolken")]
    outline = Outline(filter_line("1", chips, {"groups": "Groep", "query": "Zoekwoorden"}))
    assert [(chip["data-facet"], chip["data-key"], chip["aria-label"])
            for chip in outline.find("button", data_do="remove")] == [
        ("groups", "north", "Verwijder filter: Noord"),
        ("query", "", "Verwijder filter: zoekt: tolken"),
    ]
    assert len(outline.find("button", data_do="clear")) == 1


def test_the_link_can_be_copied():
    outline = Outline(filter_line("1", []))
    assert outline.find("button", data_do="copy", data_done="Link gekopieerd")


# Matrices


COUNTS = pd.DataFrame([[4, 0], [1, 2]], index=["x", "y"], columns=["p", "q"])


def matrix(**changes):
    options = {
        "caption": "Aantallen", "corner": "Thema", "row_names": ["Ix", "Ypsilon"],
        "column_names": ["Pee", "Kuu"],
        "to_action": lambda row, column: {"do": "only", "themes": row, "groups": column},
    }
    return count_matrix(COUNTS, **{**options, **changes})


def test_each_cell_opens_its_own_remarks():
    outline = Outline(matrix())
    assert [(button["data-themes"], button["data-groups"], button["aria-label"])
            for button in outline.find("button", data_do="only")] == [
        ("x", "p", "Ix, Pee: 4 opmerkingen"), ("y", "p", "Ypsilon, Pee: 1 opmerking"),
        ("y", "q", "Ypsilon, Kuu: 2 opmerkingen"),
    ]


def test_a_zero_is_no_button_and_is_read_as_a_number():
    outline = Outline(matrix())
    assert '<td class="zero"><span aria-hidden="true">–</span><span class="unseen">0</span>' in (
        matrix())
    assert len(outline.find("td", class_="zero")) == 1
    assert len(outline.find("button")) == 3


def test_a_cell_is_shaded_by_its_part_of_the_largest():
    outline = Outline(matrix())
    assert [cell.get("style") for cell in outline.find("td")] == [
        "--part:1.00", None, "--part:0.25", "--part:0.50"
    ]


def test_a_cell_that_opens_nothing_shows_its_number():
    outline = Outline(matrix(to_action=lambda row, column: None))
    assert outline.find("button") == []
    assert all(number in outline.text for number in "412")


def test_rows_and_columns_are_headed():
    outline = Outline(matrix())
    assert len(outline.find("th", scope="col")) == 3
    assert len(outline.find("th", scope="row")) == 2
    assert outline.find("caption")
    assert outline.find("div", role="region", tabindex="0", aria_label="Aantallen")


def test_a_flag_stands_with_its_row_only():
    outline = Outline(matrix(flags={"y": "één stem"}))
    assert len(outline.find("span", class_="flag")) == 1
    assert "Ypsilonéén stem" in outline.text


def test_a_short_column_name_has_its_full_name_beside_it():
    outline = Outline(matrix(column_names=["1", "2"], column_titles=["1. Pee", "2. Kuu"]))
    assert [head.get("title") for head in outline.find("th", scope="col")] == [
        None, "1. Pee", "2. Kuu"
    ]
    assert outline.find("button", aria_label="Ypsilon, 2. Kuu: 2 opmerkingen")


def shares(counts, labels, **changes):
    table = pd.DataFrame({"sentiment": ["positive", "missing"], "remark_count": counts})
    table["remark_share"] = table["remark_count"] / max(sum(counts), 1)
    options = {"caption": "Groep 1", "most_share": 0.8,
               "to_action": lambda key: {"do": "only", "sentiments": key}}
    return Outline(share_bars(table, labels, **{**options, **changes}))


def test_a_share_has_its_number_and_opens_its_remarks(words):
    drawn = shares([3, 1], words)
    assert [(button["data-sentiments"], button["aria-label"].split(": ")[1])
            for button in drawn.find("button", data_do="only")] == [
        ("positive", "75% (3)"), ("missing", "25% (1)")
    ]
    assert [bar["style"] for bar in drawn.find("span", class_="bar")] == [
        "--length:0.938", "--length:0.312"
    ]


def test_a_share_of_nothing_is_no_button(words):
    assert len(shares([3, 0], words).find("button")) == 1
    assert shares([0, 0], words).find("button") == []


def test_a_matrix_of_nothing_is_still_a_table():
    empty = count_matrix(
        COUNTS.iloc[:0], caption="Niets", corner="Thema", row_names=[],
        column_names=["Pee", "Kuu"], to_action=lambda row, column: None,
    )
    assert Outline(empty).find("caption")
