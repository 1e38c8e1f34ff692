"""
What a click asks: from a view and an event to the next view.

An event is what a pressed element carries in its ``data-`` attributes: ``do``
names the verb, the rest is what it is done to. It comes from a browser, so
anything may stand in it; what is not of the form of its verb is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.facet import FACET_NAMES
from analysis.pages import PAGES
from analysis.selection import Selection
from analysis.view import View

Event = Mapping[str, str]

# Attributes that only the style sheet or the script in the browser reads.
DRAWN_ONLY = frozenset({"sign", "label", "shortcut", "number", "hit"})
# What the script does by itself, without the server.
BROWSER_VERBS = frozenset({"copy", "jump", "hit", "turn"})


_SWITCHES = ("is_main_theme_only", "is_every_theme", "hides_names")


class ActionError(ValueError):
    """An event is not of a form that any drawn element sends."""


@dataclass(frozen=True)
class Act:
    """
    What comes of a click.

    Attributes:
        view: the view from now on.
        page: the page to go to; empty to stay.
        is_refused: whether nothing was set aside because the list is full.
        is_dismissal: whether the notices about the link have been read.
    """

    view: View
    page: str = ""
    is_refused: bool = False
    is_dismissal: bool = False


@dataclass(frozen=True)
class _Verb:
    """One thing a click can ask: what to do, and the fields that come along."""

    do: Callable[[View, Event], Act]
    needs: frozenset[str] = frozenset()
    may_have: frozenset[str] = frozenset()


def act(view: View, event: Mapping[str, Any]) -> Act:
    """
    Do what a click asks.

    Raises:
        ActionError: where the event is not of the form of its verb. Keys are
            not looked up: what the data do not hold, the link's own check drops.

    >>> act(View(), {"do": "open", "key": "r1"}).page
    'remarks'
    """
    name = event.get("do")
    verb = _VERBS.get(name) if isinstance(name, str) else None
    if verb is None:
        raise ActionError(f"no such verb: {name!r:.60}")
    fields = set(event) - {"do"} - DRAWN_ONLY
    if not verb.needs <= fields <= verb.needs | verb.may_have:
        raise ActionError(f"{name!r} does not come with {sorted(map(str, fields))!r:.120}")
    if not all(isinstance(value, str) for value in event.values()):
        raise ActionError(f"{name!r} comes with something that is no text")
    _check_names(event)
    done = verb.do(view, event)
    # What is on the form of an answer is no part of the view of another page.
    is_left = done.page not in ("", "answer")
    return replace(done, view=done.view.without_answer()) if is_left else done


def _check_names(event: Event) -> None:
    parts = (*FACET_NAMES, "query")
    allowed = {
        "facet": parts if event["do"] == "remove" else FACET_NAMES,
        "field": _SWITCHES if event["do"] == "switch" else parts,
        "page": ("", *(page.name for page in PAGES)), "steps": ("1", "-1"),
    }
    for field, names in allowed.items():
        if event.get(field, names[0]) not in names:
            raise ActionError(f"no such {field}: {event[field]!r:.60}")
    if not event.get("line", "1").isdecimal():
        raise ActionError(f"no number: {event['line']!r:.60}")


def _select(view: View, selection: Selection) -> Act:
    return Act(view.with_selection(selection))


def _open_list(view: View, selection: Selection, page: str) -> Act:
    # A remark that is still open would stand before the list that is asked for.
    return Act(replace(view.with_selection(selection), remark=""), page)


def _filter(view: View, event: Event) -> Act:
    return _select(view, view.selection.toggled(event["facet"], event["key"]))


def _remove(view: View, event: Event) -> Act:
    if event["facet"] == "query":
        return _loosen(view, {"field": "query"})
    return _filter(view, event)


def _loosen(view: View, event: Event) -> Act:
    selection, field = view.selection, event["field"]
    is_query = field == "query"
    return _select(
        view, replace(selection, query="", has_related=False) if is_query
        else selection.with_keys(field, ()))


def _only(view: View, event: Event) -> Act:
    return _open_list(view, _with_only(view.selection, event), event.get("page", ""))


def _narrow(view: View, event: Event) -> Act:
    narrowed = view.selection.narrowed_to_themes(*event["themes"].split(" "))
    if narrowed is None:
        # A click that was on its way when the filters changed may ask what can't be said.
        return Act(view)
    others = {field: keys for field, keys in event.items() if field != "themes"}
    return _open_list(view, _with_only(narrowed, others), event.get("page", ""))


def _with_only(selection: Selection, event: Event) -> Selection:
    for facet in FACET_NAMES:
        if facet in event:
            selection = selection.with_keys(facet, event[facet].split())
    return selection


def _label(view: View, event: Event) -> Act:
    only = view.selection.cleared().with_keys(event["facet"], (event["key"],))
    return _open_list(view, replace(only, is_main_theme_only=False), "remarks")


def _understand(view: View, event: Event) -> Act:
    keys = {field: value for field, value in event.items() if field in FACET_NAMES}
    return _select(view, replace(_with_only(view.selection, keys), query=event["query"]))


def _switch(view: View, event: Event) -> Act:
    field: str = event["field"]
    if field == "hides_names":
        return Act(replace(view, hides_names=not view.hides_names))
    switched: dict[str, Any] = {field: not getattr(view.selection, field)}
    changed = replace(view.selection, **switched)
    if changed.is_main_theme_only:
        # A remark has one main theme: no two of them stand together.
        changed = replace(changed, is_every_theme=False)
    return _select(view, changed)


def _open(view: View, event: Event) -> Act:
    return Act(replace(view, remark=event["key"], line=1), "remarks")


def _in_report(view: View, event: Event) -> Act:
    return Act(replace(view, remark=event["key"], line=1), "report")


def _line(view: View, event: Event) -> Act:
    line, meeting = int(event["line"][:9]), event.get("meeting", "")
    return Act(replace(view, remark="", line=line, meeting=meeting), "report")


def _profile(view: View, event: Event) -> Act:
    return Act(replace(view, profile=event["key"], lookup=""), "directory")


def _shelve(view: View, event: Event) -> Act:
    shelved = view.with_shelved(event["key"])
    return Act(shelved, is_refused=shelved == view)


def _move(view: View, event: Event) -> Act:
    return Act(view.with_moved(event["key"], int(event["steps"])))


def _answer(view: View, event: Event) -> Act:
    keys = tuple(event.get("remarks", "").split())
    return Act(replace(view, answer=event["key"], answering=keys, page=1), "answer")


def _take_out(view: View, event: Event) -> Act:
    kept = tuple(key for key in view.answering if key != event["key"])
    # An answer to nothing is none.
    return Act(replace(view, answering=kept) if kept else view)


_ONE = frozenset({"facet", "key"})
_KEY = frozenset({"key"})
_WHICH = frozenset({*FACET_NAMES, "page"})
_VERBS: Mapping[str, _Verb] = {
    # Toggles one key of a facet.
    "filter": _Verb(_filter, _ONE),
    # Turns on or off how themes count, or whether names are shown.
    "switch": _Verb(_switch, frozenset({"field"})),
    # Takes a chip away: a key, or the query.
    "remove": _Verb(_remove, _ONE),
    # Takes a whole facet away, or the query.
    "loosen": _Verb(_loosen, frozenset({"field"})),
    # Takes every chip away.
    "clear": _Verb(lambda view, _: _select(view, view.selection.cleared())),
    # Sets facets to the keys given.
    "only": _Verb(_only, may_have=_WHICH),
    # So too, and keeps of the selection what carries all these themes.
    "narrow": _Verb(_narrow, frozenset({"themes"}), _WHICH),
    # Asks for one key and nothing else.
    "label": _Verb(_label, _ONE),
    # A bar of the hero chart: just its remarks, or the same without.
    "bar": _Verb(
        lambda view, event: _select(
            view, view.selection.with_bar(event["theme"], event["sentiment"])),
        frozenset({"theme", "sentiment"}),
    ),
    "query": _Verb(
        lambda view, event: replace(
            _select(view, replace(view.selection, query=event["query"])),
            page=event.get("page", "")),
        frozenset({"query"}), frozenset({"page"}),
    ),
    # Sets facets to what the query names, and searches for the words that are left.
    "understand": _Verb(_understand, frozenset({"query"}), frozenset(FACET_NAMES)),
    # Takes in what is related to the query.
    "related": _Verb(
        lambda view, _: _select(view, replace(view.selection, has_related=True))),
    "open": _Verb(_open, _KEY),
    "in_report": _Verb(_in_report, _KEY),
    # Opens the report of a meeting at a line.
    "line": _Verb(_line, frozenset({"line"}), frozenset({"meeting"})),
    "close": _Verb(lambda view, _: Act(replace(view, remark=""))),
    # Opens a person or an organisation; without a key, the list of all.
    "profile": _Verb(_profile, _KEY),
    "page": _Verb(
        lambda view, event: Act(view.without_opened(), event["page"]), frozenset({"page"})
    ),
    # Sets a remark aside, or takes it back; moves it in that list.
    "shelve": _Verb(_shelve, _KEY),
    "move": _Verb(_move, frozenset({"key", "steps"})),
    # Opens an answer, to change it, or to make it about these remarks; without a key a new one,
    # without both the list of all that is not published yet.
    "answer": _Verb(_answer, _KEY, frozenset({"remarks"})),
    # Takes a remark out of the answer that is on the form.
    "take_out": _Verb(_take_out, _KEY),
    # Shows what was set aside as slides.
    "present": _Verb(
        lambda view, _: Act(replace(view, is_shortlist=True, slide=1), "present")),
    # The notices about the link have been read.
    "dismiss": _Verb(lambda view, _: Act(view, is_dismissal=True)),
}
VERBS = frozenset(_VERBS)
