"""What the trail may say of plans, in which words and to whom."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from palermo.office.access.keyring.checking import SEALINGS
from palermo.office.plan.closed import DOCUMENT, documents_told
from palermo.office.plan.models import StateClaim, Version
from palermo.office.plan.readership import is_public, sees_all
from palermo.office.trail import ACTS, ADOPTED, KINDS, Kind

# acts by which a version or a statement about one came on record
MADE = ("version.added", "plan.revised", "version.restored", "state.claimed", ADOPTED)


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS[DOCUMENT] = documents_told
    KINDS["plan"] = Kind(_("Plan"), _reads_plan)
    KINDS["version"] = Kind(_("Version of a plan"), _reads_version, _version_page)
    KINDS["stateclaim"] = Kind(_("Statement about a plan's state"), _reads_claim, _claim_page)
    ACTS.update(
        {
            "plan.uploaded": _("A plan was uploaded"),
            "mapping.corrected": _("A mapping was corrected"),
            "upload.discarded": _("An upload was discarded"),
            "version.added": _("A version was added"),
            "plan.revised": _("A plan was revised"),
            "version.restored": _("A version was restored"),
            "state.claimed": _("A state was recorded"),
            "document.opened": _("A closed document was opened"),
        }
    )


def _reads_version(request: HttpRequest, number: str) -> bool:
    version = Version.objects.filter(pk=number).prefetch_related("claims").first()
    return version is not None and (is_public(version) or sees_all(request))


def _reads_plan(request: HttpRequest, number: str) -> bool:
    versions = Version.objects.filter(plan_id=number).prefetch_related("claims")
    return any(map(is_public, versions)) or (bool(versions) and sees_all(request))


def _reads_claim(_request: HttpRequest, number: str) -> bool:
    return StateClaim.objects.filter(pk=number).exists()  # a version with a claim is public


def _version_page(number: str) -> str:
    version = Version.objects.select_related("plan").get(pk=number)
    return reverse("plan-record", args=[version.plan.slug, version.number])


def _claim_page(number: str) -> str:
    return _version_page(str(StateClaim.objects.get(pk=number).version_id))
