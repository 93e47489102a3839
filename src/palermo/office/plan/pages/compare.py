"""Two plans, or two versions of one, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import in_tongue
from palermo.office.plan.models import Version
from palermo.office.plan.pages.differences import comparison, counts, gravest_first
from palermo.office.plan.pages.frame import title_lang
from palermo.office.plan.pages.public import Edition, find_editions

PAGE = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A version that may be chosen, by the value in the address."""

    value: str
    version: Version
    title: str
    lang: str

    @property
    def text(self) -> str:
        """Its words in a list: the number first, for a narrow list cuts off the end."""
        return _("Version %(number)s: %(title)s") % {"number": self.version.number, "title": self.title}

    @property
    def told(self) -> SafeString:
        """The same over its column."""
        title = in_tongue(self.title, self.lang)
        return format_html(_("Version %(number)s: %(title)s") % {"number": self.version.number, "title": "{}"}, title)


@require_safe
def compare_plans(request: HttpRequest) -> HttpResponseBase:
    editions = find_editions(request)
    choices = list(_choices(editions))
    key = tuple(edition.key for edition in editions)
    return page(request, key, lambda: _compare(request, choices))


def _choices(editions: Sequence[Edition]) -> Iterator[Choice]:
    for edition in editions:
        for version in reversed(edition.versions):
            title = edition.title if edition.untitled else version.title
            yield Choice(f"{edition.slug}:{version.number}", version, title, title_lang(edition))


def _compare(request: HttpRequest, choices: Sequence[Choice]) -> HttpResponse:
    by_value = {choice.value: choice for choice in choices}
    old, new = (by_value.get(request.GET.get(name, "")) for name in ("old", "new"))
    ready = (old, new) if old or new else _ready(choices)
    context: dict[str, object] = {"choices": choices, "ready": ready, "old": old, "new": new, "section": "compare"}
    if old and new and old != new:
        context |= _told(request, old, new)
    elif old and new:
        context["same"] = True
    return render(request, "pages/compare.html", context)


def _ready(choices: Sequence[Choice]) -> Sequence[Choice]:
    """Two to begin with: the newest two versions of a plan that has several, else the first two plans."""
    for newer, older in pairwise(choices):
        if newer.version.plan_id == older.version.plan_id:
            return older, newer
    return choices[:2]


def _told(request: HttpRequest, old: Choice, new: Choice) -> dict[str, object]:
    compared = comparison(old.version, new.version)
    shown = Paginator(gravest_first(compared.each()), PAGE).get_page(request.GET.get("page"))
    return {
        "comparison": compared,
        "shown": shown,
        "groups": [(kind.label, list(group)) for kind, group in groupby(shown, key=lambda told: told.gravest.kind)],
        "counts": counts(compared.each()),
        "press": "press" in (old.version.basis, new.version.basis),
    }
