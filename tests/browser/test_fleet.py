"""
Two processes behind haproxy, with the very configuration of deploy/: one visit, one process.
"""

import shutil
import ssl
import subprocess
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    READY,
    ROOT,
    StartingServer,
    answers,
    free_port,
    new_context,
    settle,
)
from tests.browser.test_deployment import BASE, OPENSSL, changed, make_certificate
from tests.browser.test_journeys import choose, count_of
from tests.browser.test_reliability import LOST, NOT_THERE, RECONNECT_MILLISECONDS, words_of
from tests.browser.test_sign_in import SECRETS, sign_in
from tests.browser.test_take_along import open_box, press

HAPROXY = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
CONFIGURATION = (ROOT / "deploy" / "haproxy.cfg").read_text()
COOKIE = "dashboard_process"
# By their ports, in deploy/.
PROCESSES = ("8501", "8502")
pytestmark = pytest.mark.skipif(
    not (HAPROXY and OPENSSL), reason="haproxy and openssl are not installed on this computer"
)


@contextmanager
def run_haproxy(folder, health, changes):
    """Run haproxy with the configuration of deploy/, changed as little as it must be."""
    make_certificate(folder)
    pair = [(folder / name).read_text() for name in ("fullchain.pem", "privkey.pem")]
    (folder / "dashboard.pem").write_text("".join(pair))
    (folder / "haproxy.cfg").write_text(changed(CONFIGURATION, {
        "/etc/haproxy/dashboard.pem": str(folder / "dashboard.pem"),
        "log /dev/log local0": "log stderr format raw local0",
        # No one else to become for who is no root.
        "    user haproxy\n    group haproxy\n": "", **changes,
    }))
    said = folder / "haproxy.log"
    with said.open("w") as log:
        proxy = subprocess.Popen(
            [HAPROXY, "-db", "-f", str(folder / "haproxy.cfg")], stderr=log, stdout=log
        )
    trust = ssl.create_default_context(cafile=folder / "fullchain.pem")
    try:
        assert answers(proxy, health, context=trust), said.read_text()
        yield said
        assert proxy.poll() is None, said.read_text()
    finally:
        proxy.terminate()
        proxy.wait(timeout=10)


@pytest.fixture
def fleet(provider, tmp_path):
    """Two dashboards with sign-in behind haproxy: its addresses, and each process by its cookie."""
    plain, secure = free_port(), free_port()
    origin, secrets = f"https://localhost:{secure}", tmp_path / "secrets.toml"
    secrets.write_text(SECRETS.format(url=origin + BASE, provider=provider))
    with ExitStack() as stack:
        processes = {}
        for name in PROCESSES:
            (tmp_path / name).mkdir()
            processes[name] = StartingServer(
                tmp_path / name, options=[f"--secrets.files={secrets}"], base=BASE
            )
            stack.callback(processes[name].stop)
        said = stack.enter_context(run_haproxy(tmp_path, f"{origin}{BASE}/_stcore/health", {
            "bind :80": f"bind 127.0.0.1:{plain}", "bind :443": f"bind 127.0.0.1:{secure}",
            **{f"127.0.0.1:{name}": urlsplit(process.wait().url).netloc
               for name, process in processes.items()},
        }))
        yield SimpleNamespace(
            origin=origin, plain=f"http://127.0.0.1:{plain}", processes=processes, said=said
        )
        for name in PROCESSES:
            assert "Traceback" not in (tmp_path / name / "server.log").read_text(), name


@pytest.fixture
def readers(browser, guard):
    """Two readers, each with a browser of their own."""
    contexts = [new_context(browser, ignore_https_errors=True) for _ in PROCESSES]
    for context in contexts:
        guard.watch(context)
    yield contexts
    for context in contexts:
        context.close()
    guard.forgive(NOT_THERE)
    assert guard.errors == []


def process_of(context):
    """Give the process that a reader was sent to, and see that no script can read that."""
    cookie, = (cookie for cookie in context.cookies() if cookie["name"] == COOKIE)
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
    return cookie["value"]


def take_along(page, name):
    """Take a file along, and give how large it is."""
    with page.expect_download() as download:
        press(page, name)
    return download.value.path().stat().st_size


def test_a_reader_stays_with_one_process_and_goes_on_with_the_other_when_it_dies(
    fleet, readers, dataset
):
    reader, other = readers
    page = reader.new_page()
    page.goto(f"{fleet.origin}{BASE}/opmerkingen?groep=group_1")
    sign_in(page)
    page.wait_for_url(f"{fleet.origin}/**")
    settle(page)
    assert page.url == f"{fleet.origin}{BASE}/opmerkingen?groep=group_1"
    choose(page, "groups", "Groep 2")
    of_both = int(dataset.remarks["group"].isin(["group_1", "group_2"]).sum())
    assert count_of(page) == of_both
    open_box(page)
    assert take_along(page, "CSV") > 10_000
    first = process_of(reader)
    assert first in PROCESSES
    # From the same address, and yet with the other process, which has fewer readers.
    for _ in range(3):
        assert other.request.get(f"{fleet.origin}{BASE}/").status == 200
        assert {first, process_of(other)} == set(PROCESSES)

    before = page.url, words_of(page)
    fleet.processes[first].kill()
    page.wait_for_selector(LOST, state="attached")
    page.wait_for_selector(READY, state="attached", timeout=RECONNECT_MILLISECONDS)
    settle(page)
    assert (page.url, words_of(page)) == before
    assert process_of(reader) == process_of(other)
    expect(page.get_by_text("Aangemeld als Lezer")).to_be_visible()
    choose(page, "groups", "Groep 1")
    assert page.url == f"{fleet.origin}{BASE}/opmerkingen?groep=group_2"
    assert count_of(page) == int((dataset.remarks["group"] == "group_2").sum())
    assert take_along(page, "Grafiek (PNG)") > 10_000
    assert f"dashboards/dashboard-{first} is DOWN" in fleet.said.read_text()


def test_haproxy_adds_tls_to_headers_and_hides_what_no_reader_needs(fleet, readers):
    request = readers[0].request
    answer = request.get(f"{fleet.origin}/", headers={"Accept": "text/html"})
    assert answer.url == f"{fleet.origin}{BASE}/"
    named = [header["name"].lower() for header in answer.headers_array]
    for name in ("content-security-policy", "x-content-type-options", "strict-transport-security"):
        assert named.count(name) == 1, name
    assert {cookie["secure"] for cookie in readers[0].cookies()} == {True}
    for hidden in ("metrics", "agent/openapi.json", "upload_file/session/file"):
        answer = request.get(f"{fleet.origin}{BASE}/_stcore/{hidden}")
        assert (answer.status, answer.text()) == (404, ""), hidden
    redirected = request.get(f"{fleet.plain}{BASE}/verslag?groep=group_1", max_redirects=0)
    assert redirected.status == 301
    assert redirected.headers["location"].endswith(f"{BASE}/verslag?groep=group_1")
