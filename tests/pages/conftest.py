"""
What the tests of pages share.
"""

from tests.screen import one_search_for_components  # noqa: F401
