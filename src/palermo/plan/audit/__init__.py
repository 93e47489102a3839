"""The specificity audit: for every promise of a plan, whether anybody could ever check it."""

from palermo.plan.audit.card import SHARES, Card, Share
from palermo.plan.audit.context import Asks
from palermo.plan.audit.contract import audit_to_tree, contract_schema
from palermo.plan.audit.engine import RULES, Audit, NotYet, audit
from palermo.plan.audit.rule import Level, Rule
from palermo.plan.audit.table import audit_rows, finding_row, findings_csv
from palermo.plan.audit.verdict import Verdict

__all__ = [
    "RULES",
    "SHARES",
    "Asks",
    "Audit",
    "Card",
    "Level",
    "NotYet",
    "Rule",
    "Share",
    "Verdict",
    "audit",
    "audit_rows",
    "audit_to_tree",
    "contract_schema",
    "finding_row",
    "findings_csv",
]
