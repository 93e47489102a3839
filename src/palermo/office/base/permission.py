"""Who may do what. One function decides; pages, actions and menus all ask it."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.translation import gettext as _

SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and why. True in a condition when it is."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def decide(actor: AbstractBaseUser | AnonymousUser, act: str, thing: object | None = None) -> Decision:
    """Whether `actor` may do `act` (a verb such as `plan.uploaded`) to `thing`.

    Everything public is read without asking. Every act is a write of the secretariat's.
    """
    if not actor.is_authenticated:
        return Decision(False, _("Sign in first."))
    if not actor.is_active:
        return Decision(False, _("This account is closed."))
    if not _in_secretariat(actor):
        return Decision(False, _("Only the secretariat may do this."))
    return Decision(True, _("Member of the secretariat."))


def _in_secretariat(actor: AbstractBaseUser | AnonymousUser) -> bool:
    # asked several times on one page: remember the answer on the person, who lives as long as the request
    known: bool | None = getattr(actor, "_in_secretariat", None)
    if known is None:
        known = bool(
            getattr(actor, "is_staff", False) and actor.groups.filter(name=SECRETARIAT).exists()
        )
        actor._in_secretariat = known
    return known
