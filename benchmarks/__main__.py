"""
Every measurement in one run, as Markdown: ``python -m benchmarks [part ...] [--quick]``.

    python -m benchmarks > figures.txt            everything, some ten minutes
    python -m benchmarks pages sessions           these parts only
    python -m benchmarks sessions --processes 2   of one process, and of two
    python -m benchmarks scale search --sizes 1000000
    python -m benchmarks --quick                  few rounds: does it work, not how fast

What each part measures, and how: benchmarks/README.md. How far it is goes to
the standard error.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version

from benchmarks import cold_start, pages, scale, search, search_quality, sessions


@dataclass(frozen=True)
class Effort:
    """
    How much is measured.

    Attributes:
        rounds: clicks per page.
        scale_rounds: clicks per page and number of remarks.
        starts: starts of each server.
        sizes: numbers of remarks, of the pages and of the search.
        seconds: how long each number of sessions is measured.
        processes: how many server processes the sessions are measured on, beside one.
    """

    rounds: int
    scale_rounds: int
    starts: int
    sizes: tuple[int, ...]
    seconds: float
    processes: int = 1


FULL = Effort(
    pages.ROUNDS, scale_rounds=6, starts=3, sizes=(248, 1_000, 10_000, 100_000), seconds=20
)
QUICK = Effort(rounds=3, scale_rounds=3, starts=1, sizes=(248, 1_000), seconds=5)


def _show_pages(effort: Effort) -> None:
    print(pages.to_report(pages.measure(effort.rounds)))


def _show_cold_start(effort: Effort) -> None:
    print(cold_start.to_report(cold_start.measure(effort.starts)))


def _show_scale(effort: Effort) -> None:
    print(scale.to_report(scale.measure(effort.sizes, effort.scale_rounds)))


def _show_sessions(effort: Effort) -> None:
    print(sessions.to_report(sessions.measure(effort.seconds, effort.processes)))


def _show_search(effort: Effort) -> None:
    print("```text")
    search.main([str(size) for size in effort.sizes])
    print("```")


def _show_search_quality(_: Effort) -> None:
    print("```text")
    search_quality.main()
    print("```")


PARTS: dict[str, tuple[str, Callable[[Effort], None]]] = {
    "pages": ("Pages: from a click to a page that no longer changes", _show_pages),
    "cold-start": ("Cold start", _show_cold_start),
    "scale": ("Scale: a filter click on more remarks", _show_scale),
    "sessions": ("Sessions of one server process", _show_sessions),
    "search": ("Search: speed", _show_search),
    "search-quality": ("Search: quality", _show_search_quality),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that are named, or all of them, in the order in which they stand."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="few rounds")
    parser.add_argument("--processes", type=int, default=1, help="sessions on so many, too")
    parser.add_argument("--sizes", type=int, nargs="+", help="of scale and search, in remarks")
    asked = parser.parse_args(arguments)
    unknown = [part for part in asked.parts if part not in PARTS]
    if unknown:
        parser.error(f"no part {', '.join(unknown)}; parts are {', '.join(PARTS)}")
    effort = replace(QUICK if asked.quick else FULL, processes=asked.processes)
    effort = replace(effort, sizes=tuple(asked.sizes or effort.sizes))
    print(to_machine_line())
    start = time.monotonic()
    for part, (title, show) in PARTS.items():
        if not asked.parts or part in asked.parts:
            print(f"{part} ...", file=sys.stderr)
            print(f"\n## {title}\n", flush=True)
            show(effort)
    print(f"\nMeasured in {(time.monotonic() - start) / 60:.1f} minutes.")
    return 0


def to_machine_line() -> str:
    """Say on what is measured, and how busy it is: figures mean nothing without."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python "
        f"{platform.python_version()}, Streamlit {version('streamlit')}{load}."
    )


if __name__ == "__main__":
    # Who stops the run, as "timeout" does, stops the servers with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    sys.exit(main())
