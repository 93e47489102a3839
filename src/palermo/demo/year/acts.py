"""What can happen in the simulated year: how large it is, when it is, and one act of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from palermo.plan import Cycle, Every

SECRETARIAT, CHAIR, SECOND_CHAIR, MACHINE = "secretariat", "chair", "second-chair", "machine"
DUE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Size:
    """How large a year is: how many measures, and the seed that everything follows from."""

    measures: int
    seed: int = 2000

    def chance(self, of: str) -> Random:
        """What falls by chance in one part of the story, by the name of the part: the same for the same seed."""
        return Random(f"{self.seed} {of}")  # noqa: S311  # a story is told anew from its seed, and holds no secret


WHOLE = Size(300)


@dataclass(frozen=True, slots=True)
class Year:
    """The first day of four quarters, and the day on which the story ends."""

    first: date
    until: date

    @property
    def cycle(self) -> Cycle:
        """Four quarters, each due thirty days after its end."""
        last = self.first.replace(year=self.first.year + 1) - timedelta(days=1)
        return Cycle(Every.QUARTER, self.first, last, due_days=DUE_DAYS)


def last_whole_year(today: date) -> Year:
    """The newest four quarters whose last reports have been due for half a month or more."""
    then = today - timedelta(days=DUE_DAYS + DUE_DAYS // 2)
    end = date(then.year, then.month - (then.month - 1) % 3, 1)
    return Year(end.replace(year=end.year - 1), min(today - timedelta(days=1), end + timedelta(days=2 * DUE_DAYS)))


class Act(StrEnum):
    """What somebody does."""

    ASK = "ask"
    INHERIT = "inherit"
    TAKE_ON = "take_on"
    DECLINE = "decline"
    SEND = "send"
    RETURN = "return"
    AGREE = "agree"
    PUBLISH = "publish"
    OFFER = "offer"
    AGREE_TO_PROOF = "agree_to_proof"
    REFUSE_PROOF = "refuse_proof"
    ASK_FOR_COPY = "ask_for_copy"
    PUBLISH_COPY = "publish_copy"
    REFUSE_COPY = "refuse_copy"
    WITHDRAW_COPY = "withdraw_copy"
    MOVE_END = "move_end"
    GIVE_UP = "give_up"
    POST_MONEY = "post_money"
    AGREE_TO_MONEY = "agree_to_money"
    COMPLETE_SHEET = "complete_sheet"
    ARRANGE_STEP = "arrange_step"
    WRITE_RISK = "write_risk"
    NOTE_RISK = "note_risk"
    CALL = "call"
    CALL_ANEW = "call_anew"
    CALL_OFF = "call_off"
    SET_AGENDA = "set_agenda"
    ATTEND = "attend"
    MINUTE = "minute"
    APPROVE = "approve"
    CORRECT = "correct"
    RESOLVE = "resolve"
    TURN = "turn"
    FILE_VIEW = "file_view"
    PUBLISH_VIEW = "publish_view"
    REPLY = "reply"
    STATE = "state"
    MARK = "mark"
    REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Happening:
    """One act. `who` is the key of a body, `secretariat`, a chair, or the machine itself; `body` the one that a measure
    is put to, or that owes something; `place` the one whose part of the measure it is; `step` the one that a file is
    offered for. `of` is the story's own name for what it is done to: a meeting, a resolution, a view, a statement, a
    risk, a public copy. What is of no single measure has none.
    """

    at: datetime
    who: str
    act: Act
    measure: str = ""
    body: str = ""
    place: str = ""
    period: str = ""
    step: int = 0
    says: str = ""
    of: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
