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


def to_profile(dataset: Dataset, key: str) -> Profile:
    """
    Bring together what the tables say about a person or an organisation.

    Raises:
        KeyError: where neither table has the key.
    """
    people, groups = dataset.people, dataset.groups
    if key in set(people["key"]):
        [person] = people[people["key"] == key].to_dict("records")
        return Profile(
            "person", key, person["name"], person["role"], person["attendance"],
            organisations=person["organisations"], spellings=person["spellings"],
            moderated=tuple(groups.loc[groups["moderator"] == key, "key"]),
            noted=tuple(groups.loc[groups["note_taker"] == key, "key"]),
        )
    organisations = dataset.organisations
    if key not in set(organisations["key"]):
        raise KeyError(f"{key!r} is no person and no organisation")
    [organisation] = organisations[organisations["key"] == key].to_dict("records")
    belongs = [key in keys for keys in people["organisations"]]
    return Profile(
        "organisation", key, organisation["name"], spellings=organisation["spellings"],
        members=tuple(people.loc[belongs, "key"]),
    )


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
