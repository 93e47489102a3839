"""Commands without the time that a process takes to load: each runs in a fork of one that has loaded everything.

What is run is the real `palermo`, with its own arguments, surroundings, folder, streams and exit code. Where no such
process waits, `client` runs the command as people do; tests/unit/cli/test_process.py and the browser tests always do.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.warm.client import SOCKET

CLIENT = Path(__file__).with_name("client.py")
_PYTHON = (sys.executable, "-S", "-E", str(CLIENT))  # it loads next to nothing itself
PALERMO = (*_PYTHON, "palermo")
MODULE = (*_PYTHON, "-m")  # as `python -m`
CODE = (*_PYTHON, "-c")  # as `python -c`


@contextmanager
def waiting(place: Path) -> Iterator[Path]:
    """A process that waits for commands; the folder of a program `palermo` that hands them to it."""
    root = Path(__file__).resolve().parents[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PALERMO_", "DJANGO_"))}
    surroundings = {**kept, "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    address = str(place / "socket")
    program = place / "palermo"
    program.write_text(f'#!/bin/sh\n{SOCKET}="{address}" exec {" ".join(PALERMO)} "$@"\n')
    program.chmod(0o755)
    command = [sys.executable, "-m", "tests.warm.server", address]
    # it ends when its standard input does: with this process, however that ends
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=place, env=surroundings, stdin=pipe, stdout=pipe) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        os.environ[SOCKET] = address
        yield place
        del os.environ[SOCKET]
        server.stdin.close()
