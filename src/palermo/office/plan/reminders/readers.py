"""What the digests are made from: what waits anywhere, who holds which post, which days are quiet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from palermo.access import Role
from palermo.office.access.models import ROOT, Body, Person
from palermo.office.access.terms import running
from palermo.office.plan.answers.readers import country_of
from palermo.office.plan.committee.readers import OPEN, resolved
from palermo.office.plan.copies.readers import undecided
from palermo.office.plan.reminders.models import Digest, Outcome, QuietSpan, Sending
from palermo.office.plan.work.duties.items import AnswerDue, EvidenceDue, ReportDue, items_of
from palermo.office.plan.work.duties.reading import Duty, all_duties
from palermo.office.plan.work.readers import every_record
from palermo.office.plan.work.rows import ToldEvidence, ToldReport
from palermo.office.standing.readers import here
from palermo.plan import OF_COPY, REMINDED_EACH, REMINDERS, Matter, Owing, Quiet, Reader, Recipient, State, Status
from palermo.standing import legal_dates, shipped_lists

_POSTS = {
    Role.FOCAL_POINT: Reader.FOCAL_POINT,
    Role.APPROVER: Reader.APPROVER,
    Role.SECRETARIAT: Reader.SECRETARIAT,
    Role.CHAIR: Reader.CHAIR,
}
_TURNS = {
    "approver": Reader.APPROVER,
    "lead": Reader.FOCAL_POINT,
    "secretariat": Reader.SECRETARIAT,
    "committee": Reader.CHAIR,
}
_AHEAD = timedelta(days=max(-row.since for row in REMINDERS if row.matter is Matter.LEGAL_DAY))
_NO_DEADLINE = frozenset({"period_start", "out"})  # a legal day on which nothing is due


def recipients(at: datetime) -> list[Recipient]:
    """Everybody with an open account and a running post. One query.

    A deputy's post runs while the one does that it stands for.
    """
    terms = running(at).filter(role__in=[str(role) for role in _POSTS], person__user__is_active=True)
    own = Q(deputy_for=None) | Q(deputy_for__in=running(at).values("pk"))
    rows = terms.filter(own).order_by("pk").values_list("person__pseudonym", "role", "body__key")
    posts: defaultdict[str, set[tuple[Reader, str]]] = defaultdict(set)
    for person, role, body in rows:
        posts[person].add((_POSTS[Role(role)], body))
    return [Recipient(person, frozenset(own)) for person, own in posts.items()]


def owed(at: datetime) -> list[Owing]:
    """Everything that waits, of whatever body."""
    today = timezone.localdate(at)
    duties = all_duties(at)
    leaders = {(lead.plan_id, lead.activity): lead.body for duty in duties if not (lead := duty.lead).place_id}
    found = [
        each for duty in duties for each in _of_duty(duty, today, leaders.get((duty.lead.plan_id, duty.lead.activity)))
    ]
    return [*found, *_copies(), *_resolutions(today), *_legal_days(today)]


def _of_duty(duty: Duty, today: date, leader: Body | None) -> Iterator[Owing]:
    """`leader`: who leads the activity as a whole, and agrees to what places say of their parts of it."""
    of, path = duty.lead.uid, duty.lead.body.above
    for item in items_of(duty, today):
        match item:
            case AnswerDue():
                yield Owing(Matter.ANSWER, of, path, item.day)
            case ReportDue(state=State.RETURNED, report=ToldReport() as report):
                yield Owing(Matter.RETURNED, of, path, report.held.since or item.day, f"report:{item.period}")
            case ReportDue(state=State.NEW | State.DRAFT):
                yield Owing(Matter.DUE, of, path, item.day, f"report:{item.period}")
            case EvidenceDue(state=State.REFUSED):
                yield Owing(Matter.RETURNED, of, path, item.day, f"evidence:{item.piece.row.uid}")
    if duty.answers:
        yield from _reviews(duty, leader or duty.lead.body)
        yield from _unproved(duty)


def _reviews(duty: Duty, leader: Body) -> Iterator[Owing]:
    """What lies with the levels above."""
    for each in duty.told.awaiting:
        turn, body = _TURNS.get(each.level), leader if each.level == "lead" else duty.lead.body
        if turn and each.told.held.since:
            of = (duty.lead.uid, body.above, each.told.held.since, _part(each.told), turn)
            yield Owing(Matter.REVIEW, *of, each.thing.writers)


def _part(told: ToldReport | ToldEvidence) -> str:
    return f"report:{told.row.period}" if isinstance(told, ToldReport) else f"evidence:{told.row.uid}"


def _unproved(duty: Duty) -> Iterator[Owing]:
    """All is said to be finished, and nothing lies there that would prove the rest."""
    pending = duty.standing is not None and duty.standing.status is Status.PROOF_PENDING
    if pending and duty.account and duty.account.reports and not duty.account.offered:
        yield Owing(Matter.PROOF, duty.lead.uid, duty.lead.body.above, duty.account.reports[-1].sent)


def _copies() -> Iterator[Owing]:
    """What everybody may see only once somebody has published it who had no hand in it."""
    for each in undecided():
        row, lead = each.row, each.row.evidence.lead
        if each.held.since:
            of = (lead.uid, lead.body.above, each.held.since, f"copy:{row.uid}", _TURNS[OF_COPY[1]])
            yield Owing(Matter.REVIEW, *of, row.writers)


def _resolutions(today: date) -> Iterator[Owing]:
    for each in resolved(OPEN, today):
        if each.course.owed:
            yield Owing(Matter.RESOLUTION, each.row.uid, each.row.owner.above, each.row.due)


def _legal_days(today: date) -> Iterator[Owing]:
    """What the outside names in the weeks ahead for the countries whose plans are at work."""
    told, path = here(), (ROOT,)
    countries = {country_of(told, version.plan) for version, _record in every_record()}
    for iso3 in sorted(filter(None, countries)):
        for each in legal_dates(told.record, shipped_lists(), today, today + _AHEAD, iso3):
            if each.kind not in _NO_DEADLINE:
                yield Owing(Matter.LEGAL_DAY, iso3, path, each.first, f"day:{each.uid}")


def quiet_spans() -> list[QuietSpan]:
    """The spans that hold."""
    return list(QuietSpan.objects.filter(lifted=None))


def quiet() -> list[Quiet]:
    """The same, as the library takes them."""
    return [Quiet(span.first, span.last) for span in quiet_spans()]


def last_days() -> Mapping[str, date]:
    """The day of the newest digest of each person who ever got one."""
    rows = Digest.objects.order_by().values_list("person__pseudonym").annotate(last=Max("day"))
    return dict(rows)


def people_by_pseudonym() -> Mapping[str, Person]:
    """Everybody."""
    return {person.pseudonym: person for person in Person.objects.select_related("user", "body")}


def failures(now: datetime) -> list[Sending]:
    """The newest tries of this week's digests, where they failed: the oldest first."""
    later = Sending.objects.filter(digest=OuterRef("digest"), pk__gt=OuterRef("pk"))
    rows = Sending.objects.filter(~Exists(later), digest__day__gt=timezone.localdate(now) - REMINDED_EACH)
    return list(rows.exclude(outcome=Outcome.SENT))


def committee() -> Body:
    """The body whose quiet days are everybody's."""
    return Body.objects.get(key=ROOT)
