"""Which body of the office a plan means by its words for a lead."""

from collections.abc import Iterable

from palermo.core.languages import fold
from palermo.office.access.models import Body
from palermo.plan import Plan

_ARTICLE = "the "


def named_body(plan: Plan, lead: str, bodies: Iterable[Body]) -> Body | None:
    """The body that has the plan's words for its name or key; None where no single one has: nothing is guessed."""
    meant = {_bare(lead), _bare(plan.register.get(lead, lead))} - {""}
    found = [body for body in bodies if meant & {_bare(name) for name in (body.key, *body.names.values())}]
    return found[0] if len(found) == 1 else None


def _bare(name: str) -> str:
    return fold(name).removeprefix(_ARTICLE)
