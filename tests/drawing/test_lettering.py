"""
The font itself is drawn in tests/exports/test_picture.py; here its measures.
"""

import pytest

from drawing.lettering import cut, find_font, measure, to_font_url, wrap

# A span of each of the words given; their widths in pixels.
WIDTHS = """words => words.map(one => {
    const span = document.body.appendChild(document.createElement("span"));
    span.textContent = one;
    return span.getBoundingClientRect().width;
})"""


def test_the_font_of_the_screen_is_there():
    assert find_font().is_file()
    assert find_font().name.startswith("SourceSansVF-Upright.")


@pytest.mark.parametrize(("words", "width"), [("", 0), ("i", 247), ("m", 829), ("iii", 741)])
def test_words_are_as_wide_as_their_letters_in_the_font(words, width):
    assert measure(words, 1000) == pytest.approx(width)
    assert measure(words, 15) == pytest.approx(width * 0.015)


@pytest.mark.browser
def test_a_browser_draws_words_as_wide_as_they_are_measured(browser, dataset):
    labels = [*dataset.codebook["label"], "○ Ontbreekt", "“Wonen” — 12 %"]
    page = browser.new_page()
    page.set_content(f"""<style>
        @font-face {{ font-family: "Source Sans"; font-weight: 200 900; src: url({to_font_url()}) }}
        span {{ font: 100px "Source Sans";
        white-space: pre; text-rendering: geometricPrecision; }}</style>""")
    page.evaluate("document.fonts.load('100px \\'Source Sans\\'')")
    drawn = page.evaluate(WIDTHS, labels)
    page.close()
    # What is left is kerning, which moves "AVAWA" most.
    assert [measure(label, 100) for label in labels] == pytest.approx(drawn, rel=0.01)


def test_a_letter_that_the_font_does_not_have_gets_room_for_any_other():
    assert measure("😀ש", 10) == 2 * 14


def test_lines_are_as_full_as_their_width_allows():
    words = "een paar woorden op een rij"
    width = measure("een paar woorden", 15)
    assert wrap(words, 15, width) == ["een paar woorden", "op een rij"]
    assert wrap(words, 15, width - 1) == ["een paar", "woorden op een", "rij"]


def test_a_word_wider_than_a_line_is_broken():
    assert wrap("w" * 25, 10, measure("w" * 10, 10)) == ["w" * 10, "w" * 10, "w" * 5]


def test_nothing_is_one_empty_line():
    assert wrap("", 15, 100) == [""]


def test_a_line_break_of_the_words_stays_one():
    assert wrap("een\ntwee", 15, 100) == ["een", "twee"]


@pytest.mark.parametrize("words", ["a  b\n\nc ", "w" * 30, " ", "vele woorden " * 5])
def test_what_was_cut_is_joined_to_the_very_words(words):
    assert "".join(cut(words, len, 10)) == words
