"""
The pages for everyone: on where an administrator said so, sent again only where they changed.
"""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from follow_up.answers import Answer, FollowUp
from store.engine import open_store
from widgets.shell import public
from widgets.shell.door import Door
from widgets.shell.public import PublicPages
from widgets.shell.server import SecureDutchPages

HERE = "http://127.0.0.1:8501"


async def be_the_dashboard(request):
    return PlainTextResponse("het dashboard")


APP = Starlette(
    routes=[Route("/{rest:path}", be_the_dashboard, methods=["GET", "POST"])],
    middleware=[Middleware(PublicPages), Middleware(SecureDutchPages), Middleware(Door)],
)


@pytest.fixture
def client():
    return TestClient(APP, base_url=HERE, headers={"accept": "text/html"})


@pytest.fixture
def follow_up(tmp_path, monkeypatch, dataset):
    """The real remarks, with one published answer and one draft."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    monkeypatch.setenv("DASHBOARD_PUBLIC", "1")
    follow_up = FollowUp(open_store(url), dataset)
    follow_up.save(Answer(None, ("r044",), "noted", text="Dank, we lazen het."), None, "ann")
    follow_up.publish(["a1"], "ann")
    follow_up.save(Answer(None, ("r101",), "noted", text="Nog geheim."), None, "ann")
    return follow_up


def test_off_by_itself_and_for_what_is_no_yes(client, monkeypatch):
    for setting in ("", "0", "false", "misschien"):
        monkeypatch.setenv("DASHBOARD_PUBLIC", setting)
        assert client.get("/opvolging/").text == "het dashboard"


def test_settings_that_can_not_be_read_publish_nothing(client, monkeypatch, tmp_path):
    monkeypatch.setattr("loaders.settings.ROOT", tmp_path)
    monkeypatch.delenv("DASHBOARD_PUBLIC", raising=False)
    (tmp_path / "dashboard.toml").write_text("DASHBOARD_PUBLIC = ")
    assert client.get("/opvolging/").text == "het dashboard"
    (tmp_path / "dashboard.toml").write_text("DASHBOARD_PUBLIC = true")
    assert public.is_public()


def test_a_page_is_served_whole_without_a_session_and_holds_what_was_published(client, follow_up):
    index = client.get("/opvolging/")
    assert index.headers["content-type"] == "text/html; charset=utf-8"
    assert index.content == client.get("/opvolging/index.html").content
    assert 'href="thema-housing.html"' in index.text
    page = client.get("/opvolging/thema-housing.html")
    assert "Dank, we lazen het." in page.text
    assert "Nog geheim." not in page.text
    assert "<script" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "x-robots-tag" not in page.headers
    assert not page.cookies


def test_what_did_not_change_is_not_sent_again_and_what_did_is(client, follow_up):
    first = client.get("/opvolging/thema-housing.html")
    again = client.get("/opvolging/thema-housing.html",
                       headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (
        304, b"", first.headers["etag"])
    assert client.head("/opvolging/thema-housing.html").headers["etag"] == first.headers["etag"]
    follow_up.save(Answer("a1", ("r044",), "noted", text="Met veel dank."), 1, "ann")
    follow_up.publish(["a1"], "ann")
    changed = client.get("/opvolging/thema-housing.html",
                         headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert "Met veel dank." in changed.text
    assert len(public._pages) == 1


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/opvolging"), ("POST", "/opvolging/"), ("GET", "/opvolging/a/b"), ("GET", "/"),
    ("GET", "/elders/opvolging/"), ("GET", "/opvolging/../x"),
])
def test_what_asks_for_something_else_is_passed_on(client, follow_up, method, path):
    assert client.request(method, path).text == "het dashboard"


def test_a_page_that_is_not_there_says_so(client, follow_up):
    answer = client.get("/opvolging/thema-weg.html")
    assert (answer.status_code, answer.text) == (404, "Deze pagina bestaat niet (meer).")


def test_who_comes_under_another_name_is_turned_away(client, follow_up):
    assert client.get("/opvolging/", headers={"host": "evil.example"}).status_code == 421


def test_under_a_base_path_they_stand_below_it(client, follow_up, monkeypatch):
    monkeypatch.setattr(public.st, "get_option", lambda _: "armoedeplan/")
    assert client.get("/armoedeplan/opvolging/").headers["etag"]
    assert client.get("/opvolging/").text == "het dashboard"


def test_where_the_data_can_not_be_read_it_says_so(client, follow_up, monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "niets"))
    answer = client.get("/opvolging/")
    assert (answer.status_code, answer.text[:30]) == (503, "De gegevens kunnen nu niet gel")
