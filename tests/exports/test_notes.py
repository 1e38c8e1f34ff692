"""
What a presenter wrote beside a remark that was set aside, in every file of the shortlist.
"""

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO

import docx
import openpyxl
import pptx
import pytest

from analysis.deck import to_shortlist_deck
from analysis.hiding import hide_nothing
from analysis.remarks import to_remarks
from exports.csv_file import to_csv
from exports.excel import to_xlsx
from exports.extract import LONGEST_LINK
from exports.html_file import to_html
from exports.powerpoint.document import to_pptx
from exports.word.document import to_docx
from tests.exports.conftest import HOSTILE

PLAIN = "vraag dit aan de schepen"


@pytest.fixture(scope="module")
def noted(everything):
    """Three remarks, not in the order of the report; the last has no note."""
    remarks = everything.dataset.remarks.iloc[[7, 3, 90]]
    first, second, _ = remarks["remark_id"]
    return replace(everything, remarks=remarks, choice="Apart gezette opmerkingen",
                   notes={first: PLAIN, second: "=1+1 & <b>vet</b>"})


@pytest.fixture(scope="module")
def hostile_notes(hostile):
    """Every hostile text as a note; what is left of it must be words."""
    ids = hostile.remarks["remark_id"]
    notes = {key: text for key, (text, _) in zip(ids, HOSTILE, strict=True)}
    return replace(hostile, notes=notes)


def to_deck_file(extract):
    return to_pptx(extract, to_shortlist_deck(to_remarks(extract.remarks, hide_nothing)))


def read_csv(extract):
    text = to_csv(extract).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def read_xlsx(extract):
    titles, *rows = openpyxl.load_workbook(BytesIO(to_xlsx(extract)))["Opmerkingen"].iter_rows()
    names = [cell.value for cell in titles]
    return [dict(zip(names, row, strict=True)) for row in rows]


def read_word(extract):
    """Give the words of every cell below its remark's words."""
    document = docx.Document(BytesIO(to_docx(extract)))
    return {
        row.cells[0].paragraphs[1].text.split(" · ")[1]:
            [paragraph.text for paragraph in row.cells[0].paragraphs[2:]]
        for table in document.tables[1:] for row in table.rows[1:]
    }


def read_presenter_notes(extract):
    slides = pptx.Presentation(BytesIO(to_deck_file(extract))).slides
    return [slide.notes_slide.notes_text_frame.text.splitlines() for slide in slides]


def read_html(extract):
    return re.findall(r'<p class="noted"><b>Notitie:</b> (.*?)</p>', to_html(extract).decode())


def test_csv_has_a_column_of_notes(noted):
    assert [row["Notitie"] for row in read_csv(noted)] == [PLAIN, "'=1+1 & <b>vet</b>", ""]


def test_excel_has_a_column_of_notes_that_are_words(noted):
    cells = [row["Notitie"] for row in read_xlsx(noted)]
    assert [cell.value for cell in cells] == [PLAIN, "=1+1 & <b>vet</b>", None]
    assert [cell.data_type for cell in cells[:2]] == ["s", "s"]
    assert all(cell.quotePrefix for cell in cells[:2])


def test_a_row_of_excel_is_tall_enough_for_its_note(noted):
    remarks = noted.remarks.head(1).assign(text="Kort.", question="", section="")
    (remark_id,) = remarks["remark_id"]
    long = replace(noted, remarks=remarks, notes={remark_id: "acht letters" * 8})
    (row,) = read_xlsx(long)
    height = row["Notitie"].parent.row_dimensions[2].height
    assert height >= 4 * 14, "96 letters in a column of 24 are four lines"


def test_word_has_the_note_below_its_remark(noted):
    first, second, third = noted.remarks["remark_id"]
    assert read_word(noted) == {
        first: [f"Notitie: {PLAIN}"], second: ["Notitie: =1+1 & <b>vet</b>"], third: [],
    }


def test_the_presenter_reads_the_note_under_the_slide(noted):
    _, first, second, third, _ = read_presenter_notes(noted)
    assert f"Notitie: {PLAIN}" in first
    assert "Notitie: =1+1 & <b>vet</b>" in second
    assert not any(line.startswith("Notitie") for line in third)


def test_a_note_stands_on_no_slide(noted):
    slides = pptx.Presentation(BytesIO(to_deck_file(noted))).slides
    assert not any("Notitie" in slide._element.xml for slide in slides)


def test_the_web_page_has_the_note_below_its_remark(noted):
    assert read_html(noted) == [PLAIN, "=1+1 &amp; &lt;b&gt;vet&lt;/b&gt;"]


def test_without_notes_there_is_no_column(everything):
    assert "Notitie" not in read_csv(everything)[0]
    assert "Notitie" not in read_xlsx(everything)[0]


def test_hostile_notes_are_words(hostile_notes, hostile_words):
    ids = list(hostile_notes.remarks["remark_id"])
    in_csv = [row["Notitie"] for row in read_csv(hostile_notes)]
    assert [note.removeprefix("'") for note in in_csv] == hostile_words
    assert all(note[:1] not in "=+-@" for note in in_csv)
    assert [row["Notitie"].value for row in read_xlsx(hostile_notes)] == hostile_words
    in_word = read_word(hostile_notes)
    assert [in_word[key] for key in ids] == [[f"Notitie: {words}"] for words in hostile_words]
    under_slides = [line for lines in read_presenter_notes(hostile_notes) for line in lines]
    assert {f"Notitie: {words}" for words in hostile_words} <= set(under_slides)
    assert not any("<" in note for note in read_html(hostile_notes))
    assert len(read_html(hostile_notes)) == len(hostile_words)


def test_a_name_in_a_note_is_hidden_where_names_are(hidden, find_names):
    remark_id = hidden.remarks["remark_id"].iloc[0]
    extract = replace(hidden, notes={remark_id: "bel Wim Van Lancker"})
    assert read_csv(extract)[0]["Notitie"] == "bel [naam]"
    assert read_html(extract) == ["bel [naam]"]
    under_slides = [line for lines in read_presenter_notes(extract) for line in lines]
    assert find_names("\n".join(under_slides)) == []


@pytest.mark.parametrize(("length", "is_link"), [(LONGEST_LINK, True), (LONGEST_LINK + 500, False)])
def test_a_link_that_office_cannot_open_is_there_as_words(noted, length, is_link):
    link = f"{noted.remarks_page}?lijst=r1+".ljust(length, "x")
    extract = replace(noted, link=link)
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx(extract))).worksheets[1]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == link]
    assert (cell.hyperlink is not None) == is_link
    document = docx.Document(BytesIO(to_docx(extract)))
    assert any(link in paragraph.text for paragraph in document.paragraphs)
    assert (link in {part.target_ref for part in document.part.rels.values()
                     if part.is_external}) == is_link
