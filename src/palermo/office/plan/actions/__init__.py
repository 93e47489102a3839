"""Everything that changes what the office keeps of plans."""

from palermo.office.plan.actions.document import open_document
from palermo.office.plan.actions.state import Document, Proof, claim_state
from palermo.office.plan.actions.upload import correct_mapping, discard_upload, upload_plan
from palermo.office.plan.actions.version import add_version, needs_title, restore_version, revise_plan

__all__ = [
    "Document",
    "Proof",
    "add_version",
    "claim_state",
    "correct_mapping",
    "discard_upload",
    "needs_title",
    "open_document",
    "restore_version",
    "revise_plan",
    "upload_plan",
]
