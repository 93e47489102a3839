"""The rights of the house said a second time, as plainly as they can be: what `decide` is held against.

Nothing here looks at the library's tables, dates or scopes: only the values that are handed in are its own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from palermo.access import Actor, Glass, Term, Thing

# act | done to | asks for (second factor, 5 minutes fresh, reason, two persons) | only when
# | kept out (writer, police, who gains) | who, and how far
SAID = """
desk.opened          |            | 2       |                |     | any secretariat
plan.uploaded        | plan       | 2       |                |     | below secretariat
mapping.corrected    | upload     | 2       |                |     | owner secretariat
upload.discarded     | upload     | 2       |                |     | owner secretariat
version.added        | upload     | 2       |                |     | owner secretariat
plan.revised         | version    | 2       | newest         |     | below secretariat
version.restored     | version    | 2       | earlier        |     | below secretariat
state.claimed        | version    | 2       |                |     | below secretariat
document.opened      | document   | 2 read  |                |     | own INSIDE; glass
duties.opened        |            | 2       |                |     | any WORKERS
work.opened          |            | 2       |                |     | any ABOVE
review.opened        |            | 2       |                |     | any HANDS ABOVE
pack.opened          | plan       | 2 read  |                |     | below ABOVE auditor
report.read          | report     | 2 read  |                |     | own HANDS, below ABOVE auditor; passed HANDS
cycle.set            | plan       | 2       |                |     | below secretariat
lead.asked           | plan       | 2       |                |     | below secretariat
lead.accepted        | lead       | 2       |                |     | own HANDS
lead.refused         | lead       | 2 r     |                |     | own HANDS
lead.undone          | lead       | 2 r     |                |     | below chair
report.written       | lead       | 2       |                |     | own focal_point
report.sent          | report     | 2       |                |     | own focal_point
report.returned      | report     | 2 r     |                | w   | below approver ABOVE; passed HANDS
report.accepted      | report     | 2       |                | w p | below approver ABOVE; passed HANDS
report.undone        | report     | 2 r     |                | w   | below ABOVE
report.published     | report     | 2       |                | w   | below chair
evidence.offered     | lead       | 2       |                |     | own focal_point
evidence.accepted    | evidence   | 2       |                | w p | below approver ABOVE; passed HANDS
evidence.refused     | evidence   | 2 r     |                | w   | below approver ABOVE; passed HANDS
evidence.undone      | evidence   | 2 r     |                | w   | below ABOVE
evidence.opened      | evidence   | 2 read  |                |     | own HANDS, below ABOVE auditor; passed HANDS
copy.asked           | evidence   | 2       |                |     | own focal_point
copy.opened          | copy       | 2 read  |                |     | own HANDS, below ABOVE auditor
copy.published       | copy       | 2       |                | w p | below secretariat
copy.refused         | copy       | 2 r     |                | w   | below secretariat
copy.withdrawn       | copy       | 2 r     |                |     | own focal_point, below ABOVE
part.passed          | lead       | 2       |                |     | own HANDS, below secretariat
part.amended         | lead       | 2 r     |                |     | own HANDS, below secretariat
part.dropped         | lead       | 2 r     |                |     | own HANDS, below secretariat
promise.amended      | plan       | 2 r     |                |     | below secretariat
activity.dropped     | plan       | 2 r     |                |     | below chair
cost.added           | lead       | 2 r     |                |     | own focal_point, below secretariat
cost.accepted        | cost       | 2       |                | w   | below secretariat
cost.refused         | cost       | 2 r     |                | w   | below secretariat
money.posted         | lead       | 2       |                |     | own focal_point
money.accepted       | posting    | 2       |                | w   | below secretariat
money.refused        | posting    | 2 r     |                | w   | below secretariat
round.set            | plan       | 2 r     |                |     | below secretariat
risk.written         | lead       | 2       |                |     | own focal_point, below secretariat
risk.reviewed        | risk       | 2 r     |                |     | own focal_point, below secretariat
risk.closed          | risk       | 2 r     |                |     | own focal_point, below secretariat
risk.shown           | risk       | 2 r     |                |     | below secretariat
risk.hidden          | risk       | 2 r     |                |     | below secretariat
correction.uploaded  | correction | 2 r     |                |     | below secretariat
correction.withdrawn | correction | 2 r     |                |     | below secretariat
ask.written          | ask        | 2 r     |                |     | below secretariat
ask.withdrawn        | ask        | 2 r     |                |     | below secretariat
ask.responded        | body       | 2       |                |     | below ABOVE
ask.replied          | body       | 2       |                |     | own HANDS, below secretariat
forecast.shown       | forecast   | 2 r     |                |     | below secretariat
forecast.hidden      | forecast   | 2 r     |                |     | below secretariat
answer.linked        | plan       | 2 r     |                |     | below secretariat
answer.unlinked      | plan       | 2 r     |                |     | below secretariat
packet.made          | body       | 2       |                |     | own focal_point, below secretariat
packet.returned      | packet     | 2       |                |     | own focal_point, below secretariat
quiet.set            | body       | 2 r     |                |     | below ABOVE
quiet.lifted         | quiet      | 2 r     |                |     | below ABOVE
address.given        | person     | 2       |                |     | owner public
address.removed      | person     | 2       |                |     | owner public
digest.made          |            |         |                |     | any operator
sending.tried        |            |         |                |     | any operator
committee.opened     |            | 2       |                |     | any WORKERS
meeting.read         | meeting    | 2 read  |                |     | own HANDS, below ABOVE auditor
attendance.read      | meeting    | 2 read  |                |     | below ABOVE auditor
meeting.called       | body       | 2       |                |     | below secretariat
meeting.moved        | meeting    | 2 r     |                |     | below secretariat
meeting.cancelled    | meeting    | 2 r     |                |     | below secretariat
agenda.set           | meeting    | 2       |                |     | below secretariat
attendance.taken     | meeting    | 2       |                |     | below secretariat
minutes.written      | meeting    | 2       |                |     | below secretariat
minutes.corrected    | meeting    | 2 r     |                |     | below secretariat
minutes.approved     | meeting    | 2       |                | w   | below chair
resolution.taken     | meeting    | 2       |                |     | below ABOVE
resolution.read      | resolution | 2 read  |                |     | own HANDS, below ABOVE auditor
owed.read            | owed       | 2 read  |                |     | own HANDS, below ABOVE auditor
resolution.accepted  | owed       | 2       |                |     | own HANDS
resolution.refused   | owed       | 2 r     |                |     | own HANDS
resolution.reported  | owed       | 2 r     |                |     | own HANDS
resolution.confirmed | resolution | 2       |                | w   | below ABOVE
resolution.returned  | resolution | 2 r     |                | w   | below ABOVE
resolution.insisted  | resolution | 2 r     |                | w   | below chair
resolution.undone    | resolution | 2 r     |                | w   | below chair
resolution.lifted    | resolution | 2 r     |                | w   | below chair
sheet.completed      | sheet      | 2 r     |                |     | own HANDS, below secretariat
views.opened         |            | 2       |                |     | any HANDS
view.filed           | body       | 2       |                |     | own HANDS
view.read            | view       | 2 read  |                |     | own HANDS
view.published       | view       | 2       |                |     | own HANDS
reply.given          | lead       | 2       |                |     | own HANDS
statement.logged     | plan       | 2       |                |     | below secretariat
statement.marked     | plan       | 2       |                |     | below secretariat
step.arranged        | step       | 2 r     |                |     | own HANDS, below secretariat
study.opened         |            | 2       |                |     | any analyst ABOVE
capture.brought      | body       | 2       |                |     | own analyst
run.started          | capture    | 2       |                |     | own analyst
run.finished         | run        |         |                |     | any operator
run.opened           | run        | 2 read  |                |     | own analyst
release.asked        | run        | 2 r     |                |     | own analyst
release.opened       | release    | 2 read  |                |     | own analyst, below ABOVE
release.published    | release    | 2       |                | w p | below secretariat
release.refused      | release    | 2 r     |                | w   | below secretariat
release.withdrawn    | release    | 2 r     |                |     | own analyst, below ABOVE
people.opened        |            | 2       |                |     | any OVERSEERS
person.opened        | person     | 2 read  |                |     | owner public, below OVERSEERS
contact.opened       | contact    | 2 read  |                |     | owner public, own secretariat custodian; glass
contact.changed      | contact    | 2       |                |     | owner public
person.invited       | body       | 2 5     |                |     | below secretariat operator
invitation.withdrawn | invitation | 2       | open           |     | below secretariat
invitation.accepted  | invitation |         | open           |     | any public
term.given           | term       | 2 5     | coming running | g   | below secretariat
term.handed_over     | term       | 2 5     | running        | g   | below secretariat
term.ended           | term       | 2 5 r   | coming running |     | owner public, below secretariat
account.closed       | person     | 2 5 r   | open           |     | below secretariat custodian operator
account.reopened     | person     | 2 5 r   | closed         |     | below secretariat
sign_in.reset        | person     | 2 5 r   | open           | g   | below secretariat operator
sign_in.renewed      | reset      |         | open           |     | any public
factor.added         | person     | 5       |                |     | owner public
factor.removed       | person     | 2 5     |                |     | owner public
codes.renewed        | person     | 2 5     |                |     | owner public
passphrase.changed   | person     | 2 5     |                |     | owner public
sessions.ended       | person     | 2       |                |     | owner public, below secretariat operator
body.added           | body       | 2 5     |                |     | below secretariat
glass.broken         | body       | 2 5 r   |                |     | any INSIDE screener
glass.agreed         | glass      | 2 5     | alone          | w p | own INSIDE, below custodian
glass.closed         | glass      | 2       | alone together |     | owner public, below custodian
glass.read           | glass      | 2 read  |                |     | owner public, own INSIDE, below custodian auditor
key.made             | body       | 2 5     |                |     | below custodian operator
key.rotated          | key        | 2 5     | live           |     | below custodian
key.shared           | key        | 2 5 r t | live           |     | below custodian
key.recovered        | key        | 2 5 r   | lost           |     | below custodian
key.destroyed        | key        | 2 5 r t | live lost      |     | below custodian
key.asked            | key        | 2 5 r   | live lost      |     | below custodian
record.erased        | record     | 2 5 r t |                |     | below custodian
record.asked         | record     | 2 5 r   |                |     | below custodian
backup.made          |            |         |                |     | any operator
backup.restored      |            |         |                |     | any operator
"""
SEVERAL = {
    "INSIDE": ("secretariat", "focal_point", "approver", "chair", "case_worker", "custodian"),
    "HANDS": ("focal_point", "approver"),
    "ABOVE": ("secretariat", "chair"),
    "WORKERS": ("focal_point", "approver", "secretariat", "chair", "auditor"),
    "OVERSEERS": ("secretariat", "custodian", "auditor", "operator"),
}
HOUR = timedelta(hours=1)


class Line(NamedTuple):
    kind: str
    who: tuple[tuple[str, str], ...]
    glass: bool
    passed: tuple[str, ...]
    asks: tuple[str, ...]
    states: tuple[str, ...]
    kept_out: tuple[str, ...]


class Answer(NamedTuple):
    """`word` is yes, no, hidden or missing; `missing` what has to be brought first."""

    word: str
    missing: tuple[str, ...] = ()


class Way(NamedTuple):
    scope: str
    body: str
    persons: tuple[str, ...]


def _lines() -> Iterator[tuple[str, Line]]:
    for said in SAID.strip().splitlines():
        act, kind, asks, states, kept_out, who = (part.strip() for part in said.split("|"))
        roles, _, besides = who.partition(";")
        glass = besides.strip() == "glass"
        passed = () if glass or not besides else SEVERAL[besides.split()[1]]
        pairs: dict[str, str] = {}
        for group in roles.split(","):
            scope, *names = group.split()
            for name in names:
                for role in SEVERAL.get(name, (name,)):
                    pairs[role] = scope  # a later word about a role stands
        given = (tuple(words.split()) for words in (asks, states, kept_out))
        line = Line(kind, tuple(pairs.items()), glass, passed, *given)
        yield act, line


LINES = dict(_lines())


def answer(actor: Actor, act: str, thing: Thing | None, at: datetime, reason: str = "") -> Answer:
    """What the house says."""
    if act not in LINES or actor.closed:
        return Answer("no")
    line = LINES[act]
    if "read" in line.asks and thing is not None and not thing.closed:
        return Answer("yes")
    ways = list(_ways(actor, act, at))
    if not ways:
        return Answer("no")
    if "2" in line.asks and not actor.second_factor:
        return Answer("missing", ("2",))
    if line.kind:
        if thing is None or not any(_covers(way, thing, actor) for way in ways):
            known = thing is not None and (not thing.closed or _known(actor, thing, at))
            return Answer("no" if known else "hidden")
        ways = _usable(actor, act, thing, at)
        if not ways:
            return Answer("no")
    missing = []
    if "5" in line.asks and not (actor.fresh_at and timedelta(0) <= at - actor.fresh_at < timedelta(minutes=5)):
        missing.append("5")
    if "r" in line.asks and not reason.strip():
        missing.append("r")
    if "t" in line.asks and not (thing and _second_person(actor, ways, act, thing, at)):
        missing.append("t")
    return Answer("missing", tuple(missing)) if missing else Answer("yes")


def _usable(actor: Actor, act: str, thing: Thing, at: datetime) -> list[Way]:
    """The ways that lead to this thing, past its state and past the separations."""
    line = LINES[act]
    if line.states and thing.state not in line.states:
        return []
    if "p" in line.kept_out and thing.topic == "protection" and _wears_a_uniform(actor, at):
        return []
    ways = [way for way in _ways(actor, act, at) if _covers(way, thing, actor)]
    if "w" in line.kept_out:
        ways = [way for way in ways if not any(person in thing.writers for person in way.persons)]
    if "g" in line.kept_out:
        gainer = thing.receiver if thing.receiver else thing.owner
        ways = [way for way in ways if gainer not in way.persons]
    return ways


def _second_person(actor: Actor, ways: list[Way], act: str, thing: Thing, at: datetime) -> bool:
    for ask in thing.asks:
        if ask.act != act or ask.by.closed or at < ask.at or at >= ask.at + 24 * HOUR:
            continue
        for theirs in _usable(ask.by, act, thing, at):
            for mine in ways:
                one, other = [*mine.persons, *actor.brought_by], [*theirs.persons, *ask.by.brought_by]
                if not any(person in one for person in other):
                    return True
    return False


def _ways(actor: Actor, act: str, at: datetime) -> Iterator[Way]:
    line = LINES[act]
    for role, scope in line.who:
        if role == "public" and (actor.id or scope == "any"):
            yield Way("mine" if scope == "owner" else scope, "", (actor.id,))
        for term in actor.terms:
            if term.role == role and on_duty(term, at):
                yield Way(scope, term.body, persons(term))
    for role in line.passed:
        for term in actor.terms:
            if term.role == role and on_duty(term, at):
                yield Way("passed", term.body, persons(term))
    if line.glass and next(_ways(actor, "glass.broken", at), None):
        for glass in actor.glasses:
            if see_through(glass, _wears_a_uniform(actor, at), at):
                yield Way("own", glass.compartment, (actor.id,))


def on_duty(term: Term, at: datetime) -> bool:
    running = term.since <= at < term.until
    if term.deputy_for is None:
        return running
    return running and term.deputy_for.since <= at < term.deputy_for.until


def persons(term: Term) -> tuple[str, ...]:
    return (term.person,) if term.deputy_for is None else (term.person, term.deputy_for.person)


def see_through(glass: Glass, uniform: bool, at: datetime) -> bool:
    if at < glass.since or at >= glass.until or (glass.closed_at is not None and at >= glass.closed_at):
        return False
    if glass.second and glass.second != glass.person:
        return at < glass.since + 24 * HOUR
    return not uniform and glass.reason.strip() != "" and at < glass.since + HOUR


def _wears_a_uniform(actor: Actor, at: datetime) -> bool:
    return any(term.enforces and on_duty(term, at) for term in actor.terms)


def _covers(way: Way, thing: Thing, actor: Actor) -> bool:
    inside = way.body in thing.path
    answers = {
        "any": True,
        "below": inside,
        "own": inside and thing.path[-1] == way.body,
        "passed": thing.passed_by == way.body,
        "owner": inside and thing.owner == actor.id,
        "mine": thing.owner == actor.id,
    }
    return answers[way.scope]


def _known(actor: Actor, thing: Thing, at: datetime) -> bool:
    return any(
        _covers(way, thing, actor)
        for act, line in LINES.items()
        if line.kind == thing.kind
        for way in _ways(actor, act, at)
        if way.body or way.scope != "any"  # what everybody may do tells nothing
    )
