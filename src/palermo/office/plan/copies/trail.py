"""What the trail may say of public copies, in which words and to whom."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.access.keyring.checking import SEALINGS, Sealing
from palermo.office.plan.copies.models import Copy, CopyMove
from palermo.office.trail import ACTS, KINDS, Kind, named, told_by
from palermo.office.trail.models import Entry


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["copy"] = copies_told
    KINDS["copy"] = Kind(_("Public copy of evidence"), _reads_copy)
    KINDS["copymove"] = Kind(_("Move at a public copy"), _reads_move)
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
    told = Entry.objects.filter(verb="copy.asked").values_list("object", "number", "uid", "place__index")
    entries = {name: (number, told_by(place, uid)) for name, number, uid, place in told.iterator()}
    for copy in Copy.objects.select_related("sealed"):
        if (found := entries.get(named(copy))) is not None:
            uid = copy.sealed.uid
            yield Sealing(found[1], found[0], f"copy:{uid}", uid, copy.sealed_sha256)


def _reads_copy(request: HttpRequest, number: str) -> bool:
    from palermo.office.plan.copies.held import led_to, was_public  # each command loads this module, and few a plan

    copy = Copy.objects.select_related("evidence__lead__body").filter(pk=number).first()
    return copy is not None and (
        was_public(led_to(copy.moves.all())) or bool(decide(request.user, "copy.opened", copy))
    )


def _reads_move(request: HttpRequest, number: str) -> bool:
    move = CopyMove.objects.filter(pk=number).first()
    return move is not None and _reads_copy(request, str(move.copy_id))
