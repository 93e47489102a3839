"""Rules on the plan as a whole: its codes, who watches it, what it costs, where it happens, who is heard."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from palermo.core import Cell, Message, listed, mark
from palermo.core.languages import fold
from palermo.core.money import Money
from palermo.core.when import Precision
from palermo.plan.audit.activity import lead_of
from palermo.plan.audit.budget import YEAR_WAITS
from palermo.plan.audit.context import Context
from palermo.plan.audit.lexicon import Wording
from palermo.plan.audit.rule import (
    NOT_ASKED,
    PASS,
    Answer,
    Level,
    Rule,
    Texts,
    Wait,
    fail,
    own,
    rule,
    stated,
    unknown,
    unread,
    worst,
)
from palermo.plan.budget import round_missed
from palermo.plan.model import Activity, Goal, Objective, Plan
from palermo.plan.names import FIELD_NAMES
from palermo.plan.timing import ends

_P = Level.PLAN
_NO_CODE = fail(mark("{object} has no code of its own in the source."))
_LEAST_DUE = 8  # of fewer activities due in a quarter, one body's share says nothing


@rule(
    "P01 A",
    _P,
    Texts(
        title=mark("Every part has its own code"),
        advice=mark("Give every goal, objective and activity a code that stays when the order changes."),
        why=mark("What has no code cannot be reported on, and is lost when the plan is revised."),
        good=mark("Activity 2.1.3."),
        bad=mark("The third bullet under 'Protection'."),
    ),
    source="IMPACT OSS, change request 395",
    looks_at=("code",),
    judges=(Level.GOAL, Level.OBJECTIVE, Level.ACTIVITY),
)
def coded(node: Goal | Objective | Activity, context: Context) -> Answer:
    """A code in the source that nothing else on its level has."""
    if not isinstance(node, Activity) and node.implicit:
        return NOT_ASKED
    if "id_inferred" in node.marks:
        return unknown(mark("{object}: its code was worked out, not read."))
    code = own(node.code)
    if code is None:
        return stated(node.code, "code", _NO_CODE)
    if context.codes[type(node)][code] > 1:
        return fail(mark("{object} shares its code {code} with another on its level."), code=code)
    return PASS


@rule(
    "P02 A",
    _P,
    Texts(
        title=mark("Watched, reported and published"),
        advice=mark("Name the body that watches the plan, how often it reports, and when the public sees it."),
        why=mark("A plan that nobody must report on is not looked at again until the next one is written."),
        good=mark("The committee's secretariat; every six months; public report each March."),
        bad=mark("Progress will be monitored."),
    ),
    source="ICMPD guidelines",
    looks_at=("monitoring", "reporting", "public_report"),
)
def watched(plan: Plan, context: Context) -> Answer:
    """All three stated; the public report with a date or a rhythm."""
    missing = _missing(plan, ("monitoring", "reporting", "public_report"))
    if missing is not PASS:
        return missing
    when = own(plan.public_report)
    if when and when.precision in (Precision.RELATIVE, Precision.UNCLEAR):
        text = mark("{object} says '{words}' of its public report, which is no date on a calendar.")
        return fail(text, words=plan.public_report.words)
    return PASS


def _missing(plan: Plan, fields: Iterable[str]) -> Answer:
    """What of several fields is not stated, in one answer."""
    answers = {field: stated(getattr(plan, field), field, _BLANK) for field in fields}
    blank = [FIELD_NAMES[field] for field, answer in answers.items() if answer is _BLANK]
    return fail(mark("{object} does not state {what}."), what=listed(blank)) if blank else worst(*answers.values())


_BLANK = fail("")


@rule(
    "P03 B",
    _P,
    Texts(
        title=mark("An outside evaluation with its date"),
        advice=mark("Say who from outside evaluates the plan and by when."),
        why=mark("Those who carried out a plan are not the ones to say whether it worked."),
        good=mark("Independent evaluation by the university, June 2028."),
        bad=mark("An evaluation may be considered."),
    ),
    source="ICMPD guidelines; IHREC (2023)",
    looks_at=("evaluation", "evaluation_date"),
)
def evaluated(plan: Plan, context: Context) -> Answer:
    """Who, and a date on the calendar."""
    missing = _missing(plan, ("evaluation", "evaluation_date"))
    if missing is not PASS:
        return missing
    when = own(plan.evaluation_date)
    if when and not when.dated:
        text = mark("{object} says '{words}' of its evaluation, which is no date on a calendar.")
        return fail(text, words=plan.evaluation_date.words)
    return PASS


@rule(
    "P04 A",
    _P,
    Texts(
        title=mark("Total cost, what is funded, what is missing"),
        advice=mark("Give the total, the part that budgets already carry, and the gap."),
        why=mark("A plan without its price is a wish; without its gap no donor knows what to pay."),
        good=mark("Total USD 4.2 million; funded 2.9; gap 1.3."),
        bad=mark("Costs will be met from existing budgets."),
    ),
    source="Global Study on resolution 1325; WILPF",
    looks_at=("total_cost", "funded", "gap"),
)
def priced(plan: Plan, context: Context) -> Answer:
    """The total and one of the other two; the three must agree where all are in one currency."""
    total, funded, gap = (_exact(getattr(plan, name)) for name in ("total_cost", "funded", "gap"))
    if total and funded and gap and total[1] == funded[1] == gap[1] and total[0] != funded[0] + gap[0]:
        return fail(mark("{object}: the funded share and the gap do not add up to the total cost."))
    missing = _missing(plan, ("total_cost", "gap" if own(plan.gap) else "funded"))
    if missing is not PASS:
        return missing
    cells = (plan.total_cost, plan.gap if own(plan.gap) else plan.funded)
    wordy = next((cell.words for cell in cells if not _is_amount(own(cell))), None)
    return PASS if wordy is None else fail(mark("{object} says '{words}', which is no amount."), words=wordy)


def _is_amount(money: Money | None) -> bool:
    return money is not None and (money.amount is not None or money.none_needed)


def _exact(cell: Cell[Money]) -> tuple[Decimal, str | None] | None:
    money = own(cell)
    if money is None or money.amount is None or money.upper is not None:
        return None
    return money.amount, money.currency


@rule(
    "P05 B",
    _P,
    Texts(
        title=mark("Adopted before the budgets close"),
        advice=mark(
            "Adopt the plan before the lead bodies' budget rounds for its first year close, or start a year later."
        ),
        why=mark("A plan adopted after the budgets are closed begins with a year without money."),
        good=mark("Adopted in April; the ministries' rounds close in June."),
        bad=mark("Adopted in November; the ministries' rounds closed in June."),
    ),
    source="Cambodia's NCCT on the lesson of the 2011-2013 plan",
    looks_at=("adopted", "period_start"),
    wait=YEAR_WAITS,
)
def adopted_in_time(plan: Plan, context: Context) -> Answer:
    """The day of adoption against the rounds of every lead that the budget calendar knows."""
    missing = _missing(plan, ("adopted", "period_start"))
    if missing is not PASS:
        return missing
    adopted, begins = own(plan.adopted), own(plan.period_start)
    if adopted is None or adopted.last is None or begins is None or begins.first is None:
        return fail(mark("{object} gives no date on a calendar for its adoption or its start."))
    late = sorted(_late(adopted.last, begins.first, context))
    if late:
        text = mark("{object} was adopted on {adopted}, after the budget round had closed for {bodies}.")
        return fail(text, adopted=adopted.last, bodies=", ".join(late))
    return PASS


def _late(adopted: date, begins: date, context: Context) -> Iterable[str]:
    leads = {lead for activity in context.activities if (lead := lead_of(activity))}
    for lead in leads:
        deadline = context.deadlines.get(fold(lead))
        if deadline and round_missed(deadline, begins, adopted):
            yield lead


@rule(
    "P06 A",
    _P,
    Texts(
        title=mark("Every outside ask has its answer"),
        advice=mark("For each ask of an outside body name the activity that answers it, or write why none does."),
        why=mark("An ask that nobody answers comes back next year with a consequence."),
        good=mark("Ask 2024-7: answered by activity 3.2. Ask 2024-9: declined, because the law forbids it."),
        bad=mark("The plan does not mention the asks."),
    ),
    source="US TIP report recommendations; FATF follow-up",
    looks_at=("goals",),
    wait=Wait(
        Message(mark("No asks of outside bodies were given with the plan; with them, this rule is asked.")),
        over=lambda given: given.asks is not None,
    ),
)
def asks_answered(_plan: Plan, context: Context) -> Answer:
    """An activity of the plan, or a person's link, answers each ask; or the country declined it with a reason."""
    asks = context.asks
    if asks is None or not asks.ids:
        return NOT_ASKED
    answered = set(asks.declined)
    for activity in context.activities:
        answered.update(own(activity.answers) or (), asks.links.get(activity.id, ()))
    left = [ask for ask in asks.ids if ask not in answered]
    if not left:
        return PASS
    if not context.whole or any(activity.answers.unread for activity in context.activities):
        return unread("answers")
    text = mark("{object}: {n} of the {of} asks have no answer, {id} the first of them.")
    return fail(text, n=len(left), of=len(asks.ids), id=left[0])


@rule(
    "P07 C",
    _P,
    Texts(
        title=mark("No body is swamped in one quarter"),
        advice=mark("Spread the dates, or give some of the work to another body."),
        why=mark("When one body owes most of what falls due in a quarter, most of it will be late."),
        good=mark("In each quarter no body leads more than a quarter of what falls due."),
        bad=mark("Twenty activities due in December, eighteen of them led by one office."),
    ),
    source="palermo, own proposal",
    looks_at=("goals",),
)
def not_swamped(plan: Plan, context: Context) -> Answer:
    """Asked of quarters in which at least eight owned activities fall due."""
    due: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for activity in context.activities:
        when = ends(activity)
        if when and when.last and (lead := lead_of(activity)):
            due[when.last.year, (when.last.month + 2) // 3][fold(lead)] += 1
    for (year, quarter), leads in sorted(due.items()):
        (_, most), total = leads.most_common(1)[0], leads.total()
        if total >= _LEAST_DUE and most > context.load_share * total:
            name = next(lead for lead in map(lead_of, context.activities) if fold(lead) == leads.most_common(1)[0][0])
            text = mark("{object}: {body} leads {n} of the {of} activities due in {quarter}.")
            return fail(text, body=name, n=most, of=total, quarter=f"{year}-Q{quarter}")
    if due:
        return PASS
    hidden = any(activity.lead.unread or activity.timeframe.unread for activity in context.activities)
    return unread("activities") if hidden or not context.whole else NOT_ASKED


@rule(
    "P08 B",
    _P,
    Texts(
        title=mark("Places are named"),
        advice=mark("Name the provinces or districts where it happens."),
        why=mark("'In the provinces' happens where it is easiest, not where it is needed."),
        good=mark("Training of commune councils in three named provinces."),
        bad=mark("Training in the provinces."),
    ),
    source="Review of plans on resolution 1325 (OEF)",
    looks_at=("places", "text"),
    judges=(Level.ACTIVITY,),
)
def places_named(activity: Activity, context: Context) -> Answer:
    """Asked where the words show that the act happens below the capital."""
    if own(activity.places):
        return PASS
    text = own(activity.text)
    if text is None:
        return unread("text") if activity.text.unread else NOT_ASKED
    words = context.wording(text)
    found = words.find("below_capital")
    if not found:
        return NOT_ASKED
    if words.lexicon.names_place(text):
        return PASS
    text = mark("{object} happens below the capital ('{words}') but names no place.")
    return stated(activity.places, "places", fail(text, words=found))


@rule(
    "P09 C",
    _P,
    Texts(
        title=mark("Survivors are heard"),
        advice=mark("Add an activity by which survivors say whether the plan works for them."),
        why=mark("Those the plan is for are the first to know where it fails."),
        good=mark("Survey of survivors' views of the shelters each year, with a written answer."),
        bad=mark("The plan speaks of victims and never to them."),
    ),
    source="Guidance on national action plans (source not verified)",
    looks_at=("goals",),
)
def survivors_heard(plan: Plan, context: Context) -> Answer:
    """At least one activity whose words join survivors and a way to be heard."""
    heard = {text for text, words in context.wordings.items() if _hears(words)}
    if heard and any(own(activity.text) in heard for activity in context.activities):
        return PASS
    whole = context.whole and not any(cell.unread or cell.truncated for cell in _texts(context))
    return fail(mark("{object} has no activity by which survivors are heard.")) if whole else unread("activities")


def _texts(context: Context) -> Iterable[Cell[str]]:
    return (activity.text for activity in context.activities)


def _hears(words: Wording) -> bool:
    return words.holds("survivors") and words.holds("feedback")


RULES: tuple[Rule, ...] = (
    *(coded, watched, evaluated, priced, adopted_in_time, asks_answered, not_swamped, places_named, survivors_heard),
)
