"""
The link: a view as the words of an address, and back.

A link holds keys, never labels, so that a label can be reworded without breaking
old links. What a link asks that is not there is dropped and named in a notice;
the rest of the link still counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from analysis.facet import COMPARED_FACETS, FACETS, Facet, list_words
from analysis.view import (
    LAYOUTS,
    LONGEST_NOTE,
    MOST_ANSWERED,
    MOST_COMPARED,
    MOST_SHELVED,
    SORTS,
    View,
)
from loaders.dataset import Dataset

LONGEST_QUERY = 300
# The one word that is asked before there are data to read a link by.
HIDES_NAMES = "zonder-namen"
LONGEST_SHOWN = 60
_ANSWER_ID = re.compile(r"a[1-9][0-9]{0,8}")
_T = TypeVar("_T")
Values = Sequence[str]
Parameters = Mapping[str, Values]


@dataclass(frozen=True)
class Notice:
    """
    Something a link asked for that could not be given.

    Attributes:
        parameter: the word in the link.
        value: what it asked, cut short where it is long.
        reason: ``unknown_parameter``, ``unknown_value``, ``too_long`` (a text) or
            ``too_many`` (things named).
    """

    parameter: str
    value: str
    reason: str


@dataclass(frozen=True)
class _Parameter:
    """
    One word of the link: how it is written, and how it is read.

    ``read`` gives the values that are right and the ones that are not.
    """

    name: str
    write: Callable[[View], Values]
    read: Callable[[View, Values, Dataset], tuple[View, list[Notice]]]


def to_parameters(view: View) -> dict[str, list[str]]:
    """
    Write a view as the parameters of a link; what is as usual is left out.

    >>> from analysis.selection import Selection
    >>> to_parameters(View(Selection(groups=("group_1",), query="wonen"), page=2))
    {'groep': ['group_1'], 'zoek': ['wonen'], 'blad': ['2']}
    """
    written = ((parameter.name, list(parameter.write(view))) for parameter in _PARAMETERS)
    return {name: values for name, values in written if values}


def to_link(view: View, path: str = "") -> str:
    """
    Write a view as a relative link.

    >>> from analysis.selection import Selection
    >>> to_link(View(Selection(query="a & b")), "opmerkingen")
    'opmerkingen?zoek=a+%26+b'
    """
    query = urlencode(to_parameters(view), doseq=True)
    return f"{path}?{query}" if query else path or "?"


def read_parameters(
    parameters: Parameters, dataset: Dataset
) -> tuple[View, list[Notice]]:
    """
    Read the parameters of a link, however mangled.

    Args:
        parameters: every word of the link with its values, in order.
        dataset: what there is to ask for.

    Returns:
        The view, made of all that could be read, and a notice for each thing
        that could not.
    """
    view, notices = View(), []
    known = {parameter.name: parameter for parameter in _PARAMETERS}
    for name, values in parameters.items():
        if name in known:
            view, more = known[name].read(view, values, dataset)
            notices += [replace(notice, parameter=name) for notice in more]
        else:
            notices.append(Notice(_short(name), _short(", ".join(values)), "unknown_parameter"))
    return view, notices


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"


def _keep_known(values: Values, allowed: Collection[str]) -> tuple[tuple[str, ...], list[Notice]]:
    known = tuple(dict.fromkeys(value for value in values if value in allowed))
    unknown = dict.fromkeys(value for value in values if value not in allowed)
    return known, [Notice("", _short(value), "unknown_value") for value in unknown]


def _facet_parameter(facet: Facet) -> _Parameter:
    def write(view: View) -> Values:
        keys: Values = getattr(view.selection, facet.name)
        return keys

    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        known, notices = _keep_known(values, facet.to_words(dataset))
        keys = tuple(dict.fromkeys(facet.to_current(known, dataset)))
        chosen: dict[str, Any] = {facet.name: keys}  # only this: a link says all that holds itself
        return replace(view, selection=replace(view.selection, **chosen)), notices

    return _Parameter(facet.parameter, write, read)


def _text_parameter(name: str, get: Callable[[View], str], put: Callable[[View, str], View]) -> (
    _Parameter
):
    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        text = values[-1] if values else ""
        cut = [Notice("", _short(text), "too_long")] if len(text) > LONGEST_QUERY else []
        return put(view, text[:LONGEST_QUERY]), cut

    return _Parameter(name, lambda view: [get(view)] if get(view).strip() else [], read)


def _switch_parameter(
    name: str, get: Callable[[View], bool], put: Callable[[View, bool], View]
) -> _Parameter:
    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        known, notices = _keep_known(values, ("ja", "nee"))
        return put(view, known[-1:] == ("ja",)), notices

    return _Parameter(name, lambda view: ["ja"] if get(view) else [], read)


def _choice_parameter(
    name: str, attribute: str, allowed: Callable[[Dataset], Collection[str]], usual: str
) -> _Parameter:
    def write(view: View) -> Values:
        value: str = getattr(view, attribute)
        return [] if value == usual else [value]

    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        known, notices = _keep_known(values, allowed(dataset))
        chosen: dict[str, Any] = {attribute: known[-1]} if known else {}
        return replace(view, **chosen), notices

    return _Parameter(name, write, read)


def _number_parameter(name: str, attribute: str) -> _Parameter:
    def write(view: View) -> Values:
        number: int = getattr(view, attribute)
        return [str(number)] if number > 1 else []

    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        text = values[-1] if values else ""
        if text.isascii() and text.isdigit() and int(text[:9]) > 0:
            number: dict[str, Any] = {attribute: int(text[:9])}
            return replace(view, **number), []
        return view, [Notice("", _short(text), "unknown_value")]

    return _Parameter(name, write, read)


def _slide_parameter(
    name: str, is_written: Callable[[View], bool], *, is_full: bool = False
) -> _Parameter:
    number = _number_parameter(name, "slide")

    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        turned, notices = number.read(view, values, dataset)
        is_new = is_full and not notices and view.deck == "summary"
        return replace(turned, deck="full") if is_new else turned, notices

    return _Parameter(name, lambda view: [str(view.slide)] if is_written(view) else [], read)


def _write_shortlist(view: View) -> Values:
    return [f"{key} {note}".strip() for key, note in view.shortlist]


def _read_shortlist(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
    known = set(dataset.remarks["remark_id"])
    entries: dict[str, str] = {}
    notices = []
    for value in values:
        key, _, note = value.partition(" ")
        if key in known:
            note = note.strip()
            if len(note) > LONGEST_NOTE:
                notices.append(Notice("", _short(note), "too_long"))
            entries.setdefault(key, note[:LONGEST_NOTE])
        else:
            notices.append(Notice("", _short(value), "unknown_value"))
    kept, more = _keep_first(tuple(entries.items()), MOST_SHELVED)
    return replace(view, shortlist=kept), [*notices, *more]


def _read_compared(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
    keys, notices = _keep_known(values, list_words(COMPARED_FACETS, dataset))
    kept, more = _keep_first(keys, MOST_COMPARED)
    return replace(view, compared=kept), [*notices, *more]


def _keep_first(things: tuple[_T, ...], most: int) -> tuple[tuple[_T, ...], list[Notice]]:
    left_out = len(things) - most
    notices = [Notice("", str(left_out), "too_many")] if left_out > 0 else []
    return things[:most], notices


def _read_answer(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
    # Which answers there are, the store knows; here only that it may be the name of one.
    known = [value for value in values if _ANSWER_ID.fullmatch(value)]
    unknown = [Notice("", _short(value), "unknown_value") for value in values if value not in known]
    return replace(view, answer=known[-1] if known else ""), unknown


def _read_since(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
    known, unknown = _keep_known(values, [value for value in values if _is_day(value)])
    return replace(view, since=known[-1] if known else ""), unknown


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _read_answering(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
    there_are = set(dataset.remarks["remark_id"])
    keys, _ = _keep_known(" ".join(values).split(), there_are)
    kept, cut = _keep_first(keys, MOST_ANSWERED)
    # One for each value, however many words someone put in it.
    unknown = [Notice("", _short(value), "unknown_value") for value in values
               if not there_are.issuperset(value.split())]
    return replace(view, answering=tuple(kept)), [*unknown, *cut]


def _put_query(view: View, text: str) -> View:
    return replace(view, selection=replace(view.selection, query=text))


def _put_exact(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_exact=value))


def _put_related(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, has_related=value))


def _put_main_theme(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_main_theme_only=value))


def _put_every_theme(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_every_theme=value))


_PARAMETERS: tuple[_Parameter, ...] = (
    *map(_facet_parameter, FACETS),
    _text_parameter("zoek", lambda view: view.selection.query, _put_query),
    _switch_parameter("exact", lambda view: view.selection.is_exact, _put_exact),
    _switch_parameter("verwant", lambda view: view.selection.has_related, _put_related),
    _switch_parameter(
        "hoofdthema", lambda view: view.selection.is_main_theme_only, _put_main_theme
    ),
    _switch_parameter("samen", lambda view: view.selection.is_every_theme, _put_every_theme),
    _choice_parameter("sorteer", "sort", lambda _: SORTS, ""),
    _choice_parameter("weergave", "layout", lambda _: LAYOUTS, LAYOUTS[0]),
    _number_parameter("blad", "page"),
    _choice_parameter(
        "opmerking", "remark", lambda dataset: set(dataset.remarks["remark_id"]), ""
    ),
    _number_parameter("regel", "line"),
    _choice_parameter("verslag", "meeting", lambda dataset: set(dataset.reports), ""),
    _choice_parameter("vergelijk", "compare_facet", lambda _: COMPARED_FACETS, COMPARED_FACETS[0]),
    _Parameter("met", lambda view: view.compared, _read_compared),
    _choice_parameter(
        "wie", "profile", lambda dataset: list_words(("speakers",), dataset), "",
    ),
    _text_parameter(
        "vraag", lambda view: view.lookup, lambda view, text: replace(view, lookup=text)
    ),
    _slide_parameter("kort", lambda view: view.deck == "summary" and view.slide > 1),
    # In links from before there was a summary, a number is that of a slide of the whole deck.
    _slide_parameter("dia", lambda view: view.deck != "summary", is_full=True),
    _switch_parameter(
        "los", lambda view: view.deck == "spotlight",
        lambda view, value: replace(view, deck="spotlight") if value else view,
    ),
    _switch_parameter(
        "reeks", lambda view: view.is_shortlist,
        lambda view, value: replace(view, is_shortlist=value),
    ),
    _Parameter("lijst", _write_shortlist, _read_shortlist),
    _Parameter("antwoordnr", lambda view: [view.answer] if view.answer else [], _read_answer),
    _Parameter("bij", lambda view: [" ".join(view.answering)] if view.answering else [],
               _read_answering),
    _text_parameter(
        "wachtrij", lambda view: view.service, lambda view, text: replace(view, service=text)
    ),
    _Parameter("sinds", lambda view: [view.since] if view.since else [], _read_since),
    _switch_parameter(
        HIDES_NAMES, lambda view: view.hides_names,
        lambda view, value: replace(view, hides_names=value),
    ),
)
# Every word that a link may hold.
PARAMETER_NAMES = tuple(parameter.name for parameter in _PARAMETERS)
