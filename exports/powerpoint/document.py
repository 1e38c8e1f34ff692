"""
An extract as slides for PowerPoint: the deck of the presentation mode, to edit.

Titles and quotations are real placeholders, charts are native charts, so that the
outline, a screen reader and a colleague with a mouse all find what they look for.
No text is under 18 points. A quotation for which there is no room goes on on a
further slide. It is never shrunk and never shortened.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pptx.slide import Slide as Sheet
from pptx.util import Pt

from analysis.deck import Slide
from analysis.remarks import Remark
from drawing.palette import LIGHT, to_tone
from drawing.words.sentences import to_remark_count
from drawing.words.sides import to_shown_line, to_theme_line
from drawing.words.slides import LONE_MEANING, to_told_line
from exports.extract import COUNT_MEANING, EmptyExtractError, Extract
from exports.powerpoint.chart import LINE_BELOW, add_chart, add_line_below, to_words
from exports.powerpoint.pages import (
    META_GAP,
    QUOTE_GAP,
    QUOTE_SPACING,
    SlidePage,
    to_meta,
    to_pages,
)
from exports.powerpoint.parts import Line, Run, add_footer, clear_margins, fill, set_language
from exports.powerpoint.room import BODY_BOX, FIGURE, HEADING, SMALL, TEXT, shorten
from exports.powerpoint.template import LAYOUTS, open_template

SERIF = "Cambria"


def to_pptx(extract: Extract, deck: Sequence[Slide]) -> bytes:
    """
    Write a deck as a PowerPoint file.

    Args:
        extract: what the deck is about; hides names where the screen does.
        deck: the slides of the presentation mode, of the same selection.

    Returns:
        The bytes of the file. Its slides follow the deck; a slide whose
        quotations do not fit becomes more than one. The speaker notes hold the
        ids of the remarks, what the presenter noted beside them, and their links.

    Raises:
        EmptyExtractError: where the deck holds no remarks.
    """
    if not deck or any(slide.kind == "empty" for slide in deck):
        raise EmptyExtractError
    presentation = open_template(extract)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    for page in to_pages(extract, deck):
        kind = page.slide.kind
        name = {"title": "Title Slide", "chart": "Title Only", "theme": "Title Only"}.get(
            kind, "Title and Content")
        sheet = presentation.slides.add_slide(layouts[LAYOUTS[name]])
        _draw(sheet, page, extract)
        if kind != "title":
            add_footer(sheet)
        _add_notes(sheet, page, extract)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


# --- what is drawn


def _draw(sheet: Sheet, page: SlidePage, extract: Extract) -> None:
    sheet.placeholders[0].text_frame.text = page.title
    kind = page.slide.kind
    if kind == "chart":
        add_chart(sheet, page.slide, extract)
    elif kind == "theme":
        _add_figures(sheet, page.slide, extract)
    else:
        fill(sheet.placeholders[1].text_frame, _to_body(page, extract))
    set_language(sheet._element)


def _to_body(page: SlidePage, extract: Extract) -> list[Line]:
    if page.slide.kind == "title":
        return _to_opening(extract)
    if page.slide.kind == "closing":
        return _to_closing(extract)
    if page.slide.kind in ("told", "moved"):
        return _to_told(page.slide, extract)
    return _to_lone(page.slide, extract) if page.slide.kind == "lone" else _to_quotes(page, extract)


def _to_opening(extract: Extract) -> list[Line]:
    about = extract.labels.about
    place = extract.words(", ".join(part for part in (about.place, about.date) if part))
    return [
        Line([Run(shorten(extract.sentence, TEXT, 5), TEXT)]),
        Line([Run(extract.count_line, TEXT)], before=8),
        Line([Run(shorten(place, SMALL, 1), colour=LIGHT.quiet)], before=14),
        Line([Run(f"Gemaakt op {extract.date_line}", colour=LIGHT.quiet)], before=2),
    ]


def _to_quotes(page: SlidePage, extract: Extract) -> list[Line]:
    lines: list[Line] = []
    for part in page.parts:
        lines += [
            Line([Run(part.text, page.points, font="" if part.is_answer else SERIF)],
                 before=QUOTE_GAP if lines else 0, spacing=QUOTE_SPACING),
            Line(to_meta(part, extract), before=META_GAP),
        ]
    return lines


def _to_told(slide: Slide, extract: Extract) -> list[Line]:
    rows: list[Line] = []
    for kind, count in slide.kinds:
        tone, name = to_tone(kind), extract.words(extract.labels.kind_name(kind))
        if count:
            rows.append(Line([Run(f"{count}  {tone.sign} {shorten(name, TEXT, 1)}", HEADING,
                                  tone.light, bold=True)], before=12 if rows else 0))
    return [*rows, Line([Run(to_told_line(slide), colour=LIGHT.quiet)], before=20)]


def _to_lone(slide: Slide, extract: Extract) -> list[Line]:
    labels = extract.labels
    rows = [
        Line([Run(shorten(extract.words(
            f"{labels.theme(theme)}: alleen in {labels.group(group)} ({to_remark_count(count)})"
        ), TEXT, 1 if len(slide.lone) > 4 else 2), TEXT)], before=14 if place else 0)
        for place, (theme, group, count) in enumerate(slide.lone)
    ]
    return [*rows, Line([Run(LONE_MEANING, colour=LIGHT.quiet)], before=14)]


def _to_closing(extract: Extract) -> list[Line]:
    link = shorten(extract.link_line, TEXT, 5)
    source = shorten(f"Bron: {extract.source_line}", SMALL, 3)
    return [
        *([Line([Run(link, TEXT, link=extract.view_link)])] if link else []),
        Line([Run(source, colour=LIGHT.quiet)], before=24),
        Line([Run(shorten(COUNT_MEANING, SMALL, 4), colour=LIGHT.quiet)], before=10),
        *([Line([Run(shorten(extract.labelling_line, SMALL, 4), colour=LIGHT.quiet)], before=10)]
          if extract.labelling_line else []),
    ]


def _add_figures(sheet: Sheet, slide: Slide, extract: Extract) -> None:
    [(_, *numbers)] = slide.bars
    left, top, width, height = BODY_BOX
    column = width / max(2, len(numbers))
    for place, (key, count) in enumerate(zip(slide.sides.shown, numbers, strict=True)):
        shape = sheet.shapes.add_textbox(
            *map(Pt, (left + place * column, top + 60, column, height - 60 - LINE_BELOW)))
        tone, shape.name = to_tone(key), extract.sentiment(key)
        fill(shape.text_frame, [
            Line([Run(str(count), FIGURE, tone.light, bold=True)]),
            Line([Run(f"{tone.sign} {shape.name}", HEADING, tone.light, bold=True)]),
        ])
        clear_margins(shape.text_frame)
    add_line_below(sheet, to_theme_line(slide.sides, slide.told, extract.sentiment))


# --- what the presenter reads


def _add_notes(sheet: Sheet, page: SlidePage, extract: Extract) -> None:
    slide = page.slide
    if page.parts:
        remarks = dict.fromkeys(part.remark for part in page.parts)
        lines = [line for remark in remarks for line in _to_reference(remark, extract)]
    elif slide.kind == "chart":
        lines = [to_words(slide, extract), extract.theme_meaning,
                 to_shown_line(slide.sides, extract.sentiment)]
    elif slide.kind == "theme":
        lines = [line for key in extract.sentiments
                 for line in _to_list(extract, slide.theme, "sentiment", key,
                                      extract.labels.sentiment(key))]
        lines += [extract.theme_meaning,
                  to_theme_line(slide.sides, slide.told, extract.sentiment)]
    elif slide.kind == "lone":
        lines = [line for theme, group, _ in slide.lone
                 for line in _to_list(extract, theme, "group", group,
                                      f"{extract.labels.theme(theme)}, "
                                      f"{extract.labels.group(group)}")]
    else:
        lines = [*(f"{name}: {words}" for name, words in extract.facts()), COUNT_MEANING]
    frame = sheet.notes_slide.notes_text_frame
    # The notes of our own template have a place for text.
    if frame is not None:
        frame.text = extract.words("\n".join(filter(None, lines)))
    set_language(sheet.notes_slide._element)


def _to_reference(remark: Remark, extract: Extract) -> list[str]:
    link = extract.remark_link(remark.remark_id)
    others = ", ".join(extract.labels.theme(key) for key in remark.themes[1:])
    details = [*extract.details(remark), *([f"ook over {others}"] if others else [])]
    note = extract.note_line(remark.remark_id)
    return [f"{remark.remark_id} · {' · '.join(details)}", *filter(None, (note, link))]


def _to_list(extract: Extract, theme: str, column: str, key: str, heading: str) -> list[str]:
    """List the ids that a figure is made of, under a heading with their number."""
    is_main_only = extract.selection.is_main_theme_only
    remarks = extract.remarks[extract.remarks[column] == key]
    ids = [remark_id for remark_id, themes in
           zip(remarks["remark_id"], remarks["themes"], strict=True)
           if theme in (themes[:1] if is_main_only else themes)]
    found = [f"{remark_id} {extract.remark_link(remark_id)}".rstrip() for remark_id in ids]
    return [f"{heading}: {to_remark_count(len(ids))}", *found] if ids else []
