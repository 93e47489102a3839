"""What a packet asks of a body: its due reports, each field as the form of the office has it, in every language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from palermo.office.access.decision import By
from palermo.office.access.models import Body
from palermo.office.plan.work.duties.reading import Duty, duties_of
from palermo.office.plan.work.duties.report_form import Asks, ReportForm, lines_of, usual_lines
from palermo.office.plan.work.duties.reporting import asked_of
from palermo.office.plan.work.duties.words import UNSENT
from palermo.office.plan.work.levels import holds
from palermo.office.plan.work.models import Draft
from palermo.office.plan.work.rows import ToldReport
from palermo.plan import Period, State
from palermo.plan.packets import DueReport, FieldGroup, FieldKind, PacketField
from palermo.trail import canonical

SPARE = 3  # obstacles more than are named already
_NEEDED = frozenset({"claim", "narrative"})
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class DueHere:
    """A report that is due, with what stands in it. `busy`: the body writes it here, and nobody else may read it."""

    duty: Duty
    period: Period
    told: ToldReport | None
    draft: Draft | None
    busy: bool

    @property
    def id(self) -> str:
        return f"{self.duty.lead.uid}/{self.period.name}"

    @property
    def state(self) -> State:
        return self.told.held.state if self.told else State.NEW


def due_of(by: By, body: Body, now: datetime) -> list[DueHere]:
    """The reports that a body owes, the oldest first. Who asks has asked whether they may be taken along."""
    today, found = timezone.localdate(now), []
    for duty in duties_of(frozenset({body.key}), now):
        if duty.answers:
            owed = [(period, told) for period, told in duty.owed(today) if told is None or told.held.state in UNSENT]
            found += [(duty, period, told) for period, told in owed]
    reports = [told.row.pk for _duty, _period, told in found if told]
    drafts = {draft.report_id: draft for draft in Draft.objects.filter(report__in=reports)}
    due = [DueHere(*each, *_lying(by, each[0], each[2], drafts, now)) for each in found]
    return sorted(due, key=lambda each: (each.period.due, each.duty.lead.activity))


def _lying(
    by: By, duty: Duty, told: ToldReport | None, drafts: dict[int, Draft], now: datetime
) -> tuple[Draft | None, bool]:
    """The draft of a report, and whether it is the body's alone to read: what was sent once is not."""
    draft = drafts.get(told.row.pk) if told else None
    if draft is None or told is None:
        return None, False
    return draft, draft.content != told.content and not holds(by, "lead", duty.lead.thing(now), now)


def as_packed(due: DueHere) -> DueReport:
    """The report as it travels."""
    duty, activity, draft = due.duty, due.duty.activity, due.draft
    asks = asked_of(duty)
    lines = lines_of(draft.content if draft else {}, asks)
    return DueReport(
        lead=duty.lead.uid,
        period=due.period.name,
        activity=duty.lead.activity,
        text=activity.text.words if activity else "",
        plan=duty.version.title,
        language=duty.version.language,
        first=due.period.first,
        last=due.period.last,
        due=due.period.due,
        edition=draft.edition if draft else 0,
        asks=digest_of(asks),
        groups=tuple(_groups(asks, lines)),
        lines={**usual_lines(asks), **lines},
        steps=tuple(step.text.words for step in asks.steps),
        note=due.told.held.reason if due.told and due.state is State.RETURNED else "",
    )


def digest_of(asks: Asks) -> str:
    """A digest over what a report is asked for: where it is another, the fields mean something else."""
    told: list[Any] = [[step.text.words for step in asks.steps]]
    told += [
        [each.indicator.id, each.share, [[split.name, list(split.parts)] for split in each.sheet.splits]]
        for each in asks.measured
    ]
    return sha256(canonical(told)).hexdigest()


def _groups(asks: Asks, lines: Words) -> Iterator[FieldGroup]:
    """The fields in the order of the office's own form, each in all languages of the pages."""
    named, in_each = int(lines["obstacles"]), []
    for code, _name in settings.LANGUAGES:
        with override(code):
            form = ReportForm(asks, {**lines, "obstacles": str(named + SPARE)}, 0)
            in_each.append(list(_groups_in(code, form, named)))
    for alike in zip(*in_each, strict=True):
        fields = (_field_in_all(same) for same in zip(*(each.fields for each in alike), strict=True))
        yield replace(alike[0], title=_joined(each.title for each in alike), fields=tuple(fields))


def _field_in_all(alike: Sequence[PacketField]) -> PacketField:
    labels, hints = _joined(each.label for each in alike), _joined(each.hint for each in alike)
    choices = zip(*(each.choices for each in alike), strict=True)
    joined = tuple((same[0][0], _joined(words for _value, words in same)) for same in choices)
    return replace(alike[0], label=labels, hint=hints, choices=joined)


def _joined(words: Iterable[Mapping[str, str]]) -> Words:
    return {code: text for each in words for code, text in each.items()}


def _groups_in(code: str, form: ReportForm, named: int) -> Iterator[FieldGroup]:
    """The same in one language, which is on. `named`: how many obstacles there are."""

    def group(fields: Iterable[BoundField], *, title: str = "", about: str = "", spare: bool = False) -> FieldGroup:
        return FieldGroup({code: title} if title else {}, about, tuple(_field(code, each) for each in fields), spare)

    yield group([form["claim"]])
    for n, (step, *fields) in enumerate(form.steps, 1):
        yield group(fields, about=f"{n}. {step.text.words}")
    for value in form.values:
        indicator = value.told.indicator
        yield group(value.whole, about=f"{indicator.id} {indicator.text.words}")
        for split, parts in value.splits:
            yield group(parts, title=_("Split by %(split)s") % {"split": split})
        yield group(value.rest)
    yield group([form["narrative"]])
    for n, obstacle in enumerate(form.in_the_way):
        yield group(obstacle, spare=n >= max(named, 1))
    yield group([form["asks"]])


def _field(code: str, shown: BoundField) -> PacketField:
    choices = tuple((str(value), {code: str(words)}) for value, words in getattr(shown.field, "choices", ()))
    label, hint = {code: str(shown.label)}, {code: str(shown.help_text)}
    return PacketField(shown.name, _kind(shown.field), label, hint, choices, shown.name in _NEEDED)


def _kind(field: forms.Field) -> FieldKind:
    match field.widget:
        case forms.RadioSelect():
            return FieldKind.ONE_OF
        case forms.Select():
            return FieldKind.FROM_LIST
        case forms.Textarea():
            return FieldKind.TEXT
        case widget:
            return FieldKind.NUMBER if widget.attrs.get("inputmode") else FieldKind.LINE
