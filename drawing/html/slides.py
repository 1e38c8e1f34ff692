"""
Slides as HTML: everything is sized by the screen, so that a slide looks the same on each.

The bars are HTML instead of a Plotly figure: they grow with the screen like the
words beside them, and there is no flash between two slides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.deck import Quote, Slide
from drawing.html.remarks import sentiment_badge
from drawing.html.tags import tag, zero
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import to_lines, to_remark_count
from drawing.words.sides import to_shown_line, to_theme_line
from drawing.words.slides import LONE_MEANING, to_slide_title

KEYS = (
    ("→  Page Down", "volgende"), ("←  Page Up", "vorige"), ("Home  End", "eerste, laatste"),
    ("S", "één opmerking tegelijk"), ("F", "filters"), ("N", "namen verbergen of tonen"),
    ("Q", "QR-code van deze dia"), ("?", "deze kaart"), ("Esc", "stoppen"),
)
LETTER_KEYS = frozenset("SFNQ?")
# What was set aside stands one by one already, and no filter changes it.
NOT_FOR_SHORTLIST = frozenset("SF")


@dataclass(frozen=True)
class Stage:
    """
    What a slide says about the whole deck.

    Attributes:
        place: where it took place.
        sentence: the selection in words.
        count_line: how many remarks of how many.
        link: address of the view.
        qr: a picture of that address as a data URI; empty where there is none.
        source: where the words come from.
        is_shortlist: whether the slides are what was set aside; no filter
            changes those.
    """

    place: str
    sentence: str
    count_line: str
    link: str
    qr: str
    source: str
    is_shortlist: bool = False


def slide(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    """Write one slide."""
    content = {
        "title": _title, "chart": _chart, "theme": _theme, "quotes": _quotes,
        "spotlight": _quotes, "lone": _lone, "closing": _closing, "empty": _empty,
    }[shown.kind](shown, labels, stage)
    return tag("section", content, class_=f"slide {shown.kind}", aria_roledescription="dia",
               role="status")


def top_bar(stage: Stage) -> Markup:
    """Write the discreet line that keeps saying what is selected."""
    return tag("div", tag("span", stage.count_line, class_="count"),
               tag("span", stage.sentence, class_="what"), class_="stage-top")


def control_bar(
    number: int, slide_count: int, *, is_spotlight: bool, hides_names: bool,
    is_shortlist: bool = False, has_letters: bool = True,
) -> Markup:
    """
    Write the buttons under a slide; each works by its key too.

    Args:
        number: which slide it is, from 1.
        slide_count: how many there are.
        is_spotlight: whether it is one remark at a time.
        hides_names: whether names are off.
        is_shortlist: what was set aside stands one by one already, and no
            filter changes it.
        has_letters: whether a letter is a key too. Who speaks to the computer
            may type one by accident, and can turn them off (WCAG 2.1.4).
    """
    position = tag("span", f"{number} / {slide_count}", class_="position")
    return tag(
        "div",
        _control("Vorige", "previous", "ArrowLeft PageUp", is_off=number == 1),
        position,
        _control("Volgende", "next", "ArrowRight PageDown", is_off=number == slide_count),
        _control("Eerste", "first", "Home", is_quiet=True),
        _control("Laatste", "last", "End", is_quiet=True),
        *([] if is_shortlist else [
            _control("Alles" if is_spotlight else "Eén per dia", "spotlight",
                     "s S" if has_letters else ""),
            _control("Filters", "filters", "f F" if has_letters else ""),
        ]),
        _control("Namen tonen" if hides_names else "Namen weg", "names",
                 "n N" if has_letters else ""),
        _control("QR", "qr", "q Q" if has_letters else ""),
        _control("Toetsen", "keys", "?" if has_letters else ""),
        _control("Stop", "leave", "Escape"),
        class_="stage-bottom",
    )


def keys_card(
    *, has_letters: bool = True, is_shortlist: bool = False, link: str = ""
) -> Markup:
    """
    Write the card that shows the presenter which key does what, and turns letters off.

    Args:
        has_letters: whether a letter is a key now.
        is_shortlist: whether the slides are what was set aside.
        link: a link to put under the keys, as markup.
    """
    rows = [tag("tr", tag("th", key, scope="row"), tag("td", does))
            for key, does in KEYS
            if (has_letters or key not in LETTER_KEYS)
            and not (is_shortlist and key in NOT_FOR_SHORTLIST)]
    switch = tag("p", _control("Lettertoetsen uitschakelen" if has_letters
                               else "Lettertoetsen weer inschakelen",
                               "letters", ""), link)
    return tag("section", tag("h2", "Toetsen"), tag("table", tag("tbody", *rows)), switch,
               class_="slide keys")


def qr_card(stage: Stage) -> Markup:
    """Write the link of the view as a picture that a phone reads."""
    return tag("section", tag("h2", "Bekijk dit zelf"), _qr(stage), class_="slide qr")


def _title(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    return (tag("p", stage.place, class_="kicker") + tag("h1", to_slide_title(shown, labels))
            + tag("p", stage.sentence, class_="lead") + tag("p", stage.count_line, class_="lead"))


def _chart(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    line = to_shown_line(shown.sides, labels.sentiment)
    return (tag("h2", to_slide_title(shown, labels)) + _bars(shown, labels)
            + (tag("p", line, class_="source") if line else Markup("")))


def _theme(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    [(_, *numbers)] = shown.bars
    figures = [
        tag("p", tag("span", str(count), class_="number"), sentiment_badge(key, labels),
            class_="big-figure")
        for key, count in zip(shown.sides.shown, numbers, strict=True)
    ]
    return (tag("h1", to_slide_title(shown, labels)) + tag("div", *figures, class_="big-figures")
            + tag("p", to_theme_line(shown.sides, shown.told, labels.sentiment), class_="lead"))


def _quotes(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    heading = tag("h2", to_slide_title(shown, labels), class_="theme-name")
    return Markup("").join([heading, *(_quote(quote, labels) for quote in shown.quotes)])


def _quote(quote: Quote, labels: Labels) -> Markup:
    remark = quote.remark
    part = f"deel {quote.part} van {quote.part_count}" if quote.part_count > 1 else ""
    said = [labels.group(remark.group), labels.speaker(remark.speaker) if remark.speaker else "",
            to_lines(remark.line_start, remark.line_end), part]
    meta = tag("p", sentiment_badge(remark.sentiment, labels),
               *(tag("span", word) for word in said if word), class_="meta")
    return tag("article", tag("blockquote", quote.text, lang="nl"), meta,
               class_=f"remark tone-{remark.sentiment}", data_remark=remark.remark_id)


def _lone(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    items = [
        tag("li", f"{labels.theme(theme)}: alleen in {labels.group(group)} "
                  f"({to_remark_count(count)})")
        for theme, group, count in shown.lone
    ]
    return (tag("h2", to_slide_title(shown, labels)) + tag("ul", *items, class_="lead")
            + tag("p", LONE_MEANING, class_="note"))


def _closing(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    return (tag("h2", to_slide_title(shown, labels)) + _qr(stage)
            + tag("p", stage.source, class_="source"))


def _empty(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    if stage.is_shortlist:
        return (tag("h1", "Er staat niets apart")
                + tag("p", "Kies bij een opmerking “Zet apart”.", class_="lead"))
    back = tag("button", "Wis alles", type="button", class_="control", data_do="clear")
    return (tag("h1", "Geen opmerkingen in deze selectie")
            + tag("p", "Maak de filters ruimer (knop “Filters”), of wis ze.", class_="lead") + back)


def _bars(shown: Slide, labels: Labels) -> Markup:
    sides, middle = shown.sides, len(shown.sides.left)
    rows = [
        tag("tr", tag("th", labels.theme(theme), scope="row"),
            _side("left", sides.left, numbers[:middle], shown.longest),
            _side("right", sides.right, numbers[middle:], shown.longest))
        for theme, *numbers in shown.bars
    ]
    head = tag("tr", tag("th", "Thema", scope="col"), *(
        tag("th", *(sentiment_badge(key, labels) for key in keys), scope="col", class_=side)
        for side, keys in (("left", sides.left), ("right", sides.right)) if keys))
    return tag("table", tag("thead", head), tag("tbody", *rows),
               class_="stage-bars stacked" if sides.is_stacked else "stage-bars")


def _side(side: str, keys: Sequence[str], counts: Sequence[int], longest: int) -> Markup:
    if not keys:
        return Markup("")
    bars = [
        tag("span", "", class_=f"bar tone-{key}", style=f"--length:{count / longest:.3f}",
            aria_hidden="true") for key, count in zip(keys, counts, strict=True) if count
    ]
    numbers = [
        tag("span", f"{to_tone(key).sign} {count}", class_=f"number tone-{key}")
        for key, count in zip(keys, counts, strict=True) if count
    ]
    # From the middle line outwards, as the bars are.
    in_order = numbers[::-1] if side == "left" else numbers
    written = Markup(" ").join(in_order or [tag("span", zero(), class_="number")])
    return tag("td", *bars, written, class_=side)


def _qr(stage: Stage) -> Markup:
    picture = Markup('<img src="{}" alt="QR-code van de link hieronder">').format(stage.qr) if (
        stage.qr) else ""
    return picture + tag("p", stage.link, class_="link")


def _control(label: str, action: str, keys: str, *, is_off: bool = False,
             is_quiet: bool = False) -> Markup:
    return tag("button", label, type="button", class_="control quiet" if is_quiet else "control",
               data_do="stage", data_action=action, data_shortcut=keys,
               disabled="" if is_off else None)
