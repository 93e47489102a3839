"""The short form for one activity: what is missing first, everything else on demand, suggestions never filled in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core import Finding
from palermo.office.base.vocabulary import say
from palermo.plan import Answers, StepAnswer, Suggestion

STEPS = (1, 2, 3)
# the fields of the form by what they answer
GROUPS = {
    "lead": ("lead",),
    "step": ("step_1", "step_1_owner", "step_1_due"),
    "date": ("end",),
    "proof": ("proof",),
    "cost": ("cost", "money_source"),
}
MORE = ("partners", "timeframe", *(f"step_{n}{part}" for n in STEPS[1:] for part in ("", "_owner", "_due")))
SUGGESTED = {"lead": "lead", "step": "step_1", "date": "end", "cost": "cost"}


def _line(label: Any, hint: Any = "", **attrs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=1000, widget=forms.TextInput(attrs=attrs)
    )


def _text(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=5000, widget=widget)


class ReviseForm(forms.Form):
    """Answers as typed. Empty fields leave the plan as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lead = _line(gettext_lazy("Lead body"), gettext_lazy("The one body that answers for the activity."))
    step_1 = _text(gettext_lazy("Step"), gettext_lazy("What is done or handed over first, so that anybody can see it."))
    step_1_owner = _line(gettext_lazy("Who does this step"))
    step_1_due = _line(gettext_lazy("When this step is due"), gettext_lazy("Such as 30 June 2026 or Q2 2026."))
    end = _line(gettext_lazy("By when the activity ends"), gettext_lazy("Such as 30 June 2026, Q2 2026 or 2026."))
    proof = _text(
        gettext_lazy("Proof"),
        gettext_lazy("What will show that it was done, such as an attendance list. One kind a line."),
    )
    cost = _line(gettext_lazy("Cost"), gettext_lazy("Such as USD 12,000, or: no extra cost."))
    money_source = _line(gettext_lazy("Where the money comes from"))
    partners = _text(gettext_lazy("Partners"), gettext_lazy("One body a line; they are added to those named."))
    timeframe = _line(
        gettext_lazy("Timeframe, in the words of the plan"),
        gettext_lazy("Takes the place of what the plan says, such as 2026-2027."),
    )
    step_2 = _text(gettext_lazy("Second step"))
    step_2_owner = _line(gettext_lazy("Who does the second step"))
    step_2_due = _line(gettext_lazy("When the second step is due"))
    step_3 = _text(gettext_lazy("Third step"))
    step_3_owner = _line(gettext_lazy("Who does the third step"))
    step_3_due = _line(gettext_lazy("When the third step is due"))
    reason = forms.CharField(
        label=gettext_lazy("Why there is a new version"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Shown beside the new version."),
    )

    def __init__(self, *args: Any, missing: Sequence[str], suggestions: Sequence[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing
        self.asked = {field for name in missing for field in GROUPS[name]}
        self.suggestions = suggestions
        for field in SUGGESTED:
            offered = [(words.words, self._offer(words)) for words in suggestions if words.field == field]
            if offered:
                self.fields[f"take_{field}"] = forms.MultipleChoiceField(
                    label=_("Suggestions from the activity's own words"),
                    help_text=_("Not part of the plan. Tick one to take it over."),
                    choices=offered,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    @staticmethod
    def _offer(suggestion: Suggestion) -> str:
        return _("“%(words)s” – %(why)s") % {"words": suggestion.words, "why": say(suggestion.why)}

    def groups(self) -> list[list[BoundField]]:
        """The fields to be filled in first, each group with its suggestions before it."""
        return [self._group(name) for name in GROUPS if name in self.missing]

    def more(self) -> list[BoundField]:
        """Everything else."""
        rest = [field for name in GROUPS if name not in self.missing for field in self._group(name)]
        return [*rest, *(self[name] for name in MORE)]

    @property
    def more_open(self) -> bool:
        """Whether something below the fold was typed or is wrong."""
        return self.is_bound and any(field.errors or field.value() for field in self.more())

    def _group(self, name: str) -> list[BoundField]:
        taken = [f"take_{name}"] if f"take_{name}" in self.fields else []
        return [self[field] for field in (*taken, *GROUPS[name])]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("lead", "date", "cost"):
            chosen = told.get(f"take_{name}", [])
            if len(chosen) + bool(told.get(SUGGESTED[name])) > 1:
                self.add_error(SUGGESTED[name], _("Type it, or tick one suggestion: only one can stand here."))
        return told

    def answers(self) -> Answers:
        """What was typed, and what was ticked in its place."""
        told = self.cleaned_data
        return Answers(
            lead=self._one("lead"),
            partners=told["partners"],
            steps=self._steps(),
            timeframe=told["timeframe"],
            end=self._one("date"),
            proof=told["proof"],
            cost=self._one("cost"),
            money_source=told["money_source"],
        )

    def _one(self, name: str) -> str:
        chosen = self.cleaned_data.get(f"take_{name}") or [""]
        return str(self.cleaned_data[SUGGESTED[name]] or chosen[0])

    def _steps(self) -> tuple[StepAnswer, ...]:
        told = self.cleaned_data
        typed = [
            StepAnswer(told[f"step_{n}"], told[f"step_{n}_owner"], told[f"step_{n}_due"])
            for n in STEPS
            if told[f"step_{n}"] or told[f"step_{n}_owner"] or told[f"step_{n}_due"]
        ]
        taken = [StepAnswer(words) for words in told.get("take_step", [])]
        if len(taken) == 1 and typed and not typed[0].text:
            # who and when were typed for the step that was ticked
            return (StepAnswer(taken[0].text, typed[0].owner, typed[0].due), *typed[1:])
        return (*taken, *typed)

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put what could not be understood beside the fields it was typed into."""
        for finding in findings:
            self.add_error(self._place(finding), f"{_told(finding)} {say(finding.advice)}".strip())

    def _place(self, finding: Finding) -> str | None:
        params = finding.message.params
        field = str(params.get("field", ""))
        match finding.rule:
            case "R01" if field in ("timeframe", "end"):
                return field
            case "R01":
                typed = str(params.get("typed", "")).strip()
                dues = [f"step_{n}_due" for n in STEPS if str(self.data.get(f"step_{n}_due", "")).strip() == typed]
                return dues[0] if dues else "step_1_due"
            case "R02":
                return "cost"
            case "R03":
                steps = [f"step_{n}" for n in STEPS if not str(self.data.get(f"step_{n}", "")).strip()]
                filled = [s for s in steps if self.data.get(f"{s}_owner") or self.data.get(f"{s}_due")]
                return (filled or ["step_1"])[0]
            case _:
                return None


def _told(finding: Finding) -> str:
    """What is wrong; the field stands beside it, so it need not be named."""
    typed = {"typed": finding.message.params.get("typed", "")}
    match finding.rule:
        case "R01":
            return _("“%(typed)s” is not understood as a date.") % typed
        case "R02":
            return _("“%(typed)s” is not understood as a cost.") % typed
        case _:
            return say(finding.message)
