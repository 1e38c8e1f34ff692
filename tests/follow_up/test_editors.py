import pytest

from follow_up.editors import may_write, to_actor
from loaders import settings

ANN = {"email": "ann@stad.example", "groups": ["armoede", "opvolging"], "role": "editor"}


@pytest.mark.parametrize(("identity", "editors", "expected"), [
    (ANN, "ann@stad.example", True),
    (ANN, " jan@stad.example ;\n ANN@Stad.example ", True),
    (ANN, "groups=opvolging", True),
    (ANN, "role = editor", True),
    (ANN, "jan@stad.example, groups=wonen", False),
    (ANN, "", False),
    (ANN, ",", False),
    (ANN, "role=", False),
    (ANN, "ann", False),
    ({}, "ann@stad.example", False),
    ({}, "", False),
    ({"email": ""}, ", ,", False),
    ({**ANN, "email_verified": False}, "ann@stad.example", False),
    ({**ANN, "email_verified": True}, "ann@stad.example", True),
])
def test_who_signs_in_writes_where_the_setting_names_them(identity, editors, expected):
    assert may_write(identity, True, True, editors) is expected
    assert not may_write(identity, True, False, editors), "nobody without a sign-in"
    assert may_write(identity, False, False, editors), "who runs it on a computer of their own"


def test_the_journal_has_the_address_or_what_else_names_someone():
    assert to_actor(ANN) == "ann@stad.example"
    assert to_actor({"sub": "x1"}) == "x1"
    assert to_actor({}) == "deze computer"


def test_an_editor_who_is_struck_off_in_the_file_is_so_at_the_next_save(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    file = tmp_path / "dashboard.toml"
    file.write_text('DASHBOARD_EDITORS = "ann@stad.example"\n')
    assert may_write(ANN, True, True, settings.read_editors())
    file.write_text('DASHBOARD_EDITORS = ""\n')
    assert not may_write(ANN, True, True, settings.read_editors())


def test_answers_are_kept_in_a_file_of_the_project_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.delenv("DASHBOARD_STORE")
    assert settings.read_store_url() == f"sqlite:///{tmp_path}/var/dashboard.sqlite"
    monkeypatch.setenv("DASHBOARD_STORE", "postgresql+psycopg://dashboard@/dashboard")
    assert settings.read_store_url() == "postgresql+psycopg://dashboard@/dashboard"
