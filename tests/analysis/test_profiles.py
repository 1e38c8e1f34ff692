"""
What the report says about a person or an organisation: no more, and no less.
"""

import re

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
        named_in=frozenset({"r2", "r5"}),
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


def naming(dataset, key):
    return ids(select_naming(dataset.remarks, to_profiles(dataset)[key]))


def mentions(dataset):
    return count_mentions(dataset.remarks, to_profiles(dataset).values())


def test_naming_are_the_remarks_of_others_that_name_an_organisation(small):
    assert naming(small, "city") == ["r2", "r5"]
    assert naming(small, "local") == ["r3", "r5"]
    assert naming(small, "silent") == []


def test_a_person_is_named_by_the_name_or_a_spelling_of_the_table_and_by_nothing_like_it():
    texts = {
        "r1": "Zoals A. Peeters zei.", "r2": "(Ann Peeters corrigeert.)", "r3": "Familie Peeters.",
        "r4": "Ann Peetersen was er niet.", "r5": "Ik, Ann Peeters, zeg het zelf.",
    }
    dataset = make_dataset(remarks=[
        make_remark(key, text=text, speaker="p1" if key == "r5" else "")
        for key, text in texts.items()
    ])
    assert naming(dataset, "p1") == ["r1", "r2"]
    assert mentions(dataset) == {"p1": 3}


def test_two_people_of_the_real_list_are_named_in_the_words_of_others(dataset):
    named = {key: sorted(profile.named_in) for key, profile in to_profiles(dataset).items()
             if profile.kind == "person" and profile.named_in}
    assert named == {"p10": ["r143"], "p38": ["r178"]}


def test_who_was_excused_was_not_present(dataset):
    profiles = to_profiles(dataset)
    absent = [key for key in dataset.people["key"] if not profiles[key].was_present]
    assert absent == ["p48", "p49"]


def test_a_remark_that_an_organisation_said_about_itself_is_said_and_counted_once():
    dataset = make_dataset(remarks=[make_remark("r1", speaker="city", organisations=("city",))])
    assert ids(select_said(dataset.remarks, "city")) == ["r1"]
    assert naming(dataset, "city") == []
    assert mentions(dataset) == {"city": 1}


def test_words_without_a_speaker_are_no_ones(small):
    assert ids(select_said(small.remarks, "p3")) == []
    assert "" not in mentions(small)


def test_mentions_of_the_small_meeting():
    assert mentions(make_dataset()) == {"p1": 2, "p2": 1, "city": 3, "local": 2}


def test_mentions_are_what_said_and_naming_hold_together(dataset):
    counts = mentions(dataset)
    for key, profile in to_profiles(dataset).items():
        expected = 0
        for remark in list_remarks(dataset):
            names = (profile.name, *profile.spellings) if profile.kind == "person" else ()
            expected += remark["speaker"] == key or key in remark["organisations"] or any(
                re.search(rf"\b{name}\b", remark["text"]) for name in names)
        assert counts.get(key, 0) == expected
        assert len(select_said(dataset.remarks, key)) + len(
            select_naming(dataset.remarks, profile)) == expected


def test_no_remarks_give_none_with_the_same_columns(small):
    none, profiles = small.remarks.iloc[:0], to_profiles(small)
    for picked in (select_said(none, "city"), select_naming(none, profiles["city"])):
        assert picked.columns.tolist() == small.remarks.columns.tolist()
        assert picked.empty
    assert count_mentions(none, profiles.values()) == {}
