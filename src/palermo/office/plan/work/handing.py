"""Evidence on its way to whoever may have it: as an attachment, never shown as a page, running nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from palermo.office.plan.pages.downloads import CLOSED
from palermo.office.plan.work.actions import Opened
from palermo.office.plan.work.content_types import as_file


def handed(opened: Opened) -> HttpResponse:
    """The file under its own name."""
    name, media_type = as_file(opened.name, opened.media_type)
    response = HttpResponse(opened.content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response
