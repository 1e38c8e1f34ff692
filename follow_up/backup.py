"""Copies of the whole store, drafts and all, made and put back while others work."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, insert, select

from follow_up.archive import count_on
from follow_up.forget import KEEPER
from store.engine import PATIENCE, Store
from store.errors import DAMAGED, NEWER, StoreError, told
from store.journal import to_now
from store.tables import VERSION, journal


class ToolError(Exception):
    """A tool of PostgreSQL that is not there, or that failed, with what it said."""


def back_up(store: Store, target: Path) -> None:
    """
    Write a copy of the store into one file, as it is at one moment.

    Raises:
        FileExistsError: where the file is there already.
        StoreError: where there is nothing to copy.
        ToolError: where pg_dump is needed, and does not do it.
    """
    if target.exists():
        raise FileExistsError(f"{target} is there already; nothing was written")
    target.parent.mkdir(parents=True, exist_ok=True)
    if store.path is None:
        _run(store, "pg_dump", "--format=custom", f"--file={target}")
        return
    # Half a copy never bears the name of a whole one.
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        _copy(store.path, partial)
        # One file is easier to keep than one with a log beside it.
        with closing(sqlite3.connect(partial)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def restore(store: Store, source: Path) -> None:
    """
    Put a copy back in the place of all that is there now; servers that run see it at once.

    Raises:
        StoreError: where the copy is damaged, or newer than this code; nothing is changed then.
        ToolError: where pg_restore is needed, and does not do it.
    """
    last = store.revision
    if store.path is None:
        _run(store, "pg_restore", "--clean", "--if-exists", "--single-transaction", str(source))
    else:
        _check(source)
        with store.write():
            pass  # makes the file, where there is none
        _copy(source, store.path)
    with store.write() as connection:
        # A number that means something else than before would be taken for what it was.
        highest = max(last, connection.execute(select(func.max(journal.c.id))).scalar() or 0)
        connection.execute(insert(journal).values(
            id=highest + 1, at=to_now(), actor=KEEPER, table="store", row_id=source.name,
            version=1, before="{}", after="{}", why="teruggezet",
        ))
        count_on(connection)


def _copy(source: Path, target: Path) -> None:
    with told(), _open(source) as old, closing(sqlite3.connect(target, timeout=PATIENCE)) as new:
        old.backup(new)


def _open(source: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True))


def _check(source: Path) -> None:
    with told(), _open(source) as copy:
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        (version,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    if said != "ok":
        raise StoreError(DAMAGED, f"the copy: {said}")
    if version > VERSION:
        raise StoreError(NEWER, f"the copy is of version {version}, ours is {VERSION}")


def _run(store: Store, program: str, *options: str) -> None:
    found = shutil.which(program)
    address = store.url._replace(drivername="postgresql", password=None).render_as_string()
    command = [found or program, f"--dbname={address}", *options]
    if not found:
        raise ToolError(f"{program} is not on this computer; run it elsewhere: {_join(command)}")
    # The password does not stand in the list of processes.
    secret = {"PGPASSWORD": str(store.url.password)} if store.url.password else {}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, found on PATH
        command, env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ToolError(f"{_join(command)}: {done.stderr.strip()}")


def _join(command: Sequence[str]) -> str:
    return " ".join(command)
