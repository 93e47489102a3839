"""An ask is entered or put right here, and what was entered is withdrawn."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palermo.access import Thing
from palermo.core import Message, UserError
from palermo.core.when import read_when
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.access.models import ROOT
from palermo.office.standing.models import AskEntry
from palermo.office.standing.readers import here
from palermo.standing import CATEGORIES, AskBasis, shipped_asks, shipped_standards

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class NewAsk:
    """An ask as somebody writes it. `thread`: the thread that a person puts it into, "" to go by its themes."""

    id: str
    iso3: str
    body: str
    cycle: str
    text: str
    basis: AskBasis
    category: str = ""
    criteria: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    deadline: str = ""
    standard: str = ""
    source: str = ""
    thread: str = ""


def _of_committee(**_given: Any) -> Thing:
    return Thing(kind="ask", id="", path=(ROOT,))


@action("ask.written", thing=_of_committee)
def write_ask(*, by: By, ask: NewAsk, reason: str, now: datetime) -> AskEntry:
    """Enter an ask, or a better wording of one that is there, shipped or entered. The earlier wording stays."""
    if fault := ask_fault(ask):
        raise UserError(fault)
    return _written(by, ask, reason, now)


@action("ask.withdrawn", thing=_of_committee)
def withdraw_ask(*, by: By, iso3: str, ask: str, reason: str, now: datetime) -> AskEntry:
    """What was entered here is told no longer; what is shipped under the same id is told again."""
    row = AskEntry.objects.filter(iso3=iso3, ask=ask).last()
    if row is None or row.withdrawn:
        raise UserError(Message("Only what this office has entered can be withdrawn."))
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return AskEntry.objects.create(
        **columns, withdrawn=True, reason=reason.strip(), made_by=actor(by, now).id, made_at=now
    )


_COLUMNS = (
    "ask", "iso3", "body", "cycle", "text", "basis", "category", "criteria", "themes", "deadline", "standard", "source",
    "thread",
)  # fmt: skip


def _written(by: By, ask: NewAsk, reason: str, now: datetime) -> AskEntry:
    return AskEntry.objects.create(
        ask=ask.id,
        iso3=ask.iso3,
        body=ask.body.strip(),
        cycle=ask.cycle.strip(),
        text=ask.text.strip(),
        basis=ask.basis,
        category=ask.category,
        criteria=" ".join(ask.criteria),
        themes=" ".join(ask.themes),
        deadline=ask.deadline.strip(),
        standard=ask.standard.strip(),
        source=ask.source.strip(),
        thread=ask.thread.strip(),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


def ask_fault(ask: NewAsk) -> Message | None:
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
        (ask.category not in ("", *CATEGORIES), Message("Choose one of the four categories, or none.")),
        (bool(unknown), Message("There is no criterion {id}. Write them like C1 C7.", {"id": ", ".join(unknown)})),
        (
            not _year(ask.cycle),
            Message("Write the report or plan by its year, such as 2026 or 2026-02, or leave it empty."),
        ),
        (not _day(ask.deadline), Message("Write the deadline as 2026-06 or 2026-06-30, or leave it empty.")),
        (
            bool(ask.cycle) and not (ask.themes or ask.thread.strip()),
            Message("Name a theme or a thread, so that the same ask can be followed from year to year."),
        ),
    )
    return next((why for wrong, why in faults if wrong), None)


def _elsewhere(ask: NewAsk) -> bool:
    if any(each.id == ask.id for each in shipped_asks(ask.iso3)):
        return False
    return AskEntry.objects.filter(ask=ask.id).exclude(iso3=ask.iso3).exists()


def _year(cycle: str) -> bool:
    return not cycle or re.fullmatch(r"\d{4}(-\d{2})?", cycle) is not None


def _day(deadline: str) -> bool:
    return not deadline or (
        re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", deadline) is not None and read_when(deadline).last is not None
    )
