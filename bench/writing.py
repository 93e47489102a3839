"""Where the figures of a measurement go, and what is written beside them."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

RESULTS = Path(__file__).parent / "results"
T = TypeVar("T")


def arguments(doc: str | None, result: Path | None = None) -> argparse.ArgumentParser:
    """What a measurement can be told: where to write, which is `result` where it is always the same place."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=result)
    return parser


def timed(step: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """What a step gives, and how many seconds it took, by the clock on the wall and of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    done = step()
    return done, {
        "wall_s": round(time.perf_counter() - wall, 3),
        "processor_s": round(time.process_time() - processor, 3),
    }


def write_down(path: Path, load: float, **figures: Any) -> None:
    """Print a result, and keep it with the machine and its load before and after: above zero, times are too long."""
    result = {
        "machine": {"processor": _processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "python": sys.version.split()[0],
        **figures,
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _processor() -> str:
    """The processor as the system names it."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text(encoding="utf-8").splitlines() if names.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
