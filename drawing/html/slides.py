"""
Slides as HTML: everything is sized by the screen, so that a slide looks the same on each.

The bars are HTML instead of a Plotly figure: they grow with the screen like the
words beside them, and there is no flash between two slides. The whole deck goes to the
browser at once, in a template, out of which widgets/screens/stage.js shows one slide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.deck import Quote, Slide, Walks
from analysis.view import DeckName
from drawing.html.remarks import kind_badge, sentiment_badge
from drawing.html.tags import tag, zero
from drawing.palette import to_tone
from drawing.words.labels import Labels
from drawing.words.sentences import to_lines, to_remark_count
from drawing.words.sides import to_shown_line, to_theme_line
from drawing.words.slides import LONE_MEANING, to_answer_line, to_slide_title, to_told_line

KEYS = (
    ("→  Page Down", "volgende"), ("Spatie", "volgende"), ("←  Page Up", "vorige"),
    ("Home  End", "eerste, laatste"), ("Enter", "de omlijnde knop"), ("Esc", "terug, stoppen"),
    ("?", "deze kaart"),
    ("A", "alle dia's, of kort"), ("S", "één per dia"), ("L  0–9", "lijst van de dia's"),
    ("F", "filters"), ("N", "namen weg of terug"), ("Q", "QR-code"),
)
LETTER_KEYS = frozenset(("A", "S", "L  0–9", "F", "N", "Q", "?"))
# What was set aside stands one by one already, and no filter changes it.
NOT_FOR_SHORTLIST = frozenset("ASF")
WALK_LABELS: Mapping[DeckName, str] = {
    "summary": "Kort", "full": "Alle dia's", "spotlight": "Eén per dia",
}
OWN_ADDRESS = "Dit is een adres van deze computer zelf: op een ander toestel opent het niet."


@dataclass(frozen=True)
class Stage:
    """
    What a slide says about the whole deck.

    Attributes:
        place: where it took place.
        sentence: the selection in words.
        count_line: how many remarks of how many.
        link: address of the list of its remarks.
        qr: a picture of that address as a data URI; empty where there is none.
        source: where the words come from.
        is_own: whether that address means nothing on another computer.
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
    is_own: bool = False


def deck(walks: Walks, labels: Labels, stage: Stage) -> Markup:
    """Write every slide, walk by walk, for the browser to show one at a time."""
    return tag("template", *(
        tag("div", *(slide(shown, labels, stage) for shown in slides), data_name=name,
            data_label=WALK_LABELS[name])
        for name, slides in walks.items()))


def place() -> Markup:
    """Write where the slide comes; what changes in it is read out."""
    return tag("section", "", class_="slide", role="status", aria_roledescription="dia",
               tabindex="-1")


def slide(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    """Write one slide."""
    content = {
        "title": _title, "moved": _told, "chart": _chart, "theme": _theme, "quotes": _quotes,
        "told": _told, "spotlight": _quotes, "answer": _answer, "lone": _lone,
        "closing": _closing, "empty": _empty,
    }[shown.kind](shown, labels, stage)
    return tag("section", content, class_=f"slide {shown.kind}", data_keys=" ".join(shown.keys))


def top_bar(stage: Stage) -> Markup:
    """Write the discreet line that keeps saying what is selected."""
    return tag("div", tag("span", stage.count_line, class_="count"),
               tag("span", stage.sentence, class_="what"), class_="stage-top")


def control_bar(*, hides_names: bool, is_shortlist: bool = False, has_summary: bool = True) -> (
    Markup
):
    """
    Write the buttons under a slide; each works by its key too.

    Args:
        hides_names: whether names are off.
        is_shortlist: what was set aside stands one by one already, and no
            filter changes it.
        has_summary: whether the summary is another deck than the whole one.
    """
    return tag(
        "div",
        _control("Vorige", "previous", "ArrowLeft PageUp"),
        tag("span", "", class_="position"),
        _control("Volgende", "next", "ArrowRight PageDown"),
        _control("Eerste", "first", "Home", class_="quiet"),
        _control("Laatste", "last", "End", class_="quiet"),
        *([_control(WALK_LABELS["full"], "walk", "a A", to="full", where="summary spotlight"),
           _control(WALK_LABELS["summary"], "walk", "a A", to="summary", where="full")]
          if has_summary else []),
        *([] if is_shortlist else [
            _control(WALK_LABELS["spotlight"], "spotlight", "s S", where="summary full"),
            _control("Terug", "back", "s S", where="spotlight"),
        ]),
        _control("Lijst", "list", "l L"),
        *([] if is_shortlist else [_ask("Filters", "filters", "f F")]),
        _ask("Namen tonen" if hides_names else "Namen weg", "names", "n N"),
        _control("QR", "qr", "q Q"),
        _control("Toetsen", "keys", "?"),
        _ask("Stop", "leave", "Escape"),
        class_="stage-bottom",
    )


def slide_list() -> Markup:
    """Write the list of slides, which the browser fills, with a field to find one in it."""
    field = Markup('<input type="text" autocomplete="off" enterkeyhint="go">')
    head = tag("div", tag("label", "Zoek een dia: nummer of woord", field),
               _control("Sluit", "list", ""), class_="head")
    return tag("dialog", head, tag("div", class_="found"),
               tag("p", "Geen dia met dit nummer of woord.", class_="none", role="status",
                   hidden=""), aria_label="Lijst van de dia's", class_="slide-list")


def keys_card(*, is_shortlist: bool = False, link: str = "") -> Markup:
    """
    Write the card that shows the presenter which key does what, and turns letters off.

    Who speaks to the computer may type a letter by accident (WCAG 2.1.4).

    Args:
        is_shortlist: whether the slides are what was set aside.
        link: a link to put under the keys, as markup.
    """
    rows = [tag("tr", tag("th", key, scope="row"), tag("td", does),
                class_="letter" if key in LETTER_KEYS else None)
            for key, does in KEYS if not (is_shortlist and key in NOT_FOR_SHORTLIST)]
    switch = tag("p", _control("Lettertoetsen uitschakelen", "letters", "", class_="letter"),
                 _control("Lettertoetsen weer inschakelen", "letters", "", class_="no-letter"),
                 link)
    middle = -(-len(rows) // 2)
    tables = [tag("table", tag("tbody", *half)) for half in (rows[:middle], rows[middle:])]
    return tag("section", tag("h2", "Toetsen"), tag("div", *tables, class_="halves"), switch,
               class_="slide keys")


def qr_card(stage: Stage) -> Markup:
    """Write the link of the remarks as a picture that a phone reads."""
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
            + tag("p", to_theme_line(shown.sides, shown.told, labels.sentiment), class_="lead")
            + _more(shown))


def _quotes(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    heading = tag("h2", to_slide_title(shown, labels), class_="theme-name")
    return Markup("").join([tag("div", heading, _more(shown), class_="theme-line"),
                            *(_quote(quote, labels) for quote in shown.quotes)])


def _told(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    figures = (tag("li", tag("span", str(count), class_="number"), kind_badge(kind, labels))
               for kind, count in shown.kinds if count)
    return (tag("h2", to_slide_title(shown, labels)) + tag("ul", *figures, class_="told-figures")
            + tag("p", to_told_line(shown), class_="source"))


def _answer(shown: Slide, labels: Labels, stage: Stage) -> Markup:
    [quote] = shown.quotes
    part = f"deel {quote.part} van {quote.part_count}" if quote.part_count > 1 else ""
    about = [to_answer_line(quote.remark, labels), *filter(None, [part])]
    return (tag("h2", to_slide_title(shown, labels), class_="theme-name")
            + tag("p", quote.text, class_="answer")
            + tag("p", *(tag("span", word) for word in about), class_="meta"))


def _more(shown: Slide) -> Markup:
    if not shown.of:
        return Markup("")
    some = f"{len(shown.quotes)} van {to_remark_count(shown.of)}" if shown.quotes else ""
    return tag("p", some, _turn("Toon alle", "theme", shown.theme, class_="control"),
               class_="more")


def _quote(quote: Quote, labels: Labels) -> Markup:
    remark = quote.remark
    part = f"deel {quote.part} van {quote.part_count}" if quote.part_count > 1 else ""
    said = [labels.group(remark.group), labels.speaker(remark.speaker) if remark.speaker else "",
            to_lines(remark.line_start, remark.line_end), part]
    meta = tag("p", sentiment_badge(remark.sentiment, labels),
               *(tag("span", word) for word in said if word), class_="meta")
    # Pressed, it gets the screen to itself.
    words = _turn(quote.text, "remark", remark.remark_id, class_="alone")
    return tag("article", tag("blockquote", words, lang="nl"), meta,
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
        tag("tr", tag("th", _turn(labels.theme(theme), "theme", theme), scope="row"),
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
    warning = tag("p", OWN_ADDRESS, class_="note") if stage.is_own else ""
    return picture + tag("p", stage.link, class_="link") + warning


def _control(label: str, action: str, keys: str, *, class_: str = "", to: str | None = None,
             where: str | None = None) -> Markup:
    return tag("button", label, type="button", class_=f"control {class_}".strip(),
               data_do="turn", data_action=action, data_shortcut=keys, data_to=to, data_in=where)


def _ask(label: str, action: str, keys: str) -> Markup:
    """Write a button for what only the server can do."""
    return tag("button", label, type="button", class_="control", data_do="stage",
               data_action=action, data_shortcut=keys)


def _turn(label: str, action: str, key: str, class_: str | None = None) -> Markup:
    return tag("button", label, type="button", class_=class_, data_do="turn",
               data_action=action, data_key=key)
