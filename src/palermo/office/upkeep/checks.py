"""Whether an office is set up as it should be. Each check is one question with one plain advice."""

import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.db import OperationalError, connection

from palermo.core import Finding, Message, Outcome, Severity, mark
from palermo.office.access.keyring.files import FOLDER
from palermo.office.access.keyring.sealing import lost_keys
from palermo.office.access.models import CompartmentKey
from palermo.office.base.policies import unlocked
from palermo.office.plan.reminders.models import Address
from palermo.office.plan.reminders.readers import failures
from palermo.office.trail.models import Cosignature, Entry, Waiting
from palermo.office.trail.witnesses import trusted
from palermo.office.upkeep.tables import changes_to_make, may_change, role

STALE = timedelta(days=2)
WAITS = timedelta(minutes=5)
LEAST_FREE = 2 * 1024**3
Params = dict[str, object]
Check = Callable[[datetime], "Params | None"]  # what to fill into the sentence; None when all is well


@dataclass(frozen=True, slots=True)
class Question:
    """A check with what it says when it fails, and what to do."""

    rule: str
    severity: Severity
    ask: Check
    message: str
    advice: str


QUESTIONS: list[Question] = []


def question(rule: str, severity: Severity, message: str, advice: str) -> Callable[[Check], Check]:
    """Register a check."""

    def register(ask: Check) -> Check:
        QUESTIONS.append(Question(rule, severity, ask, message, advice))
        return ask

    return register


def check_office(now: datetime) -> tuple[Finding, ...]:
    """Everything that should be otherwise, the database first: without it nothing else can be asked."""
    if (down := _database_down()) is not None:
        return (down,)
    return tuple(_asked(now))


def _asked(now: datetime) -> Iterator[Finding]:
    for one in QUESTIONS:
        if (params := one.ask(now)) is not None:
            message = Message(one.message, params)
            yield Finding(one.rule, one.severity, Outcome.FAIL, message, Message(one.advice))
    for found in django_checks.run_checks(include_deployment_checks=settings.HTTPS):
        if found.level >= django_checks.WARNING and not found.is_silenced():
            text = mark("Django says: {said}")
            yield Finding(
                "U90", Severity.B, Outcome.FAIL, Message(text, {"said": found.msg}), Message(found.hint or "")
            )


def _database_down() -> Finding | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError as error:
        message = Message(mark("The database does not answer: {why}"), {"why": str(error).strip().split("\n")[0]})
        advice = Message(mark("Start it, or correct PALERMO_DATABASE; then ask again."))
        return Finding("U01", Severity.ERROR, Outcome.FAIL, message, advice)
    return None


@question(
    "U02",
    Severity.ERROR,
    mark("{count} changes of the tables are not made yet."),
    mark("Back up, then start the office: it brings the database up to date."),
)
def _migrations(_now: datetime) -> Params | None:
    count = changes_to_make()
    return {"count": count} if count else None


@question(
    "U03",
    Severity.A,
    mark("This is a demonstration: people sign in with one step."),
    mark("Start the office without --demo, and unset PALERMO_DEMO, before anybody works in it."),
)
def _demo(_now: datetime) -> Params | None:
    return {} if settings.DEMO else None


@question(
    "U04",
    Severity.A,
    mark("The office is not told that it is reached over HTTPS."),
    mark("Put a proxy with TLS in front and set PALERMO_HTTPS=1 and PALERMO_BEHIND_PROXY=1."),
)
def _https(_now: datetime) -> Params | None:
    return None if settings.HTTPS else {}


@question(
    "U05",
    Severity.B,
    mark("The office answers to the names of this machine alone."),
    mark("Set PALERMO_HOSTS to the names that people type, comma-separated."),
)
def _hosts(_now: datetime) -> Params | None:
    return {} if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"} else None


@question(
    "U06",
    Severity.A,
    mark("Others on this machine can read {name}."),
    mark("Take their rights away: chmod 700 for the folder, 600 for the files; the office's account owns them."),
)
def _readable(_now: datetime) -> Params | None:
    home = Path(settings.PALERMO_HOME)
    kept = [home, *(path for path in home.iterdir() if path.is_file())]
    loose = [path.name or str(path) for path in kept if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    # what lies in a folder that nobody else enters is out of their reach whatever its own rights are
    return {"name": loose[0]} if home.name in loose else None


@question(
    "U07",
    Severity.B,
    mark("Only {free} MB are free where the office keeps its things."),
    mark("Make room. When the disk is full the office refuses every change, and loses nothing."),
)
def _room(_now: datetime) -> Params | None:
    free = shutil.disk_usage(settings.PALERMO_HOME).free
    return {"free": free // 1024**2} if free < LEAST_FREE else None


@question(
    "U08",
    Severity.A,
    mark("The newest entry of the trail is dated {time}, and this machine says that it is earlier."),
    mark("Set the clock right (timedatectl); until then entries carry the time of the one before."),
)
def _clock(now: datetime) -> Params | None:
    newest = Entry.objects.order_by("-number").values_list("time", flat=True).first()
    return {"time": f"{newest:%Y-%m-%d %H:%M} UTC"} if newest is not None and newest > now else None


@question(
    "U09",
    Severity.B,
    mark("{count} entries wait to be brought into the log, the oldest since {time}."),
    mark("Is the office running? palermo trail integrate brings them in now."),
)
def _waiting(now: datetime) -> Params | None:
    oldest = Waiting.objects.order_by("entry__time").values_list("entry__time", flat=True).first()
    if oldest is None or now - oldest < WAITS:
        return None
    return {"count": Waiting.objects.count(), "time": f"{oldest:%Y-%m-%d %H:%M} UTC"}


@question(
    "U10",
    Severity.B,
    mark("{found} bodies outside hold a witness over the log; two are asked for."),
    mark("Ask two bodies to run palermo trail witness, and take in their keys with palermo trail trust."),
)
def _witnesses(_now: datetime) -> Params | None:
    found = len(trusted())
    return {"found": found} if found < 2 else None


@question(
    "U11",
    Severity.B,
    mark("No witness has cosigned the log since {time}."),
    mark("Ask the bodies that hold one whether it still runs and reaches the log."),
)
def _cosigned(now: datetime) -> Params | None:
    newest = Cosignature.objects.order_by("-time").values_list("time", flat=True).first()
    if not trusted() or (newest is not None and now - newest < STALE):
        return None
    return {"time": f"{newest:%Y-%m-%d %H:%M} UTC" if newest else "-"}


@question(
    "U12",
    Severity.A,
    mark("No backup was made since {time}."),
    mark("Run palermo backup each night (the timer palermo-backup.timer does), and rehearse palermo restore."),
)
def _backups(now: datetime) -> Params | None:
    newest = Entry.objects.filter(verb="backup.made").order_by("-number").values_list("time", flat=True).first()
    if newest is not None and now - newest < STALE:
        return None
    return {"time": f"{newest:%Y-%m-%d %H:%M} UTC" if newest else "-"}


@question(
    "U13",
    Severity.C,
    mark("No font with Khmer letters was found on this machine."),
    mark("On Debian: apt install fonts-noto-core. Without it pictures and printed pages have empty boxes."),
)
def _fonts(_now: datetime) -> Params | None:
    asked = ["fc-list", ":lang=km", "family"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603  # our own words
    except FileNotFoundError:
        found = ""
    return None if found.strip() else {}


@question(
    "U14",
    Severity.A,
    mark("The office speaks to PostgreSQL as {role}, who may do everything there."),
    mark("Give it a role of its own that is no superuser; see the deployment guide."),
)
def _role(_now: datetime) -> Params | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)")
        found = cursor.fetchone()
    return {"role": found[0]} if found else None


@question(
    "U15",
    Severity.B,
    mark("The office runs as root."),
    mark("Give it an account of its own; the unit palermo.service does."),
)
def _root(_now: datetime) -> Params | None:
    return {} if os.geteuid() == 0 else None


@question(
    "U16",
    Severity.B,
    mark("The office speaks to PostgreSQL as {role}, who owns its tables and can take their locks away."),
    mark("Give the office, its tables and its backups a role each: deploy/roles.sql; see the deployment guide."),
)
def _owner(_now: datetime) -> Params | None:
    return {"role": role()} if connection.vendor == "postgresql" and may_change() else None


@question(
    "U17",
    Severity.A,
    mark("Row-level security does not hold on {table}: PostgreSQL shows its rows to every compartment."),
    mark("Find out who took it away. palermo migrate sets it again, as the role that owns the tables."),
)
def _unlocked(_now: datetime) -> Params | None:
    tables = unlocked()
    return {"table": ", ".join(tables)} if tables else None


@question(
    "U18",
    Severity.B,
    mark("{count} reminders of this week could not be sent. The server said last: {said}."),
    mark("Correct PALERMO_SMTP_HOST and what belongs to it; palermo remind tries each mail three times in all."),
)
def _unsent(now: datetime) -> Params | None:
    failed = failures(now)
    return {"count": len(failed), "said": failed[-1].said} if failed else None


@question(
    "U19",
    Severity.B,
    mark("{count} people asked to be reminded by mail, and the office has no server for mail."),
    mark("Set PALERMO_SMTP_HOST and PALERMO_SMTP_FROM, and run palermo remind each day."),
)
def _no_mail(_now: datetime) -> Params | None:
    count = 0 if settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL else Address.objects.count()
    return {"count": count} if count else None


@question(
    "U20",
    Severity.ERROR,
    mark("The key {name} is not on this machine: nothing that it sealed can be opened."),
    mark("Let its holders bring it back: palermo keys recover."),
)
def _lost_keys(_now: datetime) -> Params | None:
    lost = lost_keys()
    return {"name": lost[0].name} if lost else None


@question(
    "U21",
    Severity.A,
    mark("The key {name} was not split among holders: if this disk breaks, all that it sealed is lost."),
    mark("Two custodians split it: palermo keys split."),
)
def _unshared_keys(_now: datetime) -> Params | None:
    key = CompartmentKey.objects.select_related("body").filter(end=None, sharings=None).first()
    return {"name": key.name} if key else None


@question(
    "U22",
    Severity.A,
    mark("The file {name} is no key in use, and may open older backups."),
    mark("Remove it: nothing that is in the office needs it."),
)
def _stray_keys(_now: datetime) -> Params | None:
    used = {key.name for key in CompartmentKey.objects.select_related("body").filter(end=None)}
    folder = Path(settings.PALERMO_HOME) / FOLDER
    stray = sorted(one.name for one in folder.iterdir() if one.name not in used) if folder.is_dir() else []
    return {"name": f"{FOLDER}/{stray[0]}"} if stray else None
