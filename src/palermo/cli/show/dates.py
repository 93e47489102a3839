"""Days that the law names, the lists of the FATF and the duty to tell figures, for people."""

from collections.abc import Iterator, Sequence
from datetime import date

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row
from palermo.core import Message, mark
from palermo.standing import Duty, ItemState, LegalDate, ListClock, Needed, Stage, days_left, effects

_WHEN, _LEFT, _CITE = 24, 10, 26
_NOTHING = Message(mark("Nothing falls into this stretch."))
_PROLIFERATION = Message(
    mark("These are the FATF's own items. None of them is counted as a measure against trafficking.")
)


def calendar_lines(dates: Sequence[LegalDate], today: date, width: int, language: str) -> Iterator[Line]:
    """Each day with how far it is, what it is and where it stands."""
    if not dates:
        yield from paragraph(_NOTHING.say(language), width)
    columns = (
        Column(_WHEN, "bold"),
        Column(_LEFT, "dim", right=True),
        Column(width - _WHEN - _LEFT - _CITE - 3 * GAP),
        Column(_CITE, "dim"),
    )
    for each in dates:
        when = f"{each.first}" if each.first == each.last else f"{each.first} – {each.last}"
        says = each.says.say(language)
        if not each.mark.sure:
            says = f"{says} ({each.mark.words.say(language)})"
        yield from row(columns, (when, _left(each, today).say(language), says, each.cite))


def _left(each: LegalDate, today: date) -> Message:
    days = days_left(each, today)
    if days < 0:
        return Message(mark("over"))
    if each.first <= today:
        return Message(mark("now")) if each.first < each.last or days == 0 else Message("")
    return Message(mark("{n} days"), {"n": (each.first - today).days})


def list_clock_lines(clock: ListClock, name: Message, width: int, language: str) -> Iterator[Line]:
    """Where the country stands, its items, what happened."""
    stage = Message(mark("{country}: {stage}"), {"country": name, "stage": clock.stage.words})
    style = "green" if clock.stage in (Stage.REMOVED, Stage.NOT_LISTED) else "yellow"
    yield from paragraph(stage.say(language), width, style=f"bold {style}")
    if clock.listing:
        listing = clock.listing
        params: dict[str, object] = {
            "list": listing.list,
            "listed": listing.listed,
            "mark": clock.mark.words if clock.mark else "",
            "delisted": listing.delisted,
            "n": clock.earlier,
        }
        text = mark("{list} list since {listed} ({mark}) · earlier stays on record here: {n}")
        if clock.stage is Stage.REMOVED:
            text = mark("{list} list from {listed} to {delisted} ({mark}) · earlier stays on record here: {n}")
        yield from paragraph(Message(text, params).say(language), width, style="dim")
        if clock.stage is not Stage.REMOVED:
            for effect in effects("fatf", listing.list):
                yield from paragraph(effect.text, width, style="dim")
    if clock.items:
        yield from _items(clock, width, language)
    if clock.happened:
        yield BLANK_LINE
        columns = (Column(0), Column(10, "bold"), Column(width - 10 - 3 * GAP))
        for each in clock.happened:
            yield from row(columns, ("", each.when, each.text))
    yield BLANK_LINE
    first, last = clock.next_plenary
    plenary = Message(mark("Next plenary: between {first} and {last}."), {"first": first, "last": last})
    yield from paragraph(plenary.say(language), width, style="dim")


def _items(clock: ListClock, width: int, language: str) -> Iterator[Line]:
    yield BLANK_LINE
    columns = (Column(0), Column(7, "bold"), Column(width - 7 - 12 - 28 - 5 * GAP), Column(12, "dim"), Column(28))
    for item, state in clock.items:
        style = "green" if state is ItemState.ADDRESSED else "red" if state is ItemState.EXPIRED else ""
        words = ("", item.id, item.text, item.standard, state.words.say(language))
        yield from row((*columns[:4], Column(28, style)), words)
    yield from paragraph(_PROLIFERATION.say(language), width, GAP, "dim")


def duty_lines(duty: Duty, name: Message, width: int, language: str) -> Iterator[Line]:
    """Each figure that is asked for, with what was told, and what a missing one means."""
    params: dict[str, object] = {
        "country": name,
        "year": duty.report_year,
        "first": duty.first,
        "last": duty.last,
        "n": len(duty.missing),
        "of": len(duty.needed),
    }
    text = mark("{country}, report of {year}: {n} of {of} figures are missing")
    yield from paragraph(Message(text, params).say(language), width, style="bold")
    period = Message(mark("what is done from {first} to {last}"), params)
    yield from paragraph(period.say(language), width, style="dim")
    yield BLANK_LINE
    columns = (Column(0), Column(3, "bold"), Column(30), Column(width - 33 - 4 * GAP))
    for each in duty.needed:
        style = "red" if each.missing else ""
        words = ("", each.figure.criterion, each.figure.text, _told(each).say(language))
        yield from row((*columns[:3], Column(columns[3].width, style)), words)
    yield BLANK_LINE
    for standard in dict.fromkeys(each.presumed for each in duty.needed if each.missing and each.presumed.data_duty):
        yield from paragraph(f"{standard.id}: {standard.data_duty} ({standard.cite})", width, style="dim")


def _told(each: Needed) -> Message:
    if each.missing:
        return Message(mark("missing"))
    said = "; ".join(f"{one.value} {one.unit} ({one.period})" for one in each.told if one.value)
    return Message("{said}", {"said": said})
