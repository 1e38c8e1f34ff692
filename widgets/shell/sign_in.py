"""
Sign-in at the identity provider of the organisation (OpenID Connect).

Off until a ``secrets.toml`` has an ``[auth]`` section (docs/deployment.md).
Streamlit signs in and keeps who signed in in a signed cookie. Here is what it
leaves to us: the screen before, the way back to the link that was asked for,
and the lock on files, which Streamlit gives to whoever knows their address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from loaders.settings import read_contact
from widgets.shell.live import show_title
from widgets.shell.server import is_file

USER_COOKIE, RETURN_COOKIE = "_streamlit_user", "dashboard_return"
RETURN_SECONDS = 600
# Browsers keep cookies of 4 kB, in which signs take three letters each; a longer link comes
# back at the first page.
LONGEST_RETURN = 3900
# A path on this server: "//host" and "/\host" would lead to another one.
_OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")
_SIGNS_IN = re.compile(r'_streamlit_user=(?!"")[^;]')


def is_sign_in_on() -> bool:
    """
    Tell whether readers must sign in.

    Raises:
        Exception: where there are secrets that can't be read. No one knows then whether
            readers must sign in, so nothing is shown.
    """
    if not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return False
    return "auth" in st.secrets


def is_locked() -> bool:
    """Tell whether this session must sign in first."""
    return is_sign_in_on() and not st.user.is_logged_in


def show_sign_in() -> None:
    """Show the one screen that is there for who is not signed in."""
    show_title("Aanmelden")
    st.write("Dit dashboard is er voor wie zich aanmeldt. Daarna ziet u wat de link vraagt.")
    st.button("Aanmelden", type="primary", on_click=st.login)
    if contact := read_contact():
        # The accessibility statement, which says so, is behind the door too.
        st.text(f"Lukt het niet, of is iets niet toegankelijk? Neem contact op met {contact}.")


def offer_sign_out() -> None:
    """Show who is signed in, with a way to sign out; nothing where no one has to sign in."""
    if not is_sign_in_on():
        return
    # st.text: a name that the provider gives is no Markdown.
    st.text(f"Aangemeld als {st.user.get('name') or st.user.get('email') or st.user.get('sub')}")
    st.button("Afmelden", on_click=st.logout)


class SignInGate:
    """An ASGI middleware that remembers which link was asked for, and locks files."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or not is_sign_in_on():
            await self.app(scope, receive, send)
            return
        connection, path = HTTPConnection(scope), scope["path"]
        if is_file(path) and not is_signed_in(connection.cookies):
            await PlainTextResponse("Meld u eerst aan.", 403)(scope, receive, send)
        elif path.endswith("/auth/login"):
            asked = to_own_path(connection.headers.get("referer", ""))
            await self.app(scope, receive, _changing(send, partial(_remember, asked)))
        elif path.endswith("/oauth2callback"):
            # Read again as carefully: a cookie may come from elsewhere in the domain.
            back = to_own_path(unquote(connection.cookies.get(RETURN_COOKIE, "")))
            await self.app(scope, receive, _changing(send, partial(_go_back, back)))
        else:
            await self.app(scope, receive, send)


def to_own_path(address: str) -> str:
    """
    Give path and query of an address, for going back there; empty where that is not safe.

    >>> to_own_path("https://stad.example/opmerkingen?groep=group_1")
    '/opmerkingen?groep=group_1'
    >>> to_own_path("https://stad.example//elders.example/")
    ''
    """
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if _OWN_PATH.fullmatch(path) and len(quote(path)) <= LONGEST_RETURN else ""


def is_signed_in(cookies: dict[str, str]) -> bool:
    """Tell whether cookies hold a sign-in that this server has signed."""
    return read_identity(cookies).get("is_logged_in") is True


def read_identity(cookies: dict[str, str]) -> dict[str, Any]:
    """Give what cookies say of who signed in, where this server has signed it; else nothing."""
    secret = get_cookie_secret()

    def read(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, "").encode("latin-1"))

    user = get_cookie_with_chunks(read, USER_COOKIE)
    identity: dict[str, Any] = json.loads(user or b"{}")
    return identity


def _changing(send: Send, change: Callable[[MutableHeaders], None]) -> Send:
    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message))
        await send(message)

    return send_changed


def _remember(path: str, headers: MutableHeaders) -> None:
    headers.append("set-cookie", _to_cookie(path, RETURN_SECONDS))


def _go_back(path: str, headers: MutableHeaders) -> None:
    if any(_SIGNS_IN.match(cookie) for cookie in headers.getlist("set-cookie")):
        headers.append("set-cookie", _to_cookie("", 0))
        if path:
            headers["location"] = path


def _to_cookie(value: str, seconds: int) -> str:
    return f"{RETURN_COOKIE}={quote(value)}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
