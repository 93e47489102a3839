"""A packet is made: sealed with a code that is not kept."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_bytes, token_hex

from django.conf import settings
from django.utils import timezone

from palermo.access import SALT_BYTES, code_key
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.actions import key_for
from palermo.office.access.decision import By, actor
from palermo.office.access.keyring.sealing import digest_over, digests_of, seal_record
from palermo.office.access.models import Body
from palermo.office.plan.packets.models import Packet
from palermo.office.plan.packets.sealing import sealed_packet
from palermo.plan import PROOF_KINDS
from palermo.plan.packets import DueReport
from palermo.plan.packets import Packet as Travelling

LASTS = timedelta(days=60)
_KEPT = ("id", "lead", "period", "edition", "asks")  # of each report, for when an answer comes


@action("packet.made", thing="body")
def make_packet(*, by: By, body: Body, reports: Sequence[DueReport], language: str, code: str, now: datetime) -> Packet:
    """Seal the due reports of a body with the key that the code gives. `language`: of the form when it is opened."""
    if not reports:
        raise UserError(Message("Choose at least one report."))
    uid, salt, today = token_hex(16), token_bytes(SALT_BYTES), timezone.localdate(now)
    key, codes = code_key(code, salt), [code for code, _name in settings.LANGUAGES]
    proofs = tuple((kind, {code: words.say(code) for code in codes}) for kind, words in PROOF_KINDS.items())
    names = {code: body.names.get(code) or body.names.get("en") or body.key for code in codes}
    packet = Travelling(uid, names, language, today, today + LASTS, tuple(reports), proofs)
    record = seal_record(key=key_for(body, now), kind="packet", fields={"key": key}, now=now)
    return Packet.objects.create(
        uid=uid,
        body=body,
        language=language,
        reports=[{name: getattr(each, name) for name in _KEPT} for each in reports],
        until=packet.until,
        salt=salt.hex(),
        file=b64encode(sealed_packet(packet, key)).decode(),
        sealed=record,
        sealed_sha256=digest_over(digests_of(record)),
        made_by=actor(by, now).id,
        made_at=now,
    )
