"""
The pages for everyone, in a browser: without JavaScript, on paper, and for who does not see them.
"""

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from follow_up.answers import Answer, FollowUp
from store.engine import open_store
from tests.browser.conftest import STILLNESS, run_server, settle

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
WORDS = "Er komt een meldpunt voor slechte woningen."
WHERE = {"where_quote": "Een meldpunt.", "where_link": "https://stad.example/plan"}


@pytest.fixture(scope="module")
def public(tmp_path_factory, dataset):
    """A server whose administrator turned the pages on, with an answer of three kinds."""
    folder = tmp_path_factory.mktemp("public")
    url = f"sqlite:///{folder}/store.sqlite"
    follow_up = FollowUp(open_store(url), dataset)
    for remark_id, status, cells in (
        ("r044", "taken_up", {"text": WORDS, **WHERE}),
        ("r101", "not_taken_up", {"reason": "Dat is een bevoegdheid van Vlaanderen."}),
        ("r233", "noted", {"text": "Dank u wel."}),
    ):
        saved = follow_up.save(Answer(None, (remark_id,), status, **cells), None, "ann")
        follow_up.publish([saved.answer_id], "ann")
    follow_up.save(Answer(None, ("r045",), "noted", text="Nog geheim."), None, "ann")
    with run_server(folder, DASHBOARD_STORE=url, DASHBOARD_PUBLIC="1") as server:
        yield server


@pytest.fixture
def read(browser, guard):
    """Open a page in a browser of its own, and note what it asks for."""
    contexts = []

    def open_one(address, **options):
        context = browser.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        guard.watch(context)
        context.add_init_script(path=STILLNESS)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert guard.errors == []


def test_everyone_reads_what_was_published_without_javascript(public, read):
    page = read(f"{public.url}/opvolging/", java_script_enabled=False)
    assert page.asked == [f"{public.url}/opvolging/"]
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er met de opmerkingen gebeurde")
    expect(page.get_by_text("139 van de 248 opmerkingen vragen iets")).to_be_visible()
    page.get_by_role("link", name="Wonen en dakloosheid").click()
    card = page.locator("#r044")
    expect(card.get_by_text(WORDS)).to_be_visible()
    expect(card.get_by_role("link", name="https://stad.example/plan")).to_be_visible()
    assert "Nog geheim." not in page.content()
    assert len(page.asked) == 2
    page.get_by_role("link", name="Alle thema's").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er met de opmerkingen gebeurde")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_public_pages_are_accessible_and_fit(public, read, viewport, colours):
    page = read(f"{public.url}/opvolging/", viewport=viewport, color_scheme=colours)
    for address in ("index.html", "thema-housing.html"):
        page.goto(f"{public.url}/opvolging/{address}")
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_public_pages_print_in_black_on_white(public, read):
    page = read(f"{public.url}/opvolging/thema-housing.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("""() => [document.body, document.querySelector("blockquote")]
      .map((one) => getComputedStyle(one))
      .map((style) => [style.color, style.backgroundColor])""")
    assert colours == [["rgb(26, 26, 26)", "rgb(255, 255, 255)"],
                       ["rgb(26, 26, 26)", "rgba(0, 0, 0, 0)"]]
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_dashboard_stands_beside_them_and_takes_the_answers_along(public, read):
    page = read(f"{public.url}/opmerkingen")
    settle(page)
    page.get_by_text("Downloaden", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Nota van antwoord (Word)").click()
    file = download.value
    assert file.suggested_filename.startswith("opmerkingen-nota-van-antwoord-alle-")
    words = [cell.text for table in docx.Document(file.path()).tables for row in table.rows
             for cell in row.cells]
    assert sum(WORDS in text for text in words) == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Brief per organisatie (Word)").click()
    headings = [paragraph.text for paragraph in docx.Document(download.value.path()).paragraphs
                if paragraph.style.name == "Heading 1"]
    assert len(headings) == 12
    expect(page.get_by_role("button", name="Nota van antwoord (Excel)")).to_be_visible()
