"""What a report changed, for people."""

from collections.abc import Iterator, Sequence

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row
from palermo.core import Message, mark
from palermo.standing import NEWS, Change, Turned

_ISO, _NAME, _TIER = 5, 34, 19


def change_lines(changes: Sequence[Change], year: int, width: int, language: str) -> Iterator[Line]:
    """Who was lowered, raised, kept under a waiver; how many stayed, and of how many nobody can say."""
    yield from paragraph(Message(mark("The report of {year}"), {"year": year}).say(language), width, style="bold")
    rest = width - _NAME - 2 * _TIER - _ISO - 6 * GAP
    columns = (Column(0), Column(_ISO, "bold"), Column(_NAME), Column(_TIER), Column(_TIER), Column(rest))
    for turned in NEWS:
        told = [each for each in changes if each.turned is turned]
        if not told:
            continue
        yield BLANK_LINE
        yield ((f"{turned.words.say(language)} ({len(told)})", "bold"),)
        for each in told:
            tiers = [tier.words.say(language) if tier else "" for tier in (each.before, each.after)]
            once = Message(mark("one report only")).say(language) if each.once else ""
            yield from row(columns, ("", each.iso3, each.name.say(language), *tiers, once))
    yield BLANK_LINE
    counts = {
        "same": sum(each.turned is Turned.SAME for each in changes),
        "unknown": sum(each.turned is Turned.UNKNOWN for each in changes),
    }
    text = mark("as before: {same} · not known, as one of the two reports was not read or has it not: {unknown}")
    yield from paragraph(Message(text, counts).say(language), width, style="dim")
