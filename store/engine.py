"""Opens the store: one write at a time, on tables of the version that this code knows."""

from __future__ import annotations

import os
import secrets
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from store.errors import DAMAGED, GONE, NEWER, StoreError, told
from store.tables import VERSION, journal, metadata

# How long a write waits for another, in seconds.
PATIENCE = 10
# The number by which writers of one PostgreSQL database know one another; any will do.
_ONE_WRITER = 20261124
_MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """
    One database. A file that is not there is an empty store, and made by the first write.

    Attributes:
        url: where it is, as SQLAlchemy writes it.
        path: the file; None where it is no SQLite.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.path = None
        if self.url.get_backend_name() == "sqlite":
            self.path = Path(self.url.database or "").absolute()
            self._engine = _open_sqlite(self.path, "rw")
        else:
            # pre_ping: a server that started again costs no one an error.
            self._engine = create_engine(
                self.url, pool_pre_ping=True, hide_parameters=True,
                connect_args={"connect_timeout": PATIENCE},
            )
        weakref.finalize(self, self._engine.dispose)
        self._was_there = self._is_known = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """
        Read at one moment, whatever is written meanwhile.

        Raises:
            StoreError: where the store can't be read.
        """
        with told(), self._to_read().connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """
        Change the store: everything until the end, or nothing.

        Raises:
            StoreError: where the store can't be written.
        """
        with told():
            if not self._is_there():
                _make(self.path)
            with self._alone() as connection:
                _to_newest(connection)
                yield connection
            # Gone before it was done: then nothing was saved.
            self._is_there()

    @property
    def revision(self) -> int:
        """
        Give the number of the last change; 0 where nothing was ever saved.

        Raises:
            StoreError: where the store can't be read.
        """
        if not self._is_there():
            return 0
        with self.read() as connection:
            return connection.execute(select(func.max(journal.c.id))).scalar() or 0

    def scrub(self) -> None:
        """Leave no byte on the disk of what was overwritten."""
        with told(), self._engine.connect().execution_options(
            isolation_level="AUTOCOMMIT", begin=""
        ) as connection:
            if self.path:
                connection.execute(text("PRAGMA secure_delete = ON"))
                connection.execute(text("VACUUM"))
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            else:
                connection.execute(text("VACUUM FULL"))

    def migrate(self) -> None:
        """Bring the tables up to date, where there are any; another process may do so too."""
        with told():
            self._to_read()

    def _is_there(self) -> bool:
        is_there = self.path is None or self.path.exists()
        if self._was_there and not is_there:
            # An empty one in its place would be answers lost in silence.
            raise StoreError(GONE, f"{self.path} is no longer there")
        self._was_there = is_there
        return is_there

    def _to_read(self) -> Engine:
        """Give what to read with; the first time, the tables are brought up to date."""
        if not self._is_there():
            return _open_empty()
        engine = self._engine
        if self.path and not os.access(self.path, os.W_OK):
            # Beside a file that no one is writing, SQLite would make another; here it may not.
            is_still = not _to_log(self.path).exists()
            engine = _open_sqlite(self.path, "ro&immutable=1" if is_still else "ro")
        if not self._is_known:
            with engine.connect() as connection:
                is_old = _is_old(connection)
            if is_old:
                with self._alone() as connection:
                    _to_newest(connection)
            self._is_known = True
        return engine if self.path else engine.execution_options(
            isolation_level="REPEATABLE READ"
        )

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """
        Begin a change and be the only one, from the first look to the last row.

        SQLite refuses at once who reads first and writes after, when another wrote between:
        so IMMEDIATE. PostgreSQL would let several in, and numbers of the journal come to
        sight out of order: a reader who saw 6 would never look for 5.
        """
        if self.path:
            with self._engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                yield connection
        else:
            with self._engine.begin() as connection:
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(select(func.pg_advisory_xact_lock(_ONE_WRITER)))
                yield connection


def open_store(url: str) -> Store:
    """
    Open a store, and bring its tables up to date.

    Args:
        url: "sqlite:///path" or "postgresql+psycopg://...". Opening makes no file: the
            first write does.

    Raises:
        StoreError: where it can't be used.
    """
    try:
        store = Store(url)
    except (ArgumentError, ImportError) as error:
        raise StoreError(GONE, f"DASHBOARD_STORE: {error}") from None
    store.migrate()
    return store


def _open_sqlite(path: Path, mode: str) -> Engine:
    def connect() -> sqlite3.Connection:
        # isolation_level: it is we who say BEGIN.
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if mode.startswith("rw"):
            # Readers and a writer side by side; a copy that someone put here may know no better.
            connection.execute("PRAGMA journal_mode = WAL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def remember(_: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _to_identity(path)

    @event.listens_for(engine, "checkout")
    def compare(_: object, record: ConnectionPoolEntry, __: object) -> None:
        # What is written into a file that was removed or replaced is lost.
        if record.info["file"] != _to_identity(path):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _to_log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _to_identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _open_empty() -> Engine:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return engine


def _make(path: Path | None) -> None:
    """Make a SQLite file with all its tables beside its place, and put it there whole."""
    assert path  # noqa: S101 - one of PostgreSQL is always there
    path.parent.mkdir(parents=True, exist_ok=True)
    left = _to_log(path)
    if left.exists() and not path.exists():
        # SQLite would write what it holds into the new file.
        raise StoreError(DAMAGED, f"{left} is there without its database; bring back both or none")
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        engine = _open_sqlite(fresh, "rwc")
        with engine.begin() as connection:
            _to_newest(connection)
        engine.dispose()
        # Unlike a rename, this leaves a file alone that another process was quicker to make.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)


def _is_old(connection: Connection) -> bool:
    """
    Tell whether the tables need to be brought up to date.

    Raises:
        StoreError: where they are newer than this code.
    """
    if not inspect(connection).has_table("alembic_version"):
        return True
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    # Versions are numbers of as many digits.
    if version and version > VERSION:
        raise StoreError(NEWER, f"its tables are of version {version}, ours of {VERSION}")
    return version != VERSION


def _to_newest(connection: Connection) -> None:
    if not _is_old(connection):
        return
    # Takes a tenth of a second to import, for what is needed once.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
