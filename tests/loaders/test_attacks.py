"""
What someone may put into a data folder to stop the server, or to take over a terminal.
"""

import itertools
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from loaders import limits
from loaders.dataset import load_dataset
from tests.loaders.test_damaged_folders import NODES, load, within_seconds

ROOT = Path(__file__).resolve().parents[2]
HEADER = (
    "remark_id,group,section,question,text,sentiment,label_basis,themes,speaker,organisations,"
    "line_start,line_end,replies_to\n"
)


def write(folder, file, text):
    folder.at(file).write_text(text, encoding="utf-8", newline="")


def quote_words(folder, report, rows):
    """Write a report and the passages that quote it: first line, last line, words."""
    write(folder, "report.txt", report)
    write(folder, "remarks.csv", HEADER)
    write(folder, "passages.csv", "line_start,line_end,kind,text\n" + "".join(
        f"{start},{end},other,{words}\n" for start, end, words in rows
    ))


@pytest.mark.parametrize("file", ["remarks.csv", "report.txt", "datapackage.json"])
@pytest.mark.parametrize("node", NODES[:4], ids=["pipe", "folder", "loop", "device"])
def test_what_is_no_file_is_named_and_not_waited_for(folder, file, node):
    folder.at(file).unlink()
    node(folder.at(file))
    with within_seconds(20):
        (problem,) = folder.problems()
    assert (problem.file, problem.line) == (file, 0)
    assert problem.message.startswith("the file can't be read: ")


def test_a_pipe_that_takes_the_place_of_a_file_while_it_is_read_is_not_waited_for(
    folder, monkeypatch
):
    # Whether it is a file was asked before it is opened.
    folder.at("people.csv").unlink()
    os.mkfifo(folder.at("people.csv"))
    monkeypatch.setattr("loaders.files.stat", SimpleNamespace(S_ISREG=lambda mode: True))
    with within_seconds(20):
        assert ("people.csv", 1, "") in folder.places()


@pytest.mark.parametrize(
    ("report", "rows"),
    [
        ("w " * 60_000, [(1, 1, "w")] * 20_000),
        ("w\n" * 60_000, [(1, 60_000, "w")] * 20_000),
        ("w " * 60_000, [(1, 1, "w " * 29_999 + "x")] * 3),
        ("w o " * 30_000, [(1, 1, "w o " * 9_999 + "w – w")] * 3),
        ("o " * 60_000, [(1, 1, "o")] * 5_000),
    ],
    ids=["one word", "one word a line", "all but the last", "other signs", "only signs"],
)
def test_words_that_are_repeated_sixty_thousand_times_take_seconds(folder, report, rows):
    quote_words(folder, report, rows)
    _, seconds = load(folder.path)
    assert seconds < 5


@pytest.mark.parametrize("every", [1, 3])
def test_rows_with_words_that_are_not_there_take_seconds(folder, every):
    words = [f"{'x' if line % every == 0 else 'w'}{line}" for line in range(20_000)]
    quote_words(folder, "\n".join(f"w{line}" for line in range(20_000)), [
        (1, 20_000, word) for word in words
    ])
    _, seconds = load(folder.path)
    assert seconds < 2


def test_empty_rows_count_against_the_limit_of_cells(folder, monkeypatch):
    folder.append("groups.csv", "\n" * 200_000)
    _, seconds = load(folder.path)
    assert seconds < 1
    monkeypatch.setattr(limits, "CELLS", 100_000)
    said = "\n".join(map(str, folder.problems()))
    assert "groups.csv: the tables hold more than 100,000 cells" in said


def test_an_emoji_in_a_large_report_takes_memory_in_proportion(folder):
    # 5 MB; of 20, what a report may hold, it takes four times the difference.
    write(folder, "report.txt", "😀\n" + "w\n" * 2_500_000)
    measure = (
        "import sys; from pathlib import Path; from resource import *\n"
        "from loaders.dataset import DatasetError, load_dataset\n"
        "peak = lambda: getrusage(RUSAGE_SELF).ru_maxrss / 1024\n"
        "before = peak()\n"
        "try: load_dataset(Path(sys.argv[1]))\n"
        "except DatasetError: print(peak() - before)"
    )
    said = subprocess.run([sys.executable, "-c", measure, folder.path], check=True,
                          capture_output=True, text=True, cwd=ROOT)
    assert float(said.stdout) < 105


def test_a_shift_of_ten_thousand_rows_takes_seconds(folder):
    quote_words(folder, "\n" + "".join(f"woord {line}\n" for line in range(10_000)), [
        (line + 1, line + 1, f"woord {line}") for line in range(10_000)
    ])
    problems, seconds = load(folder.path)
    assert seconds < 5
    assert "take 1 line out of the report above line 2" in str(problems)


def test_twenty_thousand_values_in_a_cell_are_named_in_part_and_take_no_second(folder):
    folder.replace("attendance.csv", "local;city", ";".join(f"t{n}" for n in range(20_000)))
    problems, seconds = load(folder.path)
    assert seconds < 1
    assert len(problems) == 21
    assert problems[-1].message == "19980 more of this kind from here on, not listed one by one"


def test_every_row_that_points_to_nothing_is_counted_without_a_guess_for_each(folder):
    write(folder, "label_passes.csv", "reader,remark_id,sentiment,themes\n" + "".join(
        f"1,x{number},critical,housing\n" for number in range(20_000)
    ))
    problems, seconds = load(folder.path)
    assert seconds < 2
    assert len(problems) == 21


@pytest.mark.parametrize("columns", [10_000, 100_000])
def test_ten_thousand_columns_are_named_in_part(folder, columns):
    names = ",".join(f"c{number}" for number in range(columns))
    write(folder, "organisations.csv", f"key,name,spellings,{names}\n")
    problems, seconds = load(folder.path)
    assert seconds < 2
    assert [problem.column for problem in problems[:2]] == ["c0", "c1"]
    assert len([problem for problem in problems if problem.file == "organisations.csv"]) == 21


def test_a_row_without_end_is_no_row(folder):
    write(folder, "organisations.csv", "key,name,spellings\n" + '"a\n",' * 500_000)
    (problem,) = folder.problems()
    assert (problem.line, problem.message) == (
        2, "the row can't be read: it has more than 2000000 signs; look for a lone double quote"
    )


@pytest.mark.parametrize("text", [r'"\ud800"', r'"a\udfffb"', r'"\uD83D"'])
@pytest.mark.parametrize("entry", ['"title": {}', '"licenses": [{{"title": {}}}]', "{}: 1"])
def test_half_a_sign_in_the_data_package_is_named_with_its_line(folder, entry, text):
    write(folder, "datapackage.json", '{"name": "klein",\n' + entry.format(text) + "}")
    (problem,) = folder.problems()
    assert (problem.file, problem.line) == ("datapackage.json", 2)
    assert problem.message.startswith(r"holds half a sign, \ud")


def test_escape_signs_in_a_header_and_in_cells_are_named_and_printed_as_numbers(folder):
    folder.replace("groups.csv", "moderator,", "moderator,\x1b[2J,")
    folder.replace("attendance.csv", "coördinator", "\x1b]0;x\x07")
    said = [str(problem) for problem in folder.problems()]
    assert r"groups.csv:1: \x1b[2J: '\x1b[2J' is no column of this table; " in said[0]
    assert (r"attendance.csv:2: role: '\x1b]0;x\x07' holds signs that can't be seen: "
            "['U+0007', 'U+001B']") in said
    assert all(line.isprintable() for line in said)


def test_a_cell_of_130_kb_is_a_cell(folder):
    folder.replace("organisations.csv", "BW;Buurt Werk", "b" * 130_000)
    assert load_dataset(folder.path).organisations["spellings"][1] == ("b" * 130_000,)


def test_a_folder_that_is_too_large_says_the_limit_and_how_to_raise_it(folder, monkeypatch):
    monkeypatch.setitem(limits.MEGABYTES_OF, "report.txt", 0.00015)
    assert [str(problem) for problem in folder.problems()] == [
        "report.txt: the file holds more than 0.00015 MB, or the folder more than 50; that is the "
        "limit, and DASHBOARD_LIMITS=2 would double it"
    ]
    monkeypatch.setenv("DASHBOARD_LIMITS", "2")
    assert folder.problems() == []


def test_all_files_together_have_a_limit(folder, monkeypatch):
    monkeypatch.setattr(limits, "MEGABYTES", 0.001)
    assert ("people.csv", 0, "") not in folder.places()
    assert ("organisations.csv", 0, "") not in folder.places()
    assert ("remarks.csv", 0, "") in folder.places()


def test_too_many_cells_say_the_limit(folder, monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 70)
    assert "\n".join(map(str, folder.problems())).startswith(
        "abbreviations.csv: the tables hold more than 70 cells; that is the limit, and "
        "DASHBOARD_LIMITS=2 would double it"
    )


def test_what_takes_too_long_says_the_limit(folder, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0)
    monkeypatch.setattr(limits, "SECONDS_PER_MEGABYTE", 0)
    assert "checking took longer than 0 seconds of computing" in str(folder.problems()[0])


def test_files_that_change_while_they_are_read_give_a_list_or_a_dataset(folder):
    whole = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    done = threading.Event()

    def churn():
        for number in itertools.count():
            for path, content in whole.items():
                path.write_bytes(content[: number % (len(content) + 1)])
            if done.is_set():
                return

    writer = threading.Thread(target=churn)
    writer.start()
    try:
        outcomes = [load(folder.path)[0] for _ in range(30)]
    finally:
        done.set()
        writer.join()
    assert all(outcome for outcome in outcomes if isinstance(outcome, tuple))
    for path, content in whole.items():
        path.write_bytes(content)
    assert folder.problems() == []


def test_the_clock_counts_computing_and_not_waiting():
    clock = limits.Limits(0.02)
    time.sleep(0.3)
    clock.look_at_clock()
