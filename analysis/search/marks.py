"""
The marks of a match: which places in the text of a remark meet a query, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.search.dutch_words import Token, ellipses, joined_tokens, tokenise
from analysis.search.ladder import WEIGHTS, Reason, Term
from analysis.search.vocabulary import Vocabulary

# Start, end and reason; the end is the first place after it.
Mark = tuple[int, int, Reason]


def find_marks(text: str, terms: Sequence[Term], vocabulary: Vocabulary) -> list[Mark]:
    """
    Return the places in one remark that meet a term, sorted, never overlapping.

    Where two overlap, the stronger reason wins, then the longer place.
    """
    tokens = tokenise(text)
    candidates: list[Mark] = []
    for term in terms:
        candidates += _word_marks(term, (*tokens, *joined_tokens(text, tokens)), vocabulary)
        candidates += _stump_marks(term, text, tokens, vocabulary)
        candidates += _phrase_marks(term, tokens, vocabulary)
    candidates.sort(key=lambda mark: (-WEIGHTS[mark[2]], mark[0] - mark[1], mark[0]))
    chosen: list[Mark] = []
    for start, end, reason in candidates:
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, reason))
    return sorted(chosen)


def _word_marks(term: Term, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Mark]:
    for token in tokens:
        number = vocabulary.number(token.form)
        if number in term.forms:
            yield token.start, token.end, term.forms[number]


def _stump_marks(
    term: Term, text: str, tokens: Sequence[Token], vocabulary: Vocabulary
) -> Iterator[Mark]:
    for ellipsis in ellipses(text, tokens):
        for form in vocabulary.completions(ellipsis):
            suggested = vocabulary.suggested_number(form)
            if suggested in term.forms:
                yield ellipsis.stump.start, ellipsis.stump.end, term.forms[suggested]


def _phrase_marks(term: Term, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Mark]:
    numbers = [vocabulary.number(token.form) for token in tokens]
    for phrase, reason in term.phrases:
        for place in range(len(tokens) - len(phrase) + 1):
            run = numbers[place : place + len(phrase)]
            if all(number in forms for number, forms in zip(run, phrase, strict=True)):
                yield tokens[place].start, tokens[place + len(phrase) - 1].end, reason
