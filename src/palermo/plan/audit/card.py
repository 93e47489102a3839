"""The card of a plan: five shares with their denominators, the verdicts counted, and no single score."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palermo.core import Outcome
from palermo.plan.audit.verdict import Verdict

SHARES = ("owned", "dated", "stepped", "costed", "provable")


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


def card(shares: Mapping[str, Iterable[Outcome]], verdicts: Iterable[Verdict], *, scored: bool) -> Card:
    """The card from the outcomes behind each share and the verdict of each activity."""
    counted = Counter(verdicts)
    told = {name: _share(outcomes) for name, outcomes in shares.items()}
    return Card(**told, verdicts={kind: counted[kind] for kind in Verdict}, scored=scored)


def _share(outcomes: Iterable[Outcome]) -> Share:
    counts = Counter(outcomes)
    passed = counts[Outcome.PASS]
    return Share(passed, passed + counts[Outcome.FAIL], counts[Outcome.UNKNOWN])
