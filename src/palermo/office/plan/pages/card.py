"""The plan card: five shares, the verdicts, and what keeps the activities from being verifiable."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Finding, Outcome
from palermo.office.base.kept_page import page
from palermo.office.plan.charts import share_chart
from palermo.office.plan.pages.charts import goal_chart
from palermo.office.plan.pages.frame import frame, plate
from palermo.office.plan.pages.judged import judged
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.plan import RULES


@require_safe
def card(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # press reports are never scored
    return page(request, edition.key, lambda: _card(request, edition))


def _card(request: HttpRequest, edition: Edition) -> HttpResponse:
    judgement = judged(edition.version)
    context = {
        **frame(edition, "card", _("Plan card")),
        "plate": plate(edition),
        "share_chart": share_chart(edition.audit),
        "goal_chart": goal_chart(edition.plan, judgement),
        "rules": _rules(edition.audit.findings),
        "elsewhere": judgement.elsewhere,
    }
    return render(request, "pages/card.html", context)


def _rules(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    """Rules that are tripped or could not be judged, the gravest and most frequent first."""
    failed = Counter(finding.rule for finding in findings if finding.outcome is Outcome.FAIL)
    unknown = Counter(finding.rule for finding in findings if finding.outcome is Outcome.UNKNOWN)
    tripped = [rule for key, rule in RULES.items() if key in failed or key in unknown]
    tripped.sort(key=lambda rule: (str(rule.severity), -failed[rule.id], rule.id))
    return [{"rule": rule, "failed": failed[rule.id], "unknown": unknown[rule.id]} for rule in tripped]
