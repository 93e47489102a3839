"""The clock in words: one sentence a step, each with the rule it rests on and how sure the placement is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from palermo.core import Message, mark
from palermo.standing.clock import Answer, Tick
from palermo.standing.law import ClockRule, Law
from palermo.standing.model import Mark, Tier

_UNSURE = mark("{says} ({mark})")


@dataclass(frozen=True, slots=True)
class Told:
    """One step: the report it is about, the sentence, where the rule stands (empty where none is asked), the mark."""

    year: int
    says: Message
    cite: str = ""
    mark: Mark | None = None

    @property
    def words(self) -> Message:
        """The sentence, with its mark where no source stands behind the placement."""
        if self.mark is None or self.mark.sure:
            return self.says
        return Message(_UNSURE, {"says": self.says, "mark": self.mark.words})


def explained(ticks: Sequence[Tick], then: Tick, law: Law) -> tuple[Told, ...]:
    """How it came to be as it is, and what follows. `then`: the tick that the next report would be on the list."""
    return (*_story(ticks, law), *_outlook(ticks[-1], then))


def _story(ticks: Sequence[Tick], law: Law) -> Iterator[Told]:
    """From the beginning of the run that matters to the latest report; of a long stay the first and the last year."""
    start = _start(ticks)
    told = [tick for tick in ticks if tick.year >= start]
    for n, tick in enumerate(told):
        goes_on = n + 1 < len(told) and told[n + 1].tier is tick.tier and tick.spell > 1
        if tick.tier is Tier.WATCH or not goes_on:
            yield _step(tick, told[n - 1] if n else None, law)


def _start(ticks: Sequence[Tick]) -> int:
    """The first year that matters: of the last run on the list, or of the one it fell from before."""
    run = next((tick for tick in reversed(ticks) if tick.tier is Tier.WATCH), None)
    if run is None:
        return ticks[-1].year - max(ticks[-1].spell - 1, 0)
    first = run.year - run.spell + 1
    if run.reinstated is Answer.YES:
        before = [tick for tick in ticks if tick.year < first and tick.tier is Tier.WATCH]
        first = before[-1].year - before[-1].spell + 1
    return first


def _step(tick: Tick, before: Tick | None, law: Law) -> Told:
    if tick.tier is None:
        return Told(tick.year, Message(mark("{year}: nobody could read where it was placed."), {"year": tick.year}))
    if tick.tier is Tier.WATCH:
        says, rule = _listed(tick)
        list_rule = law.tier_rule(Tier.WATCH).cite
        return Told(tick.year, says, rule.cite if rule else list_rule, tick.mark)
    params = {"year": tick.year, "tier": tick.tier.words, "n": tick.spell}
    cite = law.tier_rule(tick.tier).cite
    if tick.spell > 1:
        return Told(tick.year, Message(mark("{year}: {tier}, report {n} in a row."), params), cite, tick.mark)
    if before is None or before.tier is not Tier.WATCH:
        return Told(tick.year, Message(mark("{year}: {tier}."), params), cite, tick.mark)
    return _left(tick, before, params, cite)


def _listed(tick: Tick) -> tuple[Message, ClockRule | None]:
    """What a report on the list means, and the rule that says so."""
    terms, params = tick.terms, {"year": tick.year, "n": tick.nth, "most": tick.allowed}
    if tick.reinstated is Answer.YES:
        text = mark("{year}: back on the Watch List, for one report only, as it had fallen after a run under a waiver.")
        return Message(text, params), terms.reinstated
    if terms.limit is None:
        return Message(mark("{year}: on the Watch List, in a report that does not count."), params), None
    if tick.waiver:
        if tick.nth == tick.allowed:
            text = mark("{year}: report {n} in a row on the Watch List, under a waiver, the last one the law allowed.")
        else:
            text = mark("{year}: report {n} in a row on the Watch List, under a waiver.")
        return Message(text, params), terms.waiver
    if tick.nth == terms.unwaived:
        text = mark("{year}: report {n} in a row on the Watch List, the last without a waiver.")
        return Message(text, params), terms.limit
    if tick.nth == 1:
        return Message(mark("{year}: first report on the Watch List."), params), None
    return Message(mark("{year}: report {n} in a row on the Watch List."), params), terms.limit


def _left(tick: Tick, before: Tick, params: dict[str, object], cite: str) -> Told:
    """How it left the list."""
    used_up = before.allowed is not None and before.nth >= min(before.allowed, tick.terms.longest or before.allowed)
    if tick.tier is not Tier.THREE:
        text = mark("{year}: {tier}, off the Watch List.")
        return Told(tick.year, Message(text, params), cite, tick.mark)
    if used_up:
        rule = tick.terms.reinstated if before.reinstated is Answer.YES else tick.terms.limit
        text = mark("{year}: {tier}, as its reports on the Watch List were used up and it earned neither Tier 2 nor 1.")
        return Told(tick.year, Message(text, params), rule.cite if rule else cite, tick.mark)
    text = mark("{year}: {tier}, before its reports on the Watch List were used up.")
    return Told(tick.year, Message(text, params), cite, tick.mark)


def _outlook(now: Tick, then: Tick) -> Iterator[Told]:
    """What the law says of the next report, where it says anything of the list."""
    terms, params = then.terms, {"year": then.year}
    if now.tier is Tier.WATCH:
        if then.beyond:
            rule = terms.reinstated if then.reinstated is Answer.YES else terms.limit
            text = mark("{year}: it cannot stay on the Watch List; Tier 3, unless it earns Tier 2 or Tier 1.")
            yield Told(then.year, Message(text, params), rule.cite if rule else "")
        elif then.waiver and terms.waiver:
            text = mark(
                "{year}: it can stay on the Watch List only under a waiver, for a written plan with enough means."
            )
            yield Told(then.year, Message(text, params), terms.waiver.cite)
    elif now.tier is Tier.THREE and then.reinstated is Answer.YES and terms.reinstated:
        text = mark("{year}: a return to the Watch List could last one report only, after its run under a waiver.")
        yield Told(then.year, Message(text, params), terms.reinstated.cite)
