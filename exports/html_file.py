"""
An extract as one HTML file that reads, searches, filters and prints without internet.

Nothing in it comes from outside, and its policy lets nothing in: only the one
script and the one style below run, each known by its hash.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter

from markupsafe import Markup

from analysis.counts import list_keys
from analysis.facet import FACETS, Facet, to_facet
from analysis.remarks import Remark
from drawing.beside import read_beside
from drawing.html.tags import code, tag
from drawing.palette import to_css_variables, to_tone
from exports.extract import COUNT_MEANING, LANGUAGE, LINK_NAME, NOTE, Extract
from follow_up.answer import is_link

# The page is whole without it: it hides cards, and never writes markup.
_SCRIPT = read_beside(__file__, "html_file.js")
_STYLE = read_beside(__file__, "html_file.css").replace(
    "--light: 0", to_css_variables(is_dark=False)
).replace("--dark: 0", to_css_variables(is_dark=True))

# What can be chosen in the file itself: every facet that is not folded away on the screen.
_FIRST = ("groups", "themes", "sentiments")
_FILTERS = (
    *map(to_facet, _FIRST),
    *(facet for facet in FACETS if facet.look != "folded" and facet.name not in _FIRST),
)
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
    return write_page(
        f"{extract.title} — {extract.sentence}",
        tag("h1", extract.title),
        _facts(extract),
        tag("p", COUNT_MEANING, class_="note"),
        _form(extract),
        _status(len(remarks)),
        tag("main", *(write_card(extract, remark) for remark in remarks),
            tag("p", "Geen opmerkingen gevonden. Verruim uw selectie.", id="niets", hidden="")),
        _counts(extract),
        _codebook(extract),
        script=_SCRIPT,
    )


def write_page(title: str, *body: str, script: str = "") -> bytes:
    """Write a whole page in our style, which asks nothing of anyone else."""
    head = tag("head", _META.format(_to_policy(_STYLE, script)), tag("title", title),
               code("style", _STYLE))
    scripts = [code("script", script)] if script else []
    html = tag("html", head, tag("body", *body, *scripts), lang=LANGUAGE)
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _to_policy(style: str, script: str) -> str:
    runs = f"script-src '{_to_hash(script)}'; " if script else ""
    return (
        f"default-src 'none'; style-src '{_to_hash(style)}'; {runs}"
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


def _form(extract: Extract) -> Markup:
    search = tag("label", "Zoek in deze opmerkingen",
                 Markup('<input type="search" name="zoek" autocomplete="off">'))
    selects = (_select(extract, facet) for facet in _FILTERS if extract.is_asked(facet))
    reset = tag("button", "Wis alles", type="reset")
    return tag("form", search, *selects, reset, role="search", hidden="")


def _select(extract: Extract, facet: Facet) -> Markup:
    counts = Counter(key for keys in extract.facet_keys(facet).values() for key in keys)
    labels = {key: extract.words(extract.labels.option(facet.name, key))
              for key in facet.to_words(extract.dataset) if counts[key]}
    chosen = (
        tag("option", f"{label} ({counts[key]})", value=key, data_label=label)
        for key, label in labels.items()
    )
    return tag("label", facet.label,
               tag("select", tag("option", "Alle", value=""), *chosen, name_=facet.parameter))


def _status(count: int) -> Markup:
    noun = "opmerking" if count == 1 else "opmerkingen"
    line = f"# van {count} {noun} in dit bestand"
    return tag("p", line.replace("#", str(count)), role="status", data_line=line)


def write_card(extract: Extract, remark: Remark) -> Markup:
    """Write a remark: the words first, then one quiet line, a note, and what became of it."""
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
        _answer(extract, remark),
        class_=f"tone-{remark.sentiment}", id=remark.remark_id,
        **{f"data_{facet.parameter}": " ".join(extract.facet_keys(facet)[remark.remark_id])
           for facet in _FILTERS if extract.is_asked(facet)},
        data_spreker=speaker,
    )


def _answer(extract: Extract, remark: Remark) -> Markup:
    if remark.remark_id not in extract.told:
        return Markup("")
    labels = extract.labels
    status = toned_word(extract.words(labels.status(remark.status)), labels.kind(remark.status))
    return tag("div", tag("p", status), *(
        tag("p", tag("b", f"{name}:"), " ", _link(words, words)
            if name == LINK_NAME and is_link(words) else words)
        for name, words in extract.answer(remark.remark_id).items() if words
    ), class_="reply")


def _sentiment(extract: Extract, key: str) -> Markup:
    return toned_word(extract.words(extract.labels.sentiment(key)), key)


def toned_word(word: str, key: str) -> Markup:
    """Write the word of a sentiment or of a kind of status, with its sign and colour."""
    sign = tag("span", to_tone(key).sign, aria_hidden="true")
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
