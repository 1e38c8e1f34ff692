"""The empty deck: python-pptx brings a template of 4 by 3, in English; this makes it ours."""

from __future__ import annotations

import re
from datetime import datetime, time

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from analysis.sides import MISSING, POSITIVE
from drawing.palette import LIGHT, to_tone
from exports.extract import LANGUAGE, Extract
from exports.powerpoint.parts import clear_margins, set_language
from exports.powerpoint.room import (
    BODY_BOX,
    FIRST_BODY_BOX,
    FIRST_HEADING,
    FIRST_TITLE_BOX,
    FOOTER_BOX,
    HEADING,
    HEIGHT,
    NUMBER_BOX,
    SMALL,
    TEXT,
    TITLE_BOX,
    WIDTH,
    shorten,
)

LAYOUTS = {"Title Slide": "Titeldia", "Title and Content": "Titel en tekst",
           "Title Only": "Alleen titel"}
# The name that PowerPoint itself gives to slides of 13.333 by 7.5 inches: 16 by 9.
_FORMAT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="'
    'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def open_template(extract: Extract) -> Presentation:
    """Make a deck without slides: wide, in Dutch, in our colours, the filter line at its foot."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The template says "4 by 3" in words too.
    presentation.part._element.sldSz.attrib.pop("type", None)
    _set_properties(presentation, extract)
    _set_format(presentation)
    _clean(presentation)
    footer = shorten(f"{extract.sentence} — {extract.count_line}", SMALL, 1, FOOTER_BOX[2])
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in LAYOUTS:
            presentation.slide_layouts.remove(layout)
    for sheet in (master, *presentation.slide_layouts):
        _set_placeholders(sheet, footer)
        set_language(sheet._element)
    for layout in presentation.slide_layouts:
        layout._element.cSld.set("name", LAYOUTS[layout.name])
    _set_text_styles(master._element)
    set_language(presentation.part._element)
    return presentation


def _set_properties(presentation: Presentation, extract: Extract) -> None:
    properties = presentation.core_properties
    properties.title, properties.subject = extract.title[:255], extract.sentence[:255]
    properties.language, properties.keywords, properties.comments = LANGUAGE, "", ""
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(extract.made_on, time())
    properties.revision = 1


def _set_format(presentation: Presentation) -> None:
    """Say that the slides are wide, where the template says 4 by 3 and counts its own slides."""
    package = presentation.part.package
    package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)._blob = _FORMAT.encode()


def _clean(presentation: Presentation) -> None:
    """Take the template's own thumbnail and printer away, and give it our colours."""
    package, part = presentation.part.package, presentation.part
    for owner, kind in ((package, RELATIONSHIP_TYPE.THUMBNAIL),
                        (part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)):
        for key, relation in list(owner._rels.items()):
            if relation.reltype == kind:
                owner.drop_rel(key)
    colours = {
        "dk1": LIGHT.text, "lt1": LIGHT.ground, "dk2": LIGHT.quiet, "lt2": LIGHT.panel,
        "accent1": to_tone(POSITIVE).light, "accent2": to_tone(MISSING).light,
        "hlink": LIGHT.accent, "folHlink": LIGHT.accent,
    }
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, colour in colours.items():
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour[1:]}"/>'
                      f"</a:{name}>", text)
    theme._blob = text.encode()


def _set_placeholders(sheet: SlideMaster | SlideLayout, footer: str) -> None:
    kinds = PP_PLACEHOLDER
    boxes = {kinds.CENTER_TITLE: FIRST_TITLE_BOX, kinds.SUBTITLE: FIRST_BODY_BOX}
    if isinstance(sheet, SlideMaster):
        boxes = {kinds.TITLE: TITLE_BOX, kinds.BODY: BODY_BOX, kinds.FOOTER: FOOTER_BOX,
                 kinds.SLIDE_NUMBER: NUMBER_BOX}
    for shape in list(sheet.placeholders):
        kind = shape.placeholder_format.type
        if kind == kinds.DATE:
            shape._element.getparent().remove(shape._element)
            continue
        if kind in boxes:
            shape.left, shape.top, shape.width, shape.height = map(Pt, boxes[kind])
        if kind == kinds.FOOTER:
            shape.text_frame.text = footer
        if kind in boxes:
            _set_box(shape, kind)


def _set_box(shape: Shape, kind: PP_PLACEHOLDER) -> None:
    """Leave no inner margin, let nothing shrink by itself, and start at the left."""
    kinds, body = PP_PLACEHOLDER, shape.text_frame._txBody.bodyPr
    clear_margins(shape.text_frame)
    for old in body.findall(qn("a:normAutofit")):
        body.remove(old)
    body.append(parse_xml(f'<a:noAutofit {nsdecls("a")}/>'))
    is_title = kind in (kinds.TITLE, kinds.CENTER_TITLE)
    body.set("anchor", "b" if is_title else "t")
    styles = shape.text_frame._txBody.find(qn("a:lstStyle"))
    if kind == kinds.CENTER_TITLE:
        styles.append(parse_xml(
            f'<a:lvl1pPr {nsdecls("a")}><a:defRPr sz="{FIRST_HEADING * 100:.0f}"/></a:lvl1pPr>'))
    for level in styles:
        level.set("algn", "r" if kind == kinds.SLIDE_NUMBER else "l")
        letters = level.find(qn("a:defRPr"))
        if kind in (kinds.FOOTER, kinds.SLIDE_NUMBER):
            letters.set("sz", f"{SMALL * 100:.0f}")
            _set_scheme_colour(letters, "tx2")
        elif kind == kinds.SUBTITLE:
            _set_scheme_colour(letters, "tx1")


def _set_scheme_colour(letters: BaseOxmlElement, colour: str) -> None:
    for old in letters.findall(qn("a:solidFill")):
        letters.remove(old)
    letters.insert(0, parse_xml(
        f'<a:solidFill {nsdecls("a")}><a:schemeClr val="{colour}"/></a:solidFill>'))


def _set_text_styles(master: BaseOxmlElement) -> None:
    styles = master.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", f"{HEADING * 100:.0f}")
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
    body.set("marL", "0")
    body.set("indent", "0")
    for name in ("a:buFont", "a:buChar"):
        body.remove(body.find(qn(name)))
    letters = body.find(qn("a:defRPr"))
    letters.set("sz", f"{TEXT * 100:.0f}")
    letters.addprevious(parse_xml(f'<a:buNone {nsdecls("a")}/>'))
