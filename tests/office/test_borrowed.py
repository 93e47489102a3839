"""Django's own sentences on our pages: those we list are Django's still, and none that can be shown lacks its Khmer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.urls import get_resolver
from django.utils.translation import override

from maintain.po import read_po
from palermo.office.base import borrowed

KHMER = re.compile("[\u1780-\u17ff]")
LISTED = (*borrowed.FORMS, *borrowed.SIGN_IN, *borrowed.SIZES)


def djangos() -> set[str]:
    root = Path(django.__file__).parent
    catalogues = (root / "conf/locale/en/LC_MESSAGES/django.po", root / "contrib/auth/locale/en/LC_MESSAGES/django.po")
    return {entry.msgid for path in catalogues for entry in read_po(path.read_text(encoding="utf-8"))}


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def office_forms() -> list[Any]:
    assert get_resolver().url_patterns  # loads every page, and with it every form
    ours = (form for form in below(forms.BaseForm) if form.__module__.startswith("palermo.office"))
    return list(ours)


def words_of(field: forms.Field) -> Iterator[str]:
    """The hint of a field and every error it can show, each with its numbers filled in."""
    lazy = [
        field.help_text,
        *field.error_messages.values(),
        *(getattr(check, "message", "") for check in field.validators),
    ]
    yield from (str(text % defaultdict(int)) for text in lazy if text)


def test_what_is_listed_is_djangos_own() -> None:
    assert set(LISTED) - djangos() == set()


@pytest.mark.parametrize("form", office_forms(), ids=lambda form: str(form.__qualname__))
def test_every_text_of_a_form_has_its_khmer(form: Any) -> None:
    with override("km"):
        texts = [words for field in form.base_fields.values() for words in words_of(field)]
        english = [words for words in texts if not KHMER.search(words)]
    assert english == []


def test_what_is_said_of_a_new_password_has_its_khmer() -> None:
    person = User(username="officer", email="officer@example.org")
    refused: list[str] = []
    with override("km"):
        for password in ("12345678", "password", "officer", "officer@example.org"):
            with pytest.raises(ValidationError) as caught:
                validate_password(password, person)
            refused += caught.value.messages
        told = [*refused, *password_validators_help_texts()]
    assert len(told) > 8
    assert [words for words in told if not KHMER.search(words)] == []


def test_a_small_file_has_its_size_in_khmer() -> None:
    with override("km"):
        assert KHMER.search(filesizeformat(12))
