"""
Words of a report as text in every format, whatever they hold.

A remark may look like a formula, a script or markup. Escaping markup is the
work of each format's library; here is what no library does for us.
"""

from __future__ import annotations

import re

# XML 1.0 has no way to write these: a file of Word or Excel that holds one does
# not open. Marks that turn the direction of writing are no such characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What makes a spreadsheet read a cell as a formula; the wide ones are read as
# their narrow twins by the Japanese and Chinese versions.
_FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")


def to_safe_text(text: str) -> str:
    r"""
    Drop the characters that no Office file can hold; everything else stays as it is.

    Marks of direction stay: they are words of the report, and end with their
    paragraph or cell.

    >>> to_safe_text("a\x00b\u202ec")
    'ab\u202ec'
    """
    return _NOT_IN_XML.sub("", text)


def to_formula_safe(text: str) -> str:
    """
    Write a cell of a CSV file so that no spreadsheet runs it.

    A CSV file knows no types: an apostrophe in front, which a spreadsheet
    reads as "this is text", is all it offers.

    >>> to_formula_safe("=1+1"), to_formula_safe("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text[:1] in _FORMULA_SIGNS else text
