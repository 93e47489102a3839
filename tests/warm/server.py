"""The process that waits for commands: `python -m tests.warm.server SOCKET`. It ends when its standard input does.

Everything is loaded here but no setting is kept: a fork reads its own, from its own surroundings. No database is opened
and no thread is started before the fork.
"""

import atexit
import gc
import importlib
import io
import os
import pkgutil
import runpy
import select
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import NamedTuple

LOADED = ("django.test", "pyrage", "psycopg", "openpyxl", "docx", "tests.office.access.factors", "tests.office.cast")
LEFT_OUT = {"palermo.office.wsgi", "palermo.office.serving", "palermo.office.settings"}


class Command(NamedTuple):
    """What a client wants run, and what is its own: three streams and its folder, all open."""

    words: list[str]
    surroundings: dict[bytes, bytes]
    streams: list[int]
    folder: int


def load() -> None:
    """Read all modules; forget the settings that some of them need to be read."""
    import palermo
    from palermo.cli import app
    from palermo.cli.offices import set_up

    with tempfile.TemporaryDirectory() as home:
        set_up(Path(home))
        for module in pkgutil.walk_packages(palermo.__path__, "palermo."):
            if module.name not in LEFT_OUT:
                importlib.import_module(module.name)
        for name in LOADED:
            importlib.import_module(name)
    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        app(["keys", "list", "--help"])  # typer loads what it reads words with when it first reads one
    _forget()
    gc.collect()
    gc.freeze()


def _forget() -> None:
    """Take the settings back, and what Django keeps of them: models ask which kind of database there is."""
    from django.conf import settings
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.utils.functional import empty

    assert connections[DEFAULT_DB_ALIAS].connection is None, "something opened the database while it was read"
    del connections[DEFAULT_DB_ALIAS]
    del connections.settings
    vars(connections)["_settings"] = None
    settings._wrapped = empty
    del sys.modules["palermo.office.settings"]


def serve(address: str) -> Callable[[], object]:
    """Fork for each command; in the fork, what it has to run."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        running: dict[int, tuple[int, socket.socket]] = {}
        while True:
            for ready in select.select([0, listener.fileno(), *running], [], [])[0]:
                if ready == 0:
                    return sys.exit
                if ready in running:
                    _tell(ready, *running.pop(ready))
                    continue
                client, _address = listener.accept()
                command = _received(client)
                assert threading.active_count() == 1
                child = os.fork()
                if child == 0:
                    for kept, (_child, other) in running.items():
                        os.close(kept)
                        other.close()
                    client.close()
                    return lambda: run(command)
                for opened in (*command.streams, command.folder):
                    os.close(opened)
                running[os.pidfd_open(child)] = child, client


def _received(client: socket.socket) -> Command:
    sizes, (*streams, folder), _flags, _address = socket.recv_fds(client, 16, 4)
    told = client.recv(int.from_bytes(sizes[:8]), socket.MSG_WAITALL).split(b"\0")
    words = int.from_bytes(sizes[8:])
    surroundings = dict(each.split(b"=", 1) for each in told[words:])
    return Command(list(map(os.fsdecode, told[:words])), surroundings, streams, folder)


def _tell(pidfd: int, child: int, client: socket.socket) -> None:
    """Its exit code, as a shell has it."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(pidfd)
    with client, suppress(BrokenPipeError):  # who asked has gone
        client.sendall(bytes([code if code >= 0 else 128 - code]))


def run(command: Command) -> None:
    """Become the process that was asked for."""
    os.environb.clear()
    os.environb.update(command.surroundings)
    os.chdir(command.folder)
    os.close(command.folder)
    tempfile.tempdir = None
    for number, stream in enumerate(command.streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    first, *words = command.words
    if first == "palermo":
        from palermo.cli import main

        sys.argv = ["palermo", *words]
        vars(sys.modules["__main__"])["__package__"] = ""  # else it is told of as a module of ours
        main()
    elif first == "-m":
        sys.argv = words
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = ["-c", *words[1:]]
        exec(compile(words[0], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  # as `python -c` does


def ended(run: Callable[[], object]) -> int:
    """Run it to its end, as the interpreter does; the exit code."""
    code = 0
    try:
        run()
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else int(leave.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # waits for those that still run
    atexit._run_exitfuncs()
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    load()
    # what is left is to take a thousand modules apart, which takes longer than most commands
    os._exit(ended(serve(sys.argv[1])))
