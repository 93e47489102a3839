"""How forms are drawn: every field through one template, with its label, hint and error tied to the input."""

from collections.abc import Iterable
from typing import Any, cast

from django.forms import BaseForm, BooleanField, ChoiceField
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class OfficeField(BoundField):
    """A field that knows whether its label says `(optional)`."""

    @property
    def optional(self) -> bool:
        """Whether it may be left out without a loss.

        Of a choice one option always stands, and a box that is left empty is an answer. A form names in `asked` what
        people are there to fill in, though it is taken without.
        """
        asked = getattr(self.form, "asked", ())
        return not (self.field.required or isinstance(self.field, BooleanField | ChoiceField) or self.name in asked)


class OfficeRenderer(TemplatesSetting):
    """Fields by `components/field.html`; whole forms by `components/form.html`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = OfficeField


def offer(form: BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Say what can be chosen in a field, where that hangs on who fills the form in or on what is stored."""
    cast(ChoiceField, form.fields[name]).choices = list(choices)
