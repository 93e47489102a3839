"""Keep people out of the logs."""

import logging


class Impersonal(logging.Filter):
    """Drops the request from a record, so that no formatter can print its person, address or form."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        return True
