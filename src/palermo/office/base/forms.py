"""How forms are drawn: every field through one template, with its label, hint and error tied to the input."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.forms import BaseForm, BooleanField, ChoiceField
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


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

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """What Django's templates make. A list is drawn in one go: with a template for each of some hundred choices,
        it takes longer than the rest of its page.
        """
        if template_name == "django/forms/widgets/select.html":
            return _drawn_select(context["widget"])
        return super().render(template_name, context, request)


def _drawn_select(widget: Mapping[str, Any]) -> SafeString:
    drawn = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        for each in options:
            value, label = conditional_escape(str(each["value"])), conditional_escape(localize(each["label"]))
            drawn.append(f'\n  <option value="{value}"{_attributes(each["attrs"])}>{label}</option>\n')
        if group:
            drawn.append("\n  </optgroup>")
    return mark_safe("".join([*drawn, "\n</select>"]))  # noqa: S308  # every part of it is escaped above


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(str(value))}"')
        for name, value in given.items()
        if value is not False
    )


def offer(form: BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Say what can be chosen in a field, where that hangs on who fills the form in or on what is stored."""
    cast(ChoiceField, form.fields[name]).choices = list(choices)
