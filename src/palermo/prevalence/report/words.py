"""What methods are called, what each takes for granted, and how numbers are said."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.paper import Figure

NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "independence": Message(mark("Independent lists")),
        "chapman": Message(mark("Two lists (Chapman)")),
        "chao": Message(mark("Lower bound (Chao)")),
        "m0": Message(mark("Equal lists (M0)")),
        "mh-chao": Message(mark("Unequal people, lower bound (Mh Chao)")),
        "mh-darroch": Message(mark("Unequal people (Mh Darroch)")),
        "mh-poisson": Message(mark("Unequal people (Mh Poisson)")),
        "mh-gamma": Message(mark("Unequal people (Mh Gamma)")),
        "mth-chao": Message(mark("Unequal people and lists, lower bound (Mth Chao)")),
        "mth-darroch": Message(mark("Unequal people and lists (Mth Darroch)")),
        "mth-poisson": Message(mark("Unequal people and lists (Mth Poisson)")),
        "mth-gamma": Message(mark("Unequal people and lists (Mth Gamma)")),
        "sample-coverage": Message(mark("Sample coverage")),
        "nhoi": Message(mark("All pairs dependent (NHOI)")),
        "stepwise": Message(mark("Stepwise by p-value")),
        "best-bic": Message(mark("Best model by BIC")),
        "best-aic": Message(mark("Best model by AIC")),
        "averaged": Message(mark("Models averaged by BIC")),
        "bayes-threshold": Message(mark("Bayesian threshold")),
        "graphs": Message(mark("Graphs averaged")),
        "latent-classes": Message(mark("Latent classes (LCMCR)")),
        "covariates": Message(mark("Strata in one model")),
        "sensitivity": Message(mark("What would change it")),  # no method, but what a run is at
    }
)

TAKES: Mapping[str, Message] = MappingProxyType(
    {
        "independence": Message(mark("That being on one list changes nothing about being on another. Seldom true.")),
        "chapman": Message(mark("That two lists have nothing to do with each other. Nothing here can show it.")),
        "chao": Message(mark("Little: it says what is the least, where people differ in how easily they are seen.")),
        "m0": Message(mark("That every list finds everybody with the same ease. Seldom true.")),
        "sample-coverage": Message(
            mark("That people seen on several lists tell what share of all the lists together have reached.")
        ),
        "nhoi": Message(
            mark("That any two lists may depend on each other, and that all of them together add nothing more.")
        ),
        "stepwise": Message(
            mark("That two lists go together only where the overlap proves it; what is not proved counts as nothing.")
        ),
        "best-bic": Message(
            mark(
                "That the one pattern of dependence which explains the lists in fewest terms holds for the unseen too."
            )
        ),
        "best-aic": Message(
            mark("As the best model by BIC, with more terms allowed; it follows chance in the data more readily.")
        ),
        "averaged": Message(
            mark("That one of the models tried is right; each counts by how well it explains the lists.")
        ),
        "bayes-threshold": Message(
            mark("That pairs of lists depend on each other mildly, and only those that clearly do are kept.")
        ),
        "graphs": Message(
            mark("That dependence runs in groups of lists; every way of grouping counts by how well it fits.")
        ),
        "latent-classes": Message(
            mark(
                "That people are of a few hidden kinds, and within a kind the lists have nothing to do with each other."
            )
        ),
        "covariates": Message(
            mark("That lists, strata and their pairs explain the overlaps, and do so for the unseen too.")
        ),
    }
)
_UNEQUAL = Message(mark("That people differ in how easily they are seen, in a way of the method's own choosing."))

# methods that let lists depend on each other, or people differ, by what the data say; the others stand beside them
DEFENSIBLE = frozenset(
    {
        "averaged",
        "bayes-threshold",
        "best-bic",
        "covariates",
        "graphs",
        "latent-classes",
        "sample-coverage",
        "stepwise",
    }
)


FEWEST_SHOWN = 100  # seen in a table, or a group of it, whose figures may leave: two of them would tell fewer exactly


def method_name(method: str) -> Message:
    """A method's name for people; one that has none here is called as it is."""
    return NAMES.get(method, Message(mark("{method}"), {"method": method}))


def takes(method: str) -> Message:
    """What a method takes for granted, in one sentence."""
    return TAKES.get(method, _UNEQUAL)


def figure(value: float | None, digits: int = 0) -> Figure | None:
    """A number for a cell; nothing for none."""
    return None if value is None else Figure(number(value, digits))


def number(value: float, digits: int = 0) -> str:
    """With its thousands apart; ∞ where an interval has no end, a dash for what is no number."""
    if math.isfinite(value):
        return f"{value:,.{digits}f}"
    return "∞" if value > 0 else "–"


def about(value: float) -> str:
    """Two significant figures: more would be a promise that no estimate of unseen people keeps."""
    if not math.isfinite(value) or value <= 0:
        return number(value) if value >= 0 else "–"
    return number(two_figures(value), max(_digits(value), 0))


def two_figures(value: float) -> float:
    """The number that `about` writes."""
    return round(value, _digits(value)) if value > 0 and math.isfinite(value) else value


def seen(n: int, *, public: bool) -> Message:
    """People who were counted; in public about how many, in tens at least."""
    if public:
        return Message(mark("about {n}"), {"n": f"{rounded_seen(n):,}"})
    return Message(mark("{n}"), {"n": f"{n:,}"})


def rounded_seen(n: int) -> int:
    """The number of people that is told in public, where two figures of it would still be a count of few."""
    return int(round(two_figures(n), -1))


def _digits(value: float) -> int:
    return 1 - math.floor(math.log10(value))


def span(low: float, high: float) -> Message:
    """From one number to another, as they are."""
    return Message(mark("{low} to {high}"), {"low": number(low), "high": number(high)})


def interval(level: int) -> Message:
    """The head of a column of intervals."""
    return Message(mark("{level} interval"), {"level": f"{level} %"})


def ends(low: float, high: float) -> Figure:
    """The same for a cell of a table."""
    return Figure(f"{number(low)}–{number(high)}")


def about_span(low: float, high: float) -> Message:
    """The same in two significant figures; one number where both ends are written alike."""
    if about(low) == about(high):
        return Message(mark("{total}"), {"total": about(low)})
    return Message(mark("{low} to {high}"), {"low": about(low), "high": about(high)})
