// A file is made after the click, outside the script: no Streamlit command can say so
// then. The button itself only turns pale, says nothing to a screen reader, loses the
// focus, and reports a failure in English for five seconds.

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
  // On a laptop the filters fill the screen, and what opens below them would open out of sight.
  const growth = new ResizeObserver(() => box.scrollIntoView({ block: "nearest" }));
  growth.observe(box);
  const observer = new MutationObserver(look);
  observer.observe(box, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"],
  });
  return () => {
    observer.disconnect();
    growth.disconnect();
    clearTimeout(clearing);
  };
}
