"""What can stand in a list of duties. Its words are made when it is shown: of a long list, few items are."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.office.base.vocabulary import tongue
from palermo.office.plan.work.duties.reading import Duty
from palermo.office.plan.work.duties.words import UNSENT, due_words, report_tone, report_word
from palermo.office.plan.work.levels import next_level
from palermo.office.plan.work.rows import ToldEvidence, ToldReport
from palermo.office.plan.work.words import STATE_TONES, STATES, level_word
from palermo.plan import State


@dataclass(frozen=True)
class Item(ABC):
    """One thing that is owed, or that was handed on. `day`: on which it was wanted."""

    duty: Duty
    state: State
    day: date
    today: date

    @property
    @abstractmethod
    def what(self) -> str:
        """What it is."""

    @property
    @abstractmethod
    def when(self) -> str:
        """Its day in words."""

    @property
    def word(self) -> str:
        return str(STATES[self.state])

    @property
    def tone(self) -> str:
        return STATE_TONES.get(self.state, "")

    @property
    def note(self) -> str:
        """Why it came back, or who has it."""
        return ""

    @property
    def href(self) -> str:
        return reverse("duty", args=[self.duty.lead.uid])

    @property
    def came_back(self) -> bool:
        return self.state in (State.RETURNED, State.REFUSED)

    @property
    def lang(self) -> str:
        """The attribute of the plan's words."""
        return tongue(self.duty.version.language)


@dataclass(frozen=True)
class AnswerDue(Item):
    """An activity that was put to the body and not answered."""

    @property
    def what(self) -> str:
        return _("Your answer")

    @property
    def when(self) -> str:
        return _("asked on %(day)s") % {"day": self.day}

    @property
    def tone(self) -> str:
        return "half"

    @property
    def href(self) -> str:
        return f"{super().href}#answer"


@dataclass(frozen=True)
class ReportDue(Item):
    """The report of a period."""

    period: str
    report: ToldReport | None

    @property
    def what(self) -> str:
        return _("Report for %(period)s") % {"period": self.period}

    @property
    def when(self) -> str:
        if all(each.name != self.period for each in self.duty.record.periods):
            return ""  # of a cycle that is gone
        due = _("due on %(day)s") % {"day": self.day}
        return f"{due}, {due_words(self.day, self.today)}" if self.state in UNSENT else due

    @property
    def word(self) -> str:
        return report_word(self.state)

    @property
    def tone(self) -> str:
        return report_tone(self.state, self.day, self.today)

    @property
    def note(self) -> str:
        if self.report is None or self.state not in (State.RETURNED, State.SENT):
            return ""
        level = next_level(self.report.held, self.duty.levels) if self.state is State.SENT else ""
        return _("It is with %(level)s.") % {"level": level_word(level)} if level else self.report.held.reason

    @property
    def href(self) -> str:
        return reverse("report", args=[self.duty.lead.uid, self.period])


@dataclass(frozen=True)
class EvidenceDue(Item):
    """A file that was offered and not yet accepted, or refused."""

    piece: ToldEvidence

    @property
    def what(self) -> str:
        return _("Evidence: %(title)s") % {"title": self.piece.row.title}

    @property
    def when(self) -> str:
        return _("since %(day)s") % {"day": self.day}

    @property
    def note(self) -> str:
        return self.piece.held.reason

    @property
    def href(self) -> str:
        return f"{super().href}#evidence-{self.piece.row.uid}"


def items_of(duty: Duty, today: date) -> Iterator[Item]:
    """What is owed of an activity, what is with others, and what they accepted."""
    dropped = duty.account is not None and duty.account.dropped is not None
    if duty.told.held.state is State.ASKED and not dropped:
        yield AnswerDue(duty, State.ASKED, duty.told.held.since or today, today)
    if duty.answers:
        for period, report in duty.owed(today):
            state = report.held.state if report else State.NEW
            yield ReportDue(duty, state, period.due, today, period.name, report)
        yield from _of_evidence(duty, today)


def _of_evidence(duty: Duty, today: date) -> Iterator[Item]:
    """What waits, and what was refused as long as nothing newer was offered for all that it was to prove."""
    newer: set[int] = set()
    for piece in reversed(duty.told.evidence):
        state, proves = piece.held.state, set(piece.row.proves or (0,))
        if state is State.OFFERED or (state is State.REFUSED and not proves <= newer):
            yield EvidenceDue(duty, state, piece.held.since or today, today, piece)
        if state is not State.REFUSED:
            newer |= proves
