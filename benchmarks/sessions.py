"""
How many active sessions one server process holds, and how many several.

A session is a reader who follows links: on Overzicht, or on Opmerkingen for
every second one. Its client speaks Streamlit's own protocol over a websocket,
as a browser does where a reader goes Back: it asks for a rerun with another
link, waits until the script has finished, thinks for a random time
(exponential, 8 seconds on average), and asks again. So no two readers move in
step. The clients live in this process, the server in another. What a browser
does with the answer is not in the time.

A link asks for one theme with one sentiment, or for words. Every answer is held
against the page and the number of remarks that the link should give: a rerun
that showed something else stops the measurement.

The server holds a number of sessions where the 95th percentile of a rerun stays
under 250 ms. The number is doubled until it does not, and then the gap is
halved twice. Each number gets a fresh server; what happens while readers arrive
is dropped. Of several processes every reader stays with one, as a cookie has it
in deploy/haproxy.cfg; the proxy itself is not in the time.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import product

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from analysis.facets import RemarkFacets
from analysis.link import to_link
from analysis.pages import PAGES, to_paths
from analysis.selection import Selection
from analysis.view import View
from benchmarks.figures import Spread, to_spread, to_table
from benchmarks.search import QUERIES
from benchmarks.servers import serve_dashboard
from drawing.words.sentences import to_count_line
from loaders.dataset import DATA_DIR, Dataset, load_dataset

SEED = 20260101
THINK_SECONDS = 8.0
LONGEST_P95 = 250.0
FEWEST, MOST = 20, 1280
HALVINGS = 2
# One reader's first run takes the server some 50 ms: let them in no faster than that.
ARRIVAL_SECONDS = 0.08
CALM_SECONDS = 4.0
READ_PAGES = ("overview", "remarks")


@dataclass(frozen=True)
class Ask:
    """A link to follow, without its question mark, and the count line that its answer must hold."""

    query: str
    count_line: str


@dataclass(frozen=True)
class Step:
    """What so many sessions got: milliseconds per rerun."""

    sessions: int
    reruns: Spread

    @property
    def holds(self) -> bool:
        """Tell whether the slow end of the reruns was still fast enough."""
        return self.reruns.p95 < LONGEST_P95


def measure(seconds: float, processes: int = 1) -> dict[int, list[Step]]:
    """
    Try ever more sessions, each number for so many seconds.

    Returns:
        The steps of one process, and of so many, in the order of trying.
    """
    asks = list_asks(load_dataset(DATA_DIR))

    def climb_with(servers: int) -> list[Step]:
        def try_one(count: int) -> Step:
            with ExitStack() as stack:
                sockets = [
                    stack.enter_context(serve_dashboard()).address.replace("http", "ws", 1)
                    + "/_stcore/stream" for _ in range(servers)
                ]
                return Step(count, to_spread(asyncio.run(_hold(sockets, count, seconds, asks))))

        return climb(try_one, FEWEST * servers)

    return {servers: climb_with(servers) for servers in sorted({1, processes})}


def climb(try_one: Callable[[int], Step], fewest: int = FEWEST) -> list[Step]:
    """
    Double the number of sessions until it does not hold, then halve the gap some times.

    Returns:
        Every step, in the order of trying. The last number that held is that of
        :func:`find_limit`.
    """
    steps = [try_one(fewest)]
    while steps[-1].holds and steps[-1].sessions < MOST:
        steps.append(try_one(steps[-1].sessions * 2))
    if steps[-1].holds:
        return steps
    too_many = steps[-1].sessions
    for _ in range(HALVINGS):
        step = try_one((find_limit(steps) + too_many) // 2)
        steps.append(step)
        if not step.holds:
            too_many = step.sessions
    return steps


def find_limit(steps: Iterable[Step]) -> int:
    """Give the largest number of sessions that held; 0 where none did."""
    return max((step.sessions for step in steps if step.holds), default=0)


def to_report(measured: Mapping[int, Sequence[Step]]) -> str:
    """Write a table of the steps per number of processes, the fewest sessions first; the limits."""
    table = to_table(
        ["processes", "sessions", "reruns", "median, ms", "p95, ms", f"p95 < {LONGEST_P95:.0f} ms"],
        [
            [
                str(processes), str(step.sessions), str(step.reruns.count),
                f"{step.reruns.median:.0f}", f"{step.reruns.p95:.0f}",
                "yes" if step.holds else "no",
            ]
            for processes, steps in measured.items()
            for step in sorted(steps, key=lambda step: step.sessions)
        ],
    )
    limits = {processes: find_limit(steps) for processes, steps in measured.items()}
    several = "".join(
        f" {processes} processes hold {limit}: {limit / limits[1]:.1f} times as many."
        for processes, limit in limits.items() if processes > 1 and limits[1]
    )
    return (
        f"{table}\n\nOne server process holds {limits[1]} active sessions, with a think "
        f"time of {THINK_SECONDS:.0f} seconds on average.{several}"
    )


def list_asks(dataset: Dataset) -> list[Ask]:
    """Give a link for every theme with every sentiment and for every query that finds remarks."""
    facets = RemarkFacets(dataset)
    pairs = product(facets.options("themes"), facets.options("sentiments"))
    selections = [
        *(Selection(themes=(theme,), sentiments=(sentiment,)) for theme, sentiment in pairs),
        *(Selection(query=query) for query in QUERIES),
    ]
    total = len(dataset.remarks)
    counts = {selection: int(facets.mask(selection).sum()) for selection in selections}
    return [
        Ask(to_link(View(selection)).removeprefix("?"), to_count_line(count, total))
        for selection, count in counts.items()
        if count
    ]


async def _hold(
    sockets: Sequence[str], count: int, seconds: float, asks: Sequence[Ask]
) -> list[float]:
    arriving = count * ARRIVAL_SECONDS
    begin = time.perf_counter() + arriving + CALM_SECONDS
    times: list[float] = []
    async with asyncio.TaskGroup() as readers:
        for number in range(count):
            reader = _Reader(number, asks, begin, begin + seconds)
            # In pairs: every process gets as many readers of each page.
            socket = sockets[number // len(READ_PAGES) % len(sockets)]
            readers.create_task(reader.read(socket, arriving, times))
    return times


class _Reader:
    """One reader: when it arrives, what it asks, and how long it thinks are in its number."""

    def __init__(self, number: int, asks: Sequence[Ask], begin: float, end: float) -> None:
        self._chance = random.Random(f"{SEED} {number}")  # noqa: S311
        name = READ_PAGES[number % len(READ_PAGES)]
        self._page = next(page for page in PAGES if page.name == name)
        self._link = to_paths(PAGES)[name]
        self._page_hash = self._steps = ""
        self._turn = 0
        self._asks, self._begin, self._end = asks, begin, end

    async def read(self, socket: str, arriving: float, times: list[float]) -> None:
        """Arrive, and follow links until the end; the times of reruns are added to ``times``."""
        await asyncio.sleep(self._chance.uniform(0, arriving))
        async with connect(socket, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
            await self._rerun(connection)
            while True:
                left = max(self._end - time.perf_counter(), 0)
                await asyncio.sleep(min(self._chance.expovariate(1 / THINK_SECONDS), left))
                start = time.perf_counter()
                if start >= self._end:
                    return
                await self._rerun(connection)
                if start >= self._begin:
                    times.append((time.perf_counter() - start) * 1000)

    async def _rerun(self, connection: ClientConnection) -> None:
        ask = self._chance.choice(self._asks)
        # With what stands round them: "1 van 248" is also in "11 van 248".
        missing = {f">{ask.count_line}<".encode(), f"{self._page.title} · ".encode()}
        await connection.send(self._to_request(ask).SerializeToString())
        async for data in connection:
            if isinstance(data, str):
                raise TypeError(f"Streamlit speaks in bytes, but said {data!r}")
            missing = {words for words in missing if words not in data}
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "delta" and b"dashboard_steps" in data:
                self._steps = message.delta.new_element.bidi_component.id
            elif kind == "script_finished":
                break
        if missing:
            raise AssertionError(f"{ask} on {self._page.title}: no {missing} in the answer")

    def _to_request(self, ask: Ask) -> BackMsg:
        request = BackMsg()
        if self._turn:
            request.rerun_script.page_script_hash = self._page_hash
            # What steps.js says of a reader who went Back to a step with that link.
            went = {"step": f"step-{self._turn}", "link": f"{self._link}?{ask.query}"}
            request.rerun_script.widget_states.widgets.add(
                id=self._steps, json_value=json.dumps({"went": {**went, "turn": self._turn}})
            )
        else:
            request.rerun_script.page_name = self._page.path
            request.rerun_script.query_string = ask.query
        self._turn += 1
        return request
