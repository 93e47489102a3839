"""Runs of commands shown in the manual: each ```console block of a page is run again, in order, in one empty folder.

A fenced block with a title (```csv title="matrix.csv") is a file that the reader is asked to make; it is written to
the folder before the commands that follow it. A line that begins with "$ " is a command, what follows is its output.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<file>[^"/]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_PROGRAMS = Path(sys.executable).parent
_BREAK = "\x1e"  # record separator: stands in no output of ours


def rerun(text: str, programs: Path = _PROGRAMS) -> str:
    """The page with the output of its commands as it is now, by the `palermo` of this folder."""
    blocks = list(_BLOCK.finditer(text))
    outputs = iter(_run(list(_script(blocks)), programs))
    return _BLOCK.sub(lambda block: _shown(block, outputs), text)


def commands(text: str) -> list[str]:
    """Every command the page shows."""
    return [command for block in _BLOCK.finditer(text) if block["kind"] == "console" for command in _typed(block)]


def _typed(block: re.Match[str]) -> Iterator[str]:
    for line in block["body"].splitlines():
        if line.startswith(_PROMPT):
            yield line.removeprefix(_PROMPT)


def _script(blocks: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Commands and files in the order of the page: (command, "") or (body, file name)."""
    for block in blocks:
        if block["file"]:
            yield block["body"], block["file"]
        elif block["kind"] == "console":
            yield from ((command, "") for command in _typed(block))


def _run(steps: list[tuple[str, str]], programs: Path) -> list[str]:
    """What each command says on both streams. One shell runs them all, so that `$?` means what the reader expects."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as kept:
        lines = []
        for n, (text, file) in enumerate(steps):
            if file:
                (Path(kept) / str(n)).write_text(text, encoding="utf-8")
                lines.append(f"cp '{kept}/{n}' '{file}'")
            else:
                lines.append(f"(exit ${{rc:-0}}); {text}\nrc=$?; printf '{_BREAK}'")
        path = os.pathsep.join([str(programs), os.environ["PATH"]])
        environment = {"PATH": path, "HOME": folder, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(  # noqa: S603  # the commands are those of our own manual
            ["/bin/sh", "-c", "exec 2>&1\n" + "\n".join(lines)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
    return done.stdout.split(_BREAK)[:-1]


def _shown(block: re.Match[str], outputs: Iterator[str]) -> str:
    if block["kind"] != "console" or block["file"]:
        return block[0]
    body = "".join(_entry(command, next(outputs)) for command in _typed(block))
    return f"```console\n{body}```"


def _entry(command: str, output: str) -> str:
    text = f"{_PROMPT}{command}\n{output}"
    return text if text.endswith("\n") else text + "\n"
