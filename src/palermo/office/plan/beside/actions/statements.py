"""What was said in public: logged with its archive copy, and marked with what it claims."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.base import store
from palermo.office.plan.beside.models import Marking, Statement
from palermo.office.plan.committee.models import Resolution
from palermo.office.plan.models import Plan
from palermo.office.plan.work.actions import OfferedFile
from palermo.office.plan.work.actions.evidence import need_file
from palermo.office.plan.work.readers import need_activity
from palermo.plan import About, Said


@dataclass(frozen=True, slots=True)
class Uttered:
    """What was said, by which office, on which day and where."""

    said_by: str
    said_on: date
    place: str
    words: str
    address: str = ""


@action("statement.logged", thing="plan")
def log_statement(
    *,
    by: By,
    plan: Plan,
    uttered: Uttered,
    now: datetime,
    activity: str = "",
    resolution: Resolution | None = None,
    copy: OfferedFile | None = None,
) -> Statement:
    """Keep what was said of a plan, or of an activity of it or a resolution, with an archive copy if there is one."""
    told = uttered
    if not (told.said_by.strip() and told.place.strip() and told.words.strip()):
        raise UserError(Message("Say which office said it, where, and in which words."))
    if told.said_on > timezone.localdate(now):
        raise UserError(Message("It cannot have been said after today."))
    if activity:
        need_activity(plan, activity)
    return Statement.objects.create(
        uid=token_hex(16),
        plan=plan,
        activity=activity,
        resolution=resolution,
        said_by=told.said_by.strip(),
        said_on=told.said_on,
        place=told.place.strip(),
        address=told.address.strip(),
        words=told.words.strip(),
        made_by=actor(by, now).id,
        made_at=now,
        **(_kept(copy) if copy else {}),
    )


def _kept(copy: OfferedFile) -> dict[str, Any]:
    media_type = need_file(copy)
    name = PurePath(copy.name).name[:255]
    return {"name": name, "media_type": media_type, "sha256": store.keep(copy.content), "size": len(copy.content)}


@action("statement.marked", thing="plan")
def mark_statement(
    *, by: By, plan: Plan, statement: Statement, said: Said, now: datetime, lifted: bool = False
) -> Marking:
    """Say what a statement claims of its activity, or with `lifted` that it does not. What follows is worked out."""
    if statement.plan_id != plan.pk or not statement.activity:
        raise UserError(Message("The statement is about no single activity. Log it for one first."))
    if said.about is About.DAY and said.day is None:
        raise UserError(Message("Say which day it names."))
    if said.about is About.NUMBER:
        _need_number(plan, statement, said)
    return Marking.objects.create(
        statement=statement,
        about=said.about,
        day=said.day if said.about is About.DAY else None,
        number=_plain(said.number) if said.about is About.NUMBER else "",
        indicator=said.indicator if said.about is About.NUMBER else "",
        lifted=lifted,
        made_by=actor(by, now).id,
        made_at=now,
    )


def _need_number(plan: Plan, statement: Statement, said: Said) -> None:
    own = {each.id for each in need_activity(plan, statement.activity).indicators.value or ()}
    if said.number is None or said.indicator not in own:
        raise UserError(Message("Say which number it names, and of which indicator of the activity."))


def _plain(number: Decimal | None) -> str:
    return f"{number:f}" if number is not None else ""
