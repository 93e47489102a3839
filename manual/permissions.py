"""`docs/reference/permissions.md`: who may do what, as `decide` says of every act, role, place and state."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from manual.tables import page, table
from palermo.access import (
    ACTS,
    ASK_LASTS,
    FRESH_FOR,
    GLASS_ALONE,
    GLASS_TOGETHER,
    KIND_STATES,
    ROLE_NAMES,
    STATE_NAMES,
    Act,
    Cell,
    Condition,
    Role,
    Separation,
    Where,
    permission_table,
)

INTRO = """\
One function decides: `palermo.access.decide`. This page is what it says when it is asked for every act, role, place
and state, with every condition met. What is not in the table is refused.

How far a role reaches is seen from the body it is held in: **own** is that body's compartment, **below** is that one
and those of the bodies below it, **passed on** is the parts of places that the body has passed on, **any** is
everywhere, **theirs** is what is about the person or was put in by them.

A body above looks into no closed compartment below it: what is sealed there is opened by those inside, or through
broken glass.

A person with two hats is one person: each term that runs counts, also where it is a deputy's. A deputy acts while
their own term and that of the one they stand in for both run, and is kept out of whatever either of them is kept out
of. A closed account can do nothing. To who may not know that a thing exists, the answer is as for a thing that does
not."""

CONDITIONS = {
    Condition.SECOND_FACTOR: "second factor",
    Condition.FRESH_SIGN_IN: f"sign-in of the last {FRESH_FOR // timedelta(minutes=1)} minutes",
    Condition.REASON: "a reason",
    Condition.TWO_PERSONS: f"two persons within {ASK_LASTS // timedelta(hours=1)} hours",
}
KEPT_OUT = {
    Separation.WRITER: "who had a hand in it",
    Separation.RECEIVER: "who would gain a right by it",
    Separation.ENFORCEMENT: "where it concerns protection, who serves in a body that enforces the law",
}
ALONE, TOGETHER = (limit // timedelta(hours=1) for limit in (GLASS_ALONE, GLASS_TOGETHER))
GLASS = f"""\
In an emergency a person may look into one other body's compartment: two persons together, or one with a reason. It
stays open for {ALONE} hour alone, and for {TOGETHER} hours at the most once a second person has agreed: one from inside
the compartment, or the custodian above it. Who serves in a body that enforces the law never looks alone, and never
agrees to opening what another body protects. The custodian sees each broken glass at once."""


def permissions_page() -> str:
    """The page."""
    cells = permission_table()
    return page(
        "Who may do what",
        INTRO,
        "## Roles",
        table(
            ("Act", *(str(ROLE_NAMES[role]) for role in Role)), (tuple(_reaches(act, cells)) for act in ACTS.values())
        ),
        "## States, conditions, separations",
        table(
            ("Act", "Done to", "State", "Asks for", "Kept out"), (tuple(_rules(act, cells)) for act in ACTS.values())
        ),
        "## Broken glass",
        GLASS,
    )


def _reaches(act: Act, cells: Sequence[Cell]) -> Iterator[str]:
    yield f"`{act.verb}`"
    everybody = _allowed(act, Role.PUBLIC, cells)
    for role in Role:
        allowed = _allowed(act, role, cells)
        yield _word(act, allowed if role is Role.PUBLIC else allowed - everybody)


def _allowed(act: Act, role: Role, cells: Sequence[Cell]) -> frozenset[tuple[Where, bool]]:
    return frozenset(
        (cell.where, cell.mine) for cell in cells if cell.act is act and cell.role is role and cell.decision
    )


def _word(act: Act, allowed: frozenset[tuple[Where, bool]]) -> str:
    if not allowed:
        return ""
    if not act.kind:
        return "yes"
    if not any(not mine for _, mine in allowed):
        return "theirs"
    reached = {where for where, mine in allowed if not mine}
    if Where.ELSEWHERE in reached:
        return "any"
    furthest = next((str(where) for where in (Where.BELOW, Where.OWN) if where in reached), "")
    return ", ".join(filter(None, (furthest, "passed on" if Where.PASSED_ON in reached else "")))


def _rules(act: Act, cells: Sequence[Cell]) -> Iterator[str]:
    states = {cell.state for cell in cells if cell.act is act and cell.decision}
    known = KIND_STATES.get(act.kind, ())
    yield f"`{act.verb}`"
    yield act.kind or "the office"
    yield "; or ".join(str(STATE_NAMES[state]) for state in known if state in states) if set(known) - states else ""
    yield ", ".join(CONDITIONS[condition] for condition in act.conditions)
    yield "; ".join(KEPT_OUT[separation] for separation in act.apart)
