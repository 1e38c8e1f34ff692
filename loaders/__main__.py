"""
Checks a data folder for an editor, describes it for other tools, or starts a new one.

    python -m loaders [folder]            check; exits 1 on any problem
    python -m loaders describe [folder]   write the tables' descriptions into datapackage.json
    python -m loaders new <folder>        write an empty, valid set of tables
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from loaders.dataset import DATA_DIR, DatasetError, load_dataset
from loaders.package import describe, write_new


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command and give its exit code: 0 when all is well, 1 on a problem.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words.pop(0) if words and words[0] in COMMANDS else "check"
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    needs_folder = command == "new"
    parser.add_argument(
        "folder", type=Path, nargs=None if needs_folder else "?",
        default=None if needs_folder else DATA_DIR,
    )
    return COMMANDS[command](parser.parse_args(words).folder)


def _check(folder: Path) -> int:
    try:
        dataset = load_dataset(folder)
    except DatasetError as error:
        for problem in error.problems:
            print(problem)
        print(f"{len(error.problems)} problem(s) in {folder}")
        return 1
    print(
        f"{folder}: {len(dataset.remarks)} remarks, {len(dataset.groups)} groups, "
        f"{len(dataset.people)} people, {len(dataset.organisations)} organisations; no problems"
    )
    return 0


def _describe(folder: Path) -> int:
    try:
        describe(folder)
    except (OSError, ValueError) as error:
        print(f"{folder}: {error}")
        return 1
    print(f"{folder}: datapackage.json describes the tables as loaders/schema.py has them")
    return 0


def _new(folder: Path) -> int:
    try:
        write_new(folder)
    except OSError as error:
        print(error)
        return 1
    print(f"{folder}: an empty set of tables; now run 'python -m loaders {folder}'")
    return 0


COMMANDS = {"check": _check, "describe": _describe, "new": _new}

if __name__ == "__main__":
    sys.exit(main())
