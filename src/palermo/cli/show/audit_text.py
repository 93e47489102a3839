"""An audit in a terminal: the card, then the activities by verdict with their findings, then what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence

from palermo.cli.auditing import Audited
from palermo.cli.show.complaints import finding_lines
from palermo.cli.show.ledger import Entry, Ledger, bare_sentence, ledger, place
from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.cli.show.words import VERDICTS, plan_counts, share_words, unscored
from palermo.core import Finding, Message, Outcome, mark
from palermo.plan import RULES, SHARES, Audit, NotYet, Verdict

_RULE, _OUTCOME, _PLACE, _NAME = 3, 8, 24, 12  # the most each may take
_STYLES = {
    Verdict.VERIFIABLE: "green",
    Verdict.PARTLY: "yellow",
    Verdict.PROMISE_ONLY: "red",
    Verdict.CANNOT_SAY: "blue",
}
_OUTCOMES = {
    Outcome.FAIL: (Message(mark("fails")), "red"),
    Outcome.UNKNOWN: (Message(mark("unknown")), "blue"),
}


def audit_lines(results: Sequence[Audited], width: int, language: str) -> Iterator[Line]:
    """Every plan that was read, one after the other, and how to go on."""
    broken: Counter[str] = Counter()
    first = True
    for result in results:
        if result.audit is None:
            continue
        if not first:
            yield from (BLANK_LINE, BLANK_LINE)
        first = False
        sorted_out = ledger(result.audit)
        broken += sorted_out.broken
        yield from _plan(result, result.audit, sorted_out, width, language)
    if broken:
        # of the rules that weigh most, the one that is broken most
        rule = min(broken, key=lambda name: (str(RULES[name].severity), -broken[name], name))
        command = {"command": f"palermo plan explain {rule}"}
        yield BLANK_LINE
        go_on = Message(mark("Why a rule asks, with a good and a bad example: {command}"), command)
        yield from paragraph(go_on.say(language), width, style="dim")


def _plan(result: Audited, audit: Audit, sorted_out: Ledger, width: int, language: str) -> Iterator[Line]:
    plan = audit.plan
    yield from paragraph(plan.title, width, style="bold")
    facts = (plan.id, result.place, plan_counts(audit).say(language))
    yield from paragraph(" · ".join(facts), width, style="dim")
    yield BLANK_LINE
    if audit.card.scored:
        yield from _card(audit, width, language)
    else:
        yield from paragraph(unscored(audit.plan).say(language), width, 2, "yellow")
    for verdict in VERDICTS:
        entries = [entry for entry in sorted_out.entries if entry.verdict is verdict]
        if entries:
            yield from _group(entries, verdict, width, language)
    if sorted_out.above:
        yield from _title(Message(mark("The plan, its goals and objectives")), len(sorted_out.above), language)
        yield from _findings(sorted_out.above, 2, width, language, named=True)
    if sorted_out.broken:
        yield from _advice(sorted_out, width, language)
    if audit.not_applicable:
        yield from _title(Message(mark("Not asked yet")), len(audit.not_applicable), language)
        yield from _waiting(audit.not_applicable, width, language)
    if result.reading.findings:
        yield from _title(Message(mark("About the file")), len(result.reading.findings), language)
        yield from finding_lines(result.reading.findings, width, language)


def _card(audit: Audit, width: int, language: str) -> Iterator[Line]:
    labels = {key: label.say(language) for key, label in SHARES.items()}
    verdicts = {verdict: label.say(language) for verdict, label in VERDICTS.items()}
    size = widest((*labels.values(), *verdicts.values()), width // 2)
    for key, label in labels.items():
        words = share_words(getattr(audit.card, key)).say(language)
        yield from row((Column(0), Column(size), Column(width - size - 3 * GAP)), ("", label, words))
    yield BLANK_LINE
    for verdict, label in verdicts.items():
        columns = (Column(0), Column(size, _STYLES[verdict]), Column(6))
        yield from row(columns, ("", label, str(audit.card.verdicts[verdict])))


def _title(title: Message, count: int, language: str, style: str = "bold") -> Iterator[Line]:
    yield BLANK_LINE
    yield ((f"{title.say(language)} ({count})", style),)


def _group(entries: Sequence[Entry], verdict: Verdict, width: int, language: str) -> Iterator[Line]:
    yield from _title(VERDICTS[verdict], len(entries), language, f"bold {_STYLES[verdict]}")
    size = widest((entry.activity.id for entry in entries), _NAME)
    for entry in entries:
        yield BLANK_LINE
        columns = (Column(0), Column(size, "bold"), Column(width - size - 3 * GAP))
        yield from row(columns, ("", entry.activity.id, entry.activity.text.words))
        yield from _findings(entry.findings, size + 2 * GAP, width, language)


def _findings(
    findings: Sequence[Finding], indent: int, width: int, language: str, *, named: bool = False
) -> Iterator[Line]:
    """Rule, outcome, what is found and where, each in its own column. `named`: the findings are about many things."""
    spots = [place(finding, language) for finding in findings]
    spot = widest(spots, _PLACE)
    words = width - indent - _RULE - _OUTCOME - spot - 3 * GAP
    for finding, where in zip(findings, spots, strict=True):
        outcome, style = _OUTCOMES[finding.outcome]
        said = finding.message.say(language) if named else bare_sentence(finding, language)
        columns = (Column(indent - GAP), Column(_RULE), Column(_OUTCOME, style), Column(words), Column(spot, "dim"))
        yield from row(columns, ("", finding.rule, outcome.say(language), said, where))


def _advice(sorted_out: Ledger, width: int, language: str) -> Iterator[Line]:
    """What to do, once a rule; the heaviest rules first."""
    yield from _title(Message(mark("What to do")), len(sorted_out.broken), language)
    columns = (Column(0), Column(_RULE), Column(1, "dim"), Column(5, "dim", right=True))
    rules = sorted(sorted_out.broken, key=lambda rule: (str(RULES[rule].severity), rule))
    for rule in rules:
        words = ("", rule, str(RULES[rule].severity), f"{sorted_out.broken[rule]} ×", RULES[rule].advice.say(language))
        yield from row((*columns, Column(width - _RULE - 1 - 5 - 4 * GAP)), words)


def _waiting(rules: Sequence[NotYet], width: int, language: str) -> Iterator[Line]:
    """Rules whose input does not exist yet, those with one reason together."""
    reasons: dict[str, list[str]] = {}
    for waiting in rules:
        reasons.setdefault(waiting.reason.say(language), []).append(waiting.rule.id)
    for reason, names in reasons.items():
        yield from paragraph(f"{', '.join(names)}: {reason}", width, GAP, "dim")
