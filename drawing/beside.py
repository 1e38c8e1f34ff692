"""The scripts and styles of the house, each in a file beside the module that uses it."""

from __future__ import annotations

from pathlib import Path


def read_beside(module: str, name: str) -> str:
    """
    Read a script or a style that stands beside a module; for use once, at import.

    Args:
        module: the ``__file__`` of that module.
        name: name of the file, without a folder.
    """
    return Path(module).with_name(name).read_text(encoding="utf-8")
