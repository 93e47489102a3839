"""What is said beside the record, held against it: another body's view of an activity, and public statements.

Nothing is overruled. `gap` says how far a body's view lies from what is claimed; `held_against` what the record says to
what somebody claimed in public.
"""

from palermo.plan.beside.statements import About, Agreement, Contrast, Said, held_against
from palermo.plan.beside.views import GAP_WORDS, Gap, Seen, gap

__all__ = ["GAP_WORDS", "About", "Agreement", "Contrast", "Gap", "Said", "Seen", "gap", "held_against"]
