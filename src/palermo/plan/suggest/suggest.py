"""What an activity's own words offer for the fields it leaves empty. Always a suggestion, never a value of the plan."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from palermo.core import Cell, Message, Origin, mark
from palermo.core.languages import LANGUAGES, guess_language
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.plan.model import Activity, Plan
from palermo.plan.suggest.deliverables import deliverables
from palermo.plan.suggest.tokens import Token, cut

_LEFT, _RIGHT = 4, 8  # tokens: "from 31 December 2023 until 30 June 2024" has six after its first figure
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17dd]")

NAMED = mark("The activity's own sentence names this body, which stands in the plan's list of bodies.")
LISTED = mark("The plan lists this body as responsible and names no lead.")
THING = mark("The activity's own sentence names this as something that will exist.")
LAW = mark("The activity's own sentence names this law and what is to be done to it.")
DATE = mark("This date stands in the activity's own sentence.")
AMOUNT = mark("This amount stands in the activity's own sentence.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of the plan that may belong into `field` (lead, step, date or cost), exactly as they stand there.

    A person has to take it over; until then the field stays what it is.
    """

    field: str
    words: str
    origin: Origin | None
    why: Message


def suggest(activity: Activity, plan: Plan) -> tuple[Suggestion, ...]:
    """Suggestions for the fields the activity does not fill itself, drawn from its own words only."""
    found: list[Suggestion] = []
    if not activity.lead.given:
        found.extend(_leads(activity, plan))
    if not activity.steps.given:
        found.extend(_steps(activity, plan))
    if not any(cell.given for cell in (activity.timeframe, activity.end)):
        found.extend(_dates(activity, plan))
    if not activity.costs.given:
        found.extend(_amounts(activity))
    return tuple({(suggestion.field, suggestion.words): suggestion for suggestion in reversed(found)}.values())[::-1]


def _offer(field: str, words: str, cell: Cell[str] | Cell[tuple[str, ...]], why: str) -> Suggestion:
    return Suggestion(field, words, cell.origin, Message(why))


def _leads(activity: Activity, plan: Plan) -> Iterator[Suggestion]:
    text = activity.text.value or ""
    taken: list[tuple[int, int]] = []
    named: set[str] = set()
    names = [(name, short) for short, full in plan.register.items() for name in (short, full) if name.strip()]
    for name, short in sorted(names, key=lambda pair: -len(pair[0])):
        for match in _mention(name, short).finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                if short not in named:
                    named.add(short)
                    yield _offer("lead", match[0], activity.text, NAMED)
    for body in activity.bodies.value or ():
        if activity.bodies.given and body not in named:
            yield _offer("lead", body, activity.bodies, LISTED)


def _mention(name: str, short: str) -> re.Pattern[str]:
    """A whole name. A short name is often a common word ("Police"), so its capitals count."""
    words = r"\s+".join(map(re.escape, name.split()))
    if _UNSPACED.match(name):
        return re.compile(f"{words}(?![\u17b4-\u17d3\u17dd])")
    return re.compile(rf"(?<!\w){words}(?!\w)", 0 if name == short else re.IGNORECASE)


def _steps(activity: Activity, plan: Plan) -> Iterator[Suggestion]:
    text = activity.text.value or ""
    for phrase in deliverables(text, _language(text, plan)):
        yield _offer("step", text[phrase.start : phrase.end], activity.text, LAW if phrase.law else THING)


def _language(text: str, plan: Plan) -> str:
    """The sentence's own language: a matrix in two languages says one of them about the whole plan."""
    return guess_language(text) or (plan.language if plan.language in LANGUAGES else "en")


def _dates(activity: Activity, plan: Plan) -> Iterator[Suggestion]:
    text = activity.text.value or ""
    begins = plan.period_start.value.first if plan.period_start.value else None

    def date_in(words: str) -> object:
        when = read_when(words, fiscal_start=plan.fiscal_start, fiscal_named_by=plan.fiscal_named_by)
        if not when.dated or when.last is None:
            return None
        # a year before the plan names a law or a survey, not a date of this work
        past = begins is not None and when.last < begins
        # its figures are part of what it says: "1 January 2024 to ..." begins on the day that "2024 to ..." does
        figures = tuple(token.folded for token in cut(words) if token.figure)
        return None if past else (figures, when.precision, when.first, when.last, when.points, when.partial)

    for words in _quotes(text, date_in):
        yield _offer("date", words, activity.text, DATE)


def _amounts(activity: Activity) -> Iterator[Suggestion]:
    def amount_in(words: str) -> object:
        money = read_money(words)
        if money.amount is None or money.currency is None:
            return None
        return money.amount, money.upper, money.currency

    for words in _quotes(activity.text.value or "", amount_in):
        yield _offer("cost", words, activity.text, AMOUNT)


def _quotes(text: str, read: Callable[[str], object]) -> Iterator[str]:
    """The stretches around figures that `read` understands: all that belongs together, no word that adds nothing."""
    tokens = cut(text)
    done = 0
    for at, token in enumerate(tokens):
        if not token.figure or token.start < done:
            continue
        for window in _windows(tokens, at):
            if window[0].start >= done and (said := read(_slice(text, window))) is not None:
                quoted = _trimmed(text, window, said, read)
                # what is said without this figure is quoted around its own, where no window cuts it off
                if token in quoted:
                    done = quoted[-1].end
                    yield _slice(text, quoted)
                break


def _windows(tokens: tuple[Token, ...], at: int) -> list[tuple[Token, ...]]:
    """Stretches that hold the token, the longest first: a shorter one may cut a figure off from its "million"."""
    starts, ends = range(max(0, at - _LEFT), at + 1), range(at + 1, min(len(tokens), at + _RIGHT) + 1)
    return sorted((tokens[start:end] for start in starts for end in ends), key=len, reverse=True)


def _trimmed(text: str, window: tuple[Token, ...], said: object, read: Callable[[str], object]) -> tuple[Token, ...]:
    while len(window) > 1 and read(_slice(text, window[1:])) == said:
        window = window[1:]
    while len(window) > 1 and read(_slice(text, window[:-1])) == said:
        window = window[:-1]
    return window


def _slice(text: str, window: tuple[Token, ...]) -> str:
    return text[window[0].start : window[-1].end]
