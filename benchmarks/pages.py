"""
How long a click takes, from the press to a page that no longer changes, in a real browser.

    python -m benchmarks.pages [rounds]

Every page of the dashboard beside an app with one checkbox and beside Datasette
on the same tables, in the same run and the same browser, in turns, so that a
busy machine slows all three. What counts is the ratio of the medians.

On our pages a click puts a sentiment on or off, on the slides it goes one on.
In Datasette it puts the same facet of the remarks on or off. Is that fair?

- Alike: the tables, the browser, the number of remarks per page (25), a filter
  put on and off in turns, the counts beside the facet that change with it, and
  the end: the last change of the document, once still for 250 ms, unpainted.
- Different, at Datasette's cost: its click loads a whole document, with scripts
  and styles from the browser's cache. That is how Datasette works, and what its
  reader waits for, so it is in the time. Its end can't be before the load event.
- Different, at our cost: our pages draw charts, cards, a matrix or the whole
  report, count five facets, and keep the view in the link and in a session;
  Datasette shows a plain table with one facet. It has Datasette's own settings,
  which look for facets to suggest at every click.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import BrowserContext, Page

from analysis.pages import PAGES, PageEntry, to_paths
from benchmarks.browser import (
    VIEWPORT,
    open_app,
    open_browser,
    open_document,
    time_click,
    time_document,
)
from benchmarks.figures import to_table
from benchmarks.servers import (
    DATASETTE_PAGE,
    NO_DATASETTE,
    find_datasette,
    serve_dashboard,
    serve_datasette,
    serve_empty_app,
)

ROUNDS = 10
WARM_UPS = 2
# The empty app writes what is checked, our pages keep their view in the link.
EMPTY_ANSWER = "document.querySelector('[data-testid=stText]').textContent"
OUR_ANSWER = "location.search"
CHECKBOX = 'document.querySelector("input[type=checkbox]")'
FILTER = "[...document.querySelectorAll('#ask-sentiments button')][1]"
NEXT_SLIDE = "document.querySelector('[data-action=\"next\"]')"
# The first value of the facet; where one is on already, the cross that takes it away.
DATASETTE_FACET = "document.querySelector('.facet-info li a')"


@dataclass(frozen=True)
class PageTimes:
    """
    The times of one page and of what stood beside it, turn by turn, in milliseconds.

    Attributes:
        title: of the page.
        ours: our page.
        empty: the empty app.
        datasette: Datasette; empty where it is not installed.
    """

    title: str
    ours: Sequence[float]
    empty: Sequence[float]
    datasette: Sequence[float]


def main(arguments: list[str] | None = None) -> int:
    """Print the median of each page, and its ratios."""
    words = sys.argv[1:] if arguments is None else arguments
    print(to_report(measure(int(words[0]) if words else ROUNDS)))
    return 0


def measure(rounds: int) -> list[PageTimes]:
    """Time so many clicks on every page, after some that do not count."""
    program = find_datasette()
    with ExitStack() as stack:
        browser = stack.enter_context(open_browser())
        context = browser.new_context(viewport=VIEWPORT)
        ours = stack.enter_context(serve_dashboard()).address
        empty = stack.enter_context(serve_empty_app()).address
        datasette = stack.enter_context(serve_datasette(program)).address if program else ""
        return [_measure_page(context, page, ours, empty, datasette, rounds) for page in PAGES]


def to_report(measured: Sequence[PageTimes]) -> str:
    """Write the medians and their ratios as a table, with a row of all turns for the others."""
    rows = []
    for times in measured:
        mine, empty = median(times.ours), median(times.empty)
        rows.append([
            times.title, f"{mine:.0f}", f"{empty:.0f}", f"{mine / empty:.2f}",
            *_beside_datasette(mine, times.datasette),
        ])
    table = to_table(
        ["a click on", "ours, ms", "empty app, ms", "ours / empty", "Datasette, ms",
         "ours / Datasette"], rows,
    )
    every_empty = [time for times in measured for time in times.empty]
    every_datasette = [time for times in measured for time in times.datasette]
    if not every_datasette:
        return f"{table}\n\n{NO_DATASETTE}."
    theirs, empty = median(every_datasette), median(every_empty)
    return (
        f"{table}\n\nOver all {len(every_empty)} turns: the empty app {empty:.0f} ms, a facet of "
        f"the remarks in Datasette {theirs:.0f} ms, which is {theirs / empty:.2f} times the "
        "empty app."
    )


def _beside_datasette(mine: float, datasette: Sequence[float]) -> list[str]:
    if not datasette:
        return ["not installed", ""]
    theirs = median(datasette)
    return [f"{theirs:.0f}", f"{mine / theirs:.2f}"]


def _measure_page(
    context: BrowserContext, page: PageEntry, ours: str, empty: str, datasette: str, rounds: int
) -> PageTimes:
    click = NEXT_SLIDE if page.name == "present" else FILTER
    tabs = [
        open_app(context, ours + to_paths(PAGES)[page.name], click),
        open_app(context, empty, CHECKBOX),
    ]
    if datasette:
        tabs.append(open_document(context, datasette + DATASETTE_PAGE))
    turns = [_take_turn(tabs, click) for _ in range(rounds + WARM_UPS)][WARM_UPS:]
    for tab in tabs:
        tab.close()
    mine, theirs, *others = (list(column) for column in zip(*turns, strict=True))
    return PageTimes(page.title, mine, theirs, others[0] if others else [])


def _take_turn(tabs: Sequence[Page], click: str) -> list[float]:
    times = [
        time_click(tabs[0], click, OUR_ANSWER), time_click(tabs[1], CHECKBOX, EMPTY_ANSWER),
    ]
    return [*times, *(time_document(tab, DATASETTE_FACET) for tab in tabs[2:])]


if __name__ == "__main__":
    sys.exit(main())
