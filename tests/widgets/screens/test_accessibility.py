"""
The accessibility statement has the parts of the model, and says only what is known.
"""

from html import unescape

import pytest

from drawing.words.statement import LIMITATIONS, METHODS, TESTED_ON
from loaders import settings
from tests.screen import html_of, open_page


@pytest.fixture
def statement(monkeypatch, tmp_path):
    """Draw the statement with the settings of one dashboard.toml, and none around it."""
    monkeypatch.delenv(settings.CONTACT, raising=False)
    monkeypatch.setattr(settings, "ROOT", tmp_path)

    def draw(settings=""):
        (tmp_path / "dashboard.toml").write_text(settings, encoding="utf-8")
        return html_of(open_page("accessibility"), "statement")

    return draw


def test_the_statement_has_the_parts_of_the_model_in_order(statement):
    assert statement().text_in("h2") == [
        "Nalevingsstatus", "Niet-toegankelijke inhoud", "Opstelling van deze verklaring",
        "Feedback en contactgegevens", "Handhavingsprocedure",
    ]


def test_the_statement_gives_every_known_limitation_and_how_it_was_tested(statement):
    block = statement()
    items = block.text_in("li")
    assert len(items) == len(LIMITATIONS) + len(METHODS)
    for known, item in zip(LIMITATIONS, items, strict=False):
        assert item.startswith(known.criterion)
        assert known.what in item
        assert known.why[1:] in item
        assert known.instead in item
    assert items[len(LIMITATIONS):] == list(METHODS)
    assert block.find("time", datetime=TESTED_ON.isoformat())


def test_who_can_be_reached_comes_from_the_settings(statement, monkeypatch):
    words = statement('DASHBOARD_CONTACT = "Dienst <Zorg>, 09 000 00 00"').html
    assert "Dienst &lt;Zorg&gt;, 09 000 00 00" in words
    assert "Er is nog geen contact ingevuld" not in words
    monkeypatch.setenv(settings.CONTACT, "Iemand anders")
    assert "Iemand anders" in statement('DASHBOARD_CONTACT = "Dienst Zorg"').html


def test_without_a_contact_the_screen_says_who_must_fill_it_in(statement):
    words = unescape(statement().html)
    assert "Er is nog geen contact ingevuld" in words
    # How is for who runs it, not for readers.
    assert "DASHBOARD_CONTACT" not in words
    assert "@" not in words
