"""
Strangers can't take the server down: what they send, how much of it, and how many of them.

Without a browser: what a browser would never send is sent to the real server.
"""

import os
import re
import shutil
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from loaders.dataset import DATA_DIR
from tests.browser.conftest import StartingServer, hold
from tests.browser.raw_session import open_session, open_socket, run_page
from tests.real_meeting import MEETING_DIR, PLACE

# Windows has no limit of open files.
resource = pytest.importorskip("resource")
FEW_FILES, MEGABYTE = 170, 1_000_000


@contextmanager
def few_files():
    """Let whatever is started open few files only."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


class Target(StartingServer):
    """
    A server that a test attacks: what it said, and the memory that it took at most.
    """

    def said(self):
        return self._log.read_text()

    def peak(self):
        """Give the largest memory that it ever took, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder of its own."""
    folder = tmp_path_factory.mktemp("attacked") / "data"
    shutil.copytree(DATA_DIR, folder)
    return folder


@pytest.fixture(scope="module")
def target(tmp_path_factory, folder):
    """A server of its own, which must not have stopped, nor had an error, in the end."""
    with few_files():
        starting = Target(tmp_path_factory.mktemp("target"), {"DASHBOARD_DATA": str(folder)})
    with hold(starting):
        yield starting


def alerts_of(sent):
    elements = [message.delta.new_element for message in sent]
    return [
        element.alert.body for element in elements if element.WhichOneof("type") == "alert"
    ]


def send_and_wait(socket, words):
    socket.send(words)
    socket.recv(timeout=30)


def open_many(target, tabs, inside):
    while len(inside) < FEW_FILES:
        run_page(inside[-1])
        inside.append(tabs.enter_context(open_socket(target)))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="no /proc on this computer")
def test_a_frame_of_a_stranger_is_cut_off_before_it_fills_the_memory(target):
    with open_session(target) as run:
        run()
    before = target.peak()
    for _ in range(3):
        with open_socket(target) as socket, pytest.raises(ConnectionClosed):
            send_and_wait(socket, b"\0" * 60 * MEGABYTE)
    assert target.peak() - before < 40


def test_a_visitor_who_clears_caches_takes_the_data_from_no_one(target, folder):
    report = folder / PLACE / "remarks.csv"
    with open_socket(target) as reader, open_socket(target) as stranger:
        assert alerts_of(run_page(reader)) == []
        report.write_bytes(report.read_bytes()[:5_000])
        try:
            stranger.send(BackMsg(clear_cache=True).SerializeToString())
            run_page(stranger)
            for socket in (reader, stranger):
                said = " ".join(alerts_of(run_page(socket)))
                assert "Hieronder staan nog de vorige gegevens" in said
        finally:
            shutil.copyfile(MEETING_DIR / report.name, report)
        assert alerts_of(run_page(reader)) == []


def test_a_pipe_where_a_file_belongs_holds_no_one_up_once_it_is_replaced(target, folder):
    with open_session(target) as run:
        run()
        report = folder / PLACE / "report.txt"
        report.unlink()
        os.mkfifo(report)
        try:
            assert "nog de vorige gegevens" in " ".join(alerts_of(run()))
        finally:
            report.unlink()
            shutil.copyfile(MEETING_DIR / report.name, report)
        assert alerts_of(run()) == []


def test_a_session_more_than_there_is_room_for_is_told_so_and_the_others_go_on(target):
    page = urllib.request.Request(target.url, headers={"accept": "text/html"})
    with ExitStack() as tabs:
        inside = [tabs.enter_context(open_socket(target))]
        with pytest.raises(InvalidStatus) as refused:
            open_many(target, tabs, inside)
        assert refused.value.response.status_code == 503
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(page)
        assert answer.value.code == 503
        assert answer.value.read().decode() == (
            "Het is nu te druk. Probeer het over enkele minuten opnieuw."
        )
        for socket in (inside[0], inside[-1]):
            assert alerts_of(run_page(socket)) == []
        assert target.said().count("refused: full") == 1
