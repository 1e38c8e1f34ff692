"""
Rules of the colours: every text can be read, by WCAG 2.2, on a light and on a dark page.
"""

from dataclasses import fields

import pytest

from drawing.palette import DARK, LIGHT, Page, to_css_variables, to_page, to_tone

SENTIMENTS = ("positive", "missing", "critical", "neutral", "one that has no colour of its own")
KINDS = ("open", "noted", "in_progress", "taken_up", "not_taken_up")
light_and_dark = pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])


def luminance(colour):
    """Give the relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour, ground, part):
    """Lay a colour over a ground, as look.css shades a cell."""
    return "#" + "".join(
        f"{round(int(colour[at:at + 2], 16) * part + int(ground[at:at + 2], 16) * (1 - part)):02x}"
        for at in (1, 3, 5)
    )


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


@light_and_dark
@pytest.mark.parametrize("behind", ["ground", "panel"])
@pytest.mark.parametrize("key", [*SENTIMENTS, *KINDS])
def test_every_sentiment_and_every_kind_of_status_can_be_read(key, behind, is_dark):
    tone = to_tone(key).colour(is_dark)
    assert contrast(tone, getattr(to_page(is_dark), behind)) >= 4.5


@light_and_dark
@pytest.mark.parametrize("behind", ["ground", "panel"])
@pytest.mark.parametrize("written", ["text", "quiet", "accent"])
def test_every_text_can_be_read(written, behind, is_dark):
    page = to_page(is_dark)
    assert contrast(getattr(page, written), getattr(page, behind)) >= 4.5


@light_and_dark
def test_marked_words_can_be_read(is_dark):
    assert contrast(to_page(is_dark).text, to_page(is_dark).mark) >= 4.5


@light_and_dark
@pytest.mark.parametrize("behind", ["ground", "panel"])
def test_a_number_in_the_darkest_cell_can_be_read(behind, is_dark):
    page = to_page(is_dark)
    # 32 %: see .matrix td in widgets/shell/look.css.
    assert contrast(page.text, mixed(page.accent, getattr(page, behind), 0.32)) >= 4.5


def test_a_chip_that_is_pointed_at_can_be_read():
    for page in (LIGHT, DARK):
        assert contrast(page.text, page.rule) >= 4.5


def test_every_sentiment_and_every_kind_has_a_sign_of_its_own():
    signs = [to_tone(key).sign for key in (*SENTIMENTS[:4], *KINDS)]
    assert len(set(signs)) == 9


@light_and_dark
@pytest.mark.parametrize("keys", [SENTIMENTS[:4], KINDS], ids=["sentiments", "kinds"])
def test_no_two_of_them_share_a_colour(keys, is_dark):
    colours = [to_tone(key).colour(is_dark) for key in keys]
    assert len(set(colours)) == len(keys)


def test_a_sentiment_without_a_tone_is_a_quiet_grey():
    assert to_tone("brand new") == to_tone("neutral")


def test_light_and_dark_are_two_pages():
    assert to_page(False) == LIGHT
    assert to_page(True) == DARK
    assert luminance(LIGHT.ground) > 0.8 > 0.1 > luminance(DARK.ground)


@light_and_dark
def test_the_style_sheet_gets_every_colour(is_dark):
    variables = dict(pair.split(":") for pair in to_css_variables(is_dark).split(";"))
    page = to_page(is_dark)
    for field in fields(Page):
        assert variables[f"--{field.name}"] == getattr(page, field.name)
    for key in (*SENTIMENTS[:4], *KINDS):
        assert variables[f"--tone-{key}"] == to_tone(key).colour(is_dark)
