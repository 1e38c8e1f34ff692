"""
The answers of this server: what readers are told, as it is at every run, and where editors save.

A change that another process made is seen by its number, which one cheap query asks.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field

from follow_up.answers import FollowUp
from follow_up.told import Told, tell_nothing
from loaders.dataset import Dataset
from loaders.settings import read_store_url
from store.engine import open_store
from store.errors import StoreError

# A run that asks while another one does waits so long, and then takes what was told last; as
# long as it takes where nothing was read yet.
_TURN_SECONDS = 1
# A database that does not answer takes ten seconds to say so; who only reads asks no sooner.
_REST_SECONDS = 15
_log = logging.getLogger(__name__)


@dataclass
class _Desk:
    """The answers to one state of the data in one store, and the last that was read of them."""

    url: str
    dataset: Dataset
    told: Told
    problem: str = ""
    rests_until: float = 0
    has_looked: bool = False
    follow_up: FollowUp | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open_answers(self) -> FollowUp:
        if self.follow_up is None:
            self.follow_up = FollowUp(open_store(self.url), self.dataset)
        return self.follow_up

    def look(self) -> None:
        patience = _TURN_SECONDS if self.has_looked else -1
        if time.monotonic() < self.rests_until or not self.lock.acquire(timeout=patience):
            return
        try:
            follow_up = self.open_answers()
            if follow_up.revision != self.told.revision:
                self.told = follow_up.tell()
            self.problem = ""
        except StoreError as error:
            _log.warning("%s", error)
            self.problem, self.rests_until = error.message, time.monotonic() + _REST_SECONDS
        finally:
            self.has_looked = True
            self.lock.release()


_desks: dict[tuple[str, str], _Desk] = {}


def read_told(dataset: Dataset) -> tuple[Told, str]:
    """
    Give what readers are told now, or were told last where the store can't be read.

    Returns:
        That, and why it can't be read, in Dutch; "" when it can.
    """
    desk = _find_desk(dataset)
    desk.look()
    return desk.told, desk.problem


def open_follow_up(dataset: Dataset) -> FollowUp:
    """
    Open the answers, to read drafts and to save.

    Raises:
        StoreError: where the store can't be used.
    """
    return _find_desk(dataset).open_answers()


def _find_desk(dataset: Dataset) -> _Desk:
    key = (read_store_url(), dataset.fingerprint)
    if key not in _desks:
        # One state of the data at a time; of what was there before, nothing is asked again.
        fresh = _Desk(key[0], dataset, tell_nothing(dataset))
        _desks.clear()
        _desks[key] = fresh
    return _desks.get(key) or fresh
