"""`docs/reference/rules.md`: every rule of the audit, as the code holds it."""

from collections.abc import Iterator

from manual.tables import page, table
from palermo.plan import RULES, Rule

INTRO = """\
A rule looks at cells of one item and says pass, fail or unknown: unknown where nobody could read the cell. A rule whose
input does not exist yet waits; it is listed as not applicable, never as passed.

Severity: **A** makes the item unverifiable, **B** weakens it, **C** is advice.

An activity is **verifiable** when A01, A02, A04 (for ongoing work A06) and A12 pass, **partly verifiable** when two
or three of the four do, **promise only** when none or one does, and **cannot say** when an answer is unknown and the
others do not decide already.

`palermo plan explain A04` prints one rule in the terminal."""


def rules_page() -> str:
    """The page."""
    rows = ((f"[{rule.id}](#{rule.id.lower()})", rule.level, rule.severity, str(rule.title)) for rule in RULES.values())
    overview = table(("Rule", "Level", "Severity", "What it asks"), rows)
    return page("The rules of the audit", INTRO, overview, *(part for rule in RULES.values() for part in _rule(rule)))


def _rule(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}"
    yield f"**{rule.title}**"
    yield table(("", ""), _told(rule))


def _told(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Level, severity", f"{rule.level}, {rule.severity}"
    yield "Why", str(rule.why)
    yield "Good", str(rule.good)
    yield "Bad", str(rule.bad)
    yield "What to do", str(rule.advice)
    yield "Looks at", ", ".join(map(str, rule.looked_at)) or "nothing in the plan"
    yield "Source", rule.source
    yield "Applies", _when(rule)


def _when(rule: Rule) -> str:
    if rule.wait is None:
        return "now"
    return f"where it can be asked; else it waits: {rule.wait.reason}"
