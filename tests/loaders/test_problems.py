import pytest

from loaders.problems import DatasetError, Problem, list_first, to_guess


def test_a_problem_reads_as_one_line_with_place_column_value_and_message():
    problem = Problem("people.csv", 7, "role", "baas", "does not stand in report.txt")
    assert str(problem) == "people.csv:7: role: 'baas' does not stand in report.txt"


def test_a_problem_of_a_whole_file_names_no_line():
    problem = Problem("people.csv", 0, "", "", "the file is missing")
    assert str(problem) == "people.csv: the file is missing"


def test_a_long_value_is_cut_at_sixty_characters():
    problem = Problem("remarks.csv", 2, "text", "a" * 61, "is odd")
    assert str(problem) == "remarks.csv:2: text: '" + "a" * 59 + "…' is odd"


def test_a_value_with_a_line_break_stays_on_one_line():
    assert str(Problem("remarks.csv", 2, "text", "a\nb", "is odd")) == (
        "remarks.csv:2: text: 'a\\nb' is odd"
    )
    assert str(Problem("remarks.csv", 1, "a\nb", "", "is no column")) == (
        "remarks.csv:1: a\\nb: is no column"
    )


def test_an_error_says_every_problem_one_to_a_line():
    first = Problem("groups.csv", 2, "key", "X", "is no key")
    second = Problem("people.csv", 0, "", "", "the file is missing")
    error = DatasetError([first, second])
    assert error.problems == (first, second)
    assert str(error) == "groups.csv:2: key: 'X' is no key\npeople.csv: the file is missing"


def test_a_guess_names_what_is_allowed_and_the_nearest():
    assert to_guess("criticl", ["positive", "critical"]) == (
        "allowed: critical, positive; did you mean 'critical'?"
    )


def test_capitals_do_not_hide_the_nearest_key():
    assert to_guess("POSITIVE", ["positive"]) == "allowed: positive; did you mean 'positive'?"


def test_nothing_is_guessed_where_nothing_looks_alike():
    assert to_guess("zzz", ["positive", "critical"]) == "allowed: critical, positive"


def test_a_long_list_of_keys_is_left_out_of_a_guess():
    keys = [f"p{number:02}" for number in range(49)]
    assert to_guess("p1O", keys) == "did you mean 'p10'?"
    assert to_guess("zzz", keys) == "none of the 49 allowed keys looks like it"


def test_the_dutch_label_leads_to_its_key():
    assert to_guess("Ontbreekt", ["positive", "missing"], {"Ontbreekt": "missing"}) == (
        "allowed: missing, positive; did you mean 'missing'?"
    )


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\r", "\0", "\u202e", "\ud800", "\u2028"])
@pytest.mark.parametrize("part", [0, 2, 3, 4])
def test_no_part_of_a_problem_moves_or_colours_what_a_terminal_shows(sign, part):
    parts = ["people.csv", 2, "role", "baas", "is odd"]
    parts[part] += f"{sign}[31m"
    assert str(Problem(*parts)).isprintable()
    assert "[31m" in str(Problem(*parts))


@pytest.mark.parametrize(("count", "messages"), [
    (20, ["is odd"] * 20),
    (21, ["is odd"] * 20 + ["1 more of this kind from here on, not listed one by one"]),
    (1000, ["is odd"] * 20 + ["980 more of this kind from here on, not listed one by one"]),
])
def test_the_first_twenty_of_a_kind_are_named_and_the_others_counted(count, messages):
    listed = list(list_first(range(count), lambda line: Problem("a.csv", line, "x", "y", "is odd")))
    assert [problem.message for problem in listed] == messages
    assert [problem.line for problem in listed] == list(range(len(messages)))
