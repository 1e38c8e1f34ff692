"""What slides say, on the screen and in PowerPoint alike."""

from __future__ import annotations

from datetime import date

from analysis.deck import Slide, SlideKind
from analysis.remarks import Remark
from analysis.sides import USUAL
from drawing.words.labels import Labels
from drawing.words.moved import to_moved_count
from drawing.words.sentences import to_count, to_inline, to_lines, to_remark_count
from drawing.words.sides import to_chart_title

_TITLES: dict[SlideKind, str] = {
    "moved": "Wat er nieuw is",
    "chart": "Wat ontbreekt er, en wat is positief?",
    "lone": "Wat maar één groep aanbracht",
    "closing": "Lees zelf verder",
}
# Beside what only one group raised, on the overview too: a word may have been said elsewhere,
# in a remark that is about something else.
LONE_MEANING = "Dit volgt uit de thema's die de opmerkingen kregen, niet uit losse woorden."


def to_told_line(slide: Slide) -> str:
    """Say how many remarks that stand with a theme ask for something; or how many moved."""
    count = sum(number for _, number in slide.kinds)
    if slide.kind == "moved":
        moved = to_moved_count(count, date.fromisoformat(slide.since))
        return f"{moved}. {_to_following(slide)}".strip()
    verb = "vraagt" if count == 1 else "vragen"
    return f"{to_remark_count(count)} {verb} iets: wat ontbreekt, of kritiek."


def _to_following(slide: Slide) -> str:
    if not slide.told:
        return ""
    if slide.told == slide.of:
        return f"Hierna {to_count(slide.of, 'nieuw antwoord', 'nieuwe antwoorden')}."
    return (f"Hierna {slide.told} van de {slide.of} nieuwe antwoorden, in de volgorde van het "
            "verslag.")


def to_answer_line(remark: Remark, labels: Labels) -> str:
    """Say which remark is answered: where it was said, and where the report has it."""
    place = to_lines(remark.line_start, remark.line_end)
    return f"antwoord op de opmerking van {labels.group(remark.group)}, {place}"


def to_slide_title(slide: Slide, labels: Labels) -> str:
    """Give the title of a slide: what it shows, the theme it is about, or the meeting."""
    if slide.kind == "title":
        return labels.about.title
    if slide.kind == "chart" and slide.sides.shown != USUAL:
        return to_chart_title(slide.sides, labels.sentiment).removesuffix(", per thema")
    if slide.kind == "told":
        return f"{labels.theme(slide.theme)}: dit vroeg u, dit deden we"
    if slide.kind == "answer":
        return f"Wat ermee gebeurt: {to_inline(labels.status(slide.quotes[0].remark.status))}"
    return _TITLES.get(slide.kind) or labels.theme(slide.theme)
