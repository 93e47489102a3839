"""The office as a program: one process with eight threads, until it is stopped."""

import os
import socket
from typing import Any

from palermo.core import Message, UserError, mark
from palermo.core.collecting import collect_little

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


def serve(host: str, port: int) -> None:
    """Answer requests until a signal stops it. Django is set up."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    from palermo.office.wsgi import application

    class Office(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            chosen = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": 1,  # one process: opened plans are kept in its memory
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

    connections.close_all()  # a database connection must not be carried into the worker process
    Office().run()
