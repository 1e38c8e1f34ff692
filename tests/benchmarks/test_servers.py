import sqlite3
import sys
from contextlib import closing

import pytest

from benchmarks.servers import find_datasette, write_database
from loaders.dataset import DATA_DIR


def read(database, query):
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_every_csv_file_becomes_a_table_of_text(tmp_path):
    (tmp_path / "groups.csv").write_text("key,order\ngroup_1,01\ngroup_2,\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("key\np01\n", encoding="utf-8")
    (tmp_path / "report.txt").write_text("no table", encoding="utf-8")
    database = tmp_path / "tables.db"
    assert write_database(tmp_path, database) == ["groups", "people"]
    assert read(database, "SELECT * FROM groups") == [("group_1", "01"), ("group_2", "")]
    assert read(database, "SELECT * FROM people") == [("p01",)]


def test_the_remarks_that_datasette_shows_are_those_of_the_report(tmp_path):
    database = tmp_path / "tables.db"
    assert "remarks" in write_database(DATA_DIR, database)
    facet = "SELECT sentiment, COUNT(*) FROM remarks GROUP BY sentiment ORDER BY COUNT(*) DESC"
    assert read(database, facet) == [
        ("missing", 97), ("neutral", 72), ("critical", 42), ("positive", 37),
    ]


def test_a_datasette_that_is_named_wins(monkeypatch):
    monkeypatch.setenv("DATASETTE", sys.executable)
    assert find_datasette() == sys.executable


def test_a_datasette_that_is_named_and_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv("DATASETTE", "/nergens/datasette")
    with pytest.raises(SystemExit, match="/nergens/datasette"):
        find_datasette()


def test_no_datasette_is_no_error(monkeypatch, tmp_path):
    monkeypatch.delenv("DATASETTE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert find_datasette() is None
