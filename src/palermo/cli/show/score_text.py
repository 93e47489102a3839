"""A scorecard in a terminal: the statuses counted, by goal and by body, then each activity with what decided."""

from collections.abc import Iterator, Sequence

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.cli.show.words import unscored
from palermo.core import Finding, Message, mark
from palermo.plan import ActivityLine, BodyLine, Figure, PlaceLine, Scorecard, Status, Tally

STATUSES = {
    Status.DONE: (Message(mark("Done")), "green"),
    Status.PROOF_PENDING: (Message(mark("Proof pending")), "yellow"),
    Status.RUNNING: (Message(mark("Running")), "cyan"),
    Status.NOT_STARTED: (Message(mark("Not started")), "dim"),
    Status.LATE: (Message(mark("Late")), "red"),
    Status.BLOCKED: (Message(mark("Blocked")), "red"),
    Status.NO_REPORT: (Message(mark("No report")), "magenta"),
    Status.NOT_ACCEPTED: (Message(mark("Not accepted")), "yellow"),
    Status.DROPPED: (Message(mark("Dropped")), "dim"),
}
_NOBODY = Message(mark("No lead named"))
_NAME, _ID, _RULE, _PLACE = 44, 12, 3, 24  # the most each may take
_COUNT = 8


def score_lines(card: Scorecard, width: int, language: str) -> Iterator[Line]:
    """The whole scorecard."""
    yield from paragraph(card.plan.title, width, style="bold")
    facts = Message(mark("{plan} · as of {day} · activities: {n}"), _facts(card))
    yield from paragraph(facts.say(language), width, style="dim")
    yield BLANK_LINE
    if not card.scored:
        yield from paragraph(unscored(card.plan).say(language), width, 2, "yellow")
        return
    yield from _statuses(card.tally, width, language)
    yield from _goals(card, width, language)
    yield from _bodies(card, width, language)
    yield from _places(card, width, language)
    for status, (label, style) in STATUSES.items():
        lines = [line for line in card.activities if line.standing.status is status]
        if lines:
            yield from _title(f"{label.say(language)} ({len(lines)})", f"bold {style}")
            yield from _activities(lines, width, language)
    if card.figures:
        yield from _title(Message(mark("Figures that were accepted")).say(language), "bold")
        yield from _figures(card.figures, width, language)
    if card.findings:
        rules = Message(mark("What the rules on progress say")).say(language)
        yield from _title(f"{rules} ({len(card.findings)})", "bold")
        yield from _findings(card.findings, width, language)


def _facts(card: Scorecard) -> dict[str, object]:
    return {"plan": card.plan.id, "day": card.as_of, "n": card.tally.of}


def _title(text: str, style: str) -> Iterator[Line]:
    yield BLANK_LINE
    yield ((text, style),)


def _of(n: int, of: int, language: str) -> str:
    return Message(mark("{n} of {of}"), {"n": n, "of": of}).say(language)


def _statuses(tally: Tally, width: int, language: str) -> Iterator[Line]:
    """Each status with its count and denominator, and a bar as long as the share."""
    size = widest((label.say(language) for label, _ in STATUSES.values()), width // 2)
    counts = widest((_of(n, tally.of, language) for n in tally.counts.values()), width // 3)
    bar = max(width - size - counts - 4 * GAP, 0)
    for status, (label, style) in STATUSES.items():
        n = tally.counts[status]
        columns = (Column(0), Column(size, style), Column(counts, right=True), Column(bar, style))
        drawn = "█" * max(bool(n), n * min(bar, 40) // tally.of)
        yield from row(columns, ("", label.say(language), _of(n, tally.of, language), drawn))


def _told(tally: Tally, language: str) -> str:
    """The statuses that there are, in words."""
    parts = [
        Message(mark("{status}: {n}"), {"status": label, "n": tally.counts[status]}).say(language)
        for status, (label, _) in STATUSES.items()
        if tally.counts[status]
    ]
    return " · ".join(parts)


def _goals(card: Scorecard, width: int, language: str) -> Iterator[Line]:
    yield from _title(Message(mark("By goal")).say(language), "bold")
    size = widest((goal.id for goal in card.goals), _ID)
    columns = (Column(0), Column(size, "bold"), Column(_COUNT, right=True), Column(width - size - _COUNT - 4 * GAP))
    for goal in card.goals:
        yield from row(columns, ("", goal.id, str(goal.tally.of), _told(goal.tally, language)))


def _bodies(card: Scorecard, width: int, language: str) -> Iterator[Line]:
    """Each body with what it leads, and how many of its reports came, and came in time."""
    yield from _title(Message(mark("By body")).say(language), "bold")
    names = [body.name or _NOBODY.say(language) for body in card.bodies]
    yield from _filing(names, card.bodies, width, language)


def _places(card: Scorecard, width: int, language: str) -> Iterator[Line]:
    """Each place with the parts that it has inherited, where any has; none of them is counted above."""
    if card.places:
        yield from _title(Message(mark("Parts of activities, by place")).say(language), "bold")
        yield from _filing([line.place for line in card.places], card.places, width, language)


def _filing(names: Sequence[str], lines: Sequence[BodyLine | PlaceLine], width: int, language: str) -> Iterator[Line]:
    size = widest(names, _NAME)
    columns = (Column(0), Column(size, "bold"), Column(width - size - 3 * GAP))
    for line, name in zip(lines, names, strict=True):
        yield from row(columns, ("", name, _told(line.tally, language)))
        if line.reports.due:
            text = mark("reports filed: {filed} of {due}; on time: {on_time} of {due}")
            told = Message(text, line.reports._asdict()).say(language)
            yield from row((*columns[:2], Column(columns[2].width, "dim")), ("", "", told))


def _activities(lines: Sequence[ActivityLine], width: int, language: str) -> Iterator[Line]:
    size = widest((line.activity.id for line in lines), _ID)
    words, why = Column(width - size - 3 * GAP), Column(width - size - 3 * GAP, "dim")
    for line in lines:
        yield BLANK_LINE
        yield from row((Column(0), Column(size, "bold"), words), ("", line.activity.id, line.activity.text.words))
        yield from row((Column(0), Column(size), why), ("", "", line.standing.why.say(language)))
        if line.parts:
            parts = Message(
                mark("Parts of places: {n}. {told}"), {"n": len(line.parts), "told": _told(line.tally, language)}
            )
            yield from row((Column(0), Column(size), why), ("", "", parts.say(language)))


def _figures(figures: Sequence[Figure], width: int, language: str) -> Iterator[Line]:
    """Each figure with its period, and what is missing or why nobody can say."""
    period = widest((figure.period for figure in figures), _ID)
    told = [figure.total.words.say(language) for figure in figures]
    size = widest(told, width // 3)
    words = Column(width - period - size - 4 * GAP)
    for figure, number in zip(figures, told, strict=True):
        columns = (Column(0), Column(period, "dim"), Column(size, "bold", right=True), words)
        yield from row(columns, ("", figure.period, number, figure.indicator.text.words))
        for note in _notes(figure):
            note_columns = (*columns[:3], Column(words.width, "yellow"))
            yield from row(note_columns, ("", "", "", note.say(language)))


def _notes(figure: Figure) -> Iterator[Message]:
    if figure.total.why is not None:
        yield Message(mark("Cannot say: {why}."), {"why": figure.total.why})
    if figure.total.missing:
        yield Message(mark("Not of the whole; no value of: {places}."), {"places": ", ".join(figure.total.missing)})


def _findings(findings: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    spots = [finding.origin.told.say(language) if finding.origin else "" for finding in findings]
    spot = widest(spots, _PLACE)
    columns = (Column(0), Column(_RULE, "bold"), Column(width - _RULE - spot - 4 * GAP), Column(spot, "dim"))
    for finding, where in zip(findings, spots, strict=True):
        yield from row(columns, ("", finding.rule, finding.message.say(language), where))
