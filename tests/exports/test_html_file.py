import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from exports.html_file import to_html
from tests.counting import ON_BOTH


class Page(HTMLParser):
    """
    Reads a file the way a browser does: cards, scripts, and every attribute.
    """

    def __init__(self, file):
        super().__init__(convert_charrefs=True)
        self.cards, self.scripts, self.styles, self.tags, self.text = [], [], [], [], ""
        self.open = []
        self.feed(file.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)
        if tag == "article":
            self.cards.append({**dict(attrs), "words": "", "details": ""})
        if tag in ("script", "style"):
            {"script": self.scripts, "style": self.styles}[tag].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" in self.open or "style" in self.open:
            (self.scripts if "script" in self.open else self.styles)[-1] += data
            return
        self.text += data
        if "article" in self.open:
            self.cards[-1]["words" if "blockquote" in self.open else "details"] += data


def to_source_hash(source):
    return b64encode(hashlib.sha256(source.encode()).digest()).decode()


@ON_BOTH
def test_a_file_holds_exactly_the_remarks_of_the_screen(extract):
    page = Page(to_html(extract))
    assert [card["id"] for card in page.cards] == extract.remarks["remark_id"].tolist()
    assert [card["words"] for card in page.cards] == extract.remarks["text"].tolist()


def test_a_file_says_what_it_is(extract):
    text = Page(to_html(extract)).text
    assert f"Selectie{extract.sentence}Aantal{len(extract.remarks)} van 248 opmerkingen" in text
    assert "Gemaakt op23 november 2026" in text
    assert "De lezers waren taalmodellen" in text
    assert "Linkhttps://opmerkingen.example/opmerkingen" in text


def test_a_card_carries_all_that_is_known_of_it(everything):
    card = Page(to_html(everything)).cards[232]
    assert card["details"] == (
        "+ Positief Visie, missie en ambitie Slotreflecties Wim Van Lancker Reflectie en laatste "
        "woord voor de Gentse ervaringsdeskundigen regels 868–870 r233"
    )
    assert (card["data-groep"], card["data-oordeel"]) == ("closing", "positive")


def test_nothing_comes_from_outside(everything):
    file = to_html(everything)
    page = Page(file)
    loading = {"link", "img", "iframe", "object", "embed", "base", "video", "audio", "source"}
    assert loading.isdisjoint(tag for tag, _ in page.tags)
    assert not any({"src", "srcset", "style", "onclick", "action"} & set(attributes)
                   for _, attributes in page.tags)
    assert re.search(r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML", file.decode()) is None


def test_only_its_own_script_and_style_may_run(hostile):
    page = Page(to_html(hostile))
    (policy,) = [attributes["content"] for tag, attributes in page.tags
                 if attributes.get("http-equiv") == "Content-Security-Policy"]
    (script,), (style,) = page.scripts, page.styles
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{to_source_hash(style)}'; "
        f"script-src 'sha256-{to_source_hash(script)}'; base-uri 'none'; form-action 'none'"
    )


def test_the_language_is_dutch(everything):
    assert ("html", {"lang": "nl-BE"}) in Page(to_html(everything)).tags


def test_hostile_words_are_text(hostile, hostile_words):
    page = Page(to_html(hostile))
    assert [card["words"] for card in page.cards] == hostile_words
    assert {"img", "b"}.isdisjoint(tag for tag, _ in page.tags)


def test_hidden_names_stay_hidden(hidden, find_names):
    file = to_html(hidden).decode()
    assert find_names(file) == []
    assert "een deelnemer" in file


@pytest.fixture
def open_page(browser, tmp_path):
    """Give a function that opens a file offline and notes all that it asks of others."""
    context = browser.new_context(offline=True)

    def open_file(extract):
        path = tmp_path / "opmerkingen.html"
        path.write_bytes(to_html(extract))
        page = context.new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text))
        page.on("dialog", lambda dialog: page.errors.append(dialog.message))
        page.goto(path.as_uri())
        assert page.asked == [path.as_uri()]
        return page

    yield open_file
    context.close()


def shown_ids(page):
    return page.eval_on_selector_all(
        "article", "cards => cards.filter((card) => card.checkVisibility()).map((card) => card.id)"
    )


@pytest.mark.browser
def test_filters_and_search_work_offline(open_page, everything):
    page, remarks = open_page(everything), everything.remarks
    status = page.locator("[role=status]")
    assert status.text_content() == "248 van 248 opmerkingen in dit bestand"

    page.select_option("select[name=oordeel]", "missing")
    page.select_option("select[name=thema]", "housing")
    is_wanted = (remarks["sentiment"] == "missing") & remarks["themes"].map(
        lambda themes: "housing" in themes
    )
    assert shown_ids(page) == remarks.loc[is_wanted, "remark_id"].tolist()
    assert status.text_content() == (
        "12 van 248 opmerkingen in dit bestand · Wonen en dakloosheid · Ontbreekt"
    )

    page.fill("input", "WOONKWALITEIT")
    assert shown_ids(page) == ["r101"]
    assert page.evaluate("CSS.highlights.get('found').size") == 1

    page.fill("input", "zzzz")
    assert shown_ids(page) == []
    assert page.locator("#niets").is_visible()

    page.get_by_role("button", name="Wis alles").click()
    page.wait_for_function("() => document.querySelectorAll('article[hidden]').length === 0")
    assert status.text_content() == "248 van 248 opmerkingen in dit bestand"
    assert page.errors == []


@pytest.mark.browser
def test_search_sees_no_accents(open_page, everything):
    page = open_page(everything)
    page.fill("input", "financiele")
    without = shown_ids(page)
    page.fill("input", "FINANCIËLE")
    assert shown_ids(page) == without != []


@pytest.mark.browser
def test_hostile_words_do_nothing_in_a_browser(open_page, hostile, hostile_words):
    page = open_page(hostile)
    assert page.locator("blockquote").all_text_contents() == hostile_words
    page.fill("input", "<script>alert(")
    assert page.locator("article:not([hidden])").count() == 1
    assert page.errors == []
