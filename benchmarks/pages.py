"""
How long a click takes, from the press to a page that no longer changes, in a real browser.

    python -m benchmarks.pages [rounds]

Every page of the dashboard beside an app with one checkbox, in the same run and
the same browser, in turns, so that a busy machine slows both. What counts is the
ratio of the medians.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from widgets.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
# Its text changes at every run: else there would be nothing to see and nothing to time.
EMPTY_APP = 'import streamlit as st\nst.text(st.checkbox("a"))\n'
FIRST_CLICK = 'document.querySelector("input[type=checkbox]")'
FILTER_CLICK = (
    "[...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stButtonGroup] button')]"
    "[1]"
)
NEXT_SLIDE = "document.querySelector('[data-action=\"next\"]')"
WARM_UPS = 2
# From the click to the last change of the page, once it has been still for a quarter of a second.
TIME_A_CLICK = """
async (find) => {
  const target = eval(find);
  const app = document.querySelector("[data-testid=stApp]");
  return await new Promise((resolve) => {
    const start = performance.now();
    let last = start;
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document.body, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
    target.click();
    const look = () => {
      const isStill = performance.now() - last > 250;
      if (isStill && last > start && app.dataset.testScriptState === "notRunning") {
        observer.disconnect();
        resolve(last - start);
      } else setTimeout(look, 10);
    };
    setTimeout(look, 10);
  });
}
"""


def main(arguments: list[str] | None = None) -> int:
    """
    Print the median of each page, and its ratio to the empty app.
    """
    words = sys.argv[1:] if arguments is None else arguments
    rounds = int(words[0]) if words else 12
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "empty.py").write_text(EMPTY_APP, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=_find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        with _serve(Path(folder) / "empty.py") as empty, _serve(ROOT / "dashboard.py") as ours:
            print(f"{'page':<28}{'ours ms':>9}{'empty ms':>10}{'ratio':>7}")
            for page in PAGES:
                click = NEXT_SLIDE if page.name == "present" else FILTER_CLICK
                address = f"{ours}/{'' if page.is_default else page.path}"
                opened = _open(context.new_page(), address), _open(context.new_page(), empty)
                times = [
                    (opened[0].evaluate(TIME_A_CLICK, click),
                     opened[1].evaluate(TIME_A_CLICK, FIRST_CLICK))
                    for _ in range(rounds + WARM_UPS)
                ][WARM_UPS:]
                mine, theirs = (median(column) for column in zip(*times, strict=True))
                print(f"{page.title:<28}{mine:>9.0f}{theirs:>10.0f}{mine / theirs:>7.2f}")
                for tab in opened:
                    tab.close()
        browser.close()
    return 0


def _open(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    return page


@contextmanager
def _serve(script: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own interpreter, our own script
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
         "--server.address", "127.0.0.1", "--server.headless", "true",
         "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"],
        cwd=script.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _find_chromium() -> str:
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise SystemExit("no Chromium found; set CHROMIUM to its path")


if __name__ == "__main__":
    sys.exit(main())
