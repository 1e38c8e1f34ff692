"""
A real browser that times what a reader sees: from a click, or from the start of a server.

A page is done at the last change of its document, once it has been still for a
quarter of a second. The painting of that last change is never in the time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from benchmarks.servers import Server

VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
STILL_MILLISECONDS = 250
# A hundred thousand remarks take the server most of a minute, and two where it is busy.
LONGEST_MILLISECONDS = 300_000
RUN_IS_DONE = (
    "[data-testid='stApp'][data-test-connection-state='CONNECTED']"
    "[data-test-script-state='notRunning']"
)
# From the click to the last change of the page, within one document. FIND and ANSWER
# are put in as text: our security policy forbids eval() in a page.
TIME_A_CLICK = """
async (still) => {
  const target = FIND;
  const answer = () => ANSWER;
  const before = answer();
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
      // On a busy machine a page is also still while the server has not begun.
      const isAnswered = answer() !== before;
      const isStill = performance.now() - last > still;
      if (isAnswered && isStill && app.dataset.testScriptState === "notRunning") {
        observer.disconnect();
        resolve(last - start);
      } else setTimeout(look, 10);
    };
    setTimeout(look, 10);
  });
}
"""
# Runs before anything of a new document: notes when it last changed, in milliseconds since 1970.
WATCH_FROM_THE_START = """
(() => {
  const note = () => { window.lastChange = performance.timeOrigin + performance.now(); };
  note();
  new MutationObserver(note).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  addEventListener("load", note);
})()
"""
IS_STILL = """
(still) => document.readyState === "complete"
  && performance.timeOrigin + performance.now() - window.lastChange > still
"""
CLICK = """
() => {
  const target = FIND;
  const start = performance.timeOrigin + performance.now();
  target.click();
  return start;
}
"""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open a Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def open_app(context: BrowserContext, address: str, find: str) -> Page:
    """
    Open a page of a Streamlit app, and wait until it has come to rest.

    Args:
        context: where to open it.
        address: of the page.
        find: JavaScript that gives what is to be clicked, which must be there.
    """
    page = context.new_page()
    page.set_default_timeout(LONGEST_MILLISECONDS)
    page.goto(address)
    page.wait_for_function(f"() => {find}")
    page.wait_for_selector(RUN_IS_DONE)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    return page


def open_document(context: BrowserContext, address: str) -> Page:
    """Open a page whose clicks each bring a new document, and wait until it is still."""
    page = context.new_page()
    page.add_init_script(WATCH_FROM_THE_START)
    page.goto(address)
    page.wait_for_function(IS_STILL, arg=STILL_MILLISECONDS)
    return page


def time_click(page: Page, find: str, answer: str) -> float:
    """
    Time a click on a page of a Streamlit app.

    Args:
        page: the page, at rest.
        find: JavaScript that gives what is to be clicked.
        answer: JavaScript whose value changes once the server has answered.

    Returns:
        Milliseconds to the last change of the page.
    """
    script = TIME_A_CLICK.replace("FIND", find).replace("ANSWER", answer)
    return float(page.evaluate(script, STILL_MILLISECONDS))


def time_document(page: Page, find: str) -> float:
    """
    Time a click that brings a new document; the page comes from :func:`open_document`.

    Both ends are read from the clock of the browser, as ``performance.timeOrigin +
    performance.now()`` in the old and in the new document.

    Returns:
        Milliseconds to the last change of the new document or, if later, its load event.
    """
    with page.expect_event("load"):
        start = float(page.evaluate(CLICK.replace("FIND", find)))
    page.wait_for_function(IS_STILL, arg=STILL_MILLISECONDS)
    return float(page.evaluate("window.lastChange")) - start


def time_first_page(browser: Browser, server: Server, path: str, content: str) -> float:
    """
    Time the first page of a server, in a browser that has nothing of it in its cache.

    Args:
        browser: open already; its own start is not in the time.
        server: answers already, and was asked for no page yet.
        path: of the page, from the slash.
        content: selector of what must be on the page before it can be done.

    Returns:
        Seconds from the start of the server's process to the last change of the page.
    """
    context = browser.new_context(viewport=VIEWPORT)
    context.set_default_timeout(LONGEST_MILLISECONDS)
    page = context.new_page()
    page.add_init_script(WATCH_FROM_THE_START)
    page.goto(server.address + path)
    page.wait_for_selector(content, state="attached")
    page.wait_for_function(IS_STILL, arg=STILL_MILLISECONDS)
    done = float(page.evaluate("window.lastChange")) / 1000
    context.close()
    return done - server.started


def _find_chromium() -> str:
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise SystemExit("no Chromium found; set CHROMIUM to its path")
