"""Values of indicators in templates."""

from django import template
from django.utils.safestring import SafeString

from palermo.office.base.kept_rows import drawn
from palermo.office.plan.indicators.values import ToldValue

register = template.Library()


@register.simple_tag
def value_told(each: ToldValue, lang: str, *of: object) -> SafeString:
    """A value with all that is told of it. `of`: which it is, besides the indicator; a page may have hundreds."""
    return drawn("indicators/_value.html", (each.indicator, *map(str, of)), {"each": each, "lang": lang})
