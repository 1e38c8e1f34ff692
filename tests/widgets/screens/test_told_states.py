"""
What readers see of the answers, on every screen, held against a plain model over random work.
"""

import csv
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from analysis.actions import act
from analysis.pages import PAGES, to_paths
from analysis.selection import Selection
from analysis.view import View
from exports.csv_file import to_csv
from follow_up.answers import Answer, FollowUp
from follow_up.progress import prove_nothing_lost
from loaders.schema import STATUS_KINDS
from store.engine import open_store
from store.tables import metadata
from tests.counting import is_selected
from tests.small_meeting import STATUSES, make_dataset
from widgets.screens.progress import EVERY, count_by_kind, find_action
from widgets.screens.take_along import to_extract
from widgets.shell.context import Context
from widgets.shell.session import to_shared, with_told

LABELS = {key: label for key, label, _ in STATUSES}
KINDS = {key: kind for key, _, kind in STATUSES}
REMARK_IDS = ["r1", "r2", "r3", "r4", "r5", "r6"]
SERVICES = ["Wonen", "Dienst  Onthaal"]
ANSWER_IDS = ["a1", "a2", "a3"]
STEPS = st.lists(min_size=1, max_size=9, elements=st.one_of(
    st.tuples(st.just("save"), st.sampled_from([None, *ANSWER_IDS]), st.sampled_from(list(KINDS)),
              st.sets(st.sampled_from(REMARK_IDS), min_size=1, max_size=4),
              st.sampled_from(SERVICES)),
    st.tuples(st.just("publish"), st.sampled_from(ANSWER_IDS)),
))


def make_meeting(**changes):
    """Give the six remarks; of the two that p1 asks, one names both organisations."""
    dataset = make_dataset(**changes)
    named = {"r2": ("city", "local"), "r4": ("local",)}
    remarks = dataset.remarks.assign(organisations=[
        named.get(remark_id, keys) for remark_id, keys in
        zip(dataset.remarks["remark_id"], dataset.remarks["organisations"], strict=True)
    ])
    return replace(dataset, remarks=remarks)


def some(*keys):
    """Draw some of these keys; most often none, which is no filter."""
    lists = st.lists(st.sampled_from(keys), unique=True, max_size=2)
    return st.one_of(st.just(()), lists.map(tuple))


SELECTIONS = st.builds(
    Selection, groups=some("north", "south"), sentiments=some("missing", "critical", "positive"),
    themes=some("housing", "bus", "language"), organisations=some("city", "local"),
    statuses=some(*KINDS), is_main_theme_only=st.booleans(), is_every_theme=st.booleans(),
)


@dataclass
class Said:
    """
    What one remark's readers were told last: the status, the words and the service.
    """

    status: str = "new"
    text: str = ""
    owner: str = ""


def replay(steps, removed):
    """Give what readers were told of each remark: versions that were published, the last wins."""
    newest, published, count = {}, {}, 0
    for number, step in enumerate(steps):
        if step[0] == "save":
            _, answer_id, status, remark_ids, owner = step
            if answer_id not in newest:
                count += 1
                answer_id = f"a{count}"
            newest[answer_id] = (Said(status, f"tekst {number}", owner), remark_ids)
        elif step[1] in newest and published.get(step[1]) != newest[step[1]]:
            # What is published again comes last.
            published.pop(step[1], None)
            published[step[1]] = newest[step[1]]
    told = {}
    for said, remark_ids in published.values():
        kept = said if said.status != removed else Said()
        told.update(dict.fromkeys(remark_ids, kept))
    return {key: told.get(key, Said()) for key in REMARK_IDS}


def work(follow_up, steps):
    """Do the same in a store."""
    for number, step in enumerate(steps):
        if step[0] == "save":
            _, answer_id, status, remark_ids, owner = step
            found = follow_up.find_answer(answer_id) if answer_id else None
            follow_up.save(Answer(
                answer_id if found else None, tuple(remark_ids), status, f"tekst {number}",
                reason="Daarom.", where_quote="Hier.", where_link="https://stad.example",
                owner=owner, due="2026-12-31",
            ), found[1] if found else None, "ann")
        elif follow_up.find_answer(step[1]):
            follow_up.publish([step[1]], "ann")


@cache
def shared_without(removed):
    """Give the six remarks, of a codebook that has one status less."""
    codebook = make_meeting().codebook
    dataset = make_meeting(codebook=codebook[codebook["key"] != removed].to_dict("records"))
    # Of this meeting there is no report to have a place in.
    tables = {name: getattr(dataset, name).assign(char_start=0, char_end=0)
              for name in ("remarks", "passages")}
    return to_shared(replace(dataset, **tables))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return open_store(f"sqlite:///{tmp_path_factory.mktemp('told')}/store.sqlite")


ANSWERED = [
    ("save", None, "done", {"r1", "r2"}, "Wonen"), ("publish", "a1"),
    ("save", None, "planned", {"r4"}, "Wonen"), ("publish", "a2"),
    ("save", None, "read", {"r1"}, "Wonen"),
]


@example(steps=ANSWERED, removed="", selection=Selection(statuses=("planned", "new")))
@example(steps=ANSWERED, removed="planned", selection=Selection(sentiments=("missing",)))
@example(steps=ANSWERED, removed="", selection=Selection(organisations=("city",)))
@example(steps=ANSWERED, removed="", selection=Selection(
    themes=("bus", "language"), is_main_theme_only=True))
@given(steps=STEPS, removed=st.sampled_from(["", "planned", "busy"]), selection=SELECTIONS)
@settings(max_examples=25)
def test_every_screen_says_what_was_published_and_nothing_else(store, steps, removed, selection):
    with store.write() as connection:
        for table in reversed(metadata.sorted_tables):
            # The journal stays: its numbers say what is new.
            if table.name != "journal":
                connection.execute(delete(table))
    work(FollowUp(store, make_meeting()), steps)
    expected = replay(steps, removed)
    before = shared_without(removed)
    shared = with_told(before, FollowUp(store, before.dataset).tell())
    context = Context(shared, View(selection), shared.facets.select(selection), False,
                      to_paths(PAGES))
    plain = [
        {**row, "status": expected[row["remark_id"]].status,
         "owner": expected[row["remark_id"]].owner}
        for row in make_meeting().remarks.to_dict("records")
    ]
    selected = [row for row in plain if is_selected(row, selection)]
    check_columns(shared, expected)
    check_facets(shared, expected)
    check_file(context, selected, expected)
    check_numbers(context, selected)
    check_proof(shared, plain)


def check_columns(shared, expected):
    remarks = shared.dataset.remarks
    assert remarks["status"].tolist() == [said.status for said in expected.values()]
    owners = [said.owner.replace("  ", "_") if said.status == "busy" else ""
              for said in expected.values()]
    assert remarks["owner"].tolist() == owners


def check_facets(shared, expected):
    counts = shared.facets.count_options(Selection())
    statuses = [said.status for said in expected.values()]
    assert {key: count for key, count in counts["statuses"].items() if count} == {
        key: statuses.count(key) for key in set(statuses)
    }
    busy = [said.owner for said in expected.values() if said.status == "busy"]
    assert counts["owners"] == {owner.replace("  ", "_"): busy.count(owner) for owner in set(busy)}


def check_file(context, selected, expected):
    if not selected:
        return
    rows = csv.DictReader(StringIO(to_csv(to_extract(context)).decode("utf-8-sig")), delimiter=";")
    is_told = any(KINDS[said.status] != "open" for said in expected.values())
    for row, remark in zip(rows, selected, strict=True):
        said = expected[remark["remark_id"]]
        is_answered = KINDS[said.status] != "open"
        assert row.get("Antwoord in woorden") == (
            None if not is_told else said.text if is_answered else "")
        if is_told:
            assert row["Antwoord"] == LABELS[said.status]
            assert row["In behandeling bij"] == (said.owner if said.status == "busy" else "")


def check_numbers(context, selected):
    asking = [row for row in selected if row["sentiment"] in ("missing", "critical")]
    for facet, column in (("", ""), ("themes", "themes"), ("groups", "group"),
                          ("organisations", "organisations")):
        counts, voices = count_by_kind(context, facet)
        found = {}
        for row in asking:
            cell = row[column] if column else ""
            keys = cell if isinstance(cell, tuple) else (cell,)
            if facet == "themes" and context.view.selection.is_main_theme_only:
                keys = keys[:1]
            for key in keys:
                for kind in (KINDS[row["status"]], EVERY):
                    found.setdefault((key, kind), []).append(row["remark_id"])
        for key in counts.index:
            assert 0 <= voices.loc[key, EVERY] <= counts.loc[key, EVERY]
            for kind in (*STATUS_KINDS, EVERY):
                wanted = found.pop((key, kind), [])
                assert counts.loc[key, kind] == len(wanted)
                check_press(context, facet, key, kind, wanted)
        assert found == {}


def check_press(context, facet, key, kind, wanted):
    action = find_action(context, facet, key, kind)
    # Only within a choice of some of a facet's keys may there be no filter that says it.
    assert action or context.view.selection.themes or context.view.selection.organisations
    if action and wanted:
        done = act(context.view, action)
        opened = context.shared.facets.select(done.view.selection)
        assert (done.page, opened["remark_id"].tolist()) == ("remarks", wanted)


def check_proof(shared, plain):
    proof = prove_nothing_lost(shared.dataset.remarks, shared.told)
    asking = {row["remark_id"]: KINDS[row["status"]] for row in plain
              if row["sentiment"] in ("missing", "critical")}
    assert proof.is_complete
    assert proof.asking == tuple(asking)
    assert proof.unanswered == tuple(key for key, kind in asking.items() if kind == "open")
    assert proof.answered == tuple(key for key, kind in asking.items() if kind != "open")
