"""One plan at work: how it is reported on, and of each activity who leads it and where it stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from palermo.access import Thing
from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.models import ROOT, Body
from palermo.office.access.people.choices import as_choices
from palermo.office.access.people.frame import body_or_404, sent
from palermo.office.access.refusal import Hidden
from palermo.office.access.words import body_name
from palermo.office.base.forms import offer
from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import say, tongue
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import put_to_lead
from palermo.office.plan.work.desk.frame import overseers_only, period_now, said_cycle, work_page
from palermo.office.plan.work.desk.naming import named_body
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord, ladder
from palermo.office.plan.work.rows import Told
from palermo.office.plan.work.words import STATUSES
from palermo.plan import OF_ACTIVITY, ActivityLine, Objective

PAGE = 50  # activities
NOT_PUT = "."  # no body has this for a key


@dataclass(frozen=True, slots=True)
class Row:
    """One activity of the ledger: where it stands, and what is on record of its lead."""

    line: ActivityLine
    objective: Objective
    told: Told | None

    @property
    def body(self) -> str:
        """The key of the body that it is put to."""
        return self.told.lead.body.key if self.told else NOT_PUT

    def answers(self, asked: Mapping[str, str]) -> bool:
        """Whether it is as the filters ask."""
        own = {"status": str(self.line.standing.status), "body": self.body, "lead": self.line.body}
        return all(not asked[name] or asked[name] == own[name] for name in own)


class PutForm(forms.Form):
    """Activities and the body that all of them are put to. `every`: all those that the page shows."""

    activity = forms.MultipleChoiceField(label=gettext_lazy("Activities"), required=False)
    every = forms.BooleanField(label=gettext_lazy("All activities that this page shows"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Body"))

    def __init__(self, rows: Sequence[Row], bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", [(row.line.activity.id, row.line.activity.id) for row in rows])
        offer(self, "body", as_choices(bodies, _("Choose a body")))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("activity") and not told.get("every") and "activity" not in self.errors:
            self.add_error("activity", _("Choose the activities first, by the boxes before them."))
        return told


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def work_desk(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    record = on_record(version.plan)
    rows, bodies = _rows(request, version, record), list(Body.objects.all())
    asked = {name: request.GET.get(name, "") for name in ("status", "body", "lead")}
    named = named_body(open_plan(version), asked["lead"], bodies) if asked["lead"] else None
    form = PutForm(rows, bodies, sent(request), initial={"body": named.key if named else ""})
    if form.is_bound and form.is_valid() and _put(request, version, form, _shown(request, rows, asked)):
        return redirect(request.get_full_path())
    if form.is_bound:
        record = on_record(version.plan)  # some may have been put
        rows = _rows(request, version, record)
    return _page(request, version, record, rows, asked, form)


def _rows(request: HttpRequest, version: Version, record: OnRecord) -> list[Row]:
    # what stands in the way is told by reports; who does not look after every body is shown what everybody is
    reads_all = decide(request.user, "report.read", Thing(kind="report", id="", path=(ROOT,)))
    card = scorecard(version, record, timezone.localdate(), public=not reads_all)
    lines = {line.activity.id: line for line in card.activities}
    return [
        Row(lines[activity.id], objective, record.activities.get(activity.id))
        for _goal, objective, activity in open_plan(version).each_activity()
        if activity.id in lines
    ]


def _shown(request: HttpRequest, rows: list[Row], asked: Mapping[str, str]) -> Page[Row]:
    """The rows that answer the filters, page by page."""
    return Paginator([row for row in rows if row.answers(asked)], PAGE).get_page(request.GET.get("page"))


def _put(request: HttpRequest, version: Version, form: PutForm, page: Page[Row]) -> bool:
    """Put each to the body by an act of its own. False where any was refused; the others stand."""
    told, now, done = form.cleaned_data, timezone.now(), 0
    chosen = [row.line.activity.id for row in page] if told["every"] else told["activity"]
    body = body_or_404(told["body"])
    for activity in chosen:
        try:
            put_to_lead(by=user(request), plan=version.plan, activity=activity, body=body, now=now)
        except Hidden:
            raise
        except UserError as error:
            form.add_error(None, f"{activity}: {say(error.message)}")
        else:
            done += 1
    if done:
        put = ngettext("%(n)s activity is put to %(body)s.", "%(n)s activities are put to %(body)s.", done)
        messages.success(request, put % {"n": done, "body": body.name})
    return done == len(chosen)


def _page(
    request: HttpRequest, version: Version, record: OnRecord, rows: list[Row], asked: dict[str, str], form: PutForm
) -> HttpResponse:
    cycle = record.cycle
    page = _shown(request, rows, asked)
    counts = Counter(row.line.standing.status for row in rows)
    may_put = decide(request.user, "lead.asked", version.plan).possible
    chosen = form.data.getlist("activity") if isinstance(form.data, QueryDict) else ()
    context = work_page(
        request,
        version,
        (_("The plan at work"), ""),
        cycle=cycle,
        cycle_said=said_cycle(cycle) if cycle else "",
        ladder=ladder(cycle),
        period=period_now(cycle) if cycle else None,
        counts=[(status, counts[status]) for status in STATUSES if counts[status]],
        total=len(rows),
        found=page.paginator.count,
        filters=list(_filters(version, rows, asked)),
        filtered=any(asked.values()),
        page=page,
        groups=[
            (objective, [_drawn(version, row, chosen, may_put=may_put) for row in own])
            for objective, own in groupby(page, key=lambda row: row.objective)
        ],
        form=form,
        may_put=may_put,
        may_set=decide(request.user, "cycle.set", version.plan).possible,
    )
    return render(request, "work/desk/ledger.html", context, status=422 if form.errors else 200)


def _drawn(version: Version, row: Row, chosen: Collection[str], *, may_put: bool) -> SafeString:
    slug, id_ = version.plan.slug, row.line.activity.id
    about = {
        "slug": slug,
        "lang": tongue(version.language),
        "line": row.line,
        "of_activity": OF_ACTIVITY,
        "may_put": may_put,
        "chosen": id_ in chosen,
        **({"held": row.told.held, "body": body_name(row.told.lead.body)} if row.told else {}),
    }
    return drawn(
        "work/desk/_ledger_row.html",
        (version.pk, id_, may_put),
        about,
        lambda: {"href": reverse("work-activity", args=[slug, id_])},
    )


def _filters(version: Version, rows: list[Row], asked: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What the ledger can be narrowed by: each a name, its label and its options with how many activities they show."""
    register = open_plan(version).register
    statuses = Counter(str(row.line.standing.status) for row in rows)
    bodies, leads = Counter(row.body for row in rows), Counter(row.line.body for row in rows if row.line.body)
    names = {row.told.lead.body.key: row.told.lead.body.name for row in rows if row.told}
    status_words = {str(status): str(word) for status, (word, _tone) in STATUSES.items()}
    body_words = {NOT_PUT: _("Not put to any body yet"), **dict(sorted(names.items(), key=lambda item: item[1]))}
    for name, label, words, counts, lang in (
        ("status", _("Status"), status_words, statuses, False),
        ("body", _("Body"), body_words, bodies, False),
        ("lead", _("Lead in the plan"), {key: register.get(key, key) for key in sorted(leads)}, leads, True),
    ):
        options = [
            {"value": value, "text": text, "count": counts[value], "chosen": value == asked[name]}
            for value, text in words.items()
            if counts[value] or value == asked[name]
        ]
        yield {"name": name, "label": label, "options": options, "of_plan": lang}
