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
from html import escape

from analysis.counts import list_keys
from analysis.remarks import Remark
from drawing.beside import read_beside
from drawing.html.tags import tag
from drawing.palette import to_css_variables, to_tone
from exports.extract import COUNT_MEANING, LANGUAGE, NOTE, Extract

# The page is whole without it: it hides cards, and never writes markup.
_SCRIPT = read_beside(__file__, "html_file.js")
_STYLE = read_beside(__file__, "html_file.css").replace(
    "--light: 0", to_css_variables(is_dark=False)
).replace("--dark: 0", to_css_variables(is_dark=True))


def to_html(extract: Extract) -> bytes:
    """
    Write an extract as one HTML file.

    Returns:
        UTF-8. Every remark is in it as a card, in the order of the screen; who
        has no JavaScript sees them all, without the search box and the filters.
    """
    remarks = extract.rows()
    body = "".join([
        tag("h1", escape(extract.title)),
        _facts(extract),
        tag("p", escape(COUNT_MEANING), class_="note"),
        _form(extract, remarks),
        _status(len(remarks)),
        tag("main", "".join(_card(extract, remark) for remark in remarks)
            + tag("p", "Geen opmerkingen gevonden. Maak de keuze ruimer.", id="niets", hidden="")),
        _counts(extract),
        _codebook(extract),
        f"<script>{_SCRIPT}</script>",
    ])
    head = "".join([
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_to_policy(_STYLE, _SCRIPT)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        tag("title", escape(f"{extract.title} — {extract.sentence}")),
        f"<style>{_STYLE}</style>",
    ])
    html = tag("html", tag("head", head) + tag("body", body), lang=LANGUAGE)
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _to_policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_to_hash(style)}'; script-src '{_to_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _to_hash(source: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _facts(extract: Extract) -> str:
    return tag("dl", "".join(
        tag("dt", escape(name)) + tag("dd", _link(words, words)
                                      if words == extract.view_link else escape(words))
        for name, words in extract.facts()
    ))


def _link(text: str, address: str) -> str:
    return tag("a", escape(text), href=address, target="_blank", rel="noreferrer")


def _form(extract: Extract, remarks: Sequence[Remark]) -> str:
    labels, codebook = extract.labels, extract.dataset.codebook
    search = tag("label", "Zoek in deze opmerkingen"
                 + '<input type="search" name="zoek" autocomplete="off">')
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
    return tag("form", search + "".join(selects) + reset, role="search", hidden="")


def _select(
    extract: Extract, title: str, name: str, options: Sequence[tuple[str, str]], keys: Iterable[str]
) -> str:
    counts = Counter(keys)
    chosen = "".join(
        tag("option", escape(f"{extract.words(label)} ({counts[key]})"), value=key,
            data_label=extract.words(label))
        for key, label in options if counts[key]
    )
    return tag("label", escape(title)
               + tag("select", tag("option", "Alle", value="") + chosen, name_=name))


def _status(count: int) -> str:
    noun = "opmerking" if count == 1 else "opmerkingen"
    line = f"# van {count} {noun} in dit bestand"
    return tag("p", escape(line.replace("#", str(count))), role="status", data_line=line)


def _card(extract: Extract, remark: Remark) -> str:
    labels, link = extract.labels, extract.remark_link(remark.remark_id)
    themes = extract.words(", ".join(labels.theme(key) for key in remark.themes))
    spans = [
        _sentiment(extract, remark.sentiment),
        *(tag("span", escape(part)) for part in [themes, *extract.details(remark)]),
        tag("span", _link(remark.remark_id, link) if link else escape(remark.remark_id)),
    ]
    speaker = extract.words(labels.speaker(remark.speaker)) if remark.speaker else None
    note = extract.note(remark.remark_id)
    noted = tag("p", f"<b>{NOTE}:</b> {escape(note)}", class_="noted") if note else ""
    return tag(
        "article",
        tag("blockquote", escape(remark.text)) + tag("p", " ".join(spans)) + noted,
        class_=f"tone-{remark.sentiment}", id=remark.remark_id, data_groep=remark.group,
        data_thema=" ".join(remark.themes), data_oordeel=remark.sentiment,
        data_spreker=speaker,
    )


def _sentiment(extract: Extract, key: str) -> str:
    sign = tag("span", escape(to_tone(key).sign), aria_hidden="true")
    word = escape(extract.words(extract.labels.sentiment(key)))
    return tag("span", f"{sign} {word}", class_=f"sentiment tone-{key}")


def _counts(extract: Extract) -> str:
    sentiments = extract.sentiments
    head = "".join(
        tag("th", content, scope="col")
        for content in ["Thema", *(_sentiment(extract, key) for key in sentiments), "Samen"]
    )
    columns = ["label", *sentiments, "remark_count"]
    rows = "".join(
        tag("tr", tag("th", escape(label), scope="row")
            + "".join(tag("td", str(number)) for number in numbers))
        for label, *numbers in extract.theme_counts()[columns].itertuples(index=False, name=None)
    )
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows))
    note = tag("p", escape(f"{extract.theme_meaning} De tabel telt de hele selectie, ook wanneer "
                           "u hierboven verder filtert."), class_="note")
    return tag("h2", "Opmerkingen per thema en oordeel") + tag("div", table, class_="scroll") + note


def _codebook(extract: Extract) -> str:
    entries = "".join(
        tag("dt", _sentiment(extract, key) if field == "sentiment"
            else escape(extract.words(extract.labels.theme(key))))
        + tag("dd", escape(extract.words(extract.labels.definition(field, key))))
        for field in ("sentiment", "theme")
        for key in list_keys(extract.dataset.codebook, field)
    )
    return tag("details", tag("summary", "Wat de oordelen en thema's betekenen")
               + tag("dl", entries))
