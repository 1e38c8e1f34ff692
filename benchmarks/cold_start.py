"""
How long it takes from starting the server to the first page with all its content.

Ours (the overview, with its chart), an app with one checkbox, and Datasette (its
table of remarks), in turns. The browser is open already, with nothing of the
page in its cache; Python's compiled files and the disk's cache are warm after
the first turn. Our data are read by the first page, so that is in the time;
making Datasette's database is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from statistics import median

from playwright.sync_api import Browser

from benchmarks.browser import RUN_IS_DONE, open_browser, time_first_page
from benchmarks.figures import to_table
from benchmarks.servers import (
    DATASETTE_PAGE,
    NO_DATASETTE,
    Server,
    find_datasette,
    serve_dashboard,
    serve_datasette,
    serve_empty_app,
)

# The chart is drawn by scripts that the browser fetches last.
OVERVIEW = f"{RUN_IS_DONE} .js-plotly-plot .main-svg"


@dataclass(frozen=True)
class Starter:
    """One server to start: its name, how, its first page, and what must stand on that page."""

    name: str
    serve: Callable[[], AbstractContextManager[Server]]
    path: str
    content: str


def measure(turns: int) -> dict[str, list[float]]:
    """Start every server so many times; seconds to its first page, by its name."""
    starters = _list_starters()
    seconds: dict[str, list[float]] = {starter.name: [] for starter in starters}
    with open_browser() as browser:
        for _ in range(turns):
            for starter in starters:
                seconds[starter.name].append(_start(browser, starter))
    return seconds


def to_report(seconds: Mapping[str, Sequence[float]]) -> str:
    """Write the medians as a table; what was not there is said below it."""
    rows = [
        [name, f"{median(times):.1f}", " ".join(f"{time:.1f}" for time in times)]
        for name, times in seconds.items()
    ]
    table = to_table(["from starting the server to its first page", "median, s", "each, s"], rows)
    return table if "Datasette" in seconds else f"{table}\n\n{NO_DATASETTE}."


def _list_starters() -> list[Starter]:
    starters = [
        Starter("ours", serve_dashboard, "/", OVERVIEW),
        Starter("empty app", serve_empty_app, "/", f"{RUN_IS_DONE} [data-testid='stText']"),
    ]
    program = find_datasette()
    if program:
        serve = partial(serve_datasette, program)
        starters.append(Starter("Datasette", serve, DATASETTE_PAGE, ".facet-info li a"))
    return starters


def _start(browser: Browser, starter: Starter) -> float:
    with starter.serve() as server:
        return time_first_page(browser, server, starter.path, starter.content)
