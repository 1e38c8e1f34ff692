"""
Rules of the keyword search, on small remarks and on the report's own.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.search.index import RemarkIndex, SearchResult, fold, stem, tokenise
from benchmarks.search_quality import judge_keywords, load_keyword_cases

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES_DIR = ROOT / "tests" / "analysis" / "examples"

TEXTS = {
    "a": "De ouders en hun thema’s: kinderopvang is duur…",
    "b": "Ouderbetrokkenheid, participatie-moeheid en een case manager.",
    "c": "Groeiende drempels in hulp- en dienstverlening; Basisinkomen /-behoeften.",
    "d": "Mensen in armoede (MIA) krijgen geïntegreerde hulpverlening.",
    "e": "Als MIA kan je terecht bij K&G of Kind&Gezin.",
    "f": "Durven wij out-of-the-box denken? Hele generatie met weinig hulverlening.",
    "g": "Bestaansrecht, digitaal en totaal: de rechtenbenadering.",
    "h": "Recht op grondrechten; i.v.m. de casemanagers van het OCMW.",
    "i": "Het proces van de diensten met inkomen is georganiseerd in alle steden.",
    "j": "Een soort netwerk zonder grens.",
}
ABBREVIATIONS = [
    ("MIA", "mensen in armoede"),
    ("K&G", "Kind en Gezin"),
    ("OCMW", "openbaar centrum voor maatschappelijk welzijn"),
]


def make_index(texts: dict[str, str] | None = None) -> RemarkIndex:
    texts = TEXTS if texts is None else texts
    remarks = pd.DataFrame({"remark_id": list(texts), "text": list(texts.values())})
    abbreviations = pd.DataFrame(ABBREVIATIONS, columns=["abbreviation", "meaning"])
    return RemarkIndex(remarks, abbreviations.assign(source="report"))


@pytest.fixture(scope="module")
def index() -> RemarkIndex:
    return make_index()


def found(index: RemarkIndex, query: str, exact: bool = False) -> set[str]:
    return {match.remark_id for match in index.find(query, exact=exact)}


def marked(index: RemarkIndex, query: str) -> list[tuple[str, str, str]]:
    return sorted(
        (match.remark_id, TEXTS[match.remark_id][start:end], reason)
        for match in index.find(query)
        for start, end, reason in match.marks
    )


# --- Words and stems


def test_a_folded_word_has_no_case_accents_or_curly_apostrophe():
    assert fold("GEÏNTEGREERDE") == "geintegreerde"
    assert fold("thema’s") == "thema's"


def test_offsets_point_into_the_original_text_even_after_signs_that_fold_longer():
    text = "duur… ﬁnanciële hulp"
    assert [text[token.start : token.end] for token in tokenise(text)] == [
        "duur",
        "ﬁnanciële",
        "hulp",
    ]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("ouder", "ouders"),
        ("actie", "acties"),
        ("huis", "huizen"),
        ("kind", "kinderen"),
        ("sociaal", "sociale"),
        ("proactief", "proactieve"),
        ("hefboom", "hefbomen"),
        ("stad", "steden"),
        ("groot", "grote"),
        ("dag", "dagen"),
    ],
)
def test_forms_of_one_word_share_a_stem(word, other):
    assert stem(word) == stem(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("begeleiding", "beleid"),
        ("gezin", "zin"),
        ("over", "overheid"),
        ("wet", "weten"),
        ("met", "meten"),
        ("proces", "procedure"),
    ],
)
def test_different_words_keep_different_stems(word, other):
    assert stem(word) != stem(other)


# --- The ladder


def test_a_word_as_typed_is_exact_whatever_its_accents(index):
    assert marked(index, "geintegreerde") == [("d", "geïntegreerde", "exact")]


def test_an_inflection_is_found_and_says_so(index):
    assert marked(index, "ouder") == [
        ("a", "ouders", "inflection"),
        ("b", "Ouderbetrokkenheid", "compound"),
    ]


def test_a_verb_finds_its_participle(index):
    assert marked(index, "organiseren") == [("i", "georganiseerd", "inflection")]


def test_a_plural_with_another_vowel_is_found(index):
    assert marked(index, "stad") == [("i", "steden", "inflection")]


def test_a_compound_is_found_by_its_part_but_not_by_a_chance_run_of_letters(index):
    assert marked(index, "rechten -grondrechten") == [
        ("g", "Bestaansrecht", "compound"),
        ("g", "rechtenbenadering", "compound"),
    ]
    assert found(index, "taal") == set()
    assert found(index, "echt") == set()


def test_a_prefix_makes_another_word_and_no_compound_even_where_it_is_a_word_too():
    index = make_index({"far": "Dat is ver weg.", "other": "Private verhuurders."})
    assert found(index, "huurders") == set()


def test_a_part_the_report_leaves_out_is_understood(index):
    assert ("c", "hulp", "compound") in marked(index, "hulpverlening")
    assert marked(index, "basisbehoeften") == [("c", "behoeften", "compound")]


def test_an_abbreviation_finds_its_meaning_and_the_meaning_the_abbreviation(index):
    expected = [
        ("d", "MIA", "exact"),
        ("d", "Mensen in armoede", "abbreviation"),
        ("e", "MIA", "exact"),
    ]
    assert marked(index, "MIA") == sorted(expected)
    assert found(index, "mensen in armoede") == {"d", "e"}


def test_a_quoted_phrase_is_literal_and_not_widened(index):
    assert found(index, '"mensen in armoede"') == {"d"}
    assert found(index, '"armoede in mensen"') == set()


def test_a_phrase_is_found_across_hyphens(index):
    assert marked(index, '"out of the box"') == [("f", "out-of-the-box", "exact")]
    assert found(index, "out of the box") == {"f"}


def test_k_and_g_is_a_word_and_kind_and_gezin_reads_as_its_meaning(index):
    assert marked(index, "K&G") == [
        ("e", "K&G", "exact"),
        ("e", "Kind&Gezin", "abbreviation"),
    ]
    assert found(index, "k & g") == {"e"}
    assert found(index, "kind en gezin") == {"e"}


def test_an_error_in_the_query_is_forgiven(index):
    assert ("d", "hulpverlening", "typo") in marked(index, "hulpverlneing")
    assert found(index, "hulpverlenning") == {"c", "d", "f"}


def test_an_error_in_the_report_is_forgiven(index):
    assert ("f", "hulverlening", "typo") in marked(index, "hulpverlening")


def test_one_word_finds_the_two_words_and_the_other_way_round(index):
    assert found(index, "casemanager") == {"b", "h"}
    assert found(index, "case manager") == {"b", "h"}
    assert found(index, "participatiemoeheid") == {"b"}
    assert found(index, "participatie moeheid") == {"b"}


def test_another_word_that_looks_alike_is_not_found(index):
    assert found(index, "sport") == set()
    assert found(index, "tramlijn") == set()


def test_a_dotted_abbreviation_is_one_word(index):
    assert found(index, "ivm") == {"h"}
    assert found(index, "i.v.m.") == {"h"}


def test_exact_finds_only_the_words_as_typed(index):
    assert found(index, "ouder", exact=True) == set()
    assert found(index, "OUDERS", exact=True) == {"a"}
    assert found(index, "MIA", exact=True) == {"d", "e"}
    assert found(index, "hulpverlening", exact=True) == {"d"}


# --- The query language


def test_words_are_all_needed_in_any_order(index):
    assert found(index, "hulpverlening geintegreerde") == {"d"}
    assert found(index, "ouders geintegreerde") == set()


def test_a_minus_excludes_only_before_a_word(index):
    assert found(index, "recht -grondrechten") == {"g"}
    assert found(index, "participatie-moeheid") == {"b"}
    assert found(index, "recht - grondrechten") == {"h"}


def test_or_means_either_in_dutch_and_english_and_in_small_letters(index):
    assert found(index, "steden OF ouders") == {"a", "b", "i"}
    assert found(index, "steden OR ouders") == {"a", "b", "i"}
    assert found(index, "steden of ouders") == {"a", "b", "i"}
    assert found(index, "generatie steden OF hulverlening") == {"f"}


def test_a_query_that_only_excludes_finds_nothing_and_says_so(index):
    result = index.search("-recht")
    assert list(result.matches) == []
    assert result.problems == ("only_exclusions",)


def test_an_empty_query_finds_nothing_and_has_no_problem(index):
    assert index.search("  ") == SearchResult(matches=index.find(""))


@pytest.mark.parametrize(
    ("query", "problem"),
    [("***", "no_words"), ('"ouders', "unbalanced_quote"), ("ouders " * 50, "too_long")],
)
def test_what_is_wrong_with_a_query_is_told(index, query, problem):
    assert problem in index.search(query).problems


def test_a_quote_that_is_never_closed_counts_for_nothing(index):
    assert found(index, '"ouders') == found(index, "ouders")


# --- Order, expansions, fallback, suggestions


def test_the_best_match_comes_first_and_all_words_as_typed_score_100(index):
    matches = index.find("ouders")
    assert [(match.remark_id, round(match.score)) for match in matches] == [("a", 100), ("b", 60)]


def test_between_equals_the_shorter_remark_comes_first():
    index = make_index({"long": "wonen is voor velen een knelpunt", "short": "wonen"})
    assert index.find("wonen").remark_ids == ["short", "long"]


def test_the_answer_tells_what_each_word_was_widened_to(index):
    (expansion,) = index.search("ouder").expansions
    assert expansion.word == "ouder"
    assert expansion.forms == (("ouders", "inflection"), ("ouderbetrokkenheid", "compound"))


def test_nothing_found_with_all_words_falls_back_and_keeps_it_apart(index):
    result = index.search("steden ouders")
    assert list(result.matches) == []
    assert result.fallback.kind == "any"
    assert set(result.fallback.matches.remark_ids) == {"a", "b", "i"}
    assert result.fallback.query == "steden OF ouders"


def test_a_phrase_that_stands_nowhere_falls_back_on_its_words(index):
    result = index.search('"hulpverlening geïntegreerde"')
    assert list(result.matches) == []
    assert (result.fallback.kind, result.fallback.matches.remark_ids) == ("words", ["d"])


@pytest.mark.parametrize("query", [
    "steden ouders", '"hulpverlening geïntegreerde"', '"recht op steden" -ouders',
    '"recht op steden" OF "gent ouders"', "de steden van ouders", '"steden" "ouders"',
])
def test_the_looser_query_finds_what_the_fallback_promises(index, query):
    fallback = index.search(query).fallback
    assert fallback
    assert index.find(fallback.query).remark_ids == fallback.matches.remark_ids


def test_what_is_excluded_stays_excluded_in_the_looser_query(index):
    assert index.search('"ouders steden" -gent').fallback.query.endswith(" -gent")


def test_a_word_that_is_not_there_gets_a_suggestion_in_the_whole_query(index):
    suggestions = index.search("duur netwrek").suggestions
    assert [(s.word, s.instead, s.query) for s in suggestions] == []
    (suggestion,) = index.search("duur grons").suggestions
    assert (suggestion.instead, suggestion.query) == ("grens", "duur grens")


def test_matches_read_as_a_list(index):
    matches = index.find("MIA")
    assert len(matches) == 2
    assert [match.remark_id for match in matches[:1]] == [matches[0].remark_id]
    assert matches[-1] is matches[1]
    assert bool(index.find("tramlijn")) is False
    with pytest.raises(IndexError):
        matches[2]


def test_matches_give_their_rows_and_scores_as_arrays_best_first(index):
    matches = index.find("ouders OF steden")
    assert matches.rows.tolist() == [0, 8, 1]
    assert [list(TEXTS)[row] for row in matches.rows] == matches.remark_ids == ["a", "i", "b"]
    assert matches.scores.round().tolist() == [100, 100, 60]
    assert not matches.rows.flags.writeable
    assert index.find("tramlijn").rows.size == 0


def test_the_match_of_one_remark_is_found_by_its_key(index):
    matches = index.find("MIA")
    assert matches.of("e") is matches[matches.remark_ids.index("e")]
    assert matches.of("a") is None
    assert matches.of("no such remark") is None


def test_no_remarks_and_no_abbreviations_is_an_index_that_finds_nothing():
    empty = RemarkIndex(
        pd.DataFrame({"remark_id": [], "text": []}),
        pd.DataFrame({"abbreviation": [], "meaning": [], "source": []}),
    )
    assert list(empty.find("ouders")) == []


# --- Properties

ODD_QUERIES = [
    "", " ", "-", "--", "OF", "OR OF OR", "OF ouders OF", '"', '""', '"""', '"ouders" "', "(",
    ")", "*", "[a-", "c++", "\\", "?", "ouders)", "e-loket", "GENT OF OCMW", "😀", "👨‍👩‍👧 ouders",
    "приют", "住居", "سكن", "ﬁ", "ß", "½", "²", "ouders\x00", "\n\t", "&", "K&G&", "-&", "-\"x",
    "a" * 10_000, "ouders " * 2_000, "-" * 10_000, '"' * 10_000, "&" * 500, "'s", "’n", "_", "̈",
]  # fmt: skip
WORDS = st.sampled_from(
    ["ouders", "MIA", "kind en gezin", "hulpverlening", "OF", "OR", "-", '"', "“", "of", "en", "&"]
)
QUERIES = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=8).map(" ".join)
)


def test_no_score_is_a_hair_above_a_hundred():
    index = make_index({"0": "", "1": "0", "2": "0:1"})
    assert [match.score for match in index.find("0\r1")] == [100.0]


def check_marks(index: RemarkIndex, query: str, texts: dict[str, str]) -> None:
    for match in index.find(query):
        text, pieces, last = texts[match.remark_id], [], 0
        assert 0 <= match.score <= 100
        assert match.marks
        for start, end, reason in match.marks:
            assert last <= start < end <= len(text)
            assert reason in {"exact", "inflection", "abbreviation", "compound", "typo"}
            pieces += [text[last:start], "<mark>", text[start:end], "</mark>"]
            last = end
        pieces.append(text[last:])
        assert "".join(pieces).replace("<mark>", "").replace("</mark>", "") == text


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_no_odd_query_raises(index, query):
    check_marks(index, query, TEXTS)
    index.search(query, exact=True)


@given(query=QUERIES)
def test_no_query_raises_and_marks_are_whole_sorted_and_apart(query):
    check_marks(SHARED_INDEX, query, TEXTS)


@given(texts=st.lists(st.text(max_size=60), max_size=4), query=st.text(max_size=12))
def test_no_text_raises_and_marks_lie_inside_it(texts, query):
    by_key = {str(row): text for row, text in enumerate(texts)}
    check_marks(make_index(by_key), query, by_key)


SHARED_INDEX = make_index()


# --- The report


@pytest.fixture(scope="module")
def remarks() -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "remarks.csv", dtype="string", keep_default_na=False)


@pytest.fixture(scope="module")
def report_index(remarks) -> RemarkIndex:
    path = ROOT / "data" / "abbreviations.csv"
    return RemarkIndex(remarks, pd.read_csv(path, dtype="string", keep_default_na=False))


@pytest.mark.parametrize(
    "name",
    [
        "keyword_examples.tsv",
        "heldout_keywords.tsv",
        "heldout_keywords_late.tsv",
        "heldout_keywords_tuned.tsv",
    ],
)
def test_the_judged_queries_find_what_they_must_and_little_else(name, remarks, report_index):
    texts = dict(zip(remarks["remark_id"], remarks["text"], strict=True))
    judged = judge_keywords(report_index, texts, load_keyword_cases(EXAMPLES_DIR / name))
    wrong = [(case.query, missed, extra) for case, _, missed, extra in judged if missed or extra]
    count = len(judged)
    assert sum(quality.f1 for _, quality, _, _ in judged) / count >= 0.97, wrong
    assert sum(quality.ndcg for _, quality, _, _ in judged) / count >= 0.93, wrong


@pytest.mark.parametrize("name", ["keyword_examples.tsv", "heldout_keywords.tsv"])
def test_a_query_without_a_hit_finds_nothing_in_the_report(name, report_index):
    with (EXAMPLES_DIR / name).open(encoding="utf-8", newline="") as lines:
        queries = [
            row["query"]
            for row in csv.DictReader(lines, delimiter="\t")
            if row["expectation"] == "nothing may match"
        ]
    assert queries
    assert [query for query in queries if found(report_index, query)] == []


def test_every_word_of_the_report_finds_its_remark(remarks, report_index):
    for key, text in zip(remarks["remark_id"], remarks["text"], strict=True):
        words = [text[token.start : token.end] for token in tokenise(text)]
        for word in [word for word in words if word != "&"][:3]:
            assert key in found(report_index, f'"{word}"')
