"""
What is drawn as HTML is markup; whatever else comes there is drawn as words.
"""

from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from tests.screen import html_blocks

WORDS, SAFE = "<b>een & ander</b>", Markup("<b>een &amp; ander</b>")


def _script(markup):
    from widgets.shell.live import draw, show_html

    draw(markup)
    show_html(markup, key="block", on_event=print)


def drawn(markup):
    app = AppTest.from_function(_script, kwargs={"markup": markup}).run()
    assert [exception.value for exception in app.exception] == []
    [alone] = app.get("html")
    return alone.proto.body, html_blocks(app)["block"].html


def test_markup_is_drawn_as_it_is():
    assert drawn(SAFE) == (SAFE, SAFE)


def test_plain_text_reaches_the_screen_as_words():
    escaped = "&lt;b&gt;een &amp; ander&lt;/b&gt;"
    assert drawn(WORDS) == (escaped, escaped)
