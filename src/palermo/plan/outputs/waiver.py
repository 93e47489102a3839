"""The file that the waiver rule looks at, and the self-assessment that criterion C10 asks for: what there is and, as
plainly, what there is not.

Both are put together from what is on record. They advise nothing, and nothing in them is typed for them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from palermo.core import Message, mark
from palermo.paper import CellValue, Chapter, Entry, Own, columns, share
from palermo.plan.answers import ASK_STATES, Answering, AskState, Links, actions_of, committed_of, promises_of
from palermo.plan.audit import SHARES, Card
from palermo.plan.money import LineAccount, Posting, money_sums
from palermo.plan.money.accounts import Between
from palermo.plan.outputs.chapters import proofs_chapter, standing_chapter
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.reading import seen
from palermo.plan.progress import PROOF_KINDS
from palermo.plan.score import Scorecard
from palermo.standing import Clock, Duty, Figure, Gathered, Row, by_criterion, shipped_standards

_PLAIN = Message(mark("What is missing stands here as plainly as what there is. Nothing here is advice."))
_NO_MONEY = Message(mark("The plan names no cost, and no money is on record."))
_NO_ASK = Message(mark("No ask of an outside body is on record."))


@dataclass(frozen=True)
class Grounds:
    """All that the file is made from. `card`: the work on the plan; `shares`: its audit; `duty`: with the period.

    Give what everybody may read where it is to be published.
    """

    card: Scorecard
    shares: Card
    answering: Answering
    duty: Duty
    accounts: tuple[LineAccount, ...] = ()
    postings: tuple[Posting, ...] = ()
    links: Links = field(default_factory=dict)

    @property
    def gathered(self) -> Gathered:
        """What the crosswalk takes: asks, promises and, apart from them, what was proved in the period."""
        return Gathered(
            tuple(each.ask for each in self.answering.asks),
            promises_of(self.card.plan, self.links),
            actions_of(self.card),
            committed_of(self.postings),
            self.duty.first,
            self.duty.last,
        )


def waiver_file(grounds: Grounds, clock: Clock) -> Output:
    """What the waiver rule looks at: the written plan, its resources, concrete actions with proof, figures, gaps."""
    rows = by_criterion(shipped_standards(), grounds.gathered)
    return _output(
        Message(mark("What the waiver rule looks at")),
        grounds,
        (
            _clock(clock),
            _written(grounds),
            _resources(grounds),
            _proofs(grounds),
            _criteria(rows),
            _kinds(rows),
            _asks(grounds),
            _figures(grounds),
            _missing(grounds, rows),
        ),
    )


def self_assessment(grounds: Grounds) -> Output:
    """The periodic assessment of a government's own efforts: what was done in the period and what was not."""
    rows = by_criterion(shipped_standards(), grounds.gathered)
    return _output(
        Message(mark("Self-assessment of a reporting period")),
        grounds,
        (
            standing_chapter(seen(grounds.card, {})),
            _proofs(grounds),
            _criteria(rows),
            _kinds(rows),
            _resources(grounds),
            _asks(grounds),
            _figures(grounds),
            _missing(grounds, rows),
        ),
    )


def _output(title: Message, grounds: Grounds, chapters: tuple[Chapter, ...]) -> Output:
    card, duty = grounds.card, grounds.duty
    period = Message(mark("Reporting period: {first} to {last}."), {"first": duty.first, "last": duty.last})
    plan = Own(card.plan.title, card.plan.language)
    return Output(title, plan, card.as_of, chapters, about=Own(str(duty.report_year)), lines=(period, _PLAIN))


def _clock(clock: Clock) -> Chapter:
    rows = tuple(Entry((told.words, Own(told.cite))) for told in clock.explanation)
    heads = columns(mark("Step"), mark("Citation"))
    return Chapter("clock", Message(mark("The clock")), clock.unclear, heads, rows)


def _written(grounds: Grounds) -> Chapter:
    """How much of the plan anybody could check; a share with its denominator, and the unread beside it."""
    told = [(word, getattr(grounds.shares, name)) for name, word in SHARES.items()]
    rows = tuple(Entry((word, share(of.n, of.of), of.unread)) for word, of in told)
    heads = columns(mark("Of each activity"), mark("Given"), mark("Not read"))
    line = Message(mark("Activities: {n}."), {"n": grounds.card.plan.counts().activities})
    return Chapter("plan", Message(mark("The written plan")), (line,), heads, rows)


def _resources(grounds: Grounds) -> Chapter:
    """By year and currency; no exchange rate is made up."""
    rows = tuple(
        Entry(
            (
                Own(each.year.name),
                Own(each.currency),
                _between(each.sums.planned),
                each.sums.committed,
                each.sums.spent,
                _between(each.sums.missing),
            )
        )
        for each in money_sums(grounds.accounts, lambda account: "")
    )
    heads = columns(mark("Year"), mark("Currency"), mark("Planned"), mark("Committed"), mark("Spent"), mark("Missing"))
    return Chapter("resources", Message(mark("Resources")), (), heads, rows, _NO_MONEY)


def _between(told: Between) -> CellValue:
    return told.low if told.low == told.high else Own(f"{told.low:f}–{told.high:f}")


def _proofs(grounds: Grounds) -> Chapter:
    return proofs_chapter(seen(grounds.card, {}), grounds.duty.first, grounds.duty.last)


def _criteria(rows: Iterable[Row]) -> Chapter:
    """Promises and actions stand in separate columns."""
    entries = tuple(
        Entry(
            (
                Own(row.id),
                Own(row.text, "en"),
                len(row.asks),
                len(row.promises),
                sum(row.actions.values()),
                _money(row),
                Own(row.cite),
            )
        )
        for row in rows
    )
    heads = columns(
        mark("Criterion"),
        mark("What it asks"),
        mark("Asks"),
        mark("Measures promised"),
        mark("Actions proved in the period"),
        mark("Money committed in the period"),
        mark("Citation"),
    )
    lines = (
        Message(mark("A promise is no action. A measure may stand at several criteria: columns are never added.")),
    )
    return Chapter("criteria", Message(mark("Criterion by criterion")), lines, heads, entries)


def _kinds(rows: Iterable[Row]) -> Chapter:
    """Of each criterion with asks the kinds of action that would show it: which are proved, of which there is none."""
    entries = tuple(
        Entry((Own(row.id), _listed([kind for kind in row.expected if row.actions.get(kind)]), _listed(row.lacking)))
        for row in rows
        if row.asks and row.expected
    )
    heads = columns(mark("Criterion"), mark("Proved in the period"), mark("None proved"))
    line = Message(mark("The kinds of action that would show each criterion with asks."))
    return Chapter("kinds", Message(mark("Kinds of action by criterion")), (line,), heads, entries, _NO_ASK)


def _listed(kinds: Iterable[str]) -> Message:
    named = {f"kind{n}": PROOF_KINDS[kind] for n, kind in enumerate(kinds)}
    return Message("; ".join(f"{{{name}}}" for name in named), named)


def _money(row: Row) -> CellValue:
    return Own("; ".join(f"{amount:f} {currency}" for currency, amount in sorted(row.committed.items())))


def _asks(grounds: Grounds) -> Chapter:
    found = grounds.answering.asks
    counts = Counter(each.state for each in found)
    rows = tuple(
        Entry(
            (Own(each.ask.id), Own(each.ask.text, each.ask.language), each.ask.basis.words, each.state.words, each.why)
        )
        for state in ASK_STATES
        for each in found
        if each.state is state
    )
    lines = tuple(
        Message(mark("{state}: {n} of {of}"), {"state": word, "n": counts[state], "of": len(found)})
        for state, word in ASK_STATES.items()
        if counts[state]
    )
    heads = columns(mark("No."), mark("Ask"), mark("What its words rest on"), mark("State"), mark("Why"))
    return Chapter("asks", Message(mark("What outside bodies ask")), lines, heads, rows, _NO_ASK)


def _figures(grounds: Grounds) -> Chapter:
    rows = tuple(
        Entry(
            (
                Own(each.figure.criterion),
                Own(each.figure.text, "en"),
                Message(mark("missing")) if each.missing else Own("; ".join(_told(each.told))),
            )
        )
        for each in grounds.duty.needed
    )
    line = Message(mark("A figure that is missing is presumed undone (22 USC 7106(b)(1))."))
    heads = columns(mark("Criterion"), mark("Figure"), mark("Told"))
    return Chapter("figures", Message(mark("Figures that the law asks for")), (line,), heads, rows)


def _told(figures: Iterable[Figure]) -> Iterator[str]:
    return (f"{each.value} {each.unit} ({each.period}; {each.source})" for each in figures if each.value)


def _missing(grounds: Grounds, rows: Iterable[Row]) -> Chapter:
    """Each gap counted by itself, with its denominator."""
    states = Counter(each.state for each in grounds.answering.asks)
    of, shares = states.total(), grounds.shares
    asked = [row for row in rows if row.asks]
    gaps = (
        (Message(mark("Asks that no measure answers")), states[AskState.NO_MEASURE], of),
        (Message(mark("Asks whose measure has no steps")), states[AskState.NO_STEPS], of),
        (Message(mark("Asks whose steps are late")), states[AskState.LATE], of),
        (
            Message(mark("Criteria with asks and no action proved in the period")),
            sum(not row.actions for row in asked),
            len(asked),
        ),
        (
            Message(mark("Criteria with asks and no money committed in the period")),
            sum(not row.committed for row in asked),
            len(asked),
        ),
        (Message(mark("Figures that nobody told")), len(grounds.duty.missing), len(grounds.duty.needed)),
        (Message(mark("Activities without steps")), shares.stepped.of - shares.stepped.n, shares.stepped.of),
        (Message(mark("Activities without a cost")), shares.costed.of - shares.costed.n, shares.costed.of),
        (
            Message(mark("Cost lines to which nothing was committed")),
            sum(not account.covered for account in grounds.accounts),
            len(grounds.accounts),
        ),
    )
    heads = columns(mark("What is missing"), mark("How many"), mark("Of all"))
    return Chapter("missing", Message(mark("What is missing")), (), heads, tuple(Entry(gap) for gap in gaps))
