import warnings
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from analysis.facets import RemarkFacets
from analysis.selection import Selection
from drawing.palette import to_tone
from exports.excel import to_xlsx
from tests.counting import ON_BOTH
from tests.exports.conftest import make_extract, read_parts


@pytest.fixture(scope="module")
def file(extract):
    return to_xlsx(extract)


@pytest.fixture(scope="module")
def full_file(everything):
    return to_xlsx(everything)


def open_book(file):
    return openpyxl.load_workbook(BytesIO(file))


def read(file):
    sheet = open_book(file)["Opmerkingen"]
    titles, *rows = sheet.iter_rows()
    names = [cell.value for cell in titles]
    return [dict(zip(names, row, strict=True)) for row in rows]


@ON_BOTH
def test_a_file_holds_exactly_the_remarks_of_the_screen(extract, file):
    rows = read(file)
    assert [row["Nummer"].value for row in rows] == extract.remarks["remark_id"].tolist()
    assert [row["Opmerking"].value for row in rows] == extract.remarks["text"].tolist()


def test_a_row_is_typed_and_opens_its_remark(full_file):
    row = read(full_file)[43]
    assert {name: cell.value for name, cell in row.items()} == {
        "Nummer": "r044", "Groep": "Groep 1", "Sectie": "Opmerkingen bij Doelstellingen",
        "Vraag": None,
        "Opmerking": "Maar wat ontbreekt zijn kwaliteitsnormen en –controle + hoe omspringen met "
                     "huurprijs vs slechte woning.",
        "Oordeel": "Ontbreekt", "Hoofdthema": "Wonen en dakloosheid", "Andere thema's": None,
        "Spreker": None, "Genoemde organisaties": None, "Regel van": 163, "Regel tot": 165,
        "Antwoord op": None, "Link": "openen",
    }
    link = row["Link"].hyperlink
    assert link.target == "https://opmerkingen.example/opmerkingen?opmerking=r044"


def test_the_remarks_can_be_filtered_under_a_heading_that_stays(extract, file):
    sheet = open_book(file)["Opmerkingen"]
    assert sheet.auto_filter.ref == f"A1:N{len(extract.remarks) + 1}"
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"


def test_a_row_is_tall_enough_for_its_words(everything, full_file):
    sheet = open_book(full_file)["Opmerkingen"]
    for row, text in enumerate(everything.remarks["text"], start=2):
        assert sheet.row_dimensions[row].height >= 14 * len(text) / 60


def test_the_second_sheet_says_what_was_selected(extract, file):
    sheet = open_book(file)["Selectie"]
    cells = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    facts = {name: words for name, words, _ in cells}
    assert cells[0][0] == "Opmerkingen bij het ontwerp van het Armoedebeleidsplan"
    assert facts["Selectie"] == extract.sentence
    assert facts["Aantal"].startswith(f"{len(extract.remarks)} van 248 opmerkingen, uit ")
    assert facts["Gemaakt op"] == "23 november 2026"
    assert "De lezers waren taalmodellen" in facts["Labels"]
    assert facts["Link"] == "https://opmerkingen.example/opmerkingen"


def test_the_second_sheet_holds_the_codebook(everything, full_file):
    sheet = open_book(full_file)["Selectie"]
    entries = [row for row in sheet.iter_rows(values_only=True) if row[0] in ("Oordeel", "Thema")]
    codebook = everything.dataset.codebook
    coded = codebook[codebook["field"].isin(["sentiment", "theme"])]
    assert [(word, meaning) for _, word, meaning in entries] == list(
        zip(coded["label"], coded["definition"], strict=True)
    )


def test_the_third_sheet_counts_as_the_remarks_do(extract, file):
    rows = open_book(file)["Thema × oordeel"].iter_rows(min_row=4, values_only=True)
    titles, *counted = [row[:8] for row in rows if row[1] is not None]
    assert titles == ("Thema", "Positief", "Ontbreekt", "Kritisch", "Neutraal", "Opmerkingen",
                      "Delen", "Stemmen")
    themes = extract.remarks["themes"].map(
        lambda keys: keys[:1] if extract.selection.is_main_theme_only else keys
    )
    assert sum(row[5] for row in counted) == sum(map(len, themes))
    assert all(sum(row[1:5]) == row[5] for row in counted)


def test_a_long_selection_is_whole_above_the_counts(dataset):
    themes = tuple(RemarkFacets(dataset).options("themes"))
    extract = make_extract(dataset, Selection(themes=themes))
    sheet = open_book(to_xlsx(extract))["Thema × oordeel"]
    assert sheet["A2"].value.startswith(f"{extract.sentence} — 248 van 248 opmerkingen. ")
    assert "A2:H2" in {str(cells) for cells in sheet.merged_cells.ranges}
    assert sheet["A2"].alignment.wrap_text
    # Columns A to H are 122 wide together; no letter is narrower than two thirds of a digit.
    assert sheet.row_dimensions[2].height >= 14 * len(sheet["A2"].value) / (122 * 1.5)


def test_the_third_sheet_draws_missing_to_the_left_of_positive(full_file):
    book = open_book(full_file)
    (chart,) = book["Thema × oordeel"]._charts
    missing, positive = chart.series
    colours = [f"#{series.graphicalProperties.solidFill.srgbClr}" for series in chart.series]
    assert colours == [to_tone("missing").light, to_tone("positive").light]
    sheet = book["Thema × oordeel"]
    reach = [
        [cell.value for (cell,) in sheet[series.val.numRef.f.rpartition("!")[2].replace("$", "")]]
        for series in (missing, positive)
    ]
    table = list(sheet.iter_rows(min_row=5, max_row=4 + len(reach[0]), values_only=True))
    assert reach == [[-row[2] for row in table], [row[1] for row in table]]


def test_the_third_sheet_draws_the_sentiments_that_are_chosen(dataset):
    extract = make_extract(dataset, Selection(sentiments=("critical", "missing")))
    sheet = open_book(to_xlsx(extract))["Thema × oordeel"]
    (chart,) = sheet._charts
    assert chart.grouping == "stacked"
    assert (chart.x_axis.scaling.max, chart.y_axis.scaling.max) == (None, 0)
    colours = [f"#{series.graphicalProperties.solidFill.srgbClr}" for series in chart.series]
    assert colours == [to_tone("missing").light, to_tone("critical").light]
    assert sheet["K3"].value == (
        "Cijfers van de grafiek (ontbreekt en kritisch naar links, dus onder nul)")


def test_the_third_sheet_says_which_remarks_its_bars_leave_out(full_file):
    words = open_book(full_file)["Thema × oordeel"]["A2"].value
    assert words.endswith("De staven tonen ontbreekt (97) en positief (37); "
                          "niet in de staven: kritisch (42) en neutraal (72).")


def test_no_cell_is_a_formula(hostile):
    for sheet in open_book(to_xlsx(hostile)):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "<f>" not in read_parts(to_xlsx(hostile)).replace("<c:f>", "")


def test_hostile_words_are_text(hostile, hostile_words):
    rows = read(to_xlsx(hostile))
    assert [row["Opmerking"].value for row in rows] == hostile_words
    assert {row["Groep"].value for row in rows} == {"=cmd|' /C calc'!A0"}
    # Also once someone opens the cell to edit it.
    assert all(row["Opmerking"].quotePrefix for row in rows)
    assert all(row["Opmerking"].hyperlink is None for row in rows)


def test_a_text_that_no_cell_can_hold_says_that_it_was_cut(hostile):
    remarks = hostile.remarks.assign(text="x" * 40_000)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = read(to_xlsx(replace(hostile, remarks=remarks)))
    text = rows[0]["Opmerking"].value
    assert len(text) == 32_767
    assert text.endswith("x … [ingekort: een cel van Excel houdt niet meer letters]")


def test_hidden_names_stay_hidden(hidden, find_names):
    parts = read_parts(to_xlsx(hidden))
    assert find_names(parts) == []
    assert "een deelnemer" in parts


def test_the_file_says_what_it_is(full_file):
    properties = open_book(full_file).properties
    assert properties.title == "Opmerkingen bij het ontwerp van het Armoedebeleidsplan"
    assert properties.subject == "Alle opmerkingen"
