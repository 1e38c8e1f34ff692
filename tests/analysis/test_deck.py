"""
The deck: every remark of a selection once, whole, and in the order of the telling.
"""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import deck as deck_module
from analysis.deck import (
    Decks,
    Slide,
    find_place,
    to_deck,
    to_news,
    to_place,
    to_quotes,
    to_shortlist_deck,
    to_spotlights,
    to_summary,
)
from analysis.facets import RemarkFacets
from analysis.hiding import hide_nothing
from analysis.remarks import to_remarks
from analysis.selection import Selection
from analysis.sides import Sides
from analysis.view import View
from drawing.words.labels import Labels
from tests.counting import ON_BOTH, list_options, list_remarks, make_selection, selected
from tests.drawing.html.test_report import find_names
from tests.small_meeting import make_dataset, make_remark

# What fits on a slide, as measured in the browser, where one remark has at most nine lines; and
# what fits where a remark is alone, and larger.
LETTERS, LINES, META_LINES, PART_LINES = 62, 12, 2, 9
ALONE_LETTERS, ALONE_LINES = 48, 8


@pytest.fixture(scope="module", params=range(25))
def drawn_deck(dataset, facets, labels, request):
    """Draw a selection, and make its deck once."""
    selection = make_selection(dataset, Random(request.param))
    return selection, to_deck(facets, labels.hide, selection)


def parts_by_remark(deck):
    """Give the texts of each remark on the slides, in the order in which they come."""
    parts = {}
    for shown in deck:
        for quote in shown.quotes:
            parts.setdefault(quote.remark.remark_id, []).append(quote)
    return parts


def count_lines(text, letters=LETTERS):
    """Count the lines that words fill, one word after the other."""
    lines, room = 1, letters
    for word in text.split():
        needed = len(word) + (room < letters)
        if needed > room and room < letters:
            lines, room, needed = lines + 1, letters, len(word)
        room -= needed
    return lines


def count_themes(remarks, dataset, is_main_theme_only=False):
    """Count per theme what is missing, what is positive, and all remarks."""
    counts = {}
    for theme in list_options(dataset, "themes"):
        missing = positive = every = 0
        for remark in remarks:
            carried = remark["themes"][:1] if is_main_theme_only else remark["themes"]
            if theme in carried:
                every += 1
                missing += remark["sentiment"] == "missing"
                positive += remark["sentiment"] == "positive"
        counts[theme] = (missing, positive, every)
    return counts


def make_remarks(*texts, **cells):
    rows = [make_remark(f"r{number}", text=text, **cells) for number, text in enumerate(texts, 1)]
    return make_dataset(remarks=rows)


def long_text(word_count):
    return " ".join(f"woord{'en' * (number % 5)}{number}" for number in range(word_count))


# The whole deck


def test_the_deck_of_the_small_meeting(small, small_facets):
    deck = to_deck(small_facets, Labels(small).hide, Selection())
    told = [
        (shown.kind, shown.theme, [quote.remark.remark_id for quote in shown.quotes])
        for shown in deck
    ]
    # Missing: housing 2, bus 1, language 1; of the last two bus is positive once, language never.
    assert told == [
        ("title", "", []),
        ("chart", "", []),
        ("theme", "housing", []),
        ("quotes", "housing", ["r1", "r3", "r6"]),
        ("theme", "language", []),
        ("quotes", "language", ["r2"]),
        ("theme", "bus", []),
        ("quotes", "bus", ["r4", "r5"]),
        ("lone", "", []),
        ("closing", "", []),
    ]
    assert deck[1].bars == (("housing", 2, 1), ("language", 1, 0), ("bus", 1, 1))
    assert deck[2].bars == (("housing", 2, 1),)
    assert deck[8].lone == (("bus", "south", 3),)


@ON_BOTH
def test_each_remark_of_a_selection_is_there_once_and_whole(dataset, drawn_deck):
    selection, deck = drawn_deck
    parts = parts_by_remark(deck)
    expected = {remark["remark_id"]: remark["text"] for remark in selected(dataset, selection)}
    assert {key: " ".join(quote.text for quote in quotes) for key, quotes in parts.items()} == (
        expected)
    for quotes in parts.values():
        assert [(quote.part, quote.part_count) for quote in quotes] == [
            (part, len(quotes)) for part in range(1, len(quotes) + 1)
        ]


def test_every_remark_of_the_report_is_in_the_full_deck(dataset, facets, labels):
    parts = parts_by_remark(to_deck(facets, labels.hide, Selection()))
    assert sorted(parts) == sorted(dataset.remarks["remark_id"])
    assert len(parts) == 248


@ON_BOTH
def test_themes_with_most_on_the_left_come_first(drawn_deck):
    _, deck = drawn_deck
    told = [shown for shown in deck if shown.kind == "theme"]
    bars = [shown.bars[0] for shown in told]
    assert [bar for shown in deck if shown.kind == "chart" for bar in shown.bars] == bars
    middle = len(told[0].sides.left) + 1 if told else 0
    lefts = [sum(bar[1:middle]) for bar in bars]
    rights = [sum(bar[middle:]) for bar in bars]
    assert lefts == sorted(lefts, reverse=True)
    if any(lefts):
        for one, other in pairwise(zip(lefts, rights, strict=True)):
            assert one[0] > other[0] or one[1] <= other[1]
    else:
        assert rights == sorted(rights, reverse=True)


def test_a_deck_shows_the_sentiments_that_are_chosen(small, small_facets):
    selection = Selection(sentiments=("critical", "missing"))
    deck = to_deck(small_facets, Labels(small).hide, selection)
    assert deck[1].sides.shown == ("missing", "critical")
    assert deck[1].bars == (("housing", 2, 1), ("bus", 1, 0), ("language", 1, 0))
    assert deck[1].longest == 3


def test_every_chart_of_a_deck_has_one_scale(facets, labels):
    charts = [shown for shown in to_deck(facets, labels.hide, Selection())
              if shown.kind == "chart"]
    assert [shown.longest for shown in charts] == [18, 18, 18]


def test_a_theme_knows_how_many_remarks_it_has_and_how_many_are_told_with_it(small, small_facets):
    themes = [shown for shown in to_deck(small_facets, Labels(small).hide, Selection())
              if shown.kind == "theme"]
    assert [(shown.theme, sum(count for _, count in shown.sides.counts), shown.told)
            for shown in themes] == [("housing", 5, 3), ("language", 2, 1), ("bus", 3, 2)]


@pytest.mark.parametrize(("theme_count", "rows"), [
    (1, [1]), (6, [6]), (7, [4, 3]), (15, [5, 5, 5]), (22, [6, 6, 6, 4]),
])
def test_charts_are_filled_evenly(theme_count, rows):
    keys = [f"t{number}" for number in range(theme_count)]
    codebook = make_dataset().codebook.to_dict("records")
    themes = [{"field": "theme", "key": key, "label": key, "definition": key} for key in keys]
    data = make_dataset(
        codebook=[row for row in codebook if row["field"] != "theme"] + themes,
        remarks=[make_remark(f"r{key}", themes=(key,)) for key in keys],
    )
    deck = to_deck(RemarkFacets(data), Labels(data).hide, Selection())
    assert [len(shown.bars) for shown in deck if shown.kind == "chart"] == rows


def test_each_theme_has_the_figures_of_a_plain_count(dataset, facets, labels):
    deck = to_deck(facets, labels.hide, Selection())
    told = {shown.theme: shown.bars[0][1:] for shown in deck if shown.kind == "theme"}
    counts = count_themes(list_remarks(dataset), dataset)
    assert told == {theme: counts[theme][:2] for theme in counts if counts[theme][2]}
    assert len(told) == 18


@ON_BOTH
def test_a_remark_stands_with_its_main_theme(drawn_deck):
    theme = ""
    for shown in drawn_deck[1]:
        if shown.kind == "theme":
            theme = shown.theme
        elif shown.kind == "quotes":
            assert shown.theme == theme
            assert {quote.remark.themes[0] for quote in shown.quotes} == {theme}


def test_the_remarks_of_a_theme_come_in_the_order_of_the_report(facets, labels):
    for theme in ("housing", "income"):
        shown = [quote.remark.line_start for slide in to_deck(facets, labels.hide, Selection())
                 if slide.theme == theme for quote in slide.quotes]
        assert shown == sorted(shown)
        assert len(shown) > 5


def test_the_presenter_may_choose_the_themes_and_their_order(small, small_facets):
    deck = to_deck(small_facets, Labels(small).hide, Selection(), ("bus", "housing"))
    assert [shown.theme for shown in deck if shown.kind == "theme"] == ["bus", "housing"]
    assert [bar[0] for bar in deck[1].bars] == ["bus", "housing"]
    # r2 is about housing too: it goes there, as its main theme is not told.
    assert list(parts_by_remark(deck)) == ["r4", "r5", "r1", "r2", "r3", "r6"]


def test_a_chosen_theme_that_is_not_there_is_left_out(small, small_facets):
    deck = to_deck(small_facets, Labels(small).hide, Selection(), ("sport", "bus", "weg"))
    assert [shown.theme for shown in deck if shown.kind == "theme"] == ["bus"]
    every = to_deck(small_facets, Labels(small).hide, Selection(), ("sport", "weg"))
    assert every == to_deck(small_facets, Labels(small).hide, Selection())


def test_what_only_one_group_raised_is_what_a_plain_count_finds(dataset, labels):
    # With all groups there is no such theme; without one of them, its talk of procedures is gone.
    rest = dataset.remarks[dataset.remarks["group"] != "group_3a"]
    dataset, raised = replace(dataset, remarks=rest.reset_index(drop=True)), {}
    for remark in list_remarks(dataset):
        for theme in remark["themes"]:
            raised.setdefault(theme, []).append(remark["group"])
    expected = {
        (theme, groups[0], len(groups)) for theme, groups in raised.items()
        if len(set(groups)) == 1
    }
    deck = to_deck(RemarkFacets(dataset), labels.hide, Selection())
    told = [row for shown in deck for row in shown.lone]
    assert set(told) == expected
    assert told == [("digital", "group_1", 1)]


def test_within_one_group_nothing_is_called_the_only_one(facets, labels):
    deck = to_deck(facets, labels.hide, Selection(groups=("group_1",)))
    assert "lone" not in [shown.kind for shown in deck]


def test_a_selection_without_remarks_is_one_slide_that_says_so(facets, labels):
    nothing = Selection(groups=("opening",), sentiments=("missing",), themes=("housing",))
    assert to_deck(facets, labels.hide, nothing) == [Slide("empty")]
    assert to_deck(facets, labels.hide, Selection(query="zzzzqqqq")) == [Slide("empty")]
    assert to_deck(facets, labels.hide, nothing, ("housing",)) == [Slide("empty")]


def test_a_meeting_without_remarks_is_one_slide_that_says_so():
    nobody = make_dataset(remarks=[])
    assert to_deck(RemarkFacets(nobody), Labels(nobody).hide, Selection()) == [Slide("empty")]


def test_many_bars_and_many_lone_themes_go_on_on_the_next_slide():
    themes = [f"theme_{number:02}" for number in range(16)]
    codebook = [
        *make_dataset().codebook.to_dict("records"),
        *({"field": "theme", "key": key, "label": key, "definition": "Over.", "order": 9}
          for key in themes),
    ]
    remarks = [
        make_remark(f"r{number}", group="north" if number % 2 else "south", themes=(key,))
        for number, key in enumerate(themes)
    ]
    dataset = make_dataset(remarks=remarks, codebook=codebook)
    deck = to_deck(RemarkFacets(dataset), Labels(dataset).hide, Selection())
    charts = [shown.bars for shown in deck if shown.kind == "chart"]
    lone = [shown.lone for shown in deck if shown.kind == "lone"]
    assert [len(bars) for bars in charts] == [6, 6, 4]
    assert [len(rows) for rows in lone] == [6, 6, 4]
    assert sorted(bar[0] for bars in charts for bar in bars) == themes
    assert sorted(row[0] for rows in lone for row in rows) == themes


# Long remarks


@pytest.mark.parametrize("word_count", [1, 60, 200, 500])
def test_a_long_remark_is_split_and_never_shortened(word_count):
    text = long_text(word_count)
    dataset = make_remarks("Kort.", text, "Ook kort.")
    deck = to_deck(RemarkFacets(dataset), Labels(dataset).hide, Selection())
    parts = [quote.text for quote in parts_by_remark(deck)["r2"]]
    assert " ".join(parts) == text
    assert len(parts) >= word_count // 100
    spotlights = to_spotlights(to_remarks(dataset.remarks, hide_nothing))
    assert " ".join(shown.quotes[0].text for shown in spotlights) == f"Kort. {text} Ook kort."
    assert {len(shown.quotes) for shown in spotlights} == {1}
    assert len(spotlights) >= word_count // 60


@pytest.mark.parametrize("word_count", [60, 100, 200, 500])
def test_no_part_of_a_long_remark_is_too_long_for_a_slide(word_count):
    for seed in range(20):
        random = Random(seed)
        text = " ".join("o" * random.randint(1, 14) for _ in range(word_count))
        [remark] = to_remarks(make_remarks(text).remarks, hide_nothing)
        lines = [count_lines(quote.text) for quote in to_quotes(remark)]
        assert max(lines) <= PART_LINES
        alone = [count_lines(shown.quotes[0].text, ALONE_LETTERS)
                 for shown in to_spotlights([remark])]
        assert max(alone) <= ALONE_LINES
        # Evenly: no slide with a word or two at the end.
        assert min(lines) >= max(lines) / 2
        assert min(alone) >= max(alone) / 2


def test_no_slide_of_the_full_deck_holds_more_than_fits(facets, labels):
    for shown in to_deck(facets, labels.hide, Selection()):
        if shown.kind == "quotes":
            lines = [count_lines(quote.text) + META_LINES for quote in shown.quotes]
            assert sum(lines) <= LINES


def test_a_slide_is_filled_before_the_next_one_begins(facets, labels):
    deck = to_deck(facets, labels.hide, Selection())
    for shown, following in pairwise(deck):
        if shown.kind == following.kind == "quotes":
            quotes = [*shown.quotes, following.quotes[0]]
            assert sum(count_lines(quote.text) + META_LINES for quote in quotes) > LINES


@given(words=st.lists(st.text(alphabet="abcé-–.,“”()/&", min_size=1, max_size=80),
                      min_size=1, max_size=120))
def test_the_parts_of_any_remark_joined_are_its_words(words):
    text = " ".join(words)
    dataset = make_remarks(text)
    [remark] = to_remarks(dataset.remarks, hide_nothing)
    quotes = to_quotes(remark)
    assert " ".join(quote.text for quote in quotes) == text
    assert [quote.part for quote in quotes] == list(range(1, len(quotes) + 1))


def test_a_word_that_is_longer_than_a_slide_loses_no_letter():
    text = f"voor {'x' * 2000} na"
    dataset = make_remarks(text)
    [remark] = to_remarks(dataset.remarks, hide_nothing)
    parts = [quote.text for quote in to_quotes(remark)]
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, parts)) <= LETTERS * PART_LINES + len(" na")


# The shortlist


def test_a_shortlist_is_told_in_the_order_of_the_presenter(small):
    remarks = to_remarks(small.remarks.iloc[[4, 0, 2]], hide_nothing)
    deck = to_shortlist_deck(remarks)
    assert [shown.kind for shown in deck] == [
        "title", "spotlight", "spotlight", "spotlight", "closing"]
    assert list(parts_by_remark(deck)) == ["r5", "r1", "r3"]
    assert [shown.theme for shown in deck] == ["", "bus", "housing", "housing", ""]


def test_an_empty_shortlist_is_one_slide_that_says_so(small):
    assert to_shortlist_deck([]) == [Slide("empty")]


# Places


def test_a_number_out_of_range_gives_the_nearest_slide():
    walks = {"full": [Slide("title"), Slide("chart"), Slide("closing")]}
    wanted = {-5: 1, 0: 1, 1: 1, 2: 2, 3: 3, 4: 3, 10**9: 3}
    assert {number: to_place(View(deck="full", slide=number), walks) for number in wanted} == {
        number: ("full", place) for number, place in wanted.items()}
    # What was set aside has no summary.
    assert to_place(View(slide=2), walks) == ("full", 2)


def test_another_deck_goes_on_at_the_same_remark_else_its_theme_else_beside_it(
    small, small_facets
):
    hide = Labels(small).hide
    deck = to_deck(small_facets, hide, Selection())
    alone = Decks(small_facets).of(View(), hide)["spotlight"]
    # Slide 8 holds r4 and r5; alone, the remarks come in the order r1, r3, r6, r2, r4, r5.
    assert find_place(8, deck, alone) == 6
    assert [find_place(number, alone, deck) for number in range(1, 9)] == [
        1, 4, 4, 4, 6, 8, 8, 10]
    # The figures of a theme: its first remark, alone.
    assert find_place(5, deck, alone) == 5
    only_bus = [one for one in deck if one.theme in ("", "bus")]
    # r2 is gone, and so is its theme: the slide beside it that is still there.
    assert only_bus[find_place(6, deck, only_bus) - 1].keys == ("theme/bus", "/bus")


def test_of_several_slides_that_are_the_same_the_nearest_counts():
    charts = [Slide("title"), *[Slide("chart")] * 3, Slide("closing")]
    assert [find_place(number, charts, charts) for number in range(1, 6)] == [1, 2, 3, 4, 5]
    assert find_place(1, [Slide("empty")], charts) == 1


# The summary


def test_a_summary_has_ten_slides_with_whole_remarks_and_says_of_how_many(
    dataset, facets, labels
):
    deck = to_deck(facets, labels.hide, Selection())
    assert len(deck) > 100
    summary = to_summary(deck)
    assert [slide.kind for slide in summary] == [
        "title", "chart", "chart", "chart", *["quotes"] * 5, "closing"]
    told = [slide for slide in summary if slide.kind == "quotes"]
    # The first themes of the chart, in its order.
    assert [slide.theme for slide in told] == [bar[0] for bar in deck[1].bars[:5]]
    counts = count_themes(list_remarks(dataset), dataset)
    assert [slide.of for slide in told] == [counts[slide.theme][2] for slide in told]
    for slide in told:
        assert all(quote.part_count == 1 for quote in slide.quotes)
        assert replace(slide, of=0) in deck
        # No other slide of the theme tells more of what its bars count.
        assert any(quote.remark.sentiment in ("missing", "positive") for quote in slide.quotes)


def test_a_deck_of_ten_slides_or_less_is_its_own_summary(small, small_facets):
    deck = to_deck(small_facets, Labels(small).hide, Selection())
    assert len(deck) == 10
    assert to_summary(deck) is deck


@pytest.mark.parametrize("chart_count", [1, 5, 9, 30])
def test_no_summary_is_longer_than_ten(chart_count):
    themes = [Slide("theme", f"t{number}", sides=Sides((), (), (("missing", 3),)))
              for number in range(20)]
    summary = to_summary([Slide("title"), *[Slide("chart")] * chart_count, *themes,
                          *[Slide("lone")] * 3, Slide("closing")])
    assert len(summary) == 10
    assert (summary[0].kind, summary[-1].kind) == ("title", "closing")
    # A theme of which no slide holds whole remarks is told by its figures.
    assert [slide.of for slide in summary if slide.kind == "theme"] == [3] * max(
        0, 7 - chart_count)


# Names


def test_with_names_hidden_no_quotation_holds_one(dataset, facets):
    labels = Labels(dataset, hides_names=True)
    deck = to_deck(facets, labels.hide, Selection())
    said = " ".join(quote.text for shown in deck for quote in shown.quotes)
    assert find_names(said, dataset.people) == set()
    assert said.count("[naam]") >= 3


def test_with_names_hidden_no_other_word_is_lost(dataset, facets):
    hidden = parts_by_remark(to_deck(facets, Labels(dataset, hides_names=True).hide, Selection()))
    changed = 0
    for remark in list_remarks(dataset):
        shown = " ".join(quote.text for quote in hidden[remark["remark_id"]])
        if shown != remark["text"]:
            changed += 1
            for piece in shown.split("[naam]"):
                assert piece in remark["text"]
    assert changed >= 3


def test_slides_are_worked_out_once_for_all_who_look_at_the_same(small, small_facets, monkeypatch):
    made = []

    def make(*asked):
        made.append(asked)
        return [Slide("empty")]

    monkeypatch.setattr(deck_module, "to_deck", make)
    decks, hide = Decks(small_facets), Labels(small).hide
    for page in (1, 2, 3):
        decks.of(View(Selection(themes=("bus",)), page=page), hide)
    assert len(made) == 1
    decks.of(View(Selection(themes=("sport",))), hide)
    assert len(made) == 2


def test_what_was_set_aside_is_a_deck_of_its_own(small, small_facets):
    view = View(shortlist=(("r5", "note"), ("r1", "")), is_shortlist=True)
    walks = Decks(small_facets).of(view, Labels(small).hide)
    assert set(walks) == {"full"}
    shown = [quote.remark.remark_id for slide in walks["full"] for quote in slide.quotes]
    assert shown == ["r5", "r1"]


# What became of them


def test_a_remark_alone_is_followed_by_its_answer_in_which_names_are_hidden_too(small):
    facets = RemarkFacets(small).with_column("status", ["read", "new", "new", "done", "new", "new"])
    answers = {"r1": "Dank, Ann Peeters.", "r4": "woord " * 100}
    walks = Decks(facets, answers).of(View(), Labels(small, hides_names=True).hide)
    told = [(slide.kind, slide.quotes[0].remark.remark_id, slide.quotes[0].text)
            for slide in walks["spotlight"][1:-1]]
    assert told[:2] == [("spotlight", "r1", "Wonen is duur."), ("answer", "r1", "Dank, [naam].")]
    assert [kind for kind, remark_id, _ in told if remark_id == "r4"] == [
        "spotlight", "answer", "answer"]
    assert not [slide for slide in walks["full"] if slide.kind == "answer"]
    set_aside = Decks(facets, answers).of(
        View(shortlist=(("r2", ""), ("r1", "")), is_shortlist=True), hide_nothing)["full"]
    assert [slide.kind for slide in set_aside] == [
        "title", "spotlight", "spotlight", "answer", "closing"]


def test_after_the_remarks_of_a_theme_stands_what_became_of_what_they_ask(small):
    # r1 is critical about housing, r2 misses language, r4 misses a bus; r3 asks nothing.
    facets = RemarkFacets(small).with_column(
        "status", ["read", "new", "done", "planned", "new", "new"])
    deck = to_deck(facets, hide_nothing, Selection())
    told = [slide for slide in deck if slide.kind == "told"]
    assert {slide.theme: {kind: count for kind, count in slide.kinds if count} for slide in told
            } == {"housing": {"noted": 1}, "bus": {"taken_up": 1}}
    for slide in told:
        before = deck[deck.index(slide) - 1]
        assert (before.kind, before.theme) == ("quotes", slide.theme)


def test_before_the_first_answer_no_slide_says_what_became_of_it(facets, labels):
    assert not {"told", "answer"} & {
        slide.kind for slide in to_deck(facets, labels.hide, Selection())}


NEWS = (("r1", "noted"), ("r3", "noted"), ("r4", "taken_up"), ("r5", "open"), ("gone", "noted"))


def test_a_deck_since_a_day_opens_with_what_moved_and_its_new_answers(small):
    facets = RemarkFacets(small).with_column("status", ["read", "read", "done", *["new"] * 3])
    decks = Decks(facets, {"r1": "Dank, Ann Peeters.", "r3": "Dank, Ann Peeters.", "r4": "Gedaan."})
    hide = Labels(small, hides_names=True).hide
    usual, walks = decks.of(View(), hide), decks.of(View(since="2026-11-06"), hide, NEWS)
    for name in ("summary", "full"):
        title, moved, *answers = walks[name][:6]
        assert (title.kind, moved.kind, moved.since) == ("title", "moved", "2026-11-06")
        assert {kind: count for kind, count in moved.kinds if count} == {
            "noted": 2, "taken_up": 1, "open": 1}
        assert (moved.told, moved.of) == (2, 2)
        # The answer that r1 and r3 share comes once; no name stands in it.
        assert [(one.kind, one.quotes[0].remark.remark_id) for one in answers] == [
            ("spotlight", "r1"), ("answer", "r1"), ("spotlight", "r4"), ("answer", "r4")]
        assert answers[1].quotes[0].text == "Dank, [naam]."
        assert [*walks[name][6:]] == [*usual[name][1:]]
    assert walks["spotlight"] == usual["spotlight"]
    only_bus = decks.of(View(Selection(themes=("bus",)), since="2026-11-06"), hide, NEWS)["full"]
    assert sum(count for _, count in only_bus[1].kinds) < 4


@pytest.mark.parametrize(("most", "told"), [(3, 3), (6, 6), (9, 7)])
def test_of_many_new_answers_the_first_few_are_shown(dataset, facets, most, told):
    remarks = to_remarks(dataset.remarks.head(7), hide_nothing)
    answers = {remark.remark_id: f"Antwoord {place}." for place, remark in enumerate(remarks)}
    moved, *slides = to_news("2026-11-06", [(one, "noted") for one in remarks], answers, most)
    assert (moved.told, moved.of) == (told, 7)
    assert sum(slide.kind == "answer" for slide in slides) == told


def test_where_nothing_moved_since_the_day_one_slide_says_so():
    [moved] = to_news("2026-11-06", [], {}, 6)
    assert (moved.kind, moved.of, sum(count for _, count in moved.kinds)) == ("moved", 0, 0)
