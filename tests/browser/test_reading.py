"""
Reading: from a remark to its place in the report and back, names and words found, figures right.
"""

import re
from itertools import combinations
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.analysis.test_coverage import count_words
from tests.browser.conftest import PATHS, settle
from tests.counting import list_options, list_remarks
from tests.drawing.html.test_report import squeezed, words_without_signs
from tests.real_meeting import MEETING_DIR

HOSTILE = ["(", "*", "c++", "😀", "<img src=x onerror=window.hit=1>", '"', "OF", "-", "\\"]


def expect_link(page, name, **wanted):
    """Wait until the address bar holds exactly these parameters, on that page."""
    page.wait_for_url(lambda url: urlsplit(url).path == PATHS[name]
                      and parse_qs(urlsplit(url).query) == wanted)


def row_of(dataset, remark_id):
    return next(row for row in list_remarks(dataset) if row["remark_id"] == remark_id)


def dutch(number):
    return f"{number:,}".replace(",", ".")


def count_of(count):
    return f"{dutch(count)} opmerking" + ("" if count == 1 else "en")


# The report


@pytest.mark.parametrize("remark_id", ["r001", "r152", "r178", "r248"])
def test_a_card_leads_to_its_very_words_in_the_report_and_back(visit, dataset, remark_id):
    words = row_of(dataset, remark_id)["text"]
    page = visit("remarks", f"opmerking={remark_id}")
    card = page.locator(".opened blockquote")
    expect(card).to_have_text(words)
    page.get_by_role("link", name="Toon in het verslag").click()
    expect_link(page, "report", opmerking=[remark_id])
    settle(page)
    place = page.locator(f"#verslag-{remark_id}")
    expect(place).to_have_class(re.compile(r"\bopened\b"))
    expect(place).to_be_in_viewport(ratio=0.5)
    expect(place).to_be_focused()
    # Streamlit takes the outline away of what has the focus, but not by the keyboard.
    assert place.evaluate("place => getComputedStyle(place).outlineStyle") == "solid"
    assert words_without_signs(place.text_content()) == words_without_signs(words)
    expect(page.locator(".report .opened")).to_have_count(1)
    place.locator("a.margin").click()
    expect_link(page, "remarks", opmerking=[remark_id])
    expect(card).to_have_text(words)


def test_the_report_page_holds_the_whole_report(visit):
    page = visit("report")
    shown = page.locator("article.report").text_content()
    report = (MEETING_DIR / "report.txt").read_text(encoding="utf-8")
    assert words_without_signs(shown) == words_without_signs(report)
    assert "".join(shown.split()) == "".join(report.split())
    expect(page.locator("article.report .dimmed")).to_have_count(0)


def test_filters_dim_what_they_leave_out_and_a_search_marks_what_it_found(visit, dataset):
    page = visit("report", "groep=group_1&oordeel=missing")
    chosen = {row["remark_id"] for row in list_remarks(dataset)
              if row["group"] == "group_1" and row["sentiment"] == "missing"}
    bright = page.locator("article.report .said:not(.dimmed)").evaluate_all(
        "all => all.map((one) => one.id.replace('verslag-', ''))")
    assert set(bright) == chosen
    page.goto(page.url.split("?", maxsplit=1)[0] + "?zoek=kinderopvang&exact=ja")
    settle(page)
    marks = page.locator("article.report .said mark")
    assert {words.lower() for words in marks.all_inner_texts()} == {"kinderopvang"}
    assert marks.count() == sum(
        len(re.findall(r"\bkinderopvang\b", row["text"], re.IGNORECASE))
        for row in list_remarks(dataset))


def test_the_table_of_contents_jumps(visit, dataset):
    page = visit("report")
    nav = page.get_by_role("navigation", name="Inhoud van het verslag")
    for line in (911, 824, 210):
        heading = page.locator(f"#regel-{line}")
        expect(heading).not_to_be_in_viewport()
        words = next(squeezed(row["text"]) for row in dataset.passages.to_dict("records")
                     if row["line_start"] == line)
        nav.get_by_role("button", name=words, exact=True).click()
        expect(heading).to_be_in_viewport()
        expect(heading).to_be_focused()
        expect(heading).to_have_text(words)


def test_the_number_of_a_line_stands_beside_the_words_and_is_not_copied_with_them(visit):
    page = visit("report", "opmerking=r175")
    place = page.locator("#verslag-r175")
    number = place.evaluate("place => getComputedStyle(place, '::before').content")
    assert number.startswith('"639"')
    copied = place.evaluate("""place => {
        getSelection().selectAllChildren(place);
        return getSelection().toString();
    }""")
    assert "639" not in copied
    # Whose words are selected does not want to open them.
    place.dispatch_event("click")
    expect_link(page, "report", opmerking=["r175"])
    page.evaluate("getSelection().empty()")
    page.locator("#verslag-r176").click()
    expect_link(page, "remarks", opmerking=["r176"])


def test_a_search_goes_to_its_first_place_in_the_report_and_on_by_buttons_and_keys(visit):
    page = visit("report", "zoek=kinderopvang")
    says = page.locator(".hits [role=status]")
    expect(says).to_have_text("1 van 4 · regel 505")
    expect(page.locator(".hits + .note")).to_have_text(
        "3 opmerkingen en 1 regel van de aanwezigheidslijst")
    current = page.locator("article.report .current")
    expect(current).to_be_in_viewport()
    assert current.evaluate("place => getComputedStyle(place).outlineStyle") == "solid"
    following = page.locator(".hits").get_by_role("button", name="Volgende")
    following.click()
    expect(says).to_have_text("2 van 4 · regel 524")
    expect(following).to_be_focused()
    expect(current).to_be_in_viewport()
    page.keyboard.press("F3")
    expect(says).to_have_text("3 van 4 · regel 639")
    expect(current).to_be_focused()
    field = page.get_by_label("Zoek in de opmerkingen", exact=True)
    field.focus()
    field.press("Enter")
    # The list of who was there is searched too.
    expect(says).to_have_text("4 van 4 · regel 971")
    expect(current).to_be_in_viewport()
    field.press("Enter")
    expect(says).to_have_text("1 van 4 · regel 505")
    field.press("Shift+Enter")
    expect(says).to_have_text("4 van 4 · regel 971")
    # Headings too; another search starts at its own first place, and leaves the reader in the box.
    field.fill("prioritair")
    expect(says).to_contain_text("1 van ")
    expect(page.locator("#regel-745[data-hit] mark")).to_have_text("prioritair")
    settle(page)
    expect(field).to_be_focused()
    expect(current).to_be_in_viewport()
    field.fill("qqqqqq")
    expect(says).to_have_text("Niets gevonden in het verslag.")
    field.fill("")
    expect(page.locator(".hits")).to_have_count(0)


# Search


def lane(page, word):
    """Give the lane whose title ends in a word."""
    return page.locator("section.lane").filter(
        has=page.locator("h2").filter(has_text=re.compile(rf"^\d+ {word}$")))


def test_a_name_and_a_keyword_are_answered_in_lanes_while_they_are_typed(visit, dataset):
    page = visit("search")
    field = page.get_by_label("Zoek personen, organisaties, thema's en opmerkingen", exact=True)
    field.press_sequentially("vermeersch", delay=30)
    expect(lane(page, "persoon").locator("li a")).to_have_text("Sven Vermeersch")
    expect(page.locator("section.lane h2")).to_have_text(["1 persoon", "1 kop of vraag"])
    expect(field).to_be_focused()

    field.fill("wonen")
    theme = lane(page, "(thema|thema's)").locator("li button[data-key=housing]")
    expect(theme).to_be_visible()
    settle(page)
    title = lane(page, "opmerkingen").locator("h2").inner_text()
    assert title.split()[0] == page.locator(".filter-line .count").inner_text().split()[0]
    expect(lane(page, "opmerkingen").locator("article.remark")).to_have_count(5)
    expect(lane(page, "opmerkingen").locator("mark").first).to_be_visible()
    theme.click()
    expect_link(page, "remarks", thema=["housing"])
    expected = sum("housing" in row["themes"] for row in list_remarks(dataset))
    expect(page.locator(".filter-line .count")).to_have_text(
        f"{expected} van {len(dataset.remarks)} opmerkingen")


def test_a_heading_that_is_found_opens_the_report_at_its_line(visit):
    page = visit("search", "zoek=doelstellingen")
    lane(page, "koppen en vragen").get_by_role("link", name="Opmerkingen bij Doelstellingen").nth(
        1).click()
    expect_link(page, "report", zoek=["doelstellingen"], regel=["265"])
    heading = page.locator("#regel-265")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    settle(page)
    # The search, too, is at what was asked for.
    expect(page.locator(".hits [role=status]")).to_contain_text("· regel 265")
    page.go_back()
    expect_link(page, "search", zoek=["doelstellingen"])


def test_a_name_in_a_lane_opens_its_page(visit):
    page = visit("search", "zoek=kras")
    lane(page, "organisatie").get_by_role("link", name="KRAS vzw").click()
    expect_link(page, "directory", wie=["kras"], zoek=["kras"])
    expect(page.locator("h1", has_text="KRAS vzw")).to_be_visible()


def test_the_directory_finds_a_name_with_a_typing_error_and_opens_its_own_link(visit):
    page = visit("directory")
    field = page.get_by_label("Zoek een naam of functie", exact=True)
    field.press_sequentially("de bruyker", delay=30)
    link = page.get_by_role("link", name="Trees De Bruycker")
    expect(link).to_be_visible()
    expect_link(page, "directory", vraag=["de bruyker"])
    address = link.get_attribute("href")
    link.click()
    expect_link(page, "directory", wie=["p45"])
    heading = page.locator("h1", has_text="Trees De Bruycker")
    expect(heading).to_be_visible()
    facts = page.locator(".st-key-profile dl.facts")
    expect(facts).to_contain_text("Regisseur armoede")
    expect(facts).to_contain_text("Staf beleidsondersteuning")
    expect(facts).to_contain_text("Groep 2")
    # The report says who led the group, not who spoke in it; the page guesses nothing.
    expect(page.locator(".st-key-profile")).to_contain_text("daarover zegt deze pagina dus niets")
    page.reload()
    settle(page)
    expect(heading).to_be_visible()
    expect_link(page, "directory", wie=["p45"])
    page.goto(urlsplit(page.url)._replace(path="", query="").geturl() + address)
    settle(page)
    expect(heading).to_be_visible()
    page.get_by_role("button", name="← Alle sprekers en organisaties").click()
    expect(page.get_by_label("Zoek een naam of functie", exact=True)).to_be_visible()


def test_a_profile_counts_what_was_said_and_what_names_it(visit, dataset):
    for key in ("p46", "kras"):
        page = visit("directory", f"wie={key}")
        said = [row for row in list_remarks(dataset) if row["speaker"] == key]
        naming = [row for row in list_remarks(dataset)
                  if key in row["organisations"] and row["speaker"] != key]
        profile = page.locator(".st-key-profile")
        expect(profile.locator("article.remark")).to_have_count(len(said) + len(naming))
        expect(profile.get_by_role("heading", name="Samen")).to_have_text(
            f"Samen {count_of(len(said) + len(naming))}")
        shown = profile.locator("article.remark").evaluate_all(
            "all => all.map((one) => one.dataset.remark)")
        assert shown == [row["remark_id"] for row in (*said, *naming)]


@pytest.mark.parametrize(
    ("name", "label", "parameter"),
    [
        ("search", "Zoek personen, organisaties, thema's en opmerkingen", "zoek"),
        ("directory", "Zoek een naam of functie", "vraag"),
        ("report", "Zoek in de opmerkingen", "zoek"),
    ],
    ids=["search", "directory", "report"],
)
def test_whatever_is_typed_gets_an_answer_and_never_an_error(visit, name, label, parameter):
    page = visit(name)
    field = page.get_by_label(label, exact=True)
    answer = page.locator("section.lane, .nothing, .st-key-directory h2, article.report").first
    error = page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
    for query in (*HOSTILE, "w" * 300):
        field.fill(query)
        expect_link(page, name, **{parameter: [query]})
        settle(page)
        expect(field).to_have_value(query)
        expect(answer).to_be_visible()
        expect(error).to_have_count(0)
        assert page.locator(".live img").count() == 0
    assert page.evaluate("window.hit") is None
    # Streamlit's own field takes no more than so many letters.
    field.fill("x" * 10_000)
    settle(page)
    expect(answer).to_be_visible()
    assert len(field.input_value()) <= 300
    page.goto(f"{page.url.split('?')[0]}?zoek={'y' * 10_000}&vraag={'z' * 10_000}")
    settle(page)
    expect(page.locator(".notice li")).to_have_count(2)


def test_a_query_that_can_find_nothing_is_told_why(visit):
    page = visit("search", f"zoek={quote('-wonen')}")
    notes = page.locator(".search-notes")
    expect(notes).to_contain_text("met alleen uitsluitingen")
    field = page.get_by_label("Zoek personen, organisaties, thema's en opmerkingen", exact=True)
    for query, hint in {
        "(": "minstens één woord", '"wonen': "los aanhalingsteken", "kinderovpang": "ook gezocht",
    }.items():
        field.fill(query)
        expect(notes).to_contain_text(hint)


# Over de data


def kappa_of(ours, theirs):
    """Work out Cohen's kappa from the definition: agreement above that of chance."""
    count = len(ours)
    observed = sum(one == other for one, other in zip(ours, theirs, strict=True)) / count
    expected = sum(
        (sum(one == label for one in ours) / count) * (sum(one == label for one in theirs) / count)
        for label in set(ours) | set(theirs))
    return None if expected == 1 else (observed - expected) / (1 - expected)


def decimal(value):
    return f"{value:.2f}".replace(".", ",")


def listed(words):
    return f"{', '.join(words[:-1])} en {words[-1]}"


def readings(dataset):
    """Give per reader the labels of each remark, remarks in one and the same order."""
    read = {}
    for row in dataset.label_passes.to_dict("records"):
        read.setdefault(row["reader"], {})[row["remark_id"]] = row
    order = sorted(next(iter(read.values())))
    return [[read[reader][remark_id] for remark_id in order] for reader in sorted(read)]


def test_every_figure_on_the_page_about_the_data_is_that_of_an_independent_count(visit, dataset):
    page = visit("about")
    remarks = list_remarks(dataset)
    facts = page.locator(".st-key-about-about")
    people = dataset.people.to_dict("records")
    present = sum(row["attendance"] == "present" for row in people)
    excused = len(people) - present
    expect(facts).to_contain_text(f"{present} aanwezigen en {excused} verontschuldigd")
    assert (present, excused) == (47, 2)

    said = sum(count_words(row["text"]) for row in remarks)
    passed = sum(count_words(row["text"]) for row in dataset.passages.to_dict("records"))
    report = (MEETING_DIR / "report.txt").read_text(encoding="utf-8")
    assert said + passed == count_words(report)
    expect(page.locator(".st-key-about-coverage p")).to_contain_text(
        "Elk woord van het verslag staat op precies één plaats. Van de "
        f"{dutch(count_words(report))} woorden staan er {dutch(said)} in {count_of(len(remarks))} "
        f"en {dutch(passed)} in koppen, vragen, paginanummers en de lijst van aanwezigen; "
        "0 ontbreken en 0 staan er dubbel in.")


def test_every_label_on_the_page_about_the_data_has_its_count_and_a_real_example(visit, dataset):
    page = visit("about")
    codebook = dataset.codebook.to_dict("records")
    rows = page.locator(".st-key-about-codebook tbody tr")
    shown = rows.evaluate_all("""rows => rows.map((row) => ({
        label: row.querySelector("th").innerText, cells: [...row.querySelectorAll("td")]
          .map((cell) => cell.innerText), data: {...row.querySelector("button").dataset}}))""")
    keys = [("sentiments", key) for key in list_options(dataset, "sentiments")] + [
        ("themes", key) for key in list_options(dataset, "themes")]
    assert len(shown) == len(keys) == 4 + 18
    for row, (facet, key) in zip(shown, keys, strict=True):
        entry = next(one for one in codebook if (one["field"] + "s", one["key"]) == (facet, key))
        carrying = [
            one["text"] for one in list_remarks(dataset)
            if (one["sentiment"] == key if facet == "sentiments" else key in one["themes"])
        ]
        definition, count, example = row["cells"]
        assert entry["label"] in row["label"]
        assert definition == entry["definition"]
        assert count == dutch(len(carrying))
        assert squeezed(example) in carrying
        assert (row["data"]["facet"], row["data"]["key"]) == (facet, key)
    for entry in codebook:
        if entry["field"] == "label_basis":
            count = sum(one["label_basis"] == entry["key"] for one in list_remarks(dataset))
            item = page.locator(".st-key-about-codebook li").filter(has_text=entry["definition"])
            expect(item).to_contain_text(f"({count_of(count)})")
    # A count is a way in: it opens exactly so many remarks.
    count = rows.nth(1).locator("button")
    number = count.inner_text()
    count.click()
    expect_link(page, "remarks", oordeel=["missing"])
    expect(page.locator(".filter-line .count")).to_have_text(f"{number} van 248 opmerkingen")


def test_the_agreement_on_the_page_about_the_data_is_that_of_an_independent_count(visit, dataset):
    page = visit("about")
    read = readings(dataset)
    shares, kappas = [], []
    for ours, theirs in combinations(read, 2):
        first, second = ([row["sentiment"] for row in one] for one in (ours, theirs))
        same = sum(one == other for one, other in zip(first, second, strict=True))
        shares.append(f"{same / len(first):.0%}")
        kappas.append(decimal(kappa_of(first, second)))
    per_theme = {}
    for theme in {key for row in dataset.label_passes.to_dict("records") for key in row["themes"]}:
        values = [
            kappa_of([theme in row["themes"] for row in ours],
                     [theme in row["themes"] for row in theirs])
            for ours, theirs in combinations(read, 2)
        ]
        measured = [value for value in values if value is not None]
        per_theme[theme] = sum(measured) / len(measured)
    names = {row["key"]: row["label"] for row in dataset.codebook.to_dict("records")
             if row["field"] == "theme"}
    lowest = min(per_theme, key=per_theme.get)
    words = page.locator(".st-key-about-agreement")
    expect(words).to_contain_text(f"{len(read)} lezers gaven elke opmerking apart")
    expect(words).to_contain_text(f"eens bij {listed(shares)} van de opmerkingen")
    expect(words).to_contain_text(f"volledig eens): {listed(kappas)}. Voor")
    mean = sum(per_theme.values()) / len(per_theme)
    expect(words).to_contain_text(
        f"kappa gemiddeld {decimal(mean)}, en het laagst bij “{names[lowest]}”: "
        f"{decimal(per_theme[lowest])}.")
    page.locator("summary", has_text="Hoe eens ze het zijn, per thema").click()
    table = page.locator(".st-key-about-kappas tbody tr")
    expect(table).to_have_count(len(per_theme))
    shown = dict(row.split("\t") for row in table.all_inner_texts())
    assert shown == {names[theme]: decimal(kappa) for theme, kappa in per_theme.items()}
