"""
Rules of the search for people and organisations.
"""

import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.search import names
from analysis.search.names import NameIndex, normalise
from benchmarks.search_quality import judge_names, load_name_cases, load_name_tables

EXAMPLES_DIR = Path(__file__).resolve().parents[1] / "examples"

PEOPLE = {
    "slock": ("Alain Slock", ()),
    "van_hoof": ("Ann Van Hoof", ()),
    "coddens": ("Schepen Coddens", ("Rudy Coddens",)),
    "bruycker_t": ("Trees De Bruycker", ()),
    "bruycker_a": ("Astrid De Bruycker", ("Schepen De Bruycker",)),
    "broucke": ("Steven Vanden Broucke", ("Steven Van den Broucke",)),
    "melckebeke": ("Nele Van Melckebeke", ()),
    "reynvoet": ("Hilde Reynvoet", ()),
    "staiesse": ("Stéphanie Staïesse", ()),
    "cloet": ("Marc Cloet", ()),
    "hauwaert": ("Frederic Vanhauwaert", ("Frederic",)),
    "feyter": ("Frederik De Feyter", ()),
    "heyden": ("Michiel Vanderheyden", ()),
    "walle": ("Rebecca Vandewalle", ()),
}
ORGANISATIONS = {
    "kind_en_gezin": ("Kind en Gezin", ("K&G", "Kind&Gezin")),
    "kras": ("KRAS vzw", ("KRAS",)),
    "vwahwn": ("Verenigingen waar armen het woord nemen", ("VWAHWN",)),
    "ovsg": ("Onderwijskoepel van Steden en Gemeenten", ("OVSG",)),
    "vvsg": ("Vereniging van Steden en Gemeenten", ("VVSG",)),
    "dept_onderwijs": ("Departement Onderwijs, Opvoeding en Jeugd", ()),
    "tinten": ("De Tinten", ("Tinten",)),
    "laag_inkomen": ("Beweging van Mensen met Laag Inkomen en Kinderen", ()),
    "sint_lucas": ("AZ Sint-Lucas", ()),
}


def make_table(names: dict[str, tuple[str, tuple[str, ...]]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "key": list(names),
            "name": [name for name, _ in names.values()],
            "spellings": [spellings for _, spellings in names.values()],
        }
    )


INDEX = NameIndex(make_table(PEOPLE), make_table(ORGANISATIONS))


def first(query: str) -> str | None:
    return next((match.key for match in INDEX.find(query)), None)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("slock alain", "slock"),
        ("Slock, Alain", "slock"),
        ("hilde reinvoet", "reynvoet"),
        ("cloed", "cloet"),
        ("cleot", "cloet"),
        ("STAIESSE", "staiesse"),
        ("A. Slock", "slock"),
        ("vanmelckebeke", "melckebeke"),
        ("nele vanmelkebeke", "melckebeke"),
        ("Steven Vandenbroucke", "broucke"),
        ("mevrouw Reynvoet", "reynvoet"),
        ("dr. Slock", "slock"),
        ("Rudi Coddens", "coddens"),
        ("Kras v.z.w.", "kras"),
        ("vzw Kras", "kras"),
        ("k & g", "kind_en_gezin"),
        ("kindengezin", "kind_en_gezin"),
        ("opvoeding onderwijs jeugd", "dept_onderwijs"),
        ("vwahwn", "vwahwn"),
        ("detinten", "tinten"),
    ],
)
def test_a_name_is_found_however_it_is_written(query, key):
    assert first(query) == key


@pytest.mark.parametrize(
    "query",
    ["Oxfam", "Bart Janssens", "Hans Van Hoof", "Sofie Cloet", "VVSB", "S. Slock", "Kind", "x"],
)
def test_a_name_that_is_not_in_the_report_is_refused(query):
    found = [match.name for match in INDEX.find(query) if match.key != "kind_en_gezin"]
    assert found == []


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("van hauwaert", "hauwaert"),
        ("Van der Heyden, Michiel", "heyden"),
        ("Vander Heyden Michiel", "heyden"),
        ("michiel vander heyden", "heyden"),
        ("vandenbroucke", "broucke"),
        ("vande broucke steven", "broucke"),
        ("debruycker trees", "bruycker_t"),
        ("debruyker astrid", "bruycker_a"),
        ("defeyter", "feyter"),
        ("van de walle", "walle"),
        ("vandwalle", "walle"),
    ],
)
def test_particles_may_be_joined_or_apart(query, key):
    assert first(query) == key


def test_what_looks_like_a_particle_may_be_the_family_itself():
    index = NameIndex(make_table({"jo": ("Jo Van Denabeele", ())}), make_table({}))
    assert [match.key for match in index.find("vandenabeele")] == ["jo"]


@pytest.mark.parametrize(
    ("query", "key"), [("hauwaert", "hauwaert"), ("heyden michiel", "heyden"), ("hoof", "van_hoof")]
)
def test_particles_may_be_left_out(query, key):
    assert first(query) == key


@pytest.mark.parametrize("query", ["Van de Wiele", "Van den Hauwe", "Jan De Bruycker"])
def test_particles_alone_make_no_family(query):
    assert INDEX.find(query) == []


def test_a_first_name_spelled_exactly_comes_before_one_spelled_nearly():
    assert [match.key for match in INDEX.find("frederik")] == ["feyter", "hauwaert"]
    assert [match.key for match in INDEX.find("frederic")] == ["hauwaert", "feyter"]


@pytest.mark.parametrize("query", ["BMLIK", "bmlik", "B.M.L.I.K.", "BVMMLIEK", "de BMLIK"])
def test_initials_are_found_without_being_listed(query):
    assert first(query) == "laag_inkomen"


def test_an_abbreviation_in_a_name_is_kept_whole_in_its_initials():
    assert first("AZSL") == "sint_lucas"
    assert INDEX.find("ASL") == []


@pytest.mark.parametrize("query", ["BMLIS", "BMLI", "OVSB", "VSG", "DT", "KRAZ", "AX Sint-Lucas"])
def test_one_other_letter_is_another_abbreviation(query):
    assert INDEX.find(query) == []


@pytest.mark.parametrize("query", ["N.M. Van Melckebeke", "S.J.Leyn", "M.C."])
def test_initials_of_other_first_names_find_no_one(query):
    assert INDEX.find(query) == []


@pytest.mark.parametrize("query", ["E.M. Winten", "E.M.Winten", "e. m. winten", "Winten, E.M."])
def test_initials_with_dots_before_a_family_name_are_two_first_names(query):
    people = pd.DataFrame({"key": ["winten", "wouters"], "spellings": [(), ()],
                           "name": ["Elle Mieke Winten", "Elle Wouters"]})
    found = NameIndex(people, people.iloc[:0]).find(query)
    assert [match.key for match in found] == ["winten"]


def test_people_have_no_initials_that_stand_for_them():
    assert INDEX.find("AVH") == []


@pytest.mark.parametrize("query", ["Cloet's", "Slocks", "KRAS'", "VVSG’s"])
def test_a_possessive_is_the_name(query):
    assert len(INDEX.find(query)) == 1


def test_an_abbreviation_is_itself_and_not_its_neighbour():
    assert [match.key for match in INDEX.find("OVSG")] == ["ovsg"]
    assert [match.key for match in INDEX.find("VVSG")] == ["vvsg"]


def test_two_people_of_one_family_are_both_found_close_together():
    found = INDEX.find("De Bruycker")
    assert {match.key for match in found} == {"bruycker_t", "bruycker_a"}
    assert abs(found[0].score - found[1].score) <= 5


def test_a_first_name_or_title_tells_the_two_apart():
    assert first("Trees De Bruycker") == "bruycker_t"
    assert first("Astrid De Bruycker") == "bruycker_a"


def test_the_match_tells_which_spelling_it_was():
    (match,) = INDEX.find("Rudy Coddens")
    assert (match.kind, match.name, match.spelling, match.score) == (
        "person",
        "Schepen Coddens",
        "Rudy Coddens",
        100.0,
    )


def test_a_shared_family_name_is_suggested_and_not_found():
    assert INDEX.find("Sofie Cloet") == []
    assert [match.key for match in INDEX.suggest("Sofie Cloet")] == ["cloet"]


@pytest.mark.parametrize("query", ["Alain Peeters", "cultuur opvoeding", "VVSB"])
def test_only_a_family_name_is_suggested_for_one_word_of_several(query):
    assert INDEX.suggest(query) == []


def test_a_part_of_a_name_counts_less_than_the_whole_name():
    assert INDEX.find("kindengezin")[0].score == 100
    assert INDEX.find("onderwijsopvoeding")[0].score == 97


def test_between_equals_the_name_written_most_like_the_query_comes_first():
    people = {"a": ("Nele Vandenbogaerde", ()), "b": ("Nele Maes", ())}
    index = NameIndex(make_table(people), make_table({}))
    assert [(match.key, match.score) for match in index.find("nele")] == [("b", 97), ("a", 97)]


def test_a_name_that_is_only_a_title_is_still_a_name():
    index = NameIndex(make_table({"heer": ("Heer", ())}), make_table({}))
    assert [match.key for match in index.find("heer")] == ["heer"]


def test_found_starts_at_80_and_suggested_runs_from_65_to_80():
    for query in ("cloed", "Sofie Cloet", "De Bruycker", "departement cultuur", "kras"):
        assert all(match.score >= 80 for match in INDEX.find(query))
        assert all(65 <= match.score < 80 for match in INDEX.suggest(query))


def test_the_limit_is_kept():
    assert len(INDEX.find("De Bruycker", limit=1)) == 1


@pytest.mark.parametrize("query", ["", " ", "-", "(", "*", "c++", "&", "😀", "住居", "a" * 10_000])
def test_a_query_without_a_name_finds_nothing(query):
    assert INDEX.find(query) == []
    assert INDEX.suggest(query) == []


def test_normalised_names_keep_the_sign_between_single_letters():
    assert normalise("K & G") == "k&g"
    assert normalise("Samenleven & Welzijn") == "samenleven en welzijn"
    assert normalise("v.z.w. Jong") == "vzw jong"


@given(query=st.text(max_size=40))
def test_no_query_raises_and_the_best_comes_first(query):
    scores = [match.score for match in INDEX.find(query)]
    assert scores == sorted(scores, reverse=True)
    assert all(80 <= score <= 100 for score in scores)


@given(key=st.sampled_from(sorted(PEOPLE)))
def test_every_name_finds_itself_first_in_capitals_and_turned_round(key):
    name = PEOPLE[key][0]
    assert first(name.upper()) == key
    assert first(" ".join(reversed(name.split()))) == key


LETTERS = st.characters(codec=None, categories=None)
HOSTILE = [
    "a" * 10_000, "a b " * 2_500, "van der " * 1_000, "ﷺ" * 3_000, "é" * 5_000, "\x00\x01\x7f",
    "ابجد", "住居", "\ud800", "Slock " * 2_000, "'" * 500, "a." * 500, "&" * 500,
]  # fmt: skip


@given(query=st.text(LETTERS, max_size=80) | st.sampled_from(HOSTILE))
def test_nothing_that_can_be_typed_raises(query):
    assert len(INDEX.find(query)) <= 10
    assert len(INDEX.suggest(query)) <= 3


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_name_is_answered_at_once(query, report_index):
    def seconds() -> float:
        started = time.thread_time()
        report_index._rank(query)
        return time.thread_time() - started

    # A name takes 0.1 ms of the processor, the longest paste 1 ms.
    assert min(seconds() for _ in range(9)) < 0.005


@pytest.fixture(scope="module")
def report_index() -> NameIndex:
    return NameIndex(*load_name_tables())


def test_every_name_of_the_report_finds_itself_first_however_it_is_written(report_index):
    for table in load_name_tables():
        for key, name in zip(table["key"], table["name"], strict=True):
            turned = " ".join(reversed(name.split()))
            for query in (name, name.upper(), name.lower(), f" {name}!", turned):
                assert [match.key for match in report_index.find(query)][:1] == [key], query


def test_every_spelling_of_the_report_finds_its_name_first(report_index):
    for table in load_name_tables():
        for key, spellings in zip(table["key"], table["spellings"], strict=True):
            for spelling in spellings:
                assert report_index.find(spelling)[0].key == key, spelling


# Per weight: a query, who stands first and whether found, and a value that gets it wrong.
FORCED_BY = {
    "found": ("Sofie Cloet", "near Marc Cloet", 75),
    "suggested": ("Sofie Leyr", "near Stef Leyn", 70),
    "family": ("Sofie Cloet", "near Marc Cloet", 0.85),
    "near": ("frederik", "found Frederik De Feyter", 98),
    "part": ("frederik", "found Frederik De Feyter", 0.95),
    "error": ("Broylant", "found Peter Bruyland", 60),
    "letters_per_error": ("cloed", "found Marc Cloet", (6, 7, 13)),
    "first_letter": ("Marleen De Rijcke", "near Karleen De Rijcke", 1),
    "same_run": ("task forse wonen", "found Taskforce wonen", 20),
    "short_name": ("Siva", "nobody", 3),
    "initial": ("A. Slock", "found Alain Slock", 50),
    "particle_left_out": ("lancker", "found Wim Van Lancker", 0.8),
    "other_particle": ("Van den Bossche", "near Lieve De Bosscher", 0.95),
}


def outcome(query: str) -> str:
    index = NameIndex(*load_name_tables())
    first_of = {"found": index.find(query), "near": index.suggest(query)}
    return next((f"{how} {found[0].name}" for how, found in first_of.items() if found), "nobody")


@pytest.mark.parametrize("weight", names.WEIGHTS._fields)
def test_every_weight_is_forced_by_its_example(weight, monkeypatch):
    query, expected, wrong = FORCED_BY[weight]
    assert outcome(query) == expected
    changed = names.WEIGHTS._replace(**{weight: wrong})
    monkeypatch.setattr(names, "WEIGHTS", changed)
    monkeypatch.setattr(names, "FOUND_FROM", changed.found)
    monkeypatch.setattr(names, "SUGGESTED_FROM", changed.suggested)
    assert outcome(query) != expected


@pytest.mark.parametrize(
    "query", ["Tim Van Lancker", "Marleen De Rijcke", "Steven Vermeersch", "Evi Vandevivere"]
)
def test_a_first_name_that_looks_like_another_is_another(query, report_index):
    assert report_index.find(query) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES_DIR.glob("name*.tsv")), ids=lambda path: path.stem)
def test_names_stand_first_and_no_outsider_is_accepted(path, report_index):
    judged = judge_names(report_index, load_name_cases(path))
    insiders = [is_right for case, is_right, _ in judged if case.expected]
    accepted = [case.query for case, is_right, _ in judged if not case.expected and not is_right]
    assert sum(insiders) / len(insiders) >= 0.97
    assert accepted == []
