import dataclasses

import pandas as pd
import pytest

from loaders.dataset import DATA_DIR, About, load_dataset


@pytest.fixture
def dataset(folder):
    return load_dataset(folder.path)


def test_the_data_folder_stands_beside_the_loaders():
    assert DATA_DIR.is_absolute()
    assert (DATA_DIR / "codebook.csv").is_file()
    assert (DATA_DIR.parent / "loaders" / "dataset.py").is_file()


def test_a_folder_may_be_given_as_text(folder):
    assert len(load_dataset(str(folder.path)).remarks) == 5


def test_a_dataset_can_not_be_changed(dataset):
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset.report = "something else"
    with pytest.raises(dataclasses.FrozenInstanceError):
        dataset.about.title = "something else"


def test_texts_and_keys_are_text_and_numbers_are_whole(dataset):
    assert {name: str(dtype) for name, dtype in dataset.remarks.dtypes.items()} == {
        "remark_id": "str", "group": "str", "section": "str", "question": "str", "text": "str",
        "sentiment": "str", "label_basis": "str", "themes": "object", "speaker": "str",
        "organisations": "object", "line_start": "int64", "line_end": "int64",
        "replies_to": "str", "repeats": "str", "char_start": "int64", "char_end": "int64",
        "meeting": "str",
    }


def test_a_cell_with_several_values_becomes_a_tuple_in_the_order_of_the_file(dataset):
    assert dataset.remarks["themes"].tolist() == [
        ("housing",), ("language", "housing"), ("language",), ("bus",), ("housing",),
    ]
    assert dataset.people["organisations"].tolist() == [("local", "city"), ("city",)]
    assert dataset.people["spellings"].tolist() == [("A. Peeters", "Ann"), ()]
    assert dataset.label_passes["themes"].tolist() == [("housing",), ("housing",)]


def test_what_is_not_there_is_empty_text_and_never_missing(dataset):
    assert dataset.remarks["replies_to"].tolist() == ["", "", "r2", "", ""]
    for field in dataclasses.fields(dataset):
        table = getattr(dataset, field.name)
        if isinstance(table, pd.DataFrame):
            assert not table.isna().any().any(), field.name


def test_a_remark_knows_where_it_stands_in_the_report(dataset):
    places = list(zip(dataset.remarks["char_start"], dataset.remarks["char_end"], strict=True))
    assert [dataset.report[start:end] for start, end in places] == [
        "Wonen is te duur.",
        "Meer tolken nodig.",
        "Dat komt er.",
        "De bus rijdt\n\n  niet op zondag.",
        "Goed plan!",
    ]


def test_a_passage_knows_where_it_stands_in_the_report(dataset):
    first = dataset.passages.iloc[0]
    assert (first["char_start"], first["char_end"]) == (0, 6)


def test_two_remarks_with_the_same_words_keep_their_own_places(folder):
    folder.replace("report.txt", "▪ Goed plan!", "▪ Goed plan! Goed plan!")
    folder.append("remarks.csv", "r6,group_1,Groep 1,,Goed plan!,positive,heading,bus,,,9,9,\n")
    remarks = load_dataset(folder.path).remarks
    assert remarks["char_start"].tolist()[5] - remarks["char_start"].tolist()[4] == 11


def test_groups_come_in_the_order_of_the_report(dataset):
    assert dataset.groups["key"].tolist() == ["round", "group_1"]
    assert dataset.groups["order"].tolist() == [1, 2]


def test_the_codebook_comes_in_the_order_of_its_fields(dataset):
    themes = dataset.codebook[dataset.codebook["field"] == "theme"]
    assert themes["key"].tolist() == ["housing", "bus", "language"]
    assert themes["label"].tolist() == ["Wonen", "Vervoer", "Taal"]


def test_remarks_keep_the_order_of_the_file_and_rows_are_numbered_from_zero(dataset):
    assert dataset.remarks["remark_id"].tolist() == ["r1", "r2", "r3", "r4", "r5"]
    for table in (dataset.remarks, dataset.groups, dataset.codebook):
        assert table.index.tolist() == list(range(len(table)))


def test_the_report_is_kept_word_for_word(folder, dataset):
    assert dataset.report == folder.at("report.txt").read_text(encoding="utf-8")


def test_title_place_and_source_come_from_the_data_package(dataset):
    assert dataset.about == About(
        name="klein", title="Klein overleg", place="Gent", licence="CC0", sources=("Verslag",)
    )


def test_date_and_licence_are_empty_where_no_one_gave_them(folder):
    folder.replace("datapackage.json", '"licenses"', '"notes"')
    about = load_dataset(folder.path).about
    assert (about.date, about.licence) == ("", "")


def test_a_licence_without_title_goes_by_its_name(folder):
    folder.replace("datapackage.json", '"title": "CC0"', '"path": "https://example.org"')
    assert load_dataset(folder.path).about.licence == "CC0-1.0"


def test_a_dataset_of_one_folder_is_not_changed_by_another(folder, dataset):
    other = load_dataset(folder.path)
    other.remarks.loc[0, "text"] = "something else"
    assert dataset.remarks.loc[0, "text"] == "Wonen is te duur."


def test_a_folder_from_before_there_were_statuses_loads(folder):
    codebook = folder.path / "codebook.csv"
    rows = codebook.read_text(encoding="utf-8").splitlines()
    codebook.write_text(
        "".join(f"{row.rpartition(',')[0]}\n" for row in rows if not row.startswith("status")),
        encoding="utf-8",
    )
    assert codebook.read_text(encoding="utf-8").startswith("field,key,label,definition,order\n")
    assert set(load_dataset(folder.path).codebook["kind"]) == {""}
