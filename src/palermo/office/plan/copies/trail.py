"""What the trail may say of public copies, in which words and to whom."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.access.keyring.checking import SEALINGS, Sealing, sealings_of
from palermo.office.plan.copies.models import Copy, CopyMove
from palermo.office.trail import ACTS, KINDS, Kind, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["copy"] = copies_told
    KINDS["copy"] = Kind(_("Public copy of evidence"), of_row(Copy, "evidence__lead__body", may=_reads))
    moves = of_row(CopyMove, "copy__evidence__lead__body", may=_reads, of="copy")
    KINDS["copymove"] = Kind(_("Move at a public copy"), moves)
    ACTS.update(
        {
            "copy.asked": _("A public copy of evidence was asked for"),
            "copy.opened": _("A copy of evidence was looked at before it was public"),
            "copy.published": _("A copy of evidence was published"),
            "copy.refused": _("A copy of evidence was refused to the public"),
            "copy.withdrawn": _("A public copy of evidence was withdrawn"),
        }
    )


def copies_told() -> Iterator[Sealing]:
    """What copies tell of what is sealed for them."""
    return sealings_of("copy", "copy.asked", Copy.objects.select_related("sealed"))


def _reads(request: HttpRequest, copy: Copy) -> bool:
    from palermo.office.plan.copies.held import led_to, was_public  # each command loads this module, and few a plan

    return was_public(led_to(copy.moves.all())) or bool(decide(request.user, "copy.opened", copy))
