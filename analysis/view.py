"""
The view: everything that is on the screen, and the link that brings it back.

A link holds keys, never labels, so that a label can be reworded without breaking
old links. What a link asks that is not there is dropped and named in a notice;
the rest of the link still counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from analysis.selection import FACETS, Selection
from loaders.dataset import Dataset

SORTS = ("report", "theme", "sentiment", "relevance")
LAYOUTS = ("cards", "table")
COMPARE_FACETS = ("groups", "themes")
MOST_COMPARED = 4
LONGEST_QUERY = 300
# A link of 50 notes this long still fits in what browsers and mail programs accept.
LONGEST_NOTE = 100
MOST_SHELVED = 50
LONGEST_SHOWN = 60

_T = TypeVar("_T")
Values = Sequence[str]
Parameters = Mapping[str, Values]


@dataclass(frozen=True)
class View:
    """
    Hold what is on the screen: the selection and how it is shown.

    Attributes:
        selection: which remarks.
        sort: order of the remarks; empty means the best one: by relevance
            while searching, else in the order of the report.
        page: page of the list, from 1.
        layout: cards or a table.
        remark: the remark that is open; empty when none is.
        compare_facet: what stands side by side.
        compared: keys that stand side by side, from left to right.
        profile: the person or organisation whose page is open.
        lookup: the name that is asked for among people and organisations.
        slide: number of the slide, from 1.
        is_spotlight: whether every slide holds one remark.
        is_shortlist: whether the deck is the shortlist instead of the selection.
        shortlist: remarks set aside, in the order of the presenter, each with
            a note, which may be empty.
        hides_names: whether personal names are left out everywhere.
    """

    selection: Selection = field(default_factory=Selection)
    sort: str = ""
    page: int = 1
    layout: str = LAYOUTS[0]
    remark: str = ""
    compare_facet: str = COMPARE_FACETS[0]
    compared: tuple[str, ...] = ()
    profile: str = ""
    lookup: str = ""
    slide: int = 1
    is_spotlight: bool = False
    is_shortlist: bool = False
    shortlist: tuple[tuple[str, str], ...] = ()
    hides_names: bool = False

    @property
    def effective_sort(self) -> str:
        """Give the order that applies: relevance only means something while searching."""
        is_searching = bool(self.selection.query.strip())
        if self.sort and (self.sort != "relevance" or is_searching):
            return self.sort
        return "relevance" if is_searching else "report"

    def with_selection(self, selection: Selection) -> View:
        """Give the view of another selection, at its first page."""
        if selection == self.selection:
            return self
        return replace(self, selection=selection, page=1, slide=1)

    def without_private(self, *, keeps_shortlist: bool = False) -> View:
        """
        Give the view for others: without what the reader noted or looked up.

        What was set aside goes along only where it is what the others see: on
        slides of it, and where ``keeps_shortlist`` says so.
        """
        shown = self.shortlist if self.is_shortlist or keeps_shortlist else ()
        shortlist = tuple((key, "") for key, _ in shown)
        return replace(self, shortlist=shortlist, lookup="", profile="")

    def with_shelved(self, remark_id: str) -> View:
        """
        Give the view with a remark set aside, or taken back where it was set aside.

        A list that is full (MOST_SHELVED) stays as it is: its link could hold no more.
        """
        kept = tuple(entry for entry in self.shortlist if entry[0] != remark_id)
        is_new = len(kept) == len(self.shortlist)
        shelved = (*kept, (remark_id, "")) if is_new else kept
        return replace(self, shortlist=shelved[:MOST_SHELVED])

    def with_moved(self, remark_id: str, steps: int) -> View:
        """Give the view with a remark moved up (negative) or down its shortlist."""
        entries = list(self.shortlist)
        keys = [key for key, _ in entries]
        if remark_id not in keys:
            # A second click on a row that is gone already.
            return self
        place = keys.index(remark_id)
        entry = entries.pop(place)
        entries.insert(max(place + steps, 0), entry)
        return replace(self, shortlist=tuple(entries))

    def with_note(self, remark_id: str, note: str) -> View:
        """Give the view with another note beside a remark that is set aside."""
        return replace(self, shortlist=tuple(
            (key, note.strip()[:LONGEST_NOTE] if key == remark_id else old)
            for key, old in self.shortlist
        ))


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

    >>> to_parameters(View(Selection(groups=("group_1",), query="wonen"), page=2))
    {'groep': ['group_1'], 'zoek': ['wonen'], 'blad': ['2']}
    """
    written = ((parameter.name, list(parameter.write(view))) for parameter in _PARAMETERS)
    return {name: values for name, values in written if values}


def to_link(view: View, path: str = "") -> str:
    """
    Write a view as a relative link.

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


def _facet_parameter(name: str, facet: str) -> _Parameter:
    def write(view: View) -> Values:
        keys: tuple[str, ...] = getattr(view.selection, facet)
        return keys

    def read(view: View, values: Values, dataset: Dataset) -> tuple[View, list[Notice]]:
        keys, notices = _keep_known(values, _allowed(dataset, facet))
        chosen: dict[str, Any] = {facet: keys}  # only this: a link says all that holds itself
        return replace(view, selection=replace(view.selection, **chosen)), notices

    return _Parameter(name, write, read)


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
    allowed = {key for facet in COMPARE_FACETS for key in _allowed(dataset, facet)}
    keys, notices = _keep_known(values, allowed)
    kept, more = _keep_first(keys, MOST_COMPARED)
    return replace(view, compared=kept), [*notices, *more]


def _keep_first(things: tuple[_T, ...], most: int) -> tuple[tuple[_T, ...], list[Notice]]:
    left_out = len(things) - most
    notices = [Notice("", str(left_out), "too_many")] if left_out > 0 else []
    return things[:most], notices


def _allowed(dataset: Dataset, facet: str) -> Collection[str]:
    if facet == "groups":
        return set(dataset.groups["key"])
    if facet == "organisations":
        return set(dataset.organisations["key"])
    if facet == "speakers":
        return {*dataset.people["key"], *dataset.organisations["key"]}
    field_of_codebook = {"themes": "theme", "sentiments": "sentiment"}[facet]
    codebook = dataset.codebook
    return set(codebook.loc[codebook["field"] == field_of_codebook, "key"])


def _put_query(view: View, text: str) -> View:
    return replace(view, selection=replace(view.selection, query=text))


def _put_exact(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_exact=value))


def _put_main_theme(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_main_theme_only=value))


def _put_every_theme(view: View, value: bool) -> View:
    return replace(view, selection=replace(view.selection, is_every_theme=value))


_FACET_NAMES = dict(zip(FACETS, ("groep", "oordeel", "thema", "spreker", "organisatie"),
                        strict=True))
_PARAMETERS: tuple[_Parameter, ...] = (
    *(_facet_parameter(name, facet) for facet, name in _FACET_NAMES.items()),
    _text_parameter("zoek", lambda view: view.selection.query, _put_query),
    _switch_parameter("exact", lambda view: view.selection.is_exact, _put_exact),
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
    _choice_parameter("vergelijk", "compare_facet", lambda _: COMPARE_FACETS, COMPARE_FACETS[0]),
    _Parameter("met", lambda view: view.compared, _read_compared),
    _choice_parameter(
        "wie", "profile",
        lambda dataset: {*dataset.people["key"], *dataset.organisations["key"]}, "",
    ),
    _text_parameter(
        "vraag", lambda view: view.lookup, lambda view, text: replace(view, lookup=text)
    ),
    _number_parameter("dia", "slide"),
    _switch_parameter(
        "los", lambda view: view.is_spotlight,
        lambda view, value: replace(view, is_spotlight=value),
    ),
    _switch_parameter(
        "reeks", lambda view: view.is_shortlist,
        lambda view, value: replace(view, is_shortlist=value),
    ),
    _Parameter("lijst", _write_shortlist, _read_shortlist),
    _switch_parameter(
        "zonder-namen", lambda view: view.hides_names,
        lambda view, value: replace(view, hides_names=value),
    ),
)
# Every word that a link may hold.
PARAMETER_NAMES = tuple(parameter.name for parameter in _PARAMETERS)
