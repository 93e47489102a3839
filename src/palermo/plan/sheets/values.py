"""A value held against the sheet of its indicator. A finding of severity `error` keeps it from being sent."""

from collections.abc import Iterator
from decimal import Decimal

from palermo.core import Finding, Message, Outcome, Severity, mark
from palermo.plan.progress import Value
from palermo.plan.sheets.defined import Defined
from palermo.plan.sheets.model import Counts

_OTHER_KIND = {
    Counts.PERIOD: (
        mark("{indicator} is counted in each period alone, and this value is of the time since the work began."),
        mark("Give what was counted in this period; the periods before are on record already."),
    ),
    Counts.SINCE: (
        mark("{indicator} is counted since the work began, and this value is of the period alone."),
        mark("Add what was counted before, and give the sum since the work began."),
    ),
}


def value_faults(value: Value, told: Defined) -> Iterator[Finding]:
    """What is wrong with a value, and what is to be looked at. `value.note` says why parts do not add up."""
    if told.counts is not None and value.cumulative != (told.counts is Counts.SINCE):
        yield _found("V01", Severity.ERROR, *_OTHER_KIND[told.counts], value.indicator)
    if told.share and (value.numerator is None or value.denominator is None):
        text, advice = (
            mark("{indicator} is a share, and this value does not say how many of how many."),
            mark("Write both numbers. A percentage alone is never taken: nobody could add it to another."),
        )
        yield _found("V02", Severity.ERROR, text, advice, value.indicator)
    elif not value.is_one_thing:
        text, advice = (
            mark("{indicator}: this is neither one number nor one number of another that is not 0."),
            mark("Correct it; where there was nothing to count, leave the value out and say so in the report."),
        )
        yield _found("V02", Severity.ERROR, text, advice, value.indicator)
    whole = value.number if value.number is not None else value.numerator
    if whole is None:
        return
    if value.denominator and whole > value.denominator:
        text, advice = (
            mark("{indicator}: {n} of {of} is more than all."),
            mark("See whether both numbers are of the same time and the same people."),
        )
        yield _found("V03", Severity.B, text, advice, value.indicator, n=whole, of=value.denominator)
    if told.people and any(number < 0 for number in (whole, *(part.number for part in value.parts))):
        text, advice = mark("{indicator}: there cannot be fewer people than none."), mark("Correct the number.")
        yield _found("V04", Severity.ERROR, text, advice, value.indicator)
    yield from _of_parts(value, whole, told)


def _of_parts(value: Value, whole: Decimal, told: Defined) -> Iterator[Finding]:
    """The parts of each split of the sheet: all there, and together the whole, or the note says why not."""
    named = {split.name: split.parts for split in told.sheet.splits if split.parts}
    grave = Severity.B if value.note.strip() else Severity.ERROR
    for part in value.parts:
        if part.name not in named.get(part.split, ()):
            text, advice = (
                mark("{indicator}: the sheet has no part '{part}' of the split by {split}."),
                mark("Give the parts that the sheet names, or have the sheet completed."),
            )
            yield _found("V05", Severity.ERROR, text, advice, value.indicator, part=part.name, split=part.split)
    for split, parts in named.items():
        have = {part.name: part.number for part in value.parts if part.split == split}
        by = {"split": split}
        if missing := [name for name in parts if name not in have]:
            text, advice = (
                mark("{indicator}: by {split}, these parts are missing: {parts}."),
                mark("Write a number for each part, 0 where there was none; or say in the note why there is none."),
            )
            yield _found("V06", grave, text, advice, value.indicator, **by, parts=", ".join(missing))
        elif (total := sum(have.values(), Decimal(0))) != whole:
            text, advice = (
                mark("{indicator}: by {split}, the parts make {total}, and the whole is {whole}."),
                mark("Correct the figures, or say in the note why they differ."),
            )
            yield _found("V07", grave, text, advice, value.indicator, **by, total=total, whole=whole)


def _found(rule: str, severity: Severity, text: str, advice: str, indicator: str, **params: object) -> Finding:
    said = Message(text, {"indicator": indicator, **params})
    return Finding(rule, severity, Outcome.FAIL, said, Message(advice), None, "indicator", indicator)
