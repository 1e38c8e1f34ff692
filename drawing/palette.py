"""
Colours and signs. A sentiment or a status is always a word, a sign and a colour together.

Contrast on the page, by WCAG 2.2 (relative luminance): every text colour is at
least 4.5 to 1, light and dark; tests/analysis/test_palette.py computes it.
Blue stands against orange, which colour-blind readers and projectors keep apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.sides import MISSING, POSITIVE
from loaders.schema import IN_PROGRESS, NOT_TAKEN_UP, NOTED, OPEN, TAKEN_UP


@dataclass(frozen=True)
class Tone:
    """A sign with its colour on a light and on a dark page."""

    sign: str
    light: str
    dark: str

    def colour(self, is_dark: bool) -> str:
        """Give the colour for a page."""
        return self.dark if is_dark else self.light


@dataclass(frozen=True)
class Page:
    """The colours of a page: what is behind, what is written, what is quiet, what parts."""

    ground: str
    text: str
    quiet: str
    rule: str
    panel: str
    accent: str
    mark: str


LIGHT = Page("#FBFAF7", "#1A1A1A", "#56616B", "#D9D6CE", "#F1EFE9", "#1F4E79", "#FFE08A")
DARK = Page("#14181D", "#E8EAED", "#AEB8C2", "#37404A", "#1C2229", "#7FB2E5", "#6B5300")

_OTHER = Tone("·", "#56616B", "#AEB8C2")
_TONES = {
    POSITIVE: Tone("+", "#1D5FA6", "#7DB4F0"),
    MISSING: Tone("○", "#B24F0B", "#F2A65A"),
    "critical": Tone("!", "#7B3A86", "#D3A0DE"),
    "neutral": _OTHER,
    # The kinds of a status: grey where there is no answer yet, orange where it is no, else blues.
    OPEN: Tone("?", "#56616B", "#AEB8C2"),
    NOTED: Tone("=", "#5056A6", "#A9AEEF"),
    IN_PROGRESS: Tone("→", "#0B6E8A", "#6CC3DB"),
    TAKEN_UP: Tone("✓", "#1D5FA6", "#7DB4F0"),
    NOT_TAKEN_UP: Tone("×", "#B24F0B", "#F2A65A"),
}


def to_tone(key: str) -> Tone:
    """Give the sign and colours of a sentiment or a kind of status; a quiet grey for any other."""
    return _TONES.get(key, _OTHER)


def to_page(is_dark: bool) -> Page:
    """Give the colours of a page."""
    return DARK if is_dark else LIGHT


def to_css_variables(is_dark: bool) -> str:
    """
    Write the colours as CSS custom properties, for look.css.

    >>> "--tone-positive:#1D5FA6" in to_css_variables(False)
    True
    """
    page = to_page(is_dark)
    colours = {
        "ground": page.ground, "text": page.text, "quiet": page.quiet, "rule": page.rule,
        "panel": page.panel, "accent": page.accent, "mark": page.mark,
        **{f"tone-{key}": tone.colour(is_dark) for key, tone in _TONES.items()},
    }
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


def to_paper_css() -> str:
    """
    Write the style that gives paper the light colours, whatever the screen has.

    A chart is a picture in which the colours of a dark page are written out.

    >>> ".js-plotly-plot [style*='fill: rgb(125, 180, 240)']{fill:#1D5FA6" in to_paper_css()
    True
    """
    bars = "".join(
        f".js-plotly-plot [style*='fill: {_to_rgb(tone.dark)}']{{fill:{tone.light}!important}}"
        for tone in _TONES.values()
    )
    return f"@media print{{:root{{{to_css_variables(False)}}}{bars}}}"


def _to_rgb(colour: str) -> str:
    """Write a colour as browsers do in a style attribute."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour.removeprefix('#')))})"
