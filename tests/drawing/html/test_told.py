"""
What a reader sees of an answer: what counts first, a link only to the web, no hidden name.
"""

import pytest

from analysis.remarks import to_remarks
from drawing.html.remarks import remark_card, remark_table
from drawing.html.told import told_section
from drawing.words.labels import Labels
from follow_up.answer import Answer
from follow_up.told import Telling
from tests.screen import Block

# Half past midnight in Ghent, the day after.
AT = "2026-11-24T23:30:00.000+00:00"


def tell(status="done", kind="taken_up", **cells):
    return Telling(Answer("a1", ("r1",), status, **cells), kind, 1, AT)


def section(small, current, *earlier, hides_names=False):
    return Block(told_section(current, earlier, Labels(small, hides_names)))


def test_where_nothing_was_told_nothing_stands(small):
    assert told_section(None, [], Labels(small)) == ""


def test_what_counts_now_comes_first_with_all_that_was_filled_in(small):
    block = section(
        small,
        tell(text="Het staat erin.\n\nOp bladzijde 3.", where_quote="Elk kind eet.",
             where_link="https://stad.example/?a=1&b=2", signature="Dienst Armoede"),
        tell("busy", "in_progress", owner="Wonen", due="2026-12-31"),
    )
    now, before = block.find("div")
    assert (now["class"], before["class"]) == ("telling current", "telling")
    assert block.text_in("p")[:3] == [
        "✓Gedaan", "Het staat erin.\n\nOp bladzijde 3.", "Dienst Armoede, 25 november 2026"]
    assert block.text_in("dt") == ["Waar", "Dienst", "Tegen"]
    assert block.text_in("dd")[1:] == ["Wonen", "31 december 2026"]
    assert block.text_in("q") == ["Elk kind eet."]
    [link] = block.find("a")
    assert (link["href"], link["rel"], link["target"]) == (
        "https://stad.example/?a=1&b=2", "noreferrer", "_blank")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//stad.example", "ftp://x", "data:x"])
def test_what_is_no_address_of_the_web_is_words(small, address):
    block = section(small, tell(where_link=address))
    assert block.find("a") == []
    assert address in block.words


def test_hidden_names_are_left_out_of_every_word_and_of_a_link(small):
    name = "Ann Peeters"
    told = tell(text=f"Dank u, {name}.", reason=name, where_quote=name, owner=name,
                where_link=f"https://stad.example/{name}", signature=name)
    assert name in section(small, told).html
    hidden = section(small, told, told, hides_names=True)
    assert "Peeters" not in hidden.html
    assert hidden.html.count("[naam]") == 2 * 6
    assert hidden.find("a") == []


def test_an_answer_that_let_go_says_that_it_counts_no_more(small):
    block = section(small, None, tell(text="Het stond erin."))
    assert "er is nu geen antwoord" in block.text_in("p")[0]
    assert block.text_in("h3") == ["Eerder geantwoord"]


def test_a_status_that_is_gone_has_words_and_no_badge(small):
    block = section(small, tell("weg", "", text="Dit zeiden we."))
    assert block.text_in("p")[0] == "Dit zeiden we."
    assert "weg" not in block.html


@pytest.mark.parametrize(("status", "badges"), [("done", ["✓Gedaan"]), ("new", []), ("", [])])
def test_a_card_and_a_row_have_a_badge_only_where_there_is_an_answer(small, status, badges):
    [remark] = to_remarks(small.remarks.iloc[:1].assign(status=status), str)
    labels = Labels(small)
    card = Block(remark_card(remark, labels, str))
    found = [one["text"] for one in card.find("span") if one.get("class", "").startswith("status")]
    assert found == badges
    opens = [link["text"] for link in card.find("a", data_do="open", data_key="r1")]
    assert [words for words in opens if words in badges] == badges
    table = Block(remark_table([remark], labels, str, {}))
    assert ("Antwoord" in table.text_in("th")) == bool(badges)
