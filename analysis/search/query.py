"""
The query language: from what a reader types to words and phrases.

Words must all occur, in any order; ``"a phrase"`` is literal; ``-word``
excludes; ``OF`` or ``OR`` between two words means either. No query raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from analysis.search.dutch_words import tokenise

QueryFault = Literal["no_words", "only_exclusions", "unbalanced_quote", "too_long"]

# Past this a query is a pasted text; its first words are searched and the reader is told.
MAX_QUERY_WORDS = 32

_SPELLED_AMPERSAND = re.compile(r"(?<!\S)([^\W\d_]) en ([^\W\d_])(?!\S)")
_QUOTES = '"“”„«»'
# Words without which a query means the same; only dropped when nothing is found with them.
_SMALL_WORDS = frozenset(
    "de het een van in op voor met te en of der den des aan bij om tot uit over naar door is zijn "
    "er die dat dit deze als ook niet geen rond binnen".split()
)

# Words with which a question is put, or that say only that there is one.
_QUESTION_WORDS = frozenset(
    "wat wie hoe waar waarom wanneer welke welk hoeveel waarover waaraan iets iemand men ze zij we "
    "wij ik je jij u hij zei zeiden zegt zeggen zeg gezegd vertelt vertellen vindt vinden vond "
    "vonden gaat gaan ging zit zitten staat staan doet doen kan kunnen moet moeten wil willen mag "
    "wordt worden was waren heeft hebben had zou zouden zal zullen over rond omtrent inzake "
    "betreffende mbt tov qua alles al nog wel dan maar dus toch eens veel te mening meningen "
    "opmerking opmerkingen gaf geeft geven komt komen kwam zoals zo ook bod aan haar hun onze "
    "ons mijn zijn hem its the of what who how about is are les des du la le de et sur pour quoi "
    "comment and for on in to with mensen".split()
)


def is_empty_word(form: str) -> bool:
    """Tell whether a word says nothing of what is asked for."""
    return form in _SMALL_WORDS or form in _QUESTION_WORDS or len(form) == 1


class Piece(NamedTuple):
    """Hold one word or quoted phrase of a query, as typed."""

    tokens: tuple[str, ...]
    text: str
    is_quoted: bool
    is_excluded: bool
    # The piece before it and this one are alternatives.
    after_or: bool


@lru_cache(maxsize=64)  # a pasted text takes some time, and three ask for it
def to_pieces(query: str) -> tuple[Piece, ...]:
    """
    Cut a query into words and phrases; what holds no letter or digit is skipped.

    >>> [(piece.text, piece.is_excluded) for piece in to_pieces('e-loket -"out of the box" ***')]
    [('e-loket', False), ('out of the box', True)]
    """
    pieces: list[Piece] = []
    after_or = False
    for text, is_quoted, is_excluded in _chunks(_tight_ampersand(query)):
        if not is_quoted and text in ("OF", "OR"):
            after_or = bool(pieces)
            continue
        tokens = tuple(token.form for token in tokenise(text))
        if not any(letter.isalnum() for letter in text) or not tokens:
            continue
        pieces.append(Piece(tokens, text, is_quoted, is_excluded, after_or and not is_excluded))
        after_or = False
    return tuple(pieces)


def _chunks(query: str) -> Iterator[tuple[str, bool, bool]]:
    """
    Yield (text, is_quoted, is_excluded) for every word or phrase of a query.

    A quote that is never closed counts for nothing. A minus excludes only at
    the start of a word: ``-woord`` does, ``e-loket`` and ``wonen - werk`` don't.
    """
    place = 0
    while place < len(query):
        if query[place].isspace():
            place += 1
            continue
        is_excluded = query[place] == "-" and query[place + 1 : place + 2].strip(" -") != ""
        place += is_excluded
        end = _closing_quote(query, place) if query[place] in _QUOTES else -1
        if end > place:
            yield query[place + 1 : end], True, is_excluded
            place = end + 1
            continue
        end = _word_end(query, place)
        yield query[place:end], False, is_excluded
        place = end


def _closing_quote(query: str, place: int) -> int:
    return next((at for at in range(place + 1, len(query)) if query[at] in _QUOTES), -1)


def _word_end(query: str, place: int) -> int:
    places = range(place + 1, len(query))
    return next((at for at in places if query[at].isspace() or query[at] in _QUOTES), len(query))


def _tight_ampersand(query: str) -> str:
    """Write "K & G" and "K en G" as "K&G", so that spaces don't cut the word in three."""
    query = _SPELLED_AMPERSAND.sub(r"\1&\2", query)
    first, *others = query.split("&")
    return "&".join([first.rstrip(), *(part.strip() for part in others)])


def find_faults(query: str, pieces: Sequence[Piece]) -> Iterator[QueryFault]:
    """
    Yield what is wrong with a query; nothing for an empty one.

    >>> list(find_faults('-"wonen', to_pieces('-"wonen')))
    ['only_exclusions', 'unbalanced_quote']
    """
    if query.strip() and not pieces:
        yield "no_words"
    if pieces and all(piece.is_excluded for piece in pieces):
        yield "only_exclusions"
    if sum(query.count(quote) for quote in _QUOTES) % 2:
        yield "unbalanced_quote"
    if len(pieces) > MAX_QUERY_WORDS:
        yield "too_long"


def joined_with_neighbours(pieces: Sequence[Piece], place: int) -> Iterator[str]:
    """
    Yield the piece written as one word with the piece before it and after it.

    >>> list(joined_with_neighbours(to_pieces("de case manager"), 1))
    ['decase', 'casemanager']
    """
    for first, second in pairwise(pieces[max(0, place - 1) : place + 2]):
        if not (first.is_quoted or second.is_quoted or second.after_or):
            yield "".join(first.tokens + second.tokens)
