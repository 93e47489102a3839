"""What may be chosen as a passphrase."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from palermo.office.access.signin.passphrase import SHORTEST, PassphraseField, normal


def refused(passphrase: str, user: User | None = None) -> list[str]:
    try:
        validate_password(passphrase, user)
    except ValidationError as error:
        return [str(one.code) for one in error.error_list]
    return []


@pytest.mark.parametrize(
    "passphrase",
    [
        "fish on the tin roof",
        "ត្រីងៀតលើដំបូលស័ង្កសី",
        "អង្ករ ស្ករ អំបិល ទឹក",
        "四百四十四只石狮子站在桥上看着远方的河",
        "onlysmallletters",
        "190 380 570 761 000",
    ],
)
def test_length_is_what_counts_in_any_script(passphrase: str) -> None:
    assert refused(passphrase) == []


def test_ten_thousand_passwords_that_everybody_tries_first_are_refused() -> None:
    known = sorted(CommonPasswordValidator().passwords)[:10_000]
    assert len(known) == 10_000
    assert [word for word in known if not refused(word)] == []


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("fourteen signs", "password_too_short"),
        ("aaaaaaaaaaaaaaaaaaaaaaa", "too_plain"),
        ("abababababababababab", "too_plain"),
        ("somebody-rather-special", "password_too_similar"),
    ],
)
def test_what_is_easily_guessed_is_refused(passphrase: str, code: str) -> None:
    assert code in refused(passphrase, User(username="somebody-rather-special"))
    assert len("fourteen signs") == SHORTEST - 1


def test_blanks_stay_and_letters_are_made_the_same() -> None:
    assert PassphraseField().clean(" two  blanks ") == " two  blanks "
    assert normal("e\u0301lan") == normal("\u00e9lan")
    assert len(PassphraseField().clean("x" * 1000)) == 1000
    with pytest.raises(ValidationError):
        PassphraseField().clean("x" * 1001)
