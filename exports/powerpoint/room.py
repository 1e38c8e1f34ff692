"""
Room on a slide: where everything stands, and how much of it words take.

PowerPoint measures text only when it opens a file, so widths are estimated here,
on the safe side.
"""

from __future__ import annotations

from functools import partial

from drawing.lettering import cut

# All measures are points: 13.333 by 7.5 inches.
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 45.0
TEXT_WIDTH = WIDTH - 2 * MARGIN
# From the left, from the top, width, height.
TITLE_BOX = (MARGIN, 22.0, TEXT_WIDTH, 76.0)
BODY_BOX = (MARGIN, 108.0, TEXT_WIDTH, 374.0)
FOOTER_BOX = (MARGIN, 496.0, TEXT_WIDTH - 100, 28.0)
NUMBER_BOX = (WIDTH - MARGIN - 90, 496.0, 90.0, 28.0)
FIRST_TITLE_BOX = (MARGIN, 56.0, TEXT_WIDTH, 150.0)
FIRST_BODY_BOX = (MARGIN, 226.0, TEXT_WIDTH, 262.0)
SMALL, TEXT, HEADING, FIRST_HEADING, FIGURE = 18.0, 24.0, 28.0, 40.0, 115.0
# Height of a line, in letters: Calibri needs 1.22, Cambria 1.17.
LEADING = 1.22

# Widths of letters, in letter heights: the widest of Calibri, bold too, and Cambria.
_LETTER_WIDTHS = {
    **dict.fromkeys(" '.,:;’·`ijl", 0.28),
    **dict.fromkeys("ftrI()[]{}|!-J\"“”", 0.40),
    **dict.fromkeys("cszeéëèêL/\\?S*^_", 0.48),
    **dict.fromkeys("mwMW%@&—…", 0.91),
    **dict.fromkeys("ABCDGHKNOPQRUVXY#~€+<=>○", 0.68),
}
_OTHER_LETTER, _FOREIGN_LETTER = 0.56, 1.05


def measure(text: str, points: float) -> float:
    """Estimate how wide words are on one line."""
    return points * sum(
        _LETTER_WIDTHS.get(letter, _OTHER_LETTER if letter < "\u0250" else _FOREIGN_LETTER)
        for letter in text
    )


def wrap(text: str, points: float, width: float) -> list[str]:
    """Cut words into lines as PowerPoint would; joined, they are the words again."""
    return cut(text, partial(measure, points=points), width)


def shorten(text: str, points: float, most: int, width: float = TEXT_WIDTH) -> str:
    """Keep what fits in so many lines; for what is no one's words, never for a remark."""
    lines = wrap(text, points, width)
    if len(lines) <= most:
        return text
    kept = "".join(lines[:most]).rstrip()
    return kept[: max(len(kept) - 2, 1)].rstrip() + "…"
