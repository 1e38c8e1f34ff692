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
from loaders.schema import MEETING_TABLES, SHARED_TABLES, TABLES
from tests.real_meeting import MEETING_DIR

README = (DATA_DIR / "README.md").read_text(encoding="utf-8")
COLLECTION, PACKAGE = (
    json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for folder in (DATA_DIR, MEETING_DIR)
)
TABLE_FILES = sorted(DATA_DIR.rglob("*.csv"))


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
    folder = DATA_DIR if table.is_shared else MEETING_DIR
    with (folder / table.file).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    # What came later is needed only where it is used.
    assert header == [column.name for column in table.columns
                      if column.name in header or not column.added]


def test_every_file_of_the_data_folder_is_described_and_the_other_way_round():
    described = set(re.findall(r"^### (\S+)$", README, re.MULTILINE))
    files = {path.name for path in DATA_DIR.rglob("*") if path.is_file()}
    assert described == files - {"README.md"}


def test_the_data_packages_describe_the_tables_as_the_schema_has_them():
    assert COLLECTION["resources"] == to_resources(SHARED_TABLES)
    assert PACKAGE["resources"][:-1] == to_resources(MEETING_TABLES)


def test_the_first_meeting_keeps_its_bare_ids_and_says_so():
    assert PACKAGE["bare_keys"] is True


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


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.name)
def test_a_table_is_utf_8_without_mark_with_lf_and_a_last_line_end(path):
    content = path.read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.name)
def test_every_row_of_a_table_is_one_line(path):
    # A cell with a line break makes every later row look changed in git.
    with path.open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.reader(stream))) == path.read_bytes().count(b"\n")


@pytest.mark.parametrize("path", TABLE_FILES, ids=lambda path: path.name)
def test_no_cell_starts_as_a_formula_does(path):
    # A spreadsheet would compute it.
    with path.open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
