"""The meetings of the simulated year: what is on their agenda, who comes, what is resolved and what becomes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from palermo.demo.year.acts import CHAIR, SECOND_CHAIR, SECRETARIAT, Act, Happening, Size, Year
from palermo.demo.year.country import BODIES, COMMITTEE, MEMBERS, SMALLER, Invented
from palermo.plan import Activity, Deed, Ground, Plan, periods

PLACE = "A hall that does not exist"
# how many items of each ground a meeting looks at, at the most
_MOST = {Ground.BLOCKED: 2, Ground.LATE: 2, Ground.UNDECIDED: 2, Ground.RESOLUTION: 1, Ground.PLEA: 2}
_RESOLVED = {
    Ground.BLOCKED: "Take what blocks measure {of} to the ministry of finance, and tell the committee what it said.",
    Ground.LATE: "Show the proof of what was due of measure {of}, or say by when it comes.",
    Ground.UNDECIDED: "Say whether measure {of} is taken on, and if not, who should.",
    Ground.PLEA: "Write the letter that was asked for on measure {of}.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the story knows of a measure on a day: who leads it, its answer, what was said of it last."""

    measure: Activity
    lead: Invented
    answer: Act | None = None
    asked: date | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    done: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Owed:
    """A resolution in the making: its name in the story, who owes it, by when, and how it is known to end."""

    name: str
    owner: Invented
    taken: datetime
    due: date
    chair: str


def meetings(plan: Plan, told: Sequence[Happening], size: Size, year: Year) -> Iterator[Happening]:
    """All meetings, by what was told of the measures before each of them, up to the end of the year."""
    rng = size.chance("meetings")
    last = datetime.combine(year.until, time.max)
    owed: list[Owed] = []
    for number, (body, chair, day) in enumerate(_days(year), 1):
        meeting = _Meeting(f"meeting {number}", body, chair, day, rng)
        if number == 3:
            found = list(meeting.called_off())
        else:
            known = _standing(plan, told, day - timedelta(days=7))
            found = list(meeting.told(known, [each.name for each in owed if each.due < day], anew=number == 5))
            owed += meeting.owed
        yield from (each for each in found if each.at <= last)


def _days(year: Year) -> Iterator[tuple[str, str, date]]:
    """The committee meets after each quarter, the smaller one each six weeks."""
    committee = [(COMMITTEE, CHAIR, period + timedelta(days=40)) for period in _quarters(year)]
    smaller = [(SMALLER.key, SECOND_CHAIR, year.first + timedelta(days=45 + 42 * n)) for n in range(9)]
    yield from sorted((each for each in (*committee, *smaller) if each[2] <= year.until), key=lambda each: each[2])


def _quarters(year: Year) -> Iterator[date]:
    return (period.last for period in periods(year.cycle))


def _standing(plan: Plan, told: Sequence[Happening], day: date) -> list[Standing]:
    """Where the measures stand as a whole, as far as it was told by the end of a day."""
    newest: dict[str, dict[str, Any]] = {}
    for each in told:
        if each.at.date() > day or each.place or not each.measure:
            continue
        of = newest.setdefault(each.measure, {"done": frozenset()})
        match each.act:
            case Act.ASK:
                of |= {"asked": each.at.date()}
            case Act.TAKE_ON | Act.DECLINE | Act.GIVE_UP:
                of |= {"answer": each.act}
            case Act.SEND:
                steps = {done["step"] for done in each.content["done"]}
                of |= {"said": each.content, "done": of["done"] | steps}
    measures = enumerate(activity for _goal, _objective, activity in plan.each_activity())
    return [Standing(each, BODIES[n % len(BODIES)], **newest[each.id]) for n, each in measures if each.id in newest]


def _presses(known: Sequence[Standing], day: date) -> Iterator[tuple[Ground, Standing, str]]:
    """What a committee would look at, and the sentence behind it."""
    for each in known:
        if each.answer is Act.GIVE_UP:
            continue
        if each.answer is not Act.TAKE_ON:
            why = "The body that it was put to has not taken it on."
            if each.answer is Act.DECLINE or (each.asked and each.asked + timedelta(days=30) < day):
                yield Ground.UNDECIDED, each, why
            continue
        for obstacle in each.said.get("obstacles", ()):
            if obstacle["blocked_by"]:
                yield Ground.BLOCKED, each, f"{obstacle['what']} Since {obstacle['since']}."
        if asks := each.said.get("asks"):
            yield Ground.PLEA, each, f"{each.lead.names['en']} asks: {asks}"
        for n, step in enumerate(each.measure.steps.value or (), 1):
            due = step.due.value.last if step.due.value else None
            if due and due < day and n not in each.done:
                yield Ground.LATE, each, f"Step {n} was due on {due.isoformat()}, and nobody has said that it is done."
                break


class _Meeting:
    """One meeting, from its call to what became of what it resolved."""

    def __init__(self, name: str, body: str, chair: str, day: date, rng: Random) -> None:
        self.name, self.body, self.chair, self.day, self.rng = name, body, chair, day, rng
        self.owed: list[Owed] = []

    def called_off(self) -> Iterator[Happening]:
        yield self._called()
        yield self._at(-2, 9, SECRETARIAT, Act.CALL_OFF, says="Too few could come.")

    def told(self, known: Sequence[Standing], overdue: Sequence[str], *, anew: bool) -> Iterator[Happening]:
        """`overdue`: resolutions whose day has passed. `anew`: it is called once more, for another hall."""
        items = list(self._items(known, overdue))
        yield self._called()
        if anew:
            where = {"day": self.day.isoformat(), "place": "Another hall that does not exist"}
            yield self._at(-5, 9, SECRETARIAT, Act.CALL_ANEW, says="The hall was given away.", content=where)
        yield self._at(-7, 10, SECRETARIAT, Act.SET_AGENDA, content={"items": [item for item, _owner in items]})
        presences = {who: self._presence(who) for who in (SECRETARIAT, self.chair, *MEMBERS[self.body])}
        if self.body == SMALLER.key:
            del presences[SECRETARIAT]  # who is of the committee's secretariat holds no term there
        yield self._at(0, 9, SECRETARIAT, Act.ATTEND, content={"presences": presences})
        for n, (item, owner) in enumerate(items):
            if owner and self.rng.random() < 0.7:
                yield from self._resolved(item, owner, n)
        yield from self._written([item["id"] for item, _owner in items])

    def _items(
        self, known: Sequence[Standing], overdue: Sequence[str]
    ) -> Iterator[tuple[dict[str, str], Invented | None]]:
        found: dict[Ground, list[tuple[Standing, str]]] = {}
        for ground, standing, why in _presses(known, self.day):
            found.setdefault(ground, []).append((standing, why))
        for ground, most in _MOST.items():
            if ground is Ground.RESOLUTION:
                for name in self.rng.sample(overdue, min(most, len(overdue))):
                    words = "What was resolved before, and is not through"
                    yield self._item(words, ground, name, "Its day has passed."), None
                continue
            told = found.get(ground, [])
            for standing, why in self.rng.sample(told, min(most, len(told))):
                words = f"{standing.measure.id} {standing.measure.text.words}"
                yield self._item(words, ground, standing.measure.id, why, "en"), standing.lead
        yield self._item("The money of the next year"), None

    def _item(self, words: str, ground: str = "", of: str = "", told: str = "", lang: str = "") -> dict[str, str]:
        id_ = self.rng.randbytes(8).hex()
        return {"id": id_, "words": words, "lang": lang, "ground": str(ground), "of": of, "told": told}

    def _presence(self, who: str) -> str:
        if who in (SECRETARIAT, self.chair):
            return "present"
        return self.rng.choices(("present", "excused", "absent"), (75, 15, 10))[0]

    def _resolved(self, item: Mapping[str, str], owner: Invented, number: int) -> Iterator[Happening]:
        due = self.day + timedelta(days=self.rng.choice((21, 30, 45, 60)))
        words = _RESOLVED[Ground(item["ground"])].format(of=item["of"])
        taken = datetime.combine(self.day, time(10, 10 + number))
        owed = Owed(f"{self.name}, resolution {number}", owner, taken, due, self.chair)
        self.owed.append(owed)
        what = {"meeting": self.name, "item": item["id"], "words": words, "due": due.isoformat()}
        yield Happening(taken, SECRETARIAT, Act.RESOLVE, of=owed.name, body=owner.key, content=what)
        yield from _carried_out(owed, self.rng)

    def _written(self, items: Sequence[str]) -> Iterator[Happening]:
        for n, item in enumerate(("opening", *items)):
            text = (
                "What was resolved before was read out." if not n else "It was looked at, and those who lead it heard."
            )
            at = datetime.combine(self.day + timedelta(days=1), time(9, n))
            yield Happening(at, SECRETARIAT, Act.MINUTE, of=self.name, content={"item": item, "text": text})
        if self.rng.random() < 0.9:
            yield self._at(self.rng.randint(5, 14), 16, self.chair, Act.APPROVE)
            if self.rng.random() < 0.2:
                added = {"item": items[-1], "text": "The amount named was of two years."}
                yield self._at(16, 9, SECRETARIAT, Act.CORRECT, says="A member asked for it.", content=added)

    def _called(self) -> Happening:
        where = {"body": self.body, "day": self.day.isoformat(), "place": PLACE}
        return self._at(-21, 9, SECRETARIAT, Act.CALL, content=where)

    def _at(self, days: int, hour: int, who: str, act: Act, **more: Any) -> Happening:
        return Happening(datetime.combine(self.day + timedelta(days=days), time(hour)), who, act, of=self.name, **more)


def _carried_out(owed: Owed, rng: Random) -> Iterator[Happening]:
    """Some answer late or not at all, some refuse; what is reported is confirmed, or sent back as not so."""
    fate, at = rng.random(), owed.taken

    def turn(who: str, deed: Deed, days: int, says: str = "") -> Happening:
        nonlocal at
        at = datetime.combine(at.date() + timedelta(days=max(days, 1)), time(11, rng.randrange(60)))
        return Happening(at, who, Act.TURN, of=owed.name, says=says, content={"deed": str(deed)})

    owner, after = owed.owner.key, rng.randint(2, 12)
    if fate < 0.08 or (owed.owner.way == "silent" and fate < 0.6):
        return
    if fate < 0.2:
        yield turn(owner, Deed.REFUSE, after, "It lies with another ministry.")
        if fate < 0.14:
            yield turn(owed.chair, Deed.LIFT, 10, "Another body does it.")
            return
        yield turn(owed.chair, Deed.INSIST, 10, "The law gives it to this body.")
    yield turn(owner, Deed.ACCEPT, after)
    if fate > 0.93:
        return
    left = (owed.due - at.date()).days
    late = owed.owner.way in ("late", "silent")
    boasts = owed.owner.way == "boasts"
    days = 2 if boasts else left + rng.randint(3, 25) if late else rng.randint(1, max(left, 1))
    yield turn(
        owner, Deed.REPORT, days, "All of it is finished." if boasts else "It was done, and the letter lies here."
    )
    judged = rng.random()
    if boasts or judged < 0.12:
        yield turn(SECRETARIAT, Deed.RETURN, rng.randint(2, 10), "What was handed in is of another year.")
        if rng.random() < 0.5:
            yield turn(owner, Deed.REPORT, rng.randint(5, 30), "Here is the right letter.")
    elif judged < 0.88:
        yield turn(SECRETARIAT, Deed.CONFIRM, rng.randint(2, 15))
        if owed.owner.way == "contradicts":
            yield turn(owed.chair, Deed.UNDO, 12, "The body now says the contrary.")
