"""The form of a definition sheet: what the plan says stands in it at first, and everything can be completed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.access.people.choices import ReasonField
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import say
from palermo.office.plan.indicators.actions import bodies_named
from palermo.office.plan.indicators.readers import Book, activities_below
from palermo.office.plan.indicators.words import COUNTS, DIRECTIONS, FIELDS, KINDS
from palermo.plan import HOUSE_FIGURES, Activity, Counts, Sheet, Split, Target, as_planned

MORE = 2  # empty rows below those that are filled
MOST = 30  # rows of splits and of targets
_APART = re.compile(r"[;\n]")
_LONG = {"definition": 3, "source": 2, "method": 2, "quality": 2, "limits": 2}
_HINTS = {
    "definition": gettext_lazy("So that two people who count come to the same number."),
    "unit": gettext_lazy("Such as: persons, judgments, percent."),
    "numerator": gettext_lazy("Leave both empty where the value is one number."),
    "source": gettext_lazy("'Reports' is where a figure is told, not where it comes from."),
    "frequency": gettext_lazy("Such as: every six months, with the half-year report."),
    "responsible": gettext_lazy("A post or a unit, never a person's name."),
    "figure": gettext_lazy(
        "Counted by the office itself at the end of each period. Unit, numbers, source and method are then the house's."
    ),
    "baseline": gettext_lazy("The value before the work. Leave it empty where it is still to be measured."),
}


class SheetForm(forms.Form):
    """Every field of a sheet, the rows of splits and targets, and the reason for the edition."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, book: Book, id_: str, data: Mapping[str, Any] | None) -> None:
        editions = book.editions.get(id_, ())
        sheet = editions[-1].said if editions else as_planned(book.homes[id_][1])
        super().__init__(data, initial={**_lines(sheet), "seen": len(editions)})
        self._splits = min(_rows(data, "split", len(sheet.splits)), MOST)
        self._targets = min(_rows(data, "target", len(sheet.targets)), MOST)
        for name, label in FIELDS.items():
            if name in _MADE:
                self.fields[name] = _MADE[name](str(label), sheet)
            elif name not in ("splits", "targets", "given_by", "figure", "figure_of"):
                self.fields[name] = _text(str(label), str(_HINTS.get(name, "")), _LONG.get(name, 0))
        node = book.homes[id_][0]
        if not isinstance(node, Activity):
            self.fields["given_by"] = forms.ChoiceField(label=str(FIELDS["given_by"]), required=False)
            below = [(each.id, f"{each.id} {each.text.words}"[:120]) for each in activities_below(node)]
            offer(self, "given_by", [("", _("not said yet")), *below])
        self._add_figures(book)
        for n in range(self._splits):
            self.fields[f"split_{n}_name"] = _text(_("Split %(n)s: by what") % {"n": n + 1}, _("Such as: sex."))
            hint = _("Apart by semicolons, such as: female; male; not known.")
            self.fields[f"split_{n}_parts"] = _text(_("Split %(n)s: its parts") % {"n": n + 1}, hint)
        for n in range(self._targets):
            self.fields[f"target_{n}_value"] = _text(_("Target %(n)s: the value") % {"n": n + 1})
            self.fields[f"target_{n}_by"] = _text(
                _("Target %(n)s: by when") % {"n": n + 1}, _("Such as: December 2027.")
            )
            self.fields[f"target_{n}_reason"] = _text(_("Target %(n)s: why that much") % {"n": n + 1})
        self.fields["reason"] = ReasonField(label=_("Why this edition"))
        self.asked = tuple(self.fields)  # most may stay empty, and none says so of itself

    def _add_figures(self, book: Book) -> None:
        """What the house counts itself, of the whole plan or of what one body leads."""
        for name in ("figure", "figure_of"):
            hint = _HINTS.get(name, "")
            self.fields[name] = forms.ChoiceField(label=str(FIELDS[name]), required=False, help_text=hint)
        figures = [(str(key), say(told.title)) for key, told in HOUSE_FIGURES.items()]
        offer(self, "figure", [("", _("none: a report tells the value")), *figures])
        offer(self, "figure_of", [("", _("the whole plan")), *((name, name) for name in bodies_named(book.plan))])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for n in range(self._splits):
            if told.get(f"split_{n}_parts") and not told.get(f"split_{n}_name"):
                self.add_error(f"split_{n}_name", _("Say by what it is split."))
        for n in range(self._targets):
            told_of = {part: told.get(f"target_{n}_{part}", "") for part in Target._fields}
            for part in Target._fields:
                if any(told_of.values()) and not told_of[part]:
                    self.add_error(f"target_{n}_{part}", _("A target needs its value, its day and its reason."))
        return told

    def before(self) -> Iterator[BoundField]:
        """The fields above the splits."""
        return (self[name] for name in self._named(end="people"))

    def between(self) -> Iterator[BoundField]:
        """Those above the targets."""
        return (self[name] for name in self._named(begin="source", end="direction"))

    def after(self) -> Iterator[BoundField]:
        """The others."""
        return (self[name] for name in (*self._named(begin="kind"), "reason"))

    def split_rows(self) -> Iterator[list[BoundField]]:
        return ([self[f"split_{n}_name"], self[f"split_{n}_parts"]] for n in range(self._splits))

    def target_rows(self) -> Iterator[list[BoundField]]:
        return ([self[f"target_{n}_{part}"] for part in Target._fields] for n in range(self._targets))

    def _named(self, begin: str = "", end: str = "") -> list[str]:
        names = [name for name in FIELDS if name in self.fields]
        return names[names.index(begin) if begin else 0 : names.index(end) + 1 if end else None]

    def sheet(self) -> Sheet:
        """The sheet as it was filled in."""
        told = self.cleaned_data
        texts = {each.name: told[each.name].strip() for each in fields(Sheet) if isinstance(told.get(each.name), str)}
        splits = ((told[f"split_{n}_name"].strip(), told[f"split_{n}_parts"]) for n in range(self._splits))
        targets = ([told[f"target_{n}_{part}"].strip() for part in Target._fields] for n in range(self._targets))
        made: dict[str, Any] = {
            **texts,
            "counts": Counts(told["counts"]) if told["counts"] else None,
            "people": {"yes": True, "no": False}.get(told["people"]),
            "splits": tuple(Split(name, _parts(parts)) for name, parts in splits if name),
            "targets": tuple(Target(*target) for target in targets if target[0]),
        }
        return Sheet(**made)


def _lines(sheet: Sheet) -> dict[str, Any]:
    """What stands in the fields of a form that holds this sheet."""
    lines: dict[str, Any] = {
        each.name: told for each in fields(Sheet) if isinstance(told := getattr(sheet, each.name), str)
    }
    lines["people"] = "" if sheet.people is None else "yes" if sheet.people else "no"
    for n, split in enumerate(sheet.splits):
        lines |= {f"split_{n}_name": split.name, f"split_{n}_parts": "; ".join(split.parts)}
    for n, target in enumerate(sheet.targets):
        lines |= {f"target_{n}_{part}": words for part, words in target._asdict().items()}
    return lines


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for each in _APART.split(text) if (part := each.strip()))


def _rows(data: Mapping[str, Any] | None, what: str, have: int) -> int:
    """How many rows a form has: those that were sent, else those that are filled and a few more."""
    if data is None:
        return have + MORE
    first = "name" if what == "split" else "value"
    return sum(f"{what}_{n}_{first}" in data for n in range(MOST))


def _text(label: str, hint: str = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget, max_length=2000)


def _choice(words: Mapping[Any, Any], name: str) -> Callable[[str, Sheet], forms.ChoiceField]:
    """A field with these choices, and with the plan's own word where it is another."""

    def made(label: str, sheet: Sheet) -> forms.ChoiceField:
        own = getattr(sheet, name, "")
        known = [("", _("not said yet")), *((str(key), word) for key, word in words.items())]
        other = [(own, own)] if isinstance(own, str) and own and own not in words else []
        return forms.ChoiceField(label=label, choices=[*known, *other], required=False)

    return made


_MADE = {
    "counts": _choice(COUNTS, "counts"),
    "people": _choice({"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}, ""),
    "direction": _choice(DIRECTIONS, "direction"),
    "kind": _choice(KINDS, "kind"),
}
