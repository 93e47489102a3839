"""A file on its way to becoming a version."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from palermo.access import Thing
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.models import ROOT
from palermo.office.base import store
from palermo.office.plan.bytes_kept import release
from palermo.office.plan.files import PlanFile
from palermo.office.plan.models import Plan, Upload
from palermo.office.plan.stored import findings_to_json, mapping_to_json

KEPT_FOR = timedelta(days=14)


def _plan(*, plan: Plan | None = None, **_rest: Any) -> Plan | Thing:
    return plan or Thing(kind="plan", id="", path=(ROOT,))


@action("plan.uploaded", thing=_plan)
def upload_plan(*, by: User, file: PlanFile, now: datetime, plan: Plan | None = None) -> Upload:
    """Keep a file that could be read, until its owner has looked at the mapping. `plan`: as its next version."""
    _drop_expired(now)
    return Upload.objects.create(
        owner=by,
        plan=plan,
        file_name=file.name,
        media_type=file.media_type,
        file_sha256=store.keep(file.content),
        file_size=len(file.content),
        mapping=mapping_to_json(file.reading.mapping),
        findings=findings_to_json(file.reading.findings),
        made_at=now,
        expires_at=now + KEPT_FOR,
    )


@action("mapping.corrected", thing="upload")
def correct_mapping(*, by: User, upload: Upload, file: PlanFile, now: datetime) -> Upload:
    """Store the mapping by which `file`, the same bytes, was read anew."""
    need_unexpired(upload, now)
    if file.sha256 != upload.file_sha256:
        raise UserError(Message("The mapping belongs to another file. Open the upload again."))
    upload.mapping = mapping_to_json(file.reading.mapping)
    upload.findings = findings_to_json(file.reading.findings)
    upload.save(update_fields=["mapping", "findings"])
    return upload


@action("upload.discarded", thing="upload")
def discard_upload(*, by: User, upload: Upload, now: datetime) -> None:
    """Drop an upload that was never made a version."""
    need_unexpired(upload, now)
    upload.delete()
    release([upload.file_sha256])


def _drop_expired(now: datetime) -> None:
    expired = Upload.objects.filter(expires_at__lt=now)
    digests = list(expired.values_list("file_sha256", flat=True))
    if digests:
        expired.delete()
        release(digests)


def need_unexpired(upload: Upload, now: datetime) -> None:
    """Refuse an upload that has expired."""
    if upload.expires_at < now:
        raise UserError(Message("This upload has expired. Upload the file again."))
