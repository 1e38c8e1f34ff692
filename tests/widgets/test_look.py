"""
The style sheet: what it must not ask of the browser.
"""

import re
from pathlib import Path

import widgets

LOOK = (Path(widgets.__file__).parent / "shell" / "look.css").read_text(encoding="utf-8")
WHOLE_PAGE = r'(?:html|body|:root|#root|\[data-testid="st(?:App|Main)"\])'


def test_no_rule_asks_the_whole_page_what_it_holds():
    # Such a rule has the browser style everything anew at every change of anything:
    # 30 of the 150 milliseconds of a click, when there was one.
    assert not re.findall(rf"{WHOLE_PAGE}:has\(", LOOK)
