"""A list that is drawn in one go is the one that Django's templates draw."""

from typing import Any

import pytest
from django.forms import Select
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from palermo.office.base.forms import OfficeRenderer

SPOKEN = format_html('<span lang="{}">{}</span>', "km", "a & b")
CHOICES: list[Any] = [
    ("", gettext_lazy("None")),
    ('a"<b>', 'Say "<b>" & go'),
    (SPOKEN, SPOKEN),
    (3, 4000),
    ("<group>", [("c", "C"), ("d", "D")]),
]


@pytest.mark.parametrize("chosen", ["", "c", 3, None])
def test_it_says_what_the_templates_say(chosen: Any) -> None:
    attrs = {"id": "id_x", "required": True, "disabled": False, "data-of": '"<&', "tabindex": -1}
    widget = Select(attrs, CHOICES)
    drawn, plain = (widget.render("x<", chosen, renderer=renderer()) for renderer in (OfficeRenderer, TemplatesSetting))
    assert drawn == plain
