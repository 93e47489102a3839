"""Act in an office of a folder's own, as another process: `python -m tests.office.trail.office HOME COUNT [WORD]`.

The office is made where there is none. Each act is an entry; WORD stands in its content.
"""

import sys
from pathlib import Path

from palermo.cli.offices import set_up
from tests.office.stock import make_tables


def main(home: Path, count: int, word: str) -> None:
    """Write `count` entries, each in a transaction of its own."""
    set_up(home)
    from django.db import transaction
    from django.test.utils import override_settings
    from django.utils import timezone

    from palermo.office.trail import Told, append

    with override_settings(TRAIL_WAKES=False):
        make_tables()
        for n in range(count):
            with transaction.atomic():
                told = Told(f"desk:{n}", {"word": word, "file_sha256": "0" * 64})
                append(actor="p-1", verb="desk.opened", told=told, at=timezone.now())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
