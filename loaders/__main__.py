"""
Checks a data folder for an editor, describes it for other tools, or starts a new one.

    python -m loaders [folder]            check; exits 1 on any problem
    python -m loaders describe [folder]   write the tables' descriptions into datapackage.json
    python -m loaders new <folder>        write an empty, valid set of tables

Without a folder, it is the one that the dashboard shows: DASHBOARD_DATA, or data/.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loaders.dataset import load_dataset
from loaders.package import describe, write_new
from loaders.problems import DatasetError, to_printable
from loaders.settings import read_data_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 when all is well, 1 on a problem."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words.pop(0) if words and words[0] in COMMANDS else "check"
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, nargs=None if command == "new" else "?")
    folder = parser.parse_args(words).folder
    try:
        return COMMANDS[command](folder or read_data_folder())
    except DatasetError as error:
        # The settings can't be read: there is no folder to speak of.
        _say(*error.problems)
        return 1


def _check(folder: Path) -> int:
    try:
        dataset = load_dataset(folder)
    except DatasetError as error:
        _say(*(f"note: {note}" for note in error.notes), *error.problems,
             f"{len(error.problems)} problem(s) in {folder}")
        return 1
    _say(
        *(f"note: {note}" for note in dataset.notes),
        f"{folder}: {len(dataset.remarks)} remarks, {len(dataset.groups)} groups, "
        f"{len(dataset.people)} people, {len(dataset.organisations)} organisations; no problems",
    )
    return 0


def _describe(folder: Path) -> int:
    try:
        describe(folder)
    except (OSError, ValueError, RecursionError) as error:
        _say(f"{folder}: {error}")
        return 1
    _say(f"{folder}: datapackage.json describes the tables as loaders/schema.py has them")
    return 0


def _new(folder: Path) -> int:
    try:
        write_new(folder)
    except OSError as error:
        _say(error)
        return 1
    _say(f"{folder}: an empty set of tables; now run 'python -m loaders {folder}'")
    return 0


def _say(*lines: object) -> None:
    # The name of a folder may hold anything too.
    for line in lines:
        print(to_printable(str(line)))


COMMANDS = {"check": _check, "describe": _describe, "new": _new}

if __name__ == "__main__":
    # A terminal that does not know a sign shows its number.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
