"""Rules on what an activity states: who, which steps, by when, with what money, with what proof."""

from collections.abc import Sequence
from datetime import date

from palermo.core import Cell, Outcome, Presence, mark
from palermo.core.languages import fold
from palermo.core.money import Money
from palermo.core.when import Precision, When
from palermo.plan.audit.budget import YEAR_WAITS
from palermo.plan.audit.context import Context
from palermo.plan.audit.rule import (
    NOT_ASKED,
    PASS,
    Answer,
    Level,
    Rule,
    Texts,
    best,
    fail,
    holds,
    inherited,
    own,
    rule,
    stated,
    unknown,
    unread,
    worst,
)
from palermo.plan.budget import round_closes, round_missed
from palermo.plan.model import Activity, Cost, Step
from palermo.plan.timing import ends, never_ends, starts

_A = Level.ACTIVITY
_FAIL, _TO_THE_LAST = Outcome.FAIL, (Precision.RANGE, Precision.SEVERAL)
_NO_STEP = fail(mark("{object} lists no step."))
_NO_LEAD = fail(mark("{object} names no lead body."))
_NO_DATE = fail(mark("{object} has no date."))
_NO_COST = fail(mark("{object} gives neither a cost nor a word that none is needed."))
_NO_PAYER = fail(mark("{object} does not say who pays."))
_NO_PROOF = fail(mark("{object} does not say what will prove it."))
_NO_PARTNER = fail(mark("{object} crosses mandates but names no partner."))
_NO_POINT = fail(mark("{object} is ongoing work without a dated measuring point."))


@rule(
    "A01 A",
    _A,
    Texts(
        title=mark("Steps are listed"),
        advice=mark("List at least one concrete step or deliverable, each with its own date."),
        why=mark("Without a step nobody can look whether the work has begun, let alone whether it is done."),
        good=mark("Steps: draft sent to the ministries (March 2026); bill before parliament (September 2026)."),
        bad=mark("Steps: (empty)."),
    ),
    source="OGP Independent Reporting Mechanism, verifiable activities; press criticism of plans without steps",
    looks_at=("steps",),
)
def steps_listed(activity: Activity, context: Context) -> Answer:
    """At least one entry with words. A deliverable named only in the activity's sentence does not count."""
    steps = own(activity.steps)
    if steps is None:
        return stated(activity.steps, "steps", _NO_STEP)
    if any(map(_worded, steps)):
        return PASS
    return unread("steps") if any(step.text.unread or step.deliverable.unread for step in steps) else _NO_STEP


@rule(
    "A02 A",
    _A,
    Texts(
        title=mark("Exactly one lead body"),
        advice=mark("Name the one body that answers for it, as it stands in the register; the others are partners."),
        why=mark("Where several lead, or nobody does, nobody can be asked why it was not done."),
        good=mark("Lead: Ministry of Labour. Partners: Police, Ministry of Justice."),
        bad=mark("Responsible: Police, Ministry of Labour, Customs."),
    ),
    source="ICMPD guidelines; IMPACT OSS, 'assignable'; UN INFO, one sub-output belongs to one entity",
    looks_at=("lead", "bodies"),
)
def one_lead(activity: Activity, context: Context) -> Answer:
    """A lead, or exactly one body responsible; from the register where there is one. A group is not one body."""
    if lead := own(activity.lead):
        return _one_body(lead, context)
    bodies = activity.bodies
    if bodies.given:
        named = [body for body in bodies.value or () if holds(body)]
        if len(named) == 1:
            return _one_body(named[0], context)
        if activity.lead.unread:
            return unread("lead")
        several = mark("{object} names {n} bodies and none of them as lead.")
        return fail(several, n=len(named)) if named else _NO_LEAD
    # a lead nobody could read may well have been named, so what is unread comes before what is blank
    return best(stated(activity.lead, "lead", NOT_ASKED), stated(bodies, "bodies", _NO_LEAD))


def _one_body(name: str, context: Context) -> Answer:
    # a few bodies lead most of a plan
    answer: Answer | None = context.leads.get(name)
    if answer is None:
        answer = context.leads[name] = _judged(name, context)
    return answer


def _judged(name: str, context: Context) -> Answer:
    several = [part for part in name.replace("\n", ";").split(";") if holds(part)]
    if len(several) > 1:
        return fail(mark("{object} puts {n} bodies in the place of the lead."), n=len(several))
    if context.is_group(name):
        return fail(mark("{object} names '{words}' as lead, which is not one body."), words=name.strip())
    if not context.knows(name):
        return fail(mark("{object} names '{words}' as lead, which the register of bodies does not hold."), words=name)
    return PASS


def lead_of(activity: Activity) -> str:
    """The lead as the activity itself names it, or its only body; empty where there is no one lead."""
    if lead := own(activity.lead):
        return lead
    bodies = own(activity.bodies) or ()
    return bodies[0] if len(bodies) == 1 else ""


@rule(
    "A03 A",
    _A,
    Texts(
        title=mark("The lead is not a crowd"),
        advice=mark("Replace the group by the one body in it that will answer."),
        why=mark("'All ministries' means that each can point to the others."),
        good=mark("Lead: General Department of Labour."),
        bad=mark("Lead: relevant ministries and stakeholders."),
    ),
    source="ICMPD guidelines; IMPACT OSS, 'assignable'",
    looks_at=("lead", "bodies"),
)
def lead_not_collective(activity: Activity, context: Context) -> Answer:
    """Whether the lead is a group. Without a lead there is nothing to ask."""
    if lead := lead_of(activity):
        if context.is_group(lead):
            return fail(mark("{object} is led by a group: '{words}'."), words=lead.strip())
        return PASS
    return unread("lead") if activity.lead.unread or activity.bodies.unread else NOT_ASKED


@rule(
    "A04 A",
    _A,
    Texts(
        title=mark("An end date on the calendar"),
        advice=mark("Give the month or quarter by which it will be finished."),
        why=mark("'Short term' and 'ongoing' never fall due, so nobody can ever say that it is late."),
        good=mark("By 30 June 2026."),
        bad=mark("Short to medium term."),
    ),
    source="IMPACT OSS, 'time-bound'; ICMPD guidelines",
    looks_at=("end", "timeframe"),
)
def end_dated(activity: Activity, context: Context) -> Answer:
    """A date that a calendar knows, of its own: not relative, not ongoing alone, not the objective's."""
    cells = (activity.end, activity.timeframe)
    for cell in cells:
        if (when := own(cell)) and when.dated:
            return PASS
    if activity.end.unread or activity.timeframe.unread:
        return unread("end" if activity.end.unread else "timeframe")
    for cell in cells:
        if own(cell):
            return fail(mark("{object} says '{words}', which is no date on a calendar."), words=cell.words)
    if any(cell.presence is Presence.INHERITED for cell in cells):
        return inherited("timeframe")
    return _NO_DATE


@rule(
    "A05 B",
    _A,
    Texts(
        title=mark("The dates fit the plan"),
        advice=mark("Move the date inside the plan's period, or the start before the end."),
        why=mark("What is due after the plan has ended is never judged; what ends before it starts is a slip."),
        good=mark("Plan 2024-2028; activity from January 2025 to June 2026."),
        bad=mark("Plan 2024-2028; activity due in December 2029."),
    ),
    source="UN INFO, a sub-output must fall inside its programme's dates",
    looks_at=("end", "timeframe", "start"),
)
def dates_fit(activity: Activity, context: Context) -> Answer:
    """Start not after end, both inside the plan's period. A year that only begins inside it is given the benefit."""
    when, first = ends(activity), starts(activity)
    if when is None and first is None:
        cells = (activity.end, activity.timeframe, activity.start)
        return unread("end") if any(cell.unread for cell in cells) else NOT_ASKED
    end = _earliest_end(when) if when else None
    if first and when and when.last and first > when.last:
        return fail(mark("{object} starts on {first}, after its end on {last}."), first=first, last=when.last)
    begins, finishes = context.period
    if first and begins and first < begins:
        text = mark("{object} starts on {first}, before the plan begins on {begins}.")
        return fail(text, first=first, begins=begins)
    if end and finishes and end > finishes:
        text = mark("{object} is due on {last}, after the plan ends on {finishes}.")
        return fail(text, last=end, finishes=finishes)
    return _period_known(context)


def _earliest_end(when: When) -> date | None:
    """Of "2025" only the first day is sure to be meant; of a range or a list the last day is."""
    return when.last if when.precision in _TO_THE_LAST else when.first


def _period_known(context: Context) -> Answer:
    if context.plan.period_start.unread:
        return unread("period_start")
    return unread("period_end") if context.plan.period_end.unread else PASS


@rule(
    "A06 A",
    _A,
    Texts(
        title=mark("Ongoing work is measured on set dates"),
        advice=mark("Give the dates on which the ongoing work will be measured, and by what."),
        why=mark("Work without an end can only be judged if a day is fixed for looking at it."),
        good=mark("Ongoing; measured in December 2025 and December 2026."),
        bad=mark("Ongoing."),
    ),
    source="IMPACT OSS, 'time-bound' for ongoing actions",
    looks_at=("timeframe", "end", "kind", "steps", "indicators"),
)
def ongoing_measured(activity: Activity, context: Context) -> Answer:
    """Asked of ongoing and repeated work: dated points, dated steps or dated targets."""
    whens = [when for when in (own(activity.timeframe), own(activity.end)) if when]
    if not (never_ends(activity) or context.is_continuous(activity)):
        hidden = activity.timeframe.unread and not any(when.dated for when in whens)
        return unread("timeframe") if hidden else NOT_ASKED
    steps, indicators = own(activity.steps) or (), own(activity.indicators) or ()
    dated = (
        any(when.points for when in whens)
        or any(_is_dated(step.due) for step in steps)
        or any(_is_dated(indicator.target_date) for indicator in indicators)
    )
    if dated:
        return PASS
    if activity.steps.unread or any(step.due.unread for step in steps):
        return unread("steps")
    return unread("indicators") if activity.indicators.unread else _NO_POINT


def _is_dated(cell: Cell[When]) -> bool:
    when = own(cell)
    return when is not None and when.dated


@rule(
    "A10 A",
    _A,
    Texts(
        title=mark("Cost and who pays"),
        advice=mark("Give the amount, or say that none is needed, and name where the money comes from."),
        why=mark("Work that no budget carries is the first not to happen."),
        good=mark("USD 45,000, national budget of the Ministry of Labour."),
        bad=mark("Cost: (empty)."),
    ),
    source="UNODC/ILO on operational plans; Global Study on resolution 1325",
    looks_at=("costs", "money_source"),
)
def costed(activity: Activity, context: Context) -> Answer:
    """A figure or an explicit "no extra cost", and a source of money."""
    costs = own(activity.costs) or ()
    figure = _figure(activity, costs)
    if figure is PASS:
        return _payer(activity, costs, context)
    return figure if figure.outcome is _FAIL else worst(figure, _payer(activity, costs, context))


def _figure(activity: Activity, costs: Sequence[Cost]) -> Answer:
    if not costs:
        return stated(activity.costs, "costs", _NO_COST)
    moneys = [cost.money for cost in costs]
    if any(map(_tells_cost, moneys)):
        return PASS
    if any(cell.unread for cell in moneys):
        return unread("costs")
    words = next((cell.words for cell in moneys if own(cell)), "")
    return fail(mark("{object} says '{words}', which is no amount."), words=words) if words else _NO_COST


def _tells_cost(cell: Cell[Money]) -> bool:
    money = own(cell)
    return money is not None and (money.amount is not None or money.none_needed)


def _payer(activity: Activity, costs: Sequence[Cost], context: Context) -> Answer:
    """Who pays: in a cell of its own, or in the words beside the amount ("USD 45,000, national budget")."""
    if own(activity.money_source):
        return PASS
    sources = [cost.source for cost in costs]
    if any(map(own, sources)) or any(own(cost.money) and context.says(cost.money.words, "payers") for cost in costs):
        return PASS
    hidden = activity.money_source.unread or activity.costs.unread or any(source.unread for source in sources)
    return unread("money_source") if hidden else stated(activity.money_source, "money_source", _NO_PAYER)


@rule(
    "A11 B",
    _A,
    Texts(
        title=mark("The cost meets the budget round"),
        advice=mark(
            "Move the cost to a year whose budget round was still open, or find other money for the first year."
        ),
        why=mark("A plan adopted after the ministries have closed their budgets has no money in its first year."),
        good=mark("Adopted in March 2025; cost in 2026; the ministry's round closes in June 2025."),
        bad=mark("Adopted in November 2025; cost in 2026; the ministry's round closed in June 2025."),
    ),
    source="Cambodia's NCCT on the lesson of the 2011-2013 plan",
    looks_at=("costs",),
    wait=YEAR_WAITS,
)
def cost_meets_round(activity: Activity, context: Context) -> Answer:
    """Asked where the budget calendar knows the lead: adoption before that year's round closed."""
    deadline = context.deadlines.get(fold(lead_of(activity)))
    if deadline is None:
        return unread("lead") if activity.lead.unread else NOT_ASKED
    if activity.costs.unread:
        return unread("costs")
    return worst(*(_meets(cost, deadline, context) for cost in own(activity.costs) or ()))


def _meets(cost: Cost, deadline: str, context: Context) -> Answer:
    year, adopted = own(cost.year), own(context.plan.adopted)
    if cost.year.unread:
        return unread("year")
    if year is None or year.first is None:
        return fail(mark("{object} does not say in which budget year the cost falls."))
    if context.plan.adopted.unread:
        return unread("adopted")
    if adopted is None or adopted.last is None:
        return NOT_ASKED
    if round_closes(deadline, year.first) is None:
        return NOT_ASKED
    closed = round_missed(deadline, year.first, adopted.last)
    if closed is None:
        return PASS
    text = mark(
        "{object} needs money in {year}, but that budget round closed on {closed}, before the plan was adopted."
    )
    return fail(text, year=cost.year.words, closed=closed)


@rule(
    "A12 A",
    _A,
    Texts(
        title=mark("The kind of proof is stated"),
        advice=mark("Say now what will prove it: gazette number, attendance list, register extract, photograph."),
        why=mark("Proof chosen after the work is whatever happens to be at hand."),
        good=mark("Proof: gazette with the amended act."),
        bad=mark("Proof: (empty)."),
    ),
    source="Logical framework, 'means of verification'",
    looks_at=("proof", "steps"),
)
def proof_stated(activity: Activity, context: Context) -> Answer:
    """A kind of proof for the activity, or one for every step of it."""
    if own(activity.proof):
        return PASS
    whole = stated(activity.proof, "proof", _NO_PROOF)
    said = []
    for step in own(activity.steps) or ():
        proof = stated(step.proof, "proof", _NO_PROOF)
        if proof.outcome is _FAIL or not _worded(step):
            return whole
        said.append(proof)
    return best(whole, worst(*said))


def _worded(step: Step) -> bool:
    return own(step.text) is not None or own(step.deliverable) is not None


@rule(
    "A13 C",
    _A,
    Texts(
        title=mark("Partners are named"),
        advice=mark("Name each partner and what it brings."),
        why=mark("A body that was not named was probably not asked."),
        good=mark("Lead: Police. Partners: Immigration Department, two NGOs that run shelters."),
        bad=mark("Set up a joint referral mechanism. Partners: (empty)."),
    ),
    source="UN INFO, check for empty partners",
    looks_at=("partners", "bodies", "text"),
)
def partners_named(activity: Activity, context: Context) -> Answer:
    """Asked where the words or the steps show that other bodies are needed."""
    if own(activity.partners) or len(own(activity.bodies) or ()) > 1:
        return PASS if _crosses(activity, context) else NOT_ASKED
    if not _crosses(activity, context):
        hidden = activity.text.unread or activity.text.truncated
        return unread("text") if hidden else NOT_ASKED
    return stated(activity.partners, "partners", _NO_PARTNER)


def _crosses(activity: Activity, context: Context) -> bool:
    text = own(activity.text)
    words = context.wording(text) if text else None
    if words and words.holds("crossing"):
        return True
    steps, lead = own(activity.steps), lead_of(activity)
    if not steps or not lead:
        return False
    named = fold(lead)
    for step in steps:
        owner = own(step.owner)
        if owner and fold(owner) != named:
            return True
    return False


@rule(
    "A14 B",
    _A,
    Texts(
        title=mark("It serves an objective"),
        advice=mark("Put the activity under the objective it serves, or write that objective."),
        why=mark("An activity that serves no objective can succeed without changing anything."),
        good=mark("Objective 2: officials spot suspected cases. Activity 2.1: train border officers."),
        bad=mark("A list of activities with no objective above it."),
    ),
    source="IMPACT OSS, actions joined to recommendations and outcomes",
    looks_at=("code",),
)
def serves_objective(activity: Activity, context: Context) -> Answer:
    """Under an objective that the source itself has. Answering no outside ask is no fault."""
    if "placement_inferred" in activity.marks:
        return unknown(mark("{object}: its place under this objective was worked out, not read."))
    objective = context.objective_of[activity.id]
    return fail(mark("{object} stands under no objective.")) if objective.implicit else PASS


RULES: tuple[Rule, ...] = (
    *(steps_listed, one_lead, lead_not_collective, end_dated, dates_fit, ongoing_measured),
    *(costed, cost_meets_round, proof_stated, partners_named, serves_objective),
)
