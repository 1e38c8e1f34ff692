"""
What every answer of the server gets, without a server: Dutch, our look, and headers.
"""

import asyncio
from base64 import b64encode
from hashlib import sha256

import pytest

from widgets.shell.server import CONTENT_SECURITY_POLICY, HEADERS, SecureDutchPages

SCRIPT = b"window.ready = true"
PAGE = b'<html lang="en"><head><script>' + SCRIPT + b"</script></head><body></body></html>"
FOR_A_PAGE = [(b"accept", b"text/html,*/*"), (b"accept-encoding", b"gzip"),
              (b"if-none-match", b"1"), (b"cookie", b"a=b")]


def answer(headers, *pieces, request=FOR_A_PAGE, kind="http"):
    """Have the middleware pass an answer on; give what it asked, and what it sent."""
    asked, sent = [], []

    async def app(scope, receive, send):
        asked.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, piece in enumerate(pieces, start=1):
            await send({"type": "http.response.body", "body": piece,
                        "more_body": number < len(pieces)})

    async def keep(message):
        sent.append(message)

    scope = {"type": kind, "scheme": "http", "path": "/", "headers": request}
    asyncio.run(SecureDutchPages(app)(scope, None, keep))
    return asked[0], sent


@pytest.mark.parametrize("pieces", [[PAGE], [PAGE[:9], PAGE[9:30], PAGE[30:]]],
                         ids=["whole", "in pieces"])
def test_a_page_is_dutch_carries_our_look_and_says_its_length(pieces):
    _, (start, body) = answer([(b"content-type", b"text/html; charset=utf-8"),
                               (b"content-length", str(len(PAGE)).encode())], *pieces)
    assert body["body"].startswith(b'<html lang="nl"><head><script>')
    assert body["body"].count(b"<style>") == 1
    assert body["body"].endswith(b"</style></head><body></body></html>")
    lengths = [value for name, value in start["headers"] if name == b"content-length"]
    assert lengths == [str(len(body["body"])).encode()]
    assert not body.get("more_body")


def test_only_the_script_of_the_page_itself_may_run():
    _, (start, _) = answer([(b"content-type", b"text/html")], PAGE)
    policies = [value.decode() for name, value in start["headers"]
                if name == b"content-security-policy"]
    own = b64encode(sha256(SCRIPT).digest()).decode()
    assert policies == [CONTENT_SECURITY_POLICY.replace(
        "script-src 'self'", f"script-src 'self' 'sha256-{own}'")]


def test_every_answer_has_each_header_once_also_where_the_app_gave_another():
    _, (start, body) = answer([(b"content-type", b"text/css"), (b"referrer-policy", b"unsafe-url"),
                               (b"etag", b"1")], b"a", request=[(b"accept", b"text/css")])
    given = [(name.decode().lower(), value.decode()) for name, value in start["headers"]]
    assert sorted(given) == sorted([("content-type", "text/css"), ("etag", "1"), *HEADERS.items()])
    assert body["body"] == b"a"


def test_only_who_asks_for_a_page_gets_it_unpacked_and_always_anew():
    asked, _ = answer([(b"content-type", b"text/html")], PAGE)
    assert asked["headers"] == [(b"accept", b"text/html,*/*"), (b"cookie", b"a=b")]
    for_a_style = [(b"accept", b"text/css"), (b"accept-encoding", b"gzip")]
    asked, _ = answer([(b"content-type", b"text/css")], b"a", request=for_a_style)
    assert asked["headers"] == for_a_style


def test_a_websocket_is_left_alone():
    _, (start, _) = answer([(b"x", b"y")], b"a", kind="websocket")
    assert start["headers"] == [(b"x", b"y")]
