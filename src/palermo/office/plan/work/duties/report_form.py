"""The short form of a report. What is typed is kept, and what is not understood is told at its field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.when import read_when
from palermo.office.plan.work.content import Content
from palermo.office.plan.work.duties.value_fields import (
    Files,
    ValueFields,
    faults_of_values,
    shown_fields,
    usual_kind,
    value_fields,
    value_lines,
    values_typed,
)
from palermo.office.plan.work.words import CLAIMS
from palermo.plan import Activity, Claim, Defined, Step

MOST_OBSTACLES = 50
_DAY = gettext_lazy("Such as 20 February 2024, or 2024-02-20.")
_Lines = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asks:
    """What a report is asked for beside the words that every report has. `files`: from which a value may be taken."""

    steps: tuple[Step, ...]
    measured: tuple[Defined, ...]
    files: Files = ()


def asks_of(activity: Activity | None, measured: tuple[Defined, ...], files: Files = ()) -> Asks:
    """The steps of an activity, and the indicators whose values it tells."""
    return Asks(activity.steps.value or (), measured, files) if activity else Asks((), ())


def usual_lines(asks: Asks) -> dict[str, str]:
    """What stands in a field where nobody chose."""
    return {f"value_{n}_kind": usual_kind(told) for n, told in enumerate(asks.measured)}


class ReportForm(forms.Form):
    """A draft may lack anything. `judge` tells what is not understood and, before sending, what is missing."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    obstacles = forms.IntegerField(widget=forms.HiddenInput, required=False)
    claim = forms.ChoiceField(
        label=gettext_lazy("Where the work stands"),
        choices=list(CLAIMS.items()),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, asks: Asks, lines: _Lines, seen: int) -> None:
        """`lines`: what stands in each field, as `lines_of` gives it or a browser sent it."""
        rows = min(max(_whole(lines.get("obstacles", "")), 1), MOST_OBSTACLES)
        # bound in any case: errors can be told then, and a field that lacks something shows what it holds
        self.usual = usual_lines(asks)
        super().__init__({**self.usual, **lines, "seen": str(seen), "obstacles": str(rows)})
        self.wanted, self.rows = asks, rows
        for n in range(1, len(asks.steps) + 1):
            self.fields[f"step_{n}_what"] = _text(_("Step %(n)s: what was done") % {"n": n})
            self.fields[f"step_{n}_finished"] = _line(_("Step %(n)s: finished on") % {"n": n}, _DAY)
        for n, told in enumerate(asks.measured):
            self.fields |= dict(value_fields(n, told, asks.files))
        self.fields["narrative"] = _text(
            _("What happened, in a few sentences"), _("What was done, or why nothing was."), rows=5
        )
        for n in range(1, rows + 1):
            self.fields[f"obstacle_{n}_what"] = _text(_("Obstacle %(n)s: what stands in the way") % {"n": n})
            self.fields[f"obstacle_{n}_since"] = _line(_("Obstacle %(n)s: since when") % {"n": n}, _DAY)
            self.fields[f"obstacle_{n}_blocked_by"] = _line(
                _("Obstacle %(n)s: who or what stops the work") % {"n": n},
                _("Leave it empty where the work goes on in spite of it."),
            )
        self.fields["asks"] = _text(_("What you ask of the committee"), rows=3)
        self.asked = tuple(self.fields)  # most stay empty, and none says so of itself

    @property
    def steps(self) -> Iterator[tuple[Step, BoundField, BoundField]]:
        for n, step in enumerate(self.wanted.steps, 1):
            yield step, self[f"step_{n}_what"], self[f"step_{n}_finished"]

    @property
    def values(self) -> Iterator[ValueFields]:
        for n, told in enumerate(self.wanted.measured):
            yield shown_fields(self, n, told)

    @property
    def in_the_way(self) -> Iterator[list[BoundField]]:
        for n in range(1, self.rows + 1):
            yield [self[f"obstacle_{n}_{part}"] for part in ("what", "since", "blocked_by")]

    def judge(self, content: Content, today: date, *, sending: bool) -> bool:
        """Tell at each field what is not understood; before sending, also what is missing. True where nothing is."""
        self.full_clean()
        for name, text in _faults(content, self.wanted, today, sending=sending):
            self.add_error(name, str(text))
        return not self.errors

    def differences(self, theirs: _Lines) -> list[tuple[BoundField, str, str]]:
        """Each field that holds something else there, with what it holds there and here."""
        return [
            (field, _shown(field, there), _shown(field, here))
            for field in self
            if not field.is_hidden
            and (there := theirs.get(field.name, self.usual.get(field.name, "")))
            != (here := str(self.data.get(field.name, "")))
        ]


def _shown(field: BoundField, text: str) -> str:
    """The words of a choice, any other text as it is."""
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(text, text))


def _line(label: str, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs))


def _text(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def typed(sent: QueryDict) -> dict[str, str]:
    """What a browser sent, line by line."""
    return {name: as_typed(str(sent[name])) for name in sent}


def as_typed(text: str) -> str:
    """A text of people. None holds the sign that databases cannot keep."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def content_of(lines: _Lines, asks: Asks) -> dict[str, Any]:
    """What was typed, as a report holds it: days and numbers as they are understood, else as they were typed."""
    claim = lines.get("claim", "")
    return {
        "claim": claim if claim in set(Claim) else "",
        "narrative": lines.get("narrative", ""),
        "asks": lines.get("asks", ""),
        "done": list(_done(lines, len(asks.steps))),
        "values": list(values_typed(lines, asks.measured)),
        "obstacles": list(_obstacles(lines)),
    }


def _done(lines: _Lines, steps: int) -> Iterator[dict[str, Any]]:
    for n in range(1, steps + 1):
        what, finished = lines.get(f"step_{n}_what", ""), lines.get(f"step_{n}_finished", "")
        if what or finished:
            yield {"step": n, "what": what, "finished": _as_day(finished)}


def _obstacles(lines: _Lines) -> Iterator[dict[str, Any]]:
    for n in range(1, min(_whole(lines.get("obstacles", "")), MOST_OBSTACLES) + 1):
        told = {part: lines.get(f"obstacle_{n}_{part}", "") for part in ("what", "since", "blocked_by")}
        if any(told.values()):
            yield {**told, "since": _as_day(told["since"])}


def lines_of(content: Content, asks: Asks) -> dict[str, str]:
    """What stands in the fields of a form that holds this."""
    lines = {name: content.get(name, "") for name in ("claim", "narrative", "asks")}
    for each in content.get("done", ()):
        lines[f"step_{each['step']}_what"] = each["what"]
        lines[f"step_{each['step']}_finished"] = each.get("finished") or ""
    lines |= dict(value_lines(content.get("values", ()), asks.measured))
    for n, each in enumerate(content.get("obstacles", ()), 1):
        for part in ("what", "since", "blocked_by"):
            lines[f"obstacle_{n}_{part}"] = each.get(part, "")
    return {**lines, "obstacles": str(len(content.get("obstacles", ())))}


def _faults(content: Content, asks: Asks, today: date, *, sending: bool) -> Iterator[tuple[str, object]]:
    if sending and not content["claim"]:
        yield "claim", _("Say where the work stands.")
    for each in content["done"]:
        yield from _faults_of_step(each, today, sending=sending)
    yield from faults_of_values(content["values"], asks.measured, sending=sending)
    if sending and not content["narrative"]:
        yield "narrative", _("Tell in a few sentences what was done, or why nothing was.")
    for n, each in enumerate(content["obstacles"], 1):
        if sending and not each["what"]:
            yield f"obstacle_{n}_what", _("Say what stands in the way.")
        if (each["since"] or sending) and not _is_day(each["since"]):
            yield f"obstacle_{n}_since", _("Write one day, such as 20 February 2024 or 2024-02-20.")


def _faults_of_step(each: Mapping[str, Any], today: date, *, sending: bool) -> Iterator[tuple[str, object]]:
    name, finished = f"step_{each['step']}", each["finished"]
    if sending and not each["what"]:
        yield f"{name}_what", _("Say what was done.")
    if finished and not _is_day(finished):
        yield f"{name}_finished", _("Write one day, such as 20 February 2024 or 2024-02-20.")
    elif finished and date.fromisoformat(finished) > today:
        yield f"{name}_finished", _("It cannot have been finished after today.")


def _as_day(text: str) -> str:
    """The day that the words say, whatever digits and months they say it in; the words where they say no one day."""
    if not text:
        return ""
    when = read_when(text)
    return when.first.isoformat() if when.dated and when.first and when.first == when.last else text


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
