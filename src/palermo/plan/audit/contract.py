"""An audit as plain values, for other programs. What stands here is a promise to them: see `contract_schema`."""

from collections.abc import Iterable, Iterator

from palermo.core import Finding
from palermo.core.collecting import collected_rarely
from palermo.plan.audit.card import SHARES
from palermo.plan.audit.engine import Audit
from palermo.plan.audit.rule import Level
from palermo.plan.audit.verdict import Verdict
from palermo.plan.json_schema import COUNT, DIALECT, TEXT, Tree, exactly, finding_schema, finding_tree, listed
from palermo.plan.model import Activity


@collected_rarely
def audit_to_tree(audit: Audit, language: str = "en") -> Tree:
    """The audit of one plan; the file that programs read is a list of these. Sentences are in `language`."""
    plan = audit.plan
    told = _told(audit.findings, language)
    return {
        "plan": {"id": plan.id, "title": plan.title},
        "counts": plan.counts()._asdict(),
        "scored": audit.card.scored,
        "verdict": audit.verdict and str(audit.verdict),
        "shares": {name: [getattr(audit.card, name).n, getattr(audit.card, name).of] for name in SHARES},
        "unread": {name: getattr(audit.card, name).unread for name in SHARES},
        "verdicts": {str(verdict): n for verdict, n in audit.card.verdicts.items()},
        "activities": [
            {
                "id": activity.id,
                "verdict": str(audit.verdicts[activity.id]),
                "findings": [tree for node in _parts(activity) for tree in told.get(node, ())],
            }
            for _, _, activity in plan.each_activity()
        ],
        "findings": [tree for trees in told.values() for tree in trees],
        "not_applicable": [
            {"rule": waiting.rule.id, "reason": waiting.reason.say(language)} for waiting in audit.not_applicable
        ],
    }


Node = tuple[str, str]  # level and id


def _told(findings: Iterable[Finding], language: str) -> dict[Node, list[Tree]]:
    """The findings on each object. An activity's stand in two places, and are made once."""
    told: dict[Node, list[Tree]] = {}
    for finding in findings:
        told.setdefault((finding.level, finding.object), []).append(finding_tree(finding, language))
    return told


def _parts(activity: Activity) -> Iterator[Node]:
    yield Level.ACTIVITY, activity.id
    for indicator in activity.indicators.value or ():
        yield Level.INDICATOR, indicator.id


def contract_schema() -> Tree:
    """JSON Schema (2020-12) of the list of audits that programs read."""
    return {
        "$schema": DIALECT,
        "title": "palermo: the audit of plans",
        **listed({"$ref": "#/$defs/audit"}),
        "$defs": {"audit": _audit(), "activity": _activity(), "finding": _finding()},
    }


def _audit() -> Tree:
    return exactly(
        plan=exactly(id=TEXT, title=TEXT),
        counts=exactly(goals=COUNT, objectives=COUNT, activities=COUNT)
        | {"description": "A level that the plan does not have counts 0."},
        scored={"type": "boolean", "description": "False for press reports and for a plan without activities."},
        verdict={"enum": [str(Verdict.CANNOT_SAY), None], "description": "cannot_say where the plan is not scored."},
        shares=exactly(**dict.fromkeys(SHARES, _SHARE)),
        unread=exactly(**dict.fromkeys(SHARES, COUNT)),
        verdicts=exactly(**{str(verdict): COUNT for verdict in Verdict}),
        activities=listed({"$ref": "#/$defs/activity"}),
        findings=listed({"$ref": "#/$defs/finding"}),
        not_applicable=listed(exactly(rule=_RULE, reason=TEXT)),
    )


def _activity() -> Tree:
    return exactly(
        id=TEXT,
        verdict={"enum": [str(verdict) for verdict in Verdict]},
        findings=listed({"$ref": "#/$defs/finding"}),
    )


def _finding() -> Tree:
    return finding_schema(_RULE, [str(level) for level in Level if level is not Level.PROGRESS])


_RULE = {"type": "string", "pattern": "^[AOIPT][0-9]{2}$"}
_SHARE = {
    "type": "array",
    "prefixItems": [COUNT, COUNT],
    "items": False,
    "minItems": 2,
    "description": "How many, of how many whose answer is known.",
}
