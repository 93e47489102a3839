"""The history of a plan: every version and every statement about one, by whom, when and why, and what it changed.

The history of an activity is the part of it in which that activity changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import Cell, Message
from palermo.office.base.kept_page import page
from palermo.office.plan.models import Basis, StateClaim, Version
from palermo.office.plan.pages.differences import Told, comparison, counts, gravest_first
from palermo.office.plan.pages.followed import Turn, follow
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.pages.who import who_acted
from palermo.office.plan.readers import open_plan, preload
from palermo.office.plan.readership import is_public, sees_all
from palermo.office.plan.trail import MADE
from palermo.office.trail import Telling, named, settle, tellings
from palermo.plan import Activity

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
    """A version that was stored, or a statement about one (`claim`), with the entry that tells of it.

    `source` is the version it was made from; `turn`, in the history of an activity, what it changed of that.
    """

    version: Version
    claim: StateClaim | None
    before: Version | None
    telling: Telling | None
    public: bool
    newest: bool
    source: Version | None = None
    turn: Turn | None = None

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
        same = self.source and self.source.content_sha256 == self.version.content_sha256
        return self.source.number if self.source and same else None

    @cached_property
    def changed(self) -> Changed | None:
        """None for a first version, and where press reports stand on one side: what is missing there is unknown."""
        before = self.before
        if self.claim or before is None or Basis.PRESS in (before.basis, self.version.basis):
            return None
        pairs = self.turn.pairs if self.turn else tuple(comparison(before, self.version).each())
        told = gravest_first(pairs)
        groups = groupby(told[:SHOWN], key=lambda one: one.gravest.kind)
        shown = [(kind.label, list(group)) for kind, group in groups]
        return Changed(before, counts(pairs), shown, max(0, len(told) - SHOWN))

    @property
    def words(self) -> Cell[str] | None:
        """The activity's words, where nothing can be said of what the version changed of it."""
        if self.turn and self.turn.activity and not self.changed:
            return _activity(self.version, self.turn.activity).text
        return None


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponseBase:
    edition = find_edition(request, slug)
    settle()
    found = tellings(list(_objects(edition)), MADE)
    return page(request, (edition.key, *found), lambda: _history(request, edition, found))


@require_safe
def activity_history(request: HttpRequest, slug: str, number: int, activity_id: str) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    preload([edition.version])
    activity = _activity(edition.version, activity_id)
    settle()
    found = tellings(list(map(named, edition.versions)), MADE)
    return page(request, (edition.key, *found), lambda: _activity_history(request, edition, activity, found))


def _activity(version: Version, activity_id: str) -> Activity:
    every = (activity for _goal, _objective, activity in open_plan(version).each_activity())
    found = next((activity for activity in every if activity.id == activity_id), None)
    if found is None:
        raise Http404(activity_id)
    return found


def _objects(edition: Edition) -> Iterator[str]:
    for version in edition.versions:
        yield named(version)
        yield from map(named, version.claims.all())


def _history(request: HttpRequest, edition: Edition, found: Mapping[str, Telling]) -> HttpResponse:
    shown = _newest_first(request, _events(edition, found))
    preload(version for event in shown if not event.claim for version in (event.version, event.before) if version)
    context = {**frame(edition, "history", _("History")), **_told(shown), "at_desk": sees_all(request)}
    return render(request, "pages/history.html", context)


def _activity_history(
    request: HttpRequest, edition: Edition, activity: Activity, found: Mapping[str, Telling]
) -> HttpResponse:
    turns = {turn.version: turn for turn in follow(edition.versions, edition.version.number, activity.id)}
    every = (event for event in _events(edition, found) if not event.claim)
    events = [replace(event, turn=turn) for event in every if (turn := turns.get(event.version.number))]
    shown = _newest_first(request, events)
    preload([edition.version, *(event.version for event in shown if not event.changed)])
    context = frame(edition, "history", _("Activity %(id)s") % {"id": activity.id}, _("History"))
    context["crumbs"][-2]["href"] = edition.address("activity", activity.id)
    return render(request, "pages/activity_history.html", {**context, **_told(shown), "activity": activity})


def _newest_first(request: HttpRequest, events: Iterable[Event]) -> Page[Event]:
    ordered = sorted(events, key=lambda event: event.order, reverse=True)
    return Paginator(ordered, PAGE).get_page(request.GET.get("page"))


def _told(shown: Page[Event]) -> dict[str, object]:
    who = who_acted((event.telling.actor, event.telling.time) for event in shown if event.telling)
    return {"shown": shown, "events": [(event, _who(event, who)) for event in shown]}


def _who(event: Event, who: Mapping[tuple[str, datetime], str]) -> str:
    return who[event.telling.actor, event.telling.time] if event.telling else ""


def _events(edition: Edition, found: Mapping[str, Telling]) -> Iterator[Event]:
    before: Version | None = None
    by_pk = {version.pk: version for version in edition.versions}
    for version in edition.versions:
        public, newest = is_public(version), version.pk == edition.newest.pk
        source = by_pk.get(version.revised_from_id or 0)
        yield Event(version, None, before, found.get(named(version)), public, newest, source)
        for claim in version.claims.all():
            yield Event(version, claim, None, found.get(named(claim)), public, newest)
        before = version
