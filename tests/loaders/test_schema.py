import pytest

from loaders.schema import (
    CODEBOOK_FIELDS,
    MEETING_TABLES,
    REMARKS,
    SHARED_TABLES,
    TABLES,
    Kind,
)


def test_the_tables_are_those_of_a_meeting_and_those_that_all_share():
    assert [table.name for table in MEETING_TABLES] == [
        "remarks", "passages", "groups", "attendance", "label_passes",
    ]
    assert [table.name for table in SHARED_TABLES] == [
        "people", "organisations", "codebook", "abbreviations", "synonyms",
    ]
    assert list(TABLES.values()) == [*MEETING_TABLES, *SHARED_TABLES]


def test_a_table_is_kept_in_the_file_that_bears_its_name():
    assert REMARKS.file == "remarks.csv"


def test_the_codebook_fields_are_those_that_some_column_uses():
    assert CODEBOOK_FIELDS == (
        "sentiment", "label_basis", "theme", "passage", "attendance", "abbreviation_source",
        "status",
    )


def test_remarks_have_the_columns_that_other_programs_rely_on():
    assert {
        "remark_id", "group", "section", "text", "sentiment", "label_basis", "themes", "speaker",
        "organisations", "line_start", "line_end", "replies_to",
    } <= set(REMARKS.column_names)


def test_no_table_has_a_column_twice():
    for table in TABLES.values():
        assert len(set(table.column_names)) == len(table.column_names)


def test_every_column_says_in_one_sentence_what_it_holds():
    for table in TABLES.values():
        for column in table.columns:
            assert column.meaning.endswith("."), f"{table.file} {column.name}"


def test_a_column_points_only_to_tables_whose_rows_have_a_key():
    for table in TABLES.values():
        for column in table.columns:
            for name in column.tables:
                assert TABLES[name].key, f"{table.file} {column.name} points to {name}.csv"


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(KeyError, match=r"remarks\.csv has no column 'mood'"):
        REMARKS.column("mood")


def test_only_lists_of_keys_and_of_texts_hold_many_values():
    assert [kind for kind in Kind if kind.is_many] == [Kind.KEYS, Kind.TEXTS]
