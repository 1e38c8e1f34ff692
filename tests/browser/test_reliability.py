"""
The dashboard stays up: while its data is edited, broken and mended, and when its server dies.
"""

import csv
import io
import shutil
import threading

import pytest
from playwright.sync_api import expect

from loaders.dataset import DATA_DIR
from loaders.files import list_files
from tests.browser.conftest import READY, Server, StartingServer, hold, run_server, settle
from tests.browser.raw_session import open_session
from tests.browser.test_journeys import choose, count_of, expect_count, expect_link
from tests.real_meeting import MEETING_DIR, PLACE

EDITED, BEFORE, AFTER, NO_KEY = "r003", "neutral", "missing", "mising"
# What a browser says of a server that is not there.
NOT_THERE = (r"in reaching server endpoint|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|"
             r"ERR_EMPTY_RESPONSE|WebSocket")
# Streamlit waits longer after every attempt in vain.
RECONNECT_MILLISECONDS = 45_000


class Editor:
    """
    Someone who works in a data folder while it is on the screen.
    """

    def __init__(self, path):
        self.path = path
        self.mend()

    def mend(self):
        """Put every file as it was."""
        shutil.copytree(DATA_DIR, self.path, dirs_exist_ok=True)

    def set_sentiment(self, sentiment):
        """Give one remark another sentiment; give the line where it stands."""
        with (MEETING_DIR / "remarks.csv").open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, lines, line = [], {}, reader.line_num
            for row in reader:
                lines[row["remark_id"]], line = max(line, 1) + 1, reader.line_num
                rows.append(row)
        row = next(row for row in rows if row["remark_id"] == EDITED)
        assert row["sentiment"] == BEFORE
        row["sentiment"] = sentiment
        written = io.StringIO()
        writer = csv.DictWriter(written, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        remarks = self.path / PLACE / "remarks.csv"
        remarks.write_text(written.getvalue(), encoding="utf-8", newline="")
        return lines[EDITED]

    def cut_short(self, file, part):
        """Leave only the first part of a file, as while it is being saved."""
        content = (DATA_DIR / file).read_bytes()
        (self.path / file).write_bytes(content[: int(len(content) * part)])

    def remove(self, file):
        """Take a file away, as a program does that saves by replacing."""
        (self.path / file).unlink()

    def remove_all(self):
        """Take every file away, as when the disk of the data is not there."""
        for file in list_files(self.path):
            self.remove(file)


@pytest.fixture(scope="module")
def edited_server(tmp_path_factory):
    """A server that shows a folder of its own, and that folder."""
    folder = tmp_path_factory.mktemp("edited") / "data"
    shutil.copytree(DATA_DIR, folder)
    with run_server(tmp_path_factory.mktemp("server"), DASHBOARD_DATA=str(folder)) as running:
        yield running, folder


@pytest.fixture
def editor(edited_server):
    """Someone who edits the folder, which is whole at the start and at the end."""
    editor = Editor(edited_server[1])
    yield editor
    editor.mend()


def run_again(page):
    """Let a tab run its script again, by a click that changes no count."""
    page.get_by_test_id("stSidebar").get_by_text("Alleen letterlijk").click()
    settle(page)


def notice_of(page):
    return page.get_by_test_id("stAlert")


def test_tabs_follow_an_edit_keep_good_data_through_a_mistake_and_are_mended_with_it(
    visit, edited_server, editor, dataset
):
    at, total = edited_server[0], len(dataset.remarks)
    tabs = [visit("overview", at=at), visit("remarks", f"oordeel={AFTER}", at=at)]
    missing = int((dataset.remarks["sentiment"] == AFTER).sum())
    expect_count(tabs[1], missing, total)

    editor.set_sentiment(AFTER)
    for page in tabs:
        run_again(page)
        expect(notice_of(page)).to_have_count(0)
    expect_count(tabs[0], total, total)
    expect_count(tabs[1], missing + 1, total)

    line = editor.set_sentiment(NO_KEY)
    for page in tabs:
        run_again(page)
    # One that opens only now gets the last good data too.
    late = visit("remarks", f"oordeel={AFTER}", at=at)
    for page, count in zip([*tabs, late], [total, missing + 1, missing + 1], strict=True):
        expect(notice_of(page)).to_contain_text("1 fout")
        expect_count(page, count, total)
        page.get_by_text("Welke fouten?").click()
        named = page.get_by_test_id("stCode")
        expect(named).to_contain_text(f"{PLACE}remarks.csv:{line}: sentiment: '{NO_KEY}'")
        expect(named).to_contain_text(f"did you mean '{AFTER}'?")

    editor.mend()
    for page in [*tabs, late]:
        run_again(page)
        expect(notice_of(page)).to_have_count(0)
    expect_count(tabs[1], missing, total)
    expect_count(late, missing, total)


def test_half_written_and_missing_files_change_nothing_on_the_screen(
    visit, edited_server, editor, dataset
):
    page = visit("remarks", "groep=group_1", at=edited_server[0])
    count, words = count_of(page), page.locator(".cards").inner_text()
    damages = {
        "remarks.csv, cut": lambda: editor.cut_short(f"{PLACE}remarks.csv", 0.503),
        "remarks.csv, empty": lambda: editor.cut_short(f"{PLACE}remarks.csv", 0),
        "report.txt, cut": lambda: editor.cut_short(f"{PLACE}report.txt", 0.7),
        "datapackage.json, cut": lambda: editor.cut_short(f"{PLACE}datapackage.json", 0.5),
        "people.csv, gone": lambda: editor.remove("people.csv"),
        "all files, gone": editor.remove_all,
    }
    for name, damage in damages.items():
        damage()
        run_again(page)
        assert "fout" in notice_of(page).inner_text(), name
        expect_count(page, count, len(dataset.remarks))
        assert page.locator(".cards").inner_text() == words, name
        editor.mend()
    run_again(page)
    expect(notice_of(page)).to_have_count(0)


def test_no_session_fails_while_the_folder_is_written_again_and_again(edited_server, editor):
    """Six sessions run their pages as fast as they can, while files are cut, gone and whole."""
    server, stop, failures, runs = edited_server[0], threading.Event(), [], []

    def keep_running(query):
        try:
            with open_session(server, query) as run:
                while not stop.is_set():
                    run()
                    runs.append(query)
        except Exception as failure:  # said by the test, not by a thread that no one hears
            failures.append(repr(failure))

    threads = [
        threading.Thread(target=keep_running, args=(f"oordeel={AFTER}&blad={number}",))
        for number in range(1, 7)
    ]
    for thread in threads:
        thread.start()
    for turn in range(8):
        editor.cut_short(f"{PLACE}remarks.csv", 0.1 + turn / 10)
        editor.remove(f"{PLACE}groups.csv")
        editor.set_sentiment(NO_KEY)
        editor.mend()
        seen = len(runs)
        while len(runs) < seen + len(threads) and not failures:
            threads[0].join(timeout=0.05)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_session(server) as run:
        kinds = [message.delta.new_element.WhichOneof("type") for message in run()]
    assert "alert" not in kinds


# Where a reader may be when the server dies: the page, its link, and what must come back.
PLACES = {
    "remarks": "groep=group_2&oordeel=missing&zoek=armoede",
    "shortlist": "lijst=r003+eerst+dit&lijst=r001",
    "present": "groep=group_1&dia=3",
}
SHOWN = ".live:not(:empty)"
LOST = "[data-testid='stApp']:not([data-test-connection-state='CONNECTED'])"


@pytest.fixture
def mortal_server(tmp_path, guard):
    """A server that may be killed and started again."""
    starting = StartingServer(tmp_path)
    try:
        with hold(starting):
            yield starting
    finally:
        guard.forgive(NOT_THERE)


# Streamlit's own words about a line that is lost are English, and stand in front of everything.
WATCH_ENGLISH = """() => {
  window.english = [];
  new MutationObserver(() => {
    for (const one of document.querySelectorAll(
      "[data-testid=stDialog], [data-testid=stConnectionStatus]"))
      if (one.checkVisibility()) window.english.push(one.textContent);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def words_of(page):
    return [words.split() for words in page.locator(SHOWN).all_inner_texts()]


def test_tabs_come_back_to_their_view_when_the_server_is_killed_and_started_again(
    visit, mortal_server, dataset
):
    at = Server(mortal_server.url, None)
    tabs = {name: visit(name, query, at=at) for name, query in PLACES.items()}
    # A view that was reached by clicks comes back as one that came from a link.
    tabs["overview"] = visit("overview", at=at)
    choose(tabs["overview"], "groups", "Groep 1")
    expect_link(tabs["overview"], "overview", groep=["group_1"])
    before = {name: (page.url, words_of(page)) for name, page in tabs.items()}
    assert all(words for _, words in before.values())
    for page in tabs.values():
        page.evaluate(WATCH_ENGLISH)
    mortal_server.kill()
    for page in tabs.values():
        page.wait_for_selector(LOST, state="attached")
        expect(page.locator(".line-lost")).to_contain_text("Geen verbinding")
    # Slides go on meanwhile.
    stage = tabs["present"]
    stage.keyboard.press("ArrowRight")
    expect(stage.locator(".position")).to_contain_text("4 /")
    stage.keyboard.press("ArrowLeft")
    mortal_server.start_again()
    for name, page in tabs.items():
        page.wait_for_selector(READY, state="attached", timeout=RECONNECT_MILLISECONDS)
        settle(page)
        assert (page.url, words_of(page)) == before[name], name
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".line-lost")).to_be_empty()
        assert page.evaluate("window.english") == [], name
    # The first click counts.
    choose(tabs["overview"], "groups", "Groep 2")
    of_both = int(dataset.remarks["group"].isin(["group_1", "group_2"]).sum())
    expect_count(tabs["overview"], of_both, len(dataset.remarks))
    expect_link(tabs["overview"], "overview", groep=["group_1", "group_2"])
