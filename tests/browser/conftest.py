"""
The real server and a real browser, and what is an error on every screen.

A test asks for ``visit`` and gets a page. At its end the test fails on any page
error, console error, or request that left this computer.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from analysis.pages import PAGES, to_paths

ROOT = Path(__file__).resolve().parents[2]
PATHS = to_paths(PAGES)
# A slide fills the screen: no navigation, no filters beside it.
FRAMED = [name for name in PATHS if name != "present"]
READY = (
    "[data-testid='stApp'][data-test-connection-state='CONNECTED']"
    "[data-test-script-state='notRunning']"
)
# Streamlit looks for its server below the address of the page before it looks at the root.
PROBE = re.compile(
    r"^https?://(?:127\.0\.0\.1|localhost):\d+/(?:[^/?]+/){1,2}_stcore/(?:health|host-config)$"
)
# Of a run that is cut short, Streamlit throws the icon away that it has just named.
ICON_OF_A_CUT_RUN = r"404.*/media/\w+\.png"
USUAL = {"locale": "nl-NL", "reduced_motion": "reduce",
         "viewport": {"width": 1500, "height": 1000}}
STILLNESS = Path(__file__).parent / "stillness.js"
# On a busy machine a chart alone takes more than the five seconds of Playwright.
MOST_MILLISECONDS = 15_000
expect.set_options(timeout=MOST_MILLISECONDS)


class Server:
    """
    A running server: its address, and the file with everything that it said.
    """

    def __init__(self, url, log):
        self.url, self.log = url, log

    def address(self, name, query=""):
        """Give the address of a page by its name."""
        return self.url + PATHS[name] + (f"?{query}" if query else "")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def run_server(folder, **environment):
    """Start a server of its own on a free port, and fail at the end if it had an error."""
    with hold(StartingServer(folder, environment)) as server:
        yield server


@contextmanager
def hold(starting):
    """Wait for a server that is on its way, fail at the end if it had an error, and stop it."""
    try:
        server = starting.wait()
        yield server
        starting.check()
    finally:
        starting.stop()


class StartingServer:
    """
    A server that is on its way; who needs it waits for it.
    """

    def __init__(self, folder, environment=None, options=(), port=None, base="", root=ROOT):
        self._log, self._environment, self._root = folder / "server.log", environment or {}, root
        self._base, self._options = base, [f"--server.baseUrlPath={base}", *options]
        self._start(port)

    def wait(self):
        """Give the server once it answers; start again where its port was taken meanwhile."""
        for _ in range(3):
            if self._answers():
                return Server(self.url, self._log)
            self.stop()
            self._start()
        raise AssertionError(f"the server does not start:\n{self._log.read_text()}")

    def check(self):
        """Fail where the server stopped by itself, or had an error."""
        said = self._log.read_text()
        assert self._process.poll() is None, f"the server stopped by itself:\n{said}"
        assert "Traceback" not in said, said

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """End the server as a power cut does: it gets no chance to say goodbye."""
        self._process.kill()
        self._process.wait()

    def start_again(self):
        """Start a server that was killed, at the same address; wait until it answers."""
        self._start(urlsplit(self.url).port)
        assert self._answers(), self._log.read_text()

    def _start(self, port=None):
        port = port or free_port()
        self.url = f"http://127.0.0.1:{port}{self._base}"
        with self._log.open("a") as output:
            # A file, not a pipe: a pipe that no one reads fills up and stops the server.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(self._root / "dashboard.py"),
                 f"--server.port={port}", *self._options],
                cwd=self._root, stdout=output, stderr=subprocess.STDOUT,
                env={**os.environ, **self._environment},
            )

    def _answers(self):
        return answers(self._process, f"{self.url}/_stcore/health")


def answers(process, address, **options):
    """Wait until a process answers there; False where it stops instead."""
    for _ in range(300):
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(address, timeout=5, **options):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The server that most tests share."""
    with run_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def provider(tmp_path_factory):
    """The address of an identity provider that runs on this computer."""
    port = free_port()
    log = tmp_path_factory.mktemp("provider") / "provider.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "identity_provider.py"), str(port)],
            stdout=output, stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://localhost:{port}"
        assert answers(process, f"{address}/.well-known/openid-configuration"), log.read_text()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


class Guard:
    """
    Everything that went wrong in the pages of one test.
    """

    def __init__(self):
        self._heard, self._forgiven = [], []
        self._ears = {"weberror": self._catch, "console": self._hear, "request": self._see}

    @property
    def errors(self):
        return [
            error for error in self._heard
            if not any(re.search(pattern, error) for pattern in self._forgiven)
        ]

    def forgive(self, pattern):
        """Leave out the errors that a test brings about on purpose; every other one counts."""
        self._forgiven.append(pattern)

    def watch(self, context):
        for event, listen in self._ears.items():
            context.on(event, listen)

    def unwatch(self, context):
        for event, listen in self._ears.items():
            context.remove_listener(event, listen)

    def _catch(self, error):
        self._heard.append(f"page error: {error.error}")

    def _hear(self, message):
        if message.type == "error" and not PROBE.match(message.location.get("url", "")):
            self._heard.append(f"console: {message.text} ({message.location.get('url')})")

    def _see(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
            "127.0.0.1", "localhost",
        ):
            self._heard.append(f"a request left this computer: {request.url}")


@pytest.fixture
def guard():
    """What went wrong in the pages of this test."""
    return Guard()


@pytest.fixture(scope="session")
def usual_context(chromium, tmp_path_factory):
    """
    The browser of a usual reader, who has been here before.

    To load Streamlit anew takes three times as long as what tests look at, so
    they share what was loaded, and nothing else: see ``forget``. It has a folder of
    its own: only there does Chromium keep scripts compiled, a third of what a page costs.
    """
    kind, start = chromium
    context = kind.launch_persistent_context(
        tmp_path_factory.mktemp("reader"), **start, **USUAL
    )
    context.add_init_script(path=STILLNESS)
    yield context
    context.close()


@pytest.fixture
def visit(browser, usual_context, server, guard):
    """
    Open a page of the dashboard in a tab of its own: ``visit("remarks", "groep=group_1")``.

    ``viewport`` and ``color_scheme`` are the reader's; with any other option
    of Playwright it is another reader, with a browser of their own. A server
    other than the shared one goes in as ``at``.
    """
    others = []

    def open_one(name="overview", query="", at=server, viewport=None, color_scheme=None, **other):
        context = usual_context
        if other:
            context = new_context(browser, **other)
            guard.watch(context)
            others.append(context)
        context.set_default_timeout(MOST_MILLISECONDS)
        page = context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        page.goto(at.address(name, query))
        settle(page)
        return page

    guard.watch(usual_context)
    yield open_one
    for context in others:
        context.close()
    forget(usual_context)
    guard.unwatch(usual_context)
    assert guard.errors == []


def forget(context):
    """Leave nothing of a test for the next one, but the files of the page."""
    # The first is the empty tab that the browser started with; without any it would stop.
    blank, *opened = context.pages
    origins = {urlsplit(page.url)._replace(path="", query="", fragment="").geturl()
               for page in opened}
    for page in opened:
        page.close()
    # From outside: a tab that crashed answers no more.
    session = context.new_cdp_session(blank)
    for origin in origins:
        session.send("Storage.clearDataForOrigin",
                     {"origin": origin, "storageTypes": "local_storage"})
    session.detach()
    context.clear_cookies()


def new_context(browser, **options):
    """Give a browser of a reader's own, whose pages know when they are at rest."""
    context = browser.new_context(**{**USUAL, **options})
    context.add_init_script(path=STILLNESS)
    return context


def rest(page: Page, *shown):
    """Wait until the script has run, nothing moves, and all that should be shown is there."""
    page.wait_for_function("all => window.isAtRest?.(...all)", arg=[READY, *shown])


def settle(page: Page):
    """Wait until a page is at rest; fail where its script raised."""
    rest(page, ".filter-line, .stage, [data-testid='stAlert']")
    assert page.locator("[data-testid='stException']").count() == 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
