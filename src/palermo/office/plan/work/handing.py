"""Evidence on its way to whoever may have it: as an attachment, never shown as a page, running nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from palermo.office.plan.pages.downloads import CLOSED
from palermo.office.plan.work.actions import Opened


def handed(opened: Opened) -> HttpResponse:
    """The file under its own name."""
    response = HttpResponse(opened.content, content_type=opened.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response
