"""
Hold two checkouts side by side: what random links show, the files they give, what a search finds.

    .venv/bin/python tools/compare_checkouts.py ../before ../after --links 300 --seed 1

Each checkout runs in a process of its own, warm from link to link, and is asked the same
questions: every page of the app with each link, the files of one of these pages, and every query
of the example sets of the first checkout. Exits 1 where they differ, with the first differences
of each kind.
"""

from __future__ import annotations

import argparse
import csv
import functools
import io
import json
import logging
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

# What a page shows, and what a file or a search gives: text by kind and place.
Shown = dict[str, dict[str, str]]
Link = dict[str, list[str]]
ROOT = Path(__file__).resolve().parents[1]
# Where a module has stood, the newest place first.
MODULES = {
    "index": ("analysis.search.index", "analysis.text_search"),
    "link": ("analysis.link", "analysis.view"),
    "lookup": ("analysis.search.lookup", "analysis.lookup"),
    "names": ("analysis.search.names", "analysis.name_match"),
}
# Of a message to the browser all but these is compared: names that Streamlit makes up for itself,
# the style of our pages, and our scripts, which move to files of their own.
NOT_COMPARED = {
    "id", "hash", "metadata", "activeScriptHash", "pageScriptHash", "deferredFileId", "favicon",
    "json", "spec", "cssContent", "jsContent", "cssSourcePath", "jsSourcePath", "componentName",
}
CHART_WORDS = {"x", "y", "z", "text", "customdata", "name", "hovertext", "hovertemplate",
               "texttemplate", "ticktext", "title"}
# Drawing a picture starts a browser: three seconds each.
LINKS_PER_PICTURE = 50
SHOWN_OF_A_KIND = 3
AROUND = 70


# --- The one who asks ----------------------------------------------------------------------------


def main() -> int:
    """Compare two checkouts, and say how they differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--links", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    checkouts = [_Checkout(folder.resolve()) for folder in (options.old, options.new)]
    questions = _to_questions(checkouts[0], options.links, options.seed)
    tally = _Tally()
    for question in questions:
        for checkout in checkouts:  # both work at once, before either is heard
            checkout.ask(question)
        tally.add(question, *[checkout.hear() for checkout in checkouts])
    for checkout in checkouts:
        checkout.stop()
    print(f"{options.old} and {options.new}: {options.links} links with seed {options.seed}, "
          f"{len(questions) - options.links} queries, {time.monotonic() - started:.0f} s\n")
    print(tally.report())
    return 1 if tally.differences else 0


class _Checkout:
    """One checkout, in a process that answers question after question."""

    def __init__(self, folder: Path) -> None:
        # The same hashes, so that a set has the same order in both.
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), "--answer"], cwd=folder,
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )

    def ask(self, question: Any) -> None:
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self._process.args} gave no answer; what it said stands above")
        return json.loads(line)

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def _to_questions(checkout: _Checkout, links: int, seed: int) -> list[dict[str, Any]]:
    checkout.ask({"do": "list"})
    listed = checkout.hear()
    chance = random.Random(seed)
    return [
        {"do": "open", "link": _to_random_link(chance, listed["keys"]),
         "files_of": chance.choice(listed["pages"]), "draws": number % LINKS_PER_PICTURE == 0}
        for number in range(links)
    ] + [{"do": "find", "query": query} for query in listed["keys"]["query"]]


def _to_random_link(chance: random.Random, keys: dict[str, list[str]]) -> Link:
    """Make up a link: usually what a reader can ask, now and then what no one should."""

    def some(kind: str, most: int) -> list[str]:
        return chance.sample(keys[kind], chance.randint(1, most))

    def number(most: int) -> list[str]:
        return [str(chance.randint(1, most))]

    narrowing: dict[str, Callable[[], list[str]]] = {
        "groep": lambda: some("group", 2), "oordeel": lambda: some("sentiment", 2),
        "thema": lambda: some("theme", 3), "spreker": lambda: some("speaker", 2),
        "organisatie": lambda: some("organisation", 2), "zoek": lambda: some("query", 1),
    }
    besides: dict[str, Callable[[], list[str]]] = {
        "exact": lambda: ["ja"], "hoofdthema": lambda: ["ja"], "samen": lambda: ["ja"],
        "sorteer": lambda: [chance.choice(["report", "theme", "sentiment", "relevance"])],
        "weergave": lambda: [chance.choice(["cards", "table"])],
        "blad": lambda: number(10), "opmerking": lambda: some("remark", 1),
        "vergelijk": lambda: [chance.choice(["groups", "themes"])],
        "met": lambda: some(chance.choice(["group", "theme"]), 4),
        "wie": lambda: some("speaker", 1), "vraag": lambda: some("query", 1),
        "dia": lambda: number(40), "los": lambda: ["ja"], "reeks": lambda: ["ja"],
        "lijst": lambda: [
            f"{key} {chance.choice(['', 'eerst dit', '<b>&amp; ’s ochtends</b>', 'n' * 120])}"
            for key in some("remark", 12)
        ],
        "zonder-namen": lambda: ["ja"],
    }
    forgotten = set(keys["parameter"]) - {*narrowing, *besides}
    if forgotten:
        raise SystemExit(f"no values are made up here for {', '.join(sorted(forgotten))}")
    chosen = chance.sample(sorted(narrowing), chance.choice([0, 1, 1, 1, 2, 2]))
    chosen += [name for name in sorted(besides) if chance.random() < 0.3]
    link = {name: {**narrowing, **besides}[name]() for name in chosen}
    if chance.random() < 0.2:
        odd = chance.choice(["", "  ", "0", "-1", "9" * 30, "nee", "onzin", "<b>&", "lang " * 90])
        link.setdefault(chance.choice([*narrowing, *besides, "onbekend"]), []).append(odd)
    return link


class _Tally:
    """What differs, by kind, and how much was held side by side."""

    def __init__(self) -> None:
        self._compared: Counter[str] = Counter()
        self.differences: dict[str, list[str]] = defaultdict(list)

    def add(self, question: dict[str, Any], old: Shown, new: Shown) -> None:
        asked = json.dumps(question.get("link", question.get("query")), ensure_ascii=False)
        for kind in sorted({*old, *new}):
            before, after = old.get(kind, {}), new.get(kind, {})
            self._compared[kind] += len(before)
            for place in sorted({*before, *after}):
                if before.get(place) != after.get(place):
                    self.differences[kind].append(
                        f"{place} of {asked}\n{_first_difference(before, after, place)}"
                    )

    def report(self) -> str:
        lines = [f"{kind:<10} {count:>7} compared, {len(self.differences[kind]):>6} differ"
                 for kind, count in sorted(self._compared.items())]
        self.differences = {kind: found for kind, found in self.differences.items() if found}
        for kind, found in sorted(self.differences.items()):
            lines += ["", f"== {kind}", *found[:SHOWN_OF_A_KIND]]
        return "\n".join(lines)


def _first_difference(before: dict[str, str], after: dict[str, str], place: str) -> str:
    if place not in before or place not in after:
        return f"  only in the {'old' if place in before else 'new'} one"
    old, new = before[place], after[place]
    at = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
              min(len(old), len(new)))
    start = max(at - AROUND, 0)
    return f"  - {old[start:at + AROUND]!r}\n  + {new[start:at + AROUND]!r}"


# --- The one who answers, inside a checkout ------------------------------------------------------


def answer() -> None:
    """Answer the questions that stand on the input, a line each."""
    # What a library prints must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    # Streamlit warns at each run that no server is there.
    logging.disable()
    # Without its own folder this script would be found before a module of the checkout.
    sys.path.remove(str(Path(__file__).resolve().parent))
    app = _App()
    doing = {"list": app.list, "open": app.open, "find": app.find}
    for line in sys.stdin:
        question = json.loads(line)
        answers.write(json.dumps(doing[question.pop("do")](**question)) + "\n")
        answers.flush()


class _App:
    """The dashboard of this checkout, as Streamlit's own test harness runs it."""

    def __init__(self) -> None:
        from streamlit.components.v2 import manifest_scanner
        from streamlit.runtime.media_file_manager import MediaFileManager
        from streamlit.testing.v1 import local_script_runner

        self._messages: list[Any] = []
        self._files: dict[str, Callable[[], bytes]] = {}
        parse = local_script_runner.parse_tree_from_messages
        add_deferred = MediaFileManager.add_deferred

        def keep_messages(messages: list[Any]) -> Any:
            self._messages = list(messages)
            return parse(messages)

        def keep_file(
            manager: Any, make: Callable[[], bytes], mime: str, place: str, file_name: str,
            **others: Any,
        ) -> str:
            self._files[file_name] = make
            return add_deferred(manager, make, mime, place, file_name, **others)

        local_script_runner.parse_tree_from_messages = keep_messages
        MediaFileManager.add_deferred = keep_file
        # Streamlit looks through all that is installed at the first run of each session, which
        # took nine tenths of the time of a page.
        manifest_scanner.scan_component_manifests = functools.cache(
            manifest_scanner.scan_component_manifests
        )
        self._screen = import_module("tests.screen")
        self._dataset = import_module("loaders.dataset").load_dataset()
        names = _import("names").NameIndex(self._dataset.people, self._dataset.organisations)
        self._names, self._lookup = names, _import("lookup").Lookup(self._dataset, names)
        self._index = _import("index").RemarkIndex(
            self._dataset.remarks, self._dataset.abbreviations
        )

    def list(self) -> dict[str, Any]:
        """Say what there is to ask for."""
        dataset, codebook = self._dataset, self._dataset.codebook
        people, organisations = list(dataset.people["key"]), list(dataset.organisations["key"])
        return {"pages": [page.name for page in self._screen.PAGES], "keys": {
            "parameter": list(_import("link").PARAMETER_NAMES),
            "group": list(dataset.groups["key"]), "speaker": people + organisations,
            "organisation": organisations, "remark": list(dataset.remarks["remark_id"]),
            "sentiment": list(codebook.loc[codebook["field"] == "sentiment", "key"]),
            "theme": list(codebook.loc[codebook["field"] == "theme", "key"]),
            "query": _read_queries(),
        }}

    def open(self, link: Link, files_of: str, draws: bool) -> Shown:
        """Show every page of a link, and the files that one page and the shortlist offer."""
        with_files = {files_of, "shortlist"}
        shown: Shown = defaultdict(dict)
        for page in self._screen.PAGES:
            self._files = {}
            address = self._run(page, link, opens_box=page.name in with_files, draws=draws)
            for kind, text in _to_kinds(self._messages, address).items():
                shown[kind][page.name] = text
            if page.name in with_files:
                for name, make in self._files.items():
                    shown[name.rsplit(".", 1)[1]][f"{page.name}: {name}"] = _to_text(make())
        return shown

    def _run(self, page: Any, link: Link, *, opens_box: bool, draws: bool) -> Link:
        from streamlit.testing.v1 import AppTest
        from streamlit.util import calc_hash

        # Without a browser the files are made without the picture of a chart.
        os.environ.pop("CHROMIUM", None) if draws else os.environ.update(CHROMIUM="none")
        app = AppTest.from_file(self._screen.FRAME, default_timeout=60)
        app.context = {"url": f"http://localhost:8501/{page.path}"}
        app.query_params.update(link)
        app.session_state["take_along"] = opens_box
        app.session_state["hero_table"] = True
        if not page.is_default:
            app._page_hash = calc_hash(page.path)
        app.run()
        return dict(app.query_params)

    def find(self, query: str) -> Shown:
        """Say what a search finds, among remarks, names and themes."""
        matches = {exact: self._index.find(query, exact=exact) for exact in (False, True)}
        return {
            "search": {f"remarks, exact={exact}": json.dumps([
                (match.remark_id, round(match.score, 6), match.marks) for match in found
            ]) for exact, found in matches.items()},
            "names": {
                "found": _to_names(self._names.find(query)),
                "near": _to_names(self._names.suggest(query)),
            },
            "themes": {"found": json.dumps(self._lookup.find(query).themes)},
        }


def _to_names(matches: list[Any]) -> str:
    return json.dumps([(match.kind, match.key, match.spelling, match.score) for match in matches])


def _import(name: str) -> ModuleType:
    for place in MODULES[name]:
        with suppress(ModuleNotFoundError):
            return import_module(place)
    raise SystemExit(f"{name} stands in none of {', '.join(MODULES[name])}")


def _read_queries() -> list[str]:
    queries = set()
    for path in sorted(Path("tests").rglob("examples/*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            queries |= {row["query"] for row in csv.DictReader(lines, delimiter="\t")}
    return sorted(queries)


# --- What stands on a page -----------------------------------------------------------------------


def _to_kinds(messages: list[Any], address: Link) -> dict[str, str]:
    """Take a page apart: its counts, cards, words, marks, widgets, charts, and the link."""
    from google.protobuf.json_format import MessageToDict

    blocks, charts, widgets = [], [], []
    # In the order of the screen, whatever was drawn first.
    for message in sorted(messages, key=lambda each: list(each.metadata.delta_path)):
        read = MessageToDict(message)
        element = read.get("delta", {}).get("newElement", {})
        if "html" in element:
            blocks.append(_Block(element["html"].pop("body", "")))
        if "bidiComponent" in element:
            data = json.loads(element["bidiComponent"]["json"])
            blocks.append(_Block(data.pop("html", "")))
            element["bidiComponent"]["data"] = data
        if "plotlyChart" in element:
            charts += _walk(json.loads(element["plotlyChart"]["spec"]), CHART_WORDS)
        widgets += _walk(read)
    words = "\n".join(block.words for block in blocks)
    return {
        "counts": "\n".join(re.findall(r"[\d.]+(?: van [\d.]+)? opmerking(?:en)?", words)),
        "cards": "\n".join(card for block in blocks for card in block.cards()),
        "words": words,
        "markup": "\n".join(block.markup for block in blocks),
        "widgets": "\n".join(widgets),
        # Where a line of a label is broken hangs on the width of its letters.
        "charts": re.sub(r"\s*<br>\s*", " ", "\n".join(charts)),
        "link": json.dumps(address),
    }


def _walk(value: Any, wanted: set[str] | None = None, name: str = "") -> Iterator[str]:
    """Give what stands in nested data as lines; of ``wanted`` names only, where given."""
    if isinstance(value, dict):
        for key, inner in sorted(value.items()):
            if key not in NOT_COMPARED:
                yield from _walk(inner, None if wanted is None or key in wanted else wanted, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, wanted, name)
    elif wanted is None:
        yield f"{name}: {value}"


class _Block(HTMLParser):
    """A block of HTML, however it is escaped: its words, its elements, its cards."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._open: list[tuple[str, str, list[str]]] = []
        self._cards: list[tuple[str, list[str]]] = []
        self._elements: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return _on_one_line(self._pieces)

    @property
    def markup(self) -> str:
        return "\n".join(self._elements)

    def cards(self) -> Iterator[str]:
        for remark_id, pieces in self._cards:
            yield f"{remark_id}: {_on_one_line(pieces)}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._elements.append(f"<{tag} " + " ".join(
            f"{name}={value!r}" for name, value in sorted(attributes.items())) + ">")
        if tag in ("br", "input", "hr", "img"):  # these have no end
            return
        pieces: list[str] = []
        if "data-remark" in attributes:
            self._cards.append((str(attributes["data-remark"]), pieces))
        self._open.append((tag, "", pieces))

    def handle_endtag(self, tag: str) -> None:
        self._elements.append(f"</{tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            return
        self._pieces.append(data)
        self._elements.append(data)
        for _, _, pieces in self._open:
            pieces.append(data)


def _on_one_line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


# --- What stands in a file -----------------------------------------------------------------------


def _to_text(file: bytes) -> str:
    """Read a file as text: as it is, or each of its parts where it is packed."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        return file.decode("utf-8", errors="backslashreplace")
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        text = "\n".join(
            f"[{name}]\n{_to_text(parts.read(name))}" for name in sorted(parts.namelist())
        )
    # The workbook inside a chart says at which second it was made.
    return re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", r"\1", text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--answer"]:
        answer()
    else:
        sys.exit(main())
