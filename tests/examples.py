"""How many examples a property test tries: in CI the same each time, elsewhere fewer and others in every run.

PALERMO_EXAMPLES=20 tries twenty times as many as a test names; without it three in ten of them are tried.
"""

import os

IN_CI = bool(os.environ.get("CI"))
TIMES = float(os.environ.get("PALERMO_EXAMPLES") or 0.3)


def examples(number: int) -> int:
    """That many, times what this run has time for."""
    return max(1, round(number * TIMES))
