"""
What tests of several layers share: the real data, and a meeting small enough to count by hand.
"""

import gc
import os
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings

from analysis.facets import RemarkFacets
from drawing.words.labels import Labels
from loaders.dataset import DATA_DIR, load_dataset
from store.engine import open_store
from tests.fonts import ROBOTO, use_only
from tests.postgresql import run_server, to_libpq
from tests.small_meeting import make_dataset

# A busy machine is slow; a test that fails for it says nothing about the code.
# The same examples in every run, so that a failure is of the change and not of the day
settings.register_profile("usual", deadline=None, max_examples=60, derandomize=True)
# For a night's run: HYPOTHESIS_PROFILE=thorough make unit
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_addoption(parser):
    parser.addoption("--saves", type=int, default=150,
                     help="how many answers each of two processes saves")


def pytest_configure(config):
    # No test reads or writes the answers of this checkout: at this place there can't be any.
    os.environ["DASHBOARD_STORE"] = "sqlite:////dev/null/none.sqlite"
    # Nor a snapshot of a folder that is gone after the test.
    os.environ["DASHBOARD_CACHE"] = "/dev/null/none"
    # What someone once installed hides no fault. The workers of a run, their browsers and
    # their servers take this over; FONTCONFIG_FILE=... make test makes another choice.
    if "FONTCONFIG_FILE" not in os.environ:
        os.environ.update([use_only(ROBOTO, config.cache.mkdir("fonts"))])


def pytest_collection_finish():
    # What the modules made lasts till the end: to look through it again and again for what
    # can go took a quarter of the time of the quick tests.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def dataset(request):
    """The project's own data, or what a test asks by ON_BOTH; no test changes it."""
    return load_dataset(getattr(request, "param", DATA_DIR))


@pytest.fixture(scope="session")
def facets(dataset):
    """The project's own remarks, indexed."""
    return RemarkFacets(dataset)


@pytest.fixture(scope="session")
def labels(dataset):
    """The Dutch words of the project's own data."""
    return Labels(dataset)


@pytest.fixture(scope="session")
def small():
    """The six remarks of tests/small_meeting.py; no test changes it."""
    return make_dataset()


@pytest.fixture(scope="session")
def small_facets(small):
    """The six remarks, indexed."""
    return RemarkFacets(small)


@pytest.fixture(scope="session")
def postgresql():
    """A server of PostgreSQL; the start of the URLs of its databases."""
    with run_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request, tmp_path):
    """The URL of an empty store, on each of the two databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/store.sqlite"
    server = request.getfixturevalue("postgresql")
    name = f"t{uuid4().hex}"
    with psycopg.connect(to_libpq(server.format("postgres")), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.format(name)


@pytest.fixture
def store(store_url):
    """An empty store, on each of the two databases."""
    return open_store(store_url)


@pytest.fixture(scope="session")
def chromium():
    """The browser that is here, and how it is started."""
    # The quick tests do without.
    from playwright.sync_api import sync_playwright

    from exports.picture import NoBrowserError, find_browser

    with sync_playwright() as playwright:
        try:
            path = find_browser()
        except NoBrowserError:
            # The one that playwright installs for itself has no place on PATH.
            path = playwright.chromium.executable_path
        # Without a graphics card to look for, a tenth less of both cores.
        yield playwright.chromium, {
            "executable_path": path, "args": ["--no-sandbox", "--disable-gpu"],
        }


@pytest.fixture(scope="session")
def browser(chromium):
    """One browser for all tests that look at a screen or at a file."""
    kind, start = chromium
    running = kind.launch(**start)
    yield running
    running.close()
