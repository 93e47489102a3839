"""The words by which the trail tells of the acts of this room, and what of it the check of the trail looks at."""

from django.utils.translation import gettext_lazy as _

from palermo.office.access.keyring.checking import SEALINGS, check_sealed, contacts_told
from palermo.office.access.keyring.contact import CONTACT
from palermo.office.trail import ACTS, CHECKS


def register() -> None:
    """Tell the trail of the acts of this room. What entries say of people is shown to nobody: no kinds are named."""
    SEALINGS[CONTACT] = contacts_told
    CHECKS["access"] = check_sealed
    ACTS.update(
        {
            "account.closed": _("An account was closed"),
            "account.reopened": _("An account was opened again"),
            "body.added": _("A body was added"),
            "codes.renewed": _("Recovery codes were made anew"),
            "contact.changed": _("Contact data of a person was changed"),
            "contact.opened": _("Contact data of a person was opened"),
            "factor.added": _("A second factor was set up"),
            "factor.removed": _("A second factor was removed"),
            "glass.agreed": _("A second person agreed to a broken glass"),
            "glass.broken": _("A glass was broken: closed data opened in an emergency"),
            "glass.closed": _("A broken glass was closed"),
            "glass.read": _("A broken glass was read about"),
            "invitation.accepted": _("An invitation was accepted"),
            "invitation.withdrawn": _("An invitation was withdrawn"),
            "key.asked": _("Somebody asked for an act on a key that takes two persons"),
            "key.destroyed": _("The key of a compartment was destroyed"),
            "key.made": _("The key of a compartment was made"),
            "key.recovered": _("A lost key was brought back from its shares"),
            "key.rotated": _("The key of a compartment was changed"),
            "key.shared": _("A key was split among holders"),
            "passphrase.changed": _("A passphrase was changed"),
            "person.invited": _("Somebody was invited"),
            "record.asked": _("Somebody asked for the erasing of a sealed record"),
            "record.erased": _("A sealed record was erased for good"),
            "sessions.ended": _("Sessions were ended"),
            "sign_in.renewed": _("A new passphrase was chosen after a reset"),
            "sign_in.reset": _("The sign-in of an account was reset"),
            "term.ended": _("A term was ended"),
            "term.given": _("A term was given"),
            "term.handed_over": _("A term was handed over"),
        }
    )
