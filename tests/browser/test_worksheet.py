"""
Answers in Excel, out and in again in a browser.
"""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from follow_up.answers import Answer, FollowUp
from store.engine import open_store
from tests.browser.conftest import run_server, settle
from tests.browser.test_access import find_english, find_violations


@pytest.fixture(scope="module")
def own(tmp_path_factory, dataset):
    """A server on a computer of one's own, with one answer; and that answer's store."""
    folder = tmp_path_factory.mktemp("worksheet")
    url = f"sqlite:///{folder}/store.sqlite"
    follow_up = FollowUp(open_store(url), dataset)
    follow_up.save(Answer(None, ("r003",), "noted", text="Dank."), None, "ann")
    with run_server(folder, DASHBOARD_STORE=url) as server:
        yield server, follow_up


def fill_in(path, folder):
    book = openpyxl.load_workbook(BytesIO(Path(path).read_bytes()))
    sheet = book["Antwoorden"]
    heads = [cell.value for cell in sheet[1]]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    for remark_id, cells in {
        "r001": {"Status": "Genoteerd", "Antwoord": "We lazen het."},
        "r002": {"Status": "Niet opgenomen", "Reden": "Dat is federaal."},
        "r003": {"Antwoord": "Veel dank."},
    }.items():
        for head, words in cells.items():
            rows[remark_id][heads.index(head)].value = words
    target = folder / "ingevuld.xlsx"
    book.save(target)
    return target


def test_a_sheet_goes_out_and_comes_in_and_nothing_of_others_is_overwritten(
    own, visit, tmp_path
):
    server, follow_up = own
    page = visit("answer", at=server, locale="en-GB")
    page.get_by_text("Invullen in Excel").click()
    expect(page.get_by_text("Kies een bestand")).to_be_visible()
    assert find_english(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel met 248 opmerkingen").click()
    file = fill_in(download.value.path(), tmp_path)
    follow_up.save(Answer("a1", ("r003",), "noted", text="Dank u wel."), 1, "jan")

    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Rijen: 2 nieuw, 1 intussen anders beantwoord en 245 "
                            "ongewijzigd.")).to_be_visible()
    table = page.get_by_role("region", name="Wat dit bestand vraagt")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table).to_contain_text("Antwoord: Veel dank.")
    expect(table).to_contain_text("Antwoord: Dank u wel.")
    settle(page)
    assert find_violations(page) == []
    assert find_english(page) == []
    page.get_by_role("button", name="Bewaar 2 antwoorden als ontwerp").click()
    expect(page.get_by_text("Bewaard als ontwerp. Rijen: 2 nieuw")).to_be_visible()
    expect(page.locator("[data-testid='stFileUploaderFile']")).to_have_count(0)
    answers = follow_up.answers().set_index("answer_id")
    assert answers["text"].tolist() == ["Dank u wel.", "We lazen het.", ""]
    assert set(follow_up.statuses()["kind"]) == {"open"}

    page.locator("input[type=file]").set_input_files(
        {"name": "x.xlsx", "mimeType": "application/zip", "buffer": b"PK geen Excel"})
    expect(page.get_by_text("Dit is geen Excel-bestand (.xlsx), of het is beschadigd.")
           ).to_be_visible()
