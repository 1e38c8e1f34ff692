"""
What is installed is what we asked for, and all that it takes: exactly, and with hashes.
"""

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RUNTIME, DEVELOPMENT = "requirements", "requirements-dev"
# One entry of a lock: a name, its version, a marker or none, hashes, and who asked for it.
ENTRY = re.compile(
    r"^(?P<pin>\S+==[^\s;]+(?: ; .+?)?)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
    r"(?P<why>(?:    #.*\n)+)", re.MULTILINE,
)


def pins_of(name):
    """Give the requirements of a .txt file by name, without what it takes from another file."""
    lines = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {canonicalize_name(each.name): each for each in asked}


def lock_of(name):
    """Give the requirements of a lock by name, with who asked for each."""
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    entries = [(Requirement(found["pin"]), found["why"]) for found in ENTRY.finditer(text)]
    assert len(entries) == len(re.findall("^[^# ]", text, re.MULTILINE)), "a line is no entry"
    return {each.name: (each, why) for each, why in entries}


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_a_lock_holds_exactly_what_its_file_asks_for(name):
    asked = {key: str(each.specifier) for key, each in pins_of(name).items()}
    assert asked
    locked = {
        key: str(each.specifier) for key, (each, why) in lock_of(name).items()
        if f"-r {name}.txt" in why
    }
    assert locked == asked, "write the locks anew: make lock"


def test_developers_run_what_the_server_runs():
    runtime, development = lock_of(RUNTIME), lock_of(DEVELOPMENT)
    assert {key: str(each) for key, (each, _) in runtime.items()} == {
        key: str(each) for key, (each, _) in development.items() if key in runtime
    }


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_nothing_that_is_locked_takes_along_what_is_not(name):
    locked = lock_of(name)
    for key, (pinned, _) in locked.items():
        if pinned.marker and not pinned.marker.evaluate():
            continue
        for line in requires(key) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in locked, f"{key} takes {line}"


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_a_lock_names_no_place_to_fetch_from(name):
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host",
                         (ROOT / f"{name}.lock").read_text(encoding="utf-8"))
