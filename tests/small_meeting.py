"""
A meeting of six remarks, built by hand: small enough to count on one's fingers.

    r1  opening  critical  housing
    r2  north    missing   language, housing        said by p1    names city
    r3  north    positive  housing                  said by city  names local
    r4  south    missing   bus, housing             said by p1
    r5  south    positive  bus                                    names city, local
    r6  south    neutral   housing, bus, language   said by p2

The theme "sport" is in the codebook, and in no remark.
"""

from functools import cache

import pandas as pd

from loaders.dataset import About, Dataset, join_attendance, to_meetings
from loaders.schema import MEETING_TABLES, TABLES, Kind

MEETING = "klein"
SENTIMENTS = ["positive", "missing", "critical", "neutral"]
THEMES = ["housing", "bus", "language", "sport"]
GROUPS = ["opening", "north", "south"]
# Two of one kind, and no key that is the name of its kind.
STATUSES = [
    ("new", "Nieuw", "open"), ("read", "Gelezen", "noted"), ("busy", "Bezig", "in_progress"),
    ("done", "Gedaan", "taken_up"), ("planned", "Gepland", "taken_up"),
    ("refused", "Geweigerd", "not_taken_up"),
]


def make_dataset(**changes):
    """
    Build the dataset of six remarks.

    ``changes`` are rows by table name, each row a dict; they take the place of
    the table's own. A cell that a row leaves out is empty. Rows of ``people`` may hold how
    they were at the meeting too.
    """
    if "people" in changes and "attendance" not in changes:
        changes |= make_people(*changes["people"])
    tables = {
        name: to_frame(name, changes[name]) if name in changes else _usual_table(name).copy()
        for name in TABLES
    }
    for table in MEETING_TABLES:
        frame = tables[table.name]
        tables[table.name] = frame.assign(meeting=pd.Series(MEETING, frame.index, "str"))
    tables["people"] = join_attendance(tables["people"], tables["attendance"])
    about = About("klein", "Klein overleg", "Gent")
    return Dataset(**tables, meetings=to_meetings({MEETING: about}), reports={MEETING: ""},
                   abouts={MEETING: about}, about=about)


def make_people(*rows):
    """Give the rows of the tables of people and of attendance, for people as they were there."""
    return {
        "people": [dict(row) for row in rows],
        "attendance": [{**row, "person": row["key"]} for row in rows],
    }


def make_remark(remark_id, **cells):
    """Give a row of the remarks table that is complete but for what the test is about."""
    return {
        "remark_id": remark_id, "group": "opening", "section": "Rondje", "text": "Woorden.",
        "sentiment": "neutral", "label_basis": "curated", "themes": ("housing",), **cells,
    }


def to_frame(name, rows):
    """Type rows as the loader types them."""
    empty = {Kind.INTEGER: 1, Kind.KEYS: (), Kind.TEXTS: ()}
    dtypes = {Kind.INTEGER: "int64", Kind.KEYS: "object", Kind.TEXTS: "object"}
    return pd.DataFrame({
        column.name: pd.Series(
            [row.get(column.name, empty.get(column.kind, "")) for row in rows],
            dtype=dtypes.get(column.kind, "str"),
        )
        for column in TABLES[name].columns
    })


@cache
def _usual_table(name):
    return to_frame(name, _rows().get(name, []))


def _rows():
    return {
        "remarks": [
            make_remark("r1", sentiment="critical", themes=("housing",), text="Wonen is duur.",
                        line_start=2, line_end=2),
            make_remark("r2", group="north", section="Groep Noord", sentiment="missing",
                        themes=("language", "housing"), text="Er zijn geen tolken.",
                        speaker="p1", organisations=("city",), line_start=4, line_end=5),
            make_remark("r3", group="north", section="Groep Noord", sentiment="positive",
                        themes=("housing",), text="De woningen zijn goed.",
                        speaker="city", organisations=("local",), replies_to="r2",
                        line_start=6, line_end=6),
            make_remark("r4", group="south", section="Groep Zuid", sentiment="missing",
                        themes=("bus", "housing"), text="De bus stopt niet bij de woningen.",
                        speaker="p1", question="Wat ontbreekt?", line_start=8, line_end=9),
            make_remark("r5", group="south", section="Groep Zuid", sentiment="positive",
                        themes=("bus",), text="De bus is op tijd.",
                        organisations=("city", "local"), line_start=10, line_end=10),
            make_remark("r6", group="south", section="Groep Zuid", sentiment="neutral",
                        themes=("housing", "bus", "language"), text="Een vraag over alles.",
                        speaker="p2", line_start=11, line_end=11),
        ],
        "groups": [
            {"key": "opening", "label": "Opening", "order": 1},
            {"key": "north", "label": "Noord", "moderator": "p1", "order": 2},
            {"key": "south", "label": "Zuid", "moderator": "p2", "order": 3},
        ],
        **make_people(
            {"key": "p1", "name": "Ann Peeters", "organisations": ("local",),
             "attendance": "present", "spellings": ("A. Peeters",)},
            {"key": "p2", "name": "Jan Claes", "organisations": ("city",),
             "attendance": "excused"},
            {"key": "p3", "name": "Zwijger Stil", "attendance": "present"},
        ),
        "organisations": [
            {"key": "city", "name": "Stad", "spellings": ("Stad Gent",)},
            {"key": "local", "name": "Buurtwerk"},
            {"key": "silent", "name": "Zonder woord"},
        ],
        "codebook": [
            *(_key("sentiment", key, label, order) for order, (key, label) in enumerate(zip(
                SENTIMENTS, ["Positief", "Ontbreekt", "Kritisch", "Neutraal"], strict=True), 1)),
            *(_key("theme", key, label, order) for order, (key, label) in enumerate(zip(
                THEMES, ["Wonen", "Vervoer", "Taal", "Sport"], strict=True), 1)),
            _key("label_basis", "curated", "Gelezen", 1),
            _key("attendance", "present", "Aanwezig", 1),
            _key("attendance", "excused", "Verontschuldigd", 2),
            *(_key("status", key, label, order, kind=kind) for order, (key, label, kind) in
              enumerate(STATUSES, 1)),
        ],
    }


def _key(field, key, label, order, kind=""):
    return {"field": field, "key": key, "label": label, "definition": f"Over {label}.",
            "order": order, "kind": kind}
