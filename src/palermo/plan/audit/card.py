"""The card of a plan: five shares with their denominators, the verdicts counted, and no single score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palermo.core import Message, Outcome, mark
from palermo.plan.audit.verdict import Verdict

# what each share is of, by its name in `Card`
SHARES: Mapping[str, Message] = {
    "owned": Message(mark("One named lead body")),
    "dated": Message(mark("A date")),
    "stepped": Message(mark("Steps")),
    "costed": Message(mark("Cost")),
    "provable": Message(mark("Proof")),
}


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of the `of` activities whose answer is known; `unread` counts the others."""

    n: int = 0
    of: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What is published next to a plan. `scored` is False for press reports and where there is no activity."""

    owned: Share
    dated: Share
    stepped: Share
    costed: Share
    provable: Share
    verdicts: Mapping[Verdict, int]
    scored: bool


def card(shares: Mapping[str, Sequence[Outcome]], verdicts: Sequence[Verdict], *, scored: bool) -> Card:
    """The card from the outcomes behind each share and the verdict of each activity."""
    told = {name: _share(outcomes) for name, outcomes in shares.items()}
    return Card(**told, verdicts={kind: verdicts.count(kind) for kind in Verdict}, scored=scored)


def _share(outcomes: Sequence[Outcome]) -> Share:
    passed = outcomes.count(Outcome.PASS)
    return Share(passed, passed + outcomes.count(Outcome.FAIL), outcomes.count(Outcome.UNKNOWN))
