import json
import subprocess
import sys

import pytest

from loaders import settings
from loaders.__main__ import main
from loaders.dataset import DATA_DIR


def test_a_good_folder_is_counted_and_exits_0(folder, capsys):
    assert main([str(folder.path)]) == 0
    assert capsys.readouterr().out == (
        f"{folder.path}: 5 remarks, 2 groups, 2 people, 2 organisations; no problems\n"
    )


def test_every_problem_is_printed_one_to_a_line_and_exits_1(folder, capsys):
    folder.replace("groups.csv", "round,Rondje", "round,")
    folder.replace("attendance.csv", "excused", "away")
    assert main([str(folder.path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "meetings/klein/attendance.csv:3: attendance: 'away' is not in codebook.csv under "
        "'attendance'; allowed: excused, present",
        "meetings/klein/groups.csv:3: label: the cell is empty, but needs a value",
        f"2 problem(s) in {folder.path}",
    ]


def test_check_may_be_said_or_left_out(folder, capsys):
    assert main(["check", str(folder.path)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_without_a_folder_or_setting_the_projects_own_data_is_checked(capsys, monkeypatch):
    monkeypatch.delenv("DASHBOARD_DATA", raising=False)
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(f"{DATA_DIR}: ")


def test_a_folder_that_does_not_exist_exits_1(tmp_path, capsys):
    assert main([str(tmp_path / "nergens")]) == 1
    assert "there is no such folder" in capsys.readouterr().out


def test_new_writes_a_folder_that_checks(tmp_path, capsys):
    path = str(tmp_path / "nieuw")
    assert main(["new", path]) == 0
    assert main([path]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: an empty set of tables; now run 'python -m loaders {path}'",
        f"{path}: 0 remarks, 0 groups, 0 people, 0 organisations; no problems",
    ]


def test_new_refuses_a_folder_that_holds_anything_and_exits_1(folder, capsys):
    assert main(["new", str(folder.path)]) == 1
    assert "no key of a meeting; name it with --meeting" in capsys.readouterr().out


def test_new_refuses_a_folder_with_other_things_in_it_and_exits_1(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{tmp_path} is not empty; nothing was written\n"


def test_new_asks_for_a_folder(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["new"])
    assert caught.value.code == 2
    assert "folder" in capsys.readouterr().err


def test_describe_writes_the_tables_into_the_data_package(folder, capsys):
    path = folder.path / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**package, "resources": []}), encoding="utf-8")
    assert main([str(folder.path)]) == 1
    assert main(["describe", str(folder.path)]) == 0
    capsys.readouterr()
    assert main([str(folder.path)]) == 0


@pytest.mark.parametrize("content", [None, "[1]", "{"])
def test_describe_says_what_is_wrong_with_a_data_package_and_exits_1(folder, capsys, content):
    path = folder.path / "datapackage.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["describe", str(folder.path)]) == 1
    assert capsys.readouterr().out.startswith(f"{folder.path}: ")


def test_the_command_runs_as_a_module(folder):
    folder.replace("attendance.csv", "excused", "away")
    answer = subprocess.run(
        [sys.executable, "-m", "loaders", folder.path], cwd=DATA_DIR.parent,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )
    assert answer.returncode == 1
    assert answer.stdout.startswith("meetings/klein/attendance.csv:3: attendance: 'away' ")
    assert answer.stderr == ""


def test_without_a_folder_the_one_that_the_dashboard_shows_is_checked(
    folder, capsys, monkeypatch
):
    monkeypatch.setenv("DASHBOARD_DATA", str(folder.path))
    assert main([]) == 0
    assert capsys.readouterr().out.startswith(f"{folder.path}: 5 remarks")


def test_what_was_read_in_another_way_is_noted(folder, capsys):
    folder.append("groups.csv", ",,,,\n")
    assert main([str(folder.path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "note: meetings/klein/groups.csv:4: the row is empty, and was left out",
        f"{folder.path}: 5 remarks, 2 groups, 2 people, 2 organisations; no problems",
    ]
    folder.replace("attendance.csv", "excused", "away")
    assert main([str(folder.path)]) == 1
    assert capsys.readouterr().out.startswith("note: meetings/klein/groups.csv:4: ")


def test_settings_that_cannot_be_read_are_named_and_exit_1(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.delenv("DASHBOARD_DATA", raising=False)
    (tmp_path / "dashboard.toml").write_text("DASHBOARD_DATA = ", encoding="utf-8")
    assert main([]) == 1
    assert capsys.readouterr().out.startswith("dashboard.toml: can't be read: Invalid value")


def test_no_sign_of_a_folder_name_moves_what_a_terminal_shows(tmp_path, capsys):
    assert main([str(tmp_path / "\x1b[2J\udcff")]) == 1
    assert r"\x1b[2J\udcff" in capsys.readouterr().out
