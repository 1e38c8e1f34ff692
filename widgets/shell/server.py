"""
What every answer of the server gets: Dutch as its language, our look, and security headers.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drawing.beside import read_beside

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
    "connect-src 'self' ws: wss: data: blob:",
    "frame-ancestors 'none'",
    "base-uri 'self'",
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
}


class SecureDutchPages:
    """
    An ASGI middleware that adds the headers and our look, and says that pages are Dutch.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mend the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _asks_for_a_page(scope):
            headers = [pair for pair in scope["headers"] if pair[0] not in _UNWANTED]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, _Mending(send).send)


class _Mending:
    """
    The sending side of one answer: its start waits until the length is known.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                *((name, value) for name, value in message["headers"]
                  if name.decode("latin-1").lower() not in HEADERS),
                *((name.encode(), value.encode()) for name, value in HEADERS.items()),
            ]
            self._start = {**message, "headers": headers}
            if not _is_page(headers):
                await self._send(self._start)
                self._start = None
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = self._body.replace(_ENGLISH, _DUTCH, 1)
        body = body.replace(_END_OF_HEAD, b"<style>" + _LOOK + b"</style>" + _END_OF_HEAD, 1)
        mended = {
            b"content-length": str(len(body)).encode(),
            b"content-security-policy": allow_inline_scripts(body).encode(),
        }
        headers = [pair for pair in start["headers"] if pair[0].lower() not in mended]
        await self._send({**start, "headers": [*headers, *mended.items()]})
        await self._send({"type": "http.response.body", "body": body})
        self._start = None


def allow_inline_scripts(body: bytes) -> str:
    """
    Give the policy for a page, which lets the scripts in that very page run and no others.

    Streamlit's page holds one small script; by its hash (CSP level 3, section
    8.4) it is allowed without opening the door to injected ones.
    """
    hashes = "".join(
        f" 'sha256-{b64encode(sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(body)
    )
    return CONTENT_SECURITY_POLICY.replace("script-src 'self'", f"script-src 'self'{hashes}", 1)


def _asks_for_a_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _is_page(headers: list[tuple[bytes, bytes]]) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in headers
    )
