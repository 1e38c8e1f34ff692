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

// The places that a search found in the report: at one of them is the reader, and the bar says so.
const goToHit = (root, place, isSought = true) => {
  const hits = [...root.querySelectorAll("[data-hit]")];
  const hit = hits.at(place % hits.length);
  root.querySelector(".current")?.classList.remove("current");
  // Who walks on is no longer at what was asked for.
  if (isSought) root.querySelector(".report .opened")?.classList.remove("opened");
  root.hit = hit.id;
  hit.classList.add("current");
  root.querySelector(".hits [role=status]").textContent =
    `${hits.indexOf(hit) + 1} van ${hits.length} · regel ${hit.dataset.number}`;
  if (isSought) hit.scrollIntoView({ block: "center" });
  return hit;
};

const stepToHit = (root, steps) => {
  const hits = [...root.querySelectorAll("[data-hit]")];
  return goToHit(root, hits.findIndex((hit) => hit.id === root.hit) + steps);
};

// A new search goes to its first place; who came for a remark or a line stays there.
const keepHit = (root, opened) => {
  const query = root.querySelector(".hits")?.dataset.query, isNew = query !== root.query;
  root.query = query;
  if (query === undefined) return;
  const hits = [...root.querySelectorAll("[data-hit]")];
  const isBefore = (hit) =>
    !(hit.compareDocumentPosition(opened) & Node.DOCUMENT_POSITION_PRECEDING);
  const place = isNew && opened
    ? hits.findLastIndex(isBefore) : hits.findIndex((hit) => isNew || hit.id === root.hit);
  goToHit(root, Math.max(place, 0), isNew && !opened);
};

// As in the browser's own search: Enter in the box, and F3, which also puts the reader there.
document.addEventListener("keydown", (event) => {
  const bar = document.querySelector(".hits[data-query]");
  const isBox = event.target.matches?.("[data-testid=stSidebar] input[type=search]")
    && event.target.value.trim() === bar?.dataset.query;
  if (!bar || !(event.key === "F3" || (event.key === "Enter" && isBox))) return;
  event.preventDefault();
  const hit = stepToHit(bar.closest(".live"), event.shiftKey ? -1 : 1);
  if (event.key === "F3") putFocus(hit);
}, true);

// The page that is open starts again where its name in the menu is pressed: of that Streamlit
// tells the server nothing that another run would not.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("nav [aria-current=page], [data-testid=stTopNav] [aria-current=page]"))
    document.querySelector(".live .back")?.click();
}, true);

const putFocus = (element) => {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
};

const bringIntoView = (root, id) => {
  const element = root.querySelector(`#${CSS.escape(id)}`);
  if (!element) return null;
  element.scrollIntoView({ block: "center" });
  putFocus(element);
  return element;
};

// The second click of a double click would undo the first, or ask something of a page that is gone.
// So the same thing counts once until a run is over, and once however quick that run was where the
// browser itself calls it a double click. Moving may be wished twice.
const sent = new Set();
let last = "";
const isTwice = (dataset, clicks) => {
  if (dataset.do === "move") return false;
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
    const same = (held) => [...root.querySelectorAll(":is(a, button)[data-do]:not(:disabled)")]
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
    // What the reader unfolded stays so, at the place to which it was scrolled.
    const unfolded = [...root.querySelectorAll("details[id][open]")]
      .map(({ id, lastElementChild }) => [id, lastElementChild.scrollTop]);
    root.replaceChildren(next.content);
    for (const [id, top] of unfolded) {
      const again = root.querySelector(`#${CSS.escape(id)}`);
      if (!again) continue;
      again.open = true;
      again.lastElementChild.scrollTop = top;
    }
    root.shown = data.html;
    if (held && held !== "{}") {
      const again = same(held);
      const button = again[rank] ?? again[0]
        ?? root.querySelector(":is(a, button)[data-do]:not(:disabled)");
      button?.focus({ preventScroll: true });
      button?.scrollIntoView({ block: "nearest" });
    }
  }
  const isSought = data.scrollTo && root.broughtTo !== data.scrollTo;
  const opened = isSought ? bringIntoView(root, data.scrollTo) : null;
  root.broughtTo = data.scrollTo;
  keepHit(root, opened);
  root.onclick = (event) => {
    const target = event.target.closest("[data-do]");
    if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Words are pressed too, and may be selected: a drag over them opens nothing.
    if (!target.matches("a, button") && !getSelection().isCollapsed) return;
    event.preventDefault();
    if (target.dataset.do === "copy") copyLink(target);
    else if (target.dataset.do === "jump") bringIntoView(root, target.dataset.target);
    else if (target.dataset.do === "hit") stepToHit(root, Number(target.dataset.number));
    else if (!isTwice(target.dataset, event.detail)) setTriggerValue("event", { ...target.dataset });
  };
}
