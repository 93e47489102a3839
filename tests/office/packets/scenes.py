"""The scenes of offline packets, and what a form writes: made here by the plain functions that the browser's script has
its own of.
"""

import json
from base64 import b64decode, b64encode
from functools import cache
from secrets import token_bytes
from typing import Any

from palermo.access import Place, Role, code_key, seal, unseal
from palermo.office.access.decision import By
from palermo.office.access.models import Body
from palermo.office.plan.packets.actions import make_packet
from palermo.office.plan.packets.asked import as_packed, due_of
from palermo.office.plan.packets.models import Packet
from palermo.office.plan.work.models import Lead
from palermo.plan.packets import SealedFile, write_sealed
from tests.office.cast import NOW
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

CODE = "ABCD-EFGH-JKMN-PQRS"
NARRATIVE = "Twelve officers were trained in two villages."
_key = cache(code_key)


def made(lead: Lead | None = None, by: By | None = None) -> Packet:
    """A packet of everything that the body of this lead owes."""
    body = (lead or work.accepted()).body
    by = by or work.somebody(Role.FOCAL_POINT, body)
    reports = [as_packed(each) for each in due_of(by, body, NOW)]
    return make_packet(by=by, body=body, reports=reports, language="km", code=CODE, now=NOW)


def opened(packet: Packet, code: str = CODE) -> dict[str, Any]:
    """What the form shows."""
    key = _key(code, bytes.fromhex(packet.salt))
    asked: dict[str, Any] = json.loads(unseal(key, b64decode(packet.file), Place("packet", packet.uid, "asked")))
    return asked


def said(packet: Packet, *, send: bool = True, at: int = 0, **lines: str) -> dict[str, Any]:
    """What somebody writes for one report of a packet."""
    asked = opened(packet)["reports"][at]
    return {
        "id": asked["id"],
        "lines": {**asked["lines"], "claim": "running", "narrative": NARRATIVE, **lines},
        "send": send,
    }


def proof(packet: Packet, **told: Any) -> dict[str, Any]:
    """A file that was put with it."""
    usual = {"name": "course.pdf", "title": "The course", "kind": "CA-E", "proves": [1]}
    content = b64encode(work.PDF.content).decode()
    return {"id": packet.reports[0]["id"], **usual, "content": content, **told}


def written(packet: Packet, *said: dict[str, Any], proofs: tuple[dict[str, Any], ...] = (), **top: Any) -> SealedFile:
    """The answer that the form seals."""
    told = {"packet": packet.uid, "palermo": "said", "version": 1, "said": list(said), "proofs": list(proofs), **top}
    key = _key(CODE, bytes.fromhex(packet.salt))
    sealed = seal(key, json.dumps(told).encode(), Place("packet", packet.uid, "said"), token_bytes)
    return SealedFile(packet.uid, bytes.fromhex(packet.salt), sealed)


def as_file(answer: SealedFile) -> bytes:
    """The same as it travels."""
    return write_sealed(answer).encode()


def province() -> Body:
    """One that inherited a part of an activity, and took it on."""
    return work.inherited().body


@scene("packet.made")
def _packet_made() -> Scene:
    lead = work.accepted()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    work.offered(lead)  # so that the body has its key, which would be made by an act of its own
    reports = [as_packed(each) for each in due_of(by, lead.body, NOW)]
    return by, {"body": lead.body, "reports": reports, "language": "en", "code": CODE}


@scene("packet.returned")
def _packet_returned() -> Scene:
    packet = made()
    answer = written(packet, said(packet), proofs=(proof(packet),))
    return work.secretary(), {"packet": packet, "file": answer}
