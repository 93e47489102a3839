"""One plan at the desk: its versions, what is said of their states, and what can be done."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palermo.office.access.doors import secretariat_only
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.desk.frame import desk_page, history_or_404, worst
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_audit, standing_on
from palermo.office.plan.readership import is_public


@require_safe
@secretariat_only
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    history = history_or_404(slug)
    newest = history.version
    audit = open_audit(newest)
    today = timezone.localdate()
    rows = [_row(version, history.versions, today) for version in reversed(history.versions)]
    context = desk_page(
        (newest.title, "", tongue(newest.language)),
        standing=rows[0]["standing"],
        version=newest,
        audit=audit,
        scored=audit.card.scored,
        worst=worst(audit) if audit.card.scored else (),
        rows=rows,
        contested=[row for row in rows if row["pairs"]],
        public=is_public(newest),
    )
    return render(request, "desk/versions.html", context)


def _row(version: Version, versions: Sequence[Version], as_of: date) -> dict[str, object]:
    earlier = [other for other in versions if other.number < version.number]
    said = standing_on(version, as_of)
    return {
        "version": version,
        "before": earlier[-1] if earlier else None,
        "newest": version is versions[-1],
        "standing": said,
        "pairs": said.contradictions,
        "claims": list(version.claims.all()),
        "public": is_public(version),
    }
