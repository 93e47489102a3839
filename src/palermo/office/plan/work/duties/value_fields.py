"""The fields of a report in which the values of indicators are told, as their definition sheets ask for them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core import Severity
from palermo.core.languages import fold_digits
from palermo.office.base.vocabulary import say
from palermo.office.plan.work.content import number, value_of
from palermo.plan import Counts, Defined, value_faults

Files = Sequence[tuple[str, str]]  # the digest and the title of each file that a value may be taken from
Lines = Mapping[str, str]
KINDS = (("period", gettext_lazy("of this period alone")), ("sum", gettext_lazy("since the work began")))
_KIND_OF = {Counts.PERIOD: "period", Counts.SINCE: "sum"}
_OF_THE_WHOLE = frozenset({"V02", "V04"})  # told at the first number; what parts lack, at the note that may explain it


@dataclass(frozen=True, slots=True)
class ValueFields:
    """The fields of one value. `splits`: the name of each split with a field for each of its parts."""

    told: Defined
    whole: list[BoundField]
    splits: list[tuple[str, list[BoundField]]]
    rest: list[BoundField]


def usual_kind(told: Defined) -> str:
    """What a value is of where nobody chose."""
    return _KIND_OF[told.counts] if told.counts else "period"


def value_fields(n: int, told: Defined, files: Files) -> Iterator[tuple[str, forms.Field]]:
    """The fields of the value of one indicator, in their order."""
    id_ = {"id": told.indicator.id}
    for part, label, hint in _numbers(told):
        yield f"value_{n}_{part}", _line(label % id_, hint, inputmode="decimal")
    yield (
        f"value_{n}_kind",
        forms.ChoiceField(
            label=_("The value of %(id)s is") % id_, choices=KINDS, widget=forms.RadioSelect, required=False
        ),
    )
    for at, place, name in _parts(told):
        yield f"value_{n}_part_{at}_{place}", _line(name, inputmode="decimal")
    if files:
        choices = [("", _("our own count, typed here")), *files]
        yield f"value_{n}_file", forms.ChoiceField(label=_("Where it comes from"), choices=choices, required=False)
    hint = _("Where the parts do not add up, say here why.") if told.sheet.splits else ""
    yield f"value_{n}_note", _line(_("Note on %(id)s") % id_, hint)


def _numbers(told: Defined) -> Iterator[tuple[str, str, str]]:
    """The numbers that a value takes, with label and hint."""
    if told.share:
        yield "numerator", _("%(id)s: how many"), told.indicator.numerator.words
        yield "denominator", _("%(id)s: of how many"), told.indicator.denominator.words
    else:
        yield "number", _("Value of %(id)s"), told.indicator.unit.words


def _parts(told: Defined) -> Iterator[tuple[int, int, str]]:
    """The parts of every split, by the places of both."""
    for at, split in enumerate(told.sheet.splits):
        for part, name in enumerate(split.parts):
            yield at, part, name


def _line(label: str, hint: str = "", **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.TextInput(attrs=attrs))


def shown_fields(form: forms.Form, n: int, told: Defined) -> ValueFields:
    """The fields of one value as a page shows them."""
    whole = [form[f"value_{n}_{part}"] for part, _label, _hint in _numbers(told)]
    splits = [
        (split.name, [form[f"value_{n}_part_{at}_{part}"] for part in range(len(split.parts))])
        for at, split in enumerate(told.sheet.splits)
        if split.parts
    ]
    rest = [form[name] for part in ("file", "note") if (name := f"value_{n}_{part}") in form.fields]
    return ValueFields(told, [*whole, form[f"value_{n}_kind"]], splits, rest)


def values_typed(lines: Lines, measured: Sequence[Defined]) -> Iterator[dict[str, Any]]:
    """The values as a report holds them. Nothing is made of an indicator of which nothing was typed."""
    for n, told in enumerate(measured):
        numbers = {part: lines.get(f"value_{n}_{part}", "") for part, _label, _hint in _numbers(told)}
        parts = [
            {"split": told.sheet.splits[at].name, "name": name, "number": as_number(typed)}
            for at, part, name in _parts(told)
            if (typed := lines.get(f"value_{n}_part_{at}_{part}", ""))
        ]
        note, file = lines.get(f"value_{n}_note", ""), lines.get(f"value_{n}_file", "")
        if any(numbers.values()) or parts or note:
            yield {
                "indicator": told.indicator.id,
                "number": "",
                **{part: as_number(typed) for part, typed in numbers.items()},
                "cumulative": (lines.get(f"value_{n}_kind") or usual_kind(told)) == "sum",
                "note": note,
                **({"parts": parts} if parts else {}),
                **({"file": file} if file else {}),
            }


def value_lines(values: Sequence[Mapping[str, Any]], measured: Sequence[Defined]) -> Iterator[tuple[str, str]]:
    """What stands in the fields of a form that holds these values."""
    places = {told.indicator.id: n for n, told in enumerate(measured)}
    for each in values:
        if (n := places.get(each["indicator"])) is None:
            continue
        for part in ("number", "numerator", "denominator", "note", "file"):
            yield f"value_{n}_{part}", each.get(part, "")
        yield f"value_{n}_kind", "sum" if each["cumulative"] else "period"
        have = {(part["split"], part["name"]): part["number"] for part in each.get("parts", ())}
        for at, place, name in _parts(measured[n]):
            yield f"value_{n}_part_{at}_{place}", have.get((measured[n].sheet.splits[at].name, name), "")


def faults_of_values(
    values: Sequence[Mapping[str, Any]], measured: Sequence[Defined], *, sending: bool
) -> Iterator[tuple[str, str]]:
    """The field and the words of what is not understood; before sending, also of what the sheet does not take."""
    places = {told.indicator.id: (n, told) for n, told in enumerate(measured)}
    for each in values:
        n, told = places[each["indicator"]]
        wrong = list(_not_numbers(each, n, told, sending=sending))
        yield from wrong
        value = value_of(each)
        if wrong or not sending or value is None:
            continue
        first = next(_numbers(told))[0]
        for finding in value_faults(value, told):
            if finding.severity is Severity.ERROR:
                at = "kind" if finding.rule == "V01" else first if finding.rule in _OF_THE_WHOLE else "note"
                yield f"value_{n}_{at}", f"{say(finding.message)} {say(finding.advice)}"


def _not_numbers(each: Mapping[str, Any], n: int, told: Defined, *, sending: bool) -> Iterator[tuple[str, str]]:
    for part, _label, _hint in _numbers(told):
        typed = each.get(part, "")
        if (typed or sending) and number(typed) is None:
            bare = told.share and ("%" in typed or not typed)
            text = _("Write how many of how many, as two numbers: a percentage alone is not taken.")
            yield f"value_{n}_{part}", text if bare else _("Write one number, such as 1200 or 12.5.")
    have = {(part["split"], part["name"]): part["number"] for part in each.get("parts", ())}
    for at, place, name in _parts(told):
        typed = have.get((told.sheet.splits[at].name, name), "")
        if typed and number(typed) is None:
            yield f"value_{n}_part_{at}_{place}", _("Write one number, such as 1200 or 12.5.")


def as_number(text: str) -> str:
    """The number in plain digits; thousands may be set apart by spaces or commas."""
    plain = fold_digits(text).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    whole, point, part = plain.partition(".")
    for mark in (" ", ","):
        groups = whole.split(mark)
        if len(groups) > 1 and 1 <= len(groups[0].lstrip("-")) <= 3 and all(len(each) == 3 for each in groups[1:]):
            whole = "".join(groups)
    joined = f"{whole}{point}{part}"
    return joined if number(joined) is not None and joined.isascii() else text
