"""
data/README.md says what the schema says, and what the scripts compute.
"""

import csv
import json
import re

import pytest

from benchmarks.agreement import to_markdown
from loaders.dataset import DATA_DIR, load_dataset
from loaders.package import to_resources
from loaders.schema import TABLES

README = (DATA_DIR / "README.md").read_text(encoding="utf-8")
PACKAGE = json.loads((DATA_DIR / "datapackage.json").read_text(encoding="utf-8"))


def read_section(title):
    """Give the lines of the README between one heading of level 3 and the next heading."""
    _, _, rest = README.partition(f"\n### {title}\n")
    return re.split(r"\n#{2,3} ", rest)[0].splitlines()


def read_columns(table):
    """Give the cells of each row of the table of columns, without the header."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read_section(table.file)
        if line.startswith("|")
    ]
    assert rows[:2] == [["column", "needed", "what it says", "allowed"], ["---"] * 4]
    return rows[2:]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_the_readme_describes_each_table_as_the_schema_has_it(table):
    assert f"A row is {table.row}." in read_section(table.file)
    assert [cells[:3] for cells in read_columns(table)] == [
        [f"`{column.name}`", "yes" if column.required else "no", column.meaning]
        for column in table.columns
    ]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_the_readme_names_the_allowed_values_of_each_column(table):
    for column, cells in zip(table.columns, read_columns(table), strict=True):
        allowed = cells[3]
        assert allowed, column.name
        assert ("`codebook.csv`" in allowed) == bool(column.codebook), column.name
        assert f"`{column.codebook}`" in allowed or not column.codebook, column.name
        assert all(f"`{name}.csv`" in allowed for name in column.tables), column.name
        assert ("joined by `;`" in allowed) == column.kind.is_many, column.name
        assert f"1 to {column.max_keys} keys" in allowed or not column.max_keys, column.name
        assert ("no two rows the same" in allowed) == column.unique, column.name


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_the_file_has_the_columns_of_the_schema_in_its_order(table):
    with (DATA_DIR / table.file).open(encoding="utf-8", newline="") as stream:
        assert tuple(next(csv.reader(stream))) == table.column_names


def test_every_file_of_the_data_folder_is_described_and_the_other_way_round():
    described = set(re.findall(r"^### (\S+)$", README, re.MULTILINE))
    assert described == {path.name for path in DATA_DIR.iterdir()} - {"README.md"}


def test_the_data_package_describes_the_tables_as_the_schema_has_them():
    assert PACKAGE["resources"] == to_resources()


def test_the_agreement_figures_are_those_that_the_script_computes():
    block = re.search(r"<!-- agreement -->\n(.*)\n<!-- /agreement -->", README, re.DOTALL)
    assert block, "data/README.md lacks its agreement block"
    assert block.group(1) == to_markdown(load_dataset(DATA_DIR)), (
        "paste the output of 'python -m benchmarks.agreement' between the markers"
    )


def test_the_readme_names_the_version_of_the_data_package():
    assert f"Version {PACKAGE['version']}, 2026-11-24." in README


def test_the_readme_says_that_the_report_gives_no_date_and_no_licence():
    assert "the report does not say on which day the meeting was held" in README
    assert "the report names none, and none is given here" in README


@pytest.mark.parametrize("path", sorted(DATA_DIR.glob("*.csv")), ids=lambda path: path.name)
def test_a_table_is_utf_8_without_mark_with_lf_and_a_last_line_end(path):
    content = path.read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


@pytest.mark.parametrize("path", sorted(DATA_DIR.glob("*.csv")), ids=lambda path: path.name)
def test_every_row_of_a_table_is_one_line(path):
    # A cell with a line break makes every later row look changed in git.
    with path.open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.reader(stream))) == path.read_bytes().count(b"\n")


@pytest.mark.parametrize("path", sorted(DATA_DIR.glob("*.csv")), ids=lambda path: path.name)
def test_no_cell_starts_as_a_formula_does(path):
    # A spreadsheet would compute it.
    with path.open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
