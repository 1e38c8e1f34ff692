import re
from io import BytesIO

import docx
import pytest
from PIL import Image

from exports.word.document import to_docx
from tests.counting import ON_BOTH
from tests.exports.conftest import read_parts


def open_document(file):
    return docx.Document(BytesIO(file))


def remark_tables(document):
    return [table for table in document.tables if table.cell(0, 0).text == "Opmerking"]


def remark_cells(document):
    return [row.cells for table in remark_tables(document) for row in table.rows[1:]]


def read(file):
    """Give the words of every remark by its id."""
    found = [(cell.paragraphs[0].text, cell.paragraphs[1].text)
             for cell, _ in remark_cells(open_document(file))]
    by_id = {details.split(" · ")[1]: words for words, details in found}
    assert len(by_id) == len(found)
    return by_id


@pytest.fixture(scope="module")
def file(extract):
    return to_docx(extract)


@pytest.fixture(scope="module")
def full_file(everything):
    return to_docx(everything)


@pytest.fixture(scope="module")
def picture():
    file = BytesIO()
    Image.new("RGB", (200, 900), "white").save(file, "PNG")
    return file.getvalue()


@ON_BOTH
def test_a_file_holds_exactly_the_remarks_of_the_screen(extract, file):
    remarks = extract.remarks
    assert read(file) == dict(zip(remarks["remark_id"], remarks["text"], strict=True))


def test_a_file_says_what_it_is(extract, file):
    document = open_document(file)
    title, *lines = [paragraph.text for paragraph in document.paragraphs]
    assert title == "Opmerkingen bij het ontwerp van het Armoedebeleidsplan"
    assert lines[0] == f"Selectie: {extract.sentence}"
    assert lines[1].startswith(f"Aantal: {len(extract.remarks)} van 248 opmerkingen, uit ")
    assert lines[2] == "Gemaakt op: 23 november 2026"
    assert lines[4].startswith("Labels: ")
    assert "De lezers waren taalmodellen" in lines[4]
    assert lines[5] == "Link: https://opmerkingen.example/opmerkingen"


def test_a_remark_carries_all_that_is_known_of_it(full_file):
    cells = {cell.paragraphs[1].text.split(" · ")[1]: cell
             for cell, _ in remark_cells(open_document(full_file))}
    assert cells["r233"].paragraphs[1].text == (
        "+ Positief · r233 · Slotreflecties · Wim Van Lancker · Reflectie en laatste woord voor de "
        "Gentse ervaringsdeskundigen · regels 868–870"
    )
    assert cells["r101"].paragraphs[1].text == (
        "○ Ontbreekt · r101 · Groep 2 · Opmerkingen bij Doelstellingen · Minder goed · "
        "regels 378–382"
    )
    (link,) = cells["r101"].paragraphs[1].hyperlinks
    assert link.url == "https://opmerkingen.example/opmerkingen?opmerking=r101"


def test_beside_every_remark_is_room_for_an_answer(file):
    document = open_document(file)
    assert {table.cell(0, 1).text for table in remark_tables(document)} == {"Antwoord / opvolging"}
    assert {answer.text for _, answer in remark_cells(document)} == {""}


def test_every_remark_stands_under_its_main_theme(extract, file, labels):
    document, theme, under = open_document(file), "", {}
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows[1:] if theme else []:
                under[row.cells[0].paragraphs[1].text.split(" · ")[1]] = theme
        elif part.style.name == "Heading 2":
            theme = part.text.rpartition(" (")[0]
    remarks = extract.remarks
    assert under == {
        remark_id: labels.theme(themes[0])
        for remark_id, themes in zip(remarks["remark_id"], remarks["themes"], strict=True)
    }


def test_the_table_of_themes_counts_as_the_screen_does(extract, file):
    table = open_document(file).tables[0]
    titles, *rows, total = [[cell.text for cell in row.cells] for row in table.rows]
    assert titles == ["Thema", "+ Positief", "○ Ontbreekt", "! Kritisch", "· Neutraal", "Samen"]
    counts = extract.theme_counts()
    shown = counts[["label", *extract.sentiments, "remark_count"]].to_numpy().tolist()
    assert rows == [[str(cell or "–") for cell in row] for row in shown]
    per_sentiment = [
        (extract.remarks["sentiment"] == sentiment).sum() for sentiment in extract.sentiments
    ]
    assert total == ["Alle opmerkingen, elk één keer",
                     *(str(count or "–") for count in per_sentiment), str(len(extract.remarks))]


def test_word_finds_its_way(full_file):
    document = open_document(full_file)
    levels = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[:3] == ["Heading 1", "Heading 1", "Heading 2"]
    footer = document.sections[0].footer.paragraphs[0]
    assert "PAGE" in footer._p.xml
    assert "NUMPAGES" in footer._p.xml
    assert footer.text == "Alle opmerkingen — 248 van 248 opmerkingen\tBladzijde  van "
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
        assert "w:tblCaption" in table._tbl.xml


def test_the_language_is_dutch(full_file):
    document = open_document(full_file)
    assert document.core_properties.language == "nl-BE"
    assert re.findall(r'<w:lang [^>]*w:val="(.*?)"', document.styles.element.xml) == ["nl-BE"]
    assert 'w:themeFontLang w:val="nl-BE"' in document.settings.element.xml


def test_the_chart_is_there_with_its_numbers_in_words(everything, picture):
    (shape,) = open_document(to_docx(everything, picture)).inline_shapes
    words = shape._inline.docPr.get("descr")
    assert words.startswith("Grafiek: positief tegenover ontbreekt, per thema. Samenwerking en")
    assert "Wonen en dakloosheid: 12 ontbreekt, 4 positief" in words


def test_a_chart_fits_on_its_page(everything, picture):
    (shape,) = open_document(to_docx(everything, picture)).inline_shapes
    assert shape.height.cm == pytest.approx(24)
    assert shape.width / shape.height == pytest.approx(200 / 900, rel=0.01)


def test_without_a_browser_there_is_no_chart(everything):
    assert len(open_document(to_docx(everything, None)).inline_shapes) == 0


def test_hostile_words_are_text(hostile, hostile_words):
    found = read(to_docx(hostile))
    assert [found[remark_id] for remark_id in hostile.remarks["remark_id"]] == hostile_words


def test_hidden_names_stay_hidden(hidden, find_names):
    parts = read_parts(to_docx(hidden))
    assert find_names(parts) == []
    assert "een deelnemer" in parts
