"""How many examples a property test tries: as many as a run can afford, more where somebody asks for more."""

import os

TIMES = int(os.environ.get("PALERMO_EXAMPLES", "1"))


def examples(number: int) -> int:
    """That many, times what PALERMO_EXAMPLES says."""
    return number * TIMES
