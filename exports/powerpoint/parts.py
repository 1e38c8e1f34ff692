"""Parts of a slide that python-pptx has no words for: styled lines, the footer, the language."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide as Sheet
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from exports.extract import LANGUAGE, can_open
from exports.powerpoint.room import SMALL


@dataclass(frozen=True)
class Run:
    """Words of one look; what is left out is as the slide master has it."""

    text: str
    points: float = SMALL
    colour: str = ""
    bold: bool = False
    font: str = ""
    link: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph: its words, the room above it, and its lines' height as a factor."""

    runs: list[Run] = field(default_factory=list)
    before: float = 0.0
    spacing: float = 1.0


def clear_margins(frame: TextFrame) -> None:
    """Let words start at the very edge of their box, and wrap at the other."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)


def fill(frame: TextFrame, lines: Iterable[Line]) -> None:
    """Write lines into an empty box."""
    paragraph = frame.paragraphs[0]
    for place, line in enumerate(lines):
        if place:
            paragraph = frame.add_paragraph()  # type: ignore[no-untyped-call]
        paragraph.space_before = Pt(line.before)
        if line.spacing != 1:
            paragraph.line_spacing = line.spacing
        for run in line.runs:
            _add_run(paragraph, run)


def _add_run(paragraph: _Paragraph, words: Run) -> None:
    for place, text in enumerate(words.text.split("\n")):
        if place:
            paragraph.add_line_break()  # type: ignore[no-untyped-call]
        run = paragraph.add_run()
        run.text = text
        font = run.font
        font.size = Pt(words.points)
        if words.bold:
            font.bold = True
        if words.colour:
            font.color.rgb = to_colour(words.colour)
        if words.font:
            font.name = words.font
        if can_open(words.link):
            run.hyperlink.address = words.link


def add_footer(sheet: Sheet) -> None:
    """Take over the filter line and the slide number, which PowerPoint leaves on the layout."""
    layout = sheet.slide_layout
    for placeholder in layout.placeholders:  # type: ignore[misc]  # a slip in python-pptx
        if placeholder.placeholder_format.type in (
            PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER
        ):
            copied = deepcopy(placeholder._element)
            copied.nvSpPr.cNvPr.set("id", str(sheet.shapes._next_shape_id))
            sheet.shapes._spTree.append(copied)


def set_language(element: BaseOxmlElement) -> None:
    """Mark all words in an element as Dutch, for spelling checkers and readers."""
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(name)):
            properties.set("lang", LANGUAGE)


def to_colour(colour: str) -> RGBColor:
    """Read ``#1D5FA6``."""
    colour = colour.removeprefix("#")
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
