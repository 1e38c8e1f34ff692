"""The plan of a query: which terms must all be met, and which are excluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.search.ladder import Ladder, Term, Widening, Words
from analysis.search.query import Piece, is_empty_word, joined_with_neighbours

# An abbreviation of so many letters is searched as itself and its meaning, not widened.
_SHORT = 4
# Past so many words a query is a pasted text: the other words are taken as typed.
MOST_WIDENED = 12


@dataclass(frozen=True)
class Plan:
    """Hold a whole query: groups that must all be met, each by one of its terms."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> list[Term]:
        """The terms of all groups, in the order of the query."""
        return [term for group in self.groups for term in group]


class Planner:
    """Turn the pieces of a query into a plan over the vocabulary."""

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder

    def read_small_operators(self, pieces: Sequence[Piece]) -> list[Piece]:
        """
        Read a lower-case "of" between two words as OF, and pass over "en".

        "of" is a word too: where the remarks hold it between these very words
        ("out of the box"), it stays one.
        """
        read: list[Piece] = []
        is_or = False
        in_name = 0
        for place, piece in enumerate(pieces):
            # The "en" of Kind en Gezin belongs to the name.
            in_name = max(in_name - 1, self._name_size(pieces[place:]))
            is_plain = not (in_name or is_or) and _stands_between(pieces, place)
            if is_plain and piece.tokens == ("en",):
                continue
            if is_plain and self._is_operator(pieces, place):
                is_or = True
                continue
            read.append(piece._replace(after_or=piece.after_or or (is_or and bool(read))))
            is_or = False
        return read

    def _is_operator(self, pieces: Sequence[Piece], place: int) -> bool:
        around = pieces[place - 1 : place + 2]
        return pieces[place].tokens in (("of",), ("or",)) and not self._occurs(_words(around))

    def _occurs(self, words: Words) -> bool:
        numbers = [self._ladder.vocabulary.number(form) for form in words]
        phrase = [(number,) for number in numbers if number is not None]
        return len(phrase) == len(numbers) and self._ladder.postings.phrase_rows(phrase).size > 0

    def plan(self, pieces: Sequence[Piece], exact: bool) -> Plan:
        """
        Plan a query.

        Args:
            pieces: its words and phrases, in order.
            exact: look for the words as typed only.
        """
        wanted = [piece for piece in pieces if not piece.is_excluded]
        groups: list[list[Term]] = []
        place = 0
        while place < len(wanted):
            size = 0 if exact else self._name_size(wanted[place:])
            if size:
                term = self._name_term(wanted[place : place + size])
            else:
                term = self._term(wanted, place, exact or place >= MOST_WIDENED)
            if not (wanted[place].after_or and groups):
                groups.append([])
            groups[-1].append(term)
            place += size or 1
        excluded = tuple(self._excluded_term(piece) for piece in pieces if piece.is_excluded)
        return Plan(tuple(map(tuple, groups)), excluded)

    def _name_size(self, pieces: Sequence[Piece]) -> int:
        """Return how many pieces, from the first, spell an abbreviation or its meaning."""
        longest = min(self._ladder.abbreviations.longest, len(pieces))
        sizes = (size for size in range(longest, 0, -1) if self._is_name(pieces[:size]))
        return next(sizes, 0)

    def _is_name(self, run: Sequence[Piece]) -> bool:
        if any(piece.is_quoted for piece in run) or any(piece.after_or for piece in run[1:]):
            return False
        words = _words(run)
        if self._ladder.abbreviations.meanings_of(words):
            return True
        return len(words) > 1 and bool(self._ladder.abbreviations.short_forms_of(words))

    def _name_term(self, pieces: Sequence[Piece]) -> Term:
        """Look for an abbreviation or a meaning of several words, and for the other."""
        words = _words(pieces)
        found = Widening()
        self._ladder.add_as_typed(found, words)
        self._ladder.add_inflected(found, words, "inflection")
        self._ladder.add_meanings(found, words)
        is_abbreviation = bool(self._ladder.abbreviations.meanings_of(words))
        if is_abbreviation and len(words) == 1 and len(words[0]) > _SHORT:
            self._ladder.add_other_guises(found, words[0])
        self._ladder.add_short_forms(found, words)
        return found.to_term(" ".join(piece.text for piece in pieces))

    def _term(self, pieces: Sequence[Piece], place: int, exact: bool) -> Term:
        piece = pieces[place]
        joined = "".join(piece.tokens)
        found = self._as_typed(piece)
        if exact or piece.is_quoted or self._says_nothing(piece, pieces):
            return found.to_term(piece.text)
        if len(piece.tokens) > 1:
            self._ladder.add_inflected(found, piece.tokens, "inflection")
            self._ladder.add_inflected(found, (joined,), "inflection")
        self._ladder.add_other_guises(found, joined)
        for other in joined_with_neighbours(pieces, place):
            self._ladder.add_written_as_one(found, other)
        return found.to_term(piece.text)

    @staticmethod
    def _says_nothing(piece: Piece, pieces: Sequence[Piece]) -> bool:
        """Tell whether a word is too small to be widened beside words that say more."""
        is_empty = [all(map(is_empty_word, other.tokens)) for other in (piece, *pieces)]
        return is_empty[0] and not all(is_empty)

    def _excluded_term(self, piece: Piece) -> Term:
        """Exclude a phrase as it stands and a word with its inflections, no more."""
        found = self._as_typed(piece)
        if not piece.is_quoted:
            self._ladder.add_inflected(found, piece.tokens, "inflection")
        return found.to_term(piece.text)

    def _as_typed(self, piece: Piece) -> Widening:
        """Look for the words as typed, and for the same without hyphens: e-loket, eloket."""
        found = Widening()
        self._ladder.add_as_typed(found, piece.tokens)
        if len(piece.tokens) > 1:
            self._ladder.add_as_typed(found, ("".join(piece.tokens),))
        return found


def _stands_between(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a piece is a plain word with a piece on either side."""
    piece = pieces[place]
    is_plain = not (piece.is_quoted or piece.is_excluded or piece.after_or)
    return is_plain and 0 < place < len(pieces) - 1


def _words(pieces: Sequence[Piece]) -> Words:
    return tuple(form for piece in pieces for form in piece.tokens)
