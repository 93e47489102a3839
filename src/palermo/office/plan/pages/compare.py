"""Two plans, or two versions of one, side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept import Kept
from palermo.office.plan.models import Version
from palermo.office.plan.pages.kept_page import page
from palermo.office.plan.pages.public import Edition, find_editions
from palermo.office.plan.pages.words import field_word
from palermo.office.plan.readers import open_plan
from palermo.plan import Change, Comparison, Pair, compare

PAGE = 50
# What weakens a promise comes first
ORDER = (
    "deadline_later",
    "deadline_removed",
    "lead",
    "target_lowered",
    "dropped",
    "step_removed",
    "deadline_changed",
    "target_changed",
    "cost",
    "reworded",
    "moved",
    "added",
    "deadline_set",
    "deadline_earlier",
    "target_raised",
    "step_added",
    "other",
    "renumbered",
    "cannot_say",
)
RANK = {kind: at for at, kind in enumerate(ORDER)}

_COMPARISONS: Kept[Comparison] = Kept(8)


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that may be chosen, by the value in the address."""

    value: str
    text: str
    version: Version


@dataclass(frozen=True, slots=True)
class Told:
    """A pair of items with its changes, gravest first; `wording` is the change of the words themselves."""

    pair: Pair
    wording: Change | None
    changes: Sequence[tuple[str, Change]]
    gravest: Change


@require_safe
def compare_plans(request: HttpRequest) -> HttpResponseBase:
    editions = find_editions(request)
    choices = list(_choices(editions))
    key = tuple(edition.key for edition in editions)
    return page(request, key, lambda: _compare(request, choices))


def _choices(editions: Sequence[Edition]) -> Iterator[Choice]:
    for edition in editions:
        for version in reversed(edition.versions):
            text = _("%(title)s, version %(number)s") % {"title": edition.title, "number": version.number}
            yield Choice(f"{edition.slug}:{version.number}", text, version)


def _compare(request: HttpRequest, choices: Sequence[Choice]) -> HttpResponse:
    by_value = {choice.value: choice for choice in choices}
    old, new = (by_value.get(request.GET.get(name, "")) for name in ("old", "new"))
    context: dict[str, object] = {"choices": choices, "old": old, "new": new, "section": "compare"}
    if old and new and old != new:
        context |= _told(request, old, new)
    elif old and new:
        context["same"] = True
    return render(request, "pages/compare.html", context)


def _told(request: HttpRequest, old: Choice, new: Choice) -> dict[str, object]:
    versions = old.version.plan_id == new.version.plan_id
    key = (old.version.content_sha256, new.version.content_sha256, versions)
    comparison = _COMPARISONS.get(
        key, lambda: compare(open_plan(old.version), open_plan(new.version), versions=versions)
    )
    told = sorted(map(_pair, comparison.each()), key=lambda item: RANK[item.gravest.kind])
    shown = Paginator(told, PAGE).get_page(request.GET.get("page"))
    counts = Counter[Any]()
    for kinds in comparison.counts.values():
        counts.update(kinds)
    return {
        "comparison": comparison,
        "shown": shown,
        "groups": [(kind.label, list(group)) for kind, group in groupby(shown, key=lambda item: item.gravest.kind)],
        "counts": [(kind.label, counts[kind]) for kind in sorted(counts, key=lambda kind: RANK[kind])],
        "press": "press" in (old.version.basis, new.version.basis),
    }


def _pair(pair: Pair) -> Told:
    ordered = sorted(pair.changes, key=lambda change: RANK[change.kind])
    wording = next((change for change in ordered if change.field == "text" and change.spans), None)
    # the words of an item stand in both columns already
    told = [(field_word(change.field), change) for change in ordered if change.field != "text"]
    return Told(pair, wording, told, ordered[0])


def forget() -> None:
    """Forget what is kept. For tests."""
    _COMPARISONS.clear()
