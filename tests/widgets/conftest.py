"""
What the tests of widgets share: a folder of data that the app shows, and that may be edited.
"""

import shutil

import pytest

from tests.screen import ROOT, one_search_for_components  # noqa: F401


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the data folder that the app is told to show."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "kopie")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder
