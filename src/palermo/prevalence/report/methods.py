"""Methods side by side, the models near the best, and whether bootstrap and chains were well."""

from collections.abc import Iterator, Mapping

from palermo.core import Message, listed, mark
from palermo.paper import CellValue, Chapter, Entry, Figure, Own, columns
from palermo.prevalence.estimate import Estimate, Limits
from palermo.prevalence.estimated import Estimated
from palermo.prevalence.report.pictures import Strip, scatter, strips
from palermo.prevalence.report.plain import near_models
from palermo.prevalence.report.words import (
    DEFENSIBLE,
    about,
    about_span,
    ends,
    figure,
    interval,
    method_name,
    rounded_seen,
    two_figures,
)

_YES, _NO, _NONE = Message(mark("Inside")), Message(mark("Not inside")), Message(mark("No choice"))
_CHOOSING = frozenset(
    {"stepwise", "best-bic", "best-aic", "averaged", "bayes-threshold", "graphs", "latent-classes", "covariates"}
)
_MOST_MODELS = 60


def method_chapters(found: Estimated) -> Iterator[Chapter]:
    """All that was reckoned, each method in the same way."""
    if found.estimates:
        yield side_by_side(found, rounded=False)
        if warned := tuple(_warned(found.estimates)):
            heads = columns(mark("Method"), mark("What to know"))
            yield Chapter("warnings", Message(mark("Before using a figure")), (), heads, warned)
    for one in found.estimates:
        if one.method == "best-bic" and near_models(one):
            yield _models(one)
    yield from _health(found.estimates)


def side_by_side(found: Estimated, *, rounded: bool) -> Chapter:
    """Every method with its intervals; those that may be defended first. `rounded`: as figures leave the house."""
    ordered = sorted(found.estimates, key=lambda one: (one.method not in DEFENSIBLE, one.total))
    rows = []
    for one in ordered:
        total = Figure(about(one.total)) if rounded else figure(one.total)
        limits = (_limits(one, 80, rounded), _limits(one, 95, rounded))
        inside = (_NONE if one.method not in _CHOOSING else _YES if one.selection_inside else _NO,)
        rows.append(Entry((method_name(one.method), *(() if rounded else (Own(one.model),)), total, *limits, *inside)))
    model = () if rounded else columns(mark("Model"))
    heads = (
        *columns(mark("Method")),
        *model,
        *columns(mark("People in all")),
        interval(80),
        interval(95),
        *columns(mark("Choice of the model")),
    )
    lines = (
        Message(
            mark(
                "A spot is a method's best figure, the thick bar its interval of {narrow}, the thin one that of "
                "{wide}. "
                "Full spots have the choice of the model inside their interval; those of empty ones are too short."
            ),
            {"narrow": "80 %", "wide": "95 %"},
        ),
        Message(
            mark(
                "Grey methods stand here to be compared, and are in no range above: they take for granted that lists "
                "have nothing to do with each other, say only what is the least, or follow chance too readily."
            )
        ),
    )
    shown = [
        Strip(
            method_name(one.method),
            (_round(one.total, rounded),),
            _pair(one, 80, rounded),
            _pair(one, 95, rounded),
            one.selection_inside,
            one.method in DEFENSIBLE,
        )
        for one in ordered
    ]
    description = Message(mark("For each method its best figure with its intervals, all on one scale."))
    picture = strips(shown, rounded_seen(found.table.n) if rounded else found.table.n, description)
    return Chapter("methods", Message(mark("Methods side by side")), lines, heads, tuple(rows), picture=picture)


def _limits(one: Estimate, level: int, rounded: bool) -> CellValue:
    limits = one.intervals.get(level)
    return (about_span if rounded else ends)(*limits) if limits else None


def _pair(one: Estimate, level: int, rounded: bool) -> Limits | None:
    limits = one.intervals.get(level)
    return (_round(limits[0], rounded), _round(limits[1], rounded)) if limits else None


def _round(value: float, rounded: bool) -> float:
    return two_figures(value) if rounded else value


def _warned(estimates: tuple[Estimate, ...]) -> Iterator[Entry]:
    said: dict[str, tuple[Message, list[Message]]] = {}
    for one in estimates:
        for warning in one.warnings:
            said.setdefault(str(warning), (warning, []))[1].append(method_name(one.method))
    for warning, methods in said.values():
        yield Entry((listed(methods), warning))


def _models(one: Estimate) -> Chapter:
    near = sorted(near_models(one), key=lambda each: each[2])
    best = near[0][2]
    points = [(total, bic - best) for _, total, bic in near]
    told = Message(
        mark(
            "Each spot is one description of how the lists depend on each other: to the right the people it makes in "
            "all, downwards how much worse it fits (BIC above the best). The red one is the best. Spots far apart at "
            "the same height are answers which the data cannot tell from each other."
        )
    )
    more = (
        (Message(mark("The table holds the first {n} of {all}."), {"n": _MOST_MODELS, "all": len(near)}),)
        if len(near) > _MOST_MODELS
        else ()
    )
    rows = tuple(Entry((Own(model), figure(total), figure(bic - best, 2))) for model, total, bic in near[:_MOST_MODELS])
    heads = columns(mark("Model"), mark("People in all"), mark("BIC above the best"))
    picture = scatter(
        points, Message(mark("Models near the best by the total that each gives and by how well it fits."))
    )
    return Chapter("models", Message(mark("Models near the best")), (told, *more), heads, rows, picture=picture)


def _health(estimates: tuple[Estimate, ...]) -> Iterator[Chapter]:
    drawn = [one for one in estimates if "replicates" in one.diagnostics]
    if drawn:
        told = Message(
            mark(
                "The lists were drawn anew many times, and the whole reckoning repeated with each. Few different "
                "results, many failures, or a percentile interval far from the other tell that the interval is rough."
            )
        )
        heads = columns(
            mark("Method"),
            mark("Drawn"),
            mark("Failed"),
            mark("Different results"),
            "z0",
            mark("Acceleration"),
            mark("By percentiles"),
        )
        rows = tuple(Entry((method_name(one.method), *_bootstrap(one))) for one in drawn)
        yield Chapter("bootstrap", Message(mark("Health of the bootstrap")), (told,), heads, rows)
    chained = [one for one in estimates if "r_hat" in one.diagnostics]
    if chained:
        told = Message(
            mark(
                "Several chains set out from different places. They must agree: R-hat above 1.01, few effective draws, "
                "or a hill that only some chains found tell that the interval cannot be trusted."
            )
        )
        heads = columns(
            mark("Method"),
            mark("Chains"),
            "R-hat",
            mark("Effective draws, middle"),
            mark("Effective draws, ends"),
            mark("Hills"),
            mark("Share near the cap"),
        )
        rows = tuple(Entry((method_name(one.method), *_chains(one.diagnostics))) for one in chained)
        yield Chapter("chains", Message(mark("Health of the chains")), (told,), heads, rows)


def _bootstrap(one: Estimate) -> tuple[CellValue, ...]:
    said = one.diagnostics
    limits = one.percentile.get(95)
    return (
        *(_number(said.get(key)) for key in ("replicates", "failed", "distinct")),
        _number(said.get("z0"), 2),
        _number(said.get("acceleration"), 3),
        ends(*limits) if limits else None,
    )


def _chains(said: Mapping[str, object]) -> tuple[CellValue, ...]:
    hills = said.get("modes")
    count = len(hills) if isinstance(hills, list | tuple) else hills
    return (
        _number(said.get("chains")),
        _number(said.get("r_hat"), 3),
        _number(said.get("ess_bulk")),
        _number(said.get("ess_tail")),
        _number(count),
        _number(said.get("share_near_cap"), 4),
    )


def _number(value: object, digits: int = 0) -> Figure | None:
    return figure(float(value), digits) if isinstance(value, int | float) else None
