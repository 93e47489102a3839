"""Every model on many bootstrap tables at once: JAX on a GPU beside one thread of the compiled search, and agreement.

Needs `pip install .[gpu]`. Without a GPU, JAX runs the same on the processor.

    PYTHONPATH=src python bench/prevalence_gpu.py --tables 200
"""

import os
import time

import numpy as np

from estimates import shipped
from palermo.prevalence import ranked
from palermo.prevalence.batches import fits_of_many
from palermo.prevalence.models import catalogue
from palermo.prevalence.ranking import family_of
from palermo.prevalence.resample import resampled
from writing import RESULTS, arguments, timed, write_down

RESULT = RESULTS / "prevalence_gpu.json"
NAMES = ("uk_2013_5lists", "new_orleans_5lists_n185", "kosovo_1999_4lists")
AGREED = 20  # tables of which every fit is compared


def measured(name: str, many: int) -> dict[str, object]:
    """Seconds of all fits there and here, and the largest difference between them."""
    table = shipped(name)
    family = family_of(table, None)
    bits, tables = catalogue(family), resampled(table, many, 1)
    fits_of_many(table, tables[:AGREED], family, bits, backend="jax")  # compiles
    made, took = timed(lambda: fits_of_many(table, tables, family, bits, backend="jax"))
    same, totals, logliks = 0, 0.0, 0.0
    ranked(table)
    start = time.process_time()
    rankings = [ranked(table.with_counts(one)) for one in tables[:AGREED]]
    here = (time.process_time() - start) / AGREED
    for at, ranking in enumerate(rankings):
        place = np.argsort(ranking.bits)[np.searchsorted(np.sort(ranking.bits), bits)]
        fine = ranking.statuses[place] == 0
        same += int(np.sum(made.statuses[at] == ranking.statuses[place]))
        both = fine & (made.statuses[at] == 0)
        totals = max(totals, float(np.abs(made.totals[at] / ranking.totals[place] - 1)[both].max()))
        logliks = max(logliks, float(np.abs(made.logliks[at] - ranking.logliks[place])[both].max()))
    return {
        "fits": len(tables) * len(bits),
        **took,
        "million_fits_a_second": round(len(tables) * len(bits) / took["wall_s"] / 1e6, 3),
        "one_thread_million_fits_a_second": round(len(bits) / here / 1e6, 3),
        "compared": len(rankings) * len(bits),
        "same_status": same,
        "largest_relative_difference_of_total": totals,
        "largest_difference_of_log_likelihood": logliks,
    }


def main() -> None:
    import jax

    parser = arguments(__doc__, RESULT)
    parser.add_argument("--tables", type=int, default=200)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    device = jax.devices()[0]
    write_down(
        told.output,
        load,
        device=f"{device.platform} {device.device_kind}",
        jax=jax.__version__,
        tables=told.tables,
        measured={name: measured(name, max(told.tables, AGREED)) for name in NAMES},
    )


if __name__ == "__main__":
    main()
