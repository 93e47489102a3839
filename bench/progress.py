"""How long the work on a plan takes to read and to score: 500 activities, 10,000 reports, 40,000 moves.

An office is filled in a folder of its own, its rows put past the actions, which would take an hour. What is measured is
the processor time of one core: the first reading and scorecard, then the same when nothing was added.

    .venv/bin/python bench/progress.py
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from audit_engine import processor
from pages import SLUG, fill

SEED = 20260101
ACTIVITIES, PERIODS = 500, 20  # each has a report in each period
BODIES = 40
ROUNDS = 5
TODAY = date(2031, 1, 31)
RESULT = Path(__file__).parent / "results" / "progress.json"
BEGAN = datetime(2026, 1, 15, tzinfo=UTC)
WRITTEN = ("write", "send", "accept", "publish")


def at_work(chance: Random) -> Any:
    """The plan, with leads that accepted and reports that were sent, most of them accepted and published."""
    from palermo.office.access.models import Body
    from palermo.office.plan.models import Plan
    from palermo.office.plan.readers import find_version, open_plan
    from palermo.office.plan.work import models
    from palermo.plan import LADDER, Cycle, Every, periods

    plan, root = Plan.objects.get(slug=SLUG), Body.objects.get()
    made: dict[str, Any] = {"made_by": "0" * 32, "made_at": BEGAN}
    bodies = [
        Body.objects.create(
            key=f"b{n}", kind="ministry", names={"en": f"Body {n}"}, parent=root, path=f"{root.path}/b{n}",
            enforces=False, **made,
        )
        for n in range(BODIES)
    ]  # fmt: skip
    rule = Cycle(Every.QUARTER, date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=365 * PERIODS // 4))
    models.Cycle.objects.create(
        plan=plan, every=rule.every, first=rule.first, last=rule.last, ladder=list(LADDER), reason="x", **made
    )
    activities = [each for _, _, each in open_plan(find_version(SLUG)).each_activity()]
    leads = models.Lead.objects.bulk_create(
        models.Lead(uid=f"l{n}", plan=plan, activity=each.id, body=chance.choice(bodies), **made)
        for n, each in enumerate(activities)
    )
    asked = (("ask", "secretariat", "s" * 32), ("accept", "lead", "m" * 32))
    moves = [
        models.Move(lead=lead, verb=verb, level=level, made_by=by, made_at=BEGAN)
        for lead in leads
        for verb, level, by in asked
    ]
    reports = models.Report.objects.bulk_create(
        models.Report(uid=f"r{lead.pk}-{n}", lead=lead, period=period.name, made_by="0" * 32, made_at=BEGAN)
        for lead in leads
        for n, period in enumerate(periods(rule)[:PERIODS])
    )
    ends = {period.name: period.last for period in periods(rule)}
    of = {each.id: each for each in activities}
    for report in reports:
        sent = datetime.combine(ends[report.period], datetime.min.time(), UTC) + timedelta(days=chance.randrange(1, 60))
        levels = (*LADDER[:1] * 2, *LADDER[1:])
        for verb, level in zip(WRITTEN, levels, strict=True):
            moves.append(models.Move(report=report, verb=verb, level=level, made_by=level * 3, made_at=sent))
    models.Move.objects.bulk_create(moves, batch_size=5000)
    models.Filed.objects.bulk_create(
        models.Filed(report=report, content=said(chance, of[report.lead.activity]), **made) for report in reports
    )
    return plan


def said(chance: Random, activity: Any) -> dict[str, Any]:
    """A report of usual length."""
    steps, indicators = activity.steps.value or (), activity.indicators.value or ()
    return {
        "claim": "running",
        "narrative": "Officers of the districts were trained, and the forms were handed out. " * 4,
        "asks": "",
        "done": [{"step": n, "what": "Carried out in part.", "finished": ""} for n in range(1, len(steps) + 1)],
        "values": [
            {"indicator": each.id, "number": str(chance.randrange(100)), "cumulative": False, "note": ""}
            for each in indicators
        ],
        "obstacles": [],
    }


def timed(run: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(plan: Any) -> dict[str, Any]:
    from palermo.office.plan.readers import find_version, open_plan
    from palermo.office.plan.work import models, readers

    version = find_version(SLUG)
    open_plan(version)
    reading, scoring, kept = [], [], []
    for _ in range(ROUNDS):
        readers.forget()
        reading.append(timed(lambda: readers.on_record(plan)))
        scoring.append(timed(lambda: readers.scorecard(version, readers.on_record(plan), TODAY)))
        kept.append(timed(lambda: readers.scorecard(version, readers.on_record(plan), TODAY)))
    return {
        "activities": models.Lead.objects.count(),
        "reports": models.Report.objects.count(),
        "moves": models.Move.objects.count(),
        "read_s": round(statistics.median(reading), 2),
        "scored_s": round(statistics.median(scoring), 2),
        "worst_of_both_s": round(max(map(sum, zip(reading, scoring, strict=True))), 2),
        "kept_ms": round(1000 * statistics.median(kept), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--output", type=Path, default=RESULT)
    told = parser.parse_args()
    load = os.getloadavg()[0]  # what else the machine was doing: above zero, times are too long
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), told.seed)
        figures = measure(at_work(Random(told.seed)))  # made-up rows
    result = {
        "machine": {"processor": processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "load_before": round(load, 1),
        "python": sys.version.split()[0],
        "seed": told.seed,
        **figures,
    }
    told.output.parent.mkdir(exist_ok=True)
    told.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
