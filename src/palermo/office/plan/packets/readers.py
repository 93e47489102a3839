"""What pages read of packets: few queries, whatever their number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from palermo.office.access.decision import By, decide, reach
from palermo.office.access.models import Body
from palermo.office.plan.packets.models import Packet, PacketAnswer, packet_thing
from palermo.office.plan.work.levels import holds
from palermo.office.plan.work.models import Lead
from palermo.plan.packets import Arrived, WhyNot

MOST = 50  # packets in a list, the newest


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one report of an answer. `number`: its place in the answer; `lines`: what was written for it."""

    number: int
    lead: Lead
    period: str
    how: Arrived
    why: WhyNot | None
    lines: Mapping[str, str]


def bodies_of(by: By, at: datetime) -> list[Body]:
    """The bodies for which somebody may make packets."""
    return [body for body in Body.objects.all() if decide(by, "packet.made", body, at=at).possible]


def packets_of(by: By, at: datetime) -> list[Packet]:
    """The newest packets that somebody may bring answers in for, each with its answers. Three queries."""
    reached = reach(by, "packet.returned", at)
    bodies = [body for body in Body.objects.all() if reached.covers(packet_thing(body))]
    found = Packet.objects.filter(body__in=bodies).select_related("body").defer("file").prefetch_related("answers")
    return list(found.order_by("-pk")[:MOST])


def became_of(answer: PacketAnswer) -> Iterator[Became]:
    """What became of each report. One query."""
    ids = [each["id"].partition("/") for each in answer.became]
    leads = Lead.objects.select_related("plan", "body", "place").in_bulk([lead for lead, _, _ in ids], field_name="uid")
    for n, (row, said, (lead, _slash, period)) in enumerate(zip(answer.became, answer.said, ids, strict=True), 1):
        why = WhyNot(row["why"]) if row["why"] else None
        yield Became(n, leads[lead], period, Arrived(row["arrived"]), why, said["lines"])


def reads_words(by: By, packet: Packet, at: datetime) -> bool:
    """Whether somebody may read what was written and not sent: it is the body's alone."""
    return holds(by, "lead", packet.thing(at), at)
