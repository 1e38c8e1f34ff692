"""
Our own HTML on the screen, whose buttons and links reach Python.

Streamlit draws text and its own widgets; a card with four labels that can each
be clicked would be five widgets, and a page of cards hundreds (measured: 200
rich cards take 22 times as long as an empty page, one block of HTML twice).
So the page's remarks, matrices and filter line are one block each, and one
small script passes a click on. All JavaScript that runs on our screens is in
this module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from drawing.html.tags import tag
from widgets.shell.dutch import BEGINNINGS, ENDINGS, TRANSLATIONS

Event = dict[str, Any]

_SCRIPT = """
const copyText = async (text) => {
  // Outside localhost and https a browser has no clipboard for scripts.
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};

const copyLink = async (button) => {
  const label = button.textContent;
  try {
    await copyText(window.location.href);
    button.textContent = button.dataset.done;
  } catch {
    window.prompt("Kopieer deze link:", window.location.href);
  }
  setTimeout(() => { button.textContent = label; }, 2500);
};

// A key stands beside the button that it presses, in data-shortcut.
const listenForKeys = (root) => {
  if (!root.querySelector("[data-shortcut]")) return;
  window.dashboardStage = root;
  if (window.dashboardKeys) return;
  window.dashboardKeys = true;
  document.addEventListener("keydown", (event) => {
    const stage = window.dashboardStage;
    if (!stage?.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const button = [...stage.querySelectorAll("[data-shortcut]")]
      .find((element) => element.dataset.shortcut.split(" ").includes(event.key));
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
};

const bringIntoView = (root, id) => {
  const element = root.querySelector(`#${CSS.escape(id)}`);
  if (!element) return;
  element.tabIndex = -1;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
};

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".live");
  if (!root) {
    root = document.createElement("div");
    root.className = "live";
    parentElement.append(root);
  }
  if (root.shown !== data.html) {
    // Who was on a button stays on it, also when the words around it changed.
    const same = (held) => [...root.querySelectorAll("[data-do]:not(:disabled)")]
      .filter((element) => JSON.stringify(element.dataset) === held);
    const held = root.contains(document.activeElement)
      ? JSON.stringify(document.activeElement.dataset) : null;
    // Every card may have a button of the same theme.
    const rank = held ? same(held).indexOf(document.activeElement) : 0;
    const status = root.querySelector("[role=status]");
    const next = document.createElement("template");
    next.innerHTML = data.html;
    const nextStatus = next.content.querySelector("[role=status]");
    if (status && nextStatus) {
      // A live region is only read out when it stays and its words change.
      if (status.innerHTML !== nextStatus.innerHTML) status.innerHTML = nextStatus.innerHTML;
      status.className = nextStatus.className;
      nextStatus.replaceWith(status);
    }
    root.replaceChildren(next.content);
    root.shown = data.html;
    if (held && held !== "{}") {
      const again = same(held);
      const button = again[rank] ?? again[0] ?? root.querySelector("[data-do]:not(:disabled)");
      button?.focus({ preventScroll: true });
      button?.scrollIntoView({ block: "nearest" });
    }
  }
  listenForKeys(root);
  if (data.scrollTo && root.broughtTo !== data.scrollTo) bringIntoView(root, data.scrollTo);
  root.broughtTo = data.scrollTo;
  root.onclick = (event) => {
    const target = event.target.closest("[data-do]");
    if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (target.dataset.do === "copy") copyLink(target);
    else if (target.dataset.do === "jump") bringIntoView(root, target.dataset.target);
    else setTriggerValue("event", { ...target.dataset });
  };
}
"""

# Streamlit has no translations (streamlit#1353): its few fixed English words
# are replaced where they stand. Nodes are never replaced, only their words.
_MENDING_SCRIPT = """
const attributes = ["aria-label", "title", "placeholder", "aria-roledescription"];

// Streamlit opens a page with an empty link, and we then put the view in it: two
// steps in the history for one click. The second takes the place of the first.
const keepOneStepPerPage = () => {
  const push = history.pushState.bind(history);
  let turned = 0;
  history.pushState = (state, title, url) => {
    const isSamePage = new URL(url, location.href).pathname === location.pathname;
    if (!isSamePage) turned = Date.now();
    if (isSamePage && !location.search && Date.now() - turned < 2000) {
      history.replaceState(state, title, url);
    } else push(state, title, url);
  };
};

// A server that was started again does not know this tab. Streamlit connects to it, but runs
// nothing before a click, which is then the first thing that the new session hears and which
// gets lost. So the tab asks for a run at once; its view is in the link.
const comeBackAfterALoss = () => {
  let isLost = false;
  new MutationObserver(() => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
    if (state !== "CONNECTED") isLost = true;
    else if (isLost) {
      isLost = false;
      window.dashboardRunAgain();
    }
  }).observe(document.body, {
    subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  });
};

// A chart is as wide as the screen, also when it is printed: the right part fell off the sheet.
const fitChartsOnPaper = () => {
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => charts().forEach((chart) => {
    const [width, height] = ["width", "height"].map((name) => chart.getAttribute(name));
    chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }));
  addEventListener("afterprint", () => {
    charts().forEach((chart) => chart.removeAttribute("viewBox"));
  });
};

// What had the focus may be gone after a run, and a browser then starts again at the
// top of the page: who uses no mouse, or hears the page, goes on at its heading.
const keepFocus = () => {
  let last = null, timer = 0;
  const findHeading = () => {
    const heading = [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2)")]
      .find((element) => element.checkVisibility());
    if (heading) heading.tabIndex = -1;
    return heading;
  };
  const mend = () => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    // A button that is off while its file is made comes back.
    if (!isLost || !last || last.disabled) return;
    (last.checkVisibility() ? last : findHeading())?.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", (event) => { last = event.target; });
  // A click beside everything is a wish to be nowhere.
  document.addEventListener("pointerdown", () => { last = null; }, true);
  // A moment later: a list that closes gives the focus back by itself.
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(mend, 100);
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"],
  });
};

export default function ({ data, setTriggerValue }) {
  window.dashboardRunAgain = () => setTriggerValue("back", true);
  // Once per page load: from then on the observer sees every change.
  if (window.dashboardTranslator) return;
  const words = data.words;
  const say = (text) => {
    const trimmed = text?.trim();
    if (!trimmed) return null;
    if (Object.hasOwn(words, trimmed)) return text.replace(trimmed, words[trimmed]);
    const begin = Object.keys(data.beginnings).find((beginning) => trimmed.startsWith(beginning));
    if (begin) return text.replace(begin, data.beginnings[begin]);
    const end = Object.keys(data.endings).find((ending) => trimmed.endsWith(ending));
    return end ? text.replace(end, data.endings[end]) : null;
  };
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      // What people said is never touched.
      if (node.parentElement?.closest(".live")) return;
      const said = say(node.nodeValue);
      if (said !== null) node.nodeValue = said;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(".live")) return;
    for (const name of attributes) {
      const said = say(node.getAttribute(name));
      if (said !== null) node.setAttribute(name, said);
    }
    node.childNodes.forEach(mend);
  };
  mend(document.body);
  keepOneStepPerPage();
  comeBackAfterALoss();
  fitChartsOnPaper();
  keepFocus();
  window.dashboardTranslator = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else mend(change.target);
    }
  });
  window.dashboardTranslator.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: attributes,
  });
}
"""

# A file is made after the click, outside the script: no Streamlit command can say so
# then. The button itself only turns pale, says nothing to a screen reader, loses the
# focus, and reports a failure in English for five seconds.
_MAKING_SCRIPT = """
const buttons = "[data-testid='stDownloadButton']";
const failure = "[data-testid='stDownloadButtonError']";

export default function ({ data, parentElement }) {
  if (parentElement.querySelector("[role=status]")) return;
  const status = document.createElement("p");
  status.role = "status";
  status.className = "making";
  parentElement.append(status);
  const box = parentElement.closest("[data-testid='stExpander']");
  const making = new Set();
  let clearing;

  const say = (words, button, isKept) => {
    clearTimeout(clearing);
    status.textContent = words.replace("#", button.textContent.trim());
    if (!isKept) clearing = setTimeout(() => { status.textContent = ""; }, 6000);
  };
  const finish = (holder, button) => {
    const hasFailed = holder.querySelector(failure) !== null;
    say(hasFailed ? data.failed : data.ready, button, hasFailed);
  };
  const look = () => {
    for (const button of making) {
      // Its page was left: no one can say how it ended.
      if (!button.isConnected) {
        making.delete(button);
        status.textContent = "";
      }
    }
    for (const holder of box.querySelectorAll(buttons)) {
      const button = holder.querySelector("button");
      if (button.disabled && !making.has(button)) {
        making.add(button);
        say(data.making, button, true);
      } else if (!button.disabled && making.delete(button)) finish(holder, button);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(box, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"],
  });
  return () => {
    observer.disconnect();
    clearTimeout(clearing);
  };
}
"""

_live = st.components.v2.component("dashboard_live", js=_SCRIPT, isolate_styles=False)
_mend = st.components.v2.component(
    "dashboard_mend", js=_MENDING_SCRIPT, isolate_styles=False
)
_making = st.components.v2.component(
    "dashboard_making", js=_MAKING_SCRIPT, isolate_styles=False
)


def show_html(
    markup: Markup, *, key: str, on_event: Callable[[Event], None], scroll_to: str = ""
) -> None:
    """
    Draw our own HTML, and call back with the ``data-`` attributes of what is clicked.

    Args:
        markup: from drawing/html/; what is no markup after all is drawn as words.
        key: unique on the page; the block keeps its place under it.
        on_event: gets ``{"do": ..., ...}``; runs before the script, as a
            Streamlit callback does.
        scroll_to: id of the element to bring into view, once.
    """
    def pass_on() -> None:
        event = getattr(st.session_state[key], "event", None)
        if event:
            on_event(dict(event))

    _live(key=key, data={"html": escape(markup), "scrollTo": scroll_to}, on_event_change=pass_on)


def show_title(title: str) -> None:
    """Draw the title of a page, in the look of our own HTML."""
    draw(tag("div", tag("h1", title), class_="live"))


def draw(markup: Markup) -> None:
    """Draw HTML that no one clicks on; what is no markup after all is drawn as words."""
    st.html(escape(markup))


def mend_streamlit() -> None:
    """
    Mend what Streamlit itself does: its English words, its history, its loss of a tab's view.
    """
    _mend(
        key="mend",
        data={"words": TRANSLATIONS, "beginnings": BEGINNINGS, "endings": ENDINGS},
        # The run itself is all that is wanted.
        on_back_change=lambda: None,
    )


def show_making(making: str, ready: str, failed: str) -> None:
    """
    Say beside the download buttons of an expander that a file is being made, and how that ends.

    Args:
        making: while it is being made; ``#`` stands for the name on the button.
        ready: when the browser has it; goes away after six seconds.
        failed: when it could not be made; stays until the next click.
    """
    _making(key="making", data={"making": making, "ready": ready, "failed": failed})
