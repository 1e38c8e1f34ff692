"""
Sign-in is off until it is configured, and no half configuration opens what should be closed.
"""

import json

import pytest
import streamlit as st
from streamlit import config
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import Secrets
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.screen import open_page
from widgets.shell.sign_in import (
    RETURN_COOKIE,
    USER_COOKIE,
    SignInGate,
    is_sign_in_on,
    is_signed_in,
    to_own_path,
)

SIGNING_KEY = "only-for-this-test-and-long-enough-to-sign-with"


@pytest.fixture
def secrets_file(tmp_path, monkeypatch):
    """The one file of secrets; it is not there yet."""
    file, usual = tmp_path / "secrets.toml", config.get_option("secrets.files")
    monkeypatch.setattr(st, "secrets", Secrets())
    config.set_option("secrets.files", [str(file)])
    yield file
    config.set_option("secrets.files", usual)


def test_without_secrets_no_one_signs_in(secrets_file):
    assert not is_sign_in_on()
    app = open_page("remarks")
    assert not {"Aanmelden", "Afmelden"} & {button.label for button in app.button}


def test_secrets_about_something_else_turn_nothing_on(secrets_file):
    secrets_file.write_text("[other]\nkey = 1\n")
    assert not is_sign_in_on()


def test_a_section_auth_turns_sign_in_on(secrets_file):
    secrets_file.write_text("[auth]\nclient_id = 'x'\n")
    assert is_sign_in_on()


def test_secrets_that_cannot_be_read_open_nothing(secrets_file):
    secrets_file.write_text("[auth\n")
    with pytest.raises(StreamlitSecretNotFoundError):
        is_sign_in_on()


@pytest.mark.parametrize("address", [
    "https://stad.example//elders.example", "https://stad.example/\\elders",
    "javascript:alert(1)", "", "https://stad.example/a\r\nLocation: x", "https://stad.example/é",
    "https://stad.example/?" + "x" * 4000,
])
def test_no_address_leads_to_another_server(address):
    assert to_own_path(address) == ""


def test_the_server_in_an_address_is_left_out():
    assert to_own_path("//elders.example/opmerkingen?groep=x") == "/opmerkingen?groep=x"


def test_only_a_cookie_that_this_server_signed_counts(monkeypatch):
    monkeypatch.setattr("widgets.shell.sign_in.get_cookie_secret", lambda: SIGNING_KEY)

    def cookie(secret, **user):
        return {USER_COOKIE: create_signed_value(secret, USER_COOKIE, json.dumps(user)).decode()}

    assert is_signed_in(cookie(SIGNING_KEY, is_logged_in=True))
    assert not is_signed_in(cookie(SIGNING_KEY, is_logged_in=False))
    assert not is_signed_in(cookie("another-secret-that-is-long-enough-too", is_logged_in=True))
    assert not is_signed_in({USER_COOKIE: '{"is_logged_in": true}'})
    assert not is_signed_in({})


def ask(path, headers, answer):
    """Send a request through the gate to an app that gives one answer; give the headers."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 302, "headers": answer})
        await send({"type": "http.response.body", "body": b""})

    async def take(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": headers}
    # Nothing in it waits, so one step is all; a loop may be running for the browser tests.
    with pytest.raises(StopIteration):
        SignInGate(app)(scope, None, take).send(None)
    return [(name, value.decode()) for name, value in sent[0]["headers"]]


SIGNED_IN = [(b"location", b"/"), (b"set-cookie", b"_streamlit_user=abc; Path=/")]
REFUSED = [(b"location", b"/"), (b"set-cookie", b'_streamlit_user=""; Max-Age=0; Path=/')]


@pytest.mark.parametrize(("kept", "answer", "location"), [
    ("/opmerkingen%3Fgroep%3Dgroup_1", SIGNED_IN, "/opmerkingen?groep=group_1"),
    ("/opmerkingen%3Fgroep%3Dgroup_1", REFUSED, "/"),
    ("%2F%2Felders.example/x", SIGNED_IN, "/x"),
    ("https%3A//elders.example", SIGNED_IN, "/"),
    ("", SIGNED_IN, "/"),
])
def test_whoever_signed_in_goes_back_to_a_link_of_this_server(
    secrets_file, kept, answer, location
):
    secrets_file.write_text("[auth]\nclient_id = 'x'\n")
    cookie = (b"cookie", f"{RETURN_COOKIE}={kept}".encode())
    headers = ask("/oauth2callback", [cookie], answer)
    assert [value for name, value in headers if name == b"location"] == [location]


def test_the_link_that_was_asked_for_is_kept_while_signing_in(secrets_file):
    secrets_file.write_text("[auth]\nclient_id = 'x'\n")
    referer = (b"referer", b"https://stad.example/zoeken?zoek=a%26b")
    [(_, cookie)] = ask("/auth/login", [referer], [])
    assert cookie.startswith(f"{RETURN_COOKIE}=/zoeken%3Fzoek%3Da%2526b; ")
    assert "HttpOnly" in cookie


@pytest.mark.parametrize("path", ["/media/a.csv", "/armoedeplan/media/a.csv"])
def test_a_file_is_locked_with_and_without_a_base_path(secrets_file, monkeypatch, path):
    secrets_file.write_text("[auth]\nclient_id = 'x'\n")
    monkeypatch.setattr("widgets.shell.sign_in.get_cookie_secret", lambda: SIGNING_KEY)
    assert (b"x-file", "1") not in ask(path, [], [(b"x-file", b"1")])


def test_the_fonts_of_the_sign_in_screen_are_not_locked(secrets_file):
    secrets_file.write_text("[auth]\nclient_id = 'x'\n")
    assert ask("/static/media/a.woff2", [], [(b"x-file", b"1")]) == [(b"x-file", "1")]
