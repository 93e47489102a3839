"""How long `bin/run` takes on a warm clone: from the command to the first page, the demonstration filled before.

.venv/bin/python bench/start.py
"""

import argparse
import http.client
import json
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audit_engine import processor

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).parent / "results" / "start.json"
RUNS = 5
PATIENCE = 120.0


def start(home: str) -> float:
    """Seconds from the command to the first page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    begun = time.perf_counter()
    command = [str(ROOT / "bin" / "run"), "--home", home, "--port", str(port)]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own words
    try:
        while not answers(port):
            if time.perf_counter() - begun > PATIENCE:
                raise SystemExit("The office did not start.")
            time.sleep(0.02)
        return time.perf_counter() - begun
    finally:
        os.killpg(office.pid, signal.SIGTERM)
        office.wait(20)


def answers(port: int) -> bool:
    """Whether the list of plans is served."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request("GET", "/")
        return line.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        line.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=RESULT)
    told = parser.parse_args()
    load = os.getloadavg()[0]  # what else the machine was doing: above zero, times are too long
    with tempfile.TemporaryDirectory() as home:
        first, *warm = (round(start(home), 2) for _ in range(1 + RUNS))
    result = {
        "machine": {"processor": processor(), "cores": os.cpu_count(), "system": platform.platform()},
        "load_before": round(load, 1),
        "python": sys.version.split()[0],
        "filling_s": first,
        "warm_s": warm,
        "warm_median_s": statistics.median(warm),
    }
    told.output.parent.mkdir(exist_ok=True)
    told.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
