"""
What the report says about one person or one organisation, brought together.

Nothing is inferred: the report does not say who sat in which group, and neither
does a profile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from loaders.dataset import Dataset


@dataclass(frozen=True)
class Profile:
    """
    Hold what the report says about one person or organisation.

    Attributes:
        kind: ``person`` or ``organisation``.
        key: key in its table.
        name: name as printed.
        role: function as printed; empty for an organisation.
        attendance: key of the codebook; empty for an organisation.
        organisations: keys of the organisations of a person.
        members: keys of the people of an organisation.
        spellings: other ways the name is written.
        moderated: keys of the groups that the person led.
        noted: keys of the groups whose notes the person wrote.
        named_in: ids of the remarks of others that name it: a person by the name or a
            spelling in the table, an organisation by its column.
    """

    kind: str
    key: str
    name: str
    role: str = ""
    attendance: str = ""
    organisations: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    moderated: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    named_in: frozenset[str] = frozenset()

    @property
    def was_present(self) -> bool:
        """Tell whether a person was at the meeting; the list names who was excused too."""
        return self.attendance == "present"


def to_profiles(dataset: Dataset) -> dict[str, Profile]:
    """
    Bring together what the tables say about every person and organisation, by key.

    People come first, in the order of the list; then organisations.
    """
    led: dict[str, list[str]] = {key: [] for key in dataset.people["key"]}
    noted: dict[str, list[str]] = {key: [] for key in dataset.people["key"]}
    for group, moderator, note_taker in zip(
        *(dataset.groups[name] for name in ("key", "moderator", "note_taker")), strict=True
    ):
        led.get(moderator, []).append(group)
        noted.get(note_taker, []).append(group)
    named_in = _find_named(dataset)
    profiles = {
        person["key"]: Profile(
            "person", person["key"], person["name"], person["role"], person["attendance"],
            organisations=person["organisations"], spellings=person["spellings"],
            moderated=tuple(led[person["key"]]), noted=tuple(noted[person["key"]]),
            named_in=frozenset(named_in[person["key"]]),
        )
        for person in dataset.people.to_dict("records")
    }
    members: dict[str, list[str]] = {}
    for person in list(profiles.values()):
        for key in person.organisations:
            members.setdefault(key, []).append(person.key)
    for organisation in dataset.organisations.to_dict("records"):
        key = organisation["key"]
        profiles[key] = Profile(
            "organisation", key, organisation["name"], spellings=organisation["spellings"],
            members=tuple(members.get(key, ())), named_in=frozenset(named_in[key]),
        )
    return profiles


def select_said(remarks: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give the remarks that a person or an organisation is quoted for."""
    return remarks[remarks["speaker"] == key]


def find_represented(dataset: Dataset) -> dict[str, str]:
    """Give the organisation for which each speaker speaks: itself, or the main one of a person."""
    people = zip(dataset.people["key"], dataset.people["organisations"], strict=True)
    return {
        **{key: organisations[0] for key, organisations in people if organisations},
        **{key: key for key in dataset.organisations["key"]},
    }


def select_naming(remarks: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Give the remarks that name someone or an organisation, but are not its own words."""
    return remarks[remarks["remark_id"].isin(profile.named_in)]


def count_mentions(remarks: pd.DataFrame, profiles: Iterable[Profile]) -> dict[str, int]:
    """
    Count for every person and organisation the remarks it said or is named in.

    Returns:
        Only keys with at least one remark. A remark that an organisation said
        and that names it counts once.
    """
    said, shown = Counter(remarks["speaker"]), set(remarks["remark_id"])
    counts = {one.key: said[one.key] + len(one.named_in & shown) for one in profiles}
    return {key: count for key, count in counts.items() if count}


def _find_named(dataset: Dataset) -> dict[str, set[str]]:
    names = [
        (name, key)
        for key, first, others in zip(
            *(dataset.people[column] for column in ("key", "name", "spellings")), strict=True)
        for name in (first, *others)
    ]
    named: dict[str, set[str]] = {
        key: set() for table in (dataset.people, dataset.organisations) for key in table["key"]
    }
    for remark_id, text, speaker, organisations in zip(
        *(dataset.remarks[column] for column in ("remark_id", "text", "speaker", "organisations")),
        strict=True,
    ):
        people = (key for name, key in names if _is_word(name, text))
        for key in {*organisations, *people}:
            if key != speaker and key in named:
                named[key].add(remark_id)
    return named


def _is_word(name: str, text: str) -> bool:
    # Most names stand in no remark: a look for the letters alone takes a tenth of the time.
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
