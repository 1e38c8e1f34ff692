"""
The door of the server: it turns away what no reader's browser sends, and who comes when it is full.

Streamlit takes uploads where nothing asks for them, answers under any host name, and lets any
page on this computer open a session (its ``server.allowedHosts`` is for websockets alone).
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable

from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

try:
    from resource import RLIMIT_NOFILE, getrlimit
except ImportError:  # Windows: the number of open files has no such limit
    MOST_FILES = 0
else:
    MOST_FILES = getrlimit(RLIMIT_NOFILE)[0]


class OnceAMinute(logging.Filter):
    """Lets a line into the log once a minute, so that strangers can't fill the disk."""

    def __init__(self, start: str = "") -> None:
        super().__init__()
        self._start, self._until = start, dict[str, float]()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether this line is the first of its kind in a minute."""
        if not str(record.msg).startswith(self._start):
            return True
        record.exc_info = None
        now = time.monotonic()
        if now < self._until.get(record.msg, 0):
            return False
        self._until[record.msg] = now + 60
        return True


_log = logging.getLogger(__name__)
_log.addFilter(OnceAMinute())
# At the limit of open files asyncio writes a traceback for each of the 2,048 places in its queue.
logging.getLogger("asyncio").addFilter(OnceAMinute("socket.accept()"))

# A session holds four files open, also for two minutes after its tab is closed. These
# are kept for the sessions that are there: their data, their downloads, a Chromium.
SPARE_FILES = 100
UPLOADS = "/_stcore/upload_file/"
# All that a tab sends; what is left out clears caches, reads the git folder, asks for uploads.
UPLOADS_MESSAGE = "file_urls_request"
USUAL_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"}
# Text is no message either.
_NO_MESSAGE = b"?"
_REJECTED = {"type": "websocket.disconnect", "code": 1003}


def is_never(_: HTTPConnection) -> bool:
    """Let no one do it."""
    return False


class Door:
    """An ASGI middleware that lets readers in, and no one and nothing else."""

    def __init__(
        self, app: ASGIApp, may_upload: Callable[[HTTPConnection], bool] = is_never
    ) -> None:
        """Stand in front of an app, in which only some may upload."""
        self.app, self._may_upload = app, may_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif refusal := refuse(HTTPConnection(scope)) or self._refuse_upload(scope):
            await refusal(scope, receive, send)
        elif scope["type"] == "websocket":
            may_upload = self._may_upload(HTTPConnection(scope))
            usual = USUAL_MESSAGES | ({UPLOADS_MESSAGE} if may_upload else set())
            await self.app(scope, _only(usual, receive), send)
        else:
            await self.app(scope, receive, send)


    def _refuse_upload(self, scope: Scope) -> Response | None:
        # Asked each time: someone may have been struck off meanwhile.
        if UPLOADS not in scope["path"] or self._may_upload(HTTPConnection(scope)):
            return None
        return PlainTextResponse("Hier kan niets opgeladen worden.", 404)


def asks_for_a_page(asked: HTTPConnection) -> bool:
    """Tell whether a browser asks for a page, not for a part of one."""
    return "text/html" in asked.headers.get("accept", "")


def refuse(asked: HTTPConnection) -> Response | None:
    """Give what to answer to who is not let in; None for who is."""
    host, origin = asked.headers.get("host"), asked.headers.get("origin")
    is_tab = asked.scope["type"] == "websocket"
    if not is_host_allowed(host):
        # A page elsewhere may give its own name the address of this computer (DNS rebinding).
        _log.warning("refused: host %.200r is not in server.allowedHosts", host)
        return PlainTextResponse("Dit adres is niet dat van het dashboard.", 421)
    if is_tab and origin is not None and origin.partition("://")[2] != host:
        _log.warning("refused: a websocket of %.200r, which is not %.200r", origin, host)
        return PlainTextResponse("Dit dashboard werkt alleen op zijn eigen adres.", 403)
    if (is_tab or asks_for_a_page(asked)) and _is_full():
        return PlainTextResponse(
            "Het is nu te druk. Probeer het over enkele minuten opnieuw.", 503,
            headers={"retry-after": "120"},
        )
    return None


def _is_full() -> bool:
    if not MOST_FILES:
        return False
    is_full = len(os.listdir("/dev/fd")) > MOST_FILES - SPARE_FILES
    if is_full:
        _log.warning("refused: full, %d files may be open (LimitNOFILE)", MOST_FILES)
    return is_full


def _only(usual: set[str], receive: Receive) -> Receive:
    async def receive_usual() -> Message:
        while (message := await receive())["type"] == "websocket.receive":
            try:
                kind = BackMsg.FromString(message.get("bytes") or _NO_MESSAGE).WhichOneof("type")
            except DecodeError:
                _log.warning("a session is closed: what it sends is no message")
                return _REJECTED
            if kind in usual:
                return message
            _log.warning("left out: a message of the kind %s", kind)
        return message

    return receive_usual
