"""The words of a Dutch text: where each stands and the form in which it is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f]"
_TOKEN = re.compile(
    # v.z.w., I.v.m. and o.b.v are one word each, and so is K&G.
    rf"(?<!\w){_LETTER}(?:(?:\.{_LETTER})+(?!\w)\.?|\s?&\s?{_LETTER}(?!\w))"
    # In Kind&Gezin the sign reads as "en".
    r"|&"
    # thema's and ED'n are one word; the quotes in 'uit'begeleid are not part of one.
    rf"|[^\W_]+(?:{_MARK}+[^\W_]*)*(?:['’](?i:s|n|en|er|tje|tjes)(?!\w))?"
)
_HYPHENS = "-‐‑’'"
_DASHES = "-–"
# A word with a dash on one side only: "hulp- en", "/-behoeften".
_CUT_OFF = re.compile(r"\S[-–][\s/,]|[\s/,][-–]\S")
_HAS_HYPHEN = re.compile(f"[{re.escape(_HYPHENS + _DASHES)}]")


class Token(NamedTuple):
    """Hold one word of a text: its folded form and where it stands."""

    form: str
    start: int
    end: int


class Ellipsis(NamedTuple):
    """
    Hold a word of which the writer leaves out a part.

    In "hulp- en dienstverlening" the stump is "hulp", the whole is
    "dienstverlening" and the stump comes first; in "basisinkomen/-behoeften"
    the stump comes last.
    """

    stump: Token
    whole: str
    stump_first: bool


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """
    Fold case, accents and curly apostrophes away.

    Offsets of a folded text are not offsets of the original ("…" becomes three
    characters), so only single words are folded, never a text.

    >>> fold("Geïntegreerde"), fold("thema’s")
    ('geintegreerde', "thema's")
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 17)
def to_form(word: str) -> str:
    """
    Write a word of a text in the form in which it is compared.

    A word of nothing but signs of sound has no form: the empty text.

    >>> to_form("I.v.m."), to_form("K & G"), to_form("&")
    ('ivm', 'k&g', 'en')
    """
    return "en" if word == "&" else fold("".join(word.replace(".", "").split()))


def words_as_written(text: str) -> list[str]:
    """
    Cut a text into words as written, in reading order.

    >>> words_as_written("O.b.v. thema’s")
    ['O.b.v.', 'thema’s']
    """
    found: list[str] = _TOKEN.findall(text)
    return found


def tokenise(text: str) -> list[Token]:
    """
    Cut a text into words, in reading order, with offsets into that same text.

    >>> [token.form for token in tokenise("I.v.m. K&G, Kind&Gezin: thema’s")]
    ['ivm', 'k&g', 'kind', 'en', 'gezin', "thema's"]
    """
    return [
        Token(form, *found.span())
        for found in _TOKEN.finditer(text)
        if (form := to_form(found.group()))
    ]


def has_hyphen(text: str) -> bool:
    """Tell whether a text may hold hyphenated words or ellipses; most hold none."""
    return _HAS_HYPHEN.search(text) is not None


def joined_tokens(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """
    Yield every run of hyphenated words as one word.

    >>> text = "participatie-moeheid van out-of-the-box denkers"
    >>> [token.form for token in joined_tokens(text, tokenise(text))]
    ['participatiemoeheid', 'outofthebox']
    """
    run: list[Token] = []
    for token in tokens:
        if run and token.start == run[-1].end + 1 and text[run[-1].end] in _HYPHENS:
            run.append(token)
            continue
        yield from _as_one(run)
        run = [token]
    yield from _as_one(run)


def _as_one(run: Sequence[Token]) -> Iterator[Token]:
    if len(run) > 1:
        yield Token("".join(token.form for token in run), run[0].start, run[-1].end)


def ellipses(text: str, tokens: Sequence[Token]) -> Iterator[Ellipsis]:
    """
    Yield the words of a text that borrow a part from the word beside them.

    >>> text = "hulp- en dienstverlening"
    >>> [(found.stump.form, found.whole) for found in ellipses(text, tokenise(text))]
    [('hulp', 'dienstverlening')]
    """
    if not _CUT_OFF.search(text):
        return
    for place, token in enumerate(tokens):
        if _is_cut_off(text[token.end : token.end + 2]):
            for whole in _without_conjunctions(tokens[place + 1 : place + 3])[:1]:
                yield Ellipsis(token, whole, stump_first=True)
        if _is_cut_off(text[max(0, token.start - 2) : token.start][::-1]):
            for whole in _without_conjunctions(tokens[max(0, place - 2) : place])[-1:]:
                yield Ellipsis(token, whole, stump_first=False)


def _is_cut_off(beside: str) -> bool:
    """Tell it from the two characters beside a word, the nearest first."""
    return len(beside) == 2 and beside[0] in _DASHES and (beside[1].isspace() or beside[1] in "/,")


def _without_conjunctions(tokens: Sequence[Token]) -> list[str]:
    return [token.form for token in tokens if token.form not in ("en", "of")]
