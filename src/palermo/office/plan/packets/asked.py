"""What a packet asks of a body: its due reports, each field as the form of the office has it, in every language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
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
from palermo.office.plan.indicators.readers import open_book
from palermo.office.plan.work.duties.reading import Duty, duties_of
from palermo.office.plan.work.duties.report_form import Asks, ReportForm, asks_of, lines_of
from palermo.office.plan.work.duties.words import UNSENT
from palermo.office.plan.work.levels import holds
from palermo.office.plan.work.models import Draft
from palermo.office.plan.work.rows import ToldReport
from palermo.plan import Defined, Period, State
from palermo.plan.packets import DueReport, FieldGroup, FieldKind, PacketField
from palermo.trail import canonical

SPARE = 3  # obstacles more than are named already
_NEEDED = frozenset({"claim", "narrative"})
Words = dict[str, str]
Chosen = Callable[[ReportForm], Sequence[BoundField]]


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
    asks = _asks(duty)
    lines = lines_of(draft.content if draft else {}, asks)
    forms = _Forms.of(asks, lines)
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
        groups=tuple(forms.groups()),
        lines={**forms.usual, **lines},
        steps=tuple(step.text.words for step in asks.steps),
        note=due.told.held.reason if due.told and due.state is State.RETURNED else "",
    )


def _asks(duty: Duty) -> Asks:
    offered = [piece for piece in duty.told.evidence if piece.held.state is not State.REFUSED]
    files = [(piece.row.sha256, piece.row.title) for piece in offered]
    return asks_of(duty.activity, open_book(duty.version).measured_by(duty.lead.activity), files)


def digest_of(asks: Asks) -> str:
    """A digest over what a report is asked for: where it is another, the fields mean something else."""
    told: list[Any] = [[step.text.words for step in asks.steps]]
    told += [
        [each.indicator.id, each.share, [[split.name, list(split.parts)] for split in each.sheet.splits]]
        for each in asks.measured
    ]
    return sha256(canonical(told)).hexdigest()


def in_all(make: Callable[[], object]) -> Words:
    """What a function gives in every language of the pages."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(make())
    return found


@dataclass(frozen=True, slots=True)
class _Forms:
    """The form of one report in every language."""

    asks: Asks
    named: int  # obstacles
    by_language: Mapping[str, ReportForm]

    @classmethod
    def of(cls, asks: Asks, lines: Words) -> "_Forms":
        named, made = int(lines["obstacles"]), {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                made[code] = ReportForm(asks, {**lines, "obstacles": str(named + SPARE)}, 0)
        return cls(asks, named, made)

    @property
    def usual(self) -> Words:
        """What stands in a field where nobody chose."""
        return next(iter(self.by_language.values())).usual

    def groups(self) -> Iterator[FieldGroup]:
        """The fields in the order of the office's own form."""
        yield self._group(lambda form: [form["claim"]])
        for n, step in enumerate(self.asks.steps):
            yield self._group(partial(_of_step, n), about=f"{n + 1}. {step.text.words}")
        for n, told in enumerate(self.asks.measured):
            yield from self._values(n, told)
        yield self._group(lambda form: [form["narrative"]])
        for n in range(self.named + SPARE):
            yield self._group(partial(_of_obstacle, n), spare=n >= max(self.named, 1))
        yield self._group(lambda form: [form["asks"]])

    def _values(self, n: int, told: Defined) -> Iterator[FieldGroup]:
        about = f"{told.indicator.id} {told.indicator.text.words}"
        yield self._group(lambda form: list(form.values)[n].whole, about=about)
        for at, split in enumerate(split.name for split in told.sheet.splits if split.parts):
            title = in_all(partial(_split_by, split))
            yield self._group(partial(_of_split, n, at), title=title)
        yield self._group(lambda form: list(form.values)[n].rest)

    def _group(self, choose: Chosen, *, title: Words | None = None, about: str = "", spare: bool = False) -> FieldGroup:
        chosen = {code: choose(form) for code, form in self.by_language.items()}
        fields = tuple(_field(dict(zip(chosen, alike, strict=True))) for alike in zip(*chosen.values(), strict=True))
        return FieldGroup(title or {}, about, fields, spare)


def _of_step(n: int, form: ReportForm) -> Sequence[BoundField]:
    return list(form.steps)[n][1:]


def _of_split(n: int, at: int, form: ReportForm) -> Sequence[BoundField]:
    return list(form.values)[n].splits[at][1]


def _of_obstacle(n: int, form: ReportForm) -> Sequence[BoundField]:
    return list(form.in_the_way)[n]


def _split_by(split: str) -> str:
    return _("Split by %(split)s") % {"split": split}


def _field(shown: Mapping[str, BoundField]) -> PacketField:
    first = next(iter(shown.values()))
    choices = {code: _choices(field, code) for code, field in shown.items()}
    return PacketField(
        first.name,
        _kind(first.field),
        {code: _in(code, field.label) for code, field in shown.items()},
        {code: _in(code, field.help_text) for code, field in shown.items()},
        tuple(
            (alike[0][0], dict(zip(choices, (words for _value, words in alike), strict=True)))
            for alike in zip(*choices.values(), strict=True)
        ),
        first.name in _NEEDED,
    )


def _in(language: str, words: object) -> str:
    """Words that may be waiting for the language in which they are read."""
    with override(language):
        return str(words)


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


def _choices(field: BoundField, language: str) -> list[tuple[str, str]]:
    with override(language):
        return [(str(value), str(words)) for value, words in getattr(field.field, "choices", ())]
