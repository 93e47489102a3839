"""The rules of the audit, for people."""

from collections.abc import Iterator
from difflib import get_close_matches

from palermo.cli.show.lines import BLANK_LINE, GAP, Column, Line, paragraph, row, widest
from palermo.cli.show.words import LEVELS, SEVERITIES
from palermo.core import Message, UserError, mark
from palermo.plan import RULES, Rule

_LABEL = 12
_ID, _LEVEL, _SEVERITY = 3, 20, 1
_GO_ON = Message(mark("{command} tells all about a rule."), {"command": "palermo plan explain A04"})


def rule_lines(wanted: str, width: int, language: str) -> Iterator[Line]:
    """Everything about one rule. Raises UserError where there is no such rule."""
    rule = RULES.get(wanted.upper())
    if rule is None:
        raise UserError(_no_rule(wanted, _near(wanted.upper())))
    yield from row((Column(_ID, "bold"), Column(width - _ID - GAP, "bold")), (rule.id, rule.title.say(language)))
    weight = Message(
        mark("{level}, severity {severity}: {weight}"),
        {"level": LEVELS[rule.level], "severity": str(rule.severity), "weight": SEVERITIES[rule.severity]},
    )
    yield from row((Column(_ID), Column(width - _ID - GAP, "dim")), ("", weight.say(language)))
    columns = (Column(_LABEL, "dim"), Column(width - _LABEL - GAP))
    for label, words in _told(rule, language):
        yield BLANK_LINE
        yield from row(columns, (label.say(language), words))


def _no_rule(wanted: str, near: str) -> Message:
    params = {"rule": wanted, "near": near, "command": "palermo plan explain"}
    if near:
        return Message(mark("There is no rule {rule}. Did you mean {near}? '{command}' lists them all."), params)
    return Message(mark("There is no rule {rule}. '{command}' lists them all."), params)


def _near(wanted: str) -> str:
    """The rule that was probably meant: A4 is A04, else the likest id."""
    padded = f"{wanted[:1]}{wanted[1:].zfill(2)}"
    return padded if padded in RULES else next(iter(get_close_matches(wanted, RULES, n=1, cutoff=0.5)), "")


def _told(rule: Rule, language: str) -> Iterator[tuple[Message, str]]:
    yield Message(mark("Why")), rule.why.say(language)
    yield Message(mark("Good")), rule.good.say(language)
    yield Message(mark("Bad")), rule.bad.say(language)
    yield Message(mark("What to do")), rule.advice.say(language)
    yield Message(mark("Looks at")), ", ".join(field.say(language) for field in rule.looked_at)
    yield Message(mark("Source")), rule.source
    if rule.wait:
        yield Message(mark("Waits")), rule.wait.reason.say(language)


def rule_list(width: int, language: str) -> Iterator[Line]:
    """One line a rule."""
    level = widest((words.say(language) for words in LEVELS.values()), _LEVEL)
    columns = (
        Column(_ID, "bold"),
        Column(level, "dim"),
        Column(_SEVERITY, "dim"),
        Column(width - _ID - level - _SEVERITY - 3 * GAP),
    )
    for rule in RULES.values():
        words = (rule.id, LEVELS[rule.level].say(language), str(rule.severity), rule.title.say(language))
        yield from row(columns, words)
    yield BLANK_LINE
    yield from paragraph(_GO_ON.say(language), width)
