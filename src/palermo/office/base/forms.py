"""How forms are drawn: every field through one template, with its label, hint and error tied to the input."""

from django.forms.renderers import TemplatesSetting


class OfficeRenderer(TemplatesSetting):
    """Fields by `components/field.html`; whole forms by `components/form.html`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
