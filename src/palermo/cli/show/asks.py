"""What outside bodies ask of a country, and how a plan answers it, for people."""

from collections.abc import Iterator, Sequence

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.core import Message, mark
from palermo.standing import BODIES, Ask, AskBasis, Consequence, Ledger, Thread

_THEME, _TIMES, _YEARS, _ID = 24, 20, 9, 9
_BASES = {AskBasis.SEEN: "", AskBasis.FINDING: "cyan", AskBasis.RECALLED: "magenta"}
_NOTHING = Message(mark("No ask of this country is shipped; load them in the office."))


def thread_lines(ledger: Ledger, width: int, language: str) -> Iterator[Line]:
    """Each thread, the oldest first: how often it was asked, from when to when, the words of the last time."""
    yield from _head(ledger, width, language)
    columns = (
        Column(0),
        Column(_THEME, "bold"),
        Column(_TIMES),
        Column(_YEARS, "dim"),
        Column(width - _THEME - _TIMES - _YEARS - 5 * GAP),
    )
    for thread in ledger.threads:
        counts = {"n": len(thread.cycles), "read": len(thread.read_in)}
        times = Message(mark("asked in {n}, read in {read}"), counts).say(language)
        words = ("", thread.name, times, f"{thread.first}–{thread.last}", _last_words(thread, language))
        yield from row(columns, words)
    items = [ask for ask in ledger.asks if not ask.themes]
    for body in dict.fromkeys(ask.body for ask in items):
        yield BLANK_LINE
        yield ((_body(body, language), "bold"),)
        yield from _asks([ask for ask in items if ask.body == body], width, language)


def ask_lines(ledger: Ledger, width: int, language: str) -> Iterator[Line]:
    """Each ask by body and cycle, with what its words rest on."""
    yield from _head(ledger, width, language)
    for body, cycle in dict.fromkeys((ask.body, ask.cycle) for ask in ledger.asks):
        yield ((f"{_body(body, language)} {cycle}".strip(), "bold"),)
        yield from _asks([ask for ask in ledger.asks if (ask.body, ask.cycle) == (body, cycle)], width, language)
        yield BLANK_LINE


def _head(ledger: Ledger, width: int, language: str) -> Iterator[Line]:
    params: dict[str, object] = {"country": ledger.name, "n": len(ledger.asks), "day": ledger.as_of}
    told = Message(mark("{country}: {n} asks on record, as of {day}"), params) if ledger.asks else _NOTHING
    yield from paragraph(told.say(language), width, style="bold")
    for body, after in ledger.next.items():
        yield from paragraph(f"{_body(body, language)}: {consequence(after).say(language)}", width, style="yellow")
    yield BLANK_LINE


def consequence(after: Consequence) -> Message:
    """What follows next, when, and until when something still counts."""
    params: dict[str, object] = {
        "says": after.says,
        "first": after.first,
        "last": after.last,
        "until": after.counts_until,
    }
    if after.first != after.last:
        return Message(mark("{says} Between {first} and {last}."), params)
    if after.counts_until:
        return Message(mark("{says} Due {last}; what is done until {until} counts."), params)
    return Message(mark("{says} Due {last}."), params)


def _body(body: str, language: str) -> str:
    return BODIES[body].say(language) if body in BODIES else body


def _last_words(thread: Thread, language: str) -> str:
    ask = thread.asks[-1]
    return ask.text if ask.basis is AskBasis.SEEN else f"{ask.text} ({ask.basis.words.say(language)})"


def _asks(asks: Sequence[Ask], width: int, language: str) -> Iterator[Line]:
    size = widest((ask.id for ask in asks), _ID)
    about = widest((ask.standard or " ".join(ask.criteria) for ask in asks), 24)
    columns = (Column(0), Column(size, "bold"), Column(width - size - about - 4 * GAP), Column(about, "dim"))
    for ask in asks:
        basis = ask.basis.words.say(language)
        text = ask.text if ask.basis is AskBasis.SEEN else f"{ask.text} ({basis})"
        if ask.deadline:
            text = Message(mark("{text}; deadline {day}"), {"text": text, "day": ask.deadline}).say(language)
        style = _BASES[ask.basis]
        words = ("", ask.id, text, ask.standard or " ".join(ask.criteria))
        yield from row((*columns[:2], Column(columns[2].width, style), columns[3]), words)
