import csv
import io
import os

import pandas as pd
import pytest

from loaders.dataset import DatasetError, load_dataset
from loaders.files import read_folder, to_fingerprint
from tests.loaders.conftest import COLLECTION_PACKAGE, to_path

SHARED_FILES = [
    "abbreviations.csv", "codebook.csv", "datapackage.json", "organisations.csv", "people.csv",
    "synonyms.csv",
]
ALL_FILES = [
    "abbreviations.csv", "attendance.csv", "codebook.csv", COLLECTION_PACKAGE, "datapackage.json",
    "groups.csv", "label_passes.csv", "organisations.csv", "passages.csv", "people.csv",
    "remarks.csv", "report.txt", "synonyms.csv",
]


def by_name(file):
    """Call a file as the loader does, but without the folder of the meeting."""
    return "datapackage.json" if file == COLLECTION_PACKAGE else file


def rewrite(folder, file, change):
    path = folder.at(file)
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
        load_dataset(folder.at("people.csv"))


def test_an_empty_folder_lacks_every_file(tmp_path):
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path)
    assert [(problem.file, problem.message) for problem in caught.value.problems] == [
        *((file, "the file is missing") for file in SHARED_FILES[:3]),
        ("meetings", "the collection holds no meeting; "
         f"'python -m loaders new {tmp_path} --meeting <key>' adds one"),
        *((file, "the file is missing") for file in SHARED_FILES[3:]),
    ]


@pytest.mark.parametrize("file", ALL_FILES)
def test_one_missing_file_is_one_problem(folder, file):
    # Keys that point to a table no one could read are not reported on top.
    folder.at(file).unlink()
    assert folder.places() == [(by_name(file), 0, "")]


def test_a_folder_in_place_of_a_file_is_named(folder):
    folder.at("people.csv").unlink()
    folder.at("people.csv").mkdir()
    assert folder.places() == [("people.csv", 0, "")]
    assert "can't be read" in messages(folder)[0]


@pytest.mark.parametrize("file", ["attendance.csv", "report.txt"])
def test_windows_1252_is_read_as_such_and_noted(folder, file):
    rewrite(folder, file, lambda content: content.decode().replace("▪ ", "").replace("→", "")
            .encode("cp1252"))
    dataset = load_dataset(folder.path)
    assert dataset.attendance["role"].tolist() == ["coördinator", ""]
    assert [(note.file, note.value, note.message) for note in dataset.notes] == [
        (to_path(file), "ö", "is not UTF-8: the file was read as Windows-1252, the code page of "
         "older Windows"),
    ]


@pytest.mark.parametrize("content", [
    "coördinator".encode("cp850"),  # MS-DOS: ö would be ”
    "coördinator".encode("mac_roman"),  # an old Macintosh: ö would be š
    "coö".encode() + "rdinator ö".encode("cp1252"),  # two pasted together: ö would be Ã¶
    b"co\x81rdinator",  # no sign at all in Windows-1252
])
def test_another_code_page_is_named_with_the_line_of_the_first_wrong_byte(folder, content):
    rewrite(folder, "attendance.csv", lambda whole: whole.replace("coördinator".encode(), content))
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("attendance.csv", 2)
    assert problem.message == (
        "is not UTF-8; save the file again as 'CSV UTF-8 (comma delimited)'"
    )


def test_a_report_gets_no_advice_about_csv(folder):
    rewrite(folder, "report.txt", lambda content: content.replace(b"duur", b"du\x81r"))
    assert messages(folder) == [
        r"""report.txt:2: "b'\\x81'" is not UTF-8; save the file again with the encoding UTF-8"""
    ]


def test_a_wrong_byte_behind_a_byte_order_mark_is_named_itself(folder):
    rewrite(
        folder, "report.txt", lambda content: b"\xef\xbb\xbf" + content.replace(b"duur", b"du\x81r")
    )
    assert [(problem.line, problem.value) for problem in folder.problems()] == [(2, r"b'\x81'")]


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
    folder.replace("attendance.csv", "excused", "away")
    rewrite(folder, "attendance.csv", lambda content: content.replace(b"\n", b"\r\n"))
    assert folder.places() == [("attendance.csv", 3, "attendance")]


def test_a_last_line_without_line_end_is_accepted(folder):
    rewrite(folder, "groups.csv", lambda content: content.rstrip(b"\n"))
    assert folder.problems() == []


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolon"), ("\t", "tab")])
@pytest.mark.parametrize("file", [name for name in ALL_FILES if name.endswith(".csv")])
def test_another_sign_between_the_columns_is_read_and_noted(folder, file, sign, name):
    before = load_dataset(folder.path)

    def change(content):
        rows = list(csv.reader(io.StringIO(content.decode())))
        written = io.StringIO()
        csv.writer(written, delimiter=sign, lineterminator="\n").writerows(rows)
        return written.getvalue().encode()

    rewrite(folder, file, change)
    dataset = load_dataset(folder.path)
    assert [str(note) for note in dataset.notes] == [
        f"{to_path(file)}:1: the columns are parted by {name}s, and were read so"
    ]
    table = file.removesuffix(".csv")
    pd.testing.assert_frame_equal(getattr(dataset, table), getattr(before, table))


def test_semicolons_that_part_both_columns_and_keys_are_one_problem_and_a_count(folder):
    folder.append("remarks.csv", "".join(
        f"x{number},round,Rondje,,Extra.,neutral,curated,bus;housing,,,2,2,\n"
        for number in range(40)
    ))
    rewrite(folder, "remarks.csv", lambda content: content.replace(b",", b";"))
    found = [problem for problem in folder.problems() if "cells, the first" in problem.message]
    assert len(found) == 20
    assert (found[0].file, found[0].line) == ("remarks.csv", 3)
    assert found[0].message == (
        "the row has 14 cells, the first line has 13; words that hold a semicolon go between "
        "double quotes"
    )
    assert "22 more of this kind from here on, not listed one by one" in [
        problem.message for problem in folder.problems()
    ]
    # What follows from rows that could not be read is not told as well.
    assert {problem.file for problem in folder.problems()} == {"remarks.csv"}


def test_a_lone_quote_is_named_with_the_line_its_row_starts_on(folder):
    folder.replace("organisations.csv", "local,Buurtwerk", 'local,"Buurtwerk')
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("organisations.csv", 3)
    assert "lone double quote" in problem.message


def test_a_lone_quote_in_the_column_names_is_named_with_line_1(folder):
    folder.replace("organisations.csv", "key,name", 'key,"name')
    assert folder.places() == [("organisations.csv", 1, "")]


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
    header = folder.at(file).read_text(encoding="utf-8").splitlines()[0]
    renamed = ",".join("x" if name == column else name for name in header.split(","))
    folder.replace(file, header, renamed)
    assert folder.places() == [(file, 1, column), (file, 1, "x")]


def test_a_column_that_stands_there_twice_is_named(folder):
    folder.replace("groups.csv", "moderator,note_taker", "moderator,moderator")
    assert folder.places() == [
        ("groups.csv", 1, "moderator"), ("groups.csv", 1, "note_taker"),
    ]


def test_the_columns_may_stand_in_another_order(folder):
    folder.at("organisations.csv").write_text(
        "spellings,key,name\nStad Gent,city,Stad\nBW,local,Buurtwerk\n", encoding="utf-8"
    )
    assert load_dataset(folder.path).organisations["key"].tolist() == ["city", "local"]


def test_a_row_with_too_many_cells_is_named(folder):
    folder.replace("organisations.csv", "city,Stad,Stad Gent", "city,Stad,Stad, Gent")
    (problem,) = folder.problems()
    assert (problem.line, problem.value) == (2, "city,Stad,Stad, Gent")
    assert "4 cells, the first line has 3" in problem.message


def test_empty_rows_are_left_out_and_noted(folder):
    folder.append("organisations.csv", "\n,,\n")
    assert [str(note) for note in load_dataset(folder.path).notes] == [
        "organisations.csv:4: the row is empty, and was left out; so in 2 rows"
    ]


def test_empty_cells_behind_the_last_column_are_left_out_and_noted(folder):
    rewrite(folder, "organisations.csv", lambda content: content.replace(b"\n", b",, \n"))
    dataset = load_dataset(folder.path)
    assert dataset.organisations["name"].tolist() == ["Stad", "Buurtwerk"]
    assert [str(note) for note in dataset.notes] == [
        "organisations.csv:2: spaces round a value were left out; so in 2 rows",
        "organisations.csv:2: empty cells behind the last column were left out; so in 2 rows",
    ]


def test_words_behind_the_last_column_are_a_problem(folder):
    folder.replace("organisations.csv", "BW;Buurt Werk", "BW;Buurt Werk,,notes")
    assert folder.places() == [("organisations.csv", 3, "")]


def test_one_cell_too_many_is_a_problem_also_where_the_last_is_empty(folder):
    # "Stad, het" without quotes: the cell behind it would be taken for that of the next column.
    folder.replace("organisations.csv", "city,Stad,Stad Gent", "city,Stad,het,")
    assert folder.places() == [("organisations.csv", 2, "")]


def test_spaces_round_values_are_left_out_and_noted(folder):
    folder.replace("organisations.csv", "local,Buurtwerk,BW", " local,Buurtwerk\u00a0,BW ")
    folder.replace("organisations.csv", ";Buurt", "; Buurt")
    folder.replace("organisations.csv", "key,name", "key , name")
    dataset = load_dataset(folder.path)
    assert dataset.organisations.iloc[1].tolist() == ["local", "Buurtwerk", ("BW", "Buurt Werk")]
    assert [str(note) for note in dataset.notes] == [
        "organisations.csv:3: spaces round a value were left out"
    ]


def test_column_names_that_stand_there_again_are_left_out_and_noted(folder):
    rewrite(folder, "groups.csv", lambda content: content + content.split(b"\n")[0] + b"\n")
    assert [str(note) for note in load_dataset(folder.path).notes] == [
        "meetings/klein/groups.csv:4: the row repeats the column names, and was left out"
    ]


def test_the_line_of_a_row_counts_the_line_breaks_inside_cells(folder):
    folder.replace("codebook.csv", "Keurt goed.", '"Keurt\n\ngoed."')
    folder.replace("codebook.csv", "missing,Ontbreekt,Is er niet.,2", "missing,Ontbreekt,,2")
    assert folder.places() == [("codebook.csv", 2, "definition"), ("codebook.csv", 5, "definition")]


def test_an_empty_file_lacks_its_column_names(folder):
    folder.at("groups.csv").write_bytes(b"")
    assert messages(folder) == ["groups.csv:1: the file is empty; it needs its column names"]


def test_nul_bytes_are_named_as_signs_that_no_one_can_see(folder):
    folder.replace("organisations.csv", "Buurtwerk", "Buurt\0werk")
    assert [(p.file, p.line, p.column, p.message) for p in folder.problems()] == [
        ("organisations.csv", 3, "name", "holds signs that can't be seen: ['U+0000']"),
    ]


@pytest.mark.parametrize("content", [b"\0" * 64, b"wit\n", b"a,b,c\n1,2,3\n"])
def test_a_first_line_without_any_column_name_is_one_problem(folder, content):
    folder.at("groups.csv").write_bytes(content)
    assert folder.places() == [("groups.csv", 1, "")]
    assert messages(folder)[0].endswith(
        "is no line of column names; the first line must be key,label,moderator,note_taker,order"
    )


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
    folder.at("datapackage.json").write_bytes(content)
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("datapackage.json", line)
    assert message in problem.message


def test_a_broken_file_does_not_hide_the_problems_of_the_next(folder):
    folder.at("groups.csv").unlink()
    folder.replace("organisations.csv", "local,Buurtwerk", 'local,"Buurtwerk')
    folder.replace("attendance.csv", "excused", "away")
    assert folder.places() == [
        ("groups.csv", 0, ""), ("organisations.csv", 3, ""), ("attendance.csv", 3, "attendance"),
    ]


def test_reading_leaves_the_judging_of_cells_to_the_checks(folder):
    folder.replace("attendance.csv", "excused", "away")
    raw = read_folder(folder.path)
    assert [*raw.problems, *raw.meetings["klein"].problems] == []


@pytest.mark.parametrize("file", ALL_FILES)
def test_the_fingerprint_changes_when_a_file_changes(folder, file):
    before = to_fingerprint(folder.path)
    folder.append(file, " ")
    assert to_fingerprint(folder.path) != before


@pytest.mark.parametrize("file", ALL_FILES)
def test_the_fingerprint_changes_when_a_file_is_touched_or_goes(folder, file):
    before = to_fingerprint(folder.path)
    os.utime(folder.at(file), ns=(0, 1))
    touched = to_fingerprint(folder.path)
    folder.at(file).unlink()
    assert len({before, touched, to_fingerprint(folder.path)}) == 3


def test_the_fingerprint_stays_when_nothing_changes(folder):
    assert to_fingerprint(folder.path) == to_fingerprint(folder.path)
    folder.at("notes.md").write_text("no part of the dataset", encoding="utf-8")
    assert to_fingerprint(folder.path) == load_dataset(folder.path).fingerprint


def test_two_folders_have_two_fingerprints(tmp_path):
    assert to_fingerprint(tmp_path / "a") != to_fingerprint(tmp_path / "b")
