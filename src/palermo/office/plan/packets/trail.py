"""What the trail may say of packets, in which words and to whom. Each command loads it, and few of them a plan."""

import json
from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.access.keyring.checking import SEALINGS, Sealing
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.work.models import Evidence
from palermo.office.trail import ACTS, KINDS, Kind, named, told_by
from palermo.office.trail.models import Entry


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["packet"] = keys_told
    SEALINGS["packet-proof"] = proofs_told
    KINDS["packet"] = Kind(_("Offline packet"), _reads_packet)
    KINDS["packetanswer"] = Kind(_("Answer to an offline packet"), _reads_answer)
    ACTS.update(
        {
            "packet.made": _("An offline packet was made"),
            "packet.returned": _("The answer to an offline packet was brought in"),
        }
    )


def keys_told() -> Iterator[Sealing]:
    """What packets tell of the keys that are sealed for them."""
    told = Entry.objects.filter(verb="packet.made").values_list("object", "number", "uid", "place__index")
    entries = {name: (number, told_by(place, uid)) for name, number, uid, place in told.iterator()}
    for packet in Packet.objects.select_related("sealed"):
        if (found := entries.get(named(packet))) is not None:
            uid = packet.sealed.uid
            yield Sealing(found[1], found[0], f"packet:{uid}", uid, packet.sealed_sha256)


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


def _reads_packet(request: HttpRequest, number: str) -> bool:
    packet = Packet.objects.select_related("body").filter(pk=number).first()
    return packet is not None and bool(decide(request.user, "packet.returned", packet))


def _reads_answer(request: HttpRequest, number: str) -> bool:
    answer = PacketAnswer.objects.filter(pk=number).first()
    return answer is not None and _reads_packet(request, str(answer.packet_id))
