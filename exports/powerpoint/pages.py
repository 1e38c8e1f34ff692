"""What stands on which slide: a quotation for which there is no room goes on on a further one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.deck import Slide
from analysis.remarks import Remark
from drawing.palette import LIGHT, to_tone
from drawing.words.sentences import to_lines
from drawing.words.slides import to_answer_line, to_slide_title
from exports.extract import Extract
from exports.powerpoint.parts import Run
from exports.powerpoint.room import (
    BODY_BOX,
    FIRST_HEADING,
    HEADING,
    LEADING,
    SMALL,
    TEXT,
    TEXT_WIDTH,
    measure,
    shorten,
    wrap,
)

# A quotation is written as large as fits; at the least the last of these.
QUOTE_SIZES = (32.0, 28.0, TEXT)
QUOTE_SPACING = 1.1
META_GAP, QUOTE_GAP = 4.0, 20.0
MOST_TITLE_LINES, MOST_META_LINES = 2, 2


@dataclass(frozen=True)
class Part:
    """A remark on a slide, or one part of a long one: which part, of how many, from 1."""

    remark: Remark
    text: str
    number: int = 1
    count: int = 1
    is_answer: bool = False


@dataclass(frozen=True)
class SlidePage:
    """A slide of the deck as it fits on paper: its title, and its quotations at one size."""

    slide: Slide
    title: str
    parts: tuple[Part, ...] = ()
    points: float = TEXT


def to_pages(extract: Extract, deck: Sequence[Slide]) -> list[SlidePage]:
    """Lay out a deck; its slides keep their order, and each page gets a title of its own."""
    pages: list[SlidePage] = []
    written: set[str] = set()
    for slide in deck:
        title = extract.words(to_slide_title(slide, extract.labels))
        if not slide.quotes:
            pages.append(SlidePage(slide, title))
            continue
        # The screen cuts a long remark elsewhere: its first part brings all of it along.
        remarks = [quote.remark for quote in slide.quotes
                   if quote.part == 1 or quote.remark.remark_id not in written]
        written.update(remark.remark_id for remark in remarks)
        safe = [replace(remark, text=_to_breaks(extract.words(remark.text))) for remark in remarks]
        pages += [SlidePage(slide, title, parts, points)
                  for points, parts in _to_parted(safe, extract, slide.kind == "answer")]
    return _numbered(pages)


def _numbered(pages: Sequence[SlidePage]) -> list[SlidePage]:
    # In an outline, and to a screen reader, two slides with one title are the same slide.
    totals, counted = Counter(page.title for page in pages), Counter[str]()
    numbered = []
    for page in pages:
        counted[page.title] += 1
        total = totals[page.title]
        number = f" ({counted[page.title]} van {total})" if total > 1 else ""
        room = TEXT_WIDTH - measure(number, HEADING)
        points, most = (FIRST_HEADING, 3) if page.slide.kind == "title" else (
            HEADING, MOST_TITLE_LINES)
        title = shorten(page.title, points, most, room)
        numbered.append(replace(page, title=title + number))
    return numbered


def _to_parted(
    remarks: Sequence[Remark], extract: Extract, is_answer: bool
) -> list[tuple[float, tuple[Part, ...]]]:
    if not remarks:
        return []
    for points in QUOTE_SIZES:
        parted = _flow(remarks, extract, points, is_answer)
        if len(parted) == 1:
            break
    return [(points, parts) for parts in parted]


def _flow(
    remarks: Sequence[Remark], extract: Extract, points: float, is_answer: bool
) -> list[tuple[Part, ...]]:
    pages: list[tuple[Part, ...]] = []
    held: list[Part] = []
    full = BODY_BOX[3]
    room = full
    for remark in remarks:
        for part in _cut(remark, extract, points, is_answer):
            height = _to_height(part, extract, points)
            if held and height > room:
                pages.append(tuple(held))
                held, room = [], full
            held.append(part)
            room -= height + QUOTE_GAP
    return [*pages, tuple(held)]


def _cut(remark: Remark, extract: Extract, points: float, is_answer: bool) -> list[Part]:
    """Cut the words of a remark so that each part has room on a slide of its own."""
    lines = wrap(remark.text, points, TEXT_WIDTH)
    # A part says which it is, which is longer than what a whole remark says.
    meta = _to_height(Part(remark, "", 10, 99), extract, points) - _to_quote_height(1, points)
    most = max(int((BODY_BOX[3] - meta) / _to_quote_height(1, points)), 1)
    texts = ["".join(lines[start : start + most]) for start in range(0, len(lines), most)]
    return [Part(remark, text, number, len(texts), is_answer)
            for number, text in enumerate(texts, start=1)]


def _to_height(part: Part, extract: Extract, points: float) -> float:
    words = _to_quote_height(len(wrap(part.text, points, TEXT_WIDTH)), points)
    meta = "".join(run.text for run in to_meta(part, extract))
    return words + META_GAP + len(wrap(meta, SMALL, TEXT_WIDTH)) * SMALL * LEADING


def _to_quote_height(line_count: int, points: float) -> float:
    return line_count * points * LEADING * QUOTE_SPACING


def to_meta(part: Part, extract: Extract) -> list[Run]:
    """Say under a quotation what it is, who said it and where it stands in the report."""
    remark, labels = part.remark, extract.labels
    if part.is_answer:
        return [Run(f"{extract.words(to_answer_line(remark, labels))}{_to_ending(part)}",
                    colour=LIGHT.quiet, link=extract.remark_link(remark.remark_id))]
    tone = to_tone(remark.sentiment)
    who = [extract.words(words) for words in (
        labels.group(remark.group), labels.speaker(remark.speaker) if remark.speaker else "",
    ) if words]
    sentiment = extract.words(f"{tone.sign} {labels.sentiment(remark.sentiment)}")
    place = to_lines(remark.line_start, remark.line_end)
    ending = _to_ending(part)
    room = MOST_META_LINES * TEXT_WIDTH - measure(sentiment + place + ending, SMALL)
    # A third off: a long word at the end of a line leaves room that nothing fills.
    said = f" · {shorten(' · '.join(who), SMALL, 1, room * 2 / 3)} · "
    return [
        Run(sentiment, colour=tone.light, bold=True),
        Run(said, colour=LIGHT.quiet),
        Run(place, colour=LIGHT.quiet, link=extract.remark_link(remark.remark_id)),
        *([Run(ending, colour=LIGHT.quiet)] if ending else []),
    ]


def _to_ending(part: Part) -> str:
    return f" · deel {part.number} van {part.count}" if part.count > 1 else ""


def _to_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
