"""The forms by which parts of an activity are passed on to places, changed, handed over, put again and given up."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.languages import fold_digits
from palermo.core.when import read_when
from palermo.office.access.models import Body
from palermo.office.access.people.choices import DayField, ReasonField, as_choices
from palermo.office.access.words import KINDS
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import in_tongue
from palermo.office.plan.work.inherited import OwnTerms
from palermo.office.plan.work.words import AMENDED
from palermo.plan import Activity, Amended

_BAR = "|"


class PassForm(forms.Form):
    """Places, one by one or a whole level of the tree, and what the part of each has for itself."""

    level = forms.MultipleChoiceField(
        label=gettext_lazy("All places of a level"), widget=forms.CheckboxSelectMultiple, required=False
    )
    place = forms.MultipleChoiceField(
        label=gettext_lazy("Single places"), widget=forms.CheckboxSelectMultiple, required=False
    )
    ends = DayField(
        label=gettext_lazy("Last day of the part"),
        required=False,
        help_text=gettext_lazy("Leave it empty where the end of the activity holds."),
    )
    steps = forms.CharField(
        label=gettext_lazy("Steps of the part, one on each line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "With its last day after a bar, such as: Train the officers | 2027-03-31. Empty: the steps of the activity."
        ),
    )

    def __init__(self, activity: Activity, places: Sequence[Body], *args: Any, lang: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.targets = {f"target_{n}": each.id for n, each in enumerate(activity.indicators.value or ())}
        kinds = {place.kind for place in places}
        offer(self, "level", [(kind, word) for kind, word in KINDS.items() if kind in kinds])
        offer(self, "place", [(place.key, place.name) for place in places])
        for (name, id_), indicator in zip(self.targets.items(), activity.indicators.value or (), strict=True):
            self.fields[name] = forms.CharField(
                label=_("Target of %(id)s in each place") % {"id": id_},
                required=False,
                max_length=300,
                help_text=in_tongue(f"{indicator.text.words} ({indicator.target.words})", lang),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why a target is another than the plan's"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("level") and not told.get("place") and not self.errors:
            self.add_error("place", _("Choose the places first, by their boxes."))
        return told

    def clean_steps(self) -> tuple[tuple[str, date | None], ...]:
        return tuple(_steps(self.cleaned_data["steps"]))

    def chosen(self) -> list[Body]:
        """The places that were ticked, alone or with their level."""
        levels, single = set(self.cleaned_data["level"]), set(self.cleaned_data["place"])
        return [place for place in self.places if place.kind in levels or place.key in single]

    def terms(self) -> OwnTerms:
        """What each part has for itself."""
        told = self.cleaned_data
        targets = tuple((id_, told[name].strip()) for name, id_ in self.targets.items() if told[name].strip())
        return OwnTerms(told["ends"], told["steps"], targets, told["reason"])


def _steps(text: str) -> Iterator[tuple[str, date | None]]:
    for line in filter(None, map(str.strip, text.splitlines())):
        what, bar, day = (part.strip() for part in line.partition(_BAR))
        when = read_when(fold_digits(day)) if day else None
        due = when.last if when and when.dated else None
        if not what or (bar and due is None):
            text = _("Write after the bar the day by which the step is done: %(line)s")
            raise forms.ValidationError(text % {"line": line})
        yield what, due


class _OfPart(forms.Form):
    """An act on the part of one place."""

    place = forms.ChoiceField(label=gettext_lazy("Part of"))

    def __init__(self, parts: Sequence[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        offer(self, "place", [("", _("Choose a place")), *((place.key, place.name) for place in parts)])


class ChangePartForm(_OfPart):
    """A deadline of the part that moves, or a target that changes."""

    what = forms.ChoiceField(label=gettext_lazy("What is changed"))
    new = forms.CharField(
        label=gettext_lazy("The new day, or the new target"),
        max_length=300,
        help_text=gettext_lazy("A day as year, month and day, such as 2027-06-30."),
    )
    reason = ReasonField()

    def __init__(self, activity: Activity, steps: int, *args: Any, **kwargs: Any) -> None:
        """`steps`: the most that any part has."""
        super().__init__(*args, **kwargs)
        indicators = [each.id for each in activity.indicators.value or ()]
        named = [(Amended.STEP, str(n)) for n in range(1, steps + 1)] + [(Amended.TARGET, id_) for id_ in indicators]
        offer(
            self,
            "what",
            [
                (f"{Amended.END}:", _("The end of the part")),
                *((f"{what}:{of}", str(AMENDED[what]) % {"of": of}) for what, of in named),
            ],
        )


class HandPartForm(_OfPart):
    """The part goes to another body, or is put to its place once more."""

    body = forms.ChoiceField(label=gettext_lazy("Body that is to lead it"))

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", as_choices(bodies, _("Choose a body")))


class DropPartForm(_OfPart):
    """The part is given up."""

    reason = ReasonField()


class UndoPartForm(_OfPart):
    """The acceptance of the part is taken back."""

    reason = ReasonField()
