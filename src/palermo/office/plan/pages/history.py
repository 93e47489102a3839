"""The history of a plan: every version and every statement about one, by whom, when and why, and what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Message
from palermo.office.plan.models import Basis, StateClaim, Version
from palermo.office.plan.pages.differences import Told, comparison, counts, gravest_first
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.kept_page import page
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.pages.who import who_acted
from palermo.office.plan.readers import preload
from palermo.office.plan.readership import is_public, sees_all
from palermo.office.plan.trail import MADE
from palermo.office.trail import Telling, named, settle, tellings

PAGE = 6  # events
SHOWN = 15  # differences of one version; all of them stand on the page that compares


@dataclass(frozen=True, slots=True)
class Changed:
    """What a version changed of the one before it: counts of all, and the gravest, grouped by kind."""

    before: Version
    counts: Sequence[tuple[Message, int]]
    groups: Sequence[tuple[Message, Sequence[Told]]]
    more: int


@dataclass(frozen=True)
class Event:
    """A version that was stored, or a statement about one (`claim`), with the entry that tells of it."""

    version: Version
    claim: StateClaim | None
    before: Version | None
    telling: Telling | None
    public: bool
    newest: bool

    @property
    def time(self) -> datetime:
        return self.claim.made_at if self.claim else self.version.made_at

    @property
    def order(self) -> tuple[datetime, int]:
        """By time, and within one moment as the log has it."""
        return self.time, self.telling.index if self.telling else -1

    @property
    def restored(self) -> int | None:
        """The number of the version whose wording came back, where this one says what an earlier one said."""
        source = self.version.revised_from
        return source.number if source and source.content_sha256 == self.version.content_sha256 else None

    @cached_property
    def changed(self) -> Changed | None:
        """None for a first version, and where press reports stand on one side: what is missing there is unknown."""
        before = self.before
        if self.claim or before is None or Basis.PRESS in (before.basis, self.version.basis):
            return None
        compared = comparison(before, self.version)
        told = gravest_first(compared)
        groups = groupby(told[:SHOWN], key=lambda one: one.gravest.kind)
        shown = [(kind.label, list(group)) for kind, group in groups]
        return Changed(before, counts(compared), shown, max(0, len(told) - SHOWN))


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponseBase:
    edition = find_edition(request, slug)
    settle()
    found = tellings(list(_objects(edition)), MADE)
    return page(request, (edition.key, *found), lambda: _history(request, edition, found))


def _objects(edition: Edition) -> Iterator[str]:
    for version in edition.versions:
        yield named(version)
        yield from map(named, version.claims.all())


def _history(request: HttpRequest, edition: Edition, found: Mapping[str, Telling]) -> HttpResponse:
    events = sorted(_events(edition, found), key=lambda event: event.order, reverse=True)
    shown = Paginator(events, PAGE).get_page(request.GET.get("page"))
    opened = [version for event in shown if not event.claim for version in (event.version, event.before) if version]
    preload(opened)
    who = who_acted((event.telling.actor, event.telling.time) for event in shown if event.telling)
    context = {
        **frame(edition, "history", _("History")),
        "shown": shown,
        "events": [(event, _who(event, who)) for event in shown],
        "at_desk": sees_all(request),
    }
    return render(request, "pages/history.html", context)


def _who(event: Event, who: Mapping[tuple[str, datetime], str]) -> str:
    return who[event.telling.actor, event.telling.time] if event.telling else ""


def _events(edition: Edition, found: Mapping[str, Telling]) -> Iterator[Event]:
    before: Version | None = None
    for version in edition.versions:
        public, newest = is_public(version), version.pk == edition.newest.pk
        yield Event(version, None, before, found.get(named(version)), public, newest)
        for claim in version.claims.all():
            yield Event(version, claim, None, found.get(named(claim)), public, newest)
        before = version
