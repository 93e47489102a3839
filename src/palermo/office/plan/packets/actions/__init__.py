"""Everything that changes what the office keeps of offline packets."""

from palermo.office.plan.packets.actions.bringing import bring_in
from palermo.office.plan.packets.actions.making import make_packet

__all__ = ["bring_in", "make_packet"]
