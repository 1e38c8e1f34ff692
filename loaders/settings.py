"""The settings: from the environment, or from dashboard.toml beside dashboard.py."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from loaders.problems import DatasetError, Problem

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = ROOT / "data"
SETTINGS_FILE = "dashboard.toml"
DATA, CONTACT, LIMITS = "DASHBOARD_DATA", "DASHBOARD_CONTACT", "DASHBOARD_LIMITS"
STORE, EDITORS, CACHE = "DASHBOARD_STORE", "DASHBOARD_EDITORS", "DASHBOARD_CACHE"
PUBLIC = "DASHBOARD_PUBLIC"


def read_data_folder() -> Path:
    """Say which data folder to show: DASHBOARD_DATA, or the project's own data/."""
    setting = _read(DATA)
    return (ROOT / setting).resolve() if setting else DATA_DIR


def read_contact() -> str:
    """
    Say whom readers turn to when something is not accessible; empty where no one filled it in.
    """
    return _read(CONTACT)


def read_store_url() -> str:
    """Say where answers are kept: DASHBOARD_STORE, or a file in the project's own var/."""
    return _read(STORE) or f"sqlite:///{ROOT / 'var' / 'dashboard.sqlite'}"


def read_editors() -> str:
    """Say who may answer where the dashboard is served: DASHBOARD_EDITORS; empty is no one."""
    return _read(EDITORS)


def read_cache_folder() -> Path:
    """
    Say where what can be made anew is kept: DASHBOARD_CACHE, what systemd gives, or the user's own.
    """
    setting = _read(CACHE) or os.environ.get("CACHE_DIRECTORY")
    if setting:
        return ROOT / setting
    user = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(user) / "remarks-dashboard"


def read_is_public() -> bool:
    """Say whether everyone may read what was published: DASHBOARD_PUBLIC; off by itself."""
    return _read(PUBLIC).strip().casefold() in ("1", "true")


def read_limits() -> float:
    """Say how many times the usual size a data folder may have: DASHBOARD_LIMITS, or 1."""
    setting = _read(LIMITS) or "1"
    try:
        times = float(setting)
    except ValueError:
        times = 0
    if not 0 < times < float("inf"):
        raise _error(LIMITS, setting, "is no number above 0; 2 doubles every limit")
    return times


def _read(name: str) -> str:
    """
    Read one setting; the environment wins.

    Raises:
        DatasetError: where dashboard.toml can't be read.
    """
    path = ROOT / SETTINGS_FILE
    if os.environ.get(name) or not path.exists():
        return os.environ.get(name, "")
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8-sig")).get(name, ""))
    except (OSError, ValueError, RecursionError) as error:
        raise _error("", "", f"can't be read: {error}") from None


def _error(name: str, value: str, message: str) -> DatasetError:
    return DatasetError([Problem(SETTINGS_FILE, 0, name, value, message)])
