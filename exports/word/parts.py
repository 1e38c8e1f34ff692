"""Parts of a Word document that python-docx has no words for: OOXML, one piece at a time."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph


def to_element(name: str, **attributes: str) -> BaseOxmlElement:
    """
    Make an element of WordprocessingML.

    An attribute that has a name of Python, such as ``type``, ends in an
    underscore.
    """
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key.rstrip('_')}"), value)
    return element


def to_colour(colour: str) -> RGBColor:
    """Read ``#1D5FA6``."""
    return RGBColor.from_string(colour.removeprefix("#"))


def set_language(document: Document, language: str) -> None:
    """Mark every word of a document as of one language, for spelling checkers and readers."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(to_element("lang", val=language, eastAsia=language, bidi=language))
    theme_language = document.settings.element.find(qn("w:themeFontLang"))
    if theme_language is not None:
        theme_language.set(qn("w:val"), language)


def add_style(styles: Styles, name: str) -> ParagraphStyle:
    """Add a style of paragraphs that starts out as Normal."""
    kind = WD_STYLE_TYPE.PARAGRAPH
    style: ParagraphStyle = styles.add_style(name, kind)  # type: ignore[no-untyped-call]
    style.base_style = styles["Normal"]
    return style


def put_style(paragraph: Paragraph, name: str) -> None:
    """
    Give a paragraph one of our own styles.

    ``paragraph.style = name`` goes through every style of the template each
    time, which is most of the work for a few hundred remarks. The name of a
    style without spaces is its id.
    """
    paragraph._p.style = name


def set_word_version(document: Document, version: str) -> None:
    """Say which Word the document is made for."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), version)


def set_font(
    style: ParagraphStyle, font: str, points: float, colour: str, bold: bool = False
) -> None:
    """Give a style its letter; the fonts of the theme no longer count for it."""
    style.font.name, style.font.size, style.font.bold = font, Pt(points), bold
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), font)
    style.font.color.rgb = to_colour(colour)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word fills in, such as ``PAGE``."""
    run = paragraph.add_run()
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code = to_element("instrText")
            code.text = f" {instruction} "
            run._r.append(code)
        run._r.append(to_element("fldChar", fldCharType=kind))


def add_link(paragraph: Paragraph, text: str, address: str, colour: str) -> None:
    """Add words that open an address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline = to_colour(colour), True
    link.append(run._r)
    paragraph._p.append(link)


def set_alt_text(picture: InlineShape, text: str) -> None:
    """Describe a picture for who does not see it."""
    picture._inline.docPr.set("descr", text)


def describe_table(table: Table, title: str) -> None:
    """Name a table for a screen reader."""
    table._tbl.tblPr.append(to_element("tblCaption", val=title))


def rule_table(table: Table, colour: str, *, is_columned: bool = False) -> None:
    """Draw thin lines between rows; between columns too where someone is to write."""
    borders = to_element("tblBorders")
    sides = ["top", "bottom", "insideH"] + (["left", "right", "insideV"] if is_columned else [])
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            borders.append(
                to_element(side, val="single", sz="4", space="0", color=colour.removeprefix("#"))
            )
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    if layout is None:
        table._tbl.tblPr.append(borders)
    else:
        layout.addprevious(borders)


def add_row(table: Table) -> _Row:
    """Add a row that stays on one page."""
    row = table.add_row()  # type: ignore[no-untyped-call]  # a slip in python-docx 1.2.0
    keep_whole(row)
    return row


def repeat_on_each_page(row: _Row) -> None:
    """Mark a row as the heading of its table."""
    row._tr.get_or_add_trPr().append(to_element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(to_element("cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour."""
    cell._tc.get_or_add_tcPr().append(
        to_element("shd", val="clear", color="auto", fill=colour.removeprefix("#"))
    )
