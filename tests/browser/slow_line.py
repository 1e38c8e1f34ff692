"""
A line between browser and server on which everything is late, in both directions.
"""

import asyncio
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.browser.conftest import Server


class SlowLine:
    """
    Passes on, half a round trip later, what either side says; late, not narrow.
    """

    def __init__(self, port, round_trip):
        self._far, self._delay = port, round_trip / 2
        self.is_ready = threading.Event()

    async def serve(self):
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        # Held here, as a task that no one holds may vanish; asyncio.run ends those that are left.
        joined = set()
        server = await asyncio.start_server(
            lambda *near: joined.add(asyncio.create_task(self._join(*near))), "127.0.0.1", 0
        )
        self.port = server.sockets[0].getsockname()[1]
        self.is_ready.set()
        await self._end.wait()
        server.close()

    def stop(self):
        self._loop.call_soon_threadsafe(self._end.set)

    async def _join(self, reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._far)
        ways = [(reader, far_writer), (far_reader, writer)]
        try:
            await asyncio.gather(*(self._carry(*way) for way in ways))
        finally:
            far_writer.close()
            writer.close()

    async def _carry(self, reader, writer):
        underway = asyncio.Queue()
        arriving = asyncio.create_task(self._deliver(underway, writer))
        # A browser that leaves hangs up.
        with suppress(ConnectionError):
            while words := await reader.read(1 << 16):
                underway.put_nowait((self._loop.time() + self._delay, words))
        underway.put_nowait((self._loop.time() + self._delay, b""))
        await arriving

    async def _deliver(self, underway, writer):
        with suppress(ConnectionError):
            while True:
                due, words = await underway.get()
                await asyncio.sleep(due - self._loop.time())
                if not words:
                    break
                writer.write(words)
        writer.close()


@contextmanager
def slow_line(server, round_trip):
    """Give a server as it is at the other end of a line with this round trip, in seconds."""
    line = SlowLine(urlsplit(server.url).port, round_trip)
    thread = threading.Thread(target=lambda: asyncio.run(line.serve()))
    thread.start()
    line.is_ready.wait()
    try:
        yield Server(f"http://127.0.0.1:{line.port}", server.log)
    finally:
        line.stop()
        thread.join()
