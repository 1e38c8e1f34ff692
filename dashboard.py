"""
The front door: the server, whom and what it lets in, its language and its security headers.

The screens start at widgets/shell/frame.py. This file is not the script itself,
because Streamlit opens the files of a ``pages/`` folder beside the script on
its own, without the frame, when a page's link is the first request.
"""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from starlette.middleware import Middleware  # noqa: E402

from widgets.shell.door import Door  # noqa: E402
from widgets.shell.editor import may_upload  # noqa: E402
from widgets.shell.public import PublicPages  # noqa: E402
from widgets.shell.server import SecureDutchPages  # noqa: E402
from widgets.shell.sign_in import SignInGate  # noqa: E402
from widgets.shell.values import check_values  # noqa: E402

check_values()


@asynccontextmanager
async def get_ready(_: st.App) -> AsyncIterator[None]:
    """Import what pages draw with and read the data, while the first browser fetches Streamlit."""
    threading.Thread(target=_import_and_read, daemon=True).start()
    yield


def _import_and_read() -> None:
    from widgets.screens import take_along  # noqa: F401 - the frame's last, and all that it needs
    from widgets.shell.session import load_shared

    load_shared()
    # Streamlit asks once, for the first page, who called it, and Python then looks where each
    # module comes from: a tenth of a second and more, and nothing the second time.
    inspect.stack()


app = st.App(
    ROOT / "widgets" / "shell" / "frame.py", lifespan=get_ready,
    middleware=[
        Middleware(PublicPages), Middleware(SecureDutchPages),
        Middleware(Door, may_upload=may_upload), Middleware(SignInGate),
    ],
)
