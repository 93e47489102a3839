"""Who may do what. One function decides; pages, actions and menus all ask it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User

from palermo.core import Message

SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and why. True in a condition when it is."""

    allowed: bool
    reason: Message

    def __bool__(self) -> bool:
        return self.allowed


def decide(actor: User | AnonymousUser, act: str, thing: object | None = None) -> Decision:
    """Whether `actor` may do `act` (a verb such as `plan.uploaded`) to `thing`.

    Everything public is read without asking. Every act is a write of the secretariat's.
    """
    if not actor.is_authenticated:
        return Decision(False, Message("Sign in first."))
    if not actor.is_active:
        return Decision(False, Message("This account is closed."))
    if not _in_secretariat(actor):
        return Decision(False, Message("Only the secretariat may do this."))
    return Decision(True, Message("Member of the secretariat."))


def _in_secretariat(actor: User) -> bool:
    # asked several times on one page: the answer is remembered on the person, who lives as long as the request
    remembered = vars(actor)
    if "_in_secretariat" not in remembered:
        remembered["_in_secretariat"] = actor.is_staff and actor.groups.filter(name=SECRETARIAT).exists()
    return bool(remembered["_in_secretariat"])
