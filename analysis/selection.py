"""
The selection: which remarks are on the screen, and how to find them quickly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

# The fields of a selection that hold keys, and so have options with counts.
FACETS = ("groups", "sentiments", "themes", "speakers", "organisations")


@dataclass(frozen=True)
class Selection:
    """
    Say which remarks to show. Keys within a field are alternatives, fields add up.

    Attributes:
        groups: keys of groups.csv.
        themes: theme keys of the codebook.
        sentiments: sentiment keys of the codebook.
        speakers: keys of people or organisations that the report quotes.
        organisations: keys of organisations that a remark names.
        query: words to search for; see :mod:`analysis.search.index`.
        is_exact: find the words of the query as typed only.
        is_main_theme_only: a theme counts only where it is the main one.
        is_every_theme: a remark must carry all the themes, not just one of them.
    """

    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sentiments: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    query: str = ""
    is_exact: bool = False
    is_main_theme_only: bool = False
    is_every_theme: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Tell whether it leaves out any remark by a filter or a query."""
        return bool(self.query.strip()) or any(getattr(self, name) for name in FACETS)

    def toggled(self, facet: str, key: str) -> Selection:
        """
        Give the selection with the key added, or removed where it was there.

        >>> Selection(themes=("a",)).toggled("themes", "b").themes
        ('a', 'b')
        >>> Selection(themes=("a",)).toggled("themes", "a").themes
        ()
        """
        keys: tuple[str, ...] = getattr(self, facet)
        kept = tuple(other for other in keys if other != key)
        return self.with_keys(facet, kept if key in keys else (*keys, key))

    def with_keys(self, facet: str, keys: Sequence[str]) -> Selection:
        """Give the selection with the keys of one facet replaced."""
        if facet not in FACETS:
            raise ValueError(f"{facet!r} is no facet; facets are {', '.join(FACETS)}")
        changed: dict[str, Any] = {facet: tuple(keys)}
        if facet == "themes" and len(keys) < 2:
            # With one theme there is nothing to stand together; a second one starts anew.
            changed["is_every_theme"] = False
        return replace(self, **changed)

    def narrowed_to_themes(self, *themes: str) -> Selection | None:
        """
        Give the selection of those of its remarks that carry all these themes.

        Returns:
            None where no selection says that: remarks of theme a or b, and of
            those only the ones with c. With ``is_main_theme_only`` one theme is
            the main one, and of two together nothing can be said.

        >>> Selection(themes=("a",)).narrowed_to_themes("b").themes
        ('a', 'b')
        >>> Selection(themes=("a", "b")).narrowed_to_themes("b").themes
        ('b',)
        >>> Selection(themes=("a", "b")).narrowed_to_themes("c") is None
        True
        """
        if self.is_main_theme_only:
            is_said = len(themes) == 1 and (not self.themes or themes[0] in self.themes)
            return self.with_keys("themes", themes) if is_said else None
        chosen = self.themes
        if len(chosen) > 1 and not self.is_every_theme:
            if not set(chosen) & set(themes):
                return None
            chosen = ()
        together = tuple(dict.fromkeys((*chosen, *themes)))
        return replace(self, themes=together, is_every_theme=len(together) > 1)

    def with_bar(self, theme: str, sentiment: str) -> Selection:
        """
        Give the selection after a click on a bar: just its remarks, or without them as filter.

        A second click on the same bar takes the first one back. A bar whose
        remarks no filter can give changes nothing.
        """
        is_on = theme in self.themes and self.sentiments == (sentiment,)
        if is_on and (len(self.themes) == 1 or self.is_every_theme):
            return self.toggled("themes", theme).with_keys("sentiments", ())
        narrowed = self.narrowed_to_themes(theme)
        return narrowed.with_keys("sentiments", (sentiment,)) if narrowed else self

    def cleared(self) -> Selection:
        """Give the selection of every remark; how to search and count stays as it was."""
        return Selection(is_exact=self.is_exact, is_main_theme_only=self.is_main_theme_only)
