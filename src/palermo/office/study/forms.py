"""What is filled in to bring a table in, to begin a run, and to ask for a release."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from palermo.office.access.models import Body
from palermo.office.access.people.choices import ReasonField, as_choices
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import language, say
from palermo.office.study.asked import Asked
from palermo.office.study.models import WORDS, Capture
from palermo.prevalence import METHODS, method_name


class CaptureForm(forms.Form):
    """A table of lists."""

    body = forms.ChoiceField(label=gettext_lazy("Body in whose compartment it lies"))
    name = forms.CharField(label=gettext_lazy("Name of the table"), max_length=WORDS)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV: a column of 0 and 1 for each list, and a column count; or a row for each person. No names of people."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        allow_empty_file=True,  # said with everything else that can be wrong with it
    )
    strata = forms.CharField(
        label=gettext_lazy("Columns of groups, such as sex or year"),
        help_text=gettext_lazy("Several with commas between. Each group can be estimated by itself."),
        max_length=WORDS,
        required=False,
    )

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {body.key: body for body in bodies}
        offer(self, "body", as_choices(bodies))

    @property
    def given(self) -> dict[str, Any]:
        """As the action takes it."""
        told = self.cleaned_data
        strata = tuple(filter(None, (name.strip() for name in told["strata"].split(","))))
        body, content = self._bodies[told["body"]], told["file"].read()
        return {"body": body, "name": told["name"], "content": content, "strata": strata}


class RunForm(forms.Form):
    """What a run is asked to do."""

    lists = forms.MultipleChoiceField(label=gettext_lazy("Lists"), widget=forms.CheckboxSelectMultiple)
    methods = forms.MultipleChoiceField(label=gettext_lazy("Methods"), widget=forms.CheckboxSelectMultiple)
    strata = forms.MultipleChoiceField(
        label=gettext_lazy("Groups that are estimated by themselves too"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    replicates = forms.IntegerField(
        label=gettext_lazy("How often the lists are drawn anew"), min_value=20, max_value=20_000, initial=1000
    )
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        help_text=gettext_lazy("The same table, seed and settings give the same figures."),
        min_value=0,
        max_value=2**31,
        initial=1,
    )
    people = forms.IntegerField(
        label=gettext_lazy("Population, for a rate per 100,000"), min_value=1, max_value=10**10, required=False
    )
    source = forms.CharField(label=gettext_lazy("Who counted the population"), max_length=WORDS, required=False)
    year = forms.CharField(label=gettext_lazy("For which year"), max_length=20, required=False)

    def __init__(self, capture: Capture, data: Any = None) -> None:
        super().__init__(data, initial={"lists": capture.lists, "methods": list(METHODS)})
        offer(self, "lists", [(name, name) for name in capture.lists])
        offer(self, "methods", [(name, say(method_name(name))) for name in METHODS])
        if capture.strata:
            offer(self, "strata", [(name, name) for name in capture.strata])
        else:
            del self.fields["strata"]

    @property
    def run(self) -> Asked:
        """As the action takes it."""
        told = self.cleaned_data
        given: dict[str, Any] = {name: tuple(told.get(name) or ()) for name in ("lists", "methods", "strata")}
        given |= {name: told[name] for name in ("replicates", "seed", "people", "source", "year")}
        return Asked(**given, language=language())


class ReleaseForm(forms.Form):
    """What is asked to be public."""

    title = forms.CharField(
        label=gettext_lazy("Title for everybody"),
        help_text=gettext_lazy("Which people, where and when, such as: victims of trafficking, 2024."),
        max_length=WORDS,
    )
    reason = ReasonField()
