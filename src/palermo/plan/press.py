"""The press sheet: one page in plain words on what a plan says and what it does not say. Never a score."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from palermo.core import Cell, Message, mark
from palermo.plan.audit import Audit, Share, audit
from palermo.plan.compare import Change, Comparison, Kind, Pair, cell_words, compare
from palermo.plan.model import Activity, Basis, Plan

Words = str | Message


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section's table; `id` names the activity where there is one."""

    cells: tuple[Words, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences and, where `columns` are named, a table. `key` is stable for pages and tests."""

    key: str
    title: Message
    lines: tuple[Message, ...] = ()
    columns: tuple[Message, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class PressSheet:
    """The sections of the sheet in reading order. Words of the plan stay in the plan's language."""

    plan: str
    title: str
    basis: Basis
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section of that key, where the sheet has it."""
        return next((section for section in self.sections if section.key == key), None)


NOT_SAID = Message(mark("not said"))
NOT_READ = Message(mark("not read"))
ROWS = 20  # what fits on one printed page beside the rest


def press_sheet(
    plan: Plan, audited: Audit | None = None, *, earlier: Plan | None = None, rows: int = ROWS
) -> PressSheet:
    """What the plan is, what is new, who does what by when, what is not said, what was not read, and the sources.

    `audited` is the plan's audit, made here unless given: the counts are the plan card's. `earlier` is the version
    or plan it followed. At most `rows` activities are shown; how many there are is always said.
    """
    if plan.basis is Basis.PRESS:
        sections = (_press(plan), _reported(plan), _sources(plan))
    else:
        audited = audited or audit(plan)
        new = () if earlier is None else (_new(compare(earlier, plan), rows),)
        sections = (_what(plan), *new, _promises(plan, rows), _not_said(audited), _not_read(plan), _sources(plan))
    return PressSheet(plan.id, plan.title, plan.basis, sections)


def _what(plan: Plan) -> Section:
    who = (
        mark("{title} is a plan of {issuer}.")
        if plan.issuer
        else mark("{title} is a plan; who issued it is not noted.")
    )
    lines = [Message(who, {"title": plan.title, "issuer": plan.issuer}), *_period(plan)]
    holds = mark("It holds {goals} goals, {objectives} objectives and {activities} activities.")
    if plan.partly_read:
        holds = mark("What was read of it holds {goals} goals, {objectives} objectives and {activities} activities.")
    return Section("what", Message(mark("What this plan is")), (*lines, Message(holds, plan.counts()._asdict())))


def _period(plan: Plan) -> Iterator[Message]:
    texts = {
        "start": (
            mark("It begins {when}."),
            mark("It does not say when it begins."),
            mark("When it begins was not read."),
        ),
        "end": (mark("It ends {when}."), mark("It does not say when it ends."), mark("When it ends was not read.")),
    }
    start, end = plan.period_start, plan.period_end
    if start.given and end.given:
        yield Message(mark("It runs from {start} to {end}."), {"start": start.words, "end": end.words})
        return
    for cell, name in ((start, "start"), (end, "end")):
        said, blank, unread = texts[name]
        yield Message(said if cell.given else unread if cell.unread else blank, {"when": cell.words})


def _new(comparison: Comparison, rows: int) -> Section:
    title = Message(mark("What is new"))
    earlier = {"title": comparison.old.title}
    known = [(kind, n) for kind, n in comparison.counts.get("activity", {}).items() if kind is not Kind.CANNOT_SAY]
    if not known:
        text = mark("Nothing in the activities is known to differ from {title}.")
        return Section("new", title, (Message(text, earlier),))
    lines = [Message(mark("Activities compared with {title}:"), earlier)]
    lines += [Message(mark("{what}: {n}"), {"what": kind.label, "n": n}) for kind, n in known]
    told = [_change_row(pair, change) for pair, change in _changes(comparison)]
    columns = (mark("Activity"), mark("Change"), mark("Before"), mark("Now"))
    return Section("new", title, (*lines, *_cut(len(told), rows)), _columns(*columns), tuple(told[:rows]))


def _changes(comparison: Comparison) -> Iterator[tuple[Pair, Change]]:
    for kind in Kind:
        if kind is not Kind.CANNOT_SAY:
            for pair in comparison.each("activity", kind):
                yield from ((pair, change) for change in pair.changes if change.kind is kind)


def _change_row(pair: Pair, change: Change) -> Row:
    node = pair.new or pair.old
    text = node.text.words if isinstance(node, Activity) else ""
    sides: tuple[Words, ...] = tuple("" if cell is None else _cell(cell) for cell in (change.old, change.new))
    if change.field == "text":
        sides = ("", "") if pair.old is None or pair.new is None else sides
    # a promise that was dropped has no place in this plan any more
    return Row((text, change.kind.label, *sides), pair.new.id if isinstance(pair.new, Activity) else "")


def _promises(plan: Plan, rows: int) -> Section:
    activities = [activity for _, _, activity in plan.each_activity()]
    said = [activity for activity in activities if _says_something(activity)]
    first: dict[str, int] = {}
    for activity in said:
        first.setdefault(activity.lead.words if activity.lead.given else "", len(first))
    # grouped by lead in the plan's own order; what nobody leads stands last
    said.sort(key=lambda activity: first[activity.lead.words] if activity.lead.given else len(first))
    text = mark("Of {of} activities, {n} name a body, a time or a step of their own.")
    line = Message(text, {"n": len(said), "of": len(activities)})
    table = tuple(_promise(activity) for activity in said[:rows])
    columns = _columns(mark("Who leads"), mark("What"), mark("By when"), mark("Steps")) if table else ()
    title = Message(mark("Who does what by when"))
    return Section("promises", title, (line, *_cut(len(said), rows)), columns, table)


def _says_something(activity: Activity) -> bool:
    own = (activity.lead, activity.bodies, activity.timeframe, activity.end, activity.steps)
    return any(cell.given for cell in own)


def _promise(activity: Activity) -> Row:
    who: Words = _cell(activity.lead)
    if not activity.lead.given and activity.bodies.given:
        who = Message(mark("{bodies}; which of them leads is not said"), {"bodies": activity.bodies.words})
    when = activity.end if activity.end.given else activity.timeframe
    return Row((who, _cell(activity.text), _cell(when), _cell(activity.steps)), activity.id)


def _cell(cell: Cell[Any]) -> Words:
    """The plan's own words, or why there are none. A value shown from the level above is not the activity's own."""
    if cell.given:
        return cell_words(cell)
    return NOT_READ if cell.unread else NOT_SAID


def _cut(told: int, rows: int) -> tuple[Message, ...]:
    text = mark("The first {rows} of {n} are shown here; the rest stand in the plan.")
    return (Message(text, {"rows": rows, "n": told}),) if told > rows else ()


def _columns(*titles: str) -> tuple[Message, ...]:
    return tuple(map(Message, titles))


_ABSENT = (
    ("owned", mark("No single lead body")),
    ("dated", mark("No date that a calendar can check")),
    ("stepped", mark("No step")),
    ("costed", mark("No cost, or no word of who pays")),
    ("provable", mark("No kind of proof")),
)


def _not_said(audited: Audit) -> Section:
    rows = []
    for name, text in _ABSENT:
        share: Share = getattr(audited.card, name)
        absent = Message(mark("{n} of {of}"), {"n": share.of - share.n, "of": share.of})
        unread = Message(mark("{n} not read"), {"n": share.unread})
        rows.append(Row((Message(text), absent, unread if share.unread else "")))
    line = Message(mark("Counted over the activities whose answer is known; what was not read is counted apart."))
    columns = _columns(mark("What is missing"), mark("Activities"), mark("Not read"))
    return Section("not_said", Message(mark("What is not said")), (line,), columns, tuple(rows))


def _not_read(plan: Plan) -> Section:
    lists: list[tuple[str, list[Cell[Any]]]] = [
        (mark("Goals whose objectives were not read: {n}."), [goal.objectives for goal in plan.each_goal()]),
        (
            mark("Objectives whose activities were not read: {n}."),
            [part.activities for _, part in plan.each_objective()],
        ),
        (mark("Objectives whose wording was not read: {n}."), [part.text for _, part in plan.each_objective()]),
    ]
    counts = [(text, sum(cell.unread for cell in cells)) for text, cells in lists]
    cut = sum(activity.text.truncated for _, _, activity in plan.each_activity())
    counts.append((mark("Activities whose wording was cut off: {n}."), cut))
    lines = [Message(text, {"n": n}) for text, n in counts if n]
    if plan.goals.unread:
        lines.insert(0, Message(mark("None of the goals was read.")))
    if plan.partly_read:
        lines.insert(0, Message(mark("The source holds more than was read. What is not shown here may stand in it.")))
    lines = lines or [Message(mark("Every list and wording of the source was read."))]
    return Section("not_read", Message(mark("What was not read")), tuple(lines))


def _sources(plan: Plan) -> Section:
    rows = tuple(Row((source.what, source.pages, source.url)) for source in plan.sources)
    lines = () if rows else (Message(mark("The record names no source.")),)
    columns = _columns(mark("Source"), mark("Pages"), mark("Address")) if rows else ()
    return Section("sources", Message(mark("Sources")), lines, columns, rows)


def _press(plan: Plan) -> Section:
    lines = (
        Message(mark("These are press reports about plans. They are not the plan.")),
        Message(mark("The plan itself was not read, so nothing here can be said to be in it or missing from it.")),
    )
    return Section("what", Message(mark("What this is")), lines)


def _reported(plan: Plan) -> Section:
    rows: list[Row] = []
    for generation in plan.generations:
        ends = (generation.period_start, generation.period_end)
        told = (generation.title or generation.id, "-".join(filter(None, ends)))
        for kind, texts in (
            (mark("goal"), generation.goals),
            (mark("intention"), generation.intentions),
            (mark("lesson"), generation.lessons),
        ):
            rows.extend(Row((*told, Message(kind), text)) for text in texts)
        if not (generation.goals or generation.intentions or generation.lessons):
            rows.append(Row((*told, "", NOT_READ)))
    columns = _columns(mark("Plan"), mark("Years"), mark("Kind"), mark("What the press reported")) if rows else ()
    return Section("reported", Message(mark("What the press reported")), (), columns, tuple(rows))
