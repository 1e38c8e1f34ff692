import re
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from textwrap import wrap

import openpyxl
import pptx
import pytest
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches, Pt

from analysis.deck import Decks, Slide, to_deck, to_shortlist_deck
from analysis.facets import RemarkFacets
from analysis.hiding import hide_nothing
from analysis.remarks import to_remarks
from analysis.selection import Selection
from analysis.view import View
from drawing.words.labels import Labels
from exports.extract import EmptyExtractError
from exports.powerpoint import room
from exports.powerpoint.document import to_pptx
from tests.exports.conftest import make_extract, pick_selections, read_parts

SITE = "https://opmerkingen.example/opmerkingen"
WIDTH, HEIGHT, SMALLEST = 40 / 3, 7.5, 18
REMARK_ID = re.compile(r"^(r\d+)\b", re.MULTILINE)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def open_slides(file):
    return list(pptx.Presentation(BytesIO(file)).slides)


def words_on(slide):
    """Give what is written as someone's words, in serif, from top to bottom."""
    return [
        paragraph.text.replace("\v", "\n")
        for shape in slide.placeholders for paragraph in shape.text_frame.paragraphs
        if paragraph.runs and paragraph.runs[0].font.name == "Cambria"
    ]


def meta_on(slide):
    return [paragraph.text for paragraph in slide.placeholders[1].text_frame.paragraphs][1::2]


def notes_of(slide):
    return slide.notes_slide.notes_text_frame.text


def quote_slides(slides):
    return [slide for slide in slides if words_on(slide)]


def read(slides):
    """Join the parts of every remark, by the id that the notes give."""
    found = {}
    for slide in quote_slides(slides):
        words, ids = words_on(slide), REMARK_ID.findall(notes_of(slide))
        assert len(words) == len(ids)
        for remark_id, text in zip(ids, words, strict=True):
            found.setdefault(remark_id, []).append(text)
    return found


def charts(slides):
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def read_charts(slides):
    """Give the label of every bar, and its numbers by the label of their sentiment."""
    bars = []
    for chart in charts(slides):
        series = chart.plots[0].series
        bars += [
            (str(label), {one.name: int(value) for one, value in zip(series, values, strict=True)})
            for label, *values in zip(chart.plots[0].categories, *(one.values for one in series),
                                      strict=True)
        ]
    return bars


def read_everything(file):
    """Give the text of every part, those of the tables behind the charts too."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        tables = [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]
    return "\n".join([read_parts(file), *map(read_parts, tables)])


def make_file(extract, labels=None, selection=None):
    facets = RemarkFacets(extract.dataset)
    deck = to_deck(facets, (labels or extract.labels).hide, selection or extract.selection)
    return to_pptx(extract, deck)


@pytest.fixture(scope="module", params=range(10))
def some(request, dataset, facets):
    """One of ten random selections, and its slides."""
    extract = make_extract(dataset, pick_selections(facets, 10)[request.param])
    deck = to_deck(facets, extract.labels.hide, extract.selection)
    return extract, open_slides(to_pptx(extract, deck))


@pytest.fixture(scope="module")
def full_file(everything, facets):
    return to_pptx(everything, to_deck(facets, everything.labels.hide, Selection()))


@pytest.fixture(scope="module")
def full(full_file):
    return open_slides(full_file)


@pytest.fixture(scope="module")
def hostile_slides(hostile):
    return open_slides(make_file(hostile))


@pytest.fixture(scope="module", params=["labels without names", "labels with names"])
def hidden_file(request, hidden, dataset):
    """A deck may have been made before names were hidden."""
    labels = hidden.labels if request.param == "labels without names" else Labels(dataset)
    return make_file(hidden, labels, Selection())


def test_every_remark_is_there_once_with_its_words(some):
    extract, slides = some
    found = {remark_id: "".join(parts) for remark_id, parts in read(slides).items()}
    remarks = extract.remarks
    assert found == dict(zip(remarks["remark_id"], remarks["text"], strict=True))


def test_every_remark_of_the_report_is_there(full, dataset):
    found = {remark_id: "".join(parts) for remark_id, parts in read(full).items()}
    assert found == dict(zip(dataset.remarks["remark_id"], dataset.remarks["text"], strict=True))


def test_the_notes_hold_the_ids_and_the_links(some):
    extract, slides = some
    for slide in quote_slides(slides):
        for remark_id in REMARK_ID.findall(notes_of(slide)):
            assert f"{SITE}?opmerking={remark_id}" in notes_of(slide).splitlines()
    assert set(read(slides)) == set(extract.remarks["remark_id"])


def test_the_notes_of_a_figure_hold_the_remarks_it_counts(full, dataset):
    slide = next(slide for slide in full
                 if slide.shapes.title.text == "Wonen en dakloosheid (1 van 7)")
    housing = {
        sentiment: [row.remark_id for row in dataset.remarks.itertuples()
                    if "housing" in row.themes and row.sentiment == sentiment]
        for sentiment in ("positive", "missing")
    }
    notes = notes_of(slide)
    assert "Ontbreekt: 12 opmerkingen" in notes
    positive = notes.split("Positief: 4 opmerkingen\n")[1].split("\nOntbreekt")[0]
    assert REMARK_ID.findall(positive) == housing["positive"]
    missing = notes.split("Ontbreekt: 12 opmerkingen\n")[1].split("\nKritisch")[0]
    assert REMARK_ID.findall(missing) == housing["missing"]


def test_the_charts_hold_the_numbers_of_the_selection(some):
    extract, slides = some
    counted = Counter()
    for row in extract.remarks.itertuples():
        for theme in row.themes[:1] if extract.selection.is_main_theme_only else row.themes:
            counted[extract.labels.theme(theme), row.sentiment] += 1
    labels = {label for label, _ in counted}
    usual, found = {"missing", "positive"}, {sentiment for _, sentiment in counted}
    shown = extract.selection.sentiments or (usual if usual & found else found)
    expected = {
        label: {extract.labels.sentiment(key):
                counted[label, key] * (-1 if key in ("missing", "critical") else 1)
                for key in shown}
        for label in labels
    }
    bars = read_charts(slides)
    assert dict(bars) == expected
    assert len(bars) == len(expected)


def test_two_sentiments_on_one_side_are_stacked_with_their_numbers_inside(dataset):
    made = make_extract(dataset, Selection(sentiments=("critical", "missing")))
    slides = open_slides(make_file(made))
    for chart in charts(slides):
        assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
        assert [series.name for series in chart.plots[0].series] == ["Ontbreekt", "Kritisch"]
        assert {series.data_labels.position for series in chart.plots[0].series} == {
            XL_LABEL_POSITION.CENTER}
        assert chart.value_axis.maximum_scale == 0


def test_the_table_behind_a_chart_holds_its_numbers_and_no_formula(full, hostile):
    codebook = hostile.dataset.codebook.assign(label="=cmd|' /C calc'!A0")
    dataset = replace(hostile.dataset, codebook=codebook)
    made = replace(hostile, dataset=dataset, labels=Labels(dataset))
    for slides in (full, open_slides(make_file(made))):
        for chart in charts(slides):
            blob = chart.part.chart_workbook.xlsx_part.blob
            _, *rows = openpyxl.load_workbook(BytesIO(blob)).active.iter_rows()
            assert {row[0].data_type for row in rows} == {"s"}
            table = [tuple(cell.value for cell in row) for row in rows]
            values = [series.values for series in chart.plots[0].series]
            assert table == list(zip(map(str, chart.plots[0].categories), *values, strict=True))


def test_a_chart_can_be_read(full):
    found = charts(full)
    assert len(found) == 3
    for chart in found:
        assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
        missing, positive = chart.plots[0].series
        assert (missing.name, positive.name) == ("Ontbreekt", "Positief")
        assert str(missing.format.fill.fore_color.rgb) == "B24F0B"
        assert str(positive.format.fill.fore_color.rgb) == "1D5FA6"
        assert missing.data_labels.number_format == '"○ "0;"○ "0;""'
        assert positive.data_labels.number_format == '"+ "0;"+ "0;""'
        assert not missing.invert_if_negative
        assert missing.data_labels._element.txPr.bodyPr.get("wrap") == "none"
        assert chart.plots[0].overlap == 100
        assert chart.value_axis.minimum_scale == -chart.value_axis.maximum_scale
        assert chart.font.size >= Pt(SMALLEST)
    shape = next(shape for shape in full[1].shapes if shape.has_chart)
    words = shape._element.nvGraphicFramePr.cNvPr.get("descr")
    assert words.startswith("Grafiek: positief tegenover ontbreekt, per thema. Samenwerking en")
    assert "Wonen en dakloosheid: 12 ontbreekt, 4 positief" in words
    left_out = ("De staven tonen ontbreekt (97) en positief (37); "
                "niet in de staven: kritisch (42) en neutraal (72).")
    assert left_out in notes_of(full[1])
    assert left_out in [shape.text_frame.text for shape in full[1].shapes if shape.has_text_frame]


def test_every_chart_of_a_deck_has_the_scale_of_its_longest_bar(full):
    reaches = [chart.value_axis.maximum_scale for chart in charts(full)]
    longest = [max(abs(value) for series in chart.plots[0].series for value in series.values)
               for chart in charts(full)]
    assert len(set(longest)) == 3, "the charts must differ, or this proves nothing"
    # Three tenths beside the longest bar are for its number.
    assert reaches == pytest.approx([1.3 * max(longest)] * 3)


def test_the_title_slide_says_what_this_is(some):
    extract, (first, *_) = some
    assert first.shapes.title.text == "Opmerkingen bij het ontwerp van het Armoedebeleidsplan"
    assert [paragraph.text for paragraph in first.placeholders[1].text_frame.paragraphs] == [
        extract.sentence, f"{len(extract.remarks)} van 248 opmerkingen", "Gent",
        "Gemaakt op 23 november 2026",
    ]
    assert f"Selectie: {extract.sentence}" in notes_of(first).splitlines()


def test_a_theme_shows_its_figures(full):
    slide = next(slide for slide in full
                 if slide.shapes.title.text == "Wonen en dakloosheid (1 van 7)")
    boxes = [shape.text_frame.text for shape in slide.shapes if not shape.is_placeholder]
    assert boxes == ["12\n○ Ontbreekt", "4\n+ Positief",
                     "20 opmerkingen, met kritisch (1) en neutraal (3) erbij. "
                     "14 hier; 6 staan bij een ander thema."]


def test_a_remark_says_what_it_is_and_who_said_it(full):
    slide = next(slide for slide in quote_slides(full)
                 if "r233" in REMARK_ID.findall(notes_of(slide)))
    place = REMARK_ID.findall(notes_of(slide)).index("r233")
    assert meta_on(slide)[place] == (
        "+ Positief · Slotreflecties · Wim Van Lancker · regels 868–870"
    )
    paragraph = slide.placeholders[1].text_frame.paragraphs[2 * place + 1]
    assert str(paragraph.runs[0].font.color.rgb) == "1D5FA6"
    assert paragraph.runs[2].hyperlink.address == f"{SITE}?opmerking=r233"


def test_a_slide_says_what_one_group_raised_and_that_themes_tell_it(small):
    lone = open_slides(make_file(make_extract(small)))[-2]
    assert lone.shapes.title.text == "Wat maar één groep aanbracht"
    assert [one.text for one in lone.placeholders[1].text_frame.paragraphs] == [
        "Vervoer: alleen in Zuid (3 opmerkingen)",
        "Dit volgt uit de thema's die de opmerkingen kregen, niet uit losse woorden.",
    ]


@pytest.mark.parametrize("count", [4, 5, 6])
def test_what_one_group_raised_fits_on_its_slide(small, count):
    wordy = replace(small, codebook=small.codebook.assign(label="Wonen en werken " * 30))
    deck = [Slide("lone", lone=(("housing", "south", 3),) * count)]
    [slide] = open_slides(to_pptx(make_extract(wordy), deck))
    height = sum(
        len(room.wrap(one.text, one.runs[0].font.size.pt, 870)) * one.runs[0].font.size.pt * 1.22
        + one.space_before.pt
        for one in slide.placeholders[1].text_frame.paragraphs
    )
    assert 200 < height <= slide.placeholders[1].height.pt


def test_the_last_slide_says_where_to_read_on(full):
    closing = full[-1]
    link, source, _, labels = closing.placeholders[1].text_frame.paragraphs
    assert link.runs[0].hyperlink.address == link.text == SITE
    assert source.text == ("Bron: Verslag van het overleg over het Armoedebeleidsplan "
                           "— Gent")
    assert "De lezers waren taalmodellen" in labels.text


def test_every_slide_has_a_title_of_its_own(some):
    _, slides = some
    titles = [slide.shapes.title.text for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_slide_but_the_first_says_what_is_selected(some):
    extract, (first, *slides) = some
    line = f"{extract.sentence} — {extract.count_line}"
    for slide in slides:
        by_kind = {shape.placeholder_format.type: shape for shape in slide.placeholders}
        shown = by_kind[PP_PLACEHOLDER.FOOTER].text_frame.text
        assert shown == line or (shown.endswith("…") and line.startswith(shown[:-1]))
        assert 'type="slidenum"' in by_kind[PP_PLACEHOLDER.SLIDE_NUMBER]._element.xml
    assert PP_PLACEHOLDER.FOOTER not in {
        shape.placeholder_format.type for shape in first.placeholders}


def test_every_shape_has_an_id_of_its_own(full):
    for slide in full:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)


def test_every_shape_lies_within_the_slide(full, hostile_slides):
    for slide in [*full, *hostile_slides]:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Inches(WIDTH)
            assert shape.top + shape.height <= Inches(HEIGHT)


def test_no_text_is_small(full, hostile_slides):
    for slide in [*full, *hostile_slides]:
        sizes = [int(found) for found in re.findall(r'\bsz="(\d+)"', slide._element.xml)]
        assert min([SMALLEST * 100, *sizes]) == SMALLEST * 100
    master = full[0].slide_layout.slide_master._element.xml
    assert min(map(int, re.findall(r'<a:defRPr[^>]*\bsz="(\d+)"', master))) >= SMALLEST * 100


def test_quotations_have_room_in_their_box(full):
    # The letters of these remarks are 0.41 of their height wide on average, in either font.
    for slide in quote_slides(full):
        box, height = slide.placeholders[1], 0
        for paragraph in box.text_frame.paragraphs:
            points = paragraph.runs[0].font.size.pt
            letters = int(box.width.pt / (points * 0.43))
            spacing = paragraph.line_spacing or 1
            height += len(wrap(paragraph.text, letters)) * points * 1.2 * spacing
            height += paragraph.space_before.pt
        assert height <= box.height.pt


def test_a_long_remark_goes_on_on_the_next_slide(dataset):
    text = " ".join(f"woord{number}" for number in range(600))
    dataset = replace(dataset, remarks=dataset.remarks.head(2).assign(text=[text, "Kort."]))
    extract = make_extract(dataset)
    slides = open_slides(make_file(extract))
    parts = read(slides)[dataset.remarks["remark_id"].iloc[0]]
    assert "".join(parts) == text
    assert len(parts) > 3
    ends = [line.rpartition(" · ")[2] for slide in quote_slides(slides) for line in meta_on(slide)]
    assert [end for end in ends if end.startswith("deel")] == [
        f"deel {number} van {len(parts)}" for number in range(1, len(parts) + 1)
    ]
    # What the screen cuts in more parts leaves no empty slide behind.
    bodies = [shape for slide in slides for shape in slide.placeholders
              if shape.placeholder_format.idx == 1]
    assert all(body.text_frame.text for body in bodies)


def test_a_remark_keeps_its_lines(dataset):
    remarks = dataset.remarks.head(1).assign(text="Een.\r\nTwee.\n\nDrie.")
    slides = open_slides(make_file(make_extract(replace(dataset, remarks=remarks))))
    assert [words for slide in slides for words in words_on(slide)] == ["Een.\nTwee.\n\nDrie."]


def test_a_shortlist_keeps_the_order_of_the_presenter(everything, labels, dataset):
    picked = to_remarks(dataset.remarks.iloc[[7, 3, 90]], hide_nothing)
    slides = open_slides(to_pptx(everything, to_shortlist_deck(picked)))
    assert [words for slide in slides for words in words_on(slide)] == [
        remark.text for remark in picked]


def test_hostile_words_are_text(hostile, hostile_slides, hostile_words):
    found = read(hostile_slides)
    assert ["".join(found[remark_id]) for remark_id in hostile.remarks["remark_id"]] == (
        hostile_words)
    groups = {meta.split(" · ")[1] for slide in quote_slides(hostile_slides)
              for meta in meta_on(slide)}
    assert groups == {"=cmd|' /C calc'!A0"}


def test_hidden_names_stay_hidden(hidden_file, find_names):
    parts = read_everything(hidden_file)
    assert find_names(parts) == []
    assert "een deelnemer" in parts
    assert "[naam]" in parts


def test_without_an_address_nothing_links(everything, facets):
    extract = replace(everything, link="", remarks_page="")
    slides = open_slides(to_pptx(extract, to_deck(facets, extract.labels.hide, Selection())))
    assert not any("http" in notes_of(slide) for slide in slides)
    relations = [relation for slide in slides for relation in slide.part.rels.values()]
    assert not any(relation.is_external for relation in relations)
    assert "Bron: " in slides[-1].placeholders[1].text_frame.paragraphs[0].text


@pytest.mark.parametrize("deck", [[], [Slide("empty")]], ids=["no slides", "the empty slide"])
def test_an_empty_deck_is_refused(everything, deck):
    with pytest.raises(EmptyExtractError, match="geen opmerkingen om te downloaden"):
        to_pptx(everything, deck)


def test_the_language_is_dutch(full, full_file):
    runs = [run for slide in full for element in (slide._element, slide.notes_slide._element)
            for run in element.iter(f"{A}r")]
    assert {run.find(f"{A}rPr").get("lang") for run in runs} == {"nl-BE"}
    assert set(re.findall(r' lang="(.*?)"', read_parts(full_file))) <= {"nl-BE", "en-US"}
    slide_words = "".join(slide._element.xml for slide in full)
    assert set(re.findall(r' lang="(.*?)"', slide_words)) == {"nl-BE"}


def test_the_properties_say_what_this_is(full_file):
    properties = pptx.Presentation(BytesIO(full_file)).core_properties
    assert properties.title == "Opmerkingen bij het ontwerp van het Armoedebeleidsplan"
    assert properties.subject == "Alle opmerkingen"
    assert properties.language == "nl-BE"
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_the_slides_are_wide(full_file):
    presentation = pptx.Presentation(BytesIO(full_file))
    assert presentation.slide_width.inches == pytest.approx(WIDTH, abs=0.001)
    assert presentation.slide_height.inches == HEIGHT
    assert "screen4x3" not in read_parts(full_file)
    assert "4:3" not in read_parts(full_file)
    with zipfile.ZipFile(BytesIO(full_file)) as parts:
        said = parts.read("docProps/app.xml").decode()
    assert "<PresentationFormat>Widescreen</PresentationFormat>" in said
    assert [layout.name for layout in presentation.slide_layouts] == [
        "Titeldia", "Titel en tekst", "Alleen titel"]


def test_what_became_of_remarks_is_on_slides_of_its_own(small):
    dataset = small
    facets = RemarkFacets(dataset).with_column(
        "status", ["read", "new", "done", "planned", "new", "new"])
    words = "Er komt een halte. " * 60
    decks = Decks(facets, {"r4": words})
    extract = make_extract(facets.dataset)
    (theme,) = [slide for slide in open_slides(to_pptx(extract, decks.of(
        View(), hide_nothing)["full"])) if slide.shapes.title.text.startswith("Vervoer: dit vroeg")]
    assert [line.text for line in theme.placeholders[1].text_frame.paragraphs] == [
        "1  ✓ Gedaan / Gepland", "1 opmerking vraagt iets: wat ontbreekt, of kritiek."]
    slides = open_slides(to_pptx(extract, decks.of(
        View(shortlist=(("r4", ""),), is_shortlist=True), hide_nothing)["full"]))
    answers = [slide for slide in slides if slide.shapes.title.text.startswith("Wat ermee gebeurt")]
    assert len(answers) > 1
    assert "".join(
        slide.placeholders[1].text_frame.paragraphs[0].text for slide in answers) == words
    assert [words_on(slide) for slide in answers] == [[]] * len(answers)
    assert meta_on(answers[0]) == [
        f"antwoord op de opmerking van Zuid, regels 8–9 · deel 1 van {len(answers)}"]
    assert "r4" in notes_of(answers[0])


def test_since_a_day_the_file_opens_with_what_moved(small):
    facets = RemarkFacets(small).with_column("status", ["new"] * 3 + ["done", "new", "new"])
    deck = Decks(facets, {"r4": "Er komt een halte."}).of(
        View(since="2026-11-06"), hide_nothing, (("r4", "taken_up"),))["full"]
    _, moved, asked, answer = open_slides(to_pptx(make_extract(facets.dataset), deck))[:4]
    assert moved.shapes.title.text == "Wat er nieuw is"
    assert [line.text for line in moved.placeholders[1].text_frame.paragraphs] == [
        "1  ✓ Gedaan / Gepland",
        "Sinds 6 november 2026 is er nieuws over 1 opmerking. Hierna 1 nieuw antwoord."]
    assert words_on(asked) == ["De bus stopt niet bij de woningen."]
    assert answer.shapes.title.text == "Wat ermee gebeurt: gedaan"
    assert answer.placeholders[1].text_frame.paragraphs[0].text == "Er komt een halte."
