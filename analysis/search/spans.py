"""The marks of a match: which places in the text of a remark meet a query, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.search.dutch_words import Token, ellipses, joined_tokens, tokenise
from analysis.search.ladder import WEIGHTS, Reason, Term
from analysis.search.vocabulary import Vocabulary

# Start, end and reason; the end is the first place after it.
Span = tuple[int, int, Reason]


def to_spans(text: str, terms: Sequence[Term], vocabulary: Vocabulary) -> list[Span]:
    """
    Return the places in one remark that meet a term, sorted, never overlapping.

    Where two overlap, the stronger reason wins, then the longer place.
    """
    tokens = tokenise(text)
    candidates: list[Span] = []
    for term in terms:
        candidates += _word_spans(term, (*tokens, *joined_tokens(text, tokens)), vocabulary)
        candidates += _stump_spans(term, text, tokens, vocabulary)
        candidates += _phrase_spans(term, tokens, vocabulary)
    candidates.sort(key=lambda span: (-WEIGHTS[span[2]], span[0] - span[1], span[0]))
    chosen: list[Span] = []
    for start, end, reason in candidates:
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, reason))
    return sorted(chosen)


def _word_spans(term: Term, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Span]:
    for token in tokens:
        number = vocabulary.number(token.form)
        if number is not None and number in term.forms:
            yield token.start, token.end, term.forms[number]


def _stump_spans(
    term: Term, text: str, tokens: Sequence[Token], vocabulary: Vocabulary
) -> Iterator[Span]:
    for ellipsis in ellipses(text, tokens):
        for form in vocabulary.completions(ellipsis):
            suggested = vocabulary.suggested_number(form)
            if suggested is not None and suggested in term.forms:
                yield ellipsis.stump.start, ellipsis.stump.end, term.forms[suggested]


def _phrase_spans(term: Term, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Span]:
    numbers = [vocabulary.number(token.form) for token in tokens]
    for phrase, reason in term.phrases:
        for place in range(len(tokens) - len(phrase) + 1):
            run = numbers[place : place + len(phrase)]
            if all(number in forms for number, forms in zip(run, phrase, strict=True)):
                yield tokens[place].start, tokens[place + len(phrase) - 1].end, reason
