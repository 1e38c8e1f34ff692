// Only this script writes the history: every entry carries the id of its step, and the link of a
// run that the reader has left behind meanwhile is not written at all.
const here = () => location.pathname + location.search;
const currentStep = () => history.state?.step;

const takeOver = () => {
  const own = {
    turn: 0, seen: new Set(),
    push: history.pushState.bind(history), replace: history.replaceState.bind(history),
  };
  // Streamlit opens a page with an empty link, knows nothing of ids, and writes the link of a run
  // that ended after the reader went Back over the step that the reader went to.
  history.pushState = history.replaceState = () => {};
  // In the capturing phase, so before Streamlit, which would run a page with the link of this entry
  // while the answers to earlier clicks are still on their way.
  addEventListener("popstate", (event) => {
    event.stopImmediatePropagation();
    if (!currentStep()) {
      // A link within the page makes an entry of itself; others are from before we came.
      const isWithin = here() === own.link;
      own.replace({ step: isWithin ? own.step : `found-${Math.random()}` }, "");
    }
    own.seen.add(currentStep());
    own.tell();
  }, true);
  return own;
};

export default function ({ data, setStateValue }) {
  window.dashboardSteps ??= takeOver();
  const own = window.dashboardSteps, steps = data.steps;
  // A state goes along with every run from then on, so that none can miss it, as it can a trigger.
  own.tell = () => {
    own.turn += 1;
    setStateValue("went", { step: currentStep(), link: here(), turn: own.turn });
  };
  const last = steps.findLastIndex(([step]) => own.seen.has(step));
  const isLeft = last >= 0 && steps[last][0] !== currentStep();
  for (const [step] of steps) own.seen.add(step);
  if (isLeft) return;
  const [[step, link], ...next] = steps.slice(Math.max(last, 0));
  // The browser itself may have named it anew, as it does for each slide.
  if (currentStep() !== step || own.link !== link) own.replace({ step }, "", link);
  for (const [step, link] of next) own.push({ step }, "", link);
  if (own.link && own.link !== steps.at(-1)[1]) dispatchEvent(new Event("dashboard-step"));
  [own.step, own.link] = steps.at(-1);
}
