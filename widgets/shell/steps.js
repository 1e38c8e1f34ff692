// Only this script writes the history: every entry carries the id of its step, and the link of a
// run that the reader has left behind meanwhile is not written at all.
const here = () => location.pathname + location.search;
const currentStep = () => history.state?.step;

const takeOver = () => {
  const own = { turn: 0, seen: new Set(), push: history.pushState.bind(history) };
  // Streamlit opens a page with an empty link, and knows nothing of ids.
  history.pushState = () => {};
  // In the capturing phase, so before Streamlit, which would run a page with the link of this entry
  // while the answers to earlier clicks are still on their way.
  addEventListener("popstate", (event) => {
    event.stopImmediatePropagation();
    if (!currentStep()) {
      // A link within the page makes an entry of itself; others are from before we came.
      const isWithin = here() === own.link;
      history.replaceState({ step: isWithin ? own.step : `found-${Math.random()}` }, "");
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
  if (currentStep() !== step || here() !== link) history.replaceState({ step }, "", link);
  for (const [step, link] of next) own.push({ step }, "", link);
  if (own.link && own.link !== steps.at(-1)[1]) dispatchEvent(new Event("dashboard-step"));
  [own.step, own.link] = steps.at(-1);
}
