"""
Write a data folder of any size: the real report, over and over, with new ids.

    python -m benchmarks.synthetic 100000 /tmp/large
    DASHBOARD_DATA=/tmp/large python -m benchmarks.pages
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

from loaders.dataset import DATA_DIR
from loaders.schema import REPORT_FILE, TABLES, to_place

Row = dict[str, str]


def main(arguments: list[str] | None = None) -> int:
    """Write the folder, and say how large it is."""
    size, folder = sys.argv[1:] if arguments is None else arguments
    written = write_copies(Path(folder), int(size))
    print(f"{folder}: {written} remarks")
    return 0


def write_copies(folder: Path, size: int) -> int:
    """
    Write at least so many remarks, as whole copies of the report.

    Returns:
        How many remarks were written.
    """
    shutil.copytree(DATA_DIR, folder)
    folder /= to_place("armoedebeleidsplan")
    remarks, passages = _read(folder, "remarks"), _read(folder, "passages")
    report = (folder / REPORT_FILE).read_text(encoding="utf-8").rstrip("\n") + "\n"
    copies, line_count = -(-size // len(remarks)), report.count("\n")
    (folder / REPORT_FILE).write_text(report * copies, encoding="utf-8")
    for name, rows in (("remarks", remarks), ("passages", passages)):
        _write(folder, name, [
            _moved(row, copy, copy * line_count) for copy in range(copies) for row in rows
        ])
    # The readers of the labels read one copy only.
    _write(folder, "label_passes", [])
    return copies * len(remarks)


def _moved(row: Row, copy: int, lines: int) -> Row:
    moved = dict(row)
    for column in ("line_start", "line_end"):
        moved[column] = str(int(row[column]) + lines)
    for column in ("remark_id", "replies_to"):
        if row.get(column):
            moved[column] = f"{row[column]}-{copy}"
    return moved


def _read(folder: Path, name: str) -> list[Row]:
    with (folder / TABLES[name].file).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(folder: Path, name: str, rows: list[Row]) -> None:
    with (folder / TABLES[name].file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLES[name].column_names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
