"""The one table of acts: which role may do what, how far, under which conditions, and who has to keep out of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from palermo.access.roles import Condition, Role, Scope, Separation

Grants = Mapping[Role, Scope]


@dataclass(frozen=True, slots=True)
class Act:
    """One row. `kind`: of the thing it is done to, empty where it is done to none. `reads`: it changes nothing.

    `by_glass`: a broken glass opens it too. `passed_on`: roles that may do it as well to what their body has passed on.
    """

    verb: str
    kind: str
    roles: Grants
    conditions: tuple[Condition, ...]
    apart: tuple[Separation, ...] = ()
    reads: bool = False
    by_glass: bool = False
    passed_on: frozenset[Role] = frozenset()


SIGNED_IN = (Condition.SECOND_FACTOR,)
SIGNED_IN_WITH_REASON = (*SIGNED_IN, Condition.REASON)
FRESH = (Condition.SECOND_FACTOR, Condition.FRESH_SIGN_IN)
FRESH_WITH_REASON = (*FRESH, Condition.REASON)
TOGETHER = (*FRESH, Condition.REASON, Condition.TWO_PERSONS)

OTHERS = (Separation.WRITER, Separation.ENFORCEMENT)  # who may not sign it off

SECRETARIAT: Grants = {Role.SECRETARIAT: Scope.BELOW}
UPLOADER: Grants = {Role.SECRETARIAT: Scope.OWNER}
CHAIR: Grants = {Role.CHAIR: Scope.BELOW}
WRITES: Grants = {Role.FOCAL_POINT: Scope.OWN}
ANSWERS: Grants = {**WRITES, Role.APPROVER: Scope.OWN}
HANDS = frozenset(ANSWERS)
PASSES_ON: Grants = {**ANSWERS, **SECRETARIAT}
ABOVE: Grants = {**SECRETARIAT, **CHAIR}
AGREES: Grants = {Role.APPROVER: Scope.BELOW, **ABOVE}
ANALYSES: Grants = {Role.ANALYST: Scope.OWN}
OVERSEES: Grants = {**ABOVE, Role.AUDITOR: Scope.BELOW}
AT_WORK: Grants = {**ANSWERS, **OVERSEES}
CUSTODIAN: Grants = {Role.CUSTODIAN: Scope.BELOW}
OPERATOR: Grants = {Role.OPERATOR: Scope.BELOW}
MACHINE: Grants = {Role.OPERATOR: Scope.ANY}
ONESELF: Grants = {Role.PUBLIC: Scope.OWNER}
INSIDE: Grants = dict.fromkeys(
    (Role.SECRETARIAT, Role.FOCAL_POINT, Role.APPROVER, Role.CHAIR, Role.CASE_WORKER, Role.CUSTODIAN), Scope.OWN
)
IN_NEED: Grants = dict.fromkeys((*INSIDE, Role.SCREENER), Scope.ANY)

_ROWS = (
    # plans
    Act("desk.opened", "", {Role.SECRETARIAT: Scope.ANY}, SIGNED_IN, reads=True),
    Act("plan.uploaded", "plan", SECRETARIAT, SIGNED_IN),
    Act("mapping.corrected", "upload", UPLOADER, SIGNED_IN),
    Act("upload.discarded", "upload", UPLOADER, SIGNED_IN),
    Act("version.added", "upload", UPLOADER, SIGNED_IN),
    Act("plan.revised", "version", SECRETARIAT, SIGNED_IN),
    Act("version.restored", "version", SECRETARIAT, SIGNED_IN),
    Act("state.claimed", "version", SECRETARIAT, SIGNED_IN),
    Act("document.opened", "document", INSIDE, SIGNED_IN, reads=True, by_glass=True),
    # the work on a plan; through which levels a report climbs is for its own room to say
    Act("duties.opened", "", dict.fromkeys(AT_WORK, Scope.ANY), SIGNED_IN, reads=True),
    Act("work.opened", "", dict.fromkeys(ABOVE, Scope.ANY), SIGNED_IN, reads=True),
    Act("review.opened", "", dict.fromkeys({**AGREES, **ANSWERS}, Scope.ANY), SIGNED_IN, reads=True),
    Act("pack.opened", "plan", {**ABOVE, Role.AUDITOR: Scope.BELOW}, SIGNED_IN, reads=True),
    Act("report.read", "report", AT_WORK, SIGNED_IN, reads=True, passed_on=HANDS),
    Act("cycle.set", "plan", SECRETARIAT, SIGNED_IN),
    Act("lead.asked", "plan", SECRETARIAT, SIGNED_IN),
    Act("lead.accepted", "lead", ANSWERS, SIGNED_IN),
    Act("lead.refused", "lead", ANSWERS, SIGNED_IN_WITH_REASON),
    Act("lead.undone", "lead", CHAIR, SIGNED_IN_WITH_REASON),
    Act("report.written", "lead", WRITES, SIGNED_IN),
    Act("report.sent", "report", WRITES, SIGNED_IN),
    Act("report.returned", "report", AGREES, SIGNED_IN_WITH_REASON, (Separation.WRITER,), passed_on=HANDS),
    Act("report.accepted", "report", AGREES, SIGNED_IN, OTHERS, passed_on=HANDS),
    Act("report.undone", "report", ABOVE, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("report.published", "report", CHAIR, SIGNED_IN, (Separation.WRITER,)),
    Act("evidence.offered", "lead", WRITES, SIGNED_IN),
    Act("evidence.accepted", "evidence", AGREES, SIGNED_IN, OTHERS, passed_on=HANDS),
    Act("evidence.refused", "evidence", AGREES, SIGNED_IN_WITH_REASON, (Separation.WRITER,), passed_on=HANDS),
    Act("evidence.undone", "evidence", ABOVE, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("evidence.opened", "evidence", AT_WORK, SIGNED_IN, reads=True, passed_on=HANDS),
    # what everybody may see of it: one person asks, another publishes, and whoever sees that they must closes it again
    Act("copy.asked", "evidence", WRITES, SIGNED_IN),
    Act("copy.opened", "copy", AT_WORK, SIGNED_IN, reads=True),
    Act("copy.published", "copy", SECRETARIAT, SIGNED_IN, OTHERS),
    Act("copy.refused", "copy", SECRETARIAT, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("copy.withdrawn", "copy", {**WRITES, **ABOVE}, SIGNED_IN_WITH_REASON),
    Act("part.passed", "lead", PASSES_ON, SIGNED_IN),
    Act("part.amended", "lead", PASSES_ON, SIGNED_IN_WITH_REASON),
    Act("part.dropped", "lead", PASSES_ON, SIGNED_IN_WITH_REASON),
    Act("promise.amended", "plan", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("activity.dropped", "plan", CHAIR, SIGNED_IN_WITH_REASON),
    Act("sheet.completed", "sheet", {**SECRETARIAT, **ANSWERS}, SIGNED_IN_WITH_REASON),
    Act("step.arranged", "step", {**SECRETARIAT, **ANSWERS}, SIGNED_IN_WITH_REASON),
    # money
    Act("cost.added", "lead", {**WRITES, **SECRETARIAT}, SIGNED_IN_WITH_REASON),
    Act("cost.accepted", "cost", SECRETARIAT, SIGNED_IN, (Separation.WRITER,)),
    Act("cost.refused", "cost", SECRETARIAT, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("money.posted", "lead", WRITES, SIGNED_IN),
    Act("money.accepted", "posting", SECRETARIAT, SIGNED_IN, (Separation.WRITER,)),
    Act("money.refused", "posting", SECRETARIAT, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("round.set", "plan", SECRETARIAT, SIGNED_IN_WITH_REASON),
    # risks
    Act("risk.written", "lead", {**WRITES, **SECRETARIAT}, SIGNED_IN),
    Act("risk.reviewed", "risk", {**WRITES, **SECRETARIAT}, SIGNED_IN_WITH_REASON),
    Act("risk.closed", "risk", {**WRITES, **SECRETARIAT}, SIGNED_IN_WITH_REASON),
    Act("risk.shown", "risk", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("risk.hidden", "risk", SECRETARIAT, SIGNED_IN_WITH_REASON),
    # how countries stand, and what is asked of them
    Act("correction.uploaded", "correction", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("correction.withdrawn", "correction", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("ask.written", "ask", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("ask.withdrawn", "ask", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("ask.responded", "body", ABOVE, SIGNED_IN),
    Act("ask.replied", "body", {**ANSWERS, **SECRETARIAT}, SIGNED_IN),
    Act("forecast.shown", "forecast", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("forecast.hidden", "forecast", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("answer.linked", "plan", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("answer.unlinked", "plan", SECRETARIAT, SIGNED_IN_WITH_REASON),
    # offline packets: who carries an answer in may be another than who wrote it
    Act("packet.made", "body", {**WRITES, **SECRETARIAT}, SIGNED_IN),
    Act("packet.returned", "packet", {**WRITES, **SECRETARIAT}, SIGNED_IN),
    # reminders
    Act("quiet.set", "body", ABOVE, SIGNED_IN_WITH_REASON),
    Act("quiet.lifted", "quiet", ABOVE, SIGNED_IN_WITH_REASON),
    Act("address.given", "person", ONESELF, SIGNED_IN),
    Act("address.removed", "person", ONESELF, SIGNED_IN),
    Act("digest.made", "", MACHINE, ()),
    Act("sending.tried", "", MACHINE, ()),
    # the committee; a resolution is met by those who took it, and as what is owed by the body that is to carry it out
    Act("committee.opened", "", dict.fromkeys(AT_WORK, Scope.ANY), SIGNED_IN, reads=True),
    Act("meeting.read", "meeting", AT_WORK, SIGNED_IN, reads=True),
    Act("attendance.read", "meeting", OVERSEES, SIGNED_IN, reads=True),
    Act("meeting.called", "body", SECRETARIAT, SIGNED_IN),
    Act("meeting.moved", "meeting", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("meeting.cancelled", "meeting", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("agenda.set", "meeting", SECRETARIAT, SIGNED_IN),
    Act("attendance.taken", "meeting", SECRETARIAT, SIGNED_IN),
    Act("minutes.written", "meeting", SECRETARIAT, SIGNED_IN),
    Act("minutes.corrected", "meeting", SECRETARIAT, SIGNED_IN_WITH_REASON),
    Act("minutes.approved", "meeting", CHAIR, SIGNED_IN, (Separation.WRITER,)),
    Act("resolution.taken", "meeting", ABOVE, SIGNED_IN),
    Act("resolution.read", "resolution", AT_WORK, SIGNED_IN, reads=True),
    Act("owed.read", "owed", AT_WORK, SIGNED_IN, reads=True),
    Act("resolution.accepted", "owed", ANSWERS, SIGNED_IN),
    Act("resolution.refused", "owed", ANSWERS, SIGNED_IN_WITH_REASON),
    Act("resolution.reported", "owed", ANSWERS, SIGNED_IN_WITH_REASON),
    Act("resolution.confirmed", "resolution", ABOVE, SIGNED_IN, (Separation.WRITER,)),
    Act("resolution.returned", "resolution", ABOVE, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("resolution.insisted", "resolution", CHAIR, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("resolution.undone", "resolution", CHAIR, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("resolution.lifted", "resolution", CHAIR, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    # beside the record: views of bodies that do not lead, and what was said in public
    Act("views.opened", "", dict.fromkeys(ANSWERS, Scope.ANY), SIGNED_IN, reads=True),
    Act("view.filed", "body", ANSWERS, SIGNED_IN),
    Act("view.read", "view", ANSWERS, SIGNED_IN, reads=True),
    Act("view.published", "view", ANSWERS, SIGNED_IN),
    Act("reply.given", "lead", ANSWERS, SIGNED_IN),
    Act("statement.logged", "plan", SECRETARIAT, SIGNED_IN),
    Act("statement.marked", "plan", SECRETARIAT, SIGNED_IN),
    # estimates: the table stays with its body; one asks that rounded figures be public, the secretariat decides
    Act("study.opened", "", dict.fromkeys((Role.ANALYST, *ABOVE), Scope.ANY), SIGNED_IN, reads=True),
    Act("capture.brought", "body", ANALYSES, SIGNED_IN),
    Act("run.started", "capture", ANALYSES, SIGNED_IN),
    Act("run.finished", "run", MACHINE, ()),
    Act("run.opened", "run", ANALYSES, SIGNED_IN, reads=True),
    Act("release.asked", "run", ANALYSES, SIGNED_IN_WITH_REASON),
    Act("release.opened", "release", {**ANALYSES, **ABOVE}, SIGNED_IN, reads=True),
    Act("release.published", "release", SECRETARIAT, SIGNED_IN, OTHERS),
    Act("release.refused", "release", SECRETARIAT, SIGNED_IN_WITH_REASON, (Separation.WRITER,)),
    Act("release.withdrawn", "release", {**ANALYSES, **ABOVE}, SIGNED_IN_WITH_REASON),
    # people
    Act(
        "people.opened",
        "",
        dict.fromkeys((Role.SECRETARIAT, Role.CUSTODIAN, Role.AUDITOR, Role.OPERATOR), Scope.ANY),
        SIGNED_IN,
        reads=True,
    ),
    Act(
        "person.opened",
        "person",
        {**ONESELF, **SECRETARIAT, **CUSTODIAN, Role.AUDITOR: Scope.BELOW, **OPERATOR},
        SIGNED_IN,
        reads=True,
    ),
    Act(
        "contact.opened",
        "contact",
        {**ONESELF, Role.SECRETARIAT: Scope.OWN, Role.CUSTODIAN: Scope.OWN},
        SIGNED_IN,
        reads=True,
        by_glass=True,
    ),
    Act("contact.changed", "contact", ONESELF, SIGNED_IN),
    Act("person.invited", "body", {**SECRETARIAT, **OPERATOR}, FRESH),
    Act("invitation.withdrawn", "invitation", SECRETARIAT, SIGNED_IN),
    Act("invitation.accepted", "invitation", {Role.PUBLIC: Scope.ANY}, ()),
    Act("term.given", "term", SECRETARIAT, FRESH, (Separation.RECEIVER,)),
    Act("term.handed_over", "term", SECRETARIAT, FRESH, (Separation.RECEIVER,)),
    Act("term.ended", "term", {**ONESELF, **SECRETARIAT}, FRESH_WITH_REASON),
    Act("account.closed", "person", {**SECRETARIAT, **CUSTODIAN, **OPERATOR}, FRESH_WITH_REASON),
    Act("account.reopened", "person", SECRETARIAT, FRESH_WITH_REASON),
    Act("sign_in.reset", "person", {**SECRETARIAT, **OPERATOR}, FRESH_WITH_REASON, (Separation.RECEIVER,)),
    Act("sign_in.renewed", "reset", {Role.PUBLIC: Scope.ANY}, ()),
    Act("factor.added", "person", ONESELF, (Condition.FRESH_SIGN_IN,)),  # the first one comes before any second factor
    Act("factor.removed", "person", ONESELF, FRESH),
    Act("codes.renewed", "person", ONESELF, FRESH),
    Act("passphrase.changed", "person", ONESELF, FRESH),
    Act("sessions.ended", "person", {**ONESELF, **SECRETARIAT, **OPERATOR}, SIGNED_IN),
    # bodies
    Act("body.added", "body", SECRETARIAT, FRESH),
    # break-glass
    Act("glass.broken", "body", IN_NEED, FRESH_WITH_REASON),
    Act("glass.agreed", "glass", {**INSIDE, **CUSTODIAN}, FRESH, (Separation.WRITER, Separation.ENFORCEMENT)),
    Act("glass.closed", "glass", {**ONESELF, **CUSTODIAN}, SIGNED_IN),
    Act(
        "glass.read",
        "glass",
        {**INSIDE, **ONESELF, **CUSTODIAN, Role.AUDITOR: Scope.BELOW},
        SIGNED_IN,
        reads=True,
    ),
    # keys and records
    # a key is made when something is first sealed: by the office itself, whoever seals it
    Act("key.made", "body", {**CUSTODIAN, **OPERATOR}, FRESH),
    Act("key.rotated", "key", CUSTODIAN, FRESH),
    Act("key.shared", "key", CUSTODIAN, TOGETHER),
    Act("key.recovered", "key", CUSTODIAN, FRESH_WITH_REASON),
    Act("key.destroyed", "key", CUSTODIAN, TOGETHER),
    Act("key.asked", "key", CUSTODIAN, FRESH_WITH_REASON),
    Act("record.erased", "record", CUSTODIAN, TOGETHER),
    Act("record.asked", "record", CUSTODIAN, FRESH_WITH_REASON),
    # the office as a whole
    Act("backup.made", "", MACHINE, ()),
    Act("backup.restored", "", MACHINE, ()),
)

ACTS: Mapping[str, Act] = {row.verb: row for row in _ROWS}
