"""
An extract as one HTML file that reads, searches, filters and prints without internet.

Nothing in it comes from outside, and its policy lets nothing in: only the one
script and the one style below run, each known by its hash.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from analysis.counts import list_keys
from analysis.remarks import Remark
from drawing.html.tags import code, tag
from drawing.palette import to_css_variables, to_tone
from exports.extract import COUNT_MEANING, LANGUAGE, NOTE, Extract

_STYLE = """
:root { color-scheme: light dark; LIGHT }
@media (prefers-color-scheme: dark) { :root { DARK } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 56rem; background: var(--ground);
  color: var(--text); font: 1.0625rem/1.5 "Source Sans 3", "Segoe UI", Calibri, Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); text-underline-offset: .18em; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem;
  margin: 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.note { color: var(--quiet); font-size: .9375rem; max-width: 72ch; }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem 1rem;
  align-items: end; padding: .75rem 0; margin-top: 1.5rem; background: var(--ground);
  border-bottom: 1px solid var(--rule); }
form[hidden] { display: none; }
label { display: grid; gap: .15rem; font-size: .9375rem; color: var(--quiet); flex: 1 1 11rem; }
input, select, button { font: inherit; min-height: 2.5rem; padding: .3rem .6rem; width: 100%;
  color: var(--text); background: var(--panel); border: 1px solid var(--quiet);
  border-radius: 4px; }
button { width: auto; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=status] { margin: .75rem 0 0; font-weight: 600; overflow-wrap: anywhere; }
article { border-left: 3px solid var(--tone, var(--rule)); padding: .1rem 0 .1rem 1.1rem;
  margin: 1.5rem 0; break-inside: avoid; }
article[hidden] { display: none; }
blockquote { margin: 0 0 .3rem; max-width: 66ch; overflow-wrap: anywhere;
  font: 1.2rem/1.5 "Source Serif 4", Cambria, Georgia, serif; }
article p { margin: 0; color: var(--quiet); font-size: .9375rem; overflow-wrap: anywhere; }
article p > span:not(:last-child)::after { content: " ·"; }
article a { color: inherit; }
article .noted { color: var(--text); margin-top: .3rem; }
.sentiment { font-weight: 600; color: var(--tone, var(--quiet)); white-space: nowrap; }
.tone-positive { --tone: var(--tone-positive); } .tone-missing { --tone: var(--tone-missing); }
.tone-critical { --tone: var(--tone-critical); } .tone-neutral { --tone: var(--tone-neutral); }
::highlight(found) { background-color: var(--mark); color: var(--text); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--rule); text-align: left;
  font-weight: 400; vertical-align: bottom; }
thead th { font-weight: 600; }
td, th + th { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; font-size: 1.3rem; font-weight: 600; margin-top: 2rem; }
details dl { grid-template-columns: minmax(7rem, 14rem) 1fr; margin-top: .75rem; }
@media (max-width: 40rem) { form { position: static; }
  dl, details dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .5rem; } }
@page { margin: 18mm; }
@media print { :root { LIGHT }
  body { padding: 0; max-width: none; font-size: 10.5pt; background: #fff; }
  form, details:not([open]) { display: none; } blockquote { font-size: 12pt; }
  article { border-left-width: 2pt; margin: 12pt 0; } }
"""

# The page is whole without it: it hides cards, and never writes markup.
_SCRIPT = """
"use strict";
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const nothing = document.getElementById("niets");
const cards = Array.from(document.querySelectorAll("article"));
const fold = (text) => text.normalize("NFD").replace(/\\p{M}/gu, "").toLowerCase();
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
  const words = fold(asked).split(/\\s+/).filter(Boolean);
  for (const card of cards) card.hidden = !isShown(card, words);
  const count = cards.filter((card) => !card.hidden).length;
  const filters = choices.filter((choice) => choice.value)
    .map((choice) => choice.selectedOptions[0].dataset.label);
  if (asked) filters.push("zoekt: " + asked);
  status.textContent = [status.dataset.line.replace("#", count), ...filters].join(" \\u00b7 ");
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
"""

_META = Markup(
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{}">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="referrer" content="no-referrer">'
)


def to_html(extract: Extract) -> bytes:
    """
    Write an extract as one HTML file.

    Returns:
        UTF-8. Every remark is in it as a card, in the order of the screen; who
        has no JavaScript sees them all, without the search box and the filters.
    """
    remarks = extract.rows()
    style = _STYLE.replace("LIGHT", to_css_variables(False)).replace("DARK", to_css_variables(True))
    body = tag(
        "body",
        tag("h1", extract.title),
        _facts(extract),
        tag("p", COUNT_MEANING, class_="note"),
        _form(extract, remarks),
        _status(len(remarks)),
        tag("main", *(_card(extract, remark) for remark in remarks),
            tag("p", "Geen opmerkingen gevonden. Maak de keuze ruimer.", id="niets", hidden="")),
        _counts(extract),
        _codebook(extract),
        code("script", _SCRIPT),
    )
    head = tag(
        "head", _META.format(_to_policy(style, _SCRIPT)),
        tag("title", f"{extract.title} — {extract.sentence}"), code("style", style),
    )
    html = tag("html", head, body, lang=LANGUAGE)
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _to_policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_to_hash(style)}'; script-src '{_to_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _to_hash(source: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _facts(extract: Extract) -> Markup:
    return tag("dl", *(
        tag("dt", name) + tag("dd", _link(words, words) if words == extract.view_link else words)
        for name, words in extract.facts()
    ))


def _link(text: str, address: str) -> Markup:
    return tag("a", text, href=address, target="_blank", rel="noreferrer")


def _form(extract: Extract, remarks: Sequence[Remark]) -> Markup:
    labels, codebook = extract.labels, extract.dataset.codebook
    search = tag("label", "Zoek in deze opmerkingen",
                 Markup('<input type="search" name="zoek" autocomplete="off">'))
    selects = [
        _select(extract, "Groep", "groep", [
            (key, labels.group(key)) for key in extract.dataset.groups["key"]
        ], (remark.group for remark in remarks)),
        _select(extract, "Thema", "thema", [
            (key, labels.theme(key)) for key in list_keys(codebook, "theme")
        ], (key for remark in remarks for key in remark.themes)),
        _select(extract, "Oordeel", "oordeel", [
            (key, labels.sentiment(key)) for key in extract.sentiments
        ], (remark.sentiment for remark in remarks)),
    ]
    reset = tag("button", "Wis alles", type="reset")
    return tag("form", search, *selects, reset, role="search", hidden="")


def _select(
    extract: Extract, title: str, name: str, options: Sequence[tuple[str, str]], keys: Iterable[str]
) -> Markup:
    counts = Counter(keys)
    chosen = (
        tag("option", f"{extract.words(label)} ({counts[key]})", value=key,
            data_label=extract.words(label))
        for key, label in options if counts[key]
    )
    return tag("label", title,
               tag("select", tag("option", "Alle", value=""), *chosen, name_=name))


def _status(count: int) -> Markup:
    noun = "opmerking" if count == 1 else "opmerkingen"
    line = f"# van {count} {noun} in dit bestand"
    return tag("p", line.replace("#", str(count)), role="status", data_line=line)


def _card(extract: Extract, remark: Remark) -> Markup:
    labels, link = extract.labels, extract.remark_link(remark.remark_id)
    themes = extract.words(", ".join(labels.theme(key) for key in remark.themes))
    spans = [
        _sentiment(extract, remark.sentiment),
        *(tag("span", part) for part in [themes, *extract.details(remark)]),
        tag("span", _link(remark.remark_id, link) if link else remark.remark_id),
    ]
    speaker = extract.words(labels.speaker(remark.speaker)) if remark.speaker else None
    note = extract.note(remark.remark_id)
    noted = tag("p", tag("b", f"{NOTE}:"), f" {note}", class_="noted") if note else ""
    return tag(
        "article",
        tag("blockquote", remark.text), tag("p", Markup(" ").join(spans)), noted,
        class_=f"tone-{remark.sentiment}", id=remark.remark_id, data_groep=remark.group,
        data_thema=" ".join(remark.themes), data_oordeel=remark.sentiment,
        data_spreker=speaker,
    )


def _sentiment(extract: Extract, key: str) -> Markup:
    sign = tag("span", to_tone(key).sign, aria_hidden="true")
    word = extract.words(extract.labels.sentiment(key))
    return tag("span", sign, f" {word}", class_=f"sentiment tone-{key}")


def _counts(extract: Extract) -> Markup:
    sentiments = extract.sentiments
    head = tag("tr", *(
        tag("th", content, scope="col")
        for content in ["Thema", *(_sentiment(extract, key) for key in sentiments), "Samen"]
    ))
    columns = ["label", *sentiments, "remark_count"]
    rows = (
        tag("tr", tag("th", label, scope="row"), *(tag("td", str(number)) for number in numbers))
        for label, *numbers in extract.theme_counts()[columns].itertuples(index=False, name=None)
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    note = tag("p", f"{extract.theme_meaning} De tabel telt de hele selectie, ook wanneer "
                    "u hierboven verder filtert.", class_="note")
    return tag("h2", "Opmerkingen per thema en oordeel") + tag("div", table, class_="scroll") + note


def _codebook(extract: Extract) -> Markup:
    entries = (
        tag("dt", _sentiment(extract, key) if field == "sentiment"
            else extract.words(extract.labels.theme(key)))
        + tag("dd", extract.words(extract.labels.definition(field, key)))
        for field in ("sentiment", "theme")
        for key in list_keys(extract.dataset.codebook, field)
    )
    return tag("details", tag("summary", "Wat de oordelen en thema's betekenen"),
               tag("dl", *entries))
