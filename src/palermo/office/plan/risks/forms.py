"""What is filled in on the log of an activity's risks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from palermo.office.access.models import Body
from palermo.office.access.people.choices import DayField, ReasonField, as_choices
from palermo.office.base.forms import offer
from palermo.office.plan.risks.actions import NewRisk
from palermo.office.plan.risks.models import WORDS


class RiskForm(forms.Form):
    """What could go wrong."""

    what = forms.CharField(label=gettext_lazy("What could go wrong"), max_length=WORDS)
    likelihood = forms.CharField(
        label=gettext_lazy("How likely it is, and why"),
        help_text=gettext_lazy("In words, such as: likely, since the law is still a draft."),
        max_length=WORDS,
    )
    harm = forms.CharField(label=gettext_lazy("What harm it would do, and to whom"), max_length=WORDS)
    owner = forms.ChoiceField(label=gettext_lazy("Body that looks after it"))
    response = forms.CharField(label=gettext_lazy("What is done about it"), widget=forms.Textarea(attrs={"rows": 2}))
    review = DayField(label=gettext_lazy("When it is looked at again"))

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {body.key: body for body in bodies}
        offer(self, "owner", as_choices(bodies))

    def risk(self) -> NewRisk:
        """As the action takes it."""
        told = self.cleaned_data
        return NewRisk(**{**told, "owner": self._bodies[told["owner"]]})


class NoteForm(forms.Form):
    """What is noted of a risk. `review` is asked of who has looked at it."""

    row = forms.CharField(widget=forms.HiddenInput)
    review = DayField(label=gettext_lazy("When it is looked at again"), required=False)
    reason = ReasonField(label=gettext_lazy("What was found, or why"))
