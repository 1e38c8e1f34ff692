import csv
import io
import json
import zipfile

import pytest

from loaders.dataset import DATA_DIR, load_dataset
from loaders.package import FIRST_MEETING, describe, to_resources, to_zip, write_new
from loaders.schema import MEETING_TABLES, REMARKS, TABLES
from tests.loaders.conftest import COLLECTION_PACKAGE

NEW = f"meetings/{FIRST_MEETING}"


def read_package(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_table_and_the_report_are_described(folder):
    described = [
        [resource["path"] for resource in read_package(folder.at(package))["resources"]]
        for package in (COLLECTION_PACKAGE, "datapackage.json")
    ]
    assert described == [
        ["people.csv", "organisations.csv", "codebook.csv", "abbreviations.csv", "synonyms.csv"],
        ["remarks.csv", "passages.csv", "groups.csv", "attendance.csv", "label_passes.csv",
         "report.txt"],
    ]


def test_a_table_is_described_with_its_columns_its_key_and_where_they_point_to():
    groups = to_resources([TABLES["groups"], TABLES["people"]])[0]
    assert groups == {
        "name": "groups",
        "path": "groups.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": "one discussion group or plenary part of the meeting",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": {
            "fields": [
                {
                    "name": "key", "type": "string",
                    "description": "Stable name of the group; links use it.",
                    "constraints": {"required": True, "unique": True},
                },
                {
                    "name": "label", "type": "string",
                    "description": "Name on the screen, in Dutch.",
                    "constraints": {"required": True, "unique": True},
                },
                {
                    "name": "moderator", "type": "string", "description": "Who led the talk.",
                    "constraints": {"required": False},
                },
                {
                    "name": "note_taker", "type": "string",
                    "description": "Who wrote the notes.", "constraints": {"required": False},
                },
                {
                    "name": "order", "type": "integer",
                    "description": "Place in the report, from 1.",
                    "constraints": {"required": True, "unique": True, "minimum": 1},
                },
            ],
            "primaryKey": "key",
            "foreignKeys": [
                {"fields": "moderator", "reference": {"resource": "people", "fields": "key"}},
                {"fields": "note_taker", "reference": {"resource": "people", "fields": "key"}},
            ],
        },
    }


def test_a_column_of_many_values_says_what_parts_them_and_which_keys_it_holds():
    (remarks,) = to_resources([REMARKS])
    themes = next(field for field in remarks["schema"]["fields"] if field["name"] == "themes")
    assert (themes["separator"], themes["codebook"]) == (";", "theme")


def test_a_reply_points_to_the_same_table():
    keys = to_resources([REMARKS])[0]["schema"]["foreignKeys"]
    assert {"fields": "replies_to", "reference": {"resource": "", "fields": "remark_id"}} in keys


def test_describing_keeps_what_the_editor_wrote(folder):
    folder.replace("datapackage.json", '"place": "Gent"', '"place": "Gent", "note": "é"')
    describe(folder.path)
    package = read_package(folder.at("datapackage.json"))
    assert (package["title"], package["note"]) == ("Klein overleg", "é")
    assert package["resources"][:-1] == to_resources(MEETING_TABLES)


def test_describing_mends_what_was_wrong_about_the_tables(folder):
    folder.replace("datapackage.json", '"groups.csv"', '"group.csv"')
    assert folder.places() == [("datapackage.json", 0, "resources")]
    describe(folder.path)
    assert folder.problems() == []


def test_describing_writes_letters_as_letters_and_ends_with_a_line(folder):
    folder.replace("datapackage.json", "Klein overleg", "Één overleg")
    describe(folder.path)
    text = folder.at("datapackage.json").read_bytes()
    assert "Één overleg".encode() in text
    assert b"\\u" not in text
    assert text.endswith(b"}\n")
    assert b"\r" not in text


@pytest.mark.parametrize("content", ["[1]", "{", ""])
def test_describing_leaves_a_broken_data_package_alone(folder, content):
    path = folder.at("datapackage.json")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - the messages are those of json
        describe(folder.path)
    assert path.read_text(encoding="utf-8") == content


def test_a_new_folder_is_an_empty_valid_set(tmp_path):
    write_new(tmp_path / "a" / "nieuw")
    dataset = load_dataset(tmp_path / "a" / "nieuw")
    sizes = {
        name: len(getattr(dataset, name))
        for name in ("remarks", "passages", "groups", "people", "organisations", "label_passes")
    }
    assert sizes == {
        "remarks": 0, "passages": 0, "groups": 0, "people": 0, "organisations": 0,
        "label_passes": 0,
    }
    assert dataset.report == ""
    assert dataset.about.title == "Titel van de bijeenkomst"


def test_an_empty_table_has_the_columns_and_types_of_a_full_one(tmp_path, folder):
    write_new(tmp_path / "nieuw")
    empty, full = load_dataset(tmp_path / "nieuw"), load_dataset(folder.path)
    for name in ("remarks", "passages", "groups", "people", "organisations", "label_passes"):
        assert getattr(empty, name).dtypes.to_dict() == getattr(full, name).dtypes.to_dict()


def test_a_new_folder_has_the_sentiments_that_the_screens_know(tmp_path):
    write_new(tmp_path)
    codebook = load_dataset(tmp_path).codebook
    assert codebook[codebook["field"] == "sentiment"]["key"].tolist() == [
        "positive", "missing", "critical", "neutral",
    ]


def test_a_new_table_is_utf_8_with_commas_and_lf(tmp_path):
    write_new(tmp_path)
    assert (tmp_path / "organisations.csv").read_bytes() == b"key,name,spellings\n"


def test_the_first_rows_can_be_written_into_a_new_folder(tmp_path):
    write_new(tmp_path)
    path = tmp_path / NEW / "datapackage.json"
    for old, new in (("new-meeting", "tafels"), ("Titel van de bijeenkomst", "Tafels"),
                     ('"Plaats"', '"Gent"')):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (tmp_path / NEW / "report.txt").write_text("▪ Het is goed.\n", encoding="utf-8")
    with (tmp_path / NEW / "groups.csv").open("a", encoding="utf-8") as stream:
        stream.write("table_1,Tafel 1,,,1\n")
    with (tmp_path / NEW / "remarks.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow([
            "r1", "table_1", "Het", "", "Het is goed.", "positive", "curated", "other", "", "",
            "1", "1", "", "",
        ])
    assert load_dataset(tmp_path).remarks["text"].tolist() == ["Het is goed."]


def test_new_refuses_a_folder_that_holds_anything(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is not empty; nothing was written"):
        write_new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_new_refuses_a_file(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "file")


def unpack(path):
    with zipfile.ZipFile(io.BytesIO(to_zip(path))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_zip_holds_the_files_as_they_are():
    assert unpack(DATA_DIR) == {
        str(path.relative_to(DATA_DIR)): path.read_bytes() for path in DATA_DIR.rglob("*")
        if path.is_file() and path.name != "README.md"
    }


def test_what_a_spreadsheet_did_to_a_file_is_undone_in_the_zip(folder):
    whole = unpack(folder.path)
    path = folder.at("groups.csv")
    # No cell of this table holds one of the two signs.
    semicolons = path.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    path.write_text("\ufeff" + semicolons, encoding="utf-8", newline="")
    load_dataset(folder.path)
    assert unpack(folder.path) == whole


def test_a_file_with_a_wrong_row_is_packed_as_it_stands_there(folder):
    folder.append("groups.csv", "one cell\n")
    assert unpack(folder.path)["meetings/klein/groups.csv"].endswith(b"one cell\n")
