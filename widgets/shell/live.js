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

// A phone has a sheet of its own to send a link with.
const canShare = () => Boolean(navigator.share) && matchMedia("(pointer: coarse)").matches;

const copyLink = async (button) => {
  if (canShare()) {
    // Who closes the sheet has chosen to send nothing.
    await navigator.share({ title: document.title, url: window.location.href }).catch(() => {});
    return;
  }
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

// The second click of a double click would undo the first, or ask something of a page that is gone.
// So the same thing counts once until a run is over, and once however quick that run was where the
// browser itself calls it a double click. Moving and turning on may be wished twice.
const sent = new Set();
let last = "";
const isTwice = (dataset, clicks) => {
  if (dataset.do === "move" || ["next", "previous"].includes(dataset.action)) return false;
  const wish = JSON.stringify(dataset);
  if (sent.has(wish) || (clicks > 1 && wish === last)) return true;
  sent.add(wish);
  last = wish;
  return false;
};
const app = document.querySelector("[data-testid=stApp]");
new MutationObserver(() => {
  if (app.dataset.testScriptState === "notRunning") sent.clear();
}).observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });

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
    if (canShare()) {
      for (const button of next.content.querySelectorAll("[data-share]"))
        button.textContent = button.dataset.share;
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
    else if (!isTwice(target.dataset, event.detail)) setTriggerValue("event", { ...target.dataset });
  };
}
