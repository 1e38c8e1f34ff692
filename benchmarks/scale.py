"""
How long a filter click takes with 248 remarks, a thousand, ten thousand, a hundred thousand.

The folders are the report over and over (benchmarks/synthetic.py). A folder is
read while the server starts: by the first server it is checked, by a second one
it is found to be checked before (loaders/snapshot.py). All sessions share it.

The page Verslag is left out: it shows the report as a whole, and four hundred
reports on one page is no way in which anyone reads.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.browser import VIEWPORT, open_app, open_browser, time_click, time_first_page
from benchmarks.cold_start import OVERVIEW
from benchmarks.figures import to_table
from benchmarks.pages import FILTER, OUR_ANSWER, WARM_UPS
from benchmarks.servers import serve_dashboard
from benchmarks.synthetic import write_copies

# Searching without words shows no remarks: a search for a common word does.
PATHS = {
    "Overzicht": "/", "Opmerkingen": "/opmerkingen", "Zoeken (naar wonen)": "/zoeken?zoek=wonen",
    "Vergelijken": "/vergelijken",
}

# So many remarks are within the limits of a folder (loaders/limits.py).
USUAL_MOST = 100_000


@dataclass(frozen=True)
class SizeTimes:
    """
    What one number of remarks costs.

    Attributes:
        remark_count: how many remarks there are.
        first_page: seconds from starting the server to its first page.
        first_page_again: the same of a second server, of a folder that was checked before.
        memory: megabytes of that server, when every page was opened.
        clicks: milliseconds of the filter clicks, by page.
    """

    remark_count: int
    first_page: float
    first_page_again: float
    memory: int
    clicks: dict[str, list[float]]


def measure(sizes: Sequence[int], rounds: int) -> list[SizeTimes]:
    """Time so many filter clicks per page, for at least so many remarks."""
    with open_browser() as browser:
        return [_measure_size(browser, size, rounds) for size in sizes]


def to_report(measured: Sequence[SizeTimes]) -> str:
    """Write a table: a row for each number of remarks."""
    return to_table(
        ["remarks", "first page, s", "checked before, s", "memory, MB",
         *(f"{title}, ms" for title in PATHS)],
        [
            [
                f"{times.remark_count:,}", f"{times.first_page:.1f}",
                f"{times.first_page_again:.1f}", str(times.memory),
                *(f"{median(times.clicks[title]):.0f}" for title in PATHS),
            ]
            for times in measured
        ],
    )


def _measure_size(browser: Browser, size: int, rounds: int) -> SizeTimes:
    with tempfile.TemporaryDirectory() as folder:
        data, cache = Path(folder) / "data", Path(folder) / "cache"
        remark_count = write_copies(data, size)
        times = max(1, remark_count / USUAL_MOST)
        with serve_dashboard(data, times, cache) as server:
            first_page = time_first_page(browser, server, "/", OVERVIEW)
        with serve_dashboard(data, times, cache) as server:
            again = time_first_page(browser, server, "/", OVERVIEW)
            clicks = {
                title: _time_clicks(browser, server.address + path, rounds)
                for title, path in PATHS.items()
            }
            memory = server.read_memory()
    return SizeTimes(remark_count, first_page, again, memory, clicks)


def _time_clicks(browser: Browser, address: str, rounds: int) -> list[float]:
    context = browser.new_context(viewport=VIEWPORT)
    page = open_app(context, address, FILTER)
    times = [time_click(page, FILTER, OUR_ANSWER) for _ in range(rounds + WARM_UPS)]
    context.close()
    return times[WARM_UPS:]
