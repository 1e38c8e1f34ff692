"""
A chart as a picture for a mail or a note, made without internet.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from html import escape
from textwrap import wrap

import kaleido
import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChromeNotFoundError

from drawing.palette import LIGHT

# Wide enough for a column of a note; twice as many pixels for print.
WIDTH, SCALE = 1000, 2
LETTERS_PER_LINE, LINE_PIXELS = 130, 19
LETTERS_PER_TITLE_LINE, TITLE_LINE_PIXELS = 95, 24
GAP_PIXELS, EDGE, USUAL_HEIGHT = 16, 24, 450
TIMEOUT_SECONDS = 30
# The names of tools/ensure_chromium.sh, which the tests use.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing listens there: a browser that draws our own numbers has nothing to ask outside.
_NO_PROXY = "http://127.0.0.1:9"
# A browser takes some 200 MB; a queue of readers must not start a queue of them.
_one_at_a_time = threading.Lock()


def _is_no_goodbye(record: logging.LogRecord) -> bool:
    # Choreographer writes "{bye}" to its own pipe when a browser ends, and now and then
    # reads it as a message and puts a traceback in the log: "JSONError … Ignoring".
    error = record.exc_info[1] if record.exc_info else None
    return getattr(error and error.__cause__, "doc", None) != "{bye}\n"


logging.getLogger("choreographer.channels.pipe").addFilter(_is_no_goodbye)


class NoBrowserError(RuntimeError):
    """
    No picture can be made here. The message is for the reader, in Dutch.
    """


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
    """
    path = find_browser()
    drawn = with_caption(figure, caption)
    try:
        with _one_at_a_time:
            return bytes(kaleido.calc_fig_sync(
                drawn.to_dict(),
                opts={"format": "png", "width": WIDTH, "scale": SCALE},
                # Without mathjax=False it would be fetched from the internet.
                kopts={"path": path, "mathjax": False, "timeout": TIMEOUT_SECONDS,
                       "proxy_server": _NO_PROXY},
            ))
    except (
        BrowserClosedError, BrowserFailedError, ChromeNotFoundError, TimeoutError
    ) as error:
        raise NoBrowserError(
            "Er kan geen afbeelding gemaakt worden: de browser op de server start niet. "
            "Neem de grafiek mee in Excel, of meld dit aan de beheerder."
        ) from error


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


def with_caption(figure: go.Figure, caption: str) -> go.Figure:
    """
    Give a copy of a figure on white, with a caption between its title and its bars.

    Only there does Plotly align a line of words with the edge of the picture.
    Everything of the figure keeps its size; the picture grows by the caption.
    """
    drawn = go.Figure(figure)
    title = wrap(figure.layout.title.text or "", LETTERS_PER_TITLE_LINE)
    lines = [line for part in caption.splitlines() for line in wrap(part, LETTERS_PER_LINE)]
    more = LINE_PIXELS * len(lines) + TITLE_LINE_PIXELS * max(len(title) - 1, 0) + GAP_PIXELS
    margin = figure.layout.margin
    drawn.update_layout(
        paper_bgcolor="#FFFFFF", plot_bgcolor="#FFFFFF",
        height=(figure.layout.height or USUAL_HEIGHT) + more,
        margin={"l": EDGE + (margin.l or 0), "r": EDGE, "t": (margin.t or 0) + more, "b": margin.b},
        title={"text": "<br>".join(title), "x": EDGE / WIDTH, "pad_t": 16, "subtitle": {
            # A query may hold < or &, which Plotly would read as markup.
            "text": "<br>".join(escape(line, quote=False) for line in lines),
            "font": {"size": 14, "color": LIGHT.quiet},
        }},
    )
    return drawn
