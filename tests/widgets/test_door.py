"""
Who and what the server lets in, and what each answer carries: without a browser, by ASGI alone.
"""

import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from widgets.shell import door
from widgets.shell.door import Door
from widgets.shell.server import SecureDutchPages

HERE = "http://127.0.0.1:8501"
BROWSER = {"accept": "text/html,*/*"}
COOKIE = "_streamlit_xsrf=abc; Path=/"


async def say_page(request):
    return HTMLResponse('<html lang="en"><head></head></html>', headers={"set-cookie": COOKIE})


async def take_anything(request):
    return PlainTextResponse(f"taken: {len(await request.body())}")


async def give_back(websocket):
    """Give back what kind of message came in, as text."""
    await websocket.accept()
    try:
        while True:
            message = BackMsg.FromString(await websocket.receive_bytes())
            await websocket.send_text(message.WhichOneof("type"))
    except WebSocketDisconnect:
        return


APP = Starlette(
    routes=[
        Route("/", say_page),
        WebSocketRoute("/_stcore/stream", give_back),
        WebSocketRoute("/armoedeplan/_stcore/stream", give_back),
        Route("/{rest:path}", take_anything, methods=["GET", "PUT", "POST", "DELETE"]),
    ],
    middleware=[Middleware(SecureDutchPages), Middleware(Door)],
)


@pytest.fixture
def client():
    return TestClient(APP, base_url=HERE)


@pytest.fixture(autouse=True)
def fresh_log(monkeypatch):
    """Let every line into the log of this test, whatever an earlier one said."""
    monkeypatch.setattr(door._log, "filters", [door.OnceAMinute()])


def open_tab(client, **headers):
    return client.websocket_connect("ws://127.0.0.1:8501/_stcore/stream", headers=headers)


def refusal_of(client, **headers):
    with pytest.raises(WebSocketDenialResponse) as refused, open_tab(client, **headers):
        pass
    return refused.value


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost@evil.example",
    "[bad", "", "2130706433:8501", "127.0.0.1:8501x",
])
def test_no_other_host_is_served(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421
    origin = f"http://{host}"
    assert refusal_of(client, host=host, origin=origin).status_code == 421


@pytest.mark.parametrize("host", [
    "127.0.0.1:8501", "localhost:8501", "LOCALHOST:9000", "[::1]:8501", "localhost",
])
def test_this_computer_is_served_by_each_of_its_names(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200
    with open_tab(client, host=host, origin=f"http://{host}") as tab:
        tab.send_bytes(BackMsg(app_heartbeat=True).SerializeToString())
        assert tab.receive_text() == "app_heartbeat"


@pytest.mark.parametrize("origin", [
    "http://127.0.0.1:9999", "http://localhost:8501", "https://evil.example", "null",
    "http://127.0.0.1", "http://127.0.0.1:8501.evil.example", "",
])
def test_no_page_of_elsewhere_opens_a_session(client, origin):
    assert refusal_of(client, origin=origin).status_code == 403


def test_a_program_without_origin_opens_a_session(client):
    with open_tab(client):
        pass


@pytest.mark.parametrize("base", ["", "/armoedeplan"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "GET"])
def test_nothing_is_uploaded(client, base, method):
    answer = client.request(
        method, f"{base}/_stcore/upload_file/session/file", content=b"x" * 100
    )
    assert (answer.status_code, answer.text) == (404, "Hier kan niets opgeladen worden.")


def is_ann(asked):
    return asked.cookies.get("who") == "ann"


def test_who_may_upload_does_and_is_asked_each_time():
    opened = TestClient(Door(APP.router, may_upload=is_ann), base_url=HERE)
    asking = BackMsg()
    asking.file_urls_request.file_names.append("a.xlsx")
    for cookies, status, heard in (
        ({"cookie": "who=ann"}, 200, "file_urls_request"),
        ({"cookie": "who=jan"}, 404, "stop_script"), ({}, 404, "stop_script"),
    ):
        answer = opened.put("/_stcore/upload_file/session/file", content=b"x", headers=cookies)
        assert answer.status_code == status
        with open_tab(opened, **cookies) as tab:
            tab.send_bytes(asking.SerializeToString())
            tab.send_bytes(BackMsg(stop_script=True).SerializeToString())
            assert tab.receive_text() == heard


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "set_run_on_save"])
def test_what_no_tab_of_ours_sends_is_left_out(client, caplog, kind):
    with open_tab(client) as tab:
        tab.send_bytes(BackMsg(**{kind: True}).SerializeToString())
        tab.send_bytes(BackMsg(stop_script=True).SerializeToString())
        assert tab.receive_text() == "stop_script"
    assert [record.getMessage() for record in caplog.records if record.name == door.__name__] == [
        f"left out: a message of the kind {kind}"
    ]


def test_every_message_that_asks_for_an_upload_is_left_out(client):
    asking = BackMsg()
    asking.file_urls_request.file_names.append("a.bin")
    with open_tab(client) as tab:
        tab.send_bytes(asking.SerializeToString())
        tab.send_bytes(BackMsg(stop_script=True).SerializeToString())
        assert tab.receive_text() == "stop_script"


@pytest.mark.parametrize("words", [b"\xff\xff", b"abc", b"", "text"])
def test_what_is_no_message_ends_the_session_without_a_traceback(client, caplog, words):
    with open_tab(client) as tab:
        send = tab.send_text if isinstance(words, str) else tab.send_bytes
        send(words)
    said = [record for record in caplog.records if record.name == door.__name__]
    assert [(record.getMessage(), record.exc_info) for record in said] == [
        ("a session is closed: what it sends is no message", None)
    ]


def test_who_comes_when_it_is_full_is_told_so_in_dutch(client, monkeypatch, caplog):
    monkeypatch.setattr(door, "MOST_FILES", door.SPARE_FILES + 1)
    words = "Het is nu te druk. Probeer het over enkele minuten opnieuw."
    page, tab = client.get("/", headers=BROWSER), refusal_of(client)
    assert (page.status_code, page.text) == (503, words)
    assert (tab.status_code, tab.text) == (503, words)
    assert page.headers["retry-after"] == "120"
    # Who is inside goes on: the parts of a page and what is taken along.
    assert client.get("/static/index.js").status_code == 200
    said = [record.getMessage() for record in caplog.records if record.name == door.__name__]
    assert said == [f"refused: full, {door.SPARE_FILES + 1} files may be open (LimitNOFILE)"]


def test_a_flood_at_the_limit_of_open_files_is_one_line_in_the_log(caplog, monkeypatch):
    asyncio_log = logging.getLogger("asyncio")
    ours = [each for each in asyncio_log.filters if isinstance(each, door.OnceAMinute)]
    assert len(ours) == 1
    monkeypatch.setattr(ours[0], "_until", {})
    for _ in range(2_048):
        asyncio_log.error("socket.accept() out of system resource\nsocket: 3",
                          exc_info=(OSError, OSError(24, "Too many open files"), None))
    asyncio_log.error("something else", exc_info=(OSError, OSError(5, "I/O"), None))
    assert [(record.getMessage()[:15], record.exc_info is None) for record in caplog.records] == [
        ("socket.accept()", True), ("something else", False)
    ]


def test_answers_of_the_door_carry_the_headers_too(client):
    for answer in (client.get("/", headers={"host": "evil.example"}),
                   client.put("/_stcore/upload_file/session/file")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def policy_of(answer):
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_a_page_connects_to_its_own_server_only_and_has_no_other_base(client):
    answer = client.get("/", headers=BROWSER)
    policy = policy_of(answer)
    assert policy["connect-src"] == (
        "'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501 data: blob:"
    )
    assert policy["base-uri"] == "'none'"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.text.startswith('<html lang="nl"')
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_host_writes_nothing_into_the_policy(client):
    answer = client.get("/", headers={"host": "a; script-src *"})
    assert policy_of(answer)["connect-src"] == "'self' data: blob:"
    assert "*" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "kept"), [
    ("/media/abc.docx", "no-store"), ("/armoedeplan/media/abc.png", "no-store"),
    ("/static/media/font.woff2", None), ("/opmerkingen", None),
])
def test_what_is_taken_along_is_kept_by_no_cache(client, path, kept):
    assert client.get(path).headers.get("cache-control") == kept


def test_cookies_are_for_tls_alone_where_there_is_tls(client):
    assert client.get("/").headers["set-cookie"] == COOKIE
    behind_tls = TestClient(APP, base_url="https://127.0.0.1:8501")
    assert behind_tls.get("/").headers["set-cookie"] == f"{COOKIE}; Secure"
