"""Parts that many pages of one version share, drawn once."""

from collections.abc import Callable, Hashable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language
from palermo.office.plan.pages.public import Edition

_FRAGMENTS: Kept[SafeString] = Kept(96)


def fragment(
    edition: Edition, template: str, context: Callable[[], dict[str, object]], variant: Hashable = None
) -> SafeString:
    """The template drawn for this version, in the language of the page. `variant` names what else it depends on."""
    key = (*edition.own_key, language(), template, variant)
    return _FRAGMENTS.get(key, lambda: render_to_string(template, context()))
