"""
A data folder that was checked before starts fast: its tables are kept as they were checked.

A snapshot is Arrow, in which nothing can be run, behind a hash of itself and of what it was made
of. It can always be made anew: what is wrong with it costs time and a line in the log.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pandas as pd
import pyarrow as pa

from loaders.dataset import About, Dataset, load_dataset
from loaders.files import list_files, open_at_once, read_bytes, to_fingerprint
from loaders.limits import LimitError, Limits
from loaders.problems import Problem
from loaders.schema import LIST_SEPARATOR
from loaders.settings import read_cache_folder, read_limits

_SEAL = hashlib.blake2b().digest_size
_log = logging.getLogger(__name__)


def load_checked(data_dir: str | Path) -> Dataset:
    """
    Read a data folder as :func:`loaders.dataset.load_dataset` does; a second time, from a snapshot.

    Raises:
        DatasetError: with every problem of the folder, where there is any.
    """
    folder = Path(data_dir)
    fingerprint = to_fingerprint(folder)
    try:
        key = _to_key(folder)
    except (OSError, ValueError, LimitError):  # which loading names, by its file
        return load_dataset(folder)
    kept = _to_path(folder)
    dataset = _read(kept, key)
    if dataset is not None:
        return replace(dataset, fingerprint=fingerprint)
    dataset = load_dataset(folder)
    # Of files that changed meanwhile, the key is that of others.
    if dataset.fingerprint == fingerprint == to_fingerprint(folder):
        _write(kept, key, dataset)
    return dataset


def _to_key(folder: Path) -> bytes:
    """Name what a snapshot is made of: every file, the rules, and what reads them."""
    # Not the times of the files: those of an image or an archive may all be alike.
    times = read_limits()
    limits = Limits(times)
    digest = hashlib.blake2b(repr((sys.version, pd.__version__, pa.__version__, times)).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        _add(digest, path.name, read_bytes(path))
    for name in list_files(folder):
        path = folder / name
        content = read_bytes(path, limits.bytes_left(path.name) + 1)
        limits.take_bytes(path.name, len(content))
        _add(digest, name, content)
    return digest.digest()


def _add(digest: hashlib.blake2b, name: str, content: bytes) -> None:
    digest.update(f"{name} {len(content)}\n".encode())
    digest.update(content)


def _to_path(folder: Path) -> Path:
    # One for each folder: a newer state takes the place of the one before.
    name = hashlib.blake2b(str(folder.resolve()).encode(), digest_size=16).hexdigest()
    return read_cache_folder() / f"{name}.snapshot"


def _read(path: Path, key: bytes) -> Dataset | None:
    try:
        content = memoryview(_read_own(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        _log.warning("snapshot %s is not used: %s", path, error.strerror)
        return None
    if content[:_SEAL] != _seal(key, content[_SEAL:]):
        _log.warning("snapshot %s is not used: of other files, another version, or damaged", path)
        return None
    return _to_dataset(pa.BufferReader(content[_SEAL:]))


def _read_own(path: Path) -> bytes:
    with open(path, "rb", opener=open_at_once) as file:
        status = os.fstat(file.fileno())
        is_own = status.st_uid == getattr(os, "getuid", lambda: status.st_uid)()
        if not is_own or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise OSError(0, "others may write it")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is no file")
        return file.read()


def _write(path: Path, key: bytes, dataset: Dataset) -> None:
    content = memoryview(_to_buffer(dataset))
    draft = None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Whole or not at all, whoever else writes it: under another name first.
        with NamedTemporaryFile(dir=path.parent, suffix=".draft", delete=False) as file:
            draft = file.name
            file.write(_seal(key, content))
            file.write(content)
        os.replace(draft, path)
    except OSError as error:
        _log.warning("snapshot %s can't be written: %s", path, error.strerror)
        if draft:
            with suppress(OSError):
                os.unlink(draft)


def _seal(key: bytes, content: memoryview) -> bytes:
    return hashlib.blake2b(content, key=key).digest()


def _to_buffer(dataset: Dataset) -> pa.Buffer:
    frames = {name: value for name, value in vars(dataset).items()
              if isinstance(value, pd.DataFrame)}
    told = {
        "frames": list(frames), "reports": dict(dataset.reports), "about": asdict(dataset.about),
        "abouts": {key: asdict(about) for key, about in dataset.abouts.items()},
        "notes": [asdict(note) for note in dataset.notes],
    }
    sink = pa.BufferOutputStream()
    for table in (pa.table({"told": [json.dumps(told)]}), *map(_to_table, frames.values())):
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
    return sink.getvalue()


def _to_dataset(source: pa.BufferReader) -> Dataset:
    def read() -> pa.Table:
        return pa.ipc.open_stream(source).read_all()

    told = json.loads(read()["told"][0].as_py())
    return Dataset(
        **{name: _to_frame(read()) for name in told["frames"]}, reports=told["reports"],
        abouts={key: _to_about(about) for key, about in told["abouts"].items()},
        about=_to_about(told["about"]), notes=tuple(Problem(**note) for note in told["notes"]),
    )


def _to_about(told: dict[str, Any]) -> About:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
                              for name, value in told.items()}
    return About(**values)


def _to_table(frame: pd.DataFrame) -> pa.Table:
    many = {name: [LIST_SEPARATOR.join(values) for values in frame[name]]
            for name in _list_many(frame)}
    table = pa.Table.from_pandas(frame.assign(**many), preserve_index=False)
    return table.replace_schema_metadata({
        **(table.schema.metadata or {}), b"many": json.dumps(list(many)).encode()
    })


def _to_frame(table: pa.Table) -> pd.DataFrame:
    frame = table.to_pandas()
    for name in json.loads(table.schema.metadata[b"many"]):
        values = {cell: tuple(cell.split(LIST_SEPARATOR)) if cell else ()
                  for cell in frame[name].unique()}
        frame[name] = pd.Series([values[cell] for cell in frame[name]], dtype="object")
    return frame


def _list_many(frame: pd.DataFrame) -> Iterator[str]:
    return (name for name in frame if frame[name].dtype == "object")
