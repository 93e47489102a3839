"""The mail of a digest: plain text, with no more than counts, titles of activities and links into the office."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from palermo.office.plan.reminders.models import Address
from palermo.office.plan.reminders.shown import Line
from palermo.office.plan.reminders.words import counted

SHOWN = 30  # items; the office shows the rest


def mail_of(address: Address, lines: Sequence[Line], connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The mail, in the language that its reader asked for."""
    account = settings.PALERMO_ADDRESS + reverse("own-reminders")
    with override(address.language):
        subject = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(lines)) % {"n": len(lines)}
        context = {
            "counts": counted(each.item for each in lines),
            "lines": lines[:SHOWN],
            "more": max(len(lines) - SHOWN, 0),
            "office": settings.PALERMO_ADDRESS,
            "account": account,
        }
        body = render_to_string("reminders/mail.txt", context)
    headers = {"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{account}>"}
    return EmailMessage(subject, body, None, [address.email], headers=headers, connection=connection)
