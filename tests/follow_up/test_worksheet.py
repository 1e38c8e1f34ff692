"""
Answers out to Excel, filled in by a service, and in again.
"""

import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from exports.answer_sheet import to_answer_sheet
from follow_up.__main__ import main
from follow_up.answers import Answer, AnswerError, FollowUp
from follow_up.worksheet import HEADS, preview_sheet, save_sheet
from loaders import workbook
from loaders.workbook import WorkbookError, read_sheet
from store.engine import open_store
from tests.exports.conftest import make_extract
from tests.small_meeting import make_dataset

HARD = "=1+1\r\n\ttwee\x01 _x0041_ <b> 👩🏽 "
DONE = {"where_quote": "Woorden.", "where_link": "https://stad.example/plan"}


@pytest.fixture
def follow_up(store, small):
    """The answer a1 to r2 and r4, a2 to r3; the others are open."""
    follow_up = FollowUp(store, small)
    follow_up.save(Answer(None, ("r2", "r4"), "busy", text=HARD, owner="Wonen", due="2026-12-31"),
                   None, "ann")
    follow_up.save(Answer(None, ("r3",), "read", text="Dank."), None, "ann")
    return follow_up


@pytest.fixture
def on_file(tmp_path, small):
    """The same on SQLite alone, for what has nothing to do with the database."""
    follow_up = FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), small)
    follow_up.save(Answer(None, ("r3",), "read", text="Dank."), None, "ann")
    return follow_up


def take_out(follow_up, dataset, *, hides_names=False):
    return to_answer_sheet(make_extract(dataset, hides_names=hides_names), follow_up.answers())


def fill_in(file, **lines):
    """Change cells: for a remark, words by the head of their column."""
    book = openpyxl.load_workbook(BytesIO(file))
    sheet = book["Antwoorden"]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for head, words in lines.get(row[0].value, {}).items():
            row[heads.index(head)].value = words
    return to_bytes(book)


def to_bytes(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def states_of(preview):
    return {line.remark_id: line.state for line in preview.lines}


def problems_of(preview):
    return {line.remark_id: line.problems for line in preview.lines if line.problems}


def journal_of(follow_up):
    return len(follow_up.journal())


def test_a_sheet_that_no_one_touched_asks_nothing(follow_up, small):
    file = take_out(follow_up, small)
    for content in (file, fill_in(file)):
        preview = save_sheet(follow_up, small, content, "jan")
        assert states_of(preview) == dict.fromkeys(["r1", "r2", "r3", "r4", "r5", "r6"], "same")
        assert (preview.counts, preview.wanted, preview.is_saved) == ({"same": 6}, (), False)
    assert journal_of(follow_up) == 2


def test_of_three_changed_lines_one_is_stale_and_stays_and_nothing_else_is_touched(
    follow_up, small
):
    file = fill_in(
        take_out(follow_up, small), r1={"Status": "Gelezen", "Antwoord": "We lazen het."},
        r3={"Antwoord": "Veel dank."}, r5={"Status": "Geweigerd", "Reden": "Te duur."},
    )
    follow_up.save(Answer("a2", ("r3",), "read", text="Dank u wel."), 1, "ann")
    before = follow_up.answers().set_index("answer_id")
    preview = save_sheet(follow_up, small, file, "jan", why="antwoorden.xlsx")
    assert states_of(preview) == {
        "r1": "new", "r2": "same", "r3": "stale", "r4": "same", "r5": "new", "r6": "same",
    }
    assert preview.is_saved
    stale = preview.lines[2]
    assert (stale.answer.text, stale.theirs.text) == ("Veel dank.", "Dank u wel.")
    after = follow_up.answers().set_index("answer_id")
    assert after.loc[["a1", "a2"]].equals(before.loc[["a1", "a2"]])
    assert after[["remark_ids", "text", "reason"]].iloc[2:].values.tolist() == [
        [("r1",), "We lazen het.", ""], [("r5",), "", "Te duur."]]
    last = follow_up.journal().iloc[-1]
    assert (last["actor"], last["why"], journal_of(follow_up)) == ("jan", "antwoorden.xlsx", 5)
    assert set(follow_up.statuses()["status"]) == {"new"}, "what is saved is a draft"


def test_the_same_sheet_twice_changes_nothing(follow_up, small):
    file = fill_in(take_out(follow_up, small), r1={"Status": "Gelezen"}, r3={"Antwoord": "Ja."})
    assert save_sheet(follow_up, small, file, "jan").counts == {"new": 1, "changed": 1, "same": 4}
    assert save_sheet(follow_up, small, file, "jan").counts == {"same": 6}
    assert journal_of(follow_up) == 4


def test_a_wrong_line_is_named_with_its_reason_and_nothing_is_saved(follow_up, small):
    file = fill_in(
        take_out(follow_up, small), r1={"Status": "Gelezen"}, r2={"Tegen": "ooit"},
        r3={"Status": "Geweigert"}, r5={"Status": "Gedaan"},
    )
    preview = save_sheet(follow_up, small, file, "jan")
    assert states_of(preview) == {
        "r1": "new", "r2": "wrong", "r3": "wrong", "r4": "same", "r5": "wrong", "r6": "same",
    }
    assert problems_of(preview) == {
        "r2": (("due", "Geef een datum die bestaat."),),
        "r3": (("status", "‘Geweigert’ is geen status; kies er een uit de lijst: Nieuw, Gelezen, "
                "Bezig, Gedaan, Gepland, Geweigerd."),),
        "r5": (("where_quote", "Zeg waar dit opgenomen is, met de woorden zelf."),
               ("where_link", "Geef de link naar waar dit opgenomen is.")),
    }
    assert not preview.is_saved
    assert journal_of(follow_up) == 2


def test_an_answer_to_several_remarks_stays_one_or_is_split_as_its_lines_say(follow_up, small):
    file = take_out(follow_up, small)
    both = {"Antwoord": "Voor beide."}
    preview = preview_sheet(follow_up, small, fill_in(file, r2=both, r4=both))
    assert preview.wanted == ((Answer(
        "a1", ("r2", "r4"), "busy", text="Voor beide.", owner="Wonen", due="2026-12-31"), 1),)
    preview = preview_sheet(follow_up, small, fill_in(file, r4=both))
    assert [(one.answer_id, one.remark_ids, version) for one, version in preview.wanted] == [
        (None, ("r4",), None)]
    same = {"Status": "Gelezen", "Antwoord": "Zelfde."}
    preview = save_sheet(follow_up, small, fill_in(file, r1=same, r5=same, r4=both), "jan")
    assert [one.remark_ids for one, _ in preview.wanted] == [("r1", "r5"), ("r4",)]
    current = follow_up.current_answers(published_only=False)
    assert current == {"r1": "a3", "r2": "a1", "r3": "a2", "r4": "a4", "r5": "a3"}


def test_what_a_cell_can_not_hold_is_kept_where_no_one_touches_it(follow_up, small):
    long = "x" * 40_000
    follow_up.save(Answer("a2", ("r3",), "read", text=long), 1, "ann")
    file = take_out(follow_up, small)
    save_sheet(follow_up, small, fill_in(
        file, r2={"Dienst": "Zorg"}, r4={"Dienst": "Zorg"}, r3={"Ondertekend": "Stad"}), "jan")
    answers = follow_up.answers().set_index("answer_id")
    assert (answers.at["a1", "text"], answers.at["a1", "owner"]) == (HARD, "Zorg")
    assert (answers.at["a2", "text"], answers.at["a2", "signature"]) == (long, "Stad")
    preview = preview_sheet(follow_up, small, fill_in(
        take_out(follow_up, small), r3={"Antwoord": "x" * 32_000}))
    assert problems_of(preview) == {"r3": (
        ("text", "Dit is langer dan een cel van Excel: wijzig het op het scherm."),)}


def test_names_that_were_left_out_of_the_file_are_not_lost(on_file, small):
    on_file.save(Answer("a1", ("r3",), "read", text="Dank, Ann Peeters."), 1, "ann")
    file = take_out(on_file, small, hides_names=True)
    assert b"Peeters" not in b"".join(
        zipfile.ZipFile(BytesIO(file)).read(part) for part in zipfile.ZipFile(
            BytesIO(file)).namelist())
    save_sheet(on_file, small, fill_in(file, r3={"Ondertekend": "Stad"}), "jan")
    assert on_file.answers()["text"].tolist() == ["Dank, Ann Peeters."]
    preview = preview_sheet(on_file, small, fill_in(
        take_out(on_file, small, hides_names=True), r3={"Antwoord": "Veel dank, [naam]."}))
    assert problems_of(preview) == {"r3": (
        ("text", "In dit bestand zijn namen weggelaten: wijzig dit op het scherm."),)}


def test_a_remark_whose_words_changed_is_stale_and_one_that_is_gone_is_wrong(on_file, small):
    file = fill_in(take_out(on_file, small), r1={"Status": "Gelezen"}, r2={"Status": "Gelezen"})
    remarks = small.remarks[small.remarks["remark_id"] != "r2"]
    remarks = remarks.assign(text=remarks["text"].replace("Wonen is duur.", "Wonen is heel duur."))
    later = replace(small, remarks=remarks)
    preview = preview_sheet(FollowUp(on_file.store, later), later, file)
    assert (states_of(preview)["r1"], states_of(preview)["r2"]) == ("stale", "wrong")
    assert problems_of(preview)["r2"] == (
        ("remark_ids", "Opmerking r2 bestaat niet (meer): laat ze weg."),)


def test_a_line_that_stands_there_twice_or_lost_its_stamp_is_wrong(on_file, small):
    file = fill_in(take_out(on_file, small), r1={"Status": "Gelezen"}, r5={"Versie": "a9/1/x"},
                   r6={"Nummer": "r1", "Status": "Gelezen"})
    preview = preview_sheet(on_file, small, file)
    assert [(line.number, line.remark_id, line.problems[0][1]) for line in preview.lines
            if line.problems] == [
        (2, "r1", "Deze opmerking staat er meer dan één keer."),
        (6, "r5", "De verborgen kolom Versie is gewijzigd: neem het bestand opnieuw."),
        (7, "r1", "De woorden van deze opmerking zijn intussen gewijzigd."),
    ]
    assert preview.counts == {"wrong": 2, "same": 3, "stale": 1}


def test_days_are_read_as_excel_and_as_people_write_them(on_file, small):
    from datetime import datetime

    file = fill_in(
        take_out(on_file, small),
        r1={"Status": "Bezig", "Dienst": 2026, "Tegen": datetime(2026, 12, 3)},
        r2={"Status": "Bezig", "Dienst": "Zorg", "Tegen": "3/12/2026"},
    )
    wanted = [(one.owner, one.due) for one, _ in preview_sheet(on_file, small, file).wanted]
    assert wanted == [("2026", "2026-12-03"), ("Zorg", "2026-12-03")]


def test_someone_who_saves_between_the_look_and_the_save_is_not_overwritten(
    on_file, small, monkeypatch
):
    file = fill_in(take_out(on_file, small), r1={"Status": "Gelezen"}, r2={"Status": "Gelezen",
                                                                          "Antwoord": "Twee."})
    save_all = on_file.save_all

    def be_late(*wanted, **others):
        monkeypatch.setattr(on_file, "save_all", save_all)
        on_file.save(Answer(None, ("r2",), "read", text="Eerder."), None, "ann")
        return save_all(*wanted, **others)

    monkeypatch.setattr(on_file, "save_all", be_late)
    preview = save_sheet(on_file, small, file, "jan")
    assert (states_of(preview)["r1"], states_of(preview)["r2"]) == ("new", "stale")
    assert on_file.answers()["text"].tolist() == ["Dank.", "Eerder.", ""]


def test_no_one_saves_without_a_name(on_file, small):
    file = fill_in(take_out(on_file, small), r1={"Status": "Gelezen"})
    with pytest.raises(AnswerError, match="Meld u aan"):
        save_sheet(on_file, small, file, " ")


def test_the_sheet_is_locked_but_for_what_is_to_be_filled_in(on_file, small):
    book = openpyxl.load_workbook(BytesIO(take_out(on_file, small)))
    sheet = book["Antwoorden"]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert sheet.protection.sheet
    open_heads = [head for head, cell in zip(HEADS, sheet[2], strict=True)
                  if not cell.protection.locked]
    assert open_heads == ["Status", "Antwoord", "Reden", "Waar: de woorden", "Waar: de link",
                          "Dienst", "Tegen", "Ondertekend"]
    assert sheet.column_dimensions["N"].hidden
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "F2:F7"
    choices = book["Uitleg"][rule.formula1.removeprefix("Uitleg!").replace("$", "")]
    assert [cell.value for (cell,) in choices] == [
        "Nieuw", "Gelezen", "Bezig", "Gedaan", "Gepland", "Geweigerd"]
    assert [sheet.cell(row, 1).value for row in range(2, 8)] == [
        "r1", "r2", "r3", "r4", "r5", "r6"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def rename(book):
    book["Antwoorden"]["G1"] = "Antwoorden"


def add_column(book):
    book["Antwoorden"]["P1"] = "Van ons"


def add_sheet(book):
    book.create_sheet("Kladblad")


def drop_sheet(book):
    del book["Antwoorden"]


def add_formula(book):
    book["Antwoorden"]["G3"] = "=1+1"


def add_array(book):
    book["Antwoorden"]["G3"] = ArrayFormula("G3:G4", "=F3:F4")


def add_error(book):
    book["Antwoorden"]["G3"] = "#REF!"


def empty(book):
    book["Antwoorden"].delete_rows(2, 6)


@pytest.mark.parametrize(("spoil", "message"), [
    (rename, "De kolom ‘Antwoord’ ontbreekt; wel staat er ‘Antwoorden’. Geef de kolommen"),
    (add_column, "De kolom ‘Van ons’ hoort er niet bij"),
    (add_sheet, "Dit bestand heeft de bladen ‘Antwoorden’, ‘Uitleg’, ‘Kladblad’; er moeten"),
    (drop_sheet, "Dit bestand heeft de bladen ‘Uitleg’; er moeten precies ‘Antwoorden’, ‘Uitleg’"),
    (add_formula, "In cel G3 staat een formule."),
    (add_array, "In cel G3 staat een formule."),
    (add_error, "In cel G3 staat een fout van Excel (#REF!)."),
    (empty, "In dit bestand staat geen enkele opmerking."),
])
def test_a_file_of_another_form_is_refused_and_says_why(on_file, small, spoil, message):
    book = openpyxl.load_workbook(BytesIO(take_out(on_file, small)))
    spoil(book)
    with pytest.raises(WorkbookError) as raised:
        preview_sheet(on_file, small, to_bytes(book))
    assert str(raised.value).startswith(message)


def add_part(file, name, words):
    content = BytesIO(file)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, words)
    return content.getvalue()


@pytest.mark.parametrize(("spoil", "message"), [
    (lambda file: add_part(file, "xl/vbaProject.bin", b"x"), "In dit bestand zitten macro's"),
    (lambda file: add_part(file, "xl/externalLinks/externalLink1.xml", b"<x/>"),
     "In dit bestand zitten macro's of koppelingen"),
    (lambda file: add_part(file, "xl/x.xml", b"<!DOCTYPE x [<!ENTITY y 'z'>]><x/>"),
     "Dit is geen bestand zoals Excel het schrijft."),
    (lambda file: add_part(file, "xl/bomb.xml", bytes(101_000_000)),
     "Dit bestand is uitgepakt groter dan 100 MB."),
    (lambda file: file[:-100], "Dit is geen Excel-bestand (.xlsx), of het is beschadigd."),
    (lambda file: file.replace(b"PK\x03\x04", b"PK\x03\x05"), "Dit is geen Excel-bestand"),
    (lambda file: b"\xd0\xcf\x11\xe0" + file, "Dit is een oud .xls-bestand"),
    (lambda file: bytes(50_000_000), "Dit bestand is groter dan 20 MB."),
    (lambda file: b"", "Dit is geen Excel-bestand"),
    (lambda file: add_part(b"PK\x05\x06" + bytes(18), "a.txt", "a"),
     "Dit bestand is beschadigd en kan niet gelezen worden"),
])
def test_what_may_do_harm_is_refused_and_says_why(on_file, small, spoil, message):
    file = spoil(take_out(on_file, small))
    with pytest.raises(WorkbookError) as raised:
        preview_sheet(on_file, small, file)
    assert str(raised.value).startswith(message)


def test_a_row_at_the_end_of_the_sheet_costs_little(on_file, small):
    book = openpyxl.load_workbook(BytesIO(take_out(on_file, small)))
    book["Antwoorden"].cell(1_048_576, 1).value = "r9"
    lines = read_sheet(to_bytes(book), ("Antwoorden", "Uitleg"), HEADS)
    assert [line.number for line in lines] == [2, 3, 4, 5, 6, 7, 1_048_576]


def test_too_many_parts_are_refused(on_file, small, monkeypatch):
    monkeypatch.setattr(workbook, "PARTS", 3)
    with pytest.raises(WorkbookError, match="uitgepakt groter"):
        preview_sheet(on_file, small, take_out(on_file, small))


def test_the_command_shows_what_would_happen_and_then_does_it(
    tmp_path, monkeypatch, capsys, small
):
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setattr("follow_up.__main__.load_dataset", lambda _: make_dataset())
    follow_up = FollowUp(open_store(f"sqlite:///{tmp_path}/store.sqlite"), small)
    file = tmp_path / "antwoorden.xlsx"
    file.write_bytes(fill_in(take_out(follow_up, small), r1={"Status": "Gelezen"}))
    assert main(["import", str(file), "--dry-run"]) == 0
    assert capsys.readouterr().out == (
        "line 2: r1: new: status\n"
        f"{file}: 1 new, 5 same; nothing was saved, as was asked\n")
    assert journal_of(follow_up) == 0
    assert main(["import", str(file)]) == 0
    assert capsys.readouterr().out.endswith(f"{file}: 1 new, 5 same; saved as drafts\n")
    assert follow_up.answers()["remark_ids"].tolist() == [("r1",)]
    file.write_bytes(fill_in(take_out(follow_up, small), r2={"Status": "Gedaan"}))
    assert main(["import", str(file)]) == 1
    assert capsys.readouterr().out == (
        "line 3: r2: wrong: where_quote: Zeg waar dit opgenomen is, met de woorden zelf.\n"
        "line 3: r2: wrong: where_link: Geef de link naar waar dit opgenomen is.\n"
        f"{file}: 5 same, 1 wrong; nothing was saved\n")
    file.write_bytes(b"x")
    assert main(["import", str(file)]) == 1
    assert capsys.readouterr().out.startswith("Dit is geen Excel-bestand")
