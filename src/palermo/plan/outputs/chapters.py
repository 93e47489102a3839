"""Chapters that several outputs have. Each status is counted by itself; nothing here adds two of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from palermo.core import Message, Outcome, mark
from palermo.paper import CellValue, Chapter, Entry, Own, columns, share
from palermo.plan.outputs.reading import NOBODY, Seen, accepted_by_kind, by_body
from palermo.plan.outputs.words import STATUS_WORDS
from palermo.plan.progress import PROOF_KINDS, Amended, Period, Rate, Status, added, rate
from palermo.plan.score import Scorecard

HOW = Message(
    mark(
        "Nobody types a status: it follows from what was accepted as proof. Each status is counted by itself; "
        "work that goes on without end never counts as done."
    )
)


def standing_chapter(each: Sequence[Seen]) -> Chapter:
    """How many of the activities have each status."""
    counts = Counter(one.line.standing.status for one in each)
    rows = tuple(Entry((word, counts[status], len(each))) for status, word in STATUS_WORDS.items())
    heads = columns(mark("Status"), mark("Activities"), mark("Of all"))
    return Chapter("standing", Message(mark("Activities by status")), (HOW,), heads, rows if each else (), _NO_ACTIVITY)


def goals_chapter(card: Scorecard, each: Sequence[Seen]) -> Chapter:
    """The same by goal."""
    of_goal: dict[str, list[Seen]] = {}
    for one in each:
        of_goal.setdefault(one.line.goal, []).append(one)
    shown = _statuses_of(each)
    rows = tuple(
        _counted(Own(f"{goal.id} {goal.text}".strip(), card.plan.language), of_goal.get(goal.id, []), shown)
        for goal in card.goals
    )
    return _by_status("goals", Message(mark("By goal")), mark("Goal"), shown, rows)


def bodies_chapter(card: Scorecard, each: Sequence[Seen]) -> Chapter:
    """The same by body, in the order of the register and never by a figure."""
    shown = _statuses_of(each)
    rows = tuple(_counted(body or NOBODY, own, shown) for body, own in by_body(card, each).items())
    return _by_status("bodies", Message(mark("By body")), mark("Body"), shown, rows)


def _statuses_of(each: Iterable[Seen]) -> tuple[Status, ...]:
    """Those that any activity has: columns of noughts would push the others off the paper."""
    there = {one.line.standing.status for one in each}
    return tuple(status for status in STATUS_WORDS if status in there)


def _counted(name: CellValue, own: Sequence[Seen], shown: Sequence[Status]) -> Entry:
    counts = Counter(one.line.standing.status for one in own)
    return Entry((name, len(own), *(counts[status] for status in shown)))


def _by_status(key: str, title: Message, head: str, shown: Sequence[Status], rows: tuple[Entry, ...]) -> Chapter:
    heads = (*columns(head, mark("Activities")), *(STATUS_WORDS[status] for status in shown))
    none = Message(mark("A status that no activity has is left out."))
    return Chapter(key, title, (none,) if len(shown) < len(STATUS_WORDS) else (), heads, rows, _NO_ACTIVITY)


def places_chapter(card: Scorecard, places: Mapping[str, Own]) -> Chapter:
    """What places have inherited: their parts by status and the reports due of these. No part counts as an activity."""
    there = {status for line in card.places for status, n in line.tally.counts.items() if n}
    shown = [status for status in STATUS_WORDS if status in there]
    rows = tuple(
        Entry(
            (
                places.get(line.place, Own(line.place)),
                line.tally.of,
                *(line.tally.counts[status] for status in shown),
                *(line.reports.due, line.reports.filed, line.reports.on_time),
            )
        )
        for line in card.places
    )
    heads = (
        *columns(mark("Place"), mark("Parts")),
        *(STATUS_WORDS[status] for status in shown),
        *columns(mark("Reports due"), mark("Filed"), mark("On time")),
    )
    line = Message(mark("What a place has inherited of an activity is a part; no part is counted as an activity."))
    empty = Message(mark("No place has inherited anything."))
    return Chapter("places", Message(mark("Parts of places")), (line,), heads, rows, empty)


def rates_chapter(card: Scorecard, each: Sequence[Seen], within: tuple[date, date] | None = None) -> Chapter:
    """Reports that were due from each body: how many were filed, and how many of these on time.

    `within`: only of periods that ended between these days.
    """
    rows = []
    for body, own in by_body(card, each).items():
        told = added(_rate(one, within) for one in own)
        rows.append(Entry((body or NOBODY, told.due, told.filed, told.on_time)))
    heads = columns(mark("Body"), mark("Reports due"), mark("Filed"), mark("On time"))
    return Chapter("rates", Message(mark("Reports by body")), (), heads, tuple(rows), _NO_ACTIVITY)


def _rate(one: Seen, within: tuple[date, date] | None) -> Rate:
    if within is None:
        return one.account.filing
    return rate(due for due in one.owed if within[0] <= due.period.last <= within[1])


def status_chapter(key: str, status: Status, title: str, empty: str, each: Iterable[Seen], language: str) -> Chapter:
    """The activities that have this status, each with the sentence that decided it."""
    rows = tuple(
        Entry((Own(one.id), one.words(language), one.lead, one.line.standing.why), one.id)
        for one in each
        if one.line.standing.status is status
    )
    heads = columns(mark("No."), mark("Activity"), mark("Body"), mark("Why"))
    return Chapter(key, Message(title), (), heads, rows, Message(empty))


def activities_chapter(each: Iterable[Seen], language: str, *, named: bool) -> Chapter:
    """Every activity with its status, what decided it and how much of it is proved; with its body where `named`."""
    body = columns(mark("Body")) if named else ()
    heads = (*columns(mark("No."), mark("Activity")), *body, *columns(mark("Status"), mark("Why"), mark("Proved")))
    rows = []
    for one in each:
        line = one.line
        proved = share(line.proved, line.owed) if line.owed else None
        lead = (one.lead,) if named else ()
        status = STATUS_WORDS[line.standing.status]
        rows.append(Entry((Own(one.id), one.words(language), *lead, status, line.standing.why, proved), one.id))
    return Chapter("activities", Message(mark("Every activity")), (), heads, tuple(rows), _NO_ACTIVITY)


def published_chapter(card: Scorecard, each: Iterable[Seen], since: date | None, until: date) -> Chapter:
    """The reports that were published up to a day, or between two, by body and period."""
    rows = []
    for body, own in by_body(card, each).items():
        found: dict[str, list[tuple[date, str]]] = {}
        for one in own:
            for report, on in one.account.published:
                if (since or on) <= on <= until:
                    found.setdefault(report.period, []).append((on, one.id))
        for period, told in sorted(found.items()):
            ids = Own(", ".join(id_ for _, id_ in told))
            rows.append(Entry((body or NOBODY, Own(period), len(told), ids, max(on for on, _ in told))))
    heads = columns(mark("Body"), mark("Period"), mark("Reports"), mark("Activities"), mark("Last on"))
    lines = (Message(mark("From {since} to {until}."), {"since": since, "until": until}),) if since else ()
    empty = Message(mark("No report was published in this time."))
    return Chapter("published", Message(mark("Reports that were published")), lines, heads, tuple(rows), empty)


def changes_chapter(each: Iterable[Seen], since: date | None, until: date, language: str) -> Chapter:
    """Deadlines that were moved, targets that were changed and activities that were given up, by their days."""
    found: list[tuple[date, Seen, Message, Own | None, str]] = []
    for one in each:
        for change in one.account.work.changes:
            if (since or change.on) <= change.on <= until:
                new = Own(change.new, language if change.what is Amended.TARGET else "")
                found.append((change.on, one, _CHANGED[change.what](change.of), new, change.reason))
        gone = one.account.dropped
        if gone and (since or gone.on) <= gone.on <= until:
            found.append((gone.on, one, Message(mark("The activity was given up")), None, gone.reason))
    rows = tuple(
        Entry((on, Own(one.id), what, new, Own(reason)), one.id)
        for on, one, what, new, reason in sorted(found, key=lambda row: row[0])
    )
    heads = columns(mark("Day"), mark("No."), mark("What was changed"), mark("Now"), mark("Reason"))
    empty = Message(mark("No deadline was moved, no target was changed and nothing was given up."))
    return Chapter("changes", Message(mark("Changes of the promises")), (), heads, rows, empty)


_CHANGED = {
    Amended.END: lambda of: Message(mark("The end of the activity")),
    Amended.STEP: lambda of: Message(mark("When step {of} is due"), {"of": of}),
    Amended.TARGET: lambda of: Message(mark("The target of {of}"), {"of": of}),
}


def proofs_chapter(each: Iterable[Seen], since: date | None, until: date) -> Chapter:
    """Accepted evidence by kind of action. A count of documents, in the order of the law, and no measure of anybody."""
    counts = accepted_by_kind(each, since, until)
    rows = tuple(Entry((word, counts[kind])) for kind, word in PROOF_KINDS.items())
    heads = columns(mark("Kind of action"), mark("Documents accepted"))
    lines = (
        Message(mark("The first nine are the kinds of action that 22 USC 7102(5) counts; a promise is none of them.")),
        Message(mark("How many documents there are says nothing of how much was done, nor of who did more.")),
    )
    return Chapter("proofs", Message(mark("Accepted evidence by kind of action")), lines, heads, rows)


def figures_chapter(card: Scorecard, periods: Mapping[str, Period] | None = None) -> Chapter:
    """The values of indicators that were accepted, rolled up by rule; of these periods where they are given."""
    language = card.plan.language
    told = [one for one in card.figures if periods is None or one.period in periods]
    rows = tuple(
        Entry((Own(one.indicator.id), Own(one.indicator.text.words, language), Own(one.period), one.total.words))
        for one in told
    )
    heads = columns(mark("No."), mark("Indicator"), mark("Period"), mark("Value"))
    line = Message(mark("Counts add; shares are made again from their parts; percentages are never added."))
    empty = Message(mark("No value of an indicator was accepted."))
    return Chapter("figures", Message(mark("Values of indicators")), (line,), heads, rows, empty)


def findings_chapter(card: Scorecard, ids: frozenset[str] | None = None) -> Chapter:
    """What the rules on progress find wrong, of the activities with these ids where they are given."""
    failing = [one for one in card.findings if one.outcome is Outcome.FAIL and (ids is None or one.object in ids)]
    rows = tuple(Entry((Own(one.object), Own(one.rule), one.message, one.advice), one.object) for one in failing)
    heads = columns(mark("No."), mark("Rule"), mark("What is wrong"), mark("What to do"))
    empty = Message(mark("The rules on progress find nothing wrong."))
    return Chapter(
        "findings", Message(mark("Where statement and record contradict each other")), (), heads, rows, empty
    )


_NO_ACTIVITY = Message(mark("There is no activity to tell of."))
