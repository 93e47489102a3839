"""What the trail may say of packets, in which words and to whom. Each command loads it, and few of them a plan."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed
from palermo.office.access.keyring.checking import SEALINGS, Sealing, sealings_of
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.work.models import Evidence
from palermo.office.trail import ACTS, KINDS, Kind, of_row, told_by
from palermo.office.trail.models import Entry


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["packet"] = keys_told
    SEALINGS["packet-proof"] = proofs_told
    KINDS["packet"] = Kind(_("Offline packet"), of_row(Packet, "body", may=allowed("packet.returned")))
    answers = of_row(PacketAnswer, "packet__body", may=allowed("packet.returned"), of="packet")
    KINDS["packetanswer"] = Kind(_("Answer to an offline packet"), answers)
    ACTS.update(
        {
            "packet.made": _("An offline packet was made"),
            "packet.returned": _("The answer to an offline packet was brought in"),
        }
    )


def keys_told() -> Iterator[Sealing]:
    """What packets tell of the keys that are sealed for them."""
    return sealings_of("packet", "packet.made", Packet.objects.select_related("sealed"))


def proofs_told() -> Iterator[Sealing]:
    """What answers tell of the evidence that came with them."""
    told = Entry.objects.filter(verb="packet.returned", opening__content__isnull=False)
    columns = told.values_list("number", "uid", "place__index", "opening__content")
    entries = {
        piece["offered"]: (number, told_by(place, uid))
        for number, uid, place, content in columns.iterator()
        for piece in json.loads(content or "{}").get("proofs", ())
    }
    for piece in Evidence.objects.filter(uid__in=entries).select_related("sealed"):
        number, entry = entries[piece.uid]
        uid = piece.sealed.uid
        yield Sealing(entry, number, f"evidence:{uid}", uid, piece.sealed_sha256)
