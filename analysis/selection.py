"""The selection: which remarks are on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.facet import FACET_NAMES, to_facet

Keys = tuple[str, ...]


@dataclass(frozen=True, init=False)
class Selection:
    """
    Say which remarks to show. Keys within a facet are alternatives, facets add up.

    The keys of a facet are read and given under its name: ``themes``,
    ``groups`` and the others of :data:`analysis.facet.FACETS`.

    Attributes:
        chosen: the facets with a choice, in the order of FACETS, with their keys.
        query: words to search for; see :mod:`analysis.search.index`.
        is_exact: find the words of the query as typed only.
        has_related: take in what is related to the query too.
        is_main_theme_only: a theme counts only where it is the main one.
        is_every_theme: a remark must carry all the themes, not just one of them.

    >>> Selection(themes=("work",)).themes, Selection().groups
    (('work',), ())
    """

    chosen: tuple[tuple[str, Keys], ...]
    query: str
    is_exact: bool
    has_related: bool
    is_main_theme_only: bool
    is_every_theme: bool

    def __init__(
        self, *, chosen: Sequence[tuple[str, Keys]] = (), query: str = "", is_exact: bool = False,
        has_related: bool = False, is_main_theme_only: bool = False, is_every_theme: bool = False,
        **facets: Sequence[str],
    ) -> None:
        keys = dict(chosen) | {to_facet(name).name: tuple(keys) for name, keys in facets.items()}
        values = {
            "chosen": tuple((name, keys[name]) for name in FACET_NAMES if keys.get(name)),
            "query": query, "is_exact": is_exact, "has_related": has_related,
            "is_main_theme_only": is_main_theme_only, "is_every_theme": is_every_theme,
        }
        # Frozen for everyone else.
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Keys:
        if name not in FACET_NAMES:
            raise AttributeError(name)
        return dict(self.chosen).get(name, ())

    @property
    def is_narrowed(self) -> bool:
        """Tell whether it leaves out any remark by a filter or a query."""
        return bool(self.query.strip() or self.chosen)

    def toggled(self, facet: str, key: str) -> Selection:
        """
        Give the selection with the key added, or removed where it was there.

        >>> Selection(themes=("a",)).toggled("themes", "b").themes
        ('a', 'b')
        >>> Selection(themes=("a",)).toggled("themes", "a").themes
        ()
        """
        keys: Keys = getattr(self, facet)
        kept = tuple(other for other in keys if other != key)
        return self.with_keys(facet, kept if key in keys else (*keys, key))

    def with_keys(self, facet: str, keys: Sequence[str]) -> Selection:
        """Give the selection with the keys of one facet replaced."""
        changed: dict[str, Any] = {to_facet(facet).name: tuple(keys)}
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
        return replace(self.with_keys("themes", together), is_every_theme=len(together) > 1)

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
