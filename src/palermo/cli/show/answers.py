"""How a plan answers what outside bodies ask, for people."""

from collections.abc import Iterator, Mapping, Sequence

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.core import Message, mark
from palermo.plan import ASK_STATES, Activity, Answering, AskState, Plan
from palermo.standing import Alike

_STYLES = {
    AskState.NO_MEASURE: "red",
    AskState.ANSWERED: "green",
    AskState.CANNOT_SAY: "magenta",
    AskState.NO_STEPS: "yellow",
    AskState.LATE: "red",
    AskState.PROOF_PENDING: "cyan",
}
_ID = 12


def answering_lines(
    plan: Plan, found: Answering, suggested: Mapping[str, Sequence[Alike]], width: int, language: str
) -> Iterator[Line]:
    """Each ask under its state, the measures that answer nothing, and what might answer an ask, as a suggestion."""
    yield from paragraph(plan.title, width, style="bold")
    texts = {activity.id: activity.text.words for _, _, activity in plan.each_activity()}
    for state, label in ASK_STATES.items():
        asks = [each for each in found.asks if each.state is state]
        if not asks:
            continue
        yield BLANK_LINE
        yield ((f"{label.say(language)} ({len(asks)})", f"bold {_STYLES[state]}"),)
        size = widest((each.ask.id for each in asks), _ID)
        columns = (Column(0), Column(size, "bold"), Column(width - size - 3 * GAP))
        for each in asks:
            yield from row(columns, ("", each.ask.id, each.ask.text))
            yield from row((*columns[:2], Column(columns[2].width, "dim")), ("", "", each.why.say(language)))
            for like in suggested.get(each.ask.id, ()):
                text = mark("Suggestion, to be decided by a person: {activity} ({percent} % alike) {text}")
                params = {
                    "activity": like.id,
                    "percent": round(100 * like.likeness),
                    "text": texts[like.id],
                }
                yield from row(
                    (*columns[:2], Column(columns[2].width, "dim cyan")), ("", "", Message(text, params).say(language))
                )
    yield from _nothing(Message(mark("Measures that answer no ask")), found.nothing, width, language)
    yield from _nothing(Message(mark("Measures whose asks nobody could read")), found.unread, width, language)


def _nothing(title: Message, activities: Sequence[Activity], width: int, language: str) -> Iterator[Line]:
    if not activities:
        return
    yield BLANK_LINE
    yield ((f"{title.say(language)} ({len(activities)})", "bold"),)
    size = widest((activity.id for activity in activities), _ID)
    columns = (Column(0), Column(size, "bold"), Column(width - size - 3 * GAP))
    for activity in activities:
        yield from row(columns, ("", activity.id, activity.text.words))
