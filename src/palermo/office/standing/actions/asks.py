"""An ask is entered or put right here, and what was entered is withdrawn."""

import re
from datetime import datetime

from palermo.core import Message, UserError
from palermo.core.languages import LANGUAGES
from palermo.core.when import read_when
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.standing.models import AskEntry, of_committee
from palermo.office.standing.readers import here
from palermo.standing import CATEGORIES, Ask, AskBasis, ask_to_row, shipped_asks, shipped_standards

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@action("ask.written", thing=of_committee("ask"))
def write_ask(*, by: By, ask: Ask, reason: str, now: datetime, thread: str = "") -> AskEntry:
    """Enter an ask, or a better wording of one that is there, shipped or entered. The earlier wording stays.

    `thread`: the thread that a person puts it into, "" to go by its themes.
    """
    if fault := ask_fault(ask, thread):
        raise UserError(fault)
    return _stored(by, ask, thread, reason, now)


@action("ask.withdrawn", thing=of_committee("ask"))
def withdraw_ask(*, by: By, iso3: str, ask: str, reason: str, now: datetime) -> AskEntry:
    """What was entered here is told no longer; what is shipped under the same id is told again."""
    row = AskEntry.objects.filter(iso3=iso3, ask=ask).last()
    if row is None or row.withdrawn:
        raise UserError(Message("Only what this office has entered can be withdrawn."))
    return _stored(by, row.as_ask(), row.thread, reason, now, withdrawn=True)


def _stored(by: By, ask: Ask, thread: str, reason: str, now: datetime, *, withdrawn: bool = False) -> AskEntry:
    columns = {name: words.strip() for name, words in ask_to_row(ask).items()}
    return AskEntry.objects.create(
        ask=columns.pop("id"),
        **columns,
        thread=thread.strip(),
        withdrawn=withdrawn,
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


def ask_fault(ask: Ask, thread: str) -> Message | None:
    """Why an ask cannot be taken down, or None."""
    criteria = {each.id for each in shipped_standards()}
    unknown = [each for each in ask.criteria if each not in criteria]
    faults = (
        (ask.iso3 not in here().record.histories, Message("There is no country {code} here.", {"code": ask.iso3})),
        (not _ID.fullmatch(ask.id), Message("Write an id of letters, figures, dots and dashes, such as KH26-01.")),
        (_elsewhere(ask), Message("The id {id} is that of another country's ask. Choose another.", {"id": ask.id})),
        (
            not (ask.body.strip() and ask.text.strip()),
            Message("Name the body that asks, and what it asks in your own words."),
        ),
        (
            ask.basis is not AskBasis.RECALLED and not ask.source.strip(),
            Message("Name the page where this was read. What was read nowhere is recalled, and says so."),
        ),
        (ask.language not in LANGUAGES, Message("Choose the language of these words.")),
        (ask.category not in ("", *CATEGORIES), Message("Choose one of the four categories, or none.")),
        (bool(unknown), Message("There is no criterion {id}. Write them like C1 C7.", {"id": ", ".join(unknown)})),
        (
            not _year(ask.cycle),
            Message("Write the report or plan by its year, such as 2026 or 2026-02, or leave it empty."),
        ),
        (not _day(ask.deadline), Message("Write the deadline as 2026-06 or 2026-06-30, or leave it empty.")),
        (
            bool(ask.cycle) and not (ask.themes or thread.strip()),
            Message("Name a theme or a thread, so that the same ask can be followed from year to year."),
        ),
    )
    return next((why for wrong, why in faults if wrong), None)


def _elsewhere(ask: Ask) -> bool:
    if any(each.id == ask.id for each in shipped_asks(ask.iso3)):
        return False
    return AskEntry.objects.filter(ask=ask.id).exclude(iso3=ask.iso3).exists()


def _year(cycle: str) -> bool:
    return not cycle or re.fullmatch(r"\d{4}(-\d{2})?", cycle) is not None


def _day(deadline: str) -> bool:
    return not deadline or (
        re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", deadline) is not None and read_when(deadline).last is not None
    )
