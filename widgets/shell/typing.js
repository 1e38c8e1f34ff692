// Streamlit hears of words in a large field when it is left, or at Ctrl+Enter: half an answer would
// be lost with the line. So after a pause in the typing that key is pressed for the reader.
const PAUSE = 1500;
const timers = new WeakMap();

const tell = (area) => {
  clearTimeout(timers.get(area));
  area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
};

const hear = (event) => {
  const area = event.target;
  if (!area.matches?.("[data-testid=stTextArea] textarea")) return;
  clearTimeout(timers.get(area));
  timers.set(area, setTimeout(tell, PAUSE, area));
};

export default function () {
  if (window.dashboardTyping) return;
  window.dashboardTyping = true;
  document.addEventListener("input", hear, true);
  // A phone puts a tab aside without a word.
  document.addEventListener("visibilitychange", () => {
    if (document.activeElement?.matches("[data-testid=stTextArea] textarea"))
      tell(document.activeElement);
  });
}
