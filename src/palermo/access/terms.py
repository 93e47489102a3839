"""Terms: a role held by a person in a body, from one instant to another."""

from dataclasses import dataclass, replace
from datetime import datetime

from palermo.access.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A role held from `since` up to, not including, `until`; both are aware instants.

    `enforces`: whether the body enforces the law (`Bodies.enforces`). `deputy_for` is the term of the person whose
    place is taken: the role and the body are the same, and it has to run as well. ValueError on anything else.
    """

    id: str
    person: str
    role: Role
    body: str
    since: datetime
    until: datetime
    enforces: bool
    deputy_for: "Term | None" = None

    def __post_init__(self) -> None:
        if not self.person or self.role is Role.PUBLIC:
            raise ValueError("a term is a person's, and everybody's role needs none")
        if self.since.tzinfo is None or self.until.tzinfo is None or not self.since < self.until:
            raise ValueError(f"term {self.id} does not run from one instant to a later one, both with a time zone")
        if (principal := self.deputy_for) is None:
            return
        if principal.deputy_for is not None or principal.person == self.person:
            raise ValueError(f"term {self.id}: a deputy has no deputy, and nobody is their own")
        if (principal.role, principal.body, principal.enforces) != (self.role, self.body, self.enforces):
            raise ValueError(f"term {self.id}: a deputy holds the role and the body of the one they stand for")

    def runs(self, at: datetime) -> bool:
        """Whether the term holds at the instant; a deputy's only while the principal's does."""
        return self.state(at) == "running" and (self.deputy_for is None or self.deputy_for.runs(at))

    def state(self, at: datetime) -> str:
        """`coming`, `running` or `ended`, by its own two ends."""
        if at < self.since:
            return "coming"
        return "running" if at < self.until else "ended"

    def overlaps(self, other: "Term") -> bool:
        """Whether the same hand would hold the same role in the same body twice at one time."""
        same = (self.person, self.role, self.body) == (other.person, other.role, other.body)
        return same and self.since < other.until and other.since < self.until


def hand_over(term: Term, *, to: str, id: str, at: datetime) -> tuple[Term, Term]:
    """The term as it ends at `at`, and the one of `to` that runs from then to the day the first would have ended.

    ValueError when the term does not run at `at`, or has only just begun, or `to` holds it already.
    """
    if not term.runs(at) or at == term.since or to == term.person:
        raise ValueError(f"term {term.id} cannot be handed over to {to} at {at.isoformat()}")
    return replace(term, until=at), replace(term, id=id, person=to, since=at)
