"""Chances for the next report, and how good such forecasts were, for people."""

from collections.abc import Iterator, Sequence

from palermo.cli.show.clock import TIER_STYLES
from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row
from palermo.core import Message, mark
from palermo.standing import RATED, Bar, Evaluation, Forecast, Score, bars

_TIER, _PERCENT, _COUNT, _BAR, _GROUP, _FIGURES = 19, 7, 16, 40, 20, 22
_NO_TARGET = Message(
    mark(
        "What followed for countries in the same place before. It is no target and no advice, and it knows nothing of "
        "what was done this year."
    )
)


def forecast_lines(told: Forecast, there: Sequence[str], width: int, language: str) -> Iterator[Line]:
    """Each tier with its chance and how often it followed. `there`: who is in the same situation now."""
    head = Message(mark("{country}, report of {year}: chances"), {"country": told.name, "year": told.year})
    yield from paragraph(head.say(language), width, style="bold")
    params = {"situation": told.situation.words, "n": sum(told.precedents.values())}
    yield from paragraph(Message(mark("{situation} · cases before: {n}"), params).say(language), width, style="dim")
    yield BLANK_LINE
    columns = (Column(0), Column(_TIER), Column(_PERCENT, right=True), Column(_COUNT, "dim", right=True))
    for tier in RATED:
        chance = told.chances[tier]
        came = Message(mark("came {n} times"), {"n": told.precedents[tier]}).say(language)
        words = ("", tier.words.say(language), _percent(chance), came, "█" * round(chance * _BAR))
        yield from row(
            (*columns[:1], Column(_TIER, TIER_STYLES[tier]), *columns[2:], Column(_BAR, TIER_STYLES[tier])), words
        )
    yield BLANK_LINE
    now = Message(mark("In the same place now: {countries}"), {"countries": ", ".join(there)})
    yield from paragraph(now.say(language), width, style="dim")
    yield from paragraph(_NO_TARGET.say(language), width, style="dim")


def _percent(chance: float) -> str:
    # nothing is said to be impossible
    return f"{100 * chance:.1f} %" if chance >= 0.001 else "< 0.1 %"


def evaluation_lines(told: Evaluation, width: int, language: str) -> Iterator[Line]:
    """The scores beside plainer forecasts and what others reached, then how often what was said to be likely came."""
    params: dict[str, object] = {"first": told.first, "last": told.last, "same": f"{told.no_change:.3f}"}
    head = Message(mark("Forecasts of the reports {first} to {last}, each by what was known before it"), params)
    yield from paragraph(head.say(language), width, style="bold")
    says = Message(mark("log loss, less is better · share that was right · no change would be right in {same}"), params)
    yield from paragraph(says.say(language), width, style="dim")
    yield BLANK_LINE
    columns = (Column(0), Column(_GROUP), Column(5, right=True), *(Column(_FIGURES) for _ in range(3)))
    titles = (
        Message(mark("last tier")),
        Message(mark("cases")),
        Message(mark("this model")),
        Message(mark("by the last tier alone")),
        Message(mark("to beat")),
    )
    yield from row(columns, ("", *(title.say(language) for title in titles)))
    for tier, score in told.model.items():
        name = tier.words.say(language) if tier else Message(mark("all countries")).say(language)
        bar = bars().get(tier)
        words = ("", name, str(score.n), _figures(score), _figures(told.by_tier[tier]), _figures(bar) if bar else "–")
        yield from row(columns, words)
    yield BLANK_LINE
    yield (((Message(mark("How likely it was said to be, and how often it came")).say(language)), "bold"),)
    bins = (Column(0), Column(14), Column(8, right=True), Column(10, right=True), Column(10, right=True))
    heads = (Message(mark("between")), Message(mark("cases")), Message(mark("said")), Message(mark("came")))
    yield from row(bins, ("", *(title.say(language) for title in heads)))
    for each in told.calibration:
        stretch = f"{each.low:.1f} – {each.high:.1f}"
        yield from row(bins, ("", stretch, str(each.n), f"{each.said:.3f}", f"{each.came:.3f}"))
    yield BLANK_LINE
    yield from paragraph(_NO_TARGET.say(language), width, GAP, "dim")


def _figures(score: Score | Bar) -> str:
    return f"{score.log_loss:.3f} · {score.accuracy:.3f}"
