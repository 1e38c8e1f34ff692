"""
What the report says about one person or one organisation, brought together.

Nothing is inferred: the report does not say who sat in which group, and neither
does a profile.
"""

from __future__ import annotations

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
    profiles = {
        person["key"]: Profile(
            "person", person["key"], person["name"], person["role"], person["attendance"],
            organisations=person["organisations"], spellings=person["spellings"],
            moderated=tuple(led[person["key"]]), noted=tuple(noted[person["key"]]),
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
            members=tuple(members.get(key, ())),
        )
    return profiles


def select_said(remarks: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give the remarks that a person or an organisation is quoted for."""
    return remarks[remarks["speaker"] == key]


def select_naming(remarks: pd.DataFrame, key: str) -> pd.DataFrame:
    """Give the remarks that name an organisation, but are not its own words."""
    names = [key in keys for keys in remarks["organisations"]]
    return remarks[pd.Series(names, index=remarks.index, dtype=bool) & (remarks["speaker"] != key)]


def count_mentions(remarks: pd.DataFrame) -> dict[str, int]:
    """
    Count for every person and organisation the remarks it said or is named in.

    Returns:
        Only keys with at least one remark. A remark that an organisation said
        and that names it counts once.
    """
    counts: dict[str, int] = {}
    for speaker, named in zip(remarks["speaker"], remarks["organisations"], strict=True):
        for key in {speaker, *named} - {""}:
            counts[key] = counts.get(key, 0) + 1
    return counts
