"""What the meetings of a collection must be to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from loaders.package import NEW_PACKAGE
from loaders.problems import Problem, list_first, to_guess, to_short
from loaders.raw import RawFolder
from loaders.schema import KEY_FORM, MEETINGS_DIR, PACKAGE_FILE, TABLES, to_place

_CODEBOOK = TABLES["codebook"].file
# What a package says that leaves it out.
_USUAL: dict[str, Any] = {"order": 1}


def check_meeting_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report folders of meetings whose name is no key: links and ids begin with it."""
    for key in raw.meetings:
        if not KEY_FORM.fullmatch(key):
            yield Problem(MEETINGS_DIR, 0, "", key, "is no key; name the folder with small letters "
                          "a-z, digits, _ and -, without spaces")


def check_meeting_packages(raw: RawFolder) -> Iterator[Problem]:
    """Report meetings that go by one name, or stand at one place in the order."""
    for name in ("name", "title", "label", "order"):
        first: dict[str, str] = {}
        for key, meeting in raw.meetings.items():
            value = to_short(str((_USUAL | (meeting.package or {})).get(name) or ""))
            is_given = value and value != NEW_PACKAGE.get(name)
            if is_given and first.setdefault(value, key) != key:
                yield _in_package(key, name, value, f"is the {name} of {first[value]!r} too")


def check_meeting_dates(raw: RawFolder) -> Iterator[Problem]:
    """Report a meeting whose date is before that of one with a lower order."""
    last = (date.min, "")
    for key in to_order(raw):
        day = _to_day(str((raw.meetings[key].package or {}).get("date", "")))
        if day and day < last[0]:
            yield _in_package(key, "date", day.isoformat(),
                              f"is before that of {last[1]!r}, which has a lower order")
        last = max(last, (day or date.min, key))


def check_keys_of_collection(raw: RawFolder) -> Iterator[Problem]:
    """Report an id of a remark or a group that another meeting has too: links could mean either."""
    for table, name in (("remarks", "remark_id"), ("groups", "key")):
        owners: dict[str, tuple[str, int]] = {}
        for key, meeting in raw.meetings.items():
            shared = (
                Problem(
                    to_place(key) + TABLES[table].file, line, name, value,
                    f"is a key of {owner[0]!r} too (line {owner[1]}); only one meeting can have "
                    "'bare_keys' in its datapackage.json",
                )
                for line, value in meeting.rows(table, name) if value
                for owner in (owners.setdefault(meeting.prefix + value, (key, line)),)
                if owner[0] != key
            )
            yield from list_first(shared, lambda problem: problem)


def check_repeats(raw: RawFolder) -> Iterator[Problem]:
    """Report a remark that repeats itself, nothing, or a remark that is of no earlier meeting."""
    order = to_order(raw)
    owners = {
        raw.meetings[key].prefix + remark_id: place for place, key in enumerate(order)
        for _, remark_id in raw.meetings[key].rows("remarks", "remark_id")
    }
    for place, key in enumerate(order):
        prefix = raw.meetings[key].prefix
        wrong = (
            Problem(to_place(key) + TABLES["remarks"].file, line, "repeats", repeated,
                    _to_repeat_message(repeated, prefix + remark_id, place, owners))
            for line, remark_id, repeated in
            raw.meetings[key].rows("remarks", "remark_id", "repeats")
            if repeated and owners.get(repeated, place) >= place
        )
        yield from list_first(wrong, lambda problem: problem)


def _to_repeat_message(repeated: str, own: str, place: int, owners: Mapping[str, int]) -> str:
    if repeated == own:
        return "repeats itself"
    if repeated not in owners:
        return f"is no remark of the collection; {to_guess(repeated, owners)}"
    if owners[repeated] == place:
        return "is a remark of the same meeting"
    return "is a remark of a later meeting; a later one repeats an earlier one"


def check_codebook_times(raw: RawFolder) -> Iterator[Problem]:
    """Report when a key began or ended where that names no meeting, or another order."""
    order = {key: place for place, key in enumerate(to_order(raw))}
    for line, since, until in raw.rows("codebook", "since", "until"):
        for column, value in (("since", since), ("until", until)):
            if value and value not in order:
                yield Problem(_CODEBOOK, line, column, value,
                              f"is no meeting of the collection; {to_guess(value, order)}")
        if order.get(until, len(order)) < order.get(since, 0):
            yield Problem(_CODEBOOK, line, "until", until, f"comes before {since!r}")


def check_replaced_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report a key that is replaced by one that is not there, by itself, or in a circle."""
    rows = list(raw.rows("codebook", "field", "key", "replaced_by"))
    successors = {(field, key): (field, successor) for _, field, key, successor in rows}

    def is_in_circle(entry: tuple[str, str]) -> bool:
        seen: set[tuple[str, str]] = set()
        while entry in successors and entry not in seen:
            seen.add(entry)
            entry = successors[entry]
        return entry in seen

    for line, field, key, successor in rows:
        if not successor:
            continue
        if (field, successor) not in successors:
            known = [other for of, other in successors if of == field]
            yield Problem(_CODEBOOK, line, "replaced_by", successor,
                          f"is no key under {field!r}; {to_guess(successor, known)}")
        elif is_in_circle((field, key)):
            yield Problem(_CODEBOOK, line, "replaced_by", successor,
                          "replaces itself, by way of others")


def check_retired_keys(raw: RawFolder) -> Iterator[Problem]:
    """Report labels of a meeting that came after the last one that uses their key."""
    order = to_order(raw)
    last: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _, field, key, until in raw.rows("codebook", "field", "key", "until"):
        if until in order:
            last[field][key] = until
    for place, key in enumerate(order):
        for column in raw.meetings[key].columns():
            until = {value: meeting for value, meeting in last[column.rule.codebook].items()
                     if order.index(meeting) < place}
            yield from map(raw.meetings[key].in_place, column.wrong_values(
                until.__contains__, partial(_to_retired_message, until)
            ))


def _to_retired_message(until: Mapping[str, str], key: str) -> str:
    return f"was retired after {until[key]!r}; see codebook.csv"


def to_order(raw: RawFolder) -> list[str]:
    """Give the keys of the meetings in their order."""
    def to_place_in_order(key: str) -> tuple[int, str]:
        order = (_USUAL | (raw.meetings[key].package or {}))["order"]
        return (order if isinstance(order, int) else 0), key

    return sorted(raw.meetings, key=to_place_in_order)


def _to_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # "spring 2031" is a date for readers too
        return None


def _in_package(key: str, name: str, value: str, message: str) -> Problem:
    return Problem(to_place(key) + PACKAGE_FILE, 0, name, value, message)
