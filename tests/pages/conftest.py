"""
What the tests of pages share: a test harness that looks for other people's components once.
"""

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def one_search_for_components():
    """
    Look for components among the installed packages once, and not for every session.

    Streamlit's test harness starts a runtime per session, and that search is nine
    tenths of the time that a page takes to open.
    """
    with pytest.MonkeyPatch.context() as patch:
        search = manifest_scanner.scan_component_manifests
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(search))
        yield
