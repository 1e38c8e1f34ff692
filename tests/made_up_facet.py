"""
A facet that does not exist, on a column that does not exist: is one entry in FACETS enough?

Run by tests/test_made_up_facet.py as a process of its own, because the entry has to
be in the tuple before anything of the house is imported. Prints what was seen as JSON.
"""

import csv
import importlib.util
import json
import sys
from dataclasses import replace
from datetime import date
from io import StringIO

ENTRY = '''
    Facet("moods", "mood", "stemming", "Stemming",
          lambda dataset: {"glad": "Blij", "sad": "Droevig"}, "pills", 6),
)
FACET_NAMES ='''
MOODS = ["glad", "sad", ""]


def add_entry():
    """Import analysis.facet with one more entry in its tuple."""
    spec = importlib.util.find_spec("analysis.facet")
    source = spec.loader.get_source("analysis.facet")
    assert source.count("\n)\nFACET_NAMES =") == 1
    module = importlib.util.module_from_spec(spec)
    sys.modules["analysis.facet"] = module
    exec(source.replace("\n)\nFACET_NAMES =", ENTRY), module.__dict__)  # noqa: S102


def look():
    """Show the remarks of the project, every third one glad, every third sad: what is seen?"""
    from analysis.facets import RemarkFacets, select_remarks
    from analysis.link import read_parameters, to_parameters
    from analysis.selection import Selection
    from analysis.view import View
    from drawing.words.labels import Labels
    from drawing.words.sentences import to_sentence
    from exports.csv_file import to_csv
    from exports.extract import Extract, to_file_name
    from loaders.dataset import load_dataset
    from tests.screen import count_line, html_of, link_of, open_page
    from widgets.shell import session

    real = load_dataset()
    moods = [MOODS[row % 3] for row in range(len(real.remarks))]
    dataset = replace(real, remarks=real.remarks.assign(mood=moods))
    shared = session.to_shared(dataset)
    session.load_shared = lambda: session.Loaded(shared)
    selection = Selection(moods=("glad",))
    extract = Extract(dataset, Labels(dataset), select_remarks(dataset, selection), selection,
                      "", "", date(2026, 11, 23))
    rows = list(csv.DictReader(StringIO(to_csv(extract).decode("utf-8-sig")), delimiter=";"))
    app = open_page("remarks", {"stemming": ["glad", "angry"]})
    pills = html_of(app, "facets").find("button", data_facet="moods")
    return {
        "counts": RemarkFacets(dataset).count_options(selection)["moods"],
        "link": to_parameters(View(selection)),
        "read": read_parameters({"stemming": ["glad"]}, dataset)[0] == View(selection),
        "sentence": to_sentence(selection, Labels(dataset)),
        "file_name": to_file_name(extract, "csv"),
        "row_count": len(rows),
        "column": sorted({row["Stemming"] for row in rows}),
        "sidebar": [[button["text"], button["aria-pressed"]] for button in pills],
        "chips": [chip["aria-label"] for chip in html_of(app, "filter_line").find(
            "button", data_do="remove")],
        "count_line": count_line(app),
        "address": link_of(app),
        "notice": "angry" in html_of(app, "notices").html,
    }


if __name__ == "__main__":
    add_entry()
    sys.stdout.write("\n" + json.dumps(look(), ensure_ascii=False))
