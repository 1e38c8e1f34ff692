import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.report import ReportWords, squeeze, to_words

REPORT = "▪ Wonen is te duur. \n\n▪ Te duur! →Klopt. \n-in Gent  wel\n"


def claims(*quotations):
    words = ReportWords(REPORT)
    return [words.claim(*quotation) for quotation in quotations]


def test_a_word_knows_its_line_and_its_place():
    word = to_words("Ja,\n\n  nee")[1]
    assert (word.text, word.line, word.start, word.end) == ("nee", 3, 7, 10)


def test_an_arrow_is_a_word_of_its_own_also_where_it_sticks_to_one():
    assert [word.text for word in to_words("goed.→nee")] == ["goed.", "→", "nee"]


def test_a_dash_is_a_sign_only_in_front_of_a_line():
    assert [word.text for word in to_words("-in OCMW -cliënten x-y")] == [
        "-", "in", "OCMW", "-cliënten", "x-y",
    ]


def test_a_quotation_is_found_at_its_place():
    assert claims(("Wonen is te duur.", 1, 1)) == [(2, 19)]
    assert REPORT[2:19] == "Wonen is te duur."


def test_a_quotation_may_leave_bullet_signs_and_line_breaks_out():
    assert claims(("Te duur! Klopt. in Gent wel", 3, 4)) == [(24, 55)]
    assert REPORT[24:55] == "Te duur! →Klopt. \n-in Gent  wel"


def test_a_quotation_may_keep_its_bullet_sign():
    assert claims(("▪ Wonen is", 1, 1)) == [(0, 10)]


def test_a_quotation_that_is_one_letter_off_is_not_found():
    assert claims(("Wonen is te duur!", 1, 1)) == [None]


def test_capitals_count():
    assert claims(("wonen is te duur.", 1, 1)) == [None]


def test_words_of_another_line_are_not_found():
    assert claims(("Wonen is te duur.", 2, 3)) == [None]


def test_words_out_of_order_or_with_one_left_out_are_not_found():
    assert claims(("is Wonen", 1, 1), ("Wonen te duur.", 1, 1)) == [None, None]


def test_a_quotation_that_runs_on_past_its_lines_is_not_found():
    assert claims(("Wonen is te duur. Te", 1, 1), ("Wonen is te duur. nee", 1, 1)) == [None, None]
    assert claims(("Gent wel", 4, 4), ("Klopt. in Gent wel dus", 3, 4)) == [(46, 55), None]


def test_no_word_is_claimed_twice():
    assert claims(("Wonen is", 1, 1), ("is te duur.", 1, 1)) == [(2, 10), None]


def test_a_quotation_that_is_not_found_takes_no_words():
    assert claims(("Wonen is niet", 1, 1), ("Wonen is", 1, 1)) == [None, (2, 10)]


def test_a_quotation_without_words_is_not_found():
    assert claims(("", 1, 1), ("  ", 1, 1)) == [None, None]


def test_words_that_no_quotation_holds_are_left_over_but_bullet_signs_are_not():
    words = ReportWords(REPORT)
    words.claim("Wonen is te duur.", 1, 1)
    words.claim("Te duur!", 3, 3)
    assert list(words.unclaimed_lines()) == [3, 4]
    assert [words.unclaimed_in(line) for line in (1, 3, 4)] == ["", "Klopt.", "in Gent wel"]
    words.release()
    assert list(words.unclaimed_lines()) == [1, 3, 4]


@pytest.mark.parametrize("sign", "▪•→-–o")
def test_every_bullet_sign_of_the_report_may_be_left_out(sign):
    words = ReportWords(f"{sign} Ja\n{sign} nee\n")
    assert words.claim("Ja nee", 1, 2) == (2, 10)
    assert list(words.unclaimed_lines()) == []


def test_white_space_of_any_kind_folds_to_one_space():
    assert squeeze("\ta\u00a0 b\r\n\n c ") == "a b c"


# Every word once, so that each run has one place; signs and white space as the report has them.
WORDS = st.lists(
    st.from_regex(r"[a-eéëï][a-eéëï’.,!?:()'-]{0,5}", fullmatch=True),
    min_size=1, max_size=25, unique=True,
)
GAPS = st.sampled_from([" ", "  ", " \n", "\n\n", "\n▪ ", " \n • ", " →", "\no ", " – ", "\n-"])


@given(words=WORDS, data=st.data())
@settings(deadline=None)
def test_any_run_of_words_of_a_report_is_found_at_its_place(words, data):
    report = ""
    places = []
    for word in words:
        report += data.draw(GAPS)
        places.append((len(report), len(report) + len(word), report.count("\n") + 1))
        report += word
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quotation = " ".join(words[first : last + 1])
    start, line_start = places[first][0], places[first][2]
    end, line_end = places[last][1], places[last][2]
    assert ReportWords(report).claim(quotation, line_start, line_end) == (start, end)


@given(text=st.text(max_size=200))
@settings(deadline=None)
def test_cutting_into_words_loses_nothing_but_white_space(text):
    words = to_words(text)
    assert "".join(word.text for word in words) == "".join(text.split())
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(text.count("\n", 0, word.start) + 1 == word.line for word in words)


@given(text=st.text("abo▪→•– \n\t", max_size=60))
@settings(deadline=None)
def test_a_report_that_is_quoted_whole_leaves_nothing_over(text):
    words = ReportWords(text)
    quotation = " ".join(word.text for word in to_words(text) if not word.is_sign)
    assert words.claim(quotation, 1, text.count("\n") + 1) or not quotation
    assert list(words.unclaimed_lines()) == []
