"""How many effective draws of N the latent-class chains give in a second of processor time, beside the anchor's.

The anchor (LCMCR 0.4.14, one chain of 110,000 sweeps, seed 1234, on a machine of the same kind): effective draws by its
own reckoning, of a chain that need not have seen all modes. Ours: bulk and tail of 20 chains together, everything
counted, looking and learning too; compiling apart.

    .venv/bin/python bench/prevalence_samplers.py
"""

import os
import time

from estimates import shipped
from palermo.prevalence import Estimate, latent_classes
from writing import RESULTS, arguments, write_down

ANCHOR = {  # effective draws, processor seconds
    "netherlands_5lists": (20.3, 1.84),
    "uk_2013_5lists": (334.4, 1.80),
    "kosovo_1999_4lists": (246.1, 1.92),
}
SEEDS = (0, 1, 2, 3)
RESULT = RESULTS / "prevalence_samplers.json"


def measured(name: str, seed: int) -> dict[str, object]:
    start = time.process_time()
    said = latent_classes(shipped(name), seed=seed)
    seconds = time.process_time() - start
    if not isinstance(said, Estimate):
        return {"seed": seed, "processor_s": round(seconds, 1), "refused": said.code}
    told = said.diagnostics
    bulk, tail = float(str(told["ess_bulk"])), float(str(told["ess_tail"]))
    effective, anchor_seconds = ANCHOR[name]
    return {
        "seed": seed,
        "processor_s": round(seconds, 1),
        "r_hat": round(float(str(told["r_hat"])), 3),
        "ess_bulk": round(bulk),
        "ess_tail": round(tail),
        "bulk_per_s": round(bulk / seconds, 1),
        "anchor_per_s": round(effective / anchor_seconds, 1),
        "N": said.total,
        "intervals": said.intervals,
        "share_near_cap": told["share_near_cap"],
        "modes": told["modes"],
    }


def main() -> None:
    told, load = arguments(__doc__, RESULT).parse_args(), os.getloadavg()[0]
    start = time.process_time()
    latent_classes(shipped("kosovo_1999_4lists"), chains=2, sweeps=10, burn=1)
    first = time.process_time() - start
    tables = {name: [measured(name, seed) for seed in SEEDS] for name in ANCHOR}
    write_down(told.output, load, first_call_s=round(first, 1), tables=tables)


if __name__ == "__main__":
    main()
