"""The rules of the audit, and everything in the plans of this office that trips one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from palermo.core import Finding, Outcome
from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import LEVELS
from palermo.office.plan.pages.judged import judged
from palermo.office.plan.pages.public import Edition, find_editions
from palermo.office.plan.readers import preload
from palermo.plan import RULES, Plan

PAGE = 100
LEVEL_WORDS = {**LEVELS, "progress": gettext_lazy("Progress")}


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding with the words of the thing it is about, and its page where it has one."""

    edition: Edition
    finding: Finding
    text: str
    address: str


@require_safe
def rules(request: HttpRequest) -> HttpResponseBase:
    editions = find_editions(request)
    return page(request, tuple(edition.key for edition in editions), lambda: _rules(request, editions))


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponseBase:
    if rule_id not in RULES:
        raise Http404(rule_id)
    editions = find_editions(request)
    return page(request, tuple(edition.key for edition in editions), lambda: _rule(request, rule_id, editions))


def _rules(request: HttpRequest, editions: Sequence[Edition]) -> HttpResponse:
    preload(edition.version for edition in editions)
    scored = list(_scored(editions))
    counted = [judged(edition.version).failed for edition in scored]
    waiting = Counter(waits.rule.id for edition in scored for waits in edition.audit.not_applicable)
    groups = [
        {
            "level": LEVEL_WORDS[level],
            "rules": [
                {
                    "rule": found,
                    "failed": sum(counts.get(found.id, 0) for counts in counted),
                    "wait": found.wait,
                    "everywhere": waiting[found.id] == len(scored),
                    "waiting": waiting[found.id],
                }
                for found in group
            ],
        }
        for level, group in groupby(RULES.values(), key=lambda rule: str(rule.level))
    ]
    return render(request, "pages/rules.html", {"groups": groups, "total": len(RULES), "section": "rules"})


def _rule(request: HttpRequest, rule_id: str, editions: Sequence[Edition]) -> HttpResponse:
    preload(edition.version for edition in editions)
    scored = list(_scored(editions))
    hits = [hit for edition in scored for hit in _hits(edition, rule_id)]
    shown = Paginator(hits, PAGE).get_page(request.GET.get("page"))
    keys = list(RULES)
    at = keys.index(rule_id)
    context = {
        "rule": RULES[rule_id],
        "waits": RULES[rule_id].wait and all(_waits(edition, rule_id) for edition in scored),
        "level": LEVEL_WORDS[str(RULES[rule_id].level)],
        "failed": sum(1 for hit in hits if hit.finding.outcome is Outcome.FAIL),
        "unknown": sum(1 for hit in hits if hit.finding.outcome is Outcome.UNKNOWN),
        "shown": shown,
        "groups": [(edition, list(group)) for edition, group in groupby(shown, key=lambda hit: hit.edition)],
        "before": RULES[keys[at - 1]] if at else None,
        "after": RULES[keys[at + 1]] if at + 1 < len(keys) else None,
        "crumbs": [{"text": _("Rules"), "href": reverse("rules")}, {"text": rule_id}],
        "section": "rules",
    }
    return render(request, "pages/rule.html", context)


def _scored(editions: Sequence[Edition]) -> Iterator[Edition]:
    return (edition for edition in editions if edition.audit.card.scored)


def _waits(edition: Edition, rule_id: str) -> bool:
    return any(waiting.rule.id == rule_id for waiting in edition.audit.not_applicable)


def _hits(edition: Edition, rule_id: str) -> Iterator[Hit]:
    # what fails comes before what nobody could read
    findings = sorted(edition.audit.tripped(rule_id), key=lambda finding: finding.outcome is not Outcome.FAIL)
    if not findings:
        return
    words = _words(edition.plan)
    for finding in findings:
        text, activity = words.get((finding.level, finding.object), ("", ""))
        address = edition.address("activity", activity) if activity else edition.address()
        yield Hit(edition, finding, text, address)


def _words(plan: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    """The words of every node by level and id, with the activity whose page shows it."""
    found = {("goal", goal.id): (goal.text.value or goal.text.words, "") for goal in plan.each_goal()}
    found |= {
        ("objective", objective.id): (objective.text.value or objective.text.words, "")
        for _, objective in plan.each_objective()
    }
    found |= {("indicator", indicator.id): (indicator.text.words, "") for _, indicator in plan.each_indicator()}
    for _goal, _objective, activity in plan.each_activity():
        found["activity", activity.id] = (activity.text.words, activity.id)
        for indicator in activity.indicators.value or ():
            found["indicator", indicator.id] = (indicator.text.words, activity.id)
    return found
