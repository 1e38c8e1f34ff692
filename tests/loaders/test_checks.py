"""
Every rule of a data folder, broken on purpose.
"""

import csv
import importlib
import json
import pkgutil

import pytest

from loaders import checks
from loaders.files import read_folder
from loaders.schema import TABLES
from tests.loaders.conftest import TABLES as SMALL_TABLES
from tests.loaders.conftest import Fault, without_meeting
from tests.loaders.test_meetings import BETWEEN_MEETINGS

FAULTS = {
    "an empty cell": Fault(
        "check_cells", "groups.csv", "round,Rondje", "round,",
        ("groups.csv", 3, "label"), "", "the cell is empty, but needs a value",
    ),
    "a sign that no one can see": Fault(
        "check_signs", "groups.csv", "round,Rondje", "round,Rond\x07je",
        ("groups.csv", 3, "label"), "Rond\x07je", "holds signs that can't be seen: ['U+0007']",
    ),
    "a line that is no number": Fault(
        "check_forms", "remarks.csv", "city,6,8,", "city,6,acht,",
        ("remarks.csv", 5, "line_end"), "acht", "is not a whole number of 1 or more",
    ),
    "line nought": Fault(
        "check_forms", "remarks.csv", "city,6,8,", "city,0,8,",
        ("remarks.csv", 5, "line_start"), "0", "is not a whole number of 1 or more",
    ),
    "a number that no column can hold": Fault(
        "check_forms", "groups.csv", "p1,p2,2", "p1,p2,99999999999999999999",
        ("groups.csv", 2, "order"), "99999999999999999999", "is not a whole number of 1 or more",
    ),
    "digits of another script": Fault(
        "check_forms", "groups.csv", "p1,p2,2", "p1,p2,٢",
        ("groups.csv", 2, "order"), "٢", "is not a whole number of 1 or more",
    ),
    "a key with a capital and a space": Fault(
        "check_forms", "organisations.csv", "local,", "Local club,",
        ("organisations.csv", 3, "key"), "Local club",
        "is no key; use small letters a-z, digits, _ and -, without spaces",
    ),
    "a value twice in a cell": Fault(
        "check_lists", "remarks.csv", "language;housing", "language;language",
        ("remarks.csv", 3, "themes"), "language", "stands twice in the same cell",
    ),
    "an empty value in a cell": Fault(
        "check_lists", "organisations.csv", "BW;Buurt", "BW;;Buurt",
        ("organisations.csv", 3, "spellings"), "BW;;Buurt Werk",
        "has an empty value between two ';'",
    ),
    "more themes than allowed": Fault(
        "check_lists", "remarks.csv", "language;housing", "language;housing;bus;walk",
        ("remarks.csv", 3, "themes"), "language;housing;bus;walk", "holds 4 keys; at most 3",
    ),
    "an id twice": Fault(
        "check_unique", "remarks.csv", "r2,round", "r1,round",
        ("remarks.csv", 3, "remark_id"), "r1", "stands in line 2 already",
    ),
    "a place on the screen twice": Fault(
        "check_unique", "groups.csv", "p1,p2,2", "p1,p2,1",
        ("groups.csv", 3, "order"), "1", "stands in line 2 already",
    ),
    "a field that no column uses": Fault(
        "check_codebook_rows", "codebook.csv", "theme,bus", "teme,bus",
        ("codebook.csv", 10, "field"), "teme",
        "belongs to no column; allowed: abbreviation_source, attendance, label_basis, passage, "
        "sentiment, status, theme; did you mean 'theme'?",
    ),
    "a kind that no rule knows": Fault(
        "check_status_kinds", "codebook.csv", "gebeurd.,2,taken_up", "gebeurd.,2,taken",
        ("codebook.csv", 18, "kind"), "taken",
        "is no kind; allowed: in_progress, not_taken_up, noted, open, taken_up; "
        "did you mean 'taken_up'?",
    ),
    "a status without a kind": Fault(
        "check_status_kinds", "codebook.csv", "gebeurd.,2,taken_up", "gebeurd.,2,",
        ("codebook.csv", 18, "kind"), "",
        "is no kind; allowed: in_progress, not_taken_up, noted, open, taken_up",
    ),
    "a kind of what is no status": Fault(
        "check_status_kinds", "codebook.csv", "Bussen.,2,", "Bussen.,2,noted",
        ("codebook.csv", 10, "kind"), "noted", "is for rows under 'status' only",
    ),
    "no status for what has no answer": Fault(
        "check_status_kinds", "codebook.csv", "antwoord.,1,open", "antwoord.,1,noted",
        ("codebook.csv", 0, "kind"), "open",
        "needs a row under 'status': what has no answer yet",
    ),
    "a codebook key twice": Fault(
        "check_codebook_rows", "codebook.csv", "theme,bus", "theme,housing",
        ("codebook.csv", 10, "key"), "housing", "stands in line 9 already, for the same field "
        "'theme'",
    ),
    "a label twice": Fault(
        "check_codebook_rows", "codebook.csv", "Vervoer", "Wonen",
        ("codebook.csv", 10, "label"), "Wonen", "stands in line 9 already, for the same field "
        "'theme'",
    ),
    "a key that is not in the codebook": Fault(
        "check_coded_keys", "remarks.csv", "Goed plan!,positive", "Goed plan!,postive",
        ("remarks.csv", 6, "sentiment"), "postive",
        "is not in codebook.csv under 'sentiment'; allowed: critical, missing, neutral, positive; "
        "did you mean 'positive'?",
    ),
    "a second theme that is not in the codebook": Fault(
        "check_coded_keys", "remarks.csv", "language;housing", "language;hosing",
        ("remarks.csv", 3, "themes"), "hosing",
        "is not in codebook.csv under 'theme'; allowed: bus, housing, language; "
        "did you mean 'housing'?",
    ),
    "a group that does not exist": Fault(
        "check_references", "remarks.csv", "r5,group_1", "r5,group_2",
        ("remarks.csv", 6, "group"), "group_2",
        "is not in groups.csv; allowed: group_1, round; did you mean 'group_1'?",
    ),
    "a speaker that does not exist": Fault(
        "check_references", "remarks.csv", "housing,p2,", "housing,p3,",
        ("remarks.csv", 6, "speaker"), "p3",
        "is not in people.csv or organisations.csv; allowed: city, local, p1, p2; "
        "did you mean 'p1'?",
    ),
    "a reply to nothing": Fault(
        "check_references", "remarks.csv", "p1,,3,3,r2", "p1,,3,3,r9",
        ("remarks.csv", 4, "replies_to"), "r9",
        "is not in remarks.csv; allowed: r1, r2, r3, r4, r5; did you mean 'r1'?",
    ),
    "an organisation with the key of a person": Fault(
        "check_speaker_keys", "organisations.csv", "local,", "p2,",
        ("organisations.csv", 3, "key"), "p2", "is the key of a person too (people.csv, line 3)",
    ),
    "a spelling of two organisations": Fault(
        "check_spellings", "organisations.csv", "Stad Gent", "bw",
        ("organisations.csv", 3, "spellings"), "BW", "is a name of 'city' too (line 2)",
    ),
    "a name that is a spelling of someone else": Fault(
        "check_spellings", "people.csv", "A. Peeters;Ann", "jan  claes;Ann",
        ("people.csv", 3, "name"), "Jan Claes", "is a name of 'p1' too (line 2)",
    ),
    "an abbreviation with one meaning twice": Fault(
        "check_abbreviations", "abbreviations.csv", "buitenwijk", "buurtwerk",
        ("abbreviations.csv", 3, "abbreviation"), "BW", "has this meaning in line 2 already",
    ),
    "a word in two concepts": Fault(
        "check_concept_words", "synonyms.csv", "openbaar vervoer", "Sans-Abri",
        ("synonyms.csv", 4, "words"), "Sans-Abri", "is a word of 'roof' too (line 3)",
    ),
    "two forms of one word in a concept": Fault(
        "check_concept_forms", "synonyms.csv", "wonen;", "huisvestingen;",
        ("synonyms.csv", 2, "words"), "huisvesting",
        "is a form of 'huisvestingen', which is enough",
    ),
    "a concept that is a part of itself": Fault(
        "check_concept_circles", "synonyms.csv", "huisvesting,,", "huisvesting,roof,",
        ("synonyms.csv", 2, "broader"), "home", "is a part of itself, by way of others",
    ),
    "a reply to itself": Fault(
        "check_replies", "remarks.csv", "p1,,3,3,r2", "p1,,3,3,r3",
        ("remarks.csv", 4, "replies_to"), "r3", "answers itself",
    ),
    "a reply to a later remark": Fault(
        "check_replies", "remarks.csv", "p1,,3,3,r2", "p1,,3,3,r5",
        ("remarks.csv", 4, "replies_to"), "r5", "answers a later remark",
    ),
    "a last line before the first": Fault(
        "check_line_order", "remarks.csv", "city,6,8,", "city,6,5,",
        ("remarks.csv", 5, "line_end"), "5", "comes before line 6",
    ),
    "a line that the report has not": Fault(
        "check_line_order", "passages.csv", "12,12,", "12,14,",
        ("passages.csv", 5, "line_end"), "14",
        "is past the end of report.txt, which has 13 lines",
    ),
    "words that are not in the report": Fault(
        "check_quotations", "remarks.csv", "Wonen is te duur.", "Wonen is duur.",
        ("remarks.csv", 2, "text"), "Wonen is duur.",
        "does not stand in line 2 of report.txt, nor anywhere else in these words",
    ),
    "words in two remarks": Fault(
        "check_quotations", "remarks.csv", "Dat komt er.", "Meer tolken nodig.",
        ("remarks.csv", 4, "text"), "Meer tolken nodig.",
        "has the words of remarks.csv, line 3; every word of the report is in one row only",
    ),
    "words between other signs": Fault(
        "check_quotations", "remarks.csv", "De bus rijdt niet", "De bus → rijdt niet",
        ("remarks.csv", 5, "text"), "De bus → rijdt niet op zondag.",
        "has other bullet signs than lines 6 to 8 of report.txt",
    ),
    "words of another line": Fault(
        "check_quotations", "remarks.csv", "city,6,8,", "city,5,7,",
        ("remarks.csv", 5, "text"), "De bus rijdt niet op zondag.",
        "does not stand in lines 5 to 7 of report.txt, but in lines 6 to 8",
    ),
    "words of the report in no remark": Fault(
        "check_quotations", "remarks.csv", "Wonen is te duur.", "Wonen is te",
        ("report.txt", 2, ""), "duur.", "is in no remark of remarks.csv and in no row of "
        "passages.csv",
    ),
    "a heading that is not printed": Fault(
        "check_printed_words", "remarks.csv", "Groep 1,,Goed", "Groep 2,,Goed",
        ("remarks.csv", 6, "section"), "Groep 2",
        "does not stand in report.txt in these words",
    ),
    "a name that is not printed": Fault(
        "check_attendees", "people.csv", "Jan Claes", "Jan Claus",
        ("attendance.csv", 3, "person"), "p2",
        "is 'Jan Claus' in people.csv, whom report.txt does not print",
    ),
    "a meeting without title": Fault(
        "check_package", "datapackage.json", '"Klein overleg"', '" "',
        ("datapackage.json", 0, "title"), "", "must hold a text",
    ),
    "a title that a new folder begins with": Fault(
        "check_placeholders", "datapackage.json", "Klein overleg", "Titel van de bijeenkomst",
        ("datapackage.json", 0, "title"), "Titel van de bijeenkomst",
        "is what a new folder begins with; give the title of this meeting",
    ),
    "the day number of a spreadsheet": Fault(
        "check_package", "datapackage.json", '"place"', '"date": "45231", "place"',
        ("datapackage.json", 0, "date"), "45231",
        "is the number that a spreadsheet has for a day; did you mean '2023-11-01'?",
    ),
    "the day number of a spreadsheet, as a number": Fault(
        "check_package", "datapackage.json", '"place"', '"date": 45231, "place"',
        ("datapackage.json", 0, "date"), "45231",
        "is the number that a spreadsheet has for a day; did you mean '2023-11-01'?",
    ),
    "a Dutch word where a key belongs": Fault(
        "check_coded_keys", "remarks.csv", "missing,curated", "ontbreekt,curated",
        ("remarks.csv", 3, "sentiment"), "ontbreekt",
        "is not in codebook.csv under 'sentiment'; allowed: critical, missing, neutral, positive; "
        "did you mean 'missing'?",
    ),
    "the name of a group where its key belongs": Fault(
        "check_references", "remarks.csv", "r5,group_1", "r5,Rondje",
        ("remarks.csv", 6, "group"), "Rondje",
        "is not in groups.csv; allowed: group_1, round; did you mean 'round'?",
    ),
    "a short name that no file could bear": Fault(
        "check_package", "datapackage.json", '"klein"', '"../Klein"',
        ("datapackage.json", 0, "name"), "../Klein",
        "is no short name; use small letters a-z, digits, ., _ and -, without spaces",
    ),
    "a date that is no text": Fault(
        "check_package", "datapackage.json", '"place"', '"date": null, "place"',
        ("datapackage.json", 0, "date"), "", "must hold a text, or be left out",
    ),
    "a short name that is no text": Fault(
        "check_package", "datapackage.json", '"klein"', "null",
        ("datapackage.json", 0, "name"), "", "must hold a text",
    ),
    "sources that are no list": Fault(
        "check_package", "datapackage.json", '"sources": [', '"sources": 1, "x": [',
        ("datapackage.json", 0, "sources"), "",
        'must list where the words come from, such as [{"title": "…"}]',
    ),
    "a source that is no object": Fault(
        "check_package", "datapackage.json", '"sources": [', '"sources": ["Verslag"], "x": [',
        ("datapackage.json", 0, "sources"), "",
        'must list where the words come from, such as [{"title": "…"}]',
    ),
    "a codebook without what is missing": Fault(
        "check_needed_keys", "codebook.csv", "sentiment,missing,", "sentiment,gap,",
        ("codebook.csv", 0, "key"), "missing",
        "needs a row under 'sentiment': the screens compare positive with missing",
    ),
    "two groups with one name": Fault(
        "check_unique", "groups.csv", "round,Rondje", "round,Groep 1",
        ("groups.csv", 3, "label"), "Groep 1", "stands in line 2 already",
    ),
    "no sources at all": Fault(
        "check_package", "datapackage.json", '"sources": [', '"sources": [], "x": [',
        ("datapackage.json", 0, "sources"), "",
        'must list where the words come from, such as [{"title": "…"}]',
    ),
    "sources without titles": Fault(
        "check_package", "datapackage.json", '"title": "Verslag"', '"title": 1',
        ("datapackage.json", 0, "sources"), "",
        'must list where the words come from, such as [{"title": "…"}]',
    ),
    "caveats that are no list": Fault(
        "check_package", "datapackage.json", '"place"', '"caveats": "Let op.", "place"',
        ("datapackage.json", 0, "caveats"), "", "must list sentences, or be left out",
    ),
    "a caveat that is no text": Fault(
        "check_package", "datapackage.json", '"place"', '"caveats": ["Let op.", 1], "place"',
        ("datapackage.json", 0, "caveats"), "", "must list sentences, or be left out",
    ),
    "licences that are no list": Fault(
        "check_package", "datapackage.json", '"licenses": [', '"licenses": null, "x": [',
        ("datapackage.json", 0, "licenses"), "", "must hold a list, or be left out",
    ),
    "a table that is not described": Fault(
        "check_package_tables", "datapackage.json", '"groups.csv"', '["groups.csv"]',
        ("datapackage.json", 0, "resources"), "groups.csv",
        "is not described; run 'python -m loaders describe <folder>'",
    ),
}


def find_checks():
    """Give every check by name, from every file of the room."""
    modules = [
        importlib.import_module(f"loaders.checks.{found.name}")
        for found in pkgutil.iter_modules(checks.__path__)
    ]
    return {
        name: value for module in modules for name, value in vars(module).items()
        if name.startswith("check_")
    }


def run_check(name, path):
    raw = read_folder(path)
    return [
        without_meeting(problem) for one in (raw, *raw.meetings.values())
        for problem in find_checks()[name](one)
    ]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_named_with_its_place_its_value_and_the_rule(folder, fault):
    folder.replace(fault.file, fault.old, fault.new)
    found = [
        ((problem.file, problem.line, problem.column), problem.value, problem.message)
        for problem in run_check(fault.check, folder.path)
    ]
    assert (fault.place, fault.value, fault.message) in found


@pytest.mark.parametrize("name", sorted(find_checks()))
def test_a_check_says_nothing_of_a_good_folder(folder, name):
    assert run_check(name, folder.path) == []


def each_cell():
    """Give file, line, column and whether it is needed, for the first rows of every table."""
    return [
        (table.file, line, column.name, column.required)
        for table in TABLES.values()
        for line in (2, 3)
        for column in table.columns if column.name in SMALL_TABLES[table.file].splitlines()[0]
    ]


@pytest.mark.parametrize(("file", "line", "column", "is_required"), each_cell())
def test_an_empty_cell_is_one_problem_where_it_is_needed_and_none_where_not(
    folder, file, line, column, is_required
):
    plant_cells(folder.at, {(file, line, column): ""})
    found = [
        problem.message for problem in folder.problems()
        if (problem.file, problem.line, problem.column) == (file, line, column)
    ]
    assert found == (["the cell is empty, but needs a value"] if is_required else [])


@pytest.mark.parametrize("file", ["people.csv", "organisations.csv", "groups.csv"])
def test_two_empty_keys_are_not_called_the_same_key(folder, file):
    plant_cells(folder.at, {(file, 2, "key"): "", (file, 3, "key"): ""})
    found = [problem for problem in folder.problems() if problem.file == file]
    assert [(problem.line, problem.column) for problem in found] == [(2, "key"), (3, "key")]


def test_two_empty_abbreviations_are_not_called_the_same(folder):
    empty = {("abbreviations.csv", line, "abbreviation"): "" for line in (2, 3)}
    same = {("abbreviations.csv", line, "meaning"): "Buurtwerk" for line in (2, 3)}
    plant_cells(folder.at, empty | same)
    assert folder.places() == [
        ("abbreviations.csv", 2, "abbreviation"), ("abbreviations.csv", 3, "abbreviation"),
    ]


def test_a_key_in_capitals_that_points_to_nothing_is_one_problem(folder):
    folder.replace("remarks.csv", "r5,group_1", "r5,Group 1")
    assert folder.places() == [("remarks.csv", 6, "group")]


def test_a_semicolon_in_a_text_parts_no_values(folder):
    folder.replace("groups.csv", "round,Rondje", "round,Rond;;je;je")
    assert folder.problems() == []


def test_a_description_may_have_several_lines(folder):
    folder.replace("datapackage.json", '"place"', r'"description": "a\n\tb", "place"')
    assert folder.problems() == []


def test_the_last_line_of_the_report_is_no_line_too_far(folder):
    folder.replace("passages.csv", "12,12,", "12,13,")
    assert folder.problems() == []


def test_every_check_has_a_case_that_fails():
    faults = [*FAULTS.values(), *BETWEEN_MEETINGS.values()]
    assert {fault.check for fault in faults} == set(find_checks())


def test_every_check_is_run():
    run = [*checks.EVERYWHERE, *checks.OF_COLLECTION, *checks.OF_MEETING]
    assert set(run) == set(find_checks().values())
    assert len(run) == len(find_checks())


@pytest.mark.parametrize("name", sorted(find_checks()))
def test_a_check_stays_silent_on_what_could_not_be_read(tmp_path, name):
    assert run_check(name, tmp_path) == []


def test_problems_come_by_file_line_and_column(folder):
    folder.replace("remarks.csv", "Goed plan!,positive,heading", "Goed plan!,postive,headin")
    folder.replace("remarks.csv", "r2,round", "r2,rond")
    folder.replace("groups.csv", "round,Rondje", "round,")
    assert folder.places() == [
        ("groups.csv", 3, "label"),
        ("remarks.csv", 3, "group"),
        ("remarks.csv", 6, "label_basis"),
        ("remarks.csv", 6, "sentiment"),
    ]


def test_a_theme_may_be_of_another_field_only_under_its_own_name(folder):
    folder.replace("remarks.csv", "Goed plan!,positive", "Goed plan!,housing")
    assert folder.places() == [("remarks.csv", 6, "sentiment")]


def test_a_soft_hyphen_or_direction_mark_may_belong_to_the_words(folder):
    folder.replace("groups.csv", "round,Rondje", "round,Rond\u00adje\u200e")
    assert folder.problems() == []


def test_two_people_may_share_a_first_name_that_is_no_spelling_of_either(folder):
    folder.replace("people.csv", "A. Peeters;Ann", "")
    assert folder.problems() == []


# Cells of the real tables, by file, line and column, and what an editor might put there.
PLANTED_CELLS = {
    ("remarks.csv", 2, "group"): "groep_1",
    ("remarks.csv", 3, "section"): "Kennismaking, nieuwe evoluties",
    ("remarks.csv", 4, "text"): "Wonen als struikelblok",
    ("remarks.csv", 5, "sentiment"): "negative",
    ("remarks.csv", 6, "label_basis"): "",
    ("remarks.csv", 7, "themes"): "one;two;three;four",
    ("remarks.csv", 8, "speaker"): "p99",
    ("remarks.csv", 9, "organisations"): "ocmw_gnt",
    ("remarks.csv", 10, "line_start"): "vijftien",
    ("remarks.csv", 11, "line_end"): "1",
    ("remarks.csv", 12, "line_end"): "99999",
    ("remarks.csv", 13, "replies_to"): "r999",
    ("remarks.csv", 14, "replies_to"): "r013",
    ("remarks.csv", 15, "replies_to"): "r100",
    ("remarks.csv", 16, "remark_id"): "r014",
    ("remarks.csv", 17, "text"): "bell\x07",
    ("remarks.csv", 18, "question"): "Waarom dan?",
    ("passages.csv", 2, "kind"): "kop",
    ("groups.csv", 3, "moderator"): "thomas",
    ("groups.csv", 4, "order"): "2",
    ("groups.csv", 5, "label"): "Groep\x07 3A",
    ("people.csv", 2, "key"): "P 01",
    ("attendance.csv", 3, "role"): "Alain Slok",
    ("attendance.csv", 4, "attendance"): "here",
    ("attendance.csv", 5, "organisations"): "stad_gent;stad_gent",
    ("organisations.csv", 2, "key"): "p02",
    ("organisations.csv", 4, "name"): "AZ Sint-Lucas",
    ("codebook.csv", 2, "field"): "mood",
    ("codebook.csv", 4, "label"): "Ontbreekt",
    ("abbreviations.csv", 3, "meaning"): "",
    ("label_passes.csv", 2, "reader"): "first",
}


def plant_cells(to_path, cells):
    """Write the given cells into the tables; every row of the real tables is one line."""
    for file in {file for file, _, _ in cells}:
        path = to_path(file)
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        for (in_file, line, column), value in cells.items():
            if in_file == file:
                rows[line - 1][rows[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)


def test_thirty_faults_in_one_folder_are_all_named_with_file_line_and_column(real_folder):
    plant_cells(real_folder.at, PLANTED_CELLS)
    package = json.loads(real_folder.at("datapackage.json").read_text(encoding="utf-8"))
    real_folder.at("datapackage.json").write_text(
        json.dumps({**package, "title": ""}), encoding="utf-8"
    )
    found = set(real_folder.places())
    expected = {*PLANTED_CELLS, ("datapackage.json", 0, "title")}
    assert len(expected) == 32
    assert sorted(expected - found) == []


def test_broken_files_and_broken_cells_are_named_together(real_folder):
    real_folder.at("abbreviations.csv").unlink()
    real_folder.at("people.csv").write_text("key,name\nJosé\n", encoding="cp850")
    text = real_folder.at("groups.csv").read_text(encoding="utf-8")
    real_folder.at("groups.csv").write_text(text.replace("key,", "key;", 1), encoding="utf-8")
    real_folder.at("label_passes.csv").write_text("reader,remark_id\n", encoding="utf-8")
    real_folder.at("datapackage.json").write_text("{", encoding="utf-8")
    real_folder.at("passages.csv").write_text(
        'line_start,line_end,kind,text\n1,1,question,"nooit gesloten\n', encoding="utf-8"
    )
    plant_cells(real_folder.at, {("organisations.csv", 2, "name"): ""})
    assert real_folder.places() == [
        ("abbreviations.csv", 0, ""),
        ("datapackage.json", 1, ""),
        ("groups.csv", 1, "key"),
        ("groups.csv", 1, "key;label"),
        ("groups.csv", 1, "label"),
        *[("groups.csv", line, "") for line in range(2, 8)],
        ("label_passes.csv", 1, "sentiment"),
        ("label_passes.csv", 1, "themes"),
        ("passages.csv", 2, ""),
        ("people.csv", 2, ""),
        # What could be read is judged too, behind what could not.
        ("organisations.csv", 2, "name"),
    ]
