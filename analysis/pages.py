"""The list of pages: the one place that names them, for navigation, links and tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True)
class PageEntry:
    """
    One page: its file in pages/, its title and its address, both in Dutch.

    Attributes:
        is_quiet: has its address, and is reached by a link, but is not in the
            navigation: a menu of more than seven is not read.
        is_beside: its link stands under the filters of every page.
        fills_screen: has no sidebar and no line above it, but its own.
        asks_query: asks the words to search for itself, large.
        is_shortlist: shows what was set aside instead of the selection.
        is_comparison: shows what stands side by side, which may be more than the selection.
        is_answering: shows what is being answered, where something is, instead of the selection.
        pictures: what can be taken along of it as a picture; keys of
            widgets.screens.pictures.PICTURES.
    """

    name: str
    title: str
    path: str
    is_default: bool = False
    is_quiet: bool = False
    is_beside: bool = False
    fills_screen: bool = False
    asks_query: bool = False
    is_shortlist: bool = False
    is_comparison: bool = False
    is_answering: bool = False
    pictures: tuple[str, ...] = ("hero",)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "Overzicht", "overzicht", is_default=True, pictures=("hero", "groups")),
    PageEntry("remarks", "Opmerkingen", "opmerkingen"),
    PageEntry("search", "Zoeken", "zoeken", asks_query=True),
    PageEntry("report", "Verslag", "verslag"),
    PageEntry("progress", "Opvolging", "opvolging"),
    PageEntry("compare", "Vergelijken", "vergelijken", is_comparison=True,
              pictures=("compared",)),
    PageEntry("answer", "Beantwoorden", "beantwoorden", is_quiet=True, is_answering=True),
    PageEntry("about", "Over de data", "over-de-data"),
    PageEntry("together", "Samenhang", "samenhang", is_quiet=True, is_beside=True,
              pictures=("pairs",)),
    PageEntry("directory", "Sprekers en organisaties", "sprekers-en-organisaties",
              is_quiet=True, is_beside=True),
    PageEntry("shortlist", "Apart gezet", "apart-gezet", is_quiet=True, is_beside=True,
              is_shortlist=True),
    PageEntry("present", "Presenteren", "presenteren", is_quiet=True, is_beside=True,
              fills_screen=True),
    PageEntry("accessibility", "Toegankelijkheid", "toegankelijkheid", is_quiet=True,
              is_beside=True),
)


def to_paths(pages: Sequence[PageEntry], base: str = "") -> dict[str, str]:
    """
    Give the address of each page by its name; the first page lives at the root.

    Args:
        pages: the pages.
        base: the path that the dashboard has on a server that it shares.

    >>> to_paths(PAGES)["remarks"]
    '/opmerkingen'
    >>> to_paths(PAGES, "armoedeplan")["overview"], to_paths(PAGES, "armoedeplan")["remarks"]
    ('/armoedeplan/', '/armoedeplan/opmerkingen')
    """
    root = f"/{base.strip('/')}/" if base.strip("/") else "/"
    return {page.name: root + ("" if page.is_default else page.path) for page in pages}


def to_origin(url: str | None) -> str:
    """
    Give scheme and host of an address; empty where there is none.

    >>> to_origin("http://localhost:8501/opmerkingen?thema=work")
    'http://localhost:8501'
    >>> to_origin(None)
    ''
    """
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_own_address(url: str) -> bool:
    """
    Tell whether an address means the computer that asks it, whichever that is.

    >>> [is_own_address(url) for url in ("http://localhost:8501", "http://127.0.0.1/x", "")]
    [True, True, False]
    >>> is_own_address("https://opmerkingen.example")
    False
    """
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
