"""
The project's own font: how wide words are in it, and the font itself, to travel along.

It is the font of the screen, which Streamlit ships. No copy of our own: the two can't differ.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache, lru_cache, partial
from html import escape
from importlib.metadata import distribution
from pathlib import Path

from PIL import ImageFont

FAMILY = "Source Sans"
# Pixels per em while measuring, so that rounding does not count.
_EM = 1000
# What the font does not have, such as an emoji, another font draws: no wider than this.
_FOREIGN = 1.4 * _EM


def measure(words: str, size: float) -> float:
    """
    Tell how wide words are on one line, in the unit of the size of their letters.

    Without kerning, which Pillow knows on some machines only: less than a hundredth of a line.
    """
    return size / _EM * sum(map(_to_advance, words))


def wrap(words: str, size: float, width: float) -> list[str]:
    """Cut words into lines no wider than so many pixels."""
    return [line.strip() for line in cut(words, partial(measure, size=size), width)]


def cut(words: str, measure: Callable[[str], float], width: float) -> list[str]:
    """Cut words into lines by a measure of one's own; joined, they are the words again."""
    lines, line, room = [], "", width
    for word in re.findall(r"\n|[^\S\n]*[^\s]+[^\S\n]*|[^\S\n]+", words):
        needed = measure(word.rstrip())
        if word == "\n" or (line and needed > room):
            lines.append(line + (word if word == "\n" else ""))
            line, room = "", width
        if word == "\n":
            continue
        while needed > width:
            # Not even a whole line holds it.
            fitting = max(_count_fitting(word, measure, width), 1)
            lines.append(word[:fitting])
            word = word[fitting:]
            needed = measure(word.rstrip())
        line += word
        room -= measure(word)
    return [*lines, line] if line or not lines else lines


def to_markup(lines: list[str]) -> str:
    """
    Write lines for Plotly, which takes ``<`` and ``&`` for markup.

    >>> to_markup(["Wonen &", "zorg"])
    'Wonen &amp;<br>zorg'
    """
    return "<br>".join(escape(line, quote=False) for line in lines)


def find_font() -> Path:
    """Give the file of the font; Streamlit, whose it is, is not imported for that."""
    folder = Path(str(distribution("streamlit").locate_file("streamlit/static/static/media")))
    [found] = folder.glob("SourceSansVF-Upright.*.woff2")
    return found


def to_font_url() -> str:
    """Write the font as an address that holds it."""
    return "data:font/woff2;base64," + b64encode(find_font().read_bytes()).decode()


def _count_fitting(word: str, measure: Callable[[str], float], width: float) -> int:
    for count, letter in enumerate(word):
        width -= measure(letter)
        if width < 0:
            return count
    return len(word)


@lru_cache(maxsize=4096)
def _to_advance(letter: str) -> float:
    font = _load_font()
    is_missing = font.getbbox(letter) == font.getbbox("\uffff")
    return _FOREIGN if is_missing else font.getlength(letter)


@cache
def _load_font() -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(find_font(), _EM, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([400])
    return font
