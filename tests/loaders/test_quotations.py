"""
Lines that move under the rows that quote them: one cause, one problem.
"""

import pytest


@pytest.fixture
def change_report(real_folder):
    """Load a copy of the real data with other lines in its report, and give what is wrong."""
    def change(to_lines):
        report = real_folder.at("report.txt")
        lines = report.read_text(encoding="utf-8").split("\n")
        report.write_text("\n".join(to_lines(lines)), encoding="utf-8")
        return [(problem.file, problem.line, problem.message) for problem in real_folder.problems()]

    return change


def test_a_blank_line_on_top_of_the_report_is_one_problem_that_offers_the_shift(change_report):
    assert change_report(lambda lines: ["", *lines]) == [(
        "report.txt", 1, "from here on the words stand 1 line lower than the line_start and "
        "line_end of remarks.csv and passages.csv say; take 1 line out of the report above line "
        "2, or add 1 to both in every row that is at line 1 or below",
    )]


def test_a_line_that_is_gone_is_one_problem_that_offers_the_shift(change_report):
    assert change_report(lambda lines: lines[:16] + lines[17:]) == [(
        "report.txt", 18, "from here on the words stand 1 line higher than the line_start and "
        "line_end of remarks.csv and passages.csv say; put 1 line back into the report above line "
        "18, or take 1 off both in every row that is at line 18 or below",
    )]


def test_lines_put_in_at_two_places_are_two_problems(change_report):
    # Line 100 is in the middle of a remark.
    found = change_report(lambda lines: [*lines[:100], "", *lines[100:400], "", "", *lines[400:]])
    assert [(file, line, message[:40]) for file, line, message in found] == [
        ("report.txt", 101, "from here on the words stand 1 line lowe"),
        ("report.txt", 403, "from here on the words stand 2 lines low"),
    ]


def test_another_report_is_one_problem(change_report):
    assert change_report(lambda lines: ["Iets anders."] * len(lines)) == [(
        "report.txt", 0, "331 of the 331 rows of remarks.csv and passages.csv do not have their "
        "words in their lines of it; is it the report that they were cut from?",
    )]


def test_two_rows_with_a_wrong_line_are_no_shift(folder):
    folder.replace("remarks.csv", ",,,2,2,", ",,,1,1,")
    folder.replace("passages.csv", "12,12,", "11,11,")
    assert [(problem.file, problem.line, problem.message) for problem in folder.problems()] == [
        ("passages.csv", 5, "does not stand in line 11 of report.txt, but in line 12"),
        ("remarks.csv", 2, "does not stand in line 1 of report.txt, but in line 2"),
        ("report.txt", 2, "is in no remark of remarks.csv and in no row of passages.csv"),
        ("report.txt", 12, "is in no remark of remarks.csv and in no row of passages.csv"),
    ]
