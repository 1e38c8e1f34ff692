"""
The page about the data says only what the data can tell.
"""

from tests.real_meeting import PLACE
from tests.screen import html_blocks, open_page


def test_one_reader_of_the_labels_agrees_with_no_one(copy):
    path = copy / PLACE / "label_passes.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = [row for row in rows if row.startswith(rows[0].split(",")[0] + ",")]
    path.write_text("".join([head, *first]), encoding="utf-8")
    assert "about.agreement" not in html_blocks(open_page("about"))
