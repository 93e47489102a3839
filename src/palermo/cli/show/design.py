"""What overlap is needed, and what more people on which lists would buy: told of a table or of a made-up population."""

import math
from collections.abc import Iterator, Sequence

from palermo.cli.show.estimated import Told
from palermo.core import Message, UserError, mark
from palermo.paper import Chapter, Entry, Figure, Own, Paper, columns
from palermo.prevalence import (
    METHODS,
    Estimate,
    Model,
    More,
    Scenario,
    Settings,
    Study,
    Table,
    coverage_study,
    expected_estimate,
    fit,
    fitted_scenario,
    more_people,
    overlap_needed,
    scenario,
    stepwise,
    unfit,
)

_TITLE = Message(mark("What would be needed"))


def table_paper(table: Table, name: str, share: float) -> Paper:
    """Of lists that are there: the overlap they need; where they can be estimated, what would narrow the interval."""
    chapters = [_overlap(table)]
    chosen = None if unfit(table) else stepwise(table, replicates=0, seed=0)
    if isinstance(chosen, Estimate):
        model = Model.named(chosen.model, table.m)
        chapters.append(_more(more_people(fitted_scenario(table, fit(table, model)), model, share), share, model))
    return Paper(_TITLE, (Own(name),), tuple(chapters))


def scenario_paper(
    population: Scenario, method: str, share: float, *, tables: int, replicates: int, seed: int, told: Told | None
) -> Paper:
    """Of a made-up population: the interval to expect, what would narrow it, and how a method does on tables of it."""
    if method not in METHODS:
        text = mark("There is no method '{name}' to try. Name one of: {methods}.")
        raise UserError(Message(text, {"name": method, "methods": ", ".join(METHODS)}))
    model = Model.of(population.m, ())
    study = coverage_study(
        population,
        lambda table, own: METHODS[method](table, Settings(own, replicates), None, None),
        tables=tables,
        seed=seed,
        told=(lambda done, of: told(method, done, of)) if told else None,
    )
    chapters = (
        _population(population),
        _study(study, method),
        _more(more_people(population, model, share), share, model),
    )
    return Paper(_TITLE, (), chapters)


def scenario_of(people: int, reach: Sequence[str], ties: Sequence[str]) -> Scenario:
    """A population as it is typed: LIST=SHARE for each list, A+B=RATIO for two that go together."""
    shares = dict(map(_equals, reach))
    try:
        tied = {(one.strip(), other.strip()): ratio for (one, other), ratio in map(_tie, ties)}
        return scenario(people, shares, tied)
    except ValueError as error:
        text = mark("This is no population: {fault}. Write --reach police=0.1 for each list, --tie police+shelter=3.")
        raise UserError(Message(text, {"fault": str(error)})) from error


def _tie(words: str) -> tuple[tuple[str, str], float]:
    names, ratio = _equals(words)
    one, _, other = names.partition("+")
    return (one, other), ratio


def _equals(words: str) -> tuple[str, float]:
    name, _, number = words.rpartition("=")
    try:
        value = float(number)
    except ValueError:
        value = math.nan
    if not name.strip() or not math.isfinite(value):
        text = mark("'{said}' says nothing. Write a name and a number, as police=0.1.")
        raise UserError(Message(text, {"said": words}))
    return name.strip(), value


def _overlap(table: Table) -> Chapter:
    title = Message(mark("The overlap that is needed"))
    needed = overlap_needed(table)
    if needed is None:
        return Chapter("overlap", title, (Message(mark("One list cannot overlap with anything. Find others.")),))
    text = mark(
        "{now} people stand on two lists or more. Lists as long as these, if they were independent, would need about "
        "{needed} for an interval of 95 % whose upper end is twice its lower one. Dependent lists need more."
    )
    rows = tuple(Entry((Own(" + ".join(lists)), now, then)) for lists, (now, then) in needed.pairs.items())
    heads = columns(mark("Lists"), mark("On both now"), mark("Needed, about"))
    return Chapter("overlap", title, (Message(text, {"now": needed.now, "needed": needed.needed}),), heads, rows)


def _more(found: Sequence[More], share: float, model: Model) -> Chapter:
    text = mark(
        "How many people more, matched with the others, would bring the interval of 95 % to {share} of its width, if "
        "the model {model} holds and the people stay as many. The choice of a model is not in it: this is the "
        "least."
    )
    rows = tuple(Entry((Own(" + ".join(each.lists)), Figure(f"{each.now:,}"), _people(each))) for each in found)
    heads = columns(mark("More people on"), mark("Now"), mark("More"))
    empty = Message(mark("The model has no estimate here, so nothing can be said."))
    line = Message(text, {"share": f"{share:.0%}", "model": model.name})
    return Chapter("more", Message(mark("What more people would buy")), (line,), heads, rows, empty)


def _people(each: More) -> Figure | Message:
    if each.people is None:
        return Message(mark("no number does that"))
    return Figure(f"{each.people:,}")


def _population(population: Scenario) -> Chapter:
    rows = tuple(Entry((Own(name), Figure(f"{size:,.0f}"))) for name, size in population.sizes.items())
    expected = expected_estimate(population, Model.of(population.m, ()))
    lines = [Message(mark("{n} people, made up."), {"n": f"{population.total:,.0f}"})]
    if expected:
        low, high = expected.intervals[95]
        text = mark("Taken for independent, the lists would say {total} ({low} to {high}) on average.")
        said = {"total": f"{expected.total:,.0f}", "low": f"{low:,.0f}", "high": f"{high:,.0f}"}
        lines.append(Message(text, said))
    return Chapter(
        "population", Message(mark("The population")), tuple(lines), columns(mark("List"), mark("Reaches")), rows
    )


def _study(study: Study, method: str) -> Chapter:
    lines = tuple(_said(study, method))
    rows = tuple(
        Entry((Figure(f"{level} %"), held.intervals, held.held, held.below, held.above, Figure(f"{held.width:.0%}")))
        for level, held in study.covered.items()
        if held.intervals
    )
    heads = columns(
        mark("Interval"),
        mark("Given"),
        mark("Held the truth"),
        mark("Too low"),
        mark("Too high"),
        mark("Width, of the truth"),
    )
    return Chapter("study", Message(mark("A method tried on it")), lines, heads, rows)


def _said(study: Study, method: str) -> Iterator[Message]:
    text = mark("{method} was asked of {n} tables drawn from this population, and refused {refused}.")
    yield Message(text, {"method": method, "n": study.tables, "refused": study.refused})
    if math.isfinite(study.bias):
        text = mark("Its figures were {times:.2f} times the truth in the middle.")
        yield Message(text, {"times": math.exp(study.bias)})
