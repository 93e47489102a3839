"""People who go on uploading while the disk fills up, as a program: `python -m tests.office.crashes.full WHERE`.

WHERE is full: the `folder` of the office, which is a disk of a few megabytes, or the `database`. Then there is room
again. What was seen is told as JSON.
"""

import json
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from tests.office.crashes.acts import now, open_office

MOST = 80  # uploads
LEFT = 150_000  # bytes that the ballast leaves free
LIMIT = 5_000  # bytes of any file, where nobody may mount a disk
# the server's own word for a full disk, at an insert among others
REFUSING = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON trail_opening FOR EACH ROW EXECUTE FUNCTION full_disk()
"""
GIVING = "DROP FUNCTION full_disk CASCADE"


@contextmanager
def no_room(where: str, home: Path) -> Iterator[None]:
    """Almost nothing more can be written there."""
    from django.db import connection

    if where == "folder" and not home.parent.is_mount():
        most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, most))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return
    if where == "folder":
        ballast = home.parent / "ballast"
        with ballast.open("wb") as file:
            file.write(bytes(max(0, shutil.disk_usage(home).free - LEFT)))
        yield
        ballast.unlink()
        return
    full, empty = REFUSING, GIVING
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            full, empty = f"PRAGMA max_page_count = {cursor.fetchone()[0]}", "PRAGMA max_page_count = 1000000"
        cursor.execute(full)
    yield
    with connection.cursor() as cursor:
        cursor.execute(empty)


def plan_of(size: int, chance: Random) -> bytes:
    """A plan's file of about so many bytes, like no other."""
    from palermo.plan import write_json
    from tests.office.cast import small_plan

    return write_json(small_plan(title=chance.randbytes(size // 2).hex())).encode()


def main(where: str, home: Path) -> dict[str, Any]:
    open_office(home, wakes=False)
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from palermo.office.base import store
    from palermo.office.plan.models import Upload
    from palermo.office.trail import integrate
    from palermo.office.trail.checking import check
    from palermo.office.trail.models import Entry
    from palermo.office.trail.witnesses import policy
    from tests.office.cast import client_of

    settings.ALLOWED_HOSTS = ["testserver"]
    desk, chance, told = client_of(User.objects.get(username="officer")), Random(7), set()  # noqa: S311  # file contents
    desk.raise_request_exception = False

    def send(size: int) -> Any:
        content = plan_of(size, chance)
        reply = desk.post("/desk/upload", {"file": SimpleUploadedFile("plan.json", content)})
        if reply.status_code == 302:
            told.add(store.digest(content))
        return reply

    send(1000)
    integrate(now())  # makes the keys of the log, which belong to the first day of an office
    replies: list[Any] = []
    with no_room(where, home):
        while len(replies) < MOST and [reply.status_code for reply in replies[-3:]] != [507] * 3:
            replies.append(send(chance.randrange(1_000, 60_000)))
        read_meanwhile = [Client().get("/trail/").status_code, desk.get("/desk/").status_code]
    first = send(1000)
    integrate(now())
    kept = {row.file_sha256 for row in Upload.objects.all() if store.fetch(row.file_sha256)}
    entries = Entry.objects.filter(verb="plan.uploaded").count()
    _log, findings = check(policy(), now(), tell=lambda _read: None)
    return {
        "replies": [302, *(reply.status_code for reply in replies)],
        "said": all("no room left" in reply.content.decode() for reply in replies if reply.status_code == 507),
        "read_meanwhile": read_meanwhile,
        "left_behind": [str(path) for path in home.rglob(".new-*")],
        "afterwards": first.status_code,
        "lost": sorted(told ^ kept) + ([] if entries == len(kept) else ["entries"]),
        "findings": [str(finding.message) for finding in findings],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(os.environ["PALERMO_HOME"]))))
