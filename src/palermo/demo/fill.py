"""Fill an office through the very actions that its people use."""

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from palermo.core import Message, UserError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan, Version

OFFICER = "secretariat"
REASON = "Stored when the office was first filled, from the record of the published plan."


@dataclass(frozen=True, slots=True)
class Filled:
    """What is in the office. `password` is set at the first start only and is kept nowhere in clear."""

    username: str
    password: str | None
    versions: tuple["Version", ...]


def fill(home: Path) -> Filled:
    """Database, secretariat user and demo plans; whatever is there already stays as it is."""
    open_office(home)
    officer, password = _officer()
    told = about()
    versions = tuple(_store(officer, source, told.get(source.name, {})) for source in sources())
    return Filled(OFFICER, password, versions)


def open_office(home: Path) -> None:
    """Set Django up on this folder and bring the database up to date."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    if not settings.configured:
        os.environ["PALERMO_HOME"] = str(home)
        os.environ["PALERMO_DEMO"] = "1"  # every page says that this is a demonstration
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palermo.office.settings")
        django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from palermo.office.access.founding import found

    found(datetime.now(UTC))


def _officer() -> tuple["User", str | None]:
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.utils import timezone

    from palermo.office.access.actions import accept_invitation
    from palermo.office.access.decision import CONSOLE, SignedIn, remember
    from palermo.office.access.founding import find_invitation, first_link

    now, password = timezone.now(), None
    officer = User.objects.filter(username=OFFICER).first()
    if token := first_link(now):
        password = secrets.token_urlsafe(12)
        officer = officer or User(username=OFFICER)
        officer.password = make_password(password)
        accept_invitation(by=CONSOLE, invitation=find_invitation(token), user=officer, now=now)
    elif officer is None:
        raise UserError(
            Message("This office has its own people. Serve it without --demo, or fill another folder with --home.")
        )
    remember(officer, SignedIn(second_factor=True))  # whoever fills the demonstration works at the machine itself
    return officer, password


def sources() -> Iterator[Traversable]:
    """The plan files of the demonstration, by name."""
    folder = files("palermo.demo") / "plans"
    if folder.is_dir():
        yield from sorted(
            (path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name
        )


def about() -> Mapping[str, Mapping[str, Any]]:
    """Titles and claims that the plan files do not give themselves."""
    text = (files("palermo.demo") / "about.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _store(officer: "User", source: Traversable, about: Mapping[str, Any]) -> "Version":
    from django.utils import timezone

    from palermo.office.base.store import digest
    from palermo.office.plan.actions import add_version, upload_plan
    from palermo.office.plan.files import read_file
    from palermo.office.plan.models import Version

    content = source.read_bytes()
    stored = Version.objects.filter(file_sha256=digest(content)).select_related("plan").order_by("number").first()
    if stored is not None:
        return stored
    now = timezone.now()
    file = read_file(content, source.name)
    earlier = _earlier(file.plan.id) if file.plan else None
    upload = upload_plan(by=officer, file=file, now=now, plan=earlier)
    title = str(about.get("title", ""))
    version = add_version(by=officer, upload=upload, file=file, reason=REASON, now=now, title=title)
    for claim in about.get("claims", ()):
        _claim(officer, version, claim)
    return version


def _claim(officer: "User", version: "Version", claim: Mapping[str, str]) -> None:
    from django.utils import timezone

    from palermo.office.plan.actions import Proof, claim_state
    from palermo.office.plan.models import State

    claim_state(
        by=officer,
        version=version,
        state=State(claim["state"]),
        when=claim["when"],
        said_by=claim["said_by"],
        proof=Proof(source=claim["source"], url=claim["url"]),
        now=timezone.now(),
    )


def _earlier(plan_id: str) -> "Plan | None":
    """The plan this file is a newer record of, after an upgrade brought a corrected file."""
    from django.utils.text import slugify

    from palermo.office.plan.models import Plan

    return Plan.objects.filter(slug=slugify(plan_id)).first()
