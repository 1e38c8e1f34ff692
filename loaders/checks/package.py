"""What datapackage.json must say of the meeting and of the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeGuard

from loaders.package import NEW_PACKAGE
from loaders.problems import Problem
from loaders.raw import RawFolder
from loaders.schema import MEETING_TABLES, PACKAGE_FILE, SHARED_TABLES

# Required of every data package: what the screens call the meeting, and where its words come from.
PACKAGE_TEXTS = ("name", "title", "place")
# Not required, but shown where they are given.
PACKAGE_EXTRA_TEXTS = ("label", "description", "version", "date", "labelling")
# The form that Data Package 1.0 asks for; the names of files start with it.
_PACKAGE_NAME = re.compile(r"[a-z0-9._-]+")
# A spreadsheet counts days from here; five digits are a day between 1927 and 2173.
_FIRST_DAY = date(1899, 12, 30)
_DAY_NUMBER = re.compile(r"[1-9][0-9]{4}")


def check_package(raw: RawFolder) -> Iterator[Problem]:
    """Report a data package that does not name the collection, or the meeting."""
    package = raw.package
    if package is None:
        return
    for name in PACKAGE_TEXTS:
        if not _is_text(package.get(name)):
            yield _problem(name, "must hold a text")
    short_name = package.get("name")
    if _is_text(short_name) and not _PACKAGE_NAME.fullmatch(short_name):
        yield _problem("name", "is no short name; use small letters a-z, digits, ., _ and -, "
                       "without spaces", short_name)
    for name in PACKAGE_EXTRA_TEXTS:
        if name == "date" and _DAY_NUMBER.fullmatch(str(package.get(name))):
            yield _to_date_problem(str(package[name]))
        elif package.get(name, "") != "" and not _is_text(package[name]):
            yield _problem(name, "must hold a text, or be left out")

    # A collection is made of what its meetings were made of.
    if (raw.key or "sources" in package) and not _is_list_of_titles(package.get("sources")):
        yield _problem("sources", 'must list where the words come from, such as [{"title": "…"}]')
    caveats = package.get("caveats", [])
    if not isinstance(caveats, list) or not all(map(_is_text, caveats)):
        yield _problem("caveats", "must list sentences, or be left out")
    if not isinstance(package.get("licenses", []), list):
        yield _problem("licenses", "must hold a list, or be left out")
    order = package.get("order", 1)
    if type(order) is not int or order < 1:
        yield _problem("order", "must be a whole number from 1, or be left out")
    if not isinstance(package.get("bare_keys", False), bool):
        yield _problem("bare_keys", "must be true or false, or be left out")


def check_package_tables(raw: RawFolder) -> Iterator[Problem]:
    """Report tables that the data package does not describe."""
    if raw.package is None:
        return
    resources = raw.package.get("resources")
    # A list, not a set: what stands under "path" may be a list itself.
    described = [
        resource.get("path")
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict)
    ]
    for table in MEETING_TABLES if raw.key else SHARED_TABLES:
        if table.file not in described:
            yield _problem("resources", "is not described; run 'python -m loaders describe "
                           "<folder>'", table.file)


def check_placeholders(raw: RawFolder) -> Iterator[Problem]:
    """Report what a new folder begins with, and still stands there when there are remarks."""
    if raw.package is None or not any(raw.rows("remarks")):
        return
    for name in PACKAGE_TEXTS:
        if raw.package.get(name) == NEW_PACKAGE[name]:
            yield _problem(name, f"is what a new folder begins with; give the {name} of this "
                           "meeting", str(NEW_PACKAGE[name]))


def _to_date_problem(number: str) -> Problem:
    day = _FIRST_DAY + timedelta(days=int(number))
    return _problem("date", "is the number that a spreadsheet has for a day; did you mean "
                    f"'{day.isoformat()}'?", number)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and not any(
        unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in value
    )


def _is_list_of_titles(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(
        isinstance(entry, dict) and _is_text(entry.get("title")) for entry in value
    )


def _problem(name: str, message: str, value: str = "") -> Problem:
    return Problem(PACKAGE_FILE, 0, name, value, message)
