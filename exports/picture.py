"""A chart as a picture for a mail or a note, made without internet."""

from __future__ import annotations

import logging
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

from drawing.beside import read_beside
from drawing.charts import PICTURE_WIDTH
from drawing.lettering import to_font_url, to_markup, wrap
from drawing.palette import LIGHT

# Wide enough for a column of a note; twice as many pixels for print.
EDGE, SCALE = 24, 2
WIDTH = PICTURE_WIDTH + 2 * EDGE
# Plotly sets lines so far apart, in letters.
LEADING, LETTERS, GAP = 1.3, 14, 16
TIMEOUT_SECONDS = 30
# The names of tools/ensure_chromium.sh, which the tests use.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_STYLE = read_beside(__file__, "picture.css")
# Nothing listens there: a browser that draws our own numbers has nothing to ask outside.
_NO_PROXY = "http://127.0.0.1:9"
# A browser takes some 200 MB; a queue of readers must not start a queue of them.
_one_at_a_time = threading.Lock()
# One is drawn, two wait. Streamlit makes all files of all readers in one pool, of four threads
# more than there are cores: with more pictures in it a CSV would wait for a minute.
MOST_AT_ONCE = 3
_places = threading.Semaphore(MOST_AT_ONCE)


def _is_no_goodbye(record: logging.LogRecord) -> bool:
    # Choreographer writes "{bye}" to its own pipe when a browser ends, and now and then
    # reads it as a message and puts a traceback in the log: "JSONError … Ignoring".
    error = record.exc_info[1] if record.exc_info else None
    return getattr(error and error.__cause__, "doc", None) != "{bye}\n"


logging.getLogger("choreographer.channels.pipe").addFilter(_is_no_goodbye)


class NoBrowserError(RuntimeError):
    """No picture can be made here. The message is for the reader, in Dutch."""


class BusyError(NoBrowserError):
    """No picture can be made now: others are being made."""


def to_png(figure: go.Figure, caption: str) -> bytes:
    """
    Draw a chart as a PNG of 2,000 pixels wide, with a caption under its title.

    Starts a browser and ends it again, which takes two to four seconds. To keep
    one running would save most of that, but then a crashed one has to be
    noticed and some 200 MB stay in use; a reader asks for few pictures.

    Args:
        figure: a chart in the colours of a light page; it stays as it is.
        caption: filter line, n and source; a line break starts a new line.

    Raises:
        NoBrowserError: where this computer has no Chromium or Chrome, or it
            does not start.
        BusyError: where as many pictures are asked as may wait.
    """
    path = find_browser()
    drawn = with_caption(figure, caption)
    if not _places.acquire(blocking=False):
        raise BusyError("Er worden al te veel afbeeldingen gemaakt. Probeer het later opnieuw.")
    try:
        with _one_at_a_time:
            return bytes(kaleido.calc_fig_sync(
                drawn,
                opts={"format": "png", "width": WIDTH, "scale": SCALE},
                kopts={"path": path, "page_generator": _to_page(), "timeout": TIMEOUT_SECONDS,
                       "proxy_server": _NO_PROXY},
            ))
    except (
        BrowserClosedError, BrowserFailedError, ChromeNotFoundError, TimeoutError
    ) as error:
        raise NoBrowserError(
            "Er kan geen afbeelding gemaakt worden: de browser op de server start niet. "
            "Neem de grafiek mee in Excel, of meld dit aan de beheerder."
        ) from error
    finally:
        _places.release()


def find_browser() -> str:
    """
    Give the path of a Chromium on this computer.

    The environment variable CHROMIUM wins, then what is on PATH, then the
    places where Chrome and Edge put themselves.

    Raises:
        NoBrowserError: where there is none.
    """
    wanted = os.environ.get("CHROMIUM")
    names = [wanted] if wanted else PROGRAMS
    found = next(filter(None, map(shutil.which, names)), None)
    if not found and not wanted:
        found = Chromium.find_browser(skip_local=False)
    if not found:
        raise NoBrowserError(
            "Er kan geen afbeelding gemaakt worden: op de server staat geen Chromium of Chrome. "
            "Neem de grafiek mee in Excel, of vraag de beheerder om Chromium te installeren."
        )
    return found


def with_caption(figure: go.Figure, caption: str) -> dict[str, Any]:
    """
    Give a figure as Plotly's script takes it, on white, with a caption under its title.

    Only there does Plotly align a line of words with the edge of the picture.
    Everything of the figure keeps its size; the picture grows by the caption.
    """
    # A copy by go.Figure would take Plotly's template: in a running dashboard Streamlit's.
    drawn = figure.to_dict()
    layout = drawn["layout"]
    size, margin = layout["title"]["font"]["size"], layout["margin"]
    title = wrap(layout["title"]["text"], size, PICTURE_WIDTH)
    lines = wrap(caption, LETTERS, PICTURE_WIDTH)
    more = round(LEADING * (LETTERS * len(lines) + size * (len(title) - 1))) + GAP
    layout |= {
        "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF", "height": layout["height"] + more,
        "margin": margin | {"l": EDGE + margin["l"], "r": EDGE + margin["r"],
                            "t": margin["t"] + more},
    }
    layout["title"] |= {
        "text": "<br>".join(title), "x": EDGE / WIDTH, "pad": {"t": 16},
        "subtitle": {"text": to_markup(lines), "font": {"size": LETTERS, "color": LIGHT.quiet}},
    }
    return drawn


def _to_page() -> kaleido.PageGenerator:
    # Without mathjax=False it would be fetched from the internet.
    page = kaleido.PageGenerator(
        mathjax=False, others=[Path(__file__).with_name("picture.js").as_uri()]
    )
    page.header += f'<style id="lettering">{_STYLE.replace("FONT", to_font_url())}</style>'
    return page
