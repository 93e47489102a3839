"""Everything that changes what the office keeps of the work on a plan."""

from palermo.office.plan.work.actions.cycles import set_cycle
from palermo.office.plan.work.actions.evidence import (
    OfferedFile,
    Opened,
    WebPage,
    accept_evidence,
    offer_evidence,
    open_evidence,
    refuse_evidence,
    undo_evidence,
)
from palermo.office.plan.work.actions.leads import accept_lead, put_to_lead, refuse_lead, undo_lead
from palermo.office.plan.work.actions.parts import amend_part, drop_part, pass_on
from palermo.office.plan.work.actions.promises import amend_promise, drop_activity
from palermo.office.plan.work.actions.reports import (
    Overtaken,
    accept_report,
    publish_report,
    return_report,
    save_draft,
    send_report,
    undo_report,
)

__all__ = [
    "OfferedFile",
    "Opened",
    "Overtaken",
    "WebPage",
    "accept_evidence",
    "accept_lead",
    "accept_report",
    "amend_part",
    "amend_promise",
    "drop_activity",
    "drop_part",
    "offer_evidence",
    "open_evidence",
    "pass_on",
    "publish_report",
    "put_to_lead",
    "refuse_evidence",
    "refuse_lead",
    "return_report",
    "save_draft",
    "send_report",
    "set_cycle",
    "undo_evidence",
    "undo_lead",
    "undo_report",
]
