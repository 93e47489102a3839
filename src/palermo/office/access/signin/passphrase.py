"""What makes a good passphrase: its length, and that no attacker tries it first. No rules of letters and signs."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST = 15
FEWEST = 5  # different letters


def normal(passphrase: str) -> str:
    """The same letters however a keyboard sends them: Khmer and accented letters have several ways."""
    return unicodedata.normalize("NFKC", passphrase)


class PassphraseField(forms.CharField):
    """A passphrase, hidden, with its blanks; `new`: one that is being chosen."""

    def __init__(self, *, new: bool = False, **given: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        super().__init__(strip=False, max_length=1000, widget=forms.PasswordInput(attrs=attrs), **given)

    def to_python(self, value: Any) -> str:
        return normal(super().to_python(value) or "")


def chosen(**given: Any) -> PassphraseField:
    """The field in which a new passphrase is chosen."""
    hint = gettext_lazy(
        "At least 15 letters, in any script: four or five words that only you would put together. Blanks count."
    )
    return PassphraseField(new=True, help_text=hint, **given)


class Varied:
    """A validator: a passphrase is not one sign held down."""

    def validate(self, password: str, user: object = None) -> None:
        if len(set(password)) < FEWEST:
            raise ValidationError(_("This passphrase has too few different letters."), code="too_plain")

    def get_help_text(self) -> str:
        return _("A passphrase has at least five different letters.")
