"""Put secrets in six scripts through an office, as people do: `python -m tests.office.upkeep.planting HOME`.

Everything goes through pages, as far as it can go wrong as well. What the process keeps in memory for later is searched
here; then it dies without closing anything, so that write-ahead logs stay as they are.
"""

import gc
import gzip
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.office.stock import make_tables
from tests.office.upkeep.searching import found

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

SECRETS = {
    "Latin": "Zoë Quandrellis-Ådahl",
    "Khmer": "ស្រីមុំ កែវចិន្តា",
    "Thai": "กัลยาณี ใจเพชรงาม",
    "Burmese": "ဒေါ်ခင်မြတ်နိုးဦး",
    "Chinese": "欧阳晓岚的旧电话号码",
    "Vietnamese": "Nguyễn Thị Ngọc Ẩn",
}
OPEN = "an open note that everybody reads"  # so that a search that finds nothing is known to look


def main(home: Path) -> None:
    """An office with a person for each script; each writes contact data, and a document of each is kept closed."""
    from palermo.cli.offices import set_up

    set_up(home)
    from django.conf import settings

    make_tables()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.TRAIL_WAKES = False
    from palermo.access import Role
    from palermo.office.plan.actions import add_version, upload_plan
    from tests.office.cast import NOW, client_of, join, plan_file

    officer = join("officer", Role.SECRETARIAT)
    upload = upload_plan(by=officer, file=plan_file(), now=NOW)
    add_version(by=officer, upload=upload, file=plan_file(), reason="First record.", now=NOW)
    for number, secret in enumerate(SECRETS.values()):
        person = join(f"person-{number}", Role.FOCAL_POINT)
        _writes_contact(person, secret)
        _reads_contact(client_of(officer), person, secret)
        _keeps_closed(client_of(officer), secret)
    _goes_wrong(officer, "; ".join(SECRETS.values()))
    assert _remembered() == []
    sys.stdout.flush()
    os._exit(0)


def _writes_contact(person: "User", secret: str) -> None:
    from tests.office.cast import client_of

    client = client_of(person)
    given = {"name": secret, "telephone": secret, "email": "nobody@example.org", "note": f"{secret}.\n{secret}"}
    assert client.post("/account/contact", given | {"email": "no address"}).status_code == 422
    for _twice in range(2):
        assert client.post("/account/contact", given).status_code == 302
    assert secret in client.get("/account/contact").content.decode()


def _reads_contact(client: "Client", person: "User", secret: str) -> None:
    page = client.post(f"/people/{person.person.pseudonym}/contact")
    assert secret in page.content.decode()


def _keeps_closed(client: "Client", secret: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from palermo.office.plan.models import StateClaim

    said = {"state": "draft", "when": "2024", "said_by": "Ministry", "closed": "on", "note": OPEN}
    for when, status in (("no day at all", 422), ("2024", 302)):
        sent = SimpleUploadedFile(f"{secret}.txt", (secret * 200).encode())
        reply = client.post("/desk/plans/nz-test/v/1/claim", said | {"when": when, "document": sent})
        assert reply.status_code == status, reply.content.decode()
    claim = StateClaim.objects.latest("pk")
    opened = client.post(f"/plans/nz-test/claims/{claim.pk}/closed-document")
    assert opened.content == (secret * 200).encode()
    assert client.get("/plans/nz-test/v/1/record").status_code == 200


def _goes_wrong(officer: "User", secret: str) -> None:
    """A fault of ours in the middle of it, and a form that comes when the session is over."""
    from unittest.mock import patch

    from palermo.office.access.models import Session
    from tests.office.cast import client_of

    given = {"name": secret, "note": secret}
    client = client_of(officer)
    client.raise_request_exception = False
    with patch("palermo.office.access.actions.contacts.seal_record", side_effect=RuntimeError("broken on purpose")):
        assert client.post("/account/contact", given).status_code == 500
    Session.objects.update(begun_at="2020-01-01T00:00:00Z", seen_at="2020-01-01T00:00:00Z")
    assert client.post("/account/contact", given).status_code == 302


def _remembered() -> list[str]:
    """What the office keeps in memory for the next who asks."""
    from django.core.cache import cache

    from palermo.office.base.kept import Kept

    shelves = [thing for thing in gc.get_objects() if isinstance(thing, Kept)]
    assert shelves
    texts = [repr(vars(cache)).encode()]
    for shelf in shelves:
        for key, kept in shelf._results.items():
            packed = getattr(kept, "packed", b"")
            texts += [repr(key).encode(), repr(kept).encode(), gzip.decompress(packed) if packed else b""]
    return found(SECRETS.values(), b"\n".join(texts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
