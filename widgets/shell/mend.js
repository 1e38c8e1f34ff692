// Streamlit has no translations (streamlit#1353): its few fixed English words
// are replaced where they stand. Nodes are never replaced, only their words.
const attributes = ["aria-label", "title", "placeholder", "aria-roledescription"];

// A server that was started again does not know this tab. Streamlit connects to it, but runs
// nothing before a click, which is then the first thing that the new session hears and which
// gets lost. So the tab asks for a run at once; its view is in the link. A server that knows the
// tab hears where in the history it is now.
// Meanwhile a corner says that the line is lost, in place of Streamlit's own dialog, which is in
// English and in front of everything: it is sent away as soon as it comes.
const WITHOUT_SERVER = ":is([data-do=turn], [data-do=copy], [data-do=jump], [data-do=hit], "
  + "[data-testid=stSidebarCollapseButton] *, [data-testid=stExpandSidebarButton], "
  + "[data-testid=stDialog] *)";
const watchTheLine = (words) => {
  const app = document.querySelector("[data-testid=stApp]");
  const notice = Object.assign(document.createElement("p"), { className: "line-lost" });
  notice.setAttribute("role", "status");
  document.body.append(notice);
  let isCut = false;
  const look = () => {
    const isConnected = app.dataset.testConnectionState === "CONNECTED";
    const isLost = !isConnected || !navigator.onLine;
    document.body.dataset.line = isLost ? "lost" : "found";
    const said = document.querySelector(".stage") ? words.lostOnStage : words.lost;
    if (notice.textContent !== (isLost ? said : "")) notice.textContent = isLost ? said : "";
    if (isLost) for (const button of document.querySelectorAll(
      "[data-testid=stDialog] :is([aria-label=Close], [aria-label=Sluiten])")) button.click();
    if (isCut && isConnected) (window.dashboardSteps?.tell ?? window.dashboardRunAgain)();
    isCut = !isConnected;
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, attributes: true,
    attributeFilter: ["data-test-connection-state"],
  });
  // A press that the server should hear is dropped: it would wait in the line, and be done much
  // later, before whoever looks then.
  const drop = (event) => {
    const pressed = event.target.closest?.("button, a, label, summary, input:not([type=text])");
    const isPress = event.type !== "keydown" || ["Enter", " "].includes(event.key);
    if (document.body.dataset.line !== "lost" || !pressed || !isPress
      || pressed.matches(WITHOUT_SERVER)) return;
    // Space turns the slides, whatever has the focus.
    if (event.type === "keydown" && pressed.closest(".stage")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["pointerdown", "click", "keydown"]) addEventListener(type, drop, true);
  look();
  addEventListener("online", look);
  addEventListener("offline", look);
};

// A chart is as wide as the screen, also when it is printed: the right part fell off the sheet.
const fitChartsOnPaper = () => {
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => charts().forEach((chart) => {
    const [width, height] = ["width", "height"].map((name) => chart.getAttribute(name));
    chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }));
  addEventListener("afterprint", () => {
    for (const chart of charts()) chart.removeAttribute("viewBox");
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

// On a phone the filters lie over the page: who has chosen wants to see what came of it. Words
// are still being typed. Told by steps.js, which knows when the link changes.
const foldFilters = () => {
  if (!matchMedia("(max-width: 768px)").matches
      || document.activeElement?.matches("input[type=search]")) return;
  document.querySelector(
    "[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button",
  )?.click();
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
    // The box for a file says of itself that it is nothing, and has a name all the same.
    if (node.matches("[data-testid=stFileUploaderDropzone]")) node.removeAttribute("role");
    node.childNodes.forEach(mend);
  };
  mend(document.body);
  watchTheLine(data);
  fitChartsOnPaper();
  keepFocus();
  addEventListener("dashboard-step", foldFilters);
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
