"""How long the committee's pack takes in each of its forms, after a report came in and once more.

.venv/bin/python bench/pack.py
"""

import os
import time

from office_pages import Changes
from places import session_of
from stock import of_stock, stocked
from visiting import Visitor, database, of_service, served, spread
from writing import RESULTS, write_down

FORMS = {"page": "", "page for paper": "?print=1", "DOCX": ".docx", "XLSX": ".xlsx", "PDF": ".pdf"}
ROUNDS = 3


def main() -> None:
    parser = of_stock(__doc__)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    forms: dict[str, dict[str, object]] = {}
    with stocked(told.stock, told.seed) as (home, stock), served(home) as port:
        changes, officer = Changes(stock), Visitor(port, dict(session_of("officer")))
        for name, ending in FORMS.items():
            times, size = [], 0
            for _ in range(ROUNDS):
                changes.made_here()
                begun = time.perf_counter()
                size = len(officer.get(f"/outputs/{stock.slug}/pack{ending}", name).body)
                times.append(time.perf_counter() - begun)
            forms[name] = {**spread(times), "bytes": size}
    write_down(
        told.output or RESULTS / f"pack_{database()}.json",
        load,
        seed=told.seed,
        **of_service(),
        rounds=ROUNDS,
        faults=officer.faults,
        forms=forms,
    )


if __name__ == "__main__":
    main()
