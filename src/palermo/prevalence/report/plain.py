"""The first page: what the lists allow to be said, in plain words, and what nobody may make of it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from palermo.core import Message, mark
from palermo.paper import Chapter, Entry, Figure, columns
from palermo.prevalence.estimate import Estimate
from palermo.prevalence.estimated import Estimated
from palermo.prevalence.report.words import (
    DEFENSIBLE,
    FEWEST_SHOWN,
    about,
    about_span,
    method_name,
    rounded_seen,
    seen,
    takes,
    two_figures,
)
from palermo.prevalence.unfit import EVERY


@dataclass(frozen=True, slots=True)
class Population:
    """How many people live in the place, by whom that was counted, and for which year. All three, or no rate."""

    people: int
    source: str
    year: str


def defended(found: Estimated) -> tuple[Estimate, ...]:
    """The estimates that a range may be made of, lowest first: where none of the methods for that was asked, all."""
    asked = {each.method for each in found.estimates} | {each.method for each in found.refused}
    chosen = DEFENSIBLE if asked & (DEFENSIBLE | {EVERY}) else asked
    return tuple(sorted((each for each in found.estimates if each.method in chosen), key=lambda each: each.total))


def plain_chapters(found: Estimated, population: Population | None, *, public: bool) -> Iterator[Chapter]:
    """The page of a table that can be estimated. A `public` one rounds the people seen as well."""
    each = defended(found)
    yield Chapter("range", Message(mark("In plain words")), tuple(_range(found, each, population, public)))
    yield _spread(found, each, public)
    yield Chapter("assumed", Message(mark("What was assumed")), _ASSUMED)
    yield Chapter("change", Message(mark("What would change it")), tuple(_change(found, each)))
    yield NOT_FOR


def _range(
    found: Estimated, each: tuple[Estimate, ...], population: Population | None, public: bool
) -> Iterator[Message]:
    low, high, n = each[0].total, each[-1].total, found.table.n
    said: Mapping[str, object] = {"range": about_span(low, high), "n": seen(n, public=public)}
    if len(each) > 1:
        text = mark(
            "About {range} people in all, depending on assumptions that these lists cannot test. Of them {n} were seen."
        )
        yield Message(text, said)
        methods = {
            "k": len(each),
            "low": method_name(each[0].method),
            "high": method_name(each[-1].method),
            "from": about(low),
            "to": about(high),
        }
        text = mark(
            "{k} methods read the same lists. Their best figures run from about {from} ({low}) to "
            "about {to} ({high}). None of them is the true one, and the middle is no likelier than the ends."
        )
        yield Message(text, methods)
    else:
        text = mark(
            "About {total} people in all by one method alone ({method}); of them {n} were seen. Other methods may say "
            "twice as many, or half: this figure must not stand alone."
        )
        yield Message(text, {**said, "total": about(low), "method": method_name(each[0].method)})
    if not {one.method for one in each} & DEFENSIBLE:
        yield _ONLY_SIMPLE
    limits = [one.intervals[95] for one in each if 95 in one.intervals]
    if limits:
        text = mark(
            "Each method is also unsure by itself, since few people were seen on several lists. With that, "
            "intervals of {level} run from about {low} to about {high}."
        )
        ends = {"low": about(min(low for low, _ in limits)), "high": about(max(high for _, high in limits))}
        yield Message(text, {"level": "95 %", **ends})
        if any(math.isinf(high) for _, high in limits):
            yield Message(mark("Where ∞ stands, a method finds no upper end: by itself it rules out no number."))
    text = mark("Put otherwise: for each person who was seen there were about {range} people whom no list saw.")
    if public:  # a share of exact numbers would tell them
        low, high, n = two_figures(low), two_figures(high), rounded_seen(n)
    yield Message(text, {"range": about_span(max(low - n, 0) / n, max(high - n, 0) / n)})
    yield _rate(low, high, population)


_ONLY_SIMPLE = Message(
    mark(
        "Only methods that take for granted what is seldom true, or say what is the least, were asked. Ask those that "
        "let lists depend on each other before anything is said of this."
    )
)


def _rate(low: float, high: float, population: Population | None) -> Message:
    if population is None:
        return Message(mark("No rate per 100,000 is given: for that a population with its source and year is needed."))
    text = mark(
        "Per 100,000 residents that is about {range}, seen and not seen together (population {people}; {source}, "
        "{year})."
    )
    rates = about_span(low / population.people * 100_000, high / population.people * 100_000)
    said = {"people": f"{population.people:,}", "source": population.source, "year": population.year}
    return Message(text, {"range": rates, **said})


def _spread(found: Estimated, each: tuple[Estimate, ...], public: bool) -> Chapter:
    looked = found.looked
    lines = [
        Message(
            mark(
                "All methods see the same people, {n} of them; about {repeated} stand on two lists or more. No list "
                "can say how many stand on none: that is reckoned from the overlaps, and each method believes "
                "something else about why lists overlap."
            ),
            {
                "n": seen(looked.n, public=public),
                "repeated": f"{rounded_seen(looked.repeated):,}" if public else about(looked.repeated),
            },
        ),
        Message(
            mark(
                "Where one list leads to another, as when a shelter calls the police, lists overlap more than by "
                "chance; a method that does not allow for it takes the lists to have seen nearly everybody, and comes "
                "out too low. Where one list keeps people from another it is the other way round."
            )
        ),
    ]
    lines += _near(each)
    lines.append(
        Message(
            mark(
                "Where such methods were tried on lists of trafficked people whose true number was known, all leaned "
                "low, and intervals were missed above (Binette and Steorts, 2022). So the upper half of the "
                "range must not be waved away."
            )
        )
    )
    rows = tuple(Entry((method_name(one.method), takes(one.method), Figure(about(one.total)))) for one in each)
    heads = columns(mark("Method"), mark("What it takes for granted"), mark("People in all, about"))
    return Chapter("spread", Message(mark("Why the methods differ")), tuple(lines), heads, rows)


def _near(each: tuple[Estimate, ...]) -> Iterator[Message]:
    """Models that the lists cannot tell apart, where a method has ranked them."""
    for one in each:
        near = near_models(one)
        if one.method == "best-bic" and len(near) > 1:
            totals = [total for _, total, _ in near]
            text = mark(
                "{k} descriptions of how these lists depend on each other fit nearly as well as the best. They put the "
                "number anywhere from about {low} to about {high}; a few people more or less would have made another "
                "of them the best."
            )
            yield Message(text, {"k": len(near), "low": about(min(totals)), "high": about(max(totals))})


def near_models(one: Estimate) -> tuple[tuple[str, float, float], ...]:
    """The models near the best that an estimate tells of: name, total, and how far from the best."""
    near = one.diagnostics.get("near")
    if not isinstance(near, list | tuple):
        return ()
    return tuple((str(each["model"]), float(each["total"]), float(each["bic"])) for each in near)


_ASSUMED = (
    Message(
        mark(
            "Everybody who is counted could have come onto at least one of the lists. People whom none of these bodies "
            "could ever have met are in no figure here."
        )
    ),
    Message(mark("The lists speak of the same people, place and time, and call the same people victims.")),
    Message(mark("Entries of one person were found to be one person's, and entries of two were not.")),
    Message(
        mark(
            "How the lists depend on each other is the same for people on no list as for those who were seen. No data "
            "can test this; every method here needs it."
        )
    ),
)

FEW = Chapter(
    "range",
    Message(mark("In plain words")),
    (
        Message(
            mark(
                "Fewer than {n} people were seen. What is estimated from so few stays inside: with figures of it "
                "somebody could be told from the others."
            ),
            {"n": FEWEST_SHOWN},
        ),
    ),
)

NOT_FOR = Chapter(
    "not-for",
    Message(mark("What it must not be used for")),
    (
        Message(
            mark(
                "To say that numbers rose or fell, unless the same lists, definitions and methods were used each time."
            )
        ),
        Message(
            mark("To compare countries or provinces, or to share the number out among groups not estimated alone.")
        ),
        Message(mark("To judge a body by its list, to set a target for anybody, or to claim that a measure worked.")),
        Message(mark("To look for people: nobody in the estimate has a name, and a list must not be opened for it.")),
        Message(mark("To quote one figure of it without the range and the number of people who were seen.")),
    ),
)


def _change(found: Estimated, each: tuple[Estimate, ...]) -> Iterator[Message]:
    base = {one.method: one.total for one in each}
    told = found.sensitivity
    yield from _omitted(found, base)
    for assumed in told.assumed[-1:]:
        totals = _of(base, assumed.totals)
        if totals:
            text = mark(
                "If people on no list were {factor} times as many as the methods reckon, it would be about {range}. "
                "The lists would look exactly the same."
            )
            yield Message(text, {"factor": f"{assumed.factor:g}", "range": about_span(*totals)})
    for mislinked in told.mislinked[-1:]:
        limits = [limit for method, limit in mislinked.totals.items() if limit and method in base]
        if limits:
            text = mark(
                "If {share} of 100 links between lists were wrong or missed, it could be about {range} instead."
            )
            lows, highs = zip(*limits, strict=True)
            yield Message(
                text,
                {
                    "share": f"{mislinked.share * 100:g}",
                    "range": about_span(min(lows), max(highs)),
                },
            )
    yield Message(
        mark(
            "A further list of the same people, kept by others and matched well, would narrow the range more than any "
            "better reckoning with these."
        )
    )


def _omitted(found: Estimated, base: Mapping[str, float]) -> Iterator[Message]:
    """The list without which the answer would move most."""
    moves = [
        (abs(math.log(total / base[method])), altered.lists, method, total)
        for altered in found.sensitivity.omitted
        for method, total in altered.totals.items()
        if total is not None and method in base
    ]
    if moves:
        _, lists, method, total = max(moves)
        text = mark("Without the list {list} the method that moves most ({method}) would say {new} instead of {old}.")
        said = {
            "list": ", ".join(lists),
            "method": method_name(method),
            "new": about(total),
            "old": about(base[method]),
        }
        yield Message(text, said)


def _of(base: Mapping[str, float], totals: Mapping[str, float | None]) -> tuple[float, float] | None:
    there = [total for method, total in totals.items() if total is not None and method in base]
    return (min(there), max(there)) if there else None
