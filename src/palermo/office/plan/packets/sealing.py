"""Packets and their answers sealed and opened. What is sealed is bound to the packet, and to which of the two it is."""

from secrets import token_bytes

from palermo.access import Place, Unreadable, seal, unseal
from palermo.core import Finding
from palermo.plan.packets import Packet, PacketAnswer, SealedFile, packet_fault, packet_tree, read_answer
from palermo.trail import canonical

_ASKED, _SAID = "asked", "said"  # the form in the browser has these words too


def sealed_packet(packet: Packet, key: bytes) -> bytes:
    """What the form opens with the key that the code gives."""
    return seal(key, canonical(packet_tree(packet)), Place("packet", packet.id, _ASKED), token_bytes)


def opened_answer(file: SealedFile, key: bytes, reports: list[str]) -> tuple[PacketAnswer | None, tuple[Finding, ...]]:
    """What was written; None with one finding where it cannot be opened, or is not as the form writes it."""
    try:
        content = unseal(key, file.sealed, Place("packet", file.packet, _SAID))
    except Unreadable:
        return None, (packet_fault("O06", packet=file.packet),)
    return read_answer(content, file.packet, reports)
