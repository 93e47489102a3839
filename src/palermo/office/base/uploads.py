"""Files as they arrive: to disk, and not beyond the limit."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedTemporaryFile(TemporaryFileUploadHandler):
    """Writes every uploaded file to a temporary file; a request beyond the limit is refused before it is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django calls it so
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.REQUEST_LIMIT:
            raise RequestDataTooBig("upload beyond the limit")
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
