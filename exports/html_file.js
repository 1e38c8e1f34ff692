
"use strict";
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const nothing = document.getElementById("niets");
const cards = Array.from(document.querySelectorAll("article"));
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// The words, who said them, and the number; a theme or a group has a list of its own.
const folded = new Map(cards.map((card) => [card, fold(
  [card.querySelector("blockquote").textContent, card.dataset.spreker, card.id].join(" "))]));
const choices = Array.from(form.querySelectorAll("select"));

function findIn(node, words) {
  // Folding may change the length of a letter: keep for each folded one where it came from.
  let text = "", places = [], at = 0;
  for (const letter of node.data) {
    const plain = fold(letter);
    text += plain;
    for (let step = 0; step < plain.length; step += 1) places.push(at);
    at += letter.length;
  }
  places.push(at);
  const ranges = [];
  for (const word of words) {
    let start = text.indexOf(word);
    while (start >= 0) {
      const end = start + word.length;
      const range = new Range();
      range.setStart(node, places[start]);
      range.setEnd(node, Math.max(places[end], places[start] + 1));
      ranges.push(range);
      start = text.indexOf(word, end);
    }
  }
  return ranges;
}

function mark(words) {
  if (!CSS.highlights) return;
  const shown = words.length ? cards.filter((card) => !card.hidden) : [];
  const nodes = shown.map((card) => card.querySelector("blockquote").firstChild).filter(Boolean);
  const ranges = nodes.flatMap((node) => findIn(node, words));
  CSS.highlights.set("found", new Highlight(...ranges));
}

function isShown(card, words) {
  return choices.every((choice) => !choice.value
      || card.dataset[choice.name].split(" ").includes(choice.value))
    && words.every((word) => folded.get(card).includes(word));
}

function apply() {
  const asked = form.elements.zoek.value.trim();
  const words = fold(asked).split(/\s+/).filter(Boolean);
  for (const card of cards) card.hidden = !isShown(card, words);
  const count = cards.filter((card) => !card.hidden).length;
  const filters = choices.filter((choice) => choice.value)
    .map((choice) => choice.selectedOptions[0].dataset.label);
  if (asked) filters.push("zoekt: " + asked);
  status.textContent = [status.dataset.line.replace("#", count), ...filters].join(" \u00b7 ");
  nothing.hidden = count > 0;
  mark(words);
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
// After the browser has emptied the fields.
form.addEventListener("reset", () => setTimeout(apply));
// Some browsers put back what was filled in before a reload.
addEventListener("pageshow", apply);
apply();
