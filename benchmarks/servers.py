"""
The servers that are measured: our dashboard, an empty Streamlit app, and Datasette.

Each is a process of its own on a free port of this computer, gone when the
measurement is done.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.settings import CACHE, DATA, DATA_DIR, LIMITS

ROOT = Path(__file__).resolve().parent.parent
DASHBOARD = ROOT / "dashboard.py"
# Its text changes at every run: else there would be nothing to see and nothing to time.
EMPTY_APP = 'import streamlit as st\nst.text(st.checkbox("a"))\n'
# Datasette shows a hundred rows, our pages 25 cards: asked for as many rows as we show.
DATASETTE_PAGE = "/tables/remarks?_facet=sentiment&_size=25"
NO_DATASETTE = "Datasette is not installed: `pip install -r requirements-benchmarks.txt`"
START_SECONDS = 60
LOOK_SECONDS = 0.02


@dataclass(frozen=True)
class Server:
    """
    A server that answers.

    Attributes:
        address: without a slash at the end.
        started: when its process was started, in seconds since 1970.
        process: number of its process.
    """

    address: str
    started: float
    process: int = 0

    def read_memory(self) -> int:
        """Say how much memory it holds, in MB; 0 on a system that does not say so."""
        status = Path(f"/proc/{self.process}/status")
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
        return int(found[1]) // 1000 if found else 0


@contextmanager
def serve_dashboard(
    data_folder: Path = DATA_DIR, times: float = 1, cache: Path | None = None
) -> Iterator[Server]:
    """
    Serve our dashboard on a data folder, which no one checked before.

    Args:
        data_folder: the folder.
        times: how many times the usual size it may have.
        cache: where a second server finds what the first one checked.
    """
    with tempfile.TemporaryDirectory() as own:
        environment = {DATA: str(data_folder), LIMITS: str(times), CACHE: str(cache or own)}
        with _serve_script(DASHBOARD, environment) as server:
            yield server


@contextmanager
def serve_empty_app() -> Iterator[Server]:
    """Serve a Streamlit app of one checkbox: what no app on Streamlit can be faster than."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY_APP, encoding="utf-8")
        with _serve_script(script, {}) as server:
            yield server


@contextmanager
def serve_datasette(program: str) -> Iterator[Server]:
    """
    Serve the tables of data/ with Datasette, as it comes, from an SQLite file.

    The file is served as immutable, which Datasette advises for speed; making
    it is not part of any time.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tables.db"
        write_database(DATA_DIR, database)
        port = _free_port()
        command = [program, "serve", "-i", str(database), "--port", str(port)]
        with _serve(command, port, "/-/versions.json", Path(folder), {}) as server:
            yield server


def find_datasette() -> str | None:
    """
    Find the program Datasette: named by DATASETTE, beside our Python, or on the PATH.

    None where it is not there; a SystemExit where DATASETTE names no program.
    """
    named = os.environ.get("DATASETTE")
    if named:
        found = shutil.which(named)
        if not found:
            raise SystemExit(f"DATASETTE names {named!r}, which is no program")
        return found
    return shutil.which("datasette", path=str(Path(sys.executable).parent)) or shutil.which(
        "datasette"
    )


def write_database(folder: Path, database: Path) -> list[str]:
    """
    Write every CSV file of a folder as a table of text into a new SQLite file.

    Returns:
        The names of the tables, in the order of the alphabet: the names of the
        files without ".csv".
    """
    files = sorted(folder.rglob("*.csv"))
    connection = sqlite3.connect(database)
    try:
        for file in files:
            rows = pd.read_csv(file, dtype="string", keep_default_na=False)
            rows.to_sql(file.stem, connection, index=False)
    finally:
        connection.close()
    return [file.stem for file in files]


@contextmanager
def _serve_script(script: Path, environment: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none",
    ]
    with _serve(command, port, "/_stcore/health", script.parent, environment) as server:
        yield server


@contextmanager
def _serve(
    command: Sequence[str], port: int, sign_of_life: str, folder: Path, environment: dict[str, str]
) -> Iterator[Server]:
    address, started = f"http://127.0.0.1:{port}", time.time()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own script
            command, cwd=folder, env={**os.environ, **environment}, stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _answers(process, address + sign_of_life):
                log.seek(0)
                raise RuntimeError(f"{command} does not answer:\n{log.read()}")
            yield Server(address, started, process.pid)
        finally:
            process.terminate()
            process.wait()


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(LOOK_SECONDS)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
