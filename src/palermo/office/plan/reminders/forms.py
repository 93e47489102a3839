"""What is filled in of reminders."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from palermo.office.access.people.choices import DayField
from palermo.office.plan.reminders.models import WORDS


class AddressForm(forms.Form):
    """Where one wants to be reminded."""

    email = forms.EmailField(
        label=gettext_lazy("Address for reminders"),
        help_text=gettext_lazy("Used for the weekly digest and for nothing else."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mails"), choices=settings.LANGUAGES)
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "I want to get these mails, and know that they pass through servers that are not the office's"
        ),
    )


class QuietForm(forms.Form):
    """Days on which nobody is reminded."""

    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))
    reason = forms.CharField(label=gettext_lazy("Why"), help_text=gettext_lazy("Such as: new year."), max_length=WORDS)


class LiftForm(forms.Form):
    """Quiet days that hold no more."""

    span = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Why they are lifted"), max_length=WORDS)
