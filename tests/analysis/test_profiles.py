"""
What the report says about a person or an organisation: no more, and no less.
"""

import pytest

from analysis.profiles import (
    Profile,
    count_mentions,
    select_naming,
    select_said,
    to_profiles,
)
from tests.counting import list_remarks
from tests.small_meeting import make_dataset, make_remark


def ids(remarks):
    return remarks["remark_id"].tolist()


def test_a_person_has_what_the_tables_say(small):
    assert to_profiles(small)["p1"] == Profile(
        kind="person", key="p1", name="Ann Peeters", attendance="present",
        organisations=("local",), spellings=("A. Peeters",), moderated=("north",),
    )
    assert to_profiles(small)["p3"] == Profile(
        kind="person", key="p3", name="Zwijger Stil", attendance="present",
    )


def test_an_organisation_has_its_people(small):
    profiles = to_profiles(small)
    assert profiles["city"] == Profile(
        kind="organisation", key="city", name="Stad", spellings=("Stad Gent",), members=("p2",),
    )
    assert profiles["local"].members == ("p1",)
    assert profiles["silent"].members == ()


def test_people_come_first_then_organisations(small):
    assert list(to_profiles(small)) == ["p1", "p2", "p3", "city", "local", "silent"]


def test_who_led_a_group_and_who_took_its_notes_are_kept_apart():
    groups = [
        {"key": "one", "label": "Een", "moderator": "p1", "note_taker": "p2", "order": 1},
        {"key": "two", "label": "Twee", "moderator": "p2", "note_taker": "p2", "order": 2},
        {"key": "three", "label": "Drie", "order": 3},
    ]
    profiles = to_profiles(make_dataset(groups=groups))
    assert (profiles["p1"].moderated, profiles["p1"].noted) == (("one",), ())
    assert (profiles["p2"].moderated, profiles["p2"].noted) == (("two",), ("one", "two"))
    assert (profiles["p3"].moderated, profiles["p3"].noted) == ((), ())


def test_everyone_of_the_real_tables_has_a_profile_with_their_own_row(dataset):
    profiles = to_profiles(dataset)
    assert len(profiles) == len(dataset.people) + len(dataset.organisations) == 112
    for person in dataset.people.to_dict("records"):
        profile = profiles[person["key"]]
        for name in ("name", "role", "attendance", "organisations", "spellings"):
            assert getattr(profile, name) == person[name]
        led = [row["key"] for row in dataset.groups.to_dict("records")
               if row["moderator"] == person["key"]]
        assert list(profile.moderated) == led
    for organisation in dataset.organisations.to_dict("records"):
        members = [person["key"] for person in dataset.people.to_dict("records")
                   if organisation["key"] in person["organisations"]]
        assert list(profiles[organisation["key"]].members) == members


def test_said_are_the_remarks_that_quote_someone(small):
    assert ids(select_said(small.remarks, "p1")) == ["r2", "r4"]
    assert ids(select_said(small.remarks, "city")) == ["r3"]
    assert ids(select_said(small.remarks, "local")) == []


def test_naming_are_the_remarks_of_others_that_name_an_organisation(small):
    assert ids(select_naming(small.remarks, "city")) == ["r2", "r5"]
    assert ids(select_naming(small.remarks, "local")) == ["r3", "r5"]
    assert ids(select_naming(small.remarks, "silent")) == []


def test_a_remark_that_an_organisation_said_about_itself_is_said_and_counted_once():
    dataset = make_dataset(remarks=[make_remark("r1", speaker="city", organisations=("city",))])
    assert ids(select_said(dataset.remarks, "city")) == ["r1"]
    assert ids(select_naming(dataset.remarks, "city")) == []
    assert count_mentions(dataset.remarks) == {"city": 1}


def test_words_without_a_speaker_are_no_ones(small):
    assert ids(select_said(small.remarks, "p3")) == []
    assert "" not in count_mentions(small.remarks)


def test_mentions_of_the_small_meeting():
    assert count_mentions(make_dataset().remarks) == {"p1": 2, "p2": 1, "city": 3, "local": 2}


def test_mentions_are_what_said_and_naming_hold_together(dataset):
    counts = count_mentions(dataset.remarks)
    for key in to_profiles(dataset):
        expected = 0
        for remark in list_remarks(dataset):
            expected += remark["speaker"] == key or key in remark["organisations"]
        assert counts.get(key, 0) == expected
        assert len(select_said(dataset.remarks, key)) + len(
            select_naming(dataset.remarks, key)) == expected


@pytest.mark.parametrize("pick", [select_said, select_naming])
def test_no_remarks_give_none_with_the_same_columns(small, pick):
    none = small.remarks.iloc[:0]
    assert pick(none, "city").columns.tolist() == small.remarks.columns.tolist()
    assert pick(none, "city").empty
    assert count_mentions(none) == {}
