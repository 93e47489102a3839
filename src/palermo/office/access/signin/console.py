"""Signing in at the machine itself, for one command: name, passphrase and code together."""

import math
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from palermo.core import Message, UserError
from palermo.office.access.decision import SignedIn, remember
from palermo.office.access.signin.brakes import CODE, TOGETHER
from palermo.office.access.signin.forms import CodeField, factor_of

_HERE = "console"  # in place of an address


def sign_in_at_console(name: str, passphrase: str, code: str, now: datetime) -> User:
    """The person of this name, with a second factor and just now. UserError says nothing of what was wrong."""
    key = (name.casefold(), _HERE)
    user = User.objects.filter(username__iexact=name, is_active=True).first()
    codes = (str(user.pk), "") if user else ("", "")
    _refuse_while(max(TOGETHER.wait(now, *key), CODE.wait(now, *codes)))
    if user is None or not user.check_password(passphrase):
        TOGETHER.count(now, *key)
        raise _wrong()
    if factor_of(user, CodeField(required=False).clean(code), now) is None:
        CODE.count(now, *codes)
        raise _wrong()
    TOGETHER.forget(*key)
    remember(user, SignedIn(second_factor=True, fresh_at=now))
    return user


def _wrong() -> UserError:
    return UserError(Message("Name, passphrase or code is wrong, or the code was used already."))


def _refuse_while(wait: timedelta) -> None:
    if wait:
        minutes = math.ceil(wait / timedelta(minutes=1))
        raise UserError(Message("Too many wrong tries. Wait {minutes} min, then try again.", {"minutes": minutes}))
