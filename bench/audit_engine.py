"""How long the audit takes and how much memory it needs, on plans made up for it.

Each size runs in a process of its own, so that its peak memory is its own. What counts for the limit is `audit()`;
the sentences of the findings and the JSON contract, which are made when asked for, are timed beside it.

    .venv/bin/python bench/audit_engine.py
"""

import gc
import multiprocessing
import os
import random
import resource
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from palermo.core import BLANK, UNREAD, Cell, Origin
from palermo.core.money import read_money
from palermo.core.when import When, read_when
from palermo.plan.audit import audit, audit_to_tree
from palermo.plan.model import Activity, Cost, Goal, Indicator, Objective, Plan, Step
from writing import RESULTS, arguments, write_down

SIZES = (1_000, 10_000, 100_000)
SEED = 20260101
RESULT = RESULTS / "audit_engine.json"
PER_OBJECTIVE, PER_GOAL = 10, 10

# verb phrase, thing, place or reason: the parts of a made-up promise in each language
PARTS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "en": (
        [
            "Train",
            "Publish",
            "Amend",
            "Consider",
            "Strengthen",
            "Draft and publish",
            "Open",
            "Collect",
            "Promote",
            "Inspect",
        ],
        [
            "border officers",
            "the recruitment act",
            "a guide for judges",
            "cooperation with neighbours",
            "figures on cases",
        ],
        [
            "in {} districts",
            "by the end of {}",
            "where needed in {}",
            "and set up register {}",
            "so that {} workers are safe",
        ],
    ),
    "ms": (
        ["Melatih", "Meminda", "Mempertimbangkan", "Memperkukuh", "Menerbitkan", "Membina"],
        ["pegawai imigresen", "akta agensi", "kerjasama serantau", "garis panduan", "rumah perlindungan"],
        ["di {} daerah", "menjelang {}", "jika perlu di {}", "dan menubuhkan unit {}", "untuk {} pekerja"],
    ),
    "fr": (
        ["Former", "Modifier", "Envisager", "Renforcer", "Publier", "Ouvrir"],
        ["les agents des frontières", "la loi sur le travail", "la coopération", "un guide", "un foyer"],
        [
            "dans {} districts",
            "avant la fin de {}",
            "le cas échéant en {}",
            "et créer le registre {}",
            "pour {} travailleurs",
        ],
    ),
    "es": (
        ["Capacitar a", "Reformar", "Considerar", "Fortalecer", "Publicar", "Abrir"],
        ["los agentes de frontera", "la ley laboral", "la cooperación", "una guía", "un albergue"],
        [
            "en {} distritos",
            "antes del fin de {}",
            "cuando proceda en {}",
            "y crear el registro {}",
            "para {} trabajadores",
        ],
    ),
    "km": (
        ["បណ្តុះបណ្តាល", "បោះពុម្ព", "ពិចារណា", "ពង្រឹង", "បង្កើត"],
        ["មន្ត្រីនគរបាល", "សៀវភៅណែនាំ", "កិច្ចសហប្រតិបត្តិការ", "មជ្ឈមណ្ឌល"],
        ["នៅ {} ស្រុក", "ក្នុងឆ្នាំ {}", "តាមការចាំបាច់ {}", "និងបង្កើតអង្គភាព {}", "ដើម្បី {} នាក់"],
    ),
}
BODIES = [f"Ministry {n}" for n in range(40)] + ["all relevant ministries", "Police; Customs"]
TIMES = [
    "30 June 2025",
    "2026",
    "Q3 2026",
    "ongoing",
    "short term",
    "2025-2027",
    "ongoing, measured June 2025 and June 2026",
]
T = TypeVar("T")


@cache
def day(words: str) -> When:
    return read_when(words)


@cache
def money(words: str) -> Any:
    return read_money(words)


class Maker:
    """Makes the parts of a plan; the same seed makes the same plan."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def cell(self, value: Callable[[], T], place: str, *, given: float = 0.75) -> Cell[T]:
        told = self.random.random()
        origin = Origin("synthetic.xlsx", "Matrix", place)
        if told < given:
            return Cell(value(), origin=origin)
        return UNREAD if told > 0.98 else BLANK

    def words(self, language: str, number: int) -> str:
        verbs, things, ends = PARTS[language]
        parts = self.random.choice(verbs), self.random.choice(things), self.random.choice(ends).format(number)
        return f"{' '.join(parts)} ({self.name()} {self.name()}, {self.name()})"

    def name(self) -> str:
        """A name of a place that hardly any other has."""
        return "".join(self.random.choice("bdgklmnprst") + self.random.choice("aeiou") for _ in range(4))

    def indicator(self, id_: str, number: int, row: str) -> Indicator:
        cell, pick = self.cell, self.random.choice
        texts = [
            "Victims sheltered in {}",
            "Number of trainings held in {}",
            "Evaluation of campaign {}",
            "Share of cases referred by {}",
        ]
        return Indicator(
            id_,
            Cell(pick(texts).format(self.name()), origin=Origin("synthetic.xlsx", "Matrix", f"J{row}")),
            unit=cell(lambda: pick(["persons", "percent", "cases"]), f"K{row}"),
            baseline=cell(lambda: f"{number} (2023)", f"L{row}"),
            target=cell(lambda: f"{number + pick([0, 10, 20])}", f"M{row}"),
            target_date=cell(lambda: day(pick(["2026", "December 2026"])), f"N{row}"),
            source=cell(lambda: pick(["court register", "reports", "shelter files"]), f"O{row}"),
            method=cell(lambda: "count", f"P{row}"),
            frequency=cell(lambda: pick(["annual", "every six months", "twice"]), f"Q{row}"),
            responsible=cell(lambda: pick(["Head of statistics", "Mr Example"]), f"R{row}"),
            split=cell(lambda: ("sex", "age"), f"S{row}"),
        )

    def step(self, text: str, row: str) -> Step:
        pick = self.random.choice
        owner = self.cell(lambda: pick(BODIES), f"E{row}")
        return Step(Cell(text), owner, self.cell(lambda: day(pick(TIMES)), f"F{row}"))

    def activity(self, number: int, language: str) -> Activity:
        cell, pick, row, id_ = self.cell, self.random.choice, str(number), f"{number}"
        return Activity(
            id_,
            Cell(self.words(language, number), origin=Origin("synthetic.xlsx", "Matrix", f"B{row}")),
            Cell(id_),
            lead=cell(lambda: pick(BODIES), f"C{row}"),
            partners=cell(lambda: (pick(BODIES),), f"D{row}", given=0.4),
            timeframe=cell(lambda: day(pick(TIMES)), f"G{row}"),
            steps=Cell(
                tuple(self.step(f"Step {n} of {id_}", row) for n in range(3)),
                origin=Origin("synthetic.xlsx", "Matrix", f"E{row}"),
            ),
            indicators=Cell((self.indicator(f"{id_}.i1", number, row), self.indicator(f"{id_}.i2", number, row))),
            costs=cell(lambda: (Cost(Cell(money(pick(["USD 45,000", "KHR 4 million", "no extra cost"])))),), f"H{row}"),
            money_source=cell(lambda: "national budget", f"H{row}", given=0.5),
            proof=cell(lambda: ("register extract",), f"I{row}", given=0.5),
        )

    def plan(self, activities: int) -> Plan:
        languages = [*PARTS]
        made = [self.activity(n, languages[n % len(languages)]) for n in range(activities)]
        objectives = [
            Objective(
                f"o{n}",
                Cell(f"Objective {n}"),
                Cell(f"o{n}"),
                Cell(day("2027")),
                activities=Cell(tuple(made[at : at + PER_OBJECTIVE])),
            )
            for n, at in enumerate(range(0, activities, PER_OBJECTIVE))
        ]
        goals = [
            Goal(
                f"g{n}",
                Cell(f"Fewer people are exploited in sector {n}"),
                Cell(f"g{n}"),
                objectives=Cell(tuple(objectives[at : at + PER_GOAL])),
            )
            for n, at in enumerate(range(0, len(objectives), PER_GOAL))
        ]
        return Plan(
            "synthetic",
            "A made-up plan",
            language="en",
            period_start=Cell(day("2024")),
            period_end=Cell(day("2028")),
            goals=Cell(tuple(goals)),
        )


def timed(act: Callable[[], T]) -> tuple[T, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    made = act()
    return made, time.perf_counter() - wall, time.process_time() - cpu


def peak() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(size: int, seed: int) -> dict[str, Any]:
    plan = Maker(seed).plan(size)
    made = peak()
    audit(Maker(seed).plan(20))  # word lists are read and compiled once a process
    gc.collect()  # what making the plan left to collect is not the audit's to pay
    audited, wall, cpu = timed(lambda: audit(plan))
    after = peak()
    findings, findings_wall, _ = timed(lambda: audited.findings)
    _, tree_wall, _ = timed(lambda: audit_to_tree(audited))
    return {
        "activities": size,
        "audit_seconds": round(wall, 3),
        "audit_cpu_seconds": round(cpu, 3),
        "findings": len(findings),
        "findings_seconds": round(findings_wall, 3),
        "contract_seconds": round(tree_wall, 3),
        "peak_mb_with_plan": made,
        "peak_mb_after_audit": after,
        "peak_mb_with_contract": peak(),
    }


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--seed", type=int, default=SEED)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = [pool.apply(measure, (size, told.seed)) for size in told.sizes]
    write_down(told.output, load, seed=told.seed, runs=rows)


if __name__ == "__main__":
    main()
