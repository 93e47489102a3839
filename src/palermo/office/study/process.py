"""The process of one run: `python -m palermo.office.study.process UID LOCK`, with the table on its standard input."""

import logging
import os
import sys

import django

from palermo.core import Message, mark

_FAULT = Message(mark("The program failed. The operator of the office finds the fault in the log."))


def main(uid: str, content: bytes, lock: int) -> None:
    """Work it out and end the run, whatever happens."""
    from django.utils import timezone

    from palermo.core import UserError
    from palermo.office.access.decision import CONSOLE
    from palermo.office.study.actions import finish_run
    from palermo.office.study.asked import Asked, found_by
    from palermo.office.study.models import Run
    from palermo.office.study.running import Progress, forget, say_progress

    run = Run.objects.select_related("capture__body").get(uid=uid)
    asked, left, failed = Asked.from_row(run.settings), None, ""
    try:
        left = found_by(
            asked,
            content,
            lambda what, done, of: say_progress(lock, Progress(what, done, of)),
        )
    except UserError as error:
        failed = error.message.say(asked.language)
    except Exception:
        logging.getLogger("palermo.office").exception("run %s failed", uid)
        failed = _FAULT.say(asked.language)
    finish_run(by=CONSOLE, run=run, left=left, failed=failed, now=timezone.now())
    forget(uid)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
    django.setup()
    os.nice(10)
    main(sys.argv[1], sys.stdin.buffer.read(), int(sys.argv[2]))
