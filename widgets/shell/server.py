"""What every answer of the server gets: Dutch as its language, our look, and security headers."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drawing.beside import read_beside
from widgets.shell.door import asks_for_a_page

# Streamlit hard-codes English (streamlit#15726); readers' software needs the truth (WCAG 3.1.1).
_ENGLISH, _DUTCH = b'<html lang="en"', b'<html lang="nl"'
# In the page itself: sent with every run it would cost each click some milliseconds.
_LOOK = read_beside(__file__, "look.css").encode()
# The server compresses inside of us, and a page must arrive in plain text to be
# mended; "not modified" would bring the general policy without the page's own script.
_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})
_END_OF_HEAD = b"</head>"
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

# Everything comes from this server. blob: is for Streamlit's own components,
# 'unsafe-inline' for the styles that Streamlit and Plotly write into the page.
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'self'",
    "script-src 'self' blob: 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' data: blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
))
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# What is taken along holds names and notes; the fonts of Streamlit itself stand in /static/media/.
_FILES = re.compile(r"(?<!/static)/media/")
_HOST = re.compile(r"[\w.:\[\]-]+")


class SecureDutchPages:
    """An ASGI middleware that adds the headers and our look, and says that pages are Dutch."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mend the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        if asks_for_a_page(asked):
            headers = [pair for pair in scope["headers"] if pair[0] not in _UNWANTED]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, _Mending(asked, send).send)


class _Mending:
    """The sending side of one answer: the start of a page waits until its length is known."""

    def __init__(self, asked: HTTPConnection, send: Send) -> None:
        self._asked, self._send = asked, send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            _secure(headers, self._asked)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = self._body.replace(_ENGLISH, _DUTCH, 1)
        body = body.replace(_END_OF_HEAD, b"<style>" + _LOOK + b"</style>" + _END_OF_HEAD, 1)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = allow_inline_scripts(
            body, headers["content-security-policy"]
        )
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def is_file(path: str) -> bool:
    """Tell whether a path is that of something taken along, with or without a base path."""
    return _FILES.search(path) is not None


def allow_inline_scripts(body: bytes, policy: str = CONTENT_SECURITY_POLICY) -> str:
    """
    Give the policy for a page, which lets the scripts in that very page run and no others.

    Streamlit's page holds one small script; by its hash (CSP level 3, section
    8.4) it is allowed without opening the door to injected ones.
    """
    hashes = "".join(
        f" 'sha256-{b64encode(sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(body)
    )
    return policy.replace("script-src 'self'", f"script-src 'self'{hashes}", 1)


def _secure(headers: MutableHeaders, asked: HTTPConnection) -> None:
    headers.update(HEADERS)
    headers["content-security-policy"] = _allow_own_websocket(asked.headers.get("host", ""))
    if is_file(asked.scope["path"]):
        headers["cache-control"] = "no-store"
    if asked.scope["scheme"] == "https":
        # Streamlit knows of its own certificate, not of that of a proxy.
        headers.raw[:] = [_to_secure_cookie(*pair) for pair in headers.raw]


def _allow_own_websocket(host: str) -> str:
    # Not every browser counts a websocket to the same host as 'self'.
    own = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return CONTENT_SECURITY_POLICY.replace("connect-src 'self'", f"connect-src 'self'{own}")


def _to_secure_cookie(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_open = name == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
