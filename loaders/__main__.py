"""
Checks a data folder for an editor, describes it for other tools, or starts a new one.

    python -m loaders [folder]            check; exits 1 on any problem
    python -m loaders describe [folder]   write the tables' descriptions into datapackage.json
    python -m loaders new <folder>        start a collection with an empty, valid meeting
    python -m loaders upgrade <folder>    make a collection of a folder of version 1

With --meeting <key>, "new" names the meeting, or adds it to a collection, and "upgrade" names it.

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
from loaders.upgrade import upgrade


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 when all is well, 1 on a problem."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words.pop(0) if words and words[0] in COMMANDS | WRITERS else "check"
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    is_writing = command in ("new", "upgrade")
    parser.add_argument("folder", type=Path, nargs=None if is_writing else "?")
    if is_writing:
        parser.add_argument("--meeting", metavar="KEY", default="")
    options = parser.parse_args(words)
    try:
        if is_writing:
            return WRITERS[command](options.folder, options.meeting)
        return COMMANDS[command](options.folder or read_data_folder())
    except DatasetError as error:
        # Of the settings, or of a table that is to be brought over.
        _say(*error.problems)
        return 1


def _check(folder: Path) -> int:
    try:
        dataset = load_dataset(folder)
    except DatasetError as error:
        _say(*(f"note: {note}" for note in error.notes), *error.problems,
             f"{len(error.problems)} problem(s) in {folder}")
        return 1
    tables = {"remarks": dataset.remarks, "groups": dataset.groups, "people": dataset.people,
              "organisations": dataset.organisations}
    meetings = {"meetings": dataset.meetings} if len(dataset.meetings) > 1 else {}
    counts = (f"{len(table)} {name}" for name, table in (meetings | tables).items())
    _say(*(f"note: {note}" for note in dataset.notes),
         f"{folder}: {', '.join(counts)}; no problems")
    return 0


def _describe(folder: Path) -> int:
    try:
        describe(folder)
    except (OSError, ValueError, RecursionError) as error:
        _say(f"{folder}: {error}")
        return 1
    _say(f"{folder}: datapackage.json describes the tables as loaders/schema.py has them")
    return 0


def _new(folder: Path, meeting: str) -> int:
    try:
        write_new(folder, meeting)
    except (OSError, ValueError) as error:
        _say(error)
        return 1
    _say(f"{folder}: an empty set of tables; now run 'python -m loaders {folder}'")
    return 0


def _upgrade(folder: Path, meeting: str) -> int:
    try:
        key = upgrade(folder, meeting)
    except (OSError, ValueError) as error:
        _say(f"{folder}: {error}")
        return 1
    _say(f"{folder}: a collection of one meeting, {key}; now run 'python -m loaders {folder}'")
    return 0


def _say(*lines: object) -> None:
    # The name of a folder may hold anything too.
    for line in lines:
        print(to_printable(str(line)))


COMMANDS = {"check": _check, "describe": _describe}
WRITERS = {"new": _new, "upgrade": _upgrade}

if __name__ == "__main__":
    # A terminal that does not know a sign shows its number.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
