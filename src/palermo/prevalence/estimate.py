"""What an estimator says: a number with its intervals and its health, or the reason why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from palermo.core import Message
from palermo.prevalence.table import Table

Limits = tuple[float, float]
LEVELS = (80, 95)


@dataclass(frozen=True, slots=True)
class Estimate:
    """The total N by one method, people seen and not seen.

    `model` in the field's way of writing ("[12,3]"), empty where the method has none. `intervals` maps a level in
    percent to (low, high); `percentile` holds the plain intervals beside a corrected bootstrap. `selection_inside`
    tells whether the choice of the model is part of the interval. `warnings` is what a reader has to know before use.
    `draws` is what the intervals were read off, shape (draws,): posterior draws or replicates of N, in the order in
    which they came; nothing where a method has none. Strata are added up by them.
    """

    method: str
    model: str
    total: float
    intervals: Mapping[int, Limits] = field(default_factory=dict)
    selection_inside: bool = False
    percentile: Mapping[int, Limits] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    diagnostics: Mapping[str, object] = field(default_factory=dict)
    draws: NDArray[np.float64] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a method gives no number for a table, and what would be needed.

    `code` is one of: too-few-lists, too-many-lists, too-few-people, no-overlap, no-estimate, not-identifiable,
    at-the-cap, complete-graph.
    """

    method: str
    reason: Message
    advice: Message
    code: str


Estimator = Callable[[Table], Estimate | Refusal]
"""One method, with all that it is told besides the table already said."""
