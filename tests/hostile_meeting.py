"""
A data folder that breaks no rule, and whose every word wants to be something else than a word.

Which columns hold words is read from the schema: a column that is added is hostile too.
"""

import csv
import io
import json

from loaders.package import describe
from loaders.schema import PACKAGE_FILE, REPORT_FILE, TABLES, Kind, to_place

# Neither ";" nor a line break: a cell with several values would be cut there.
HOSTILE = " ".join((
    "<script>window.__pwned=1</script>",
    '"><img src=x onerror="window.__pwned=2">',
    "</style></script></textarea><style>body{display:none}</style>",
    "<iframe srcdoc='<script>parent.__pwned=3</script>'></iframe>",
    "[x](javascript:alert(1)) ![x](http://192.0.2.1/x.png) http://192.0.2.1/y www.example.org",
    "a@example.org $\\LaTeX$ $$x^2$$ :material/home: :streamlit: :smile: :red[rood] :red-badge[x]",
    "{{}} {0} %{x} ${y} `code` **vet** _schuin_ ~~door~~ -> <- -- >= &lt &amp &#60",
    "# kop \\ \\n %s 'x' \u202eom\u202c \u200frtl\u200e \u200bnul \ufeff.",
))
# Where no list is cut at ";": a whole entity, and control signs where they are allowed.
ENTITIES = " &lt;b&gt; &amp;nbsp; &#x3c;i&#x3e;"
CONTROLS = "\n\tingesprongen"
SENTIMENTS = ("positive", "missing", "critical", "neutral")
THEMES = ("housing", "bus", "language")
REMARKS = 5


def write_hostile_meeting(folder, words=HOSTILE, extra=ENTITIES, names=None):
    """
    Write the data folder, made where it is not there; every text in it ends in these words.

    ``extra`` follows them where no list is cut at ";". ``names`` are names of people that
    stay as they are, by key.

    Gives every text in it, by table and column; the package's under "datapackage".
    """
    rows = {name: [_fill(TABLES[name], row, words, extra) for row in bare]
            for name, bare in _bare_rows().items()}
    for person in rows["people"]:
        person["name"] = (names or {}).get(person["key"], person["name"])
    lines = _write_report(rows)
    meeting = folder / to_place("hostile")
    meeting.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        written = io.StringIO()
        writer = csv.DictWriter(written, table.column_names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[name])
        _write((folder if table.is_shared else meeting) / table.file, written.getvalue())
    _write(meeting / REPORT_FILE, "\n".join(lines) + "\n")
    about = {
        name: f"pakket {name} {words}"
        for name in ("title", "place", "description", "version", "date")
    }
    about["description"] += CONTROLS
    source, licence = f"pakket bron {words}", f"pakket licentie {words}"
    _write(folder / PACKAGE_FILE, json.dumps({"name": "hostile", **about}))
    _write(meeting / PACKAGE_FILE, json.dumps({
        "name": "hostile", "bare_keys": True, **about, "sources": [{"title": source}],
        "licenses": [{"name": "x", "title": licence}],
    }))
    describe(folder)
    return {
        **{(name, column.name): [row[column.name] for row in rows[name] if row.get(column.name)]
           for name, table in TABLES.items() for column in table.columns if _is_words(column)},
        **{("datapackage", name): [text] for name, text in about.items()},
        ("datapackage", "sources"): [source], ("datapackage", "licenses"): [licence],
    }


def _bare_rows():
    remarks = [
        {"remark_id": f"r{number}", "group": "north" if number % 2 else "south",
         "sentiment": SENTIMENTS[number % 4], "label_basis": "curated",
         "themes": ";".join((THEMES[number % 3], THEMES[(number + 1) % 3])),
         "speaker": "p1" if number % 2 else "city", "organisations": "city;local",
         "replies_to": "r1" if number == 3 else ""}
        for number in range(1, REMARKS + 1)
    ]
    coded = {
        "sentiment": SENTIMENTS, "theme": THEMES, "label_basis": ("curated",),
        "attendance": ("present", "excused"), "passage": ("heading",),
        "abbreviation_source": ("general",),
    }
    return {
        "remarks": remarks,
        "passages": [],
        "groups": [
            {"key": "north", "moderator": "p1", "note_taker": "p2", "order": "1"},
            {"key": "south", "moderator": "p2", "note_taker": "p1", "order": "2"},
        ],
        "people": [
            {"key": "p1"}, {"key": "p2"},
        ],
        "attendance": [
            {"person": "p1", "organisations": "city;local", "attendance": "present"},
            {"person": "p2", "organisations": "city", "attendance": "excused"},
        ],
        "organisations": [{"key": "city"}, {"key": "local"}],
        "codebook": [
            {"field": field, "key": key, "order": str(order)}
            for field, keys in coded.items() for order, key in enumerate(keys, 1)
        ],
        "abbreviations": [{"source": "general"}],
        "synonyms": [{"key": "home"}, {"key": "bed", "broader": "home", "related": "home"}],
        "label_passes": [
            {"reader": str(reader), "remark_id": row["remark_id"], "sentiment": row["sentiment"],
             "themes": row["themes"]}
            for reader in (1, 2) for row in remarks
        ],
    }


def _is_words(column):
    return column.kind in (Kind.TEXT, Kind.TEXTS)


def _fill(table, row, words, extra):
    name = row.get("remark_id") or row.get("key") or row.get("person") or "x"
    texts = {
        column.name: f"{table.name} {column.name} {row.get('field', '-')} {name} {words}"
        + ("" if column.kind.is_many else extra)
        for column in table.columns if _is_words(column)
    }
    return {**row, **texts}


def _write_report(rows):
    """Put what must stand in the report in it, and give remarks and passages their lines."""
    lines, passages = [], rows["passages"]

    def add_passage(text):
        lines.append(text)
        passages.append({"line_start": str(len(lines)), "line_end": str(len(lines)),
                         "kind": "heading", "text": text})

    for remark in rows["remarks"]:
        add_passage(remark["section"])
        add_passage(remark["question"])
        lines.append(remark["text"])
        remark["line_start"] = remark["line_end"] = str(len(lines))
    for person in rows["people"]:
        add_passage(person["name"])
    for attendee in rows["attendance"]:
        add_passage(attendee["role"])
    return lines


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="")
