"""The words shown for bodies, categories and tiers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.base.vocabulary import say
from palermo.standing import BODIES, CATEGORIES, Tier

_CATEGORY_WORDS = dict(
    zip(
        CATEGORIES,
        (
            gettext_lazy("Prosecution"),
            gettext_lazy("Protection"),
            gettext_lazy("Prevention"),
            gettext_lazy("Partnership"),
        ),
        strict=True,
    )
)
_LISTS = {"grey": gettext_lazy("grey"), "black": gettext_lazy("black")}
# one sign and one class a tier, so that no colour stands alone
_SHORT = {Tier.ONE: "1", Tier.TWO: "2", Tier.WATCH: "2WL", Tier.THREE: "3", Tier.SPECIAL: "S"}


def body_word(key: str) -> str:
    """The name of a body that asks; what this office entered has its own."""
    return say(BODIES[key]) if key in BODIES else key


def category_word(key: str) -> str:
    """The name of a category; items of the FATF and entries of this office may have none."""
    return str(_CATEGORY_WORDS[key]) if key in _CATEGORY_WORDS else _("none of the four")


def list_word(key: str) -> str:
    """A list of the FATF; nothing where the country is on none."""
    return str(_LISTS.get(key, key))


def short(tier: Tier | None) -> str:
    """A tier in the cell of a strip; a dash for what nobody could read."""
    return _SHORT[tier] if tier else "–"
