"""What measurements of the estimators share: the public tables, the seconds of a call, and of the very first one."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

import numpy as np

from palermo.prevalence import Estimate, Limits, Refusal, Table, public_lists


def shipped(name: str) -> Table:
    """A public table, without strata."""
    return public_lists(name, strata=()).table


def given(said: Estimate | Refusal) -> Estimate:
    """The estimate that a method must have given."""
    assert isinstance(said, Estimate), said
    return said


def seconds(run: Callable[[], object], rounds: int = 1) -> float:
    """Of the processor, the median of several rounds."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        took.append(time.process_time() - start)
    return round(statistics.median(took), 4)


def first_call(method: str) -> float:
    """Seconds of the first call of a method where nothing is compiled."""
    code = (
        f"import time; from palermo.prevalence import Table, {method}; start = time.process_time();"
        f"{method}(Table(('A', 'B', 'C'), (0, 9, 8, 3, 7, 2, 3, 1)), seed=1, replicates=20, threads=1);"
        "print(time.process_time() - start)"
    )
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-c", code],
            env=os.environ | {"NUMBA_CACHE_DIR": folder},
            check=True,
            capture_output=True,
            text=True,
        )
    return round(float(told.stdout), 1)


def beside(ours: Sequence[Limits], low: float, high: float) -> dict[str, object]:
    """Our limits by seed beside the limits of others: the least, median and most, and how many of ours are lower."""
    lows, highs = np.sort(np.array(ours), axis=0).T
    places = (0, len(ours) // 2, -1)
    return {
        "ours_low": [round(float(lows[place]), 1) for place in places],
        "ours_high": [round(float(highs[place]), 1) for place in places],
        "of_seeds_lower": [int((lows < low).sum()), int((highs < high).sum())],
    }
