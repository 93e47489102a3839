"""New versions. The newest version is never overtaken unseen: whoever writes names the one they saw."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.text import slugify

from palermo import plan as library
from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.base import store
from palermo.office.plan.actions.upload import need_unexpired
from palermo.office.plan.files import PlanFile
from palermo.office.plan.models import Plan, Upload, Version
from palermo.office.plan.stored import mapping_from_json


@dataclass(frozen=True, slots=True)
class _Content:
    """The columns of a version that say what the plan says."""

    title: str
    language: str
    basis: str
    content: str
    content_sha256: str


def _content(plan: library.Plan) -> _Content:
    text = library.write_json(plan)
    return _Content(
        title=plan.title[:500],
        language=plan.language,
        basis=str(plan.basis),
        content=text,
        content_sha256=store.digest(text.encode()),
    )


def _columns(content: _Content) -> dict[str, str]:
    return {name: getattr(content, name) for name in _Content.__slots__}


@action("version.added", thing="upload")
def add_version(
    *, by: User, upload: Upload, file: PlanFile, reason: str, now: datetime, slug: str = "", title: str = ""
) -> Version:
    """Make an upload a version: the first of a new plan at the address `slug`, or the next of its plan.

    `file` is the upload as read with its stored mapping (`files.reread`). `title` stands in for one that the file
    does not give; a title in the file is never overwritten.
    """
    need_unexpired(upload, now)
    _need_reason(reason)
    if file.plan is None:
        raise UserError(Message("Nothing was read in this file yet. Say first what its columns hold."))
    if file.sha256 != upload.file_sha256 or file.reading.mapping != mapping_from_json(upload.mapping):
        raise UserError(
            Message("The mapping was changed in the meantime. Open the upload again and look at the result.")
        )
    read = titled(file.plan, title)
    plan = upload.plan or _new_plan(by, read, slug, now)
    latest = plan.versions.order_by("-number").first()
    version = Version.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        file_name=upload.file_name,
        media_type=upload.media_type,
        file_sha256=upload.file_sha256,
        file_size=upload.file_size,
        mapping=upload.mapping,
        findings=upload.findings,
        reason=reason.strip(),
        made_by=by,
        made_at=now,
        **_columns(_content(read)),
    )
    upload.delete()
    return version


@action("plan.revised", thing="version")
def revise_plan(*, by: User, version: Version, plan: library.Plan, reason: str, now: datetime) -> Version:
    """Store a rewritten plan as the next version. Refused when `version` is no longer the newest."""
    _need_reason(reason)
    content = _content(plan)
    if content.content_sha256 == version.content_sha256:
        raise UserError(Message("Nothing was changed. Fill in at least one field."))
    return Version.objects.create(
        plan=version.plan,
        number=version.number + 1,
        revised_from=version,
        file_name=version.file_name,
        media_type=version.media_type,
        file_sha256=version.file_sha256,
        file_size=version.file_size,
        mapping=version.mapping,
        findings=[],
        reason=reason.strip(),
        made_by=by,
        made_at=now,
        **_columns(content),
    )


@action("version.restored", thing="version")
def restore_version(*, by: User, version: Version, newest: Version, reason: str, now: datetime) -> Version:
    """Bring the wording of an earlier version back, as the next version. `newest` is the one the person saw last."""
    _need_reason(reason)
    latest = version.plan.versions.order_by("-number").first()
    if latest is None or latest.pk != newest.pk:
        raise UserError(Message("Somebody made a newer version in the meantime. Look at it first."))
    if latest.content_sha256 == version.content_sha256:
        raise UserError(Message("The newest version says the same already. There is nothing to bring back."))
    kept = ("title", "language", "basis", "content", "content_sha256", "file_name", "media_type", "file_sha256")
    return Version.objects.create(
        plan=version.plan,
        number=latest.number + 1,
        revised_from=version,
        reason=reason.strip(),
        made_by=by,
        made_at=now,
        **{name: getattr(version, name) for name in (*kept, "file_size", "mapping", "findings")},
    )


def needs_title(plan: library.Plan) -> bool:
    """Whether the file gave no title that a reader could make sense of."""
    return plan.title.strip() in ("", plan.id)


def titled(plan: library.Plan, title: str) -> library.Plan:
    """The plan with `title` where it has none of its own."""
    return replace(plan, title=title.strip()) if title.strip() and needs_title(plan) else plan


def _new_plan(by: User, plan: library.Plan, slug: str, now: datetime) -> Plan:
    address = slugify(slug or plan.id or plan.title)[:80].strip("-")
    if not address:
        raise UserError(Message("Give the plan a short address in Latin letters, such as kh-2024."))
    if Plan.objects.filter(slug=address).exists():
        raise UserError(
            Message(
                "There is a plan at the address {slug}. Upload the file as its new version, or choose another address.",
                {"slug": address},
            )
        )
    return Plan.objects.create(slug=address, country=plan.country, made_by=by, made_at=now)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise UserError(Message("Say why there is a new version. The reason is shown beside it."))
