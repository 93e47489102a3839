"""Proof that everybody is to see: a few records are photographs and pages, and their bodies ask for public copies."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from palermo.demo.year.acts import CHAIR, SECRETARIAT, Act, Happening, Year

COPIES = 12
FORMS = ("jpg", "pdf")  # what such records are, by turns


def with_copies(told: Sequence[Happening], year: Year) -> Iterator[Happening]:
    """All that was told, and of some records that were accepted what becomes of their copies: the first is withdrawn,
    the second refused, the third left waiting, the others stay public.
    """
    agreed = [each for each in told if each.act is Act.AGREE_TO_PROOF and not each.place]
    chosen = agreed[:: len(agreed) // COPIES or 1][:COPIES]
    turns = {(each.measure, each.step): (n, each) for n, each in enumerate(chosen)}
    last = datetime.combine(year.until, time.max)
    for each in told:
        if each.act is Act.OFFER and not each.place and (each.measure, each.step) in turns:
            n, accepted = turns[each.measure, each.step]
            yield replace(each, content={"form": FORMS[n % len(FORMS)]})
            yield from (act for act in _copied(n, each.who, accepted) if act.at <= last)
        else:
            yield each


def _copied(n: int, body: str, accepted: Happening) -> Iterator[Happening]:
    measure, step = accepted.measure, accepted.step

    def happening(days: int, who: str, act: Act, says: str = "") -> Happening:
        at = datetime.combine(accepted.at.date() + timedelta(days=days), time(11, n))
        return Happening(at, who, act, measure, step=step, says=says, of=f"copy of {measure}, step {step}")

    yield happening(3, body, Act.ASK_FOR_COPY)
    if n == 1:
        yield happening(9, SECRETARIAT, Act.REFUSE_COPY, "A sign shows where the shelter is.")
    elif n != 2:
        yield happening(9, SECRETARIAT, Act.PUBLISH_COPY)
    if n == 0:
        yield happening(30, CHAIR, Act.WITHDRAW_COPY, "Somebody wrote that a driver can be recognised.")
