"""A file of corrections is laid over what is shipped, or withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from palermo.core import DataError, Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.standing.models import Correction, CorrectionEnd, of_committee
from palermo.office.standing.readers import here
from palermo.standing import corrected

MOST = 1024 * 1024  # bytes; all placements together are a third of it


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """A file as it was uploaded."""

    name: str
    content: bytes


@action("correction.uploaded", thing=of_committee("correction"))
def upload_correction(*, by: By, file: CorrectionFile, reason: str, now: datetime) -> Correction:
    """Lay a file over the placements. Raises DataError with what was found where no row of it can be used.

    Rows that cannot be used stay in the file, and are told with it.
    """
    if len(file.content) > MOST:
        raise UserError(Message("The file is larger than {most} bytes. Send the rows that differ.", {"most": MOST}))
    told = here()
    if any(each.row.file_name == file.name for each in told.laid):
        text = mark("A file named {file} is laid over already. Withdraw that one, or give yours another name.")
        raise UserError(Message(text, {"file": file.name}))
    record, findings = corrected(told.record, file.content, file.name)
    if record is told.record:
        raise DataError(findings)
    return Correction.objects.create(
        uid=token_hex(16),
        file_name=file.name,
        content=file.content.decode("utf-8-sig"),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


@action("correction.withdrawn", thing="correction")
def withdraw_correction(*, by: By, correction: Correction, reason: str, now: datetime) -> CorrectionEnd:
    """It is no longer laid over anything. The file and why it is gone stay on record."""
    if CorrectionEnd.objects.filter(correction=correction).exists():
        raise UserError(Message("This file was withdrawn already."))
    return CorrectionEnd.objects.create(
        correction=correction, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )
