"""What a person is told: what is missing, and whom to ask. Never more than they may know."""

from collections.abc import Sequence

from palermo.access.acts import Act
from palermo.access.hats import Hat
from palermo.access.roles import ROLE_HOLDERS, ROLE_NAMES, Condition, Role, Scope
from palermo.access.states import STATE_NAMES
from palermo.core import Message, mark

_CONDITIONS = {
    Condition.SECOND_FACTOR: mark("Sign in with your second factor: the code from your phone, or your passkey."),
    Condition.FRESH_SIGN_IN: mark("Confirm that it is you: sign in once more, then repeat this within five minutes."),
    Condition.REASON: mark("Write the reason. It is kept in the record."),
    Condition.TWO_PERSONS: mark("This takes two persons. Ask another holder of your role to confirm it within a day."),
}


def no_such_act() -> Message:
    """The act is not in the table."""
    return Message(mark("The office knows no such act, so nobody may do it. Tell the operator."))


def sign_in() -> Message:
    """Nobody is signed in."""
    return Message(mark("Sign in first."))


def account_closed() -> Message:
    """The account is closed."""
    return Message(mark("This account is closed. Ask the secretariat of your body to open it again."))


def open_to_all() -> Message:
    """Anybody may read it."""
    return Message(mark("Open to everybody."))


def allowed(hat: Hat) -> Message:
    """Allowed, and in what hat."""
    if hat.glass:
        return Message(mark("Allowed through broken glass. The custodian sees it."))
    if hat.role is Role.PUBLIC:
        return open_to_all() if hat.scope is Scope.ANY else Message(mark("It is yours."))
    return Message(mark("Allowed as: {role}."), {"role": ROLE_NAMES[hat.role]})


def wrong_role(row: Act) -> Message:
    """No hat of the person allows the act anywhere."""
    return Message(
        mark("Only {roles} may do this. If it is your work, ask the secretariat of your body for a term."),
        {"roles": _holders(row)},
    )


def nothing_here() -> Message:
    """The thing does not exist, or the person may not know that it does."""
    return Message(mark("There is nothing here for you. Check the address, or ask the person who sent you here."))


def other_body(row: Act) -> Message:
    """The person may know of it, and it is another body's."""
    if row.roles.keys() <= {Role.PUBLIC}:
        return Message(mark("This belongs to another person, and nobody else may do this to it."))
    return Message(
        mark("This belongs to another body or person. There, only {roles} may do this."), {"roles": _holders(row)}
    )


def wrong_state(state: str, states: Sequence[str]) -> Message:
    """The thing is not in a state in which this can be done."""
    return Message(
        mark("This cannot be done in the present state: {state}. It can be done when: {states}."),
        {"state": STATE_NAMES[state], "states": _listed([STATE_NAMES[one] for one in states])},
    )


def own_work() -> Message:
    """Nobody signs off what they wrote."""
    return Message(
        mark("You, or the person you stand in for, had a hand in this. Ask somebody who did not to sign it off.")
    )


def own_gain() -> Message:
    """Nobody gives a right to themselves."""
    return Message(mark("Nobody gives a right to themselves. Ask another person who holds your role."))


def enforcement() -> Message:
    """Enforcement never signs off protection."""
    return Message(
        mark("You serve in a body that enforces the law, and protection is signed off by others. Ask another approver.")
    )


def condition(missing: Condition) -> Message:
    """A condition is not met."""
    return Message(_CONDITIONS[missing])


def same_hand() -> Message:
    """Somebody asked for it who may be no second person."""
    return Message(
        mark(
            "This takes two persons. You and whoever asked for it were let in by the same hand, so you count as one. "
            "Ask a holder of your role whom another hand let in: the operator can invite one at the machine."
        )
    )


def _holders(row: Act) -> Message:
    """Those who hold a role that allows the act: the secretariat, approvers and chairs."""
    *most, last = [ROLE_HOLDERS[role] for role in row.roles if role is not Role.PUBLIC]
    return Message(mark("{most} and {last}"), {"most": _listed(most), "last": last}) if most else last


def _listed(names: Sequence[Message]) -> Message:
    """The names with commas between: a Message, so that each is translated when shown."""
    fields = {f"name{number}": name for number, name in enumerate(names)}
    return Message(", ".join(f"{{{field}}}" for field in fields), fields)
