"""
Answers as readers meet them on the pages; what is only a draft is nowhere.
"""

import csv
from io import BytesIO, StringIO

import docx
import pytest

from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import View
from exports.csv_file import to_csv
from exports.excel import to_xlsx
from exports.html_file import to_html
from exports.word.document import to_docx
from follow_up.answers import Answer, FollowUp
from store.engine import open_store
from tests.answers import fill_store
from tests.screen import chart_bars, count_line, html_blocks, html_of, link_of, open_page, run
from widgets.screens.take_along import to_extract
from widgets.shell.context import Context
from widgets.shell.session import load_shared

DRAFT = "Geheim ontwerp"


@pytest.fixture(scope="module")
def filled(tmp_path_factory, dataset):
    url = f"sqlite:///{tmp_path_factory.mktemp('told')}/store.sqlite"
    return url, fill_store(url, dataset)


@pytest.fixture
def answers(filled, monkeypatch):
    monkeypatch.setenv("DASHBOARD_STORE", filled[0])
    return filled[1]


def badges(block):
    """Give the sign and word of every status that stands there."""
    return [one["text"] for one in block.find("span") if one.get("class", "").startswith("status")]


def test_before_the_first_answer_one_line_says_what_follow_up_is_for():
    block = html_of(open_page("progress"), "progress")
    assert block.text_in("h1") == ["Opvolging"]
    assert len(block.find("p")) == 1
    assert block.text_in("p")[0].startswith("Zodra het eerste antwoord gepubliceerd is")
    assert "beantwoord" not in html_of(open_page("about"), "about.coverage").html


@pytest.mark.parametrize("name", [page.name for page in PAGES])
@pytest.mark.parametrize("remark", ["r004", "r100"])
def test_a_draft_stands_on_no_page(answers, name, remark):
    app = open_page(name, {"opmerking": [remark], "zoek": ["plan OR een"]})
    assert DRAFT not in "".join(block.html for block in html_blocks(app).values())


def test_a_card_the_report_and_a_search_say_that_there_is_an_answer(answers):
    app = open_page("remarks", {"antwoord": ["not_taken_up"]})
    assert count_line(app) == "3 van 248 opmerkingen"
    assert badges(html_of(app, "remarks")) == ["×Niet opgenomen"] * 3
    report = html_of(open_page("report"), "report")
    margins = {link["data-key"]: link["aria-label"] for link in report.find("a", class_="margin")}
    assert margins["r010"].endswith(" — Opgenomen. Open deze opmerking")
    assert not any(word in margins["r100"] for word in ("antwoord", "Opgenomen"))
    found = html_of(open_page("search", {"zoek": ["engagementen tegenover"]}), "lanes")
    assert "×Niet opgenomen" in badges(found)


def test_the_page_of_a_remark_tells_it_all_the_last_first(answers):
    block = html_of(open_page("remarks", {"opmerking": ["r010"]}), "detail")
    assert badges(block) == ["✓Opgenomen", "→In behandeling"]
    assert block.text_in("q") == ["Elk kind eet op school."]
    [link] = [link for link in block.find("a") if link["href"].startswith("https://stad.example")]
    assert link["href"] == "https://stad.example/plan?a=1&b=<2>#3"
    assert "ann" not in "".join(block.text_in("section")).lower().split()
    again = html_of(open_page("remarks", {"opmerking": ["r080"]}), "detail")
    assert badges(again) == ["?Nog geen antwoord", "=Genoteerd"]


def test_a_name_in_an_answer_is_hidden_where_names_are(dataset, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    answers, name = FollowUp(open_store(url), dataset), dataset.people["name"].iloc[0]
    saved = answers.save(Answer(None, ("r200",), "noted", f"Dank u, {name}."), None, "ann")
    answers.publish([saved.answer_id], "ann")
    shown = html_of(open_page("remarks", {"opmerking": ["r200"]}), "detail")
    hidden = html_of(open_page("remarks", {"opmerking": ["r200"], "zonder-namen": ["ja"]}),
                     "detail")
    assert f"Dank u, {name}." in shown.words
    assert "Dank u, [naam]." in hidden.words
    assert name not in hidden.html


def test_the_figures_the_chart_the_tables_and_the_proof_agree(answers):
    app = open_page("progress")
    block = html_of(app, "progress")
    assert block.text_in("h1") == [
        "Van de 139 opmerkingen die iets vragen, kregen er 11 een antwoord"]
    numbers = [figure["text"] for figure in block.find("button", class_="figure")]
    assert numbers == ["128?Nog geen antwoord", "1=Genoteerd", "3→In behandeling", "4✓Opgenomen",
                       "3×Niet opgenomen"]
    bars = {keys: abs(length) for keys, length in chart_bars(app, "progress_themes").items()}
    app.session_state["progress_table"] = True
    run(app)
    matrix = html_of(app, "progress_themes")
    cells = {
        (cell["data-themes"], cell.get("data-statuses", "")): cell["aria-label"].split(": ")[1]
        for cell in matrix.find("button", data_do="narrow")
    }
    assert {(theme, status): f"{count} opmerking" + "en" * (count > 1)
            for (theme, status), count in bars.items() if count} == {
        keys: said.split(", ")[0] for keys, said in cells.items() if keys[1]}
    assert any(said.endswith("stemmen") for said in cells.values())
    proof = html_of(open_page("about"), "about.coverage")
    assert "Van de 139 opmerkingen die iets vragen, zijn er 11 beantwoord en 128 nog niet." in (
        proof.text_in("p")[1])
    assert len(proof.find("a", data_do="open")) == 128


def test_follow_up_counts_what_is_selected(answers):
    app = open_page("progress", {"groep": ["group_1"], "antwoord": ["taken_up", "not_taken_up"]})
    block = html_of(app, "progress")
    assert [figure["text"] for figure in block.find("button", class_="figure")] == [
        "3✓Opgenomen", "2×Niet opgenomen"]
    assert block.find("button")[0]["data-statuses"] == "taken_up"
    none = html_of(open_page("progress", {"oordeel": ["positive"]}), "progress")
    assert none.text_in("h1") == ["Geen enkele opmerking hier vraagt iets"]


def test_what_waits_is_listed_overdue_first_and_leads_to_its_remarks(answers):
    block = html_of(open_page("progress"), "queue")
    assert [cell["text"] for cell in block.find("td")][::4] == [
        "1 maart 2026te laat", "31 januari 2099", "30 juni 2099"]
    assert [link["data-key"] for link in block.find("a", data_do="open")] == [
        "r004", "r040", "r041", "r042", "r050"]
    service = block.find("button", data_do="only")[0]
    assert (service["text"], service["data-owners"]) == ("Dienst Wonen", "Dienst_Wonen")
    app = open_page("remarks", {"dienst": ["Dienst_Wonen"]})
    assert count_line(app) == "4 van 248 opmerkingen"
    assert "Verwijder filter: Dienst Wonen" in html_of(app, "filter_line").html
    gone = open_page("remarks", {"dienst": ["Weg"]})
    assert "Weg" in html_of(gone, "notices").html
    assert link_of(gone) == {}


def test_files_say_what_was_published(answers):
    shared = load_shared().shared
    selection = Selection(statuses=("taken_up",))
    extract = to_extract(Context(shared, View(selection), shared.facets.select(selection), False,
                                 {"remarks": "/opmerkingen"}))
    rows = list(csv.DictReader(StringIO(to_csv(extract).decode("utf-8-sig")), delimiter=";"))
    assert [row["Nummer"] for row in rows] == ["r010", "r014", "r020", "r060", "r061"]
    first = rows[0]
    assert [first[name] for name in (
        "Antwoord", "Antwoord in woorden", "Waarom", "Waar", "Waar: link", "In behandeling bij",
        "Tegen", "Ondertekend door",
    )] == ["Opgenomen", "Dit staat in het plan.\nZie hoofdstuk 3.", "", "Elk kind eet op school.",
           "https://stad.example/plan?a=1&b=<2>#3", "", "", "Dienst Armoede (verzonnen)"]
    tables = docx.Document(BytesIO(to_docx(extract))).tables[1:]
    written = [cell.text for table in tables for cell in table.columns[1].cells[1:]]
    assert len(written) == 5
    assert all(words.startswith("✓ Opgenomen\nAntwoord in woorden: ") for words in written)
    assert to_html(extract).decode().count("✓</span> Opgenomen</span>") == 5
    assert to_xlsx(extract)


def test_without_an_answer_files_have_no_column_for_one():
    shared = load_shared().shared
    extract = to_extract(Context(shared, View(), shared.dataset.remarks.head(3), False,
                                 {"remarks": "/opmerkingen"}))
    heads = to_csv(extract).decode("utf-8-sig").splitlines()[0]
    assert "Antwoord in woorden" not in heads
    assert ";Antwoord;" not in heads


def test_what_moved_since_a_day_is_told_and_the_day_stands_in_the_link(
    tmp_path, monkeypatch, dataset
):
    # Of its own: other tests here answer more.
    url = f"sqlite:///{tmp_path}/store.sqlite"
    fill_store(url, dataset)
    monkeypatch.setenv("DASHBOARD_STORE", url)
    app = open_page("progress", {"sinds": ["2099-01-01"]})
    assert html_of(app, "moved").text_in("p") == ["Sinds 1 januari 2099 is er geen nieuws."]
    app.text_input(key="ask.since").set_value("1/2/2000")
    app = run(app)
    assert link_of(app)["sinds"] == ["2000-02-01"]
    moved = html_of(app, "moved")
    assert moved.text_in("p") == [
        "Sinds 1 februari 2000 is er nieuws over 17 opmerkingen: 1 op “nog geen antwoord”, 3 op "
        "“genoteerd”, 5 op “in behandeling”, 5 op “opgenomen” en 3 op “niet opgenomen”."]
    assert moved.text_in("td")[1:3] == ["?Nog geen antwoord", "=Genoteerd"]
    assert "Geheim ontwerp" not in moved.html
    app.text_input(key="ask.since").set_value("ooit")
    assert "sinds" not in link_of(run(app))
    slides = html_of(open_page("present", {"sinds": ["2000-02-01"]}), "stage")
    assert "Sinds 1 februari 2000 is er nieuws over 17 opmerkingen. Hierna 6 van de" in slides.html
    assert "Geheim ontwerp" not in slides.html
    assert "Wat er nieuw is" not in html_of(open_page("present"), "stage").html
