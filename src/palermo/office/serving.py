"""The office as a program: a process with eight threads for each core, until it is stopped.

The processes share nothing but the database and the files. What each keeps in its memory is named by all it depends on,
so that none of them shows what another has made old.
"""

import os
import socket
from typing import Any

from palermo.core import Message, UserError, mark
from palermo.core.collecting import collect_little
from palermo.office.environment import number

MOST = 4  # processes, where nobody says how many: each keeps its own opened plans
EVERY = "0.0.0.0"  # noqa: S104  # compared, not bound
LOCAL = ("127.0.0.1", "localhost", "::1", EVERY)


def address(host: str, port: int) -> str:
    """What somebody at this machine types to reach the office."""
    name = LOCAL[0] if host == EVERY else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def answer_to(host: str) -> None:
    """Let the office answer to the name it is served on, unless PALERMO_HOSTS names others. Before Django is set up."""
    if host not in LOCAL:
        os.environ.setdefault("PALERMO_HOSTS", f"{host},localhost,127.0.0.1")


def need_free(host: str, port: int) -> None:
    """UserError where something else is served at this address already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            text = mark("Port {port} is in use on {host}. Choose another with --port.")
            raise UserError(Message(text, {"port": port, "host": host})) from error


def processes() -> int:
    """How many answer requests: as PALERMO_PROCESSES says, else one for each core that is ours, four at most."""
    return max(number("PALERMO_PROCESSES", min(len(os.sched_getaffinity(0)), MOST)), 1)


def serve(host: str, port: int) -> None:
    """Answer requests until a signal stops it. Django is set up."""
    from django.db import connections
    from django.urls import get_resolver
    from gunicorn.app.base import BaseApplication

    from palermo.office.wsgi import application

    workers = processes()

    class Office(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            chosen = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": 8,
                "timeout": 60,
                "graceful_timeout": 5,
                "loglevel": "error",  # its warnings hold addresses of people
                "accesslog": None,  # and so would an access log
                "post_worker_init": lambda _worker: collect_little(),
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    get_resolver().url_patterns  # noqa: B018  # every page is loaded once, before the processes part
    collect_little()  # what they share stays shared as long as nobody looks it over
    connections.close_all()  # a database connection must not be carried into a worker process
    Office().run()
