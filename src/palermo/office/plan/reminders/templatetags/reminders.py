"""What stands at the top of pages about one's own digest."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from palermo.office.plan.reminders.items import items_of
from palermo.office.plan.reminders.pages import newest_digest
from palermo.office.plan.reminders.words import counted

register = template.Library()


@register.inclusion_tag("reminders/_week.html", takes_context=True)
def this_week(context: dict[str, Any]) -> dict[str, Any]:
    """How much of what waits in one's digest of this week. One query."""
    request: HttpRequest = context["request"]
    digest = newest_digest(request, timezone.localdate())
    return {"digest": digest, "counts": counted(items_of(digest.items)) if digest else []}
