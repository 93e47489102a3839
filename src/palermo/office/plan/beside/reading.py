"""What pages read of views and statements, held against the record of a plan: few queries."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from palermo import plan as library
from palermo.office.plan.beside.models import Marking, Reply, Statement, View
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.record import OnRecord
from palermo.plan import About, Agreement, Claim, Contrast, Gap, Said, Scorecard, State, gap, held_against


@dataclass(frozen=True, slots=True)
class Voice:
    """A published view, what is claimed beside it, how the two lie, and what was answered.

    `claim`: of the newest report on its period that is published, on any where it names none; None where there is none.
    """

    row: View
    claim: Claim | None
    claimed_in: str
    gap: Gap
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Uttering:
    """A statement and each of its claims beside the record."""

    row: Statement
    contrasts: tuple[Contrast, ...]

    @property
    def contradicted(self) -> bool:
        """Whether the record says otherwise to any of them."""
        return any(each.agreement is Agreement.OTHERWISE for each in self.contrasts)


def views_of(plan: Plan, activity: str) -> list[View]:
    """The published views of an activity, the newest first, with their replies. Two queries at most."""
    rows = View.objects.filter(plan=plan, activity=activity, publication__isnull=False)
    return list(with_replies(rows).order_by("-pk"))


def with_replies(rows: QuerySet[View]) -> QuerySet[View]:
    """The same with all that is shown of each: one query more."""
    replies = Prefetch("replies", Reply.objects.select_related("body"))
    return rows.select_related("body", "plan", "publication").prefetch_related(replies)


def statements_of(plan: Plan, activity: str = "") -> list[Statement]:
    """The statements on a plan, or on one activity of it, the newest first. Two queries at most."""
    about = {"plan": plan, **({"activity": activity} if activity else {})}
    rows = Statement.objects.filter(**about).select_related("resolution__meeting__body")
    return list(rows.prefetch_related("markings").order_by("-said_on", "-pk"))


def mark_of(views: Iterable[View], statements: Iterable[Statement]) -> Hashable:
    """What changes with everything that is added to them."""
    said = tuple((each.pk, tuple(one.pk for one in each.markings.all())) for each in statements)
    return tuple((each.pk, len(each.replies.all())) for each in views), said


def voices(views: Iterable[View], record: OnRecord) -> list[Voice]:
    """Each view beside what is claimed in the reports that everybody may read."""
    found = []
    for row in views:
        claimed_in, claim = _claimed(record, row)
        found.append(Voice(row, claim, claimed_in, gap(claim, library.Seen(row.seen)), tuple(row.replies.all())))
    return found


def _claimed(record: OnRecord, row: View) -> tuple[str, Claim | None]:
    told = record.activities.get(row.activity)
    reports = [each for led in told.ever for each in led.reports] if told else []
    public = [each for each in reports if each.held.state is State.PUBLISHED and each.content.get("claim")]
    wanted = [each for each in public if row.period in ("", each.row.period)]
    newest = max(wanted, key=lambda each: each.moves[-1].pk, default=None)
    return (newest.row.period, Claim(newest.content["claim"])) if newest else ("", None)


def utterings(statements: Iterable[Statement], card_of: Callable[[], Scorecard]) -> list[Uttering]:
    """Each statement beside what the record says. `card_of`: makes the scorecard as everybody may read it."""
    rows = list(statements)
    if not any(each.markings.all() for each in rows):
        return [Uttering(each, ()) for each in rows]
    card = card_of()
    lines = {line.activity.id: line for line in card.activities}
    figures, found = card.figures, []
    for each in rows:
        line = lines.get(each.activity)
        if line is None:  # the version has no such activity
            found.append(Uttering(each, ()))
            continue
        end = card.accounts[each.activity].terms.end
        contrasts = [held_against(said, line.standing, end, figures, card.as_of) for said in claims_of(each)]
        found.append(Uttering(each, tuple(contrasts)))
    return found


def claims_of(statement: Statement) -> tuple[Said, ...]:
    """What it claims now: of the same claim the newest marking counts."""
    newest: dict[tuple[str, str], Marking] = {}
    for each in statement.markings.all():
        newest[each.about, each.indicator] = each
    return tuple(said_of(each) for each in newest.values() if not each.lifted)


def said_of(marking: Marking) -> Said:
    """As the library takes it."""
    number = Decimal(marking.number) if marking.number else None
    return Said(About(marking.about), marking.day, number, marking.indicator)


def indicators_of(version: Version, activity: str) -> Mapping[str, str]:
    """The indicators of an activity, by their ids, in the words of the plan."""
    found = next((each for _g, _o, each in open_plan(version).each_activity() if each.id == activity), None)
    return {each.id: each.text.words for each in (found.indicators.value or ())} if found else {}
