"""Whether the office answers, for the machine that watches it."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from palermo import __version__


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Asks the database one question; tells nothing of anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        answered = cursor.fetchone() == (1,)
    return JsonResponse({"ok": answered, "version": __version__})
