"""What signing in leaves behind: open sessions, and tries that went wrong. None of it is the record."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """An open session. `session_key` is a digest of the cookie's secret, and the content is sealed.

    Of the browser it keeps a word or two (`device`), and no address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.session_key[:8]


class Tries(models.Model):
    """How often something was tried in vain, and when last. `key` is a digest: no name and no address lies here."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
