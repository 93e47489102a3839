"""Offline packets: the due reports of a body, filled in without a network, and what comes back of them."""

from palermo.plan.packets.arriving import Arrived, Here, WhyNot, arrived
from palermo.plan.packets.faults import fault as packet_fault
from palermo.plan.packets.model import (
    DueReport,
    FieldGroup,
    FieldKind,
    Packet,
    PacketAnswer,
    PacketField,
    SaidProof,
    SaidReport,
)
from palermo.plan.packets.sealed_file import SealedFile, read_sealed, write_sealed
from palermo.plan.packets.tree import packet_tree, read_answer

__all__ = [
    "Arrived",
    "DueReport",
    "FieldGroup",
    "FieldKind",
    "Here",
    "Packet",
    "PacketAnswer",
    "PacketField",
    "SaidProof",
    "SaidReport",
    "SealedFile",
    "WhyNot",
    "arrived",
    "packet_fault",
    "packet_tree",
    "read_answer",
    "read_sealed",
    "write_sealed",
]
