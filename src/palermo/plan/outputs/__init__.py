"""Outputs: what is told of a plan at work to the committee, a body, and the public; one source for every form.

An `Output` is made of a scorecard and holds every figure and word once, with its type. `output_docx` and `output_xlsx`
write it down, as the pages of the office do; none of them works anything out.
"""

from palermo.paper import CellValue, Chapter, Entry, Own, said
from palermo.plan.outputs.became import what_became
from palermo.plan.outputs.model import Output
from palermo.plan.outputs.pack import Owed, committee_pack
from palermo.plan.outputs.reading import Bodies, Seen, accepted_by_kind, by_body, seen, seen_at
from palermo.plan.outputs.sheet import body_sheet
from palermo.plan.outputs.waiver import Grounds, self_assessment, waiver_file
from palermo.plan.outputs.words import STATUS_WORDS
from palermo.plan.outputs.write import output_docx, output_xlsx
from palermo.plan.outputs.year import yearly_report, years

__all__ = [
    "STATUS_WORDS",
    "Bodies",
    "CellValue",
    "Chapter",
    "Entry",
    "Grounds",
    "Output",
    "Owed",
    "Own",
    "Seen",
    "accepted_by_kind",
    "body_sheet",
    "by_body",
    "committee_pack",
    "output_docx",
    "output_xlsx",
    "said",
    "seen",
    "seen_at",
    "self_assessment",
    "waiver_file",
    "what_became",
    "yearly_report",
    "years",
]
