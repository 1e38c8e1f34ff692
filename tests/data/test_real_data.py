"""
The facts of data/, tested against the report and against each other.

What stands here is written on its own, without the code of loaders/report.py:
two roads to the same place.
"""

import ast
import hashlib
import re

import pytest

from loaders.dataset import DATA_DIR, load_dataset
from tests.real_meeting import MEETING_DIR

ROOT = DATA_DIR.parent

PRESENT = [
    "Adelbrecht Haenebalcke",
    "Alain Slock",
    "Ann Van Hoof",
    "Ann Vanden Wyngaerd",
    "Caroline Temmerman",
    "Charlotte Fiers",
    "Eefje Vanhullebusch",
    "Elle Mieke Winten",
    "Eric Dirikx",
    "Eva Vandevivere",
    "Frederic Vanhauwaert",
    "Frederik De Feyter",
    "Hafi Benettoumi",
    "Hans Thielemans",
    "Ilke De Bleye",
    "Johan Witters",
    "Karleen De Rijcke",
    "Katelijne Béatse",
    "Katelijne Van den Brande",
    "Katrien Van Goidsenhoven",
    "Lies Cappoen",
    "Lieve De Bosscher",
    "Maarten François",
    "Maja Meirlaen",
    "Marc Cloet",
    "Marianne Labre",
    "Marlies Schoonbaert",
    "Michiel Vanderheyden",
    "Neelke Vernaillen",
    "Nele Van Melckebeke",
    "Paul Storme",
    "Peggy Vanderhaeghen",
    "Peter Bruyland",
    "Rani Kerkaert",
    "Rebecca Vandewalle",
    "Ruth Cheyns",
    "Samira Castermans",
    "Schepen Coddens",
    "Sieglinde De Graef",
    "Stef Leyn",
    "Stéphanie Staïesse",
    "Steven Vanden Broucke",
    "Sven Vermeersch",
    "Thomas Maeseele",
    "Trees De Bruycker",
    "Wim Van Lancker",
    "Yonca Malkaya",
]
EXCUSED = ["Veerle Van De Voorde", "Hilde Reynvoet"]

# Key, label, moderator and note-taker as the headings of the report have them.
GROUPS = [
    ("opening", "Kennismakingsronde", "", ""),
    ("group_1", "Groep 1", "Thomas Maeseele", "Peter Bruyland"),
    ("group_2", "Groep 2", "Trees De Bruycker", "Eric Dirikx"),
    ("group_3a", "Groep 3A", "Eva Vandevivere", "Steven Vanden Broucke"),
    ("group_3b", "Groep 3B", "Hans Thielemans", "Ilke De Bleye"),
    ("closing", "Slotreflecties", "", ""),
]
# The lines of the report between the headings of the parts.
GROUP_LINES = {
    "opening": (2, 17), "group_1": (23, 209), "group_2": (211, 447), "group_3a": (449, 558),
    "group_3b": (564, 823), "closing": (825, 910),
}

# "Taskforce is een methodiek", in answer to a remark that names it in full;
# "In Leuven is woonbegeleiding van OCMW": the town tells whose.
NAMED_OTHERWISE = {("r064", "taskforce_wonen"), ("r033", "ocmw_leuven")}
# The second remark of a bullet that starts with the name of who speaks.
SPEAKS_ON = {("r206", "jeugddienst")}
# Plotly calls the name of a font so.
NO_THEMES = {("drawing/charts.py", "family")}


@pytest.fixture(scope="module")
def dataset():
    return load_dataset(DATA_DIR)


@pytest.fixture(scope="module")
def remarks(dataset):
    return dataset.remarks


@pytest.fixture(scope="module")
def report_lines():
    return (MEETING_DIR / "report.txt").read_text(encoding="utf-8").split("\n")


def without_signs(line):
    """Drop the signs in front of a line, and the arrow of a reply; fold white space."""
    line = re.sub(r"^\s*(?:[▪•]|o(?= )|-(?=[ \w]))", " ", line)
    # One bullet stands in the middle of a line: "Opmerking:  - termen …".
    line = re.sub(r":\s\s- ", ": ", line)
    return " ".join(line.replace("→", " ").split())


def to_text(lines):
    return " ".join(filter(None, (without_signs(line) for line in lines)))


def to_spellings(table):
    return {row.key: [row.name, *row.spellings] for row in table.itertuples(index=False)}


def test_the_real_data_loads_without_problems(dataset):
    assert len(dataset.remarks) == 248


def test_every_remark_stands_word_for_word_in_its_lines(remarks, report_lines):
    for remark in remarks.itertuples():
        lines = to_text(report_lines[remark.line_start - 1 : remark.line_end])
        assert " ".join(remark.text.split()) in lines, remark.remark_id


def test_a_remark_starts_on_its_first_line_and_ends_on_its_last(remarks, report_lines):
    for remark in remarks.itertuples():
        words = remark.text.split()
        assert words[0] in without_signs(report_lines[remark.line_start - 1]), remark.remark_id
        assert words[-1] in without_signs(report_lines[remark.line_end - 1]), remark.remark_id


def test_every_word_of_the_report_is_in_exactly_one_remark_or_passage(dataset, report_lines):
    rows = [
        (row.line_start, row.line_end, row.text)
        for table in (dataset.passages, dataset.remarks)
        for row in table.itertuples()
    ]
    rows.sort(key=lambda row: row[:2])
    quoted = [(start, word) for start, _, text in rows for word in text.split()]
    printed = to_text(report_lines).split()
    assert [word for _, word in quoted] == printed


def test_no_word_of_the_body_is_left_to_the_passages(dataset, report_lines):
    # Headings, questions and names of speakers; all the rest of lines 1 to 910 was said.
    body = len(to_text(report_lines[:910]).split())
    said = sum(len(text.split()) for text in dataset.remarks["text"])
    passages = dataset.passages[dataset.passages["line_start"] < 911]
    not_said = sum(len(text.split()) for text in passages["text"])
    assert said + not_said == body
    assert not_said < 300


def test_the_report_is_byte_for_byte_as_it_was_received():
    assert hashlib.sha256((MEETING_DIR / "report.txt").read_bytes()).hexdigest() == (
        "77235693803a7fde0d5a38cb530e22840fa330afa292dd4755e96ad66d08b523"
    )


def test_a_remark_is_no_fragment_of_a_word_and_holds_no_bullet(remarks):
    for remark in remarks.itertuples():
        assert not re.match(r"[▪•→]|[-o] ", remark.text), remark.remark_id
        assert "→" not in remark.text, remark.remark_id
        assert "  " not in remark.text, remark.remark_id


def test_remark_ids_are_unique_and_follow_the_report(remarks):
    assert remarks["remark_id"].is_unique
    assert remarks["remark_id"].is_monotonic_increasing
    assert remarks["char_start"].is_monotonic_increasing


def test_remarks_do_not_overlap(remarks):
    assert (remarks["char_start"].to_numpy()[1:] >= remarks["char_end"].to_numpy()[:-1]).all()


def test_the_people_are_the_49_of_the_appendix_in_its_order(dataset):
    people = dataset.people
    assert people[people["attendance"] == "present"]["name"].tolist() == PRESENT
    assert people[people["attendance"] == "excused"]["name"].tolist() == EXCUSED
    assert (len(PRESENT), len(EXCUSED), len(people)) == (47, 2, 49)


def test_every_line_of_the_appendix_is_one_person_with_role_and_organisation(dataset):
    printed = dataset.passages[dataset.passages["kind"] == "attendance"]["text"].tolist()
    printed = [text for text in printed if text not in ("Bijlage – aanwezigen", "Verontschuldigd")]
    spellings = to_spellings(dataset.organisations)
    assert len(printed) == 49
    for person, text in zip(dataset.people.itertuples(), printed, strict=True):
        start = f"{person.name} {person.role}".strip()
        assert text.startswith(start)
        rest = text.removeprefix(start).casefold()
        assert any(
            spelling.casefold() in rest
            for key in person.organisations
            for spelling in spellings[key]
        ), text


def test_a_key_of_a_person_holds_no_name(dataset):
    assert dataset.people["key"].str.fullmatch(r"p\d\d").all()


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Maarten Francois", "Maarten François"),
        ("Steven Van den Broucke", "Steven Vanden Broucke"),
        ("Frederic", "Frederic Vanhauwaert"),
        ("Eva", "Eva Vandevivere"),
        ("Rudy Coddens", "Schepen Coddens"),
    ],
)
def test_another_way_to_write_a_name_leads_to_the_person(dataset, spelling, name):
    assert spelling in dataset.people.set_index("name").loc[name, "spellings"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("K&G", "Kind en Gezin"), ("Kind&Gezin", "Kind en Gezin"), ("KRAS", "KRAS vzw"),
        ("JGIA", "Jong Gent in Actie"), ("BBB+", "Bed Bad Brood Plus"),
        ("VWAHWN", "Verenigingen waar armen het woord nemen"), ("OCMW", "OCMW Gent"),
        ("GGZ", "Geestelijke Gezondheidszorg"), ("SD", "Departement Sociale Dienstverlening"),
    ],
)
def test_an_abbreviation_leads_to_the_organisation(dataset, spelling, name):
    assert spelling in dataset.organisations.set_index("name").loc[name, "spellings"]


def test_every_organisation_is_that_of_a_person_or_named_in_a_remark(dataset):
    used = {
        key
        for table in (dataset.people, dataset.remarks)
        for keys in table["organisations"]
        for key in keys
    } | set(dataset.remarks["speaker"])
    # Named in the introduction of the closing reflections, which is no remark.
    introduction = dataset.passages.set_index("kind").loc["introduction", "text"]
    for row in dataset.organisations.itertuples():
        assert row.key in used or row.name in introduction, row.key


def test_an_organisation_is_given_only_where_the_words_name_it(dataset, remarks):
    spellings = to_spellings(dataset.organisations)
    for remark in remarks.itertuples():
        for key in remark.organisations:
            # Dutch glues and bends: "OCMW-cliënten", "ambtelijk middenveld".
            assert any(
                spelling.casefold() in remark.text.casefold() for spelling in spellings[key]
            ) or (remark.remark_id, key) in NAMED_OTHERWISE, (remark.remark_id, key)


def test_the_groups_are_led_and_noted_by_those_whom_the_headings_name(dataset):
    names = {"": ""} | dataset.people.set_index("key")["name"].to_dict()
    found = [
        (group.key, group.label, names[group.moderator], names[group.note_taker])
        for group in dataset.groups.itertuples()
    ]
    assert found == GROUPS


def test_both_groups_that_the_report_calls_groep_3_stay_apart(remarks, report_lines):
    headings = [
        number for number, line in enumerate(report_lines, start=1) if line.startswith("Groep 3 ")
    ]
    assert headings == [448, 563]
    first = remarks[remarks["group"] == "group_3a"]
    second = remarks[remarks["group"] == "group_3b"]
    assert len(first) > 20
    assert len(second) > 20
    assert first["line_end"].max() < 563 <= second["line_start"].min()


def test_every_remark_stands_in_the_lines_of_its_group(remarks):
    assert remarks["group"].unique().tolist() == list(GROUP_LINES)
    for remark in remarks.itertuples():
        first, last = GROUP_LINES[remark.group]
        assert first <= remark.line_start <= remark.line_end <= last, remark.remark_id


@pytest.mark.parametrize("column", ["section", "question"])
def test_a_remark_goes_under_the_nearest_heading_above_it(dataset, remarks, column):
    kinds = ["part_heading", "section_heading"] if column == "section" else [
        "part_heading", "section_heading", "question",
    ]
    headings = dataset.passages[dataset.passages["kind"].isin(kinds)]
    for remark in remarks.itertuples():
        above = headings[headings["line_start"] < remark.line_start].iloc[-1]
        printed = above["text"].rstrip(":")
        wanted = printed if column == "section" or above["kind"] == "question" else ""
        assert getattr(remark, column).rstrip(":") == wanted, remark.remark_id


@pytest.mark.parametrize("column", ["sentiment", "theme", "label_basis"])
def test_every_codebook_key_is_used_and_every_used_key_is_known(dataset, remarks, column):
    known = set(dataset.codebook[dataset.codebook["field"] == column]["key"])
    used = (
        {key for keys in remarks["themes"] for key in keys}
        if column == "theme" else set(remarks[column])
    )
    assert used == known


def test_the_sentiments_are_the_four_of_the_codebook_in_its_order(dataset):
    sentiments = dataset.codebook[dataset.codebook["field"] == "sentiment"]
    assert list(zip(sentiments["key"], sentiments["label"], strict=True)) == [
        ("positive", "Positief"), ("missing", "Ontbreekt"), ("critical", "Kritisch"),
        ("neutral", "Neutraal"),
    ]


def test_the_themes_are_the_eighteen_of_the_codebook_in_its_order(dataset):
    assert dataset.codebook[dataset.codebook["field"] == "theme"]["key"].tolist() == [
        "vision", "participation", "services", "income", "housing", "work", "education", "family",
        "youth", "health", "social", "migration", "mobility", "digital", "higher_level",
        "awareness", "cooperation", "monitoring",
    ]


def test_a_remark_has_one_to_three_themes_and_none_twice(remarks):
    assert remarks["themes"].map(len).between(1, 3).all()
    assert (remarks["themes"].map(set).map(len) == remarks["themes"].map(len)).all()


def test_the_main_theme_comes_first(dataset, remarks):
    # What most readers put first; a theme of the settled remark that no one put first never does.
    firsts = dataset.label_passes.groupby("remark_id")["themes"].agg(
        lambda passes: [keys[0] for keys in passes]
    )
    for remark in remarks.itertuples():
        assert remark.themes[0] in firsts[remark.remark_id], remark.remark_id


def test_a_label_read_from_a_heading_stands_under_one_that_says_so(remarks):
    by_heading = remarks[remarks["label_basis"] == "heading"]
    labels = set(zip(by_heading["question"], by_heading["sentiment"], strict=True))
    assert labels <= {
        ("Positief", "positive"),
        ("Minder goed", "critical"),
        ("Minder goed", "missing"),
        ("Noem 3 zaken in het voorliggend ABP die je echt positief vindt", "positive"),
        (
            "Noem 3 zaken in het voorliggend ABP waarvan je het frappeert dat ze er niet zijn in "
            "opgenomen", "missing",
        ),
        ("Wat wil je zeker nog meegeven? Welke ambitie ontbreekt er? Waar moeten we zeker onze "
         "tijd in steken?", "missing"),
    }


def test_a_reply_answers_an_earlier_neighbour_in_the_same_group(remarks):
    rows = remarks.set_index("remark_id")
    positions = {remark_id: position for position, remark_id in enumerate(rows.index)}
    replies = rows[rows["replies_to"] != ""]
    assert len(replies) > 5
    for remark_id, reply in replies.iterrows():
        distance = positions[remark_id] - positions[reply["replies_to"]]
        assert 1 <= distance <= 3, remark_id
        assert rows.loc[reply["replies_to"], "group"] == reply["group"], remark_id


def test_every_arrow_of_the_report_starts_a_reply(dataset, remarks):
    arrows = [match.end() for match in re.finditer(r"→\s*", dataset.report)]
    replies = remarks[remarks["replies_to"] != ""]["char_start"].tolist()
    assert len(arrows) == 6
    assert set(arrows) <= set(replies)


def test_only_the_closing_words_and_the_list_of_priorities_have_a_speaker(dataset, remarks):
    spellings = to_spellings(dataset.organisations) | to_spellings(dataset.people)
    spoken = remarks[remarks["speaker"] != ""]
    assert set(spoken["group"]) == {"group_3b", "closing"}
    assert (remarks[remarks["group"] == "closing"]["speaker"] != "").all()
    for remark in spoken[spoken["group"] != "closing"].itertuples():
        before_colon = remark.text.split(":")[0].casefold()
        assert any(
            before_colon.startswith(spelling.casefold()) for spelling in spellings[remark.speaker]
        ) or (remark.remark_id, remark.speaker) in SPEAKS_ON, remark.remark_id


def test_the_closing_words_are_those_of_the_six_speakers_in_turn(dataset, remarks):
    names = dataset.people.set_index("key")["name"]
    closing = remarks[remarks["group"] == "closing"]["speaker"].map(names)
    assert list(dict.fromkeys(closing)) == [
        "Frederic Vanhauwaert", "Maarten François", "Wim Van Lancker", "Schepen Coddens",
        "Stef Leyn", "Sven Vermeersch",
    ]


def test_every_abbreviation_is_in_the_report(dataset):
    for row in dataset.abbreviations.itertuples():
        pattern = rf"(?<!\w){re.escape(row.abbreviation)}(?!\w)"
        assert re.search(pattern, dataset.report, re.IGNORECASE), row.abbreviation


def test_an_abbreviation_that_the_report_explains_is_spelled_out_in_it(dataset):
    report = " ".join(dataset.report.split()).casefold()
    explained = dataset.abbreviations[dataset.abbreviations["source"] == "report"]
    assert len(explained) > 10
    for row in explained.itertuples():
        assert row.meaning.casefold() in report, row.abbreviation


def test_three_readers_read_every_remark(dataset, remarks):
    for _, labels in dataset.label_passes.groupby("reader"):
        assert labels["remark_id"].tolist() == remarks["remark_id"].tolist()
    assert dataset.label_passes["reader"].unique().tolist() == [1, 2, 3]


def test_a_sentiment_that_all_readers_gave_is_the_settled_one(dataset, remarks):
    settled = remarks.set_index("remark_id")["sentiment"]
    for remark_id, given in dataset.label_passes.groupby("remark_id")["sentiment"]:
        if given.nunique() == 1:
            assert settled[remark_id] == given.iloc[0], remark_id


def test_the_report_gives_no_date_and_no_licence_and_none_is_invented(dataset):
    assert dataset.about.date == ""
    assert dataset.about.licence == ""
    assert (dataset.about.place, dataset.about.version) == ("Gent", "1.0.1")
    assert dataset.about.sources


def theme_names(dataset):
    themes = dataset.codebook[dataset.codebook["field"] == "theme"]
    return set(themes["key"]) | set(themes["label"])


def find_theme_names(source, names):
    """Give every string of a Python source that is a theme's key or label."""
    return [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in names
    ]


def test_no_theme_name_stands_in_any_python_file(dataset):
    names = theme_names(dataset)
    sources = [
        path
        for folder in ("loaders", "analysis", "drawing", "exports", "widgets", "pages")
        for path in (ROOT / folder).rglob("*.py")
    ] + list(ROOT.glob("*.py"))
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in sources
        for name in find_theme_names(path.read_text(encoding="utf-8"), names)
    }
    assert found - NO_THEMES == set()


def test_a_theme_name_in_a_python_file_would_be_found(dataset):
    source = 'if theme == "housing":\n    title = "Gezondheid"\n'
    assert find_theme_names(source, theme_names(dataset)) == ["housing", "Gezondheid"]
