"""Fill an office through the very actions that its people use."""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from palermo.core import Message, UserError
from palermo.demo.year import Size, last_whole_year, play

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.models import Plan, Version

OFFICER = "secretariat"
REASON = "Stored when the office was first filled, from the record of the published plan."


@dataclass(frozen=True, slots=True)
class Filled:
    """What is in the office. `password` is set at the first start only and is kept nowhere in clear; after a simulated
    year it opens the accounts of everybody in it. `happened`: how many acts of the year were done now.
    """

    username: str
    password: str | None
    versions: tuple["Version", ...]
    happened: int = 0


def fill(home: Path, *, year: Size | None = None, say: Callable[[date], None] = lambda _day: None) -> Filled:
    """Database, secretariat user and demo plans; whatever is there already stays as it is.

    With `year` a new office begins with a simulated year of that size, `say` being told each day that is over. An
    office that is there already has a record of its own, and nothing is put before it.
    """
    now = datetime.now(UTC)
    open_office(home)
    happens = last_whole_year(now.date()) if year and _is_new() else None
    begin = datetime.combine(happens.first, time(), UTC) if happens else now
    officer, password = _officer(begin)
    played = play(officer, year, happens, say=say) if year and happens else None
    told = about()
    stored = tuple(_store(officer, source, told.get(source.name, {})) for source in sources())
    versions = (played.version, *stored) if played else stored
    return Filled(OFFICER, password, versions, played.acts if played else 0)


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


def _is_new() -> bool:
    from palermo.office.access.models import Body

    return not Body.objects.exists()


def _officer(begin: datetime) -> tuple["User", str | None]:
    """The one of the secretariat, who is there from `begin`, and the password where it is new."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.utils import timezone

    from palermo.access import Role
    from palermo.office.access.actions import accept_invitation, invite_person
    from palermo.office.access.decision import CONSOLE, SignedIn, remember
    from palermo.office.access.founding import FIRST_TERM, find_invitation, found
    from palermo.office.access.terms import runs_the_office

    now, password, committee = timezone.now(), None, found(begin)
    officer = User.objects.filter(username=OFFICER).first()
    if not runs_the_office(now):
        password, token = secrets.token_urlsafe(12), secrets.token_urlsafe(32)
        officer = officer or User(username=OFFICER)
        officer.password = make_password(password)
        until, role = now + FIRST_TERM, Role.SECRETARIAT
        invite_person(by=CONSOLE, body=committee, role=role, until=until, token=token, now=begin)
        accept_invitation(by=CONSOLE, invitation=find_invitation(token), user=officer, now=begin)
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
    if told := about.get("duties"):
        _answer(officer, version.plan, told)
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


def _answer(officer: "User", plan: "Plan", told: Mapping[str, Any]) -> None:
    """Enter what a treaty asks of the country of the plan, and link the activities that answer it."""
    from django.utils import timezone

    from palermo.office.plan.answers.actions import link_answer
    from palermo.office.standing.actions import write_ask
    from palermo.standing import Ask, shipped_asks

    duties = {each.id: each for each in shipped_asks(told["as_of"])}
    given: dict[str, Any] = {"by": officer, "reason": told["why"], "now": timezone.now()}
    for id_, activities in told["answers"].items():
        duty, ask = duties[id_], f"{told['prefix']}-{id_}"
        new = Ask(
            ask, told["country"], duty.body, duty.cycle, duty.text, duty.basis, duty.category, standard=duty.standard
        )
        write_ask(ask=new, **given)
        for activity in activities:
            link_answer(plan=plan, activity=activity, ask=ask, **given)


def _earlier(plan_id: str) -> "Plan | None":
    """The plan this file is a newer record of, after an upgrade brought a corrected file."""
    from django.utils.text import slugify

    from palermo.office.plan.models import Plan

    return Plan.objects.filter(slug=slugify(plan_id)).first()
