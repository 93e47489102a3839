"""A definition sheet: what an indicator means, and how it is counted. Texts are as somebody wrote them, empty where
nothing is said.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple

from palermo.core import Cell
from palermo.plan.model import Indicator


class Counts(StrEnum):
    """What a value is of: its period alone, or all the time since the work began. The two are never mixed."""

    PERIOD = "period"
    SINCE = "since"


class Split(NamedTuple):
    """One disaggregation, such as sex, and the names within it. Together the parts make the whole."""

    name: str
    parts: tuple[str, ...] = ()


class Target(NamedTuple):
    """The value to be reached by a day, and why that one."""

    value: str
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One edition of a sheet.

    `counts` and `people` are None where nobody has said. `given_by` is the id of the activity whose report tells the
    value, for an indicator of a goal or an objective. Of a share, the splits are of the numerator. `figure`: which of
    the figures that the house counts is the value, so that no report tells it; `figure_of`: of what one body leads, by
    its name in the plan, else of the whole plan.
    """

    definition: str = ""
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    counts: Counts | None = None
    people: bool | None = None
    splits: tuple[Split, ...] = ()
    source: str = ""
    method: str = ""
    frequency: str = ""
    responsible: str = ""
    baseline: str = ""
    baseline_date: str = ""
    direction: str = ""
    targets: tuple[Target, ...] = ()
    kind: str = ""
    quality: str = ""
    limits: str = ""
    given_by: str = ""
    figure: str = ""
    figure_of: str = ""


# those of a plan's indicator that a sheet says in words of its own
TEXTS = (
    *("unit", "numerator", "denominator", "source", "method", "frequency"),
    *("responsible", "baseline", "direction", "kind"),
)


def as_planned(indicator: Indicator) -> Sheet:
    """The sheet as far as the plan itself fills it."""
    told: dict[str, Any] = {name: _own(getattr(indicator, name)) for name in TEXTS}
    target = Target(_own(indicator.target), _own(indicator.target_date))
    splits = tuple(Split(name) for name in (indicator.split.value or ()) if indicator.split.given)
    return Sheet(
        **told,
        baseline_date=_own(indicator.baseline_date),
        splits=splits,
        targets=(target,) if target.value else (),
    )


def _own(cell: Cell[Any]) -> str:
    """The words of a cell that holds something itself."""
    return cell.words.strip() if cell.given else ""


def sheet_to_tree(sheet: Sheet) -> dict[str, Any]:
    """As plain values, for JSON."""
    return {
        **asdict(sheet),
        "splits": [{"name": split.name, "parts": list(split.parts)} for split in sheet.splits],
        "targets": [target._asdict() for target in sheet.targets],
    }


def sheet_from_tree(tree: Mapping[str, Any]) -> Sheet:
    """A sheet from what `sheet_to_tree` gave. A key that is not there says nothing; one that is not known is left."""
    told = {each.name: tree[each.name] for each in fields(Sheet) if each.name in tree}
    counts = told.get("counts")
    return Sheet(
        **{
            **told,
            "counts": Counts(counts) if counts else None,
            "splits": tuple(Split(each["name"], tuple(each["parts"])) for each in told.get("splits", ())),
            "targets": tuple(Target(**each) for each in told.get("targets", ())),
        }
    )
