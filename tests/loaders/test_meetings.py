"""
Two meetings in one collection: the five remarks of before, and the same words a year later.
"""

import json
import shutil

import pytest

from loaders.__main__ import main
from loaders.dataset import DatasetError, load_dataset
from loaders.files import to_fingerprint
from tests.loaders.conftest import MEETING, Fault, to_path, whole_files

LATER = "later"
REMARKS, PACKAGE = to_path("remarks.csv", LATER), to_path("datapackage.json", LATER)


def add_meeting(path, key=LATER, **package):
    """Add a copy of the small meeting under another key; its r5 repeats the first r5."""
    folder = path / to_path("", key)
    shutil.copytree(path / to_path("", MEETING), folder)
    about = {"name": key, "title": f"Overleg {key}", "order": 2, "date": "2032-03-01", **package}
    old = json.loads(whole_files()["datapackage.json"])
    del old["bare_keys"]
    (folder / "datapackage.json").write_text(json.dumps({**old, **about}), encoding="utf-8")
    remarks = folder / "remarks.csv"
    first, *rows = remarks.read_text(encoding="utf-8").splitlines()
    repeated = [f"{row},{'r5' if row.startswith('r5') else ''}" for row in rows]
    remarks.write_text("\n".join([f"{first},repeats", *repeated, ""]), encoding="utf-8")


@pytest.fixture
def two(folder):
    """A collection of two meetings, of which the first keeps its bare ids."""
    replace(folder.path, to_path("datapackage.json"), '"bare_keys"',
            '"order": 1, "date": "2031-03-01", "bare_keys"')
    add_meeting(folder.path)
    codebook = folder.path / "codebook.csv"
    first, *rows = codebook.read_text(encoding="utf-8").splitlines()
    codebook.write_text("\n".join([f"{first},since,until,replaced_by",
                                   *(f"{row},,," for row in rows), ""]), encoding="utf-8")
    return folder.path


def replace(path, file, old, new):
    text = (path / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (path / file).write_text(text.replace(old, new), encoding="utf-8")


def problems_of(path):
    try:
        load_dataset(path)
    except DatasetError as error:
        return [((problem.file, problem.line, problem.column), problem.value, problem.message)
                for problem in error.problems]
    return []


# Each breaks the collection of two meetings.
BETWEEN_MEETINGS = {
    "two meetings of one name": Fault(
        "check_meeting_packages", PACKAGE, '"later"', '"klein"',
        (PACKAGE, 0, "name"), "klein", "is the name of 'klein' too",
    ),
    "two meetings of one title": Fault(
        "check_meeting_packages", PACKAGE, "Overleg later", "Klein overleg",
        (PACKAGE, 0, "title"), "Klein overleg", "is the title of 'klein' too",
    ),
    "two meetings at one place in the order": Fault(
        "check_meeting_packages", PACKAGE, '"order": 2', '"order": 1',
        (PACKAGE, 0, "order"), "1", "is the order of 'klein' too",
    ),
    "a meeting that leaves out its place in the order": Fault(
        "check_meeting_packages", PACKAGE, '"order": 2,', "",
        (PACKAGE, 0, "order"), "1", "is the order of 'klein' too",
    ),
    "an order that is no number": Fault(
        "check_package", PACKAGE, '"order": 2', '"order": "last"',
        (PACKAGE, 0, "order"), "", "must be a whole number from 1, or be left out",
    ),
    "bare keys that are neither true nor false": Fault(
        "check_package", PACKAGE, '"order": 2', '"order": 2, "bare_keys": "yes"',
        (PACKAGE, 0, "bare_keys"), "", "must be true or false, or be left out",
    ),
    "a date that goes back": Fault(
        "check_meeting_dates", PACKAGE, "2032-03-01", "2030-03-01",
        (PACKAGE, 0, "date"), "2030-03-01", "is before that of 'klein', which has a lower order",
    ),
    "ids that two meetings have": Fault(
        "check_keys_of_collection", PACKAGE, '"order": 2', '"order": 2, "bare_keys": true',
        (REMARKS, 2, "remark_id"), "r1", "is a key of 'klein' too (line 2); only one meeting can "
        "have 'bare_keys' in its datapackage.json",
    ),
    "a remark that repeats itself": Fault(
        "check_repeats", REMARKS, ",9,9,,r5", ",9,9,,later-r5",
        (REMARKS, 6, "repeats"), "later-r5", "repeats itself",
    ),
    "a remark that repeats one of its own meeting": Fault(
        "check_repeats", REMARKS, ",9,9,,r5", ",9,9,,later-r1",
        (REMARKS, 6, "repeats"), "later-r1", "is a remark of the same meeting",
    ),
    "a remark that repeats nothing": Fault(
        "check_repeats", REMARKS, ",9,9,,r5", ",9,9,,r55",
        (REMARKS, 6, "repeats"), "r55",
        "is no remark of the collection; allowed: later-r1, later-r2, later-r3, later-r4, "
        "later-r5, r1, r2, r3, r4, r5; did you mean 'r5'?",
    ),
    "a definition from a meeting that is not there": Fault(
        "check_codebook_times", "codebook.csv", "bus,Vervoer,Bussen.,2,,,,",
        "bus,Vervoer,Bussen.,2,,latter,,", ("codebook.csv", 10, "since"), "latter",
        "is no meeting of the collection; allowed: klein, later; did you mean 'later'?",
    ),
    "a key that ends before it began": Fault(
        "check_codebook_times", "codebook.csv", "bus,Vervoer,Bussen.,2,,,,",
        "bus,Vervoer,Bussen.,2,,later,klein,", ("codebook.csv", 10, "until"), "klein",
        "comes before 'later'",
    ),
    "a key that is replaced by nothing": Fault(
        "check_replaced_keys", "codebook.csv", "bus,Vervoer,Bussen.,2,,,,",
        "bus,Vervoer,Bussen.,2,,,,buss", ("codebook.csv", 10, "replaced_by"), "buss",
        "is no key under 'theme'; allowed: bus, housing, language; did you mean 'bus'?",
    ),
    "a key that replaces itself": Fault(
        "check_replaced_keys", "codebook.csv", "bus,Vervoer,Bussen.,2,,,,",
        "bus,Vervoer,Bussen.,2,,,,bus", ("codebook.csv", 10, "replaced_by"), "bus",
        "replaces itself, by way of others",
    ),
    "a label that was retired": Fault(
        "check_retired_keys", "codebook.csv", "bus,Vervoer,Bussen.,2,,,,",
        "bus,Vervoer,Bussen.,2,,,klein,", (REMARKS, 5, "themes"), "bus",
        "was retired after 'klein'; see codebook.csv",
    ),
    "a person who is not in the shared table": Fault(
        "check_references", to_path("attendance.csv", LATER), "p2,,city", "p7,,city",
        (to_path("attendance.csv", LATER), 3, "person"), "p7",
        "is not in people.csv; allowed: p1, p2; did you mean 'p1'?",
    ),
    "a cell of a later meeting": Fault(
        "check_cells", REMARKS, "r1,round,Rondje", "r1,round,",
        (REMARKS, 2, "section"), "", "the cell is empty, but needs a value",
    ),
    "a folder whose name is no key": Fault(
        "check_meeting_keys", "meetings/Te laat/groups.csv", "round,Rondje", "round,Rondje",
        ("meetings", 0, ""), "Te laat", "is no key; name the folder with small letters a-z, "
        "digits, _ and -, without spaces",
    ),
}


@pytest.mark.parametrize("fault", BETWEEN_MEETINGS.values(), ids=list(BETWEEN_MEETINGS))
def test_a_fault_between_meetings_is_named_with_meeting_file_line_and_column(two, fault):
    if "Te laat" in fault.file:
        (two / to_path("", LATER)).rename(two / to_path("", "Te laat"))
    replace(two, fault.file, fault.old, fault.new)
    assert (fault.place, fault.value, fault.message) in problems_of(two)


def test_a_circle_of_repeats_is_named_at_the_earlier_remark(two):
    first = two / to_path("remarks.csv")
    lines = first.read_text(encoding="utf-8").splitlines()
    first.write_text("\n".join([f"{lines[0]},repeats", *(f"{line}," for line in lines[1:-1]),
                                f"{lines[-1]},later-r5", ""]), encoding="utf-8")
    assert problems_of(two) == [(
        (to_path("remarks.csv"), 6, "repeats"), "later-r5",
        "is a remark of a later meeting; a later one repeats an earlier one",
    )]


def test_a_meeting_that_is_half_copied_is_named_file_by_file(two):
    for file in ("report.txt", "groups.csv", "attendance.csv"):
        (two / to_path(file, LATER)).unlink()
    assert [place for place, _, _ in problems_of(two)] == [
        (to_path("attendance.csv", LATER), 0, ""), (to_path("groups.csv", LATER), 0, ""),
        (to_path("report.txt", LATER), 0, ""),
    ]


def test_a_collection_without_meetings_says_how_to_add_one(folder):
    shutil.rmtree(folder.path / "meetings")
    assert problems_of(folder.path) == [(
        ("meetings", 0, ""), "", "the collection holds no meeting; "
        f"'python -m loaders new {folder.path} --meeting <key>' adds one",
    )]


def test_the_tables_of_the_meetings_stand_below_each_other_in_their_order(two):
    dataset = load_dataset(two)
    assert dataset.meetings.to_dict("records") == [
        {"key": "klein", "title": "Klein overleg", "label": "Klein overleg", "place": "Gent",
         "date": "2031-03-01", "order": 1},
        {"key": "later", "title": "Overleg later", "label": "Overleg later", "place": "Gent",
         "date": "2032-03-01", "order": 2},
    ]
    assert dataset.remarks["remark_id"].tolist() == [
        "r1", "r2", "r3", "r4", "r5", "later-r1", "later-r2", "later-r3", "later-r4", "later-r5",
    ]
    assert dataset.remarks["meeting"].tolist() == ["klein"] * 5 + ["later"] * 5
    assert dataset.remarks["replies_to"].tolist()[7] == "later-r2"
    assert dataset.remarks["repeats"].tolist() == [""] * 9 + ["r5"]
    assert dataset.groups["key"].tolist() == ["round", "group_1", "later-round", "later-group_1"]
    assert dataset.groups["label"].tolist()[2] == "Rondje (Overleg later)"
    assert dataset.label_passes["remark_id"].tolist() == ["r1", "r1", "later-r1", "later-r1"]
    assert dataset.remarks["speaker"].tolist()[7] == "p1"
    assert dataset.about.title == "Alle overleg"
    assert dataset.reports["later"] == dataset.reports["klein"]


def test_a_meeting_goes_before_another_by_its_order_and_not_by_its_name(two):
    add_meeting(two, "a-first", order=3, date="")
    assert load_dataset(two).meetings["key"].tolist() == ["klein", "later", "a-first"]


def test_one_meeting_of_several_is_a_dataset_of_its_own(two):
    dataset = load_dataset(two).only("later")
    assert dataset.remarks["remark_id"].tolist()[0] == "later-r1"
    assert (len(dataset.remarks), len(dataset.groups), len(dataset.attendance)) == (5, 2, 2)
    assert dataset.about.title == "Overleg later"
    assert dataset.report.startswith("Rondje\n")


def test_someones_role_belongs_to_a_meeting_and_the_last_one_is_that_of_the_person(two):
    replace(two, to_path("attendance.csv", LATER), "p1,coördinator,local;city", "p1,,local")
    dataset = load_dataset(two)
    assert dataset.attendance[["meeting", "person", "role"]].values.tolist() == [
        ["klein", "p1", "coördinator"], ["klein", "p2", ""], ["later", "p1", ""],
        ["later", "p2", ""],
    ]
    assert dataset.people["role"].tolist() == ["", ""]
    assert dataset.people["organisations"].tolist() == [("local",), ("city",)]


def test_someone_who_was_at_no_meeting_has_no_role(two):
    (two / "people.csv").write_text(
        (two / "people.csv").read_text(encoding="utf-8") + "p3,Mia Stil,\n", encoding="utf-8"
    )
    person = load_dataset(two).people.iloc[2]
    assert (person["role"], person["organisations"], person["attendance"]) == ("", (), "")


def test_a_meeting_that_comes_or_goes_is_another_state(two):
    before = to_fingerprint(two)
    add_meeting(two, "third", order=3)
    with_third = to_fingerprint(two)
    shutil.rmtree(two / to_path("", "third"))
    assert before != with_third
    assert to_fingerprint(two) == before


def write_old_folder(path):
    """Write the small meeting as version 1 had it: people with their role, and one package."""
    path.mkdir()
    for file, content in whole_files().items():
        if file not in ("attendance.csv", "datapackage.json of the collection"):
            (path / file).write_bytes(content)
    package = json.loads(whole_files()["datapackage.json"])
    del package["bare_keys"]
    (path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (path / "people.csv").write_text(
        "key,name,role,organisations,attendance,spellings\n"
        "p1,Ann Peeters,coördinator,local;city,present,A. Peeters;Ann\n"
        "p2,Jan Claes,,city,excused,\n", encoding="utf-8",
    )
    (path / "README.md").write_text("Over ons.\n", encoding="utf-8")


def test_a_folder_of_version_1_is_told_the_command_that_brings_it_over(tmp_path):
    write_old_folder(tmp_path / "old")
    assert problems_of(tmp_path / "old") == [(
        ("meetings", 0, ""), "", "there is no such folder: the files are laid out as in version 1; "
        f"'python -m loaders upgrade {tmp_path / 'old'}' makes a collection of them",
    )]


def test_a_folder_of_version_1_becomes_the_collection_with_the_same_words_and_ids(
    tmp_path, folder, capsys
):
    old = tmp_path / "old"
    write_old_folder(old)
    assert main(["upgrade", str(old)]) == 0
    assert capsys.readouterr().out == (
        f"{old}: a collection of one meeting, klein; now run 'python -m loaders {old}'\n"
    )
    names = sorted(str(path.relative_to(old)) for path in old.rglob("*") if path.is_file())
    assert names == sorted(["README.md", *(to_path(file) for file in whole_files())])
    for file in whole_files():
        if file.endswith((".csv", ".txt")):
            assert (old / to_path(file)).read_bytes() == folder.at(file).read_bytes(), file
    assert main([str(old)]) == 0
    assert load_dataset(old).remarks["remark_id"].tolist() == ["r1", "r2", "r3", "r4", "r5"]


def test_upgrade_changes_nothing_where_people_can_not_be_read(tmp_path, capsys):
    write_old_folder(tmp_path / "old")
    (tmp_path / "old" / "people.csv").write_text("key,name\np1,Ann\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()}
    assert main(["upgrade", str(tmp_path / "old")]) == 1
    assert "people.csv:1: role: the column is missing" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()} == before


def test_upgrade_leaves_a_collection_alone(folder, capsys):
    assert main(["upgrade", str(folder.path)]) == 1
    assert capsys.readouterr().out == (
        f"{folder.path}: is a collection of meetings already; nothing was changed\n"
    )


def test_new_adds_empty_meetings_behind_the_others(folder):
    for key in ("later", "latest"):
        assert main(["new", str(folder.path), "--meeting", key]) == 0
    dataset = load_dataset(folder.path)
    assert dataset.meetings["key"].tolist() == ["klein", "later", "latest"]
    assert dataset.remarks["meeting"].unique().tolist() == ["klein"]


@pytest.mark.parametrize("key", ["", "Later", "a/b", "../x"])
def test_new_refuses_a_meeting_whose_name_is_no_key(folder, key, capsys):
    assert main(["new", str(folder.path), "--meeting", key]) == 1
    assert "is no key of a meeting" in capsys.readouterr().out
    assert [path.name for path in (folder.path / "meetings").iterdir()] == ["klein"]
