"""What a report says, as JSON and as the library takes it.

```json
{"claim": "running", "narrative": "...", "asks": "...",
 "done": [{"step": 1, "what": "...", "finished": "2027-03-20"}],
 "values": [{"indicator": "1.1.a", "number": "12", "cumulative": false, "note": ""}],
 "obstacles": [{"what": "...", "since": "2027-02-01", "blocked_by": "..."}]}
```

Everything may be missing in a draft; `lacking` says what keeps a report from being sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from palermo.core import Message, mark
from palermo.plan import Claim, Done, Moved, Obstacle, Report, Value

Content = Mapping[str, Any]


def report_of(period: str, content: Content, moves: Sequence[Moved]) -> Report:
    """A report as the library takes it."""
    claim = content.get("claim")
    return Report(
        period=period,
        moves=tuple(moves),
        claim=Claim(claim) if claim else None,
        done=tuple(Done(each["step"], each["what"], _day(each.get("finished"))) for each in content.get("done", ())),
        values=tuple(
            Value(each["indicator"], Decimal(each["number"]), cumulative=each["cumulative"], note=each["note"])
            for each in content.get("values", ())
        ),
        narrative=content.get("narrative", ""),
        asks=content.get("asks", ""),
    )


def obstacles_of(content: Content) -> tuple[Obstacle, ...]:
    """What a report says stands in the way."""
    return tuple(
        Obstacle(each["what"], date.fromisoformat(each["since"]), each.get("blocked_by", ""))
        for each in content.get("obstacles", ())
    )


def lacking(content: Content, today: date) -> Iterator[Message]:
    """What a report lacks or cannot say before it is sent."""
    if not content.get("claim"):
        yield Message(mark("Say where the work stands."))
    if not content.get("narrative", "").strip():
        yield Message(mark("Tell in a few sentences what was done, or why nothing was."))
    for each in content.get("done", ()):
        finished = _day(each.get("finished"))
        if each.get("finished") and finished is None:
            text = mark("The day on which step {step} was finished is not a day: {day}.")
            yield Message(text, {"step": each["step"], "day": each["finished"]})
        if finished and finished > today:
            yield Message(mark("Step {step} cannot have been finished after today."), {"step": each["step"]})
        if not each["what"].strip():
            yield Message(mark("Say what was done for step {step}."), {"step": each["step"]})
    for each in content.get("values", ()):
        if number(each["number"]) is None:
            yield Message(mark("The value of {indicator} is not a number."), {"indicator": each["indicator"]})
    for each in content.get("obstacles", ()):
        if not each["what"].strip() or _day(each.get("since")) is None:
            yield Message(mark("Say of each obstacle what it is, and since when."))


def number(text: str) -> Decimal | None:
    """A finite number, None where the text is none."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _day(text: str | None) -> date | None:
    if not text:  # as most are: to raise and catch costs more than the rest of the report
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
