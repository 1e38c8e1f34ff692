"""
What became of the remarks, for everyone: pages of plain HTML, beside the dashboard and without it.

Off until DASHBOARD_PUBLIC is on. Whoever reaches the server reads them then, also where readers of
the dashboard sign in: they hold no name of a person, and what was published only (exports.site).
"""

from __future__ import annotations

import re
from hashlib import sha256

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from follow_up.told import Told
from loaders.problems import DatasetError
from loaders.settings import read_is_public
from widgets.shell.door import refuse
from widgets.shell.server import HEADERS

# With the slash: "/opvolging" is the page of the dashboard.
_PATH = re.compile(r"/opvolging/([\w.-]*)")
_INDEX = "index.html"
# Those of the dashboard, but for what its own pages need; and these may be found.
_HEADERS = {
    **{name: value for name, value in HEADERS.items() if name != "x-robots-tag"},
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                               "form-action 'none'; frame-ancestors 'none'",
    # Kept, and asked each time whether it is still so.
    "cache-control": "no-cache",
}
# Of one state of the data and of the answers.
_pages: dict[tuple[str, Told], dict[str, bytes]] = {}


class PublicPages:
    """An ASGI middleware that answers for the public pages, where they are on."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give a page, or pass a request on."""
        name = to_page_name(scope)
        if name is None or not is_public() or refuse(HTTPConnection(scope)):
            await self.app(scope, receive, send)
            return
        pages = await run_in_threadpool(_find_pages)
        await _to_response(pages, name, Headers(scope=scope))(scope, receive, send)


def to_page_name(scope: Scope) -> str | None:
    """Say which public page a request asks for; None where it asks for something else."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    base = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
    found = _PATH.fullmatch(scope["path"].removeprefix(base))
    return (found[1] or _INDEX) if found and scope["path"].startswith(base) else None


def is_public() -> bool:
    """Tell whether the pages are on; where the settings can't be read, no one said so."""
    try:
        return read_is_public()
    except DatasetError:
        return False


def _to_response(pages: dict[str, bytes] | None, name: str, asked: Headers) -> Response:
    if pages is None:
        return PlainTextResponse("De gegevens kunnen nu niet gelezen worden. Probeer het over "
                                 "enkele minuten opnieuw.", 503, _HEADERS)
    if name not in pages:
        return PlainTextResponse("Deze pagina bestaat niet (meer).", 404, _HEADERS)
    tag = f'"{sha256(pages[name]).hexdigest()[:32]}"'
    headers = {**_HEADERS, "etag": tag}
    known = {each.strip().removeprefix("W/") for each in asked.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(pages[name], headers=headers, media_type="text/html")


def _find_pages() -> dict[str, bytes] | None:
    # A server that no one asks for these pages does not read so much before it starts.
    from exports.site import to_site
    from widgets.shell.session import load_shared

    shared = load_shared().shared
    if shared is None:
        return None
    key = (shared.dataset.fingerprint, shared.told)
    pages = _pages.get(key)
    if pages is None:
        pages = to_site(shared.dataset, shared.told)
        _pages.clear()
        _pages[key] = pages
    return pages
