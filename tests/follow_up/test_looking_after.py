"""
Taking answers out and putting them in, copies of the store, and forgetting a person.
"""

import csv
import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from follow_up.__main__ import main
from follow_up.answers import Answer, FollowUp
from follow_up.archive import export_answers, import_answers, to_cell, to_text
from follow_up.backup import ToolError, back_up, restore
from follow_up.boilerplates import list_boilerplates, save_boilerplate
from follow_up.drafts import list_drafts, save_draft
from follow_up.forget import forget
from loaders.dataset import DatasetError, load_dataset
from store.engine import open_store
from store.errors import DAMAGED, NEWER, StoreError
from tests.loaders.conftest import DataFolder

HARD = " =1+1\n\r\n\x00\x85\\n <script> ;,\"' \ud83d\ude42é {\\u0041} "
WHERE = {"where_quote": "Woorden.", "where_link": "https://stad.example/plan?a=1,2"}


def work(store, dataset):
    """Answer, publish, change and keep some, with words that are hard to keep."""
    follow_up = FollowUp(store, dataset)
    follow_up.save(Answer(None, ("r1", "r2"), "open", text=HARD), None, "ann@stad.example")
    follow_up.save(Answer(None, ("r3",), "done", text="{", **WHERE), None, "jan")
    follow_up.publish(["a1", "a2"], "jan", seen=2)
    follow_up.save(Answer("a1", ("r2",), "open", text="x\n" * 50_000), 1, "ann@stad.example",
                   why="-herlezen")
    save_boilerplate(store, "noted", "=Dank", HARD, "jan")
    save_draft(store, "ann@stad.example", Answer(None, ("r4",), "open", text="Half \x00 é"))
    return follow_up


def all_of(store, dataset):
    follow_up = FollowUp(store, dataset)
    return [
        follow_up.answers(), follow_up.answers(published_only=True), follow_up.statuses(),
        follow_up.statuses(published_only=False), follow_up.journal(), list_boilerplates(store),
        follow_up.history("r2", published_only=False),
    ]


def assert_same(ones, others):
    for one, other in zip(ones, others, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    return DataFolder(tmp_path_factory.mktemp("data")).path


@pytest.fixture(scope="module")
def dataset(data_folder):
    """Five remarks, and two statuses: open, and done, which says where."""
    return load_dataset(data_folder)


@pytest.fixture
def elsewhere(tmp_path):
    return open_store(f"sqlite:///{tmp_path}/elsewhere/store.sqlite")


@pytest.fixture
def file_store(tmp_path, dataset):
    store = open_store(f"sqlite:///{tmp_path}/var/store.sqlite")
    work(store, dataset)
    return store


def test_what_was_exported_gives_the_same_state_elsewhere(
    store, elsewhere, dataset, tmp_path, data_folder
):
    work(store, dataset)
    counts = export_answers(store, tmp_path / "out")
    assert counts == {
        "journal.csv": 6, "answers.csv": 3, "answer_remarks.csv": 4, "boilerplates.csv": 1,
    }
    assert import_answers(elsewhere, tmp_path / "out", data_folder) == counts
    assert_same(all_of(store, dataset), all_of(elsewhere, dataset))
    assert list_drafts(elsewhere, "ann@stad.example") == []
    # It goes on where it was.
    saved = FollowUp(elsewhere, dataset).save(Answer(None, ("r4",), "open"), None, "jan")
    assert (saved.answer_id, elsewhere.revision) == ("a3", store.revision + 1)


def test_an_export_is_the_same_on_both_databases(
    store_url, dataset, tmp_path, elsewhere, data_folder
):
    work(elsewhere, dataset)
    export_answers(elsewhere, tmp_path / "one")
    store = open_store(store_url)
    import_answers(store, tmp_path / "one", data_folder)
    export_answers(store, tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
    FollowUp(store, dataset).save(Answer(None, ("r4",), "open"), None, "jan")
    assert store.revision == 7


@pytest.fixture
def long_cells():
    """Let this test read cells that are longer than those of data; the limit is everyone's."""
    usual = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(usual)


@pytest.mark.usefixtures("long_cells")
def test_an_export_is_fit_for_git_and_for_a_spreadsheet(file_store, tmp_path):
    export_answers(file_store, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        content = path.read_bytes()
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len(rows) == content.count(b"\n"), "a row is a line"
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_empty_store_is_exported_as_empty_tables(elsewhere, tmp_path, data_folder):
    assert set(export_answers(elsewhere, tmp_path / "out").values()) == {0}
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite")
    assert set(import_answers(other, tmp_path / "out", data_folder).values()) == {0}


@given(st.text())
def test_any_words_come_back_from_a_cell(words):
    cell = to_cell(words)
    assert cell.strip() == cell
    assert not set(cell) & {chr(code) for code in [*range(32), *range(127, 160)]}
    assert to_text(cell) == words


@pytest.mark.parametrize(("file", "old", "new", "problem"), [
    ("answers.csv", "a1,1,open", "a1,1,opn", "'opn' is not in codebook.csv under 'status'; "
     "allowed: done, open; did you mean 'open'?"),
    ("answers.csv", "a1,1,open", "a1,0,open", "'0' is not a whole number of 1 or more"),
    ("answers.csv", "a1,2,open", "a1,1,open", "the row stands in line 2 already"),
    ("answers.csv", ",1,3\n", ",9,3\n", "'9' is no change in journal.csv"),
    ("answer_remarks.csv", "a2,1,r3", "a3,1,r3", "'a3 1' is no version of an answer"),
    ("answer_remarks.csv", "a1,1,r2", "a1,1,r1", "the row stands in line 2 already"),
    ("journal.csv", "id,at", "id,moment", "the column is missing"),
    ("boilerplates.csv", "noted,", ",", "the cell is empty, but needs a value"),
])
def test_a_mistake_in_an_export_is_named_and_nothing_is_imported(
    file_store, elsewhere, tmp_path, file, old, new, problem, data_folder
):
    export_answers(file_store, tmp_path / "out")
    path = tmp_path / "out" / file
    words = path.read_text(encoding="utf-8")
    assert words.count(old) == 1
    path.write_text(words.replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetError) as raised:
        import_answers(elsewhere, tmp_path / "out", data_folder)
    assert problem in str(raised.value)
    assert elsewhere.revision == 0


def test_nothing_is_imported_over_what_is_there(file_store, tmp_path, dataset, data_folder):
    before = all_of(file_store, dataset)
    export_answers(file_store, tmp_path / "out")
    with pytest.raises(DatasetError, match="is not empty"):
        import_answers(file_store, tmp_path / "out", data_folder)
    assert_same(all_of(file_store, dataset), before)


def test_a_copy_that_is_made_while_others_save_is_whole_and_can_be_put_back(
    store, dataset, tmp_path
):
    follow_up = work(store, dataset)
    stop = threading.Event()

    def go_on_saving():
        number = 0
        while not stop.is_set():
            follow_up.save(Answer(None, ("r5",), "open", text=f"{number}"), None, "piet")
            number += 1

    thread = threading.Thread(target=go_on_saving)
    thread.start()
    try:
        back_up(store, tmp_path / "copies" / "one.backup")
    finally:
        stop.set()
        thread.join()
    last = store.revision
    with pytest.raises(FileExistsError):
        back_up(store, tmp_path / "copies" / "one.backup")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["one.backup"]
    before = all_of(store, dataset)[4]
    restore(store, tmp_path / "copies" / "one.backup")
    changes = FollowUp(store, dataset).journal()
    # As it was, and a number that was never given: what a server made of another is out of date.
    assert_same([changes.iloc[:-1]], [before.iloc[:len(changes) - 1]])
    assert changes.iloc[-1][["id", "actor", "why"]].tolist() == [last + 1, "beheer", "teruggezet"]
    assert follow_up.answers().equals(FollowUp(store, dataset).answers())
    assert [draft.answer.text for draft in list_drafts(store, "ann@stad.example")] == [
        "Half \x00 é"]
    follow_up.save(Answer(None, ("r4",), "open"), None, "jan")
    assert store.revision == last + 2


def test_a_copy_is_put_back_where_there_is_nothing(file_store, elsewhere, tmp_path, dataset):
    back_up(file_store, tmp_path / "copy")
    restore(elsewhere, tmp_path / "copy")
    assert_same(all_of(elsewhere, dataset)[:4], all_of(file_store, dataset)[:4])


def test_a_copy_that_is_damaged_or_newer_changes_nothing(file_store, tmp_path):
    (tmp_path / "damaged").write_text("Geen databank. " * 100)
    back_up(file_store, tmp_path / "newer")
    with closing(sqlite3.connect(tmp_path / "newer")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for name, reason in (("damaged", DAMAGED), ("newer", NEWER)):
        with pytest.raises(StoreError) as raised:
            restore(file_store, tmp_path / name)
        assert raised.value.reason == reason
    assert file_store.revision == 6


def test_a_tool_of_postgresql_that_is_not_there_is_named_with_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    store = open_store_unseen("postgresql+psycopg://ann:geheim@db.example/answers", monkeypatch)
    with pytest.raises(ToolError) as raised:
        back_up(store, tmp_path / "copy")
    assert f"{raised.value}".endswith(
        "pg_dump --dbname=postgresql://ann@db.example/answers --format=custom "
        f"--file={tmp_path / 'copy'}")
    assert "geheim" not in f"{raised.value}"


def open_store_unseen(url, monkeypatch):
    monkeypatch.setattr("store.engine.Store.migrate", lambda store: None)
    return open_store(url)


def test_a_person_is_forgotten_in_every_column_and_every_text(store, dataset):
    follow_up = work(store, dataset)
    follow_up.save(Answer(
        "a2", ("r3",), "done", text="Vraag het Ann@stad.example. Of joann@stad.example!",
        owner="ann@stad.example", **WHERE,
    ), 1, "jan")
    save_draft(store, "jan", Answer("a2", ("r3",), "open", text="Zie ann@stad.example"), 2)
    before = follow_up.journal()
    pseudonym, count = forget(store, "ann@stad.example")
    assert count == 6
    after = follow_up.journal()
    assert after["actor"].tolist() == [
        pseudonym, "jan", "jan", "jan", pseudonym, "jan", "jan", "beheer"]
    assert after["at"].tolist()[:-1] == before["at"].tolist()
    assert follow_up.answers().iloc[-1][["text", "owner"]].tolist() == [
        f"Vraag het {pseudonym}. Of joann@stad.example!", pseudonym]
    assert list_drafts(store, "jan")[0].answer.text == f"Zie {pseudonym}"
    assert list_drafts(store, pseudonym)[0].answer.text == "Half \x00 é"
    everything = "".join(str(table.to_dict("records")) for table in all_of(store, dataset))
    assert "ann@stad.example" not in everything.replace("joann@stad.example", "").lower()
    if store.path:
        content = b"".join(
            path.read_bytes() for path in store.path.parent.iterdir()
        ).replace(b"joann@stad.example", b"")
        assert b"ann@stad.example" not in content.lower()
    assert forget(store, "ann@stad.example")[1] == 0
    assert len(follow_up.journal()) == 8


def test_a_name_with_signs_of_json_is_forgotten_too(store, small):
    follow_up = FollowUp(store, small)
    name = 'Anné "A\\B" P.'
    follow_up.save(Answer(None, ("r2",), "read", text=f"Van {name}"), None, name)
    save_draft(store, name, Answer(None, ("r2",), "read", text=f"Van {name}"))
    pseudonym, count = forget(store, name)
    assert count == 3
    assert follow_up.journal().iloc[0]["after"]["text"] == f"Van {pseudonym}"
    assert list_drafts(store, pseudonym)[0].answer.text == f"Van {pseudonym}"


def test_the_commands_do_so_and_say_so(
    file_store, tmp_path, monkeypatch, capsys, dataset, data_folder
):
    monkeypatch.setenv("DASHBOARD_STORE", str(file_store.url))
    monkeypatch.setenv("DASHBOARD_DATA", str(data_folder))
    out, copy = str(tmp_path / "out"), str(tmp_path / "copy")
    assert main(["export", out]) == 0
    assert "6 rows in journal.csv, 3 rows in answers.csv" in capsys.readouterr().out
    assert main(["import", out]) == 1
    assert "is not empty" in capsys.readouterr().out
    assert main(["backup", copy]) == 0
    assert "all changes up to 6" in capsys.readouterr().out
    assert main(["backup", copy]) == 1
    assert "is there already" in capsys.readouterr().out
    assert main(["forget", "--actor", "ann@stad.example"]) == 0
    assert "3 rows now say vergeten-" in capsys.readouterr().out
    assert main(["restore", copy]) == 0
    assert main(["restore", out]) == 1
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/new/store.sqlite")
    assert main(["import", out]) == 0
    other = open_store(f"sqlite:///{tmp_path}/new/store.sqlite")
    assert_same(all_of(other, dataset)[:4], all_of(file_store, dataset)[:4])


def test_a_backup_of_nothing_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    assert main(["backup", str(tmp_path / "copy")]) == 1
    assert "the store is gone" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_remark_that_is_gone_is_exported_and_imported_with_its_answer(
    store, elsewhere, dataset, tmp_path, data_folder
):
    work(store, dataset)
    fewer = replace(dataset, remarks=dataset.remarks.iloc[4:].reset_index(drop=True))
    with store.write() as connection:
        connection.execute(text("UPDATE answer_remarks SET remark_id = 'r999' "
                                "WHERE remark_id = 'r3'"))
    export_answers(store, tmp_path / "out")
    import_answers(elsewhere, tmp_path / "out", data_folder)
    assert_same(all_of(store, fewer), all_of(elsewhere, fewer))
    assert FollowUp(elsewhere, fewer).answers()["needs_review"].all()
