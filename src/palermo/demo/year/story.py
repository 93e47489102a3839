"""What happens in the simulated year: every act of everybody, in order. A pure function of seed, size and days.

Each body has its way. Who is `prompt` files within the month; who is `late` after it; who is `silent` hardly ever;
who `boasts` says that all is finished and offers files that prove nothing; who `contradicts` themselves tells less
since the beginning than they told before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from palermo.demo.year.acts import CHAIR, MACHINE, SECRETARIAT, Act, Happening, Size, Year
from palermo.demo.year.copies import with_copies
from palermo.demo.year.country import BODIES, PLACES, Invented
from palermo.demo.year.matrix import plan_of
from palermo.demo.year.meetings import meetings
from palermo.demo.year.papers import Written, parts_of, sheet_of, written
from palermo.demo.year.voices import voices
from palermo.plan import Activity, Counts, MoneyLine, Period, Plan, Sheet, Spending, money_lines, periods

PASSED_ON = 8  # places to which one measure of six is passed on
# how many days after the end of a period a report is sent, and how many of a hundred are
_SENT = {
    "prompt": ((3, 25), 97),
    "late": ((32, 75), 85),
    "silent": ((20, 70), 25),
    "boasts": ((2, 20), 95),
    "contradicts": ((10, 40), 90),
}


def story(size: Size, year: Year) -> tuple[Happening, ...]:
    """All that happens, in order."""
    plan = plan_of(year.first, size)
    told = _in_order(with_copies(_in_order(_work(plan, size, year)), year))
    beside = (*meetings(plan, told, size, year), *voices(plan, told, size, year), *_reminded(year))
    return _in_order((*told, *beside))


def _in_order(told: Iterable[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(told, key=lambda happening: happening.at))


def _work(plan: Plan, size: Size, year: Year) -> Iterator[Happening]:
    """What those do who lead measures and parts of them, and those who judge it."""
    costs = {line.activity: line for line in money_lines(plan)}
    previous: Activity | None = None
    for number, (_goal, _objective, measure) in enumerate(plan.each_activity()):
        rng = size.chance(measure.id)
        body, sheet = BODIES[number % len(BODIES)], sheet_of(measure, number)
        places = rng.sample(PLACES, PASSED_ON) if number % 6 == 3 else []
        beside = tuple(written(measure, number, body, previous, size.chance(f"beside {measure.id}")))
        whole = tuple(_Measure(measure, body, year, rng, costs.get(measure.id), sheet=sheet, beside=beside).told())
        yield from whole
        parts = [_Measure(measure, place, year, rng, sheet=sheet, through=body.key) for place in places]
        yield from _parts(whole, parts, rng)
        previous = measure


def _reminded(year: Year) -> Iterator[Happening]:
    """The machine reminds people when the reports of a period have been due for a week."""
    for period in periods(year.cycle):
        day = period.due + timedelta(days=7)
        if day <= year.until:
            yield Happening(datetime.combine(day, time(6)), MACHINE, Act.REMIND)


def _parts(whole: Sequence[Happening], parts: Iterable["_Measure"], rng: Random) -> Iterator[Happening]:
    """What happens in the places, once the body that leads the whole has taken it on and until it is given up."""
    taken_on = next((happening.at for happening in whole if happening.act is Act.TAKE_ON), None)
    end = next((happening.at for happening in whole if happening.act is Act.GIVE_UP), None)
    if taken_on is None:
        return
    for part in parts:
        passed_on = taken_on + timedelta(days=rng.randint(1, 30), minutes=1)
        yield from (each for each in part.told(passed_on) if end is None or each.at < end)


class _Measure:
    """What happens to one measure, or to the part of it that one place has, passed on by the body `through`."""

    def __init__(
        self,
        measure: Activity,
        body: Invented,
        year: Year,
        rng: Random,
        cost: MoneyLine | None = None,
        *,
        sheet: Sheet | None = None,
        beside: Sequence[Written] = (),
        through: str = "",
    ) -> None:
        self.measure, self.body, self.year, self.rng, self.cost = measure, body, year, rng, cost
        self.sheet, self.beside, self.through = sheet, beside, through
        self.steps = measure.steps.value or ()
        self.goes_on = measure.kind.value == "continuous"
        self.told_done: set[int] = set()
        self.counted = 0

    def told(self, passed_on: datetime | None = None) -> Iterator[Happening]:
        happens = self._part(passed_on) if passed_on else self._whole()
        found = sorted(happens, key=lambda happening: happening.at)
        end = next((each.at for each in found if each.act is Act.GIVE_UP), None)
        last = datetime.combine(self.year.until, time.max)
        yield from (each for each in found if each.at <= min(end or last, last))

    def _part(self, passed_on: datetime) -> Iterator[Happening]:
        yield self._happening(passed_on, self.through, Act.INHERIT, body=self.body.key)
        if self.rng.random() < 0.05:
            return
        answered = passed_on + timedelta(days=self.rng.randint(2, 30))
        yield self._happening(answered, self.body.key, Act.TAKE_ON)
        yield from self._each_period(answered.date())

    def _whole(self) -> Iterator[Happening]:
        rng = self.rng
        asked = self._day(self.year.first + timedelta(days=rng.randint(1, 20)), 9)
        yield self._happening(asked, SECRETARIAT, Act.ASK, body=self.body.key)
        answered = asked + timedelta(days=rng.randint(2, 40))
        fate = rng.random()
        if fate < 0.03:
            return
        if fate < 0.07:
            yield self._happening(answered, self.body.key, Act.DECLINE, says="It lies with another ministry.")
            return
        yield self._happening(answered, self.body.key, Act.TAKE_ON)
        yield from self._written(answered.date())
        yield from self._paid(answered.date())
        if 0.07 <= fate < 0.1:
            given_up = answered + timedelta(days=rng.randint(60, 250))
            yield self._happening(given_up, CHAIR, Act.GIVE_UP, says="The money went to another measure.")
        if 0.1 <= fate < 0.16:
            yield self._moved_end(answered + timedelta(days=rng.randint(60, 250)))
        yield from self._each_period(answered.date())

    def _written(self, accepted: date) -> Iterator[Happening]:
        for n, each in enumerate(self.beside):
            at = datetime.combine(accepted + timedelta(days=each.after), time(8, n))
            more = {"step": each.step, "says": each.says, "of": each.of, "content": each.content}
            yield self._happening(at, each.who, each.act, **more)

    def _each_period(self, accepted: date) -> Iterator[Happening]:
        finished = self._finished()
        for period in periods(self.year.cycle):
            if accepted <= period.last:
                yield from self._reported(period, finished)

    def _moved_end(self, at: datetime) -> Happening:
        end = self.measure.end.value
        later = (end.last if end and end.last else self.year.until) + timedelta(days=90)
        reason = "The tender had to be repeated."
        return self._happening(at, SECRETARIAT, Act.MOVE_END, says=reason, content={"end": later.isoformat()})

    def _paid(self, accepted: date) -> Iterator[Happening]:
        """Of three lines two get money committed, and of these two of three see some of it spent."""
        rng, line = self.rng, self.cost
        left = int(line.money.value.amount or 0) if line and line.money.value else 0
        day = accepted
        for spending, most in ((Spending.COMMITTED, 110), (Spending.SPENT, 100)):
            if not line or not left or rng.random() > 2 / 3:
                return
            day += timedelta(days=rng.randint(20, 120))
            left = left * rng.randint(30, most) // 100
            content = {"line": line.id, "amount": str(left), "currency": line.currency, "day": day.isoformat()}
            at = self._day(day, 11)
            yield self._happening(at, self.body.key, Act.POST_MONEY, says=spending, content=content)
            if rng.random() < 0.9:
                agreed = self._day(day + timedelta(days=rng.randint(1, 15)), 17)
                yield self._happening(agreed, SECRETARIAT, Act.AGREE_TO_MONEY, says=spending)

    def _finished(self) -> dict[int, date]:
        """The day on which each step is in truth finished."""
        late = {"late": 60, "silent": 90}.get(self.body.way, 10)
        days = {}
        for n, step in enumerate(self.steps, 1):
            due = step.due.value
            if due and due.last:
                days[n] = due.last + timedelta(days=self.rng.randint(-20, late))
        return days

    def _reported(self, period: Period, finished: Mapping[int, date]) -> Iterator[Happening]:
        rng, (days, of_hundred) = self.rng, _SENT[self.body.way]
        if rng.randrange(100) >= of_hundred:
            return
        sent = self._day(period.last + timedelta(days=rng.randint(*days)), 10)
        boasts = self.body.way == "boasts" and rng.random() < 0.6
        told = [n for n, day in finished.items() if (boasts or day <= period.last) and n not in self.told_done]
        content = self._content(period, told, boasts=boasts)
        yield self._happening(sent, self.body.key, Act.SEND, period=period.name, content=content)
        for n in told:
            self.told_done.add(n)
            if rng.random() < 0.93:
                yield from self._offered(sent + timedelta(minutes=5 + n), n, false=boasts and rng.random() < 0.7)
        if rng.random() < 0.1:
            back = self._day(sent.date() + timedelta(days=rng.randint(2, 6)), 9)
            note = "Say what was done, and for whom."
            yield self._happening(back, self.through or SECRETARIAT, Act.RETURN, period=period.name, says=note)
            sent = self._day(back.date() + timedelta(days=rng.randint(2, 9)), 10)
            again = {**content, "narrative": f"{content['narrative']} Told once more, with more detail."}
            yield self._happening(sent, self.body.key, Act.SEND, period=period.name, content=again)
        yield from self._agreed(sent, period)

    def _agreed(self, sent: datetime, period: Period) -> Iterator[Happening]:
        rng, at = self.rng, sent
        levels = [(self.through, Act.AGREE, 95)] if self.through else []
        for who, act, of_hundred in (*levels, (SECRETARIAT, Act.AGREE, 95), (CHAIR, Act.PUBLISH, 90)):
            if rng.randrange(100) >= of_hundred:
                return
            at = self._day(at.date() + timedelta(days=rng.randint(1, 9)), 14)
            yield self._happening(at, who, act, period=period.name)

    def _offered(self, at: datetime, step: int, *, false: bool) -> Iterator[Happening]:
        rng, of, by = self.rng, {"step": step}, self.through or SECRETARIAT
        yield self._happening(at, self.body.key, Act.OFFER, says="a photograph" if false else "the record", **of)
        decided = self._day(at.date() + timedelta(days=rng.randint(1, 12)), 15)
        if false:
            yield self._happening(decided, by, Act.REFUSE_PROOF, says="It shows another event.", **of)
        elif rng.random() < 0.92:
            yield self._happening(decided, by, Act.AGREE_TO_PROOF, **of)

    def _content(self, period: Period, told: list[int], *, boasts: bool) -> dict[str, Any]:
        finished = self.told_done | set(told)
        over = boasts or (len(finished) == len(self.steps) and not self.goes_on)
        claim = "complete" if over else "running" if finished or self.rng.random() < 0.7 else "not_started"
        return {
            "claim": claim,
            "narrative": "All of it is finished." if boasts else "The work went on as the plan says.",
            "asks": "A letter to the ministry of finance." if self.rng.random() < 0.06 else "",
            "done": [self._done(n, period) for n in told],
            "values": self._values(),
            "obstacles": self._obstacles(period),
        }

    def _done(self, step: int, period: Period) -> dict[str, Any]:
        return {"step": step, "what": self.steps[step - 1].text.words, "finished": period.last.isoformat()}

    def _values(self) -> list[dict[str, Any]]:
        indicators = self.measure.indicators.value or ()
        if not indicators or self.rng.random() < 0.2:
            return []
        since = not self.sheet or self.sheet.counts is Counts.SINCE
        number = self._counted() if since else self.rng.randint(0, 15)
        parts, note = parts_of(self.sheet, number, self.rng) if self.sheet else ([], "")
        value = {"indicator": indicators[0].id, "number": str(number), "cumulative": since, "note": note}
        return [{**value, "parts": parts}]

    def _counted(self) -> int:
        fell = self.body.way == "contradicts" and self.counted > 2
        self.counted = self.counted // 2 if fell else self.counted + self.rng.randint(0, 15)
        return self.counted

    def _obstacles(self, period: Period) -> list[dict[str, Any]]:
        if self.rng.random() >= 0.08:
            return []
        blocked = "the budget" if self.rng.random() < 0.5 else ""
        return [{"what": "The money has not come.", "since": period.first.isoformat(), "blocked_by": blocked}]

    def _happening(self, at: datetime, who: str, act: Act, **more: Any) -> Happening:
        return Happening(at, who, act, self.measure.id, place=self.body.key if self.through else "", **more)

    def _day(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour, self.rng.randrange(5, 50)))
