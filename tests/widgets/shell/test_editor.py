"""Who may write is asked on the server; nothing that a visitor can send makes them an editor."""

from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.requests import HTTPConnection
from streamlit import config
from streamlit.runtime.context import StreamlitHeaders

from loaders import settings
from widgets.shell import editor
from widgets.shell.editor import NotAnEditorError, find_editor, is_served, may_upload, write

LOCAL = {"Host": "localhost:8501", "User-Agent": "Firefox"}
SETTINGS = {"server.address": "127.0.0.1", "browser.serverAddress": "localhost",
            "server.allowedHosts": ["localhost", "127.0.0.1", "::1"]}


@pytest.fixture
def asked(monkeypatch):
    """Say what opened the session: headers, the address at the other end, other settings."""
    usual = {name: config.get_option(name) for name in SETTINGS}

    def ask(headers=LOCAL, ip_address=None, **other):
        context = SimpleNamespace(headers=StreamlitHeaders(list(headers.items())),
                                  ip_address=ip_address)
        monkeypatch.setattr(st, "context", context)
        for name, value in (SETTINGS | other).items():
            config.set_option(name, value)

    yield ask
    for name, value in usual.items():
        config.set_option(name, value)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_on_a_computer_of_ones_own_no_one_else_is_served(asked, host):
    asked({"Host": host})
    assert not is_served()
    assert find_editor() == "deze computer"


@pytest.mark.parametrize("headers", [
    {}, {"Host": ""}, {"Host": "dashboard.example.be"}, {"Host": "192.168.1.7:8501"},
    {"Host": "localhost.example.be"},
    LOCAL | {"X-Forwarded-For": "127.0.0.1"}, LOCAL | {"x-forwarded-proto": "https"},
    LOCAL | {"X-Forwarded-Host": "localhost"}, LOCAL | {"X-Real-IP": "127.0.0.1"},
    LOCAL | {"Forwarded": "for=127.0.0.1"}, LOCAL | {"Via": "1.1 proxy"},
])
def test_a_request_that_came_through_a_proxy_or_to_another_name_is_served(asked, headers):
    asked(headers)
    assert is_served()
    assert find_editor() == ""


@pytest.mark.parametrize("setting", [
    {"server.address": "::"}, {"server.address": None}, {"server.address": "192.168.1.7"},
    {"server.address": "unix:///run/dashboard.sock"},
    {"browser.serverAddress": "dashboard.example.be"}, {"server.allowedHosts": []},
    {"server.allowedHosts": ["dashboard.example.be", "localhost", "127.0.0.1"]},
])
def test_a_server_that_is_set_up_for_others_has_no_editor_whatever_a_visitor_sends(asked, setting):
    # As a stranger may: the name of the server's own computer, and no word of a proxy.
    asked(LOCAL, **setting)
    assert is_served()
    assert find_editor() == ""


def test_another_computer_at_the_other_end_is_served(asked):
    asked(ip_address="192.168.1.7")
    assert is_served()


class User(dict):
    is_logged_in = True

    def to_dict(self):
        return dict(self)


def test_with_sign_in_an_editor_writes_until_struck_off_also_on_the_servers_own_computer(
    asked, monkeypatch, tmp_path, dataset
):
    asked()
    monkeypatch.setattr(editor, "is_sign_in_on", lambda: True)
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/answers.sqlite")
    monkeypatch.setattr(st, "user", User(email="ann@stad.example", iat=1_000_000))
    monkeypatch.setattr(editor.time, "time", lambda: 1_000_060)
    file = tmp_path / "dashboard.toml"
    assert find_editor() == ""
    file.write_text('DASHBOARD_EDITORS = "ann@stad.example"')
    assert write(dataset, lambda _, who: who) == "ann@stad.example"
    # The cookie of the sign-in would be refused by now: a tab that stayed open is too.
    monkeypatch.setattr(editor.time, "time", lambda: 1_000_000 + 31 * 86_400)
    assert find_editor() == ""
    monkeypatch.setattr(editor.time, "time", lambda: 1_000_060)
    monkeypatch.setattr(st.user, "is_logged_in", False)
    assert find_editor() == ""
    monkeypatch.setattr(st.user, "is_logged_in", True)
    for words in ('DASHBOARD_EDITORS = "jan@stad.example"', "half a fi"):
        file.write_text(words)
        with pytest.raises(NotAnEditorError):
            write(dataset, lambda _, who: who)


def to_request(headers, client=("127.0.0.1", 5000)):
    return HTTPConnection({"type": "http", "client": client, "headers": [
        (name.lower().encode(), value.encode()) for name, value in headers.items()]})


@pytest.mark.parametrize(("headers", "client", "may"), [
    (LOCAL, ("127.0.0.1", 5000), True), (LOCAL, ("::1", 5000), True), (LOCAL, None, True),
    (LOCAL, ("192.168.1.7", 5000), False), ({"Host": "dashboard.example.be"}, None, False),
    (LOCAL | {"X-Forwarded-For": "127.0.0.1"}, ("127.0.0.1", 5000), False), ({}, None, False),
])
def test_a_file_is_taken_from_who_runs_the_dashboard_on_a_computer_of_their_own(
    asked, headers, client, may
):
    asked()
    assert may_upload(to_request(headers, client)) is may


def test_with_sign_in_a_file_is_taken_from_an_editor_until_struck_off(asked, monkeypatch):
    asked()
    monkeypatch.setattr(editor, "is_sign_in_on", lambda: True)
    signed = {"email": "ann@stad.example", "is_logged_in": True}
    monkeypatch.setattr(editor, "read_identity", lambda cookies: signed if cookies else {})
    monkeypatch.setenv("DASHBOARD_EDITORS", "ann@stad.example")
    ann = to_request(LOCAL | {"Cookie": "a=b"})
    assert may_upload(ann)
    assert not may_upload(to_request(LOCAL))
    monkeypatch.setenv("DASHBOARD_EDITORS", "jan@stad.example")
    assert not may_upload(ann)
    monkeypatch.setenv("DASHBOARD_EDITORS", "ann@stad.example")
    signed["is_logged_in"] = False
    assert not may_upload(ann)
