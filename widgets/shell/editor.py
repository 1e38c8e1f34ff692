"""
Who may answer: asked on the server at every save, with the settings of that moment.

Where no one signs in, an editor is who runs the dashboard on a computer of their own. A server
can't see who sits at it, so everything must say that it serves no one else: its settings, which
no visitor can change, and the request that opened the session, to which a proxy adds words.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st
from starlette.requests import HTTPConnection

from analysis.pages import is_own_address
from follow_up.answers import FollowUp
from follow_up.editors import may_write, to_actor
from loaders.dataset import Dataset, DatasetError
from loaders.settings import read_editors
from widgets.shell.answers import open_follow_up
from widgets.shell.sign_in import is_sign_in_on, read_identity

_OWN = {"localhost", "127.0.0.1", "::1", "[::1]"}
_OF_A_PROXY = ("forwarded", "x-forwarded-", "x-real-ip", "via")
# As long as Streamlit's cookie: a tab that stays open does not read it again.
_SIGN_IN_SECONDS = 30 * 24 * 60 * 60
_T = TypeVar("_T")


class NotAnEditorError(Exception):
    """Someone who may not write (any more) tried to; nothing was written."""

    message = "U mag hier niet (meer) antwoorden. Er is niets bewaard."


def find_editor() -> str:
    """Give who may write in this session, as the journal has it; "" where no one may."""
    signs_in = is_sign_in_on()
    identity = st.user.to_dict() if signs_in else {}
    is_editor = may_write(
        identity, signs_in or is_served(), signs_in and _holds(), _read_editors())
    return to_actor(identity) if is_editor else ""


def write(dataset: Dataset, do: Callable[[FollowUp, str], _T]) -> _T:
    """
    Do something that writes, as the editor of this session.

    Raises:
        NotAnEditorError: where there is none.
        StoreError: where the store can't be written.
    """
    editor = find_editor()
    if not editor:
        raise NotAnEditorError
    return do(open_follow_up(dataset), editor)


def may_upload(asked: HTTPConnection) -> bool:
    """Tell whether a request may bring a file: only an editor's may, as far as it tells."""
    if is_sign_in_on():
        identity = read_identity(asked.cookies)
        return may_write(identity, True, identity.get("is_logged_in") is True, _read_editors())
    return not _serves_others(asked.headers, asked.client is None or asked.client.host in _OWN)


def is_served() -> bool:
    """Tell whether others than who runs the dashboard may be at the other end."""
    # None stands for this computer.
    return _serves_others(st.context.headers, st.context.ip_address is None)


def _serves_others(headers: Mapping[str, str], is_here: bool) -> bool:
    hosts = st.get_option("server.allowedHosts")
    names = (st.get_option("server.address"), st.get_option("browser.serverAddress"), *hosts)
    return not (
        hosts and set(names) <= _OWN
        and is_own_address(f"//{headers.get('host', '')}")
        and is_here
        and not any(name.lower().startswith(_OF_A_PROXY) for name in headers)
    )


def _read_editors() -> str:
    try:
        return read_editors()
    except DatasetError:
        # The settings can't be read, which the frame says: then no one is an editor.
        return ""


def _holds() -> bool:
    signed_in_at = st.user.get("iat")
    is_recent = not isinstance(signed_in_at, int | float) or (
        time.time() - signed_in_at < _SIGN_IN_SECONDS)
    return bool(st.user.is_logged_in) and is_recent
