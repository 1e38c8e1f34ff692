"""
What the measurements print, from times that are written out here.
"""

import pytest

from benchmarks import cold_start, scale
from benchmarks.__main__ import PARTS, main, to_machine_line
from benchmarks.pages import PageTimes, to_report
from benchmarks.scale import SizeTimes


def test_a_page_stands_beside_the_empty_app_and_datasette():
    report = to_report([
        PageTimes("Overzicht", [90.0, 100.0, 300.0], [50.0, 40.0, 60.0], [200.0, 100.0, 900.0]),
    ])
    assert "| Overzicht | 100 | 50 | 2.00 | 200 | 0.50 |" in report
    assert report.endswith(
        "Over all 3 turns: the empty app 50 ms, a facet of the remarks in Datasette 200 ms, "
        "which is 4.00 times the empty app."
    )


def test_without_datasette_the_rest_is_still_printed():
    report = to_report([PageTimes("Overzicht", [100.0], [50.0], [])])
    assert "| Overzicht | 100 | 50 | 2.00 | not installed |  |" in report
    assert report.endswith("pip install -r requirements-benchmarks.txt`.")


def test_a_cold_start_is_a_median_with_every_start_beside_it():
    report = cold_start.to_report({"ours": [3.04, 2.0, 9.0], "Datasette": [1.0]})
    assert "| ours | 3.0 | 3.0 2.0 9.0 |" in report
    assert report.endswith("| Datasette | 1.0 | 1.0 |")


def test_a_cold_start_without_datasette_says_so():
    assert "Datasette is not installed" in cold_start.to_report({"ours": [3.0]})


def test_every_number_of_remarks_has_a_row():
    clicks = {title: [30.0, 10.0, 20.0] for title in scale.PATHS}
    report = scale.to_report([
        SizeTimes(1240, 4.26, 3.04, 300, clicks), SizeTimes(100_192, 51.0, 4.5, 720, clicks),
    ])
    assert (
        "| 1,240 | 4.3 | 3.0 | 300 | 20 | 20 | 20 | 20 |\n"
        "| 100,192 | 51.0 | 4.5 | 720 | 20 | 20 | 20 | 20 |"
    ) in report


def test_a_part_that_is_not_there_is_named_with_those_that_are(capsys):
    with pytest.raises(SystemExit):
        main(["pagina"])
    said = capsys.readouterr().err
    assert "no part pagina" in said
    assert all(part in said for part in PARTS)


def test_only_the_part_that_is_asked_for_is_run(capsys):
    assert main(["search-quality", "--quick"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(to_machine_line().split(", load")[0])
    assert [line for line in said.splitlines() if line.startswith("## ")] == ["## Search: quality"]
    assert "nDCG@10" in said
