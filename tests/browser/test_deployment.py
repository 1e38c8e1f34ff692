"""
The dashboard behind nginx, with the very configuration of deploy/: TLS, websocket, base path.
"""

import re
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Server, StartingServer, free_port, settle
from tests.browser.test_journeys import choose, count_of

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
OPENSSL = shutil.which("openssl")
needs_nginx = pytest.mark.skipif(
    not (NGINX and OPENSSL), reason="nginx and openssl are not installed on this computer"
)
UNIT = (ROOT / "deploy" / "dashboard@.service").read_text()
CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text()
BASE = "/" + re.search(r"--server\.baseUrlPath=(\S+)", UNIT)[1]
# What differs from a real server: where it listens, and what it may not write as no one.
WRAPPER = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{configuration}
}}
"""


def changed(text, changes):
    for old, new in changes.items():
        assert old in text, f"{old} is no longer in the file of deploy/"
        text = text.replace(old, new)
    return text


def make_certificate(folder):
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "privkey.pem",
         "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory):
    """The address of the dashboard behind nginx, and that of its port without TLS."""
    folder, plain, secure = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    starting = StartingServer(folder, base=BASE)
    proxy = None
    try:
        port = urlsplit(starting.wait().url).port
        make_certificate(folder)
        (folder / "nginx.conf").write_text(WRAPPER.format(folder=folder, configuration=changed(
            CONFIGURATION, {
                "listen 80;": f"listen 127.0.0.1:{plain};",
                "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
                "/etc/letsencrypt/live/dashboard.example.be": str(folder),
                "127.0.0.1:8501": f"127.0.0.1:{port}",
            })))
        with (folder / "nginx.err").open("w") as said:
            proxy = subprocess.Popen(
                [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=said
            )
        yield f"https://localhost:{secure}", f"http://127.0.0.1:{plain}"
        assert proxy.poll() is None, (folder / "nginx.err").read_text()
        starting.check()
    finally:
        if proxy:
            proxy.terminate()
            proxy.wait(timeout=10)
        starting.stop()


@needs_nginx
def test_a_reader_works_through_nginx_as_without_it(visit, behind_nginx, dataset):
    origin = behind_nginx[0]
    page = visit("remarks", "groep=group_1", at=Server(origin + BASE, None),
                 ignore_https_errors=True)
    assert count_of(page) == int((dataset.remarks["group"] == "group_1").sum())
    choose(page, "groups", "Groep 2")
    of_both = int(dataset.remarks["group"].isin(["group_1", "group_2"]).sum())
    assert count_of(page) == of_both
    assert page.url == f"{origin}{BASE}/opmerkingen?groep=group_1&groep=group_2"
    # Every link of ours stays below the base path, also for who opens it in another tab.
    addresses = page.locator(".live a[href]").evaluate_all("all => all.map(a => a.pathname)")
    assert addresses
    assert {address.startswith(f"{BASE}/") for address in addresses} == {True}
    page.goto(origin + page.locator("article.remark a").last.get_attribute("href"))
    settle(page)
    expect(page.locator(".opened blockquote")).to_be_visible()
    page.goto(origin)
    settle(page)
    assert urlsplit(page.url).path == f"{BASE}/"
    page.get_by_text("Downloaden").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.failure() is None
    # To the dashboard nginx is on this computer: that makes no editor of who comes through it.
    page.goto(f"{origin}{BASE}/beantwoorden?bij=r001")
    settle(page)
    expect(page.get_by_text("Antwoorden kan hier niemand")).to_be_visible()
    expect(page.get_by_text("Beantwoorden", exact=True)).to_have_count(1)


@needs_nginx
def test_nginx_adds_tls_to_headers_and_cookies_and_hides_what_no_reader_needs(visit, behind_nginx):
    origin, plain = behind_nginx
    page = visit("overview", at=Server(origin + BASE, None), ignore_https_errors=True)
    answer = page.request.get(f"{origin}{BASE}/")
    named = [header["name"].lower() for header in answer.headers_array]
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy",
                 "strict-transport-security"):
        assert named.count(name) == 1, name
    assert f"wss://{urlsplit(origin).netloc} " in answer.headers["content-security-policy"]
    cookies = page.context.cookies()
    assert cookies
    assert {cookie["secure"] for cookie in cookies} == {True}
    for hidden in ("metrics", "agent/openapi.json"):
        answer = page.request.get(f"{origin}{BASE}/_stcore/{hidden}")
        assert (answer.status, "nginx" in answer.text()) == (404, True), hidden
    # Only of an editor, which the dashboard itself finds out.
    answer = page.request.put(f"{origin}{BASE}/_stcore/upload_file/session/file", data=b"x")
    assert (answer.status, answer.text()) == (404, "Hier kan niets opgeladen worden.")
    redirected = page.request.get(f"{plain}{BASE}/verslag?groep=group_1", max_redirects=0)
    assert redirected.status == 301
    assert redirected.headers["location"] == f"https://127.0.0.1{BASE}/verslag?groep=group_1"
