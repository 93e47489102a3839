"""The whole of `docs/how-to/keep-the-keys.md`, run as it stands: `python -m tests...keys_by_the_book FOLDER`.

The office lies in the folder, on SQLite or on the PostgreSQL that PALERMO_DATABASE names. Ends in an AssertionError
where anything is not as the page says.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.source import ROOT
from tests.warm import CODE, PALERMO

PAGE = ROOT / "docs" / "how-to" / "keep-the-keys.md"
SECRET = "Sokha, +855 12 345 678"
PASSPHRASE = "a long quiet river for {}"
LOST, LATER = "When the machine is lost", "Each year"
COMMAND = f'palermo() {{ {shlex.join(PALERMO)} "$@"; }}\n'

FOUNDING = """
import json, sys
from palermo.cli.offices import set_up
from pathlib import Path
set_up(Path(sys.argv[1]))
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from datetime import timedelta
from palermo.access import Role
from palermo.office.access.actions import accept_invitation, change_contact, invite_person
from palermo.office.access.decision import CONSOLE, SignedIn, remember
from palermo.office.access.founding import found
from palermo.office.access.keyring.contact import Contact
from tests.office.access.factors import recovery_codes, with_app
from tests.office.stock import make_tables
make_tables()
now, codes, committee = timezone.now(), {}, found(timezone.now())
for name in ("dara", "sokha"):
    until = now + timedelta(days=365)
    link = invite_person(by=CONSOLE, body=committee, role=Role.CUSTODIAN, until=until, token=name, now=now)
    user = User(username=name, password=make_password(sys.argv[2].format(name)))
    accept_invitation(by=AnonymousUser(), invitation=link, user=user, now=now)
    with_app(user)
    codes[name] = recovery_codes(user)
remember(user, SignedIn(second_factor=True))
change_contact(by=user, person=user.person, contact=Contact(name=sys.argv[3]), now=now)
print(json.dumps(codes))
"""
OPENING = """
import sys
from palermo.cli.offices import open_office
from pathlib import Path
open_office(Path(sys.argv[1]))
from django.contrib.auth.models import User
from django.utils import timezone
from palermo.core import PalermoError
from palermo.office.access.actions import open_contact
from palermo.office.access.decision import SignedIn, remember
user = User.objects.get(username="sokha")
remember(user, SignedIn(second_factor=True))
try:
    print(open_contact(by=user, person=user.person, now=timezone.now()).contact.name)
except PalermoError as error:
    print(f"shut: {error}")
"""


class Book:
    """The commands of the page, and the office that they are run on."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.env = {**os.environ, "PALERMO_HOME": str(place / "office")}
        self.env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        self.codes: dict[str, list[str]] = {}

    def python(self, script: str, *arguments: str) -> str:
        """What a script of ours prints."""
        asked = [*CODE, script, *arguments]
        done = subprocess.run(asked, env=self.env, cwd=self.place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """One command of the page, with what a custodian types."""
        name = re.search(r"--as (\w+)", command)
        answers = f"{PASSPHRASE.format(name[1])}\n{self.codes[name[1]].pop()}\n" if name else ""
        return subprocess.run(
            ["bash", "-c", COMMAND + command],
            env=self.env,
            cwd=self.place,
            input=answers,
            capture_output=True,
            text=True,
            check=False,
        )

    def opened(self) -> str:
        """What the contact data say, or that they stay shut."""
        return self.python(OPENING, self.env["PALERMO_HOME"])


def steps() -> Iterator[tuple[str, str]]:
    """Each command of the page, with the last line of prose before it."""
    inside, prose = False, ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside:
            yield prose, line
        elif line.strip():
            prose = line


def main(place: Path) -> None:
    """Found an office, follow the page, and look after each step that changes a key."""
    import json

    book = Book(place)
    book.codes = json.loads(book.python(FOUNDING, str(place / "office"), PASSPHRASE, SECRET))
    said: list[tuple[str, int, str]] = []
    for prose, command in steps():
        if LOST in prose and (place / "office").exists():
            lose_the_machine(book)
        if command.startswith("export "):
            name, _is, value = command.removeprefix("export ").partition("=")
            book.env[name] = str(place / value)
            continue
        if prose.startswith(LATER) and book.env.get("PALERMO_DATABASE"):
            break  # from here on nothing asks which database it is
        done = book.run(command)
        assert "fault of palermo" not in done.stderr, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        said.append((command, done.returncode, done.stdout + done.stderr))
        after(command, done, book)
    waits = [command for command, code, _told in said if code == 1]
    assert [command for command, code, _told in said if code > 1] == [], said
    # the askings of the first of two persons, and the list of keys while one is lost
    told = [command.split()[2] for command in waits]
    verified = book.run("palermo trail verify")
    assert verified.returncode == 0, verified.stdout
    if book.env.get("PALERMO_DATABASE"):
        assert told == ["split", "list"], said
        return
    assert told == ["split", "list", "split", "destroy"], said
    assert book.opened().startswith("shut: ")
    old_backup_stays_shut(book)


def after(command: str, done: subprocess.CompletedProcess[str], book: Book) -> None:
    """What has to hold once a command was run."""
    told = done.stdout + done.stderr
    if "keys list" in command:
        assert ("  lost  " in done.stdout) == bool(done.returncode), told
    if "keys rehearse" in command:
        assert "2 shares give the key" in done.stdout, told
    if "restore" in command:
        assert "Missing: committee.1" in done.stderr, told
    if "recover" in command or "rotate" in command:
        assert done.returncode == 0, told
        assert book.opened() == SECRET
    if "keys split" in command and done.returncode == 0:
        assert len(done.stdout.splitlines()) == 3, told


def lose_the_machine(book: Book) -> None:
    """The office is gone; on PostgreSQL its database as well."""
    shutil.rmtree(book.place / "office")
    if address := book.env.get("PALERMO_DATABASE"):
        host = address.partition("host=")[2]
        psql = ["psql", "-q", "-h", host, "-U", "owner", "-d", "postgres", "-c"]
        subprocess.run([*psql, "CREATE DATABASE second"], check=True)
        book.env["PALERMO_DATABASE"] = f"postgresql://owner@/second?host={host}"


def old_backup_stays_shut(book: Book) -> None:
    """The backup from before the key was changed, in the hands of whoever has the whole office of today."""
    kept = book.place / "office-new" / "keys"
    book.run("palermo restore backups/palermo-*.age --key backup-key.txt --home old")
    shutil.copytree(kept, book.place / "old" / "keys")
    book.env["PALERMO_HOME"] = str(book.place / "old")
    assert book.opened().startswith("shut: ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
