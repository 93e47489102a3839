"""What a report says, as JSON and as the library takes it.

```json
{"claim": "running", "narrative": "...", "asks": "...",
 "done": [{"step": 1, "what": "...", "finished": "2027-03-20"}],
 "values": [{"indicator": "1.1.a", "number": "12", "cumulative": false, "note": "",
             "parts": [{"split": "sex", "name": "female", "number": "8"}], "file": "9177f5cc..."},
            {"indicator": "1.1.b", "number": "", "numerator": "9", "denominator": "10", "cumulative": true,
             "note": ""}],
 "obstacles": [{"what": "...", "since": "2027-02-01", "blocked_by": "..."}]}
```

Everything may be missing in a draft; `lacking` says what keeps a report from being sent. `file` is the digest of the
evidence that a value was taken from; of a value without one, somebody typed their own count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from palermo.core import Message, Severity, mark
from palermo.plan import Claim, Defined, Done, Moved, Obstacle, Part, Report, Value, value_faults

Content = Mapping[str, Any]


def report_of(period: str, content: Content, moves: Sequence[Moved]) -> Report:
    """A report as the library takes it."""
    claim = content.get("claim")
    return Report(
        period=period,
        moves=tuple(moves),
        claim=Claim(claim) if claim else None,
        done=tuple(Done(each["step"], each["what"], _day(each.get("finished"))) for each in content.get("done", ())),
        # without their parts: small ones may not be shown to everybody, and what is scored is
        values=tuple(
            replace(value, parts=()) for each in content.get("values", ()) if (value := value_of(each)) is not None
        ),
        narrative=content.get("narrative", ""),
        asks=content.get("asks", ""),
    )


def value_of(told: Mapping[str, Any]) -> Value | None:
    """A value with its parts as the library takes it; None where something in a place for a number is none."""
    whole: dict[str, Any] = {
        name: number(told[name]) for name in ("number", "numerator", "denominator") if told.get(name)
    }
    parts = [(each["split"], each["name"], number(each["number"])) for each in told.get("parts", ())]
    if None in whole.values():
        return None
    numbered = tuple(Part(split, name, n) for split, name, n in parts if n is not None)
    if len(numbered) < len(parts):
        return None
    return Value(told["indicator"], **whole, cumulative=told["cumulative"], parts=numbered, note=told["note"])


def obstacles_of(content: Content) -> tuple[Obstacle, ...]:
    """What a report says stands in the way."""
    return tuple(
        Obstacle(each["what"], date.fromisoformat(each["since"]), each.get("blocked_by", ""))
        for each in content.get("obstacles", ())
    )


def lacking(content: Content, today: date, measured: Sequence[Defined] = ()) -> Iterator[Message]:
    """What a report lacks or cannot say before it is sent. `measured`: the indicators whose values it tells."""
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
    yield from _values_lack(content, {told.indicator.id: told for told in measured})
    for each in content.get("obstacles", ()):
        if not each["what"].strip() or _day(each.get("since")) is None:
            yield Message(mark("Say of each obstacle what it is, and since when."))


def _values_lack(content: Content, measured: Mapping[str, Defined]) -> Iterator[Message]:
    for each in content.get("values", ()):
        value, told = value_of(each), measured.get(each["indicator"])
        if value is None or (value.number is None and value.numerator is None):
            yield Message(mark("The value of {indicator} is not a number."), {"indicator": each["indicator"]})
        elif told is not None:
            faults = (finding for finding in value_faults(value, told) if finding.severity is Severity.ERROR)
            for finding in faults:
                said = {"what": finding.message, "advice": finding.advice}
                yield Message(mark("{what} {advice}"), said)


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
