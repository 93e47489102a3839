"""The rules of the clock, the laws behind them, and where everything was read, for people."""

from collections.abc import Iterator
from datetime import date

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row
from palermo.core import Message, mark
from palermo.standing import Law, Record

_WHEN, _CITE, _ID = 24, 26, 7


def law_lines(law: Law, day: date, width: int, language: str) -> Iterator[Line]:
    """The rules in force on the day, those that are over or yet to come, and the laws in their order."""
    rules = sorted(law.rules, key=lambda rule: (rule.since, rule.id))
    for title, wanted in (
        (Message(mark("In force on {day}"), {"day": day}), True),
        (Message(mark("Not in force on {day}"), {"day": day}), False),
    ):
        told = [rule for rule in rules if rule.in_force(day) is wanted]
        if not told:
            continue
        yield ((title.say(language), "bold"),)
        columns = (
            Column(0),
            Column(_WHEN, "dim"),
            Column(width - _WHEN - _CITE - 3 * GAP),
            Column(_CITE, "dim"),
        )
        for rule in told:
            until = f"{rule.until}" if rule.until else "…"
            says = rule.text if rule.mark.sure else f"{rule.text} ({rule.mark.words.say(language)})"
            yield from row(columns, ("", f"{rule.since} – {until}", says, rule.cite))
        yield BLANK_LINE
    yield ((Message(mark("How the law came to be so")).say(language), "bold"),)
    laws = (Column(0), Column(_WHEN, "dim"), Column(width - _WHEN - 3 * GAP))
    for law_ in law.amendments:
        yield from row(laws, ("", f"{law_.day} {law_.law}", f"{law_.did} ({law_.mark})"))


def source_lines(record: Record, terms: str, width: int) -> Iterator[Line]:
    """The terms, then each source."""
    for part in terms.strip().split("\n\n"):
        yield from paragraph(part, width)
        yield BLANK_LINE
    columns = (Column(_ID, "bold"), Column(width - _ID - GAP))
    for source in record.sources.values():
        told = (source.title, source.year, source.url, source.licence, source.note)
        yield from row(columns, (source.id, " · ".join(part for part in told if part)))
