"""
What a word of a query is widened to, and why.
"""

from tests.analysis.search.small_texts import found, make_index, marked


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
    assert found(index, "K en G") == {"e"}
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


def test_a_small_word_beside_words_that_say_more_is_not_widened():
    index = make_index({"far": "De overheid helpt ouders.", "near": "Het gaat over ouders."})
    assert found(index, "over") == {"far", "near"}
    assert found(index, "over ouders") == {"near"}


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
