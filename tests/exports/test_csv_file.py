import csv
from io import StringIO

from exports.csv_file import to_csv
from tests.counting import ON_BOTH


def read(file):
    text = file.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


@ON_BOTH
def test_a_file_holds_exactly_the_remarks_of_the_screen(extract):
    rows = read(to_csv(extract))
    assert [row["Nummer"] for row in rows] == extract.remarks["remark_id"].tolist()
    assert [row["Opmerking"] for row in rows] == extract.remarks["text"].tolist()


def test_every_row_says_what_it_was_part_of(extract):
    for row in read(to_csv(extract)):
        assert row["Selectie"] == extract.sentence
        assert row["Aantal"] == f"{len(extract.remarks)} van 248 opmerkingen"
        assert row["Gemaakt op"] == "2026-11-23"
        assert row["Link naar de selectie"] == "https://opmerkingen.example/opmerkingen"


def test_dutch_excel_opens_it_right(everything):
    file = to_csv(everything)
    assert file.startswith(b"\xef\xbb\xbfNummer;Groep;")
    assert b"\n" not in file.replace(b"\r\n", b"")


def test_a_row_holds_labels_and_not_keys(everything):
    row = read(to_csv(everything))[43]
    assert {name: row[name] for name in list(row)[:14]} == {
        "Nummer": "r044", "Groep": "Groep 1", "Sectie": "Opmerkingen bij Doelstellingen",
        "Vraag": "",
        "Opmerking": "Maar wat ontbreekt zijn kwaliteitsnormen en –controle + hoe omspringen met "
                     "huurprijs vs slechte woning.",
        "Oordeel": "Ontbreekt", "Hoofdthema": "Wonen en dakloosheid", "Andere thema's": "",
        "Spreker": "", "Genoemde organisaties": "", "Regel van": "163", "Regel tot": "165",
        "Antwoord op": "", "Link": "https://opmerkingen.example/opmerkingen?opmerking=r044",
    }


def test_hostile_words_are_text(hostile, hostile_words):
    rows = read(to_csv(hostile))
    assert [row["Opmerking"].removeprefix("'") for row in rows] == hostile_words
    assert [row["Opmerking"][0] for row in rows[:1] + rows[3:6]] == ["'"] * 4
    assert {row["Vraag"] for row in rows} == {"'=1+1"}
    assert all(cell[:1] not in "=+-@" or not cell for row in rows for cell in row.values())


def test_hidden_names_stay_hidden(hidden, find_names):
    file = to_csv(hidden).decode()
    assert find_names(file) == []
    assert "een deelnemer" in file
