"""
A PostgreSQL server for the tests: Debian's own, in a folder that goes when they are done.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

MISSING = "no PostgreSQL server here: bash tools/ensure_postgresql.sh"


def find_programs():
    """Give the folder with initdb and postgres; Debian keeps it off PATH."""
    places = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def run_server():
    """Start a server on a socket of its own; give the start of the URLs of its databases."""
    programs = find_programs()
    if programs is None:
        pytest.skip(MISSING)
    folder = tempfile.mkdtemp(prefix="pg")
    # It refuses to run as root.
    as_other = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    as_other = as_other if os.geteuid() == 0 else {}
    if as_other:
        shutil.chown(folder, "nobody")

    def run(program, *arguments):
        done = subprocess.run([programs / program, *arguments], cwd=folder, capture_output=True,
                              text=True, **as_other)
        assert done.returncode == 0, done.stdout + done.stderr

    data = f"{folder}/data"
    run("initdb", "--pgdata", data, "--auth=trust", "--username=tester", "--no-sync",
        "--encoding=UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", f"{folder}/log", "--options",
        f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off")
    try:
        yield f"postgresql+psycopg://tester@/{{}}?host={folder}"
    finally:
        run("pg_ctl", "stop", "--pgdata", data, "--mode=immediate")
        shutil.rmtree(folder)


def to_libpq(url):
    """Give a URL as psycopg itself takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://")
