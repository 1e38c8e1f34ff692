"""
Brings a folder of the layout of version 1, which held one meeting, to a collection.

No word and no label changes, and the ids stay as they are: every link keeps working.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from loaders.files import list_meetings, read_bytes, read_tables
from loaders.package import FIRST_MEETING, write_package, write_table
from loaders.problems import DatasetError
from loaders.raw import RawFolder
from loaders.schema import (
    ATTENDANCE,
    KEY_FORM,
    MEETING_FILES,
    MEETING_TABLES,
    MEETINGS_DIR,
    PACKAGE_FILE,
    PEOPLE,
    SHARED_TABLES,
    Table,
)

# Then, a person was at one meeting, in one role.
_OLD_PEOPLE = Table(
    PEOPLE.name, PEOPLE.row,
    (*PEOPLE.columns[:2], *ATTENDANCE.columns[1:], *PEOPLE.columns[2:]), PEOPLE.key,
)
_COLLECTION_SAYS = ("name", "title", "place", "description", "version")


def upgrade(folder: Path, meeting: str = "") -> str:
    """
    Move the files of the one meeting into a folder of its own, and part people from attendance.

    What the folder holds besides stays where it is.

    Args:
        folder: a folder of the old layout.
        meeting: key of the meeting; by itself the short name in datapackage.json.

    Returns:
        The key of the meeting.

    Raises:
        DatasetError: where people.csv can't be read as a whole; nothing was changed.
        OSError: where a file is missing, or can't be copied.
        ValueError: where the folder is a collection already, or the package can't be read.
    """
    if list_meetings(folder):
        raise ValueError("is a collection of meetings already; nothing was changed")
    package = json.loads(read_bytes(folder / PACKAGE_FILE).decode("utf-8-sig"))
    name = meeting or str(package.get("name", ""))
    key = name if meeting or KEY_FORM.fullmatch(name) else FIRST_MEETING
    if not KEY_FORM.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a meeting; nothing was changed")
    people = RawFolder()
    read_tables(folder, [_OLD_PEOPLE], people)
    if people.problems:
        raise DatasetError(people.problems)
    moved = sorted({*MEETING_FILES} - {ATTENDANCE.file, PACKAGE_FILE})
    for file in moved:
        read_bytes(folder / file, 0)
    # Hidden till all is there: a running dashboard sees no half of it, and one may try again.
    hidden = folder / MEETINGS_DIR / f".{key}"
    hidden.mkdir(parents=True, exist_ok=True)
    attendance = people.rows("people", "key", *ATTENDANCE.column_names[1:])
    write_table(hidden, ATTENDANCE, (cells[1:] for cells in attendance))
    for file in moved:
        shutil.copyfile(folder / file, hidden / file)
    write_package(hidden, {**package, "order": 1, "bare_keys": True}, MEETING_TABLES)
    hidden.rename(folder / MEETINGS_DIR / key)
    names = people.rows("people", *PEOPLE.column_names)
    write_table(folder, PEOPLE, (cells[1:] for cells in names))
    shared = {name: package[name] for name in _COLLECTION_SAYS if name in package}
    write_package(folder, shared, SHARED_TABLES)
    for file in moved:
        (folder / file).unlink()
    return key
