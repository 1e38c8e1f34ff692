"""
How large a data folder may be, and how long reading it may take.

Without a limit, a folder that someone damaged, or meant to damage, stops the
server for everyone.
"""

from __future__ import annotations

import time

from loaders.schema import PACKAGE_FILE, PLAN_FILE, REPORT_FILE
from loaders.settings import LIMITS

# A hundred thousand remarks are 44 MB, 16 of them the report, and 1.5 million cells.
MEGABYTES = 50
MEGABYTES_OF = {REPORT_FILE: 20, PLAN_FILE: 20, PACKAGE_FILE: 1}
CELLS = 3_000_000
# In proportion to what is read.
SECONDS, SECONDS_PER_MEGABYTE = 10, 1


class LimitError(Exception):
    """A folder that is too large or takes too long; the text says which limit was passed."""


class Limits:
    """What is left for one reading of one folder, in bytes, cells and seconds of computing."""

    def __init__(self, times: float = 1) -> None:
        """Start the clock, with so many times the usual limits."""
        self._times = times
        self._started = time.thread_time()
        self._read_bytes = self._cells = 0

    def bytes_left(self, file: str) -> int:
        """Say how much of a file may be read."""
        of_file = MEGABYTES_OF.get(file, MEGABYTES) * self._times * 1e6
        return int(min(of_file, MEGABYTES * self._times * 1e6 - self._read_bytes))

    def take_bytes(self, file: str, count: int) -> None:
        """Count what was read of a file."""
        if count > self.bytes_left(file):
            largest = MEGABYTES_OF.get(file, MEGABYTES) * self._times
            raise self._error(f"the file holds more than {largest:g} MB, or the folder more than "
                              f"{MEGABYTES * self._times:g}")
        self._read_bytes += count

    def take_cells(self, count: int) -> None:
        """Count cells that were read."""
        self._cells += count
        if self._cells > CELLS * self._times:
            raise self._error(f"the tables hold more than {CELLS * self._times:,.0f} cells")

    def look_at_clock(self) -> None:
        """Stop where checking takes longer than files of this size can need."""
        seconds = self._times * (SECONDS + SECONDS_PER_MEGABYTE * self._read_bytes / 1e6)
        if time.thread_time() - self._started > seconds:
            raise self._error(
                f"checking took longer than {seconds:.0f} seconds of computing; there may be more"
            )

    def _error(self, passed: str) -> LimitError:
        return LimitError(
            f"{passed}; that is the limit, and {LIMITS}={2 * self._times:g} would double it"
        )
