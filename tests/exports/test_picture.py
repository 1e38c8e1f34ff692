import asyncio
import logging
import os
import threading
from io import BytesIO

import pandas as pd
import plotly
import pytest
from choreographer.channels import pipe
from PIL import Image, ImageChops, ImageColor, ImageOps

from analysis.selection import Selection
from drawing.charts import count_heatmap, sentiment_per_theme, sentiment_shares
from drawing.lettering import measure
from drawing.palette import to_tone
from exports.extract import to_caption
from exports.picture import MOST_AT_ONCE, BusyError, NoBrowserError, to_png, with_caption
from tests.exports.conftest import make_extract
from tests.fonts import use_only


@pytest.fixture
def chart(everything):
    return sentiment_per_theme(everything.theme_counts(), everything.sides, everything.sentiment)


def test_a_picture_says_what_was_selected(dataset, chart):
    made = make_extract(dataset, Selection(themes=("housing",)))
    drawn = with_caption(chart, to_caption(made))
    title = drawn["layout"]["title"]
    assert title["text"] == "Positief tegenover ontbreekt, per thema"
    words = title["subtitle"]["text"].replace("<br>", " ")
    assert words.startswith("Thema: Wonen en dakloosheid — 20 van 248 opmerkingen. ")
    assert words.endswith("— Gent. Gemaakt op 23 november 2026.")


def test_words_of_a_query_are_no_markup(chart):
    drawn = with_caption(chart, "Zoekwoorden: <a href='http://x'>&")
    assert drawn["layout"]["title"]["subtitle"]["text"] == "Zoekwoorden: &lt;a href='http://x'&gt;&amp;"


def test_the_chart_that_was_given_stays_as_it_was(chart):
    before = chart.to_dict()
    with_caption(chart, "Alle opmerkingen")
    assert chart.to_dict() == before


def test_a_longer_caption_makes_a_taller_picture(chart):
    short, long = (
        with_caption(chart, words)["layout"] for words in ("kort", "\n".join(["lang"] * 11))
    )
    assert long["height"] - short["height"] == 182, "ten lines of 14 pixels, at 1.3"
    assert long["margin"]["t"] - short["margin"]["t"] == 182


def test_a_picture_goes_without_the_template_of_streamlit(chart):
    assert plotly.io.templates.default == "streamlit", "as in every running dashboard"
    assert "template" not in with_caption(chart, "Alle opmerkingen")["layout"]


def test_without_a_browser_the_reader_hears_so(chart, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nergens/chromium")
    with pytest.raises(NoBrowserError, match="op de server staat geen Chromium of Chrome"):
        to_png(chart, "Alle opmerkingen")


@pytest.mark.parametrize(("message", "heard"), [("{bye}\n", 0), ("{half", 1)])
def test_the_goodbye_of_a_browser_is_no_error_in_the_log(message, heard):
    records = []
    catcher = logging.Handler()
    catcher.emit = records.append
    logger = logging.getLogger(pipe.__name__)
    logger.addHandler(catcher)
    channel = pipe.Pipe()
    try:
        channel.open()
        os.write(channel._write_from_browser, message.encode() + b"\0")
        assert channel.read_jsons(blocking=True)[0] == []
    finally:
        logger.removeHandler(catcher)
        channel.close()
    assert len(records) == heard


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_told_too(chart, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "false")
    with pytest.raises(NoBrowserError, match="de browser op de server start niet"):
        to_png(chart, "Alle opmerkingen")


@pytest.fixture(params=["hero", "shares", "cells"])
def any_chart(request, chart, everything):
    """Every chart of a picture, with a label of many words and one of many letters."""
    counts = everything.theme_counts()
    labels = ["& meer " * 12, "W" * 60, *counts["label"][2:]]
    counts = counts.assign(label=labels)
    return {
        "hero": sentiment_per_theme(counts, everything.sides, everything.sentiment,
                                    part_count=6),
        "shares": sentiment_shares(
            counts.assign(sentiment="missing", name="Groep 1", remark_share=0.2)
        ),
        "cells": count_heatmap(counts.set_index("theme")[["positive", "missing"]],
                               row_names=labels, column_names=["W" * 60, "Ontbreekt"]),
    }[request.param]


def open_picture(chart, caption):
    with Image.open(BytesIO(to_png(chart, caption))) as picture:
        return picture.convert("RGB")


@pytest.mark.browser
def test_no_label_is_cut_at_the_edge(any_chart, everything):
    page = open_picture(any_chart, f"{'W' * 500} {'😀' * 100} {to_caption(everything)}")
    left = page.crop((0, 0, 24, page.height))
    right = page.crop((page.width - 24, 0, page.width, page.height))
    assert [edge.getcolors() for edge in (left, right)] == [
        [(24 * page.height, (255, 255, 255))]
    ] * 2


@pytest.mark.browser
def test_a_label_is_drawn_as_wide_as_it_is_measured():
    # Rounded to whole pixels, 25 letters m would be 11 pixels narrower.
    cells = count_heatmap(pd.DataFrame([[0]]), title="", row_names=["m" * 25], column_names=[""])
    page = open_picture(cells, "")
    label = page.crop((0, 0, 2 * (24 + cells.layout.margin.l - 10), page.height))
    left, _, right, _ = ImageOps.invert(label).getbbox()
    assert (right - left) / 2 == pytest.approx(measure("m" * 25, 15), abs=3)


@pytest.mark.browser
def test_a_picture_is_the_same_whatever_fonts_a_server_has(
    chart, everything, tmp_path, monkeypatch
):
    with_some = open_picture(chart, to_caption(everything))
    monkeypatch.setenv(*use_only(tmp_path / "none", tmp_path))
    with_none = open_picture(chart, to_caption(everything))
    assert ImageChops.difference(with_some, with_none).getbbox() is None


@pytest.mark.browser
def test_a_picture_shows_both_sides_on_white(chart, everything):
    with Image.open(BytesIO(to_png(chart, to_caption(everything)))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 2000
        colours = {colour[:3] for _, colour in picture.convert("RGB").getcolors(1 << 20)}
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    tones = [to_tone(sentiment).light for sentiment in ("positive", "missing")]
    assert {ImageColor.getrgb(tone) for tone in tones} <= colours


@pytest.fixture
def slow_browser(monkeypatch):
    """A browser that draws nothing before the test says so."""
    go_on = threading.Event()

    def draw(*_, **__):
        assert go_on.wait(60)
        return b"png"

    monkeypatch.setattr("exports.picture.find_browser", lambda: "chromium")
    monkeypatch.setattr("exports.picture.kaleido.calc_fig_sync", draw)
    yield go_on
    go_on.set()


def test_other_files_never_queue_behind_pictures(chart, slow_browser):
    # asyncio.to_thread is how Streamlit makes a file that was asked for.
    async def ask():
        pictures = [
            asyncio.create_task(asyncio.to_thread(to_png, chart, "")) for _ in range(24)
        ]
        csv = await asyncio.wait_for(asyncio.to_thread(lambda: b"csv"), timeout=30)
        slow_browser.set()
        return csv, await asyncio.gather(*pictures, return_exceptions=True)

    csv, made = asyncio.run(ask())
    assert csv == b"csv"
    assert [picture for picture in made if isinstance(picture, bytes)] == [b"png"] * MOST_AT_ONCE
    refused = {str(picture) for picture in made if isinstance(picture, BusyError)}
    assert refused == {"Er worden al te veel afbeeldingen gemaakt. Probeer het later opnieuw."}


def test_after_a_crowd_a_picture_is_made_again(chart, slow_browser, monkeypatch):
    slow_browser.set()

    def fail(*_, **__):
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr("exports.picture.kaleido.calc_fig_sync", fail)
        for _ in range(MOST_AT_ONCE + 1):
            with pytest.raises(NoBrowserError, match="start niet"):
                to_png(chart, "")
    assert to_png(chart, "") == b"png"
