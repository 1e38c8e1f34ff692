import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text

from store import engine as engine_module
from store.engine import Store, open_store
from store.errors import DAMAGED, FULL, GONE, LOCKED, NEWER, READ_ONLY, StoreError
from store.journal import log
from store.tables import VERSION, answers, drafts, journal, metadata
from tests.postgresql import to_libpq

ROOT = Path(__file__).parents[2]
FIRST_VERSION = Path(__file__).parent / "first_version.sql"


def change(store, words="x"):
    with store.write() as connection:
        return log(connection, "ann", "answers", "a1", before={}, after={"text": words})


def change_and_fail(store):
    with store.write() as connection:
        log(connection, "ann", "answers", "a1", before={}, after={})
        raise ZeroDivisionError


@pytest.fixture
def file_store(tmp_path):
    """A store in a file, with one change in it."""
    store = open_store(f"sqlite:///{tmp_path}/var/store.sqlite")
    change(store)
    return store


def reason_of(call):
    with pytest.raises(StoreError) as raised:
        call()
    assert "xxx" not in f"{raised.value} {raised.value.detail}", "words of an answer"
    assert raised.value.message.endswith(".")
    assert raised.value.detail
    return raised.value.reason


def test_reading_makes_no_file_and_the_first_change_does(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/var/store.sqlite")
    assert store.revision == 0
    with store.read() as connection:
        assert connection.execute(select(journal)).all() == []
    assert list(tmp_path.iterdir()) == []
    assert change(store) == 1
    assert store.path.exists()


def test_a_file_is_kept_so_that_readers_and_a_writer_go_together(file_store):
    with closing(sqlite3.connect(file_store.path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with file_store.read() as reader:
        assert len(reader.execute(select(journal)).all()) == 1
        change(file_store)
        assert len(reader.execute(select(journal)).all()) == 1
    assert file_store.revision == 2


def test_a_change_that_fails_halfway_leaves_nothing(store):
    change(store)
    with pytest.raises(ZeroDivisionError):
        change_and_fail(store)
    assert store.revision == 1


def test_a_change_is_seen_by_a_process_that_opened_before(store, store_url):
    other = open_store(store_url)
    assert other.revision == 0
    change(store)
    assert other.revision == 1


@pytest.mark.parametrize("words", [
    "\x00\x01\x1b[2J\r\n", "אבג 中文 🙂", "<script>alert(1)</script>", "'; DROP TABLE journal; --",
    "é" * 50_000, " \u2028 ",
])
def test_words_come_back_as_they_went_in(store, words):
    with store.write() as connection:
        connection.execute(insert(drafts).values(actor="a", place="p", at="", content=words))
    with store.read() as connection:
        assert connection.execute(select(drafts.c.content)).scalar_one() == words


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    change(store)
    with store.write() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    scripts = ScriptDirectory(str(ROOT / "store" / "migrations"))
    assert scripts.get_heads() == [VERSION]
    assert all(len(script.revision) == len(VERSION) for script in scripts.walk_revisions())


def test_a_store_of_the_first_version_opens_with_all_that_was_in_it(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_VERSION.read_text(encoding="utf-8"))
    store = open_store(f"sqlite:///{path}")
    assert store.revision == 2
    with store.read() as connection:
        assert connection.execute(select(answers.c.answer_id, answers.c.text)).all() == [
            ("a1", "Er komen tolken.")
        ]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
            VERSION
        )
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


OPEN_AND_CHANGE = """
import sys
from alembic import command
from store.engine import open_store
from store.journal import log
print("ready", flush=True)
sys.stdin.readline()
with open_store(sys.argv[1]).write() as connection:
    log(connection, "ann", "answers", "a1", before={}, after={})
"""


def test_two_processes_that_open_at_once_make_the_tables_once(store_url):
    processes = [
        subprocess.Popen([sys.executable, "-c", OPEN_AND_CHANGE, store_url], cwd=ROOT, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 2
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    assert open_store(store_url).revision == 2


def test_no_half_made_file_is_left_beside_a_store(file_store):
    assert {path.name.partition("-")[0] for path in file_store.path.parent.iterdir()} == {
        "store.sqlite"
    }


def test_a_store_of_a_later_version_is_read_and_written_by_no_older_code(store, store_url):
    change(store)
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert reason_of(lambda: open_store(store_url)) == NEWER
    # Of a process that was running already, too.
    assert reason_of(lambda: change(store)) == NEWER


def test_a_locked_store_is_waited_for_and_then_said_to_be_locked(store, store_url, monkeypatch):
    change(store)
    monkeypatch.setattr(engine_module, "PATIENCE", 1)
    impatient = Store(store_url)
    with store.write():
        assert reason_of(lambda: change(impatient)) == LOCKED
        assert impatient.revision == 1
    assert change(impatient) > 1


def test_a_file_that_was_removed_is_no_empty_store(file_store):
    file_store.path.unlink()
    assert reason_of(lambda: file_store.revision) == GONE
    assert reason_of(lambda: change(file_store)) == GONE
    assert not file_store.path.exists()


def test_nothing_is_written_into_a_file_that_was_removed_meanwhile(file_store):
    assert reason_of(lambda: remove_while_writing(file_store)) == GONE


def remove_while_writing(store):
    with store.write():
        store.path.unlink()


def test_a_file_that_was_replaced_is_the_one_that_is_written(file_store, tmp_path):
    change(file_store)
    with closing(sqlite3.connect(file_store.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(file_store.path, tmp_path / "copy")
    os.replace(tmp_path / "copy", file_store.path)
    assert change(file_store) == 3
    assert open_store(str(file_store.url)).revision == 3


def test_a_log_that_lost_its_file_is_not_written_into_a_new_one(tmp_path):
    (tmp_path / "store.sqlite-wal").write_bytes(b"x")
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    assert reason_of(lambda: change(store)) == DAMAGED


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    (tmp_path / "store.sqlite").write_text("Geen databank. " * 100)
    assert reason_of(lambda: open_store(f"sqlite:///{tmp_path}/store.sqlite")) == DAMAGED


def test_a_damaged_file_is_said_to_be_damaged(file_store):
    for number in range(50):
        change(file_store, "x" * 4000 + str(number))
    file_store.scrub()
    content = bytearray(file_store.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    os.unlink(file_store.path)
    file_store.path.write_bytes(content)
    assert reason_of(lambda: file_store.revision) == DAMAGED
    assert reason_of(lambda: change(file_store)) == DAMAGED


def test_a_full_disk_is_said_to_be_full(file_store):
    with file_store.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.connection.dbapi_connection.execute(f"PRAGMA max_page_count = {pages}")
    assert reason_of(lambda: change(file_store, "x" * 100_000)) == FULL
    assert file_store.revision == 1


READ_AND_WRITE = """
import os, sys
from store.engine import open_store
from store.errors import StoreError
from store.journal import log
open_store("sqlite:////no/such/file").revision  # imports what it needs, while it may
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
store = open_store(sys.argv[1])
print(store.revision)
try:
    with store.write() as connection:
        log(connection, "a", "answers", "a1", before={}, after={})
except StoreError as error:
    print(error.reason)
"""


def test_a_file_that_may_only_be_read_is_read(file_store):
    change(file_store)
    file_store.scrub()
    # Root may write everywhere; so it is someone else who looks, at a place where all may look.
    with TemporaryDirectory() as folder:
        copy = Path(folder, "store.sqlite")
        shutil.copy(file_store.path, copy)
        copy.chmod(0o444)
        copy.parent.chmod(0o555)
        said = subprocess.run(
            [sys.executable, "-c", READ_AND_WRITE, f"sqlite:///{copy}"], capture_output=True,
            text=True, cwd=ROOT,
        )
    assert (said.stdout.split(), said.stderr) == (["2", READ_ONLY], "")


def test_a_place_that_may_not_be_written_is_read_only(tmp_path):
    (tmp_path / "var").write_text("no folder")
    store = open_store(f"sqlite:///{tmp_path}/var/store.sqlite")
    assert reason_of(lambda: change(store)) in {GONE, READ_ONLY}


def test_a_server_that_may_only_be_read_is_read(postgresql, store_url):
    store = open_store(store_url)
    change(store)
    if store.path is None:
        name = store.url.database
        with psycopg.connect(to_libpq(store_url), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        other = open_store(store_url)
        assert other.revision == 1
        assert reason_of(lambda: change(other)) == READ_ONLY


def test_a_server_that_is_not_there_is_gone():
    assert reason_of(
        lambda: open_store("postgresql+psycopg://tester@/x?host=/no/such/folder")
    ) == GONE


def test_a_setting_that_names_no_database_says_so():
    for url in ("", "answers.sqlite", "oracle+nothing://x"):
        assert reason_of(lambda url=url: open_store(url)) == GONE


def test_connections_that_a_server_dropped_are_made_anew(store, store_url):
    change(store)
    if store.path is None:
        with psycopg.connect(to_libpq(store_url), autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()")
    assert change(store) == 2
