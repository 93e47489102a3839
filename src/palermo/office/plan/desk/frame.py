"""What the pages of the desk share: where one is, whose upload it is, what an audit says in short."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palermo.core import Finding, Message, Outcome
from palermo.office.base.crumbs import crumbs_below
from palermo.office.base.vocabulary import tongue, tongues
from palermo.office.plan.models import Plan, Upload, Version
from palermo.office.plan.readers import Listed, find_version, plan_history
from palermo.plan import RULES, SHARES, Audit

WORST = 3
_SEVERITY_RANK = {"error": 0, "A": 1, "B": 2, "C": 3}


@dataclass(frozen=True, slots=True)
class Failing:
    """A rule and how many things it fails."""

    rule: str
    title: Message
    count: int


def desk_page(*crumbs: tuple[str, ...], **context: Any) -> dict[str, Any]:
    """The context of a page of the desk.

    `crumbs` are words and addresses below the desk, the last without one; words of a plan bring the attribute of their
    language. `plan` or `version` in the context is the one whose words the page shows.
    """
    where = crumbs_below(_("Secretariat's desk"), reverse("desk"), *crumbs)
    about = context.get("plan") or context.get("version")
    spoken = tongues(about.language) if about else {}
    return {"crumbs": where, "section": "desk", **spoken, **context}


def own_upload_or_404(request: HttpRequest, pk: int) -> Upload:
    """An upload of the person who asks; to everybody else there is no such page."""
    uploads = Upload.objects.select_related("plan")
    upload = uploads.filter(pk=pk, owner_id=request.user.pk, expires_at__gte=timezone.now()).first()
    if upload is None:
        raise Http404(pk)
    return upload


def version_or_404(slug: str, number: int | None = None) -> Version:
    """A version, the newest without a number."""
    try:
        return find_version(slug, number)
    except Version.DoesNotExist as error:
        raise Http404(slug) from error


def history_or_404(slug: str) -> Listed:
    """A plan with all its versions and claims."""
    try:
        return plan_history(slug)
    except Plan.DoesNotExist as error:
        raise Http404(slug) from error


def plan_crumb(version: Version) -> tuple[str, str, str]:
    """The crumb of a plan at the desk."""
    return version.title, reverse("desk-plan", args=[version.plan.slug]), tongue(version.language)


def worst(audit: Audit, limit: int = WORST) -> Sequence[Failing]:
    """The rules that fail most often."""
    counts = Counter(finding.rule for finding in audit.findings if finding.outcome is Outcome.FAIL)
    return [Failing(rule, RULES[rule].title, count) for rule, count in counts.most_common(limit)]


def shares(audit: Audit) -> Mapping[str, object]:
    """The five shares of the card by their keys."""
    return {key: getattr(audit.card, key) for key in SHARES}


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Findings to be shown, the gravest first, otherwise in their order; what passes is left out."""
    told = [finding for finding in findings if finding.outcome is not Outcome.PASS]
    return sorted(told, key=lambda finding: _SEVERITY_RANK[str(finding.severity)])
