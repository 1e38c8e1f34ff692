import os

import pytest

from loaders.dataset import DatasetError, load_dataset
from loaders.files import read_folder, to_fingerprint

ALL_FILES = [
    "abbreviations.csv", "codebook.csv", "datapackage.json", "groups.csv", "label_passes.csv",
    "organisations.csv", "passages.csv", "people.csv", "remarks.csv", "report.txt",
]


def rewrite(folder, file, change):
    path = folder.path / file
    path.write_bytes(change(path.read_bytes()))


def messages(folder):
    return [str(problem) for problem in folder.problems()]


def test_a_good_folder_has_no_problems(folder):
    assert folder.problems() == []


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(DatasetError, match="there is no such folder") as caught:
        load_dataset(tmp_path / "nergens")
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        (str(tmp_path / "nergens"), 0)
    ]


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_a_folder_name_that_no_disk_can_hold_is_no_crash(name):
    with pytest.raises(DatasetError, match="there is no such folder"):
        load_dataset(name)


def test_a_file_in_place_of_a_folder_is_named(folder):
    with pytest.raises(DatasetError, match="there is no such folder"):
        load_dataset(folder.path / "people.csv")


def test_an_empty_folder_lacks_every_file(tmp_path):
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path)
    assert [(problem.file, problem.message) for problem in caught.value.problems] == [
        (file, "the file is missing") for file in ALL_FILES
    ]


@pytest.mark.parametrize("file", ALL_FILES)
def test_one_missing_file_is_one_problem(folder, file):
    # Keys that point to a table no one could read are not reported on top.
    (folder.path / file).unlink()
    assert folder.places() == [(file, 0, "")]


def test_a_folder_in_place_of_a_file_is_named(folder):
    (folder.path / "people.csv").unlink()
    (folder.path / "people.csv").mkdir()
    assert folder.places() == [("people.csv", 0, "")]
    assert "can't be read" in messages(folder)[0]


def test_latin_1_is_named_with_the_line_of_the_first_wrong_byte(folder):
    rewrite(folder, "people.csv", lambda content: content.decode().encode("latin-1"))
    assert messages(folder) == [
        r"""people.csv:2: "b'\\xf6'" is no UTF-8; save the file again as """
        "'CSV UTF-8 (comma delimited)'"
    ]


def test_a_wrong_byte_behind_a_byte_order_mark_is_named_itself(folder):
    rewrite(
        folder, "report.txt", lambda content: b"\xef\xbb\xbf" + content.replace(b"duur", b"du\xe9r")
    )
    assert [(problem.line, problem.value) for problem in folder.problems()] == [(2, r"b'\xe9'")]


def test_utf_16_is_named(folder):
    rewrite(folder, "groups.csv", lambda content: content.decode().encode("utf-16"))
    assert folder.places() == [("groups.csv", 1, "")]


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_byte_order_mark_is_accepted(folder, file):
    rewrite(folder, file, lambda content: b"\xef\xbb\xbf" + content)
    assert folder.problems() == []


@pytest.mark.parametrize("file", ALL_FILES)
def test_windows_line_ends_are_accepted(folder, file):
    rewrite(folder, file, lambda content: content.replace(b"\n", b"\r\n"))
    assert folder.problems() == []


def test_windows_line_ends_do_not_move_the_line_of_a_problem(folder):
    folder.replace("people.csv", "excused", "away")
    rewrite(folder, "people.csv", lambda content: content.replace(b"\n", b"\r\n"))
    assert folder.places() == [("people.csv", 3, "attendance")]


def test_a_last_line_without_line_end_is_accepted(folder):
    rewrite(folder, "groups.csv", lambda content: content.rstrip(b"\n"))
    assert folder.problems() == []


def test_semicolons_between_the_columns_are_named_once(folder):
    rewrite(
        folder, "groups.csv", lambda content: content.replace(b",", b";")
    )
    assert messages(folder) == [
        "groups.csv:1: 'key;label;moderator;note_taker;order' the columns are parted by "
        "semicolons; save as 'CSV UTF-8 (comma delimited)'"
    ]


def test_a_lone_quote_is_named_with_the_line_its_row_starts_on(folder):
    folder.replace("organisations.csv", "local,Buurtwerk", 'local,"Buurtwerk')
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("organisations.csv", 3)
    assert "lone double quote" in problem.message


def test_a_lone_quote_in_the_column_names_is_named_with_line_1(folder):
    folder.replace("organisations.csv", "key,name", 'key,"name')
    assert folder.places() == [("organisations.csv", 1, "")]


def test_semicolons_are_named_as_such_with_a_column_too_many(folder):
    (folder.path / "groups.csv").write_text(
        "key;label;moderator;note_taker;order;notes\n", encoding="utf-8"
    )
    assert "parted by semicolons" in messages(folder)[0]
    (folder.path / "groups.csv").write_text("key;label;moderator\n", encoding="utf-8")
    assert "parted by semicolons" not in messages(folder)[0]


def test_words_behind_a_closing_quote_are_named(folder):
    folder.replace("organisations.csv", "local,Buurtwerk", 'local,"Buurt"werk')
    assert folder.places() == [("organisations.csv", 3, "")]


def test_a_missing_column_is_one_problem(folder):
    folder.replace("groups.csv", "note_taker", "note_takr")
    assert [(p.file, p.line, p.column, p.message) for p in folder.problems()] == [
        ("groups.csv", 1, "note_taker", "the column is missing"),
        (
            "groups.csv", 1, "note_takr",
            "is no column of this table; allowed: key, label, moderator, note_taker, order; "
            "did you mean 'note_taker'?",
        ),
    ]


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("remarks.csv", "remark_id"), ("remarks.csv", "text"), ("remarks.csv", "line_start"),
        ("passages.csv", "text"), ("groups.csv", "key"), ("people.csv", "key"),
        ("organisations.csv", "key"), ("codebook.csv", "key"), ("codebook.csv", "field"),
    ],
)
def test_a_missing_column_that_others_lean_on_is_no_avalanche(folder, file, column):
    header = (folder.path / file).read_text(encoding="utf-8").splitlines()[0]
    renamed = ",".join("x" if name == column else name for name in header.split(","))
    folder.replace(file, header, renamed)
    assert folder.places() == [(file, 1, column), (file, 1, "x")]


def test_a_column_that_stands_there_twice_is_named(folder):
    folder.replace("groups.csv", "moderator,note_taker", "moderator,moderator")
    assert folder.places() == [
        ("groups.csv", 1, "moderator"), ("groups.csv", 1, "note_taker"),
    ]


def test_the_columns_may_stand_in_another_order(folder):
    (folder.path / "organisations.csv").write_text(
        "spellings,key,name\nStad Gent,city,Stad\nBW,local,Buurtwerk\n", encoding="utf-8"
    )
    assert load_dataset(folder.path).organisations["key"].tolist() == ["city", "local"]


def test_a_row_with_too_many_cells_is_named(folder):
    folder.replace("organisations.csv", "city,Stad,Stad Gent", "city,Stad,Stad, Gent")
    (problem,) = [found for found in folder.problems() if found.file == "organisations.csv"]
    assert (problem.line, problem.value) == (2, "city,Stad,Stad, Gent")
    assert "4 cells, the first line has 3" in problem.message


def test_an_empty_row_is_named(folder):
    folder.append("organisations.csv", "\n,,\n")
    assert folder.places() == [("organisations.csv", 4, ""), ("organisations.csv", 5, "")]


def test_the_line_of_a_row_counts_the_line_breaks_inside_cells(folder):
    folder.replace("codebook.csv", "Keurt goed.", '"Keurt\n\ngoed."')
    folder.replace("codebook.csv", "missing,Ontbreekt,Is er niet.,2", "missing,Ontbreekt,,2")
    assert folder.places() == [("codebook.csv", 2, "definition"), ("codebook.csv", 5, "definition")]


def test_an_empty_file_lacks_its_column_names(folder):
    (folder.path / "groups.csv").write_bytes(b"")
    assert messages(folder) == ["groups.csv:1: the file is empty; it needs its column names"]


def test_nul_bytes_are_named_as_signs_that_no_one_can_see(folder):
    folder.replace("organisations.csv", "Buurtwerk", "Buurt\0werk")
    assert [(p.file, p.line, p.column, p.message) for p in folder.problems()] == [
        ("organisations.csv", 3, "name", "holds signs that can't be seen: ['U+0000']"),
    ]


def test_a_file_of_nul_bytes_is_no_crash(folder):
    (folder.path / "groups.csv").write_bytes(b"\0" * 64)
    assert ("groups.csv", 1, "key") in folder.places()


def test_a_cell_of_a_megabyte_is_no_crash(folder):
    folder.replace("organisations.csv", "Buurtwerk", "B" * 1_000_000)
    assert folder.places() == [("organisations.csv", 3, "")]


def test_the_texts_na_and_none_stay_texts(folder):
    folder.replace("organisations.csv", "BW;Buurt Werk", "NA;None;null")
    spellings = load_dataset(folder.path).organisations["spellings"].tolist()
    assert spellings == [("Stad Gent",), ("NA", "None", "null")]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b'{"name": "klein",\n "title" "x"}', 2, "is no JSON: Expecting ':' delimiter"),
        (b"", 1, "is no JSON: Expecting value"),
        (b"[1]", 1, "must hold one JSON object, { … }"),
        (b"[" * 100_000, 0, "can't be read"),
        (b'{"name": ' + b"9" * 5_000 + b"}", 0, "can't be read"),
    ],
)
def test_a_broken_data_package_is_named(folder, content, line, message):
    (folder.path / "datapackage.json").write_bytes(content)
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("datapackage.json", line)
    assert message in problem.message


def test_a_broken_file_does_not_hide_the_problems_of_the_next(folder):
    (folder.path / "groups.csv").unlink()
    rewrite(folder, "organisations.csv", lambda content: content.replace(b",", b";"))
    folder.replace("people.csv", "excused", "away")
    assert folder.places() == [
        ("groups.csv", 0, ""), ("organisations.csv", 1, ""), ("people.csv", 3, "attendance"),
    ]


def test_reading_leaves_the_judging_of_cells_to_the_checks(folder):
    folder.replace("people.csv", "excused", "away")
    assert read_folder(folder.path).problems == []


@pytest.mark.parametrize("file", ALL_FILES)
def test_the_fingerprint_changes_when_a_file_changes(folder, file):
    before = to_fingerprint(folder.path)
    folder.append(file, " ")
    assert to_fingerprint(folder.path) != before


@pytest.mark.parametrize("file", ALL_FILES)
def test_the_fingerprint_changes_when_a_file_is_touched_or_goes(folder, file):
    before = to_fingerprint(folder.path)
    os.utime(folder.path / file, ns=(0, 1))
    touched = to_fingerprint(folder.path)
    (folder.path / file).unlink()
    assert len({before, touched, to_fingerprint(folder.path)}) == 3


def test_the_fingerprint_stays_when_nothing_changes(folder):
    assert to_fingerprint(folder.path) == to_fingerprint(folder.path)
    (folder.path / "notes.md").write_text("no part of the dataset", encoding="utf-8")
    assert to_fingerprint(folder.path) == load_dataset(folder.path).fingerprint


def test_two_folders_have_two_fingerprints(tmp_path):
    assert to_fingerprint(tmp_path / "a") != to_fingerprint(tmp_path / "b")
