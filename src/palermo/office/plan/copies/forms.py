"""What somebody says when they ask that a piece of evidence be public, or publish it."""

from django import forms
from django.utils.translation import gettext_lazy


class HarmlessForm(forms.Form):
    """What was looked at, and that nobody can be recognised in it. Both persons say so, each for themselves."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    harmless = forms.BooleanField(
        label=gettext_lazy(
            "I have looked at all of it. Nobody can be recognised: no face, name, tattoo or number plate of a person"
            " who is not in public office, and no place where victims live or are looked after"
        )
    )
