"""
The index of the small remarks, built once.
"""

import pytest

from tests.analysis.search.small_texts import make_index


@pytest.fixture(scope="session")
def index():
    return make_index()
