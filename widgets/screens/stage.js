// The whole deck is here: from one slide to another needs no server, and no network.

// Stands in a link where the number of a slide comes.
const ANY_SLIDE = "=999999999";
// A browser does not let a page change its address more than a hundred times in ten seconds.
const ADDRESS_MILLISECONDS = 150;
const SWIPE_PIXELS = 50;
const TURNS = ["previous", "next", "first", "last"];

const app = document.querySelector("[data-testid=stApp]");
const toPlain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const keysOf = (slide) => slide.dataset.keys.split(" ");

// As find_place of analysis/deck.py, which does so where the server makes another deck.
const findPlace = (number, old, next) => {
  const around = [...old.keys()].sort((a, b) =>
    Math.abs(a + 1 - number) - Math.abs(b + 1 - number));
  for (const key of around.flatMap((at) => keysOf(old[at]))) {
    const places = next.flatMap((slide, at) => keysOf(slide).includes(key) ? [at + 1] : []);
    if (places.length) return places.reduce((best, place) =>
      Math.abs(place - number) < Math.abs(best - number) ? place : best);
  }
  return 1;
};

class Stage {
  constructor(root) {
    this.root = root;
    root.onclick = (event) => this.press(event);
    root.oninput = () => this.search();
    root.ontouchstart = ({ changedTouches: [touch] }) => { this.touch = touch; };
    root.ontouchend = ({ changedTouches: [touch] }) => this.swipe(touch);
  }

  find(selector) { return this.root.querySelector(selector); }

  get slides() { return this.walks[this.walk].slides; }

  get current() { return this.slides[this.number - 1]; }

  // What the server drew: another deck, or the same one at another slide, or nothing new.
  load({ html, walk, number, links }) {
    this.links = links;
    const asked = `${walk} ${number}`, held = document.activeElement?.dataset.action;
    const isNew = this.html !== html;
    if (isNew) {
      this.html = html;
      this.root.innerHTML = html;
      this.read();
    }
    if (isNew || this.asked !== asked) {
      this.go(walk, number);
      // The server has written this address itself.
      clearTimeout(this.naming);
    } else {
      // A session that began after a loss wrote the address of the slide that it knew of.
      this.nameSlide();
    }
    this.asked = asked;
    if (isNew) (this.find(`[data-action=${held}]`) ?? this.place).focus({ preventScroll: true });
  }

  read() {
    this.place = this.find(".slide");
    const [deck, cards] = this.root.querySelectorAll("template");
    this.walks = Object.fromEntries([...deck.content.children].map((walk) =>
      [walk.dataset.name, { ...walk.dataset, slides: [...walk.children] }]));
    this.cards = cards.content;
    this.card = "";
    this.shown = this.came = null;
    this.list = this.find("dialog");
    this.fillList();
  }

  go(walk, number) {
    if (walk !== this.walk) this.came = null;
    this.walk = walk;
    this.number = Math.min(Math.max(number, 1), this.slides.length);
    this.card = "";
    this.draw();
    this.nameSlide();
  }

  change(walk, near = this.number, old = this.slides) {
    this.go(walk, findPlace(near, old, this.walks[walk].slides));
  }

  draw() {
    const shown = this.card ? this.cards.querySelector(`.${this.card}`) : this.current;
    if (this.shown !== shown) {
      const isHeld = this.place.contains(document.activeElement);
      this.place.className = shown.className;
      this.place.replaceChildren(...shown.cloneNode(true).childNodes);
      this.shown = shown;
      // What had the focus is gone; a slide itself shows no frame.
      if (isHeld) this.place.focus({ preventScroll: true });
      this.root.scrollIntoView();
    }
    this.find(".position").textContent = `${this.number} / ${this.slides.length}`;
    for (const button of this.root.querySelectorAll("[data-in]"))
      button.hidden = !button.dataset.in.split(" ").includes(this.walk);
    for (const [actions, isEnd] of [[["previous", "first"], this.number === 1],
      [["next", "last"], this.number === this.slides.length]])
      for (const action of actions) this.find(`[data-action=${action}]`).disabled = isEnd;
  }

  // The address follows, so that a reload and a colleague open the same slide.
  nameSlide() {
    const [first, link] = this.links[this.walk], step = history.state?.step;
    const named = this.number === 1 ? first : link.replace(ANY_SLIDE, `=${this.number}`);
    clearTimeout(this.naming);
    this.naming = setTimeout(() => {
      // Unless the reader went elsewhere meanwhile.
      if (!this.root.isConnected || history.state?.step !== step) return;
      if (location.pathname + location.search !== named)
        window.dashboardSteps.replace(history.state, "", named);
    }, ADDRESS_MILLISECONDS);
  }

  press(event) {
    const target = event.target.closest("[data-do]");
    if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { do: verb, ...asked } = target.dataset;
    event.preventDefault();
    if (verb === "turn") this.turn(asked);
    else this.ask(target.dataset);
  }

  turn({ action, key, to, number }) {
    const last = this.slides.length, turns = {
      previous: () => this.go(this.walk, this.number - 1),
      next: () => this.go(this.walk, this.number + 1),
      first: () => this.go(this.walk, 1),
      last: () => this.go(this.walk, last),
      go: () => this.go(to, Number(number)),
      walk: () => this.change(to),
      theme: () => this.goAside("full", this.walks.full.slides.findIndex((slide) =>
        keysOf(slide).includes(`theme/${key}`)) + 1),
      spotlight: () => this.goAlone(keysOf(this.current)[0]),
      remark: () => (this.walk === "spotlight" ? this.goBack() : this.goAlone(key)),
      back: () => this.goBack(),
      list: () => this.turnList(),
      keys: () => this.turnCard("keys"),
      qr: () => this.turnCard("qr"),
      letters: () => {
        window.dashboardHasNoLetters = !window.dashboardHasNoLetters;
        this.drawLetters();
      },
    };
    if (action !== "list") this.list.close();
    turns[action]();
  }

  goAlone(remark) {
    // What was set aside stands one by one already.
    if (!this.walks.spotlight) return;
    this.goAside("spotlight", this.walks.spotlight.slides.findIndex((slide) =>
      keysOf(slide)[0] === remark) + 1);
  }

  // To a slide of another walk, or to the one there of what is shown now; Escape leads back.
  goAside(walk, number) {
    const came = { walk: this.walk, number: this.number };
    if (number) this.go(walk, number);
    else this.change(walk);
    if (walk !== came.walk) this.came = came;
  }

  // To where one came from, or to the slide there of what is shown now.
  goBack() {
    const { walk, number } = this.came ?? { walk: "full", number: this.number };
    const [key] = keysOf(this.current), { slides } = this.walks[walk];
    if (this.came && keysOf(slides[number - 1]).includes(key)) this.go(walk, number);
    else this.change(walk);
  }

  turnCard(card) {
    this.card = this.card === card ? "" : card;
    this.draw();
  }

  drawLetters() {
    this.find(".stage").dataset.letters = window.dashboardHasNoLetters ? "off" : "on";
  }

  // Only the server can: it hears which slide this is. While an earlier press has no answer yet,
  // another is dropped: an audience must not see it done much later. While the line is lost
  // none comes here (mend.js).
  ask(dataset) {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.send({ ...dataset, deck: this.walk, slide: String(this.number) });
  }

  swipe({ clientX, clientY }) {
    const across = clientX - this.touch.clientX, down = clientY - this.touch.clientY;
    if (this.list.open || Math.abs(across) < SWIPE_PIXELS || Math.abs(down) > Math.abs(across))
      return;
    this.turn({ action: across < 0 ? "next" : "previous" });
  }

  hear(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.list.open) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const { key } = event;
    const action = key === " " ? (event.shiftKey ? "previous" : "next")
      : this.findAction(event);
    if (!action) return;
    // Space turns on, and never presses again the button that was pressed last.
    event.preventDefault();
    if (event.type === "keyup" || (event.repeat && !TURNS.includes(action))) return;
    if (action === "list" && /\d/.test(key)) this.turnList(key);
    else if (key === "Escape" && this.card) this.turnCard("");
    else if (key === "Escape" && this.came) this.goBack();
    else this.find(`[data-action=${action}]:not([hidden])`).click();
  }

  findAction({ key, type }) {
    if (type === "keyup") return "";
    if (key.length === 1 && window.dashboardHasNoLetters) return "";
    if (/^\d$/.test(key)) return "list";
    return [...this.root.querySelectorAll("[data-shortcut]:not([hidden])")]
      .find(({ dataset }) => dataset.shortcut.split(" ").includes(key))?.dataset.action;
  }

  // The list: of the slides that are walked now first, then of the whole deck.
  fillList() {
    const entries = Object.entries(this.walks).map(([to, { label, slides }]) => {
      const items = slides.map((slide, at) => {
        const button = Object.assign(document.createElement("button"), { type: "button" });
        Object.assign(button.dataset, { do: "turn", action: "go", to, number: at + 1 });
        for (const words of [at + 1, slide.querySelector("h1, h2").textContent,
          slide.querySelector("blockquote, th[scope=row]")?.textContent ?? ""])
          button.append(Object.assign(document.createElement("span"), { textContent: words }));
        const item = document.createElement("li");
        item.append(button);
        return Object.assign(item, { number: String(at + 1), words: toPlain(slide.textContent) });
      });
      const heading = Object.assign(document.createElement("h2"), { textContent: label });
      const list = document.createElement("ul"), section = document.createElement("section");
      list.append(...items);
      section.append(heading, list);
      section.dataset.walk = to;
      return section;
    });
    this.find(".found").replaceChildren(...entries);
    this.list.querySelector("input").onkeydown = (event) => {
      if (event.key !== "Enter") return;
      // The list closes, and Enter would press the button that opened it.
      event.preventDefault();
      this.list.querySelector("li:not([hidden]) button")?.click();
    };
  }

  turnList(typed = "") {
    if (this.list.open) return this.list.close();
    const [found, field] = [this.find(".found"), this.list.querySelector("input")];
    found.prepend(found.querySelector(`[data-walk=${this.walk}]`));
    found.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const here = found.querySelector(`li:nth-child(${this.number}) button`);
    here.setAttribute("aria-current", "true");
    this.list.showModal();
    field.value = typed;
    field.focus();
    this.search();
    here.scrollIntoView({ block: "center" });
  }

  search() {
    const asked = toPlain(this.list.querySelector("input").value.trim());
    const isNumber = /^\d+$/.test(asked);
    let count = 0;
    for (const section of this.find(".found").children) {
      const isOther = section.dataset.walk !== this.walk;
      let own = 0;
      for (const item of section.querySelectorAll("li")) {
        const isFound = isNumber ? !isOther && item.number.startsWith(asked)
          : item.words.includes(asked);
        item.hidden = !isFound || (section.dataset.walk === "spotlight" && isOther);
        own += !item.hidden;
      }
      section.hidden = !own;
      count += own;
    }
    this.list.querySelector(".none").hidden = count > 0;
  }
}

// Once per page load: which stage there is changes.
const listen = () => {
  if (window.dashboardHears) return;
  window.dashboardHears = true;
  const hear = (event) => {
    if (window.dashboardStage?.root.isConnected) window.dashboardStage.hear(event);
  };
  addEventListener("keydown", hear);
  addEventListener("keyup", hear);
  new MutationObserver(() => {
    const { testScriptState, testConnectionState } = app.dataset;
    if (window.dashboardStage && (testScriptState === "notRunning"
      || testConnectionState !== "CONNECTED")) window.dashboardStage.isWaiting = false;
  }).observe(app, {
    attributes: true, attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
};

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".live");
  if (!root) {
    root = document.createElement("div");
    root.className = "live";
    parentElement.append(root);
    root.stage = new Stage(root);
  }
  window.dashboardStage = root.stage;
  root.stage.send = (event) => setTriggerValue("event", event);
  listen();
  root.stage.load(data);
  root.stage.drawLetters();
}
