"""A country's clock, its history and what is impossible in them, for people."""

from collections.abc import Iterator, Sequence

from palermo.cli.show.complaints import finding_lines
from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row
from palermo.core import Finding, Message, mark
from palermo.standing import Answer, Clock, History, Possible, Record, Tick, Tier, effects, replay

TIER_STYLES = {Tier.ONE: "green", Tier.TWO: "cyan", Tier.WATCH: "yellow", Tier.THREE: "red", Tier.SPECIAL: "dim"}
NOT_TRUTH = Message(
    mark("A tier is one government's judgement: an outside ask, and not the truth. Nothing here is legal advice.")
)
_UNREAD = Message(mark("nobody could read it"))
_TIER, _CITE, _YEAR = 19, 26, 4


def clock_lines(clock: Clock, width: int, language: str) -> Iterator[Line]:
    """Where it stands, how it came to that, what may come."""
    tier = clock.tier.words if clock.tier else _UNREAD
    style = TIER_STYLES[clock.tier] if clock.tier else "magenta"
    head = Message(mark("{country} ({iso3}): {tier}"), {"country": clock.name, "iso3": clock.iso3, "tier": tier})
    yield from paragraph(head.say(language), width, style=f"bold {style}")
    yield from paragraph(_facts(clock).say(language), width, style="dim")
    yield from _title(Message(mark("How it came to this")), language)
    columns = (Column(0), Column(width - _CITE - 2 * GAP), Column(_CITE, "dim"))
    for told in clock.explanation:
        yield from row(columns, ("", told.words.say(language), told.cite))
    yield from _title(Message(mark("What the law allows in the next report")), language)
    for possible in clock.next:
        yield from _possible(possible, width, language)
    for n, rule in enumerate(clock.barred):
        label = Message(mark("not the Watch List")) if n == 0 else Message("")
        yield from _ruled(label.say(language), "bold", rule.text, rule.cite, width)
    if means := effects("tip", clock.tier):
        yield from _title(Message(mark("What this tier brings with it")), language)
        for effect in means:
            yield from row(columns, ("", effect.text, effect.cite))
    if clock.unclear:
        yield from _title(Message(mark("What is unclear")), language)
        for question in clock.unclear:
            yield from paragraph(question.say(language), width, GAP, "magenta")
    yield BLANK_LINE
    if clock.late:
        yield from paragraph(clock.late.say(language), width, style="yellow")
    yield from paragraph(NOT_TRUTH.say(language), width, style="dim")


def _facts(clock: Clock) -> Message:
    params: dict[str, object] = {
        "report": clock.report,
        "since": clock.since,
        "mark": clock.mark.words if clock.mark else _UNREAD,
        "day": clock.as_of,
        "n": clock.watch_list_years,
        "waivers": clock.waivers_used,
    }
    if clock.tier is Tier.WATCH:
        text = mark(
            "report of {report} · {mark} · since {since}: {n} reports that count, waivers {waivers} · as of {day}"
        )
        return Message(text, params)
    if clock.since is None:
        return Message(mark("report of {report} · as of {day}"), params)
    return Message(mark("report of {report} · {mark} · since {since} · as of {day}"), params)


def _title(words: Message, language: str) -> Iterator[Line]:
    yield BLANK_LINE
    yield ((words.say(language), "bold"),)


def _possible(possible: Possible, width: int, language: str) -> Iterator[Line]:
    terms = [
        Message(text).say(language)
        for text, holds in (
            (mark("only under a waiver"), possible.waiver),
            (mark("for one report only"), possible.once),
            (mark("unclear"), possible.unclear),
        )
        if holds
    ]
    says = f"{', '.join(terms)}: {possible.rule}" if terms else possible.rule
    tier = possible.tier.words.say(language)
    yield from _ruled(tier, TIER_STYLES[possible.tier], says, possible.cite, width)


def _ruled(label: str, style: str, rule: str, cite: str, width: int) -> Iterator[Line]:
    columns = (
        Column(0),
        Column(_TIER, style),
        Column(width - _TIER - _CITE - 3 * GAP),
        Column(_CITE, "dim"),
    )
    yield from row(columns, ("", label, rule, cite))


def history_lines(record: Record, history: History, width: int, language: str) -> Iterator[Line]:
    """Each report: year, tier, how sure it is, what the clock says, the source."""
    yield from paragraph(f"{history.name.say(language)} ({history.iso3})", width, style="bold")
    rest = width - _YEAR - _TIER - 5 * GAP
    columns = (Column(0), Column(_YEAR, "bold"), Column(_TIER), Column(rest // 2), Column(rest - rest // 2, "dim"))
    for tick in replay(history, record.law):
        style = TIER_STYLES[tick.tier] if tick.tier else "magenta"
        words = (
            "",
            str(tick.year),
            tick.tier.words.say(language) if tick.tier else _UNREAD.say(language),
            _turn(tick).say(language) if tick.tier else "",
            _source(record, history, tick, language),
        )
        yield from row((*columns[:2], Column(_TIER, style), *columns[3:]), words)
    yield BLANK_LINE


def _source(record: Record, history: History, tick: Tick, language: str) -> str:
    placement = history.placements.get(tick.year)
    if placement is None:
        return ""
    source = record.sources[placement.source].title
    if placement.corrected:
        return Message(mark("corrected: {source}"), {"source": source}).say(language)
    if placement.mark.sure:
        return source
    return placement.mark.words.say(language)


def _turn(tick: Tick) -> Message:
    """What the clock says in a report, in few words."""
    params: dict[str, object] = {"n": tick.nth, "most": tick.allowed}
    if tick.tier is not Tier.WATCH or tick.allowed is None:
        return Message("")
    if tick.reinstated is Answer.YES:
        return Message(mark("back for one report only"))
    text = mark("{n} of {most}, under a waiver") if tick.waiver else mark("{n} of {most}")
    if tick.reinstated is Answer.UNCLEAR or tick.hidden:
        return Message(mark("{said}, unclear"), {"said": Message(text, params)})
    return Message(text, params)


def checked_lines(record: Record, found: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    """What was looked at, and each finding."""
    yield from finding_lines(found, width, language)
    placements = sum(len(history.placements) for history in record.histories.values())
    gaps = sum(len(history.gaps) for history in record.histories.values())
    text = mark("countries: {countries} · placements: {placements} · not read by anybody: {gaps} · findings: {n}")
    params = {"countries": len(record.histories), "placements": placements, "gaps": gaps, "n": len(found)}
    yield from paragraph(Message(text, params).say(language), width, style="dim")
