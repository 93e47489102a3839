"""Who speaks beside the bodies that lead: civil society and survivors in their views, offices in public statements.

Some say the same as the record, some the contrary.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from palermo.access import BodyKind
from palermo.demo.year.acts import SECRETARIAT, Act, Happening, Size, Year
from palermo.demo.year.country import BODIES, Invented
from palermo.plan import About, Claim, Plan, Seen

VOICES = tuple(body for body in BODIES if body.kind is BodyKind.NGO)
_SAME = {Claim.COMPLETE: Seen.DONE, Claim.RUNNING: Seen.RUNNING, Claim.NOT_STARTED: Seen.NOT_BEGUN}
_WORDS = {
    Seen.DONE: "We were there when it was opened, and people we know were received.",
    Seen.RUNNING: "It has begun in two places. In the others nobody had heard of it.",
    Seen.NOT_BEGUN: "We asked in four districts. Nobody has seen anything of it.",
    Seen.CANNOT_SAY: "We were not let in, and cannot say.",
}
_REPLIES = ("We thank you, and shall look into it.", "It was done in other districts than those you went to.")
_PAPER = "A newspaper that does not exist"


def voices(plan: Plan, told: Sequence[Happening], size: Size, year: Year) -> Iterator[Happening]:
    """Views on one measure of five and statements on one of eight, by what was told of them."""
    rng = size.chance("voices")
    sent: dict[str, list[Happening]] = {}
    for each in told:
        if each.act is Act.SEND and not each.place:
            sent.setdefault(each.measure, []).append(each)
    agreed = {(each.measure, each.period) for each in told if each.act is Act.AGREE and not each.place}
    last = datetime.combine(year.until, time.max)
    for number, (_goal, _objective, measure) in enumerate(plan.each_activity()):
        reports, lead = sent.get(measure.id, []), BODIES[number % len(BODIES)]
        if not reports:
            continue
        said: list[Happening] = []
        if number % 5 == 2:
            said += _view(rng.choice(reports), lead, rng, f"view of {measure.id}")
        if number % 8 == 3 or (lead.way == "boasts" and number % 3 == 0):
            end = measure.end.value.last if measure.end.value else None
            said += _statement(reports, agreed, lead, end, rng)
        yield from (each for each in said if each.at <= last)


def _view(report: Happening, lead: Invented, rng: Random, name: str) -> Iterator[Happening]:
    voice = rng.choice([each for each in VOICES if each is not lead])
    claim = Claim(report.content["claim"])
    if lead.way == "boasts":
        seen = rng.choice((Seen.RUNNING, Seen.NOT_BEGUN))
    else:
        seen = _SAME[claim] if rng.random() < 0.6 else rng.choice(tuple(Seen))
    at = _later(report.at, rng.randint(10, 30), 9)
    told = {"seen": str(seen), "period": report.period if rng.random() < 0.8 else ""}
    yield Happening(at, voice.key, Act.FILE_VIEW, report.measure, of=name, says=_WORDS[seen], content=told)
    if rng.random() < 0.15:
        return
    at = _later(at, rng.randint(1, 10), 10)
    yield Happening(at, voice.key, Act.PUBLISH_VIEW, report.measure, of=name)
    if rng.random() < 0.5:
        at = _later(at, rng.randint(3, 30), 11)
        yield Happening(at, lead.key, Act.REPLY, report.measure, of=name, says=rng.choice(_REPLIES))


def _statement(
    reports: Sequence[Happening],
    agreed: Container[tuple[str, str]],
    lead: Invented,
    end: date | None,
    rng: Random,
) -> Iterator[Happening]:
    """What an office told the papers after a report: that it is done, by when it will be, or how many there were."""
    report = reports[-1]
    name, at = f"statement on {report.measure}", _later(report.at, rng.randint(1, 20), 12)
    words, claim = _claimed(reports, agreed, lead, end, rng)
    said_by = f"The press office of the {lead.names['en']}"
    told = {"said_by": said_by, "day": at.date().isoformat(), "place": _PAPER, "copy": rng.random() < 0.5}
    yield Happening(_later(at, 1, 9), SECRETARIAT, Act.STATE, report.measure, of=name, says=words, content=told)
    yield Happening(_later(at, 2, 9), SECRETARIAT, Act.MARK, report.measure, of=name, content=claim)


def _claimed(
    reports: Sequence[Happening],
    agreed: Container[tuple[str, str]],
    lead: Invented,
    end: date | None,
    rng: Random,
) -> tuple[str, Mapping[str, Any]]:
    """Two of three say what the record says, as far as it does; who boasts says more."""
    measure, honest = reports[-1].measure, lead.way != "boasts" and rng.random() < 0.7
    values = [value for each in reports if (measure, each.period) in agreed for value in each.content["values"]]
    if values and rng.random() < 0.6:
        number = int(values[-1]["number"]) if honest else 3 * int(values[-1]["number"]) + 5
        words = f"Measure {measure} has reached {number} already, said the office."
        return words, {"about": str(About.NUMBER), "number": str(number), "indicator": values[-1]["indicator"]}
    if end and lead.way != "boasts":
        day = end if honest else end - timedelta(days=60)
        words = f"Measure {measure} will be finished by {day.isoformat()}, said the office."
        return words, {"about": str(About.DAY), "day": day.isoformat()}
    return f"Measure {measure} is finished, said the office.", {"about": str(About.DONE)}


def _later(at: datetime, days: int, hour: int) -> datetime:
    return datetime.combine(at.date() + timedelta(days=days), time(hour, at.minute))
