"""Answering: the form, what it keeps, what it refuses, and the list of what is not finished."""

import pytest

from follow_up.answers import Answer, FollowUp
from follow_up.boilerplates import list_boilerplates, save_boilerplate
from follow_up.drafts import list_drafts, save_draft
from store.engine import open_store
from store.errors import FULL, StoreError
from tests.screen import count_line, html_blocks, html_of, link_of, open_page, run
from widgets import filters
from widgets.screens import answering
from widgets.shell import editor

TEXT, REASON = "Antwoord, voor de lezers", "Waarom niet"
TWO = {"bij": ["r001 r002"]}
HOSTILE = "<script>alert(1)</script> **x** تجربة \x07 " + "é" * 100_000


@pytest.fixture
def follow_up(dataset, tmp_path, monkeypatch):
    """The answers, as another process has them; whoever opens a page here is Ann."""
    url = f"sqlite:///{tmp_path}/answers.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", url)
    be(monkeypatch, "ann")
    return FollowUp(open_store(url), dataset)


def be(monkeypatch, who):
    for module in (editor, answering, filters):
        monkeypatch.setattr(module, "find_editor", lambda: who)


def field(app, label):
    """Give a field by the beginning of its name."""
    fields = [*app.text_area, *app.text_input, *app.radio]
    return next(one for one in fields if one.label.startswith(label))


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    return run(app)


def choose(app, status):
    field(app, "Wat wordt ermee gedaan?").set_value(status)
    return run(app)


def type_in(app, label, words):
    field(app, label).set_value(words)
    return run(app)


def said(app):
    return " ".join(block.value for block in (*app.error, *app.success))


def state(app):
    return html_of(app, "answer_state").text_in("p")[0]


def test_readers_see_nothing_of_answering_and_are_told_who_may(follow_up, monkeypatch):
    be(monkeypatch, "")
    follow_up.save(Answer(None, ("r001",), "noted", "Geheim."), None, "ann")
    app = open_page("answer", TWO | {"antwoordnr": ["a1"]})
    assert "Antwoorden kan hier niemand" in app.markdown[0].value
    assert "DASHBOARD_EDITORS" in app.markdown[0].value
    assert "Geheim" not in str(html_blocks(app).values())
    assert [*app.text_area, *app.radio, *app.button] == []
    assert "Beantwoorden" not in [box.label for box in open_page("remarks").expander]


def test_the_way_in_takes_what_is_on_the_screen(follow_up):
    app = open_page("remarks", {"groep": ["group_1"], "oordeel": ["missing"], "thema": ["housing"]})
    app.session_state["answer_these"] = True
    press(run(app), "Beantwoord deze 2")
    assert link_of(app)["bij"] == ["r021 r044"]
    assert html_of(app, "answering").text_in("h1") == ["Beantwoord 2 opmerkingen"]
    assert count_line(app) == "2 van 248 opmerkingen"
    assert html_of(app, "answered").remark_ids() == ["r021", "r044"]
    one = press(open_page("remarks", {"opmerking": ["r100"]}), "Beantwoord deze opmerking")
    assert link_of(one)["bij"] == ["r100"]
    set_aside = open_page("shortlist", {"lijst": ["r003", "r001"]})
    set_aside.session_state["answer_these"] = True
    assert link_of(press(run(set_aside), "Beantwoord deze 2"))["bij"] == ["r003 r001"]
    all_of_them = open_page("remarks")
    all_of_them.session_state["answer_these"] = True
    assert "ten hoogste 100" in run(all_of_them).caption[0].value


def test_a_broken_rule_is_named_at_its_field_and_what_was_typed_stays(follow_up):
    app = choose(open_page("answer", TWO), "not_taken_up")
    type_in(app, TEXT, HOSTILE)
    press(app, "Bewaar")
    assert field(app, REASON).label == "Waarom niet — ⚠ Zeg waarom dit niet opgenomen wordt."
    assert said(app) == "Dit kan zo niet bewaard worden. Zeg waarom dit niet opgenomen wordt."
    assert field(app, TEXT).value == HOSTILE
    type_in(app, REASON, "Te duur.")
    press(app, "Bewaar")
    (row,) = follow_up.answers().to_dict("records")
    assert (row["remark_ids"], row["status"], row["text"], row["reason"]) == (
        ("r001", "r002"), "not_taken_up", HOSTILE, "Te duur.")
    assert said(app) == ""
    assert state(app) == "Bewaard als ontwerp: lezers zien dit nog niet."
    assert link_of(app) == {"antwoordnr": ["a1"]}
    # Kept as words, wherever it is shown.
    shown = html_of(app, "answered")
    assert not shown.find("script")
    assert any(HOSTILE.replace("\x07", "") in words.replace("\x07", "")
               for words in shown.text_in("dd"))


def test_each_kind_asks_what_it_needs_first(follow_up):
    app = choose(open_page("answer", TWO), "in_progress")
    press(app, "Bewaar")
    assert said(app) == ("Dit kan zo niet bewaard worden. Zeg welke dienst hiermee bezig is. "
                         "Zeg tegen wanneer.")
    # Of another status that is not asked.
    assert said(choose(app, "noted")) == ""
    assert "Tegen wanneer" not in [box.label for box in app.text_input]
    choose(app, "in_progress")
    type_in(app, "Welke dienst ermee bezig is", "Dienst Wonen")
    type_in(app, "Tegen wanneer", "31/12/2026")
    press(app, "Bewaar")
    assert follow_up.find_answer("a1")[0].due == "2026-12-31"
    app = choose(open_page("answer", {"bij": ["r003"]}), "taken_up")
    type_in(app, "Waar het staat: de link", "javascript:alert(1)")
    press(app, "Bewaar")
    assert "Geef een volledige link" in said(app)
    assert len(follow_up.answers()) == 1


def test_typing_is_kept_and_stands_there_again_in_another_session(follow_up):
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Half")
    assert state(app).startswith("Nog niet bewaard. Bijgehouden op ")
    assert link_of(app) == TWO
    again = open_page("answer", TWO)
    assert field(again, TEXT).value == "Half"
    assert state(again).startswith("Dit typte u op ")
    assert state(again).endswith("Het staat er weer.")
    assert field(again, "Wat").value == "noted"
    assert html_of(open_page("answer"), "typed").find("a")[0]["data-remarks"] == "r001 r002"
    press(again, "Gooi weg wat niet bewaard is")
    assert (field(again, TEXT).value, list_drafts(follow_up.store, "ann")) == ("", [])
    assert state(again) == "Nieuw antwoord: er is nog niets bewaard."


def test_another_editors_answer_is_shown_beside_and_field_by_field_either_or_both_stay(follow_up):
    follow_up.save(Answer(None, ("r001", "r002"), "noted", "Van ons."), None, "ann")
    app = type_in(open_page("answer", {"antwoordnr": ["a1"]}), TEXT, "Van mij.")
    theirs = Answer("a1", ("r001", "r002"), "noted", "Van Jan.", owner="Zorg", signature="Stad")
    follow_up.save(theirs, 1, "jan")
    press(app, "Bewaar")
    assert "jan bewaarde intussen ook een antwoord" in said(app)
    assert html_of(app, "conflict.text").text_in("dd") == ["Van mij.", "Van Jan.", "Van ons."]
    # Words that come after the refusal count too.
    type_in(app, TEXT, "Van mij, verder.")
    # What only the other one filled in stays by itself.
    assert app.radio(key="conflict.choice.2.owner").value == "theirs"
    for name, choice in {"text": "both", "signature": "mine"}.items():
        app.radio(key=f"conflict.choice.2.{name}").set_value(choice)
        run(app)
    press(app, "Bewaar zo")
    answer, version = follow_up.find_answer("a1")
    assert (answer.text, answer.owner, answer.signature, version) == (
        "Van Jan.\n\nVan mij, verder.", "Zorg", "", 3)
    assert field(app, TEXT).value == "Van Jan.\n\nVan mij, verder."
    assert (said(app), list_drafts(follow_up.store, "ann")) == ("", [])


def test_who_answers_what_someone_answered_meanwhile_goes_on_in_that_answer(follow_up):
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Van mij.")
    follow_up.save(Answer(None, ("r002", "r003"), "noted", "Van Jan."), None, "jan")
    press(app, "Bewaar")
    app.radio(key="conflict.choice.1.remark_ids").set_value("both")
    press(run(app), "Bewaar zo")
    answer, _ = follow_up.find_answer("a1")
    assert (answer.remark_ids, answer.text) == (("r001", "r002", "r003"), "Van mij.")
    assert (link_of(app), list_drafts(follow_up.store, "ann")) == ({"antwoordnr": ["a1"]}, [])


def test_the_same_words_are_no_conflict(follow_up):
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Dank u.")
    follow_up.save(Answer(None, ("r001", "r002"), "noted", "Dank u."), None, "jan")
    press(app, "Bewaar")
    assert (said(app), len(follow_up.answers())) == ("", 1)


def test_what_is_kept_of_typing_is_no_change_of_what_someone_saved_meanwhile(follow_up):
    follow_up.save(Answer(None, ("r001",), "noted", "Van ons."), None, "ann")
    save_draft(follow_up.store, "ann", Answer("a1", ("r001",), "noted", "Van mij."), 1, 1)
    follow_up.save(Answer("a1", ("r001",), "noted", "Van Jan."), 1, "jan")
    app = open_page("answer", {"antwoordnr": ["a1"]})
    assert field(app, TEXT).value == "Van mij."
    press(app, "Bewaar")
    assert html_of(app, "conflict.text").text_in("dd") == ["Van mij.", "Van Jan.", "Van ons."]


def test_who_is_struck_off_saves_nothing_and_can_copy_what_was_typed(follow_up, monkeypatch):
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Half getypt")
    be(monkeypatch, "")
    field(app, TEXT).set_value("Helemaal getypt")
    press(app, "Bewaar")
    assert said(app).startswith("U mag hier niet (meer) antwoorden. Er is niets bewaard.")
    assert [code.value for code in app.code] == ["Helemaal getypt"]
    assert len(follow_up.answers()) == len(follow_up.journal()) == 0
    assert list_drafts(follow_up.store, "ann")[0].answer.text == "Half getypt"


def test_a_store_that_can_not_be_written_is_named_and_what_was_typed_stays(follow_up, monkeypatch):
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Half")

    def refuse(*_, **__):
        raise StoreError(FULL, "disk full")

    monkeypatch.setattr("store.engine.Store.write", refuse)
    type_in(app, TEXT, "Half en meer")
    press(app, "Bewaar")
    assert said(app) == (
        "De schijf van de opvolging is vol: er kan niets bij. Verwittig wie het dashboard beheert. "
        "Wat u typte, staat hier nog.")
    assert field(app, TEXT).value == "Half en meer"
    monkeypatch.undo()


def test_a_store_that_is_gone_while_someone_types_leaves_the_words(follow_up, tmp_path):
    follow_up.save(Answer(None, ("r003",), "noted"), None, "jan")
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Half")
    file, away = tmp_path / "answers.sqlite", tmp_path / "away.sqlite"
    file.rename(away)
    type_in(app, TEXT, "Half en meer")
    press(app, "Bewaar")
    assert said(app).count("De opvolging is nu niet bereikbaar.") == 2
    assert field(app, TEXT).value == "Half en meer"
    away.rename(file)
    press(app, "Bewaar")
    assert follow_up.find_answer("a2")[0].text == "Half en meer"


def test_a_text_block_is_kept_per_kind_and_put_below_what_was_typed(follow_up):
    save_boilerplate(follow_up.store, "open", "Later", "Nog even.", "jan")
    app = type_in(choose(open_page("answer", TWO), "noted"), TEXT, "Dank u.")
    type_in(app, "Bewaar uw antwoord als sjabloon", "Dank")
    press(app, "Bewaar als sjabloon")
    assert list_boilerplates(follow_up.store).to_dict("records") == [
        {"kind": "noted", "title": "Dank", "text": "Dank u."},
        {"kind": "open", "title": "Later", "text": "Nog even."},
    ]
    assert app.selectbox[-1].options == ["Dank"]
    app.selectbox[-1].set_value("Dank")
    press(run(app), "Voeg in")
    assert field(app, TEXT).value == "Dank u.\n\nDank u."
    assert list_drafts(follow_up.store, "ann")[0].answer.text == "Dank u.\n\nDank u."


def test_where_nothing_is_typed_what_someone_saved_meanwhile_is_shown_at_the_next_click(follow_up):
    follow_up.save(Answer(None, ("r001",), "noted", "Van ons."), None, "ann")
    app = open_page("answer", {"antwoordnr": ["a1"]})
    follow_up.save(Answer("a1", ("r001",), "noted", "Van Jan."), 1, "jan")
    assert field(run(app), TEXT).value == "Van Jan."
    type_in(app, TEXT, "Van mij.")
    press(app, "Bewaar")
    assert (said(app), follow_up.find_answer("a1")[1]) == ("", 3)


def test_an_answer_that_is_not_there_is_named(follow_up):
    app = open_page("answer", {"antwoordnr": ["a99"]})
    assert html_of(app, "no_answer").text_in("p") == ["Antwoord a99 bestaat niet."]


def test_the_other_answers_to_the_same_remarks_are_named_with_the_way_there(follow_up):
    follow_up.save(Answer(None, ("r002", "r003"), "noted"), None, "jan")
    notice = html_of(open_page("answer", TWO), "answered")
    assert notice.text_in("li")[0].startswith("Antwoord a1 gaat al over 1 opmerking hiervan.")
    joined = notice.find("a", data_do="answer")[1]
    assert (joined["data-key"], joined["data-remarks"]) == ("a1", "r002 r003 r001")
    app = open_page("answer", {"antwoordnr": ["a1"], "bij": [joined["data-remarks"]]})
    assert html_of(app, "answered").remark_ids() == ["r001", "r002", "r003"]
    assert state(app) == "Nog niet bewaard."
    press(app, "Bewaar")
    assert follow_up.find_answer("a1")[0].remark_ids == ("r001", "r002", "r003")


# All that is not finished


def test_a_selection_is_published_at_once_after_what_would_change_is_shown(follow_up):
    for text, keys in {"Eerst.": ("r001", "r002"), "Dan.": ("r003",), "Later.": ("r004",)}.items():
        follow_up.save(Answer(None, keys, "noted", text), None, "jan")
    app = open_page("answer")
    assert len(html_of(app, "unpublished").find("li")) == 3
    assert "foreseen" not in html_blocks(app)
    press(app, "Kies alle")
    assert [button.label for button in app.button] == ["Publiceer 3 antwoorden"]
    app.button_group(key="publish_these").set_value(["a1.1", "a2.1"])
    run(app)
    assert html_of(app, "foreseen").text_in("td")[1:3] == ["?Nog geen antwoord", "=Genoteerd"]
    assert len(html_of(app, "foreseen").find("tr")) == 4
    # The words, too, of what is published; not of what is not.
    assert html_of(app, "foreseen").text_in("dd") == ["Eerst.", "Dan."]
    press(app, "Publiceer 2 antwoorden")
    assert said(app) == "Gepubliceerd: voor lezers verandert er iets bij 3 opmerkingen."
    assert follow_up.answers()["is_published"].tolist() == [True, True, False]
    assert set(follow_up.journal()["actor"]) == {"jan", "ann"}
    assert len(html_of(app, "unpublished").find("li")) == 1
    app.session_state["desk_published"] = True
    assert len(html_of(run(app), "published").find("a", data_do="answer")) == 2


def test_the_line_above_an_answer_that_was_saved_counts_its_remarks(follow_up, monkeypatch):
    follow_up.save(Answer(None, ("r001", "r002"), "noted", "Eerst."), None, "jan")
    asked = {"antwoordnr": ["a1"], "groep": ["group_1"]}
    assert count_line(open_page("answer", asked)) == "2 van 248 opmerkingen"
    # How many a draft is about is nothing for readers.
    be(monkeypatch, "")
    assert count_line(open_page("answer", asked)) == "0 van 248 opmerkingen"


def test_what_was_saved_after_it_was_looked_at_is_not_published(follow_up):
    follow_up.save(Answer(None, ("r001",), "noted", "Eerst."), None, "jan")
    app = open_page("answer", {"antwoordnr": ["a1"]})
    follow_up.save(Answer("a1", ("r001",), "noted", "Dan."), 1, "jan")
    press(app, "Publiceer 1 antwoord")
    assert said(app) == ("Er is niets gepubliceerd. Dit antwoord is intussen gewijzigd: bekijk het "
                         "opnieuw.")
    assert follow_up.answers(published_only=True).empty


def test_what_waits_is_listed_overdue_first_per_service_and_within_the_filters(follow_up):
    for key, owner, due in (("r001", "Zorg", "2999-01-01"), ("r021", "Wonen", "2020-01-31"),
                            ("r044", "Zorg", "2998-01-01")):
        follow_up.save(Answer(None, (key,), "in_progress", owner=owner, due=due), None, "jan")
    app = open_page("answer")
    assert html_of(app, "waiting").text_in("span") == [
        " Wonen, ⚠ te laat: tegen 31 januari 2020", " Zorg, tegen 1 januari 2998",
        " Zorg, tegen 1 januari 2999"]
    app.selectbox(key="ask.service").set_value("Zorg")
    run(app)
    assert link_of(app) == {"wachtrij": ["Zorg"]}
    assert len(html_of(app, "waiting").find("li")) == 2
    narrowed = open_page("answer", {"wachtrij": ["Zorg"], "groep": ["group_1"]})
    assert html_of(narrowed, "waiting").text_in("span") == [" Zorg, tegen 1 januari 2998"]
