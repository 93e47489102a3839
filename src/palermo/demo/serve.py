"""Report what is in the office to the terminal, and serve it."""

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palermo.core import Message, UserError
from palermo.demo.fill import Filled, fill

if TYPE_CHECKING:
    from palermo.office.plan.models import Version

SHARES = ("owned", "dated", "stepped", "costed", "provable")
VERDICTS = {
    "verifiable": "verifiable",
    "partly": "partly",
    "promise_only": "promise only",
    "cannot_say": "cannot say",
}


def run(home: Path, host: str = "127.0.0.1", port: int = 8000, *, serve: bool = True) -> None:
    """Fill the office in `home`, print the audit of each plan and the address, and serve until stopped."""
    if serve:
        _need_free(host, port)
    if host not in ("127.0.0.1", "localhost", "::1", "0.0.0.0"):  # noqa: S104  # compared, not bound
        os.environ.setdefault("PALERMO_HOSTS", f"{host},localhost,127.0.0.1")
    filled = fill(home)
    for version in filled.versions:
        print(_summary(version))
    _introduce(filled, home, f"http://{_shown(host)}:{port}/" if serve else "")
    if serve:
        _serve(host, port)


def _need_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(
                Message("Port {port} is in use on {host}. Choose another with --port.", {"port": port, "host": host})
            ) from error


def _shown(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104  # compared


def _summary(version: "Version") -> str:
    from palermo.office.plan.readers import open_audit

    card = open_audit(version).card
    counts = {str(verdict): count for verdict, count in card.verdicts.items()}
    lines = [f"\n{version.title}"]
    if version.basis == "press":
        lines.append("  press reports, not the plan: never scored, cannot say")
    else:
        lines.append("  " + ", ".join(f"{counts.get(key, 0)} {word}" for key, word in VERDICTS.items()))
        lines.append("  " + ", ".join(f"{key} {_share(getattr(card, key))}" for key in SHARES))
    return "\n".join(lines)


def _share(share: Any) -> str:
    return f"{share.n}/{share.of}" + (f" ({share.unread} not read)" if share.unread else "")


def _introduce(filled: Filled, home: Path, address: str) -> None:
    print(f"\nThe office is kept in {home}.")
    if filled.password is not None:
        print(f"Secretariat account: {filled.username}, password {filled.password}")
        print("The password is shown this once. Change it after signing in.")
    if address:
        print(f"\nOpen {address} (stop with Ctrl+C)\n", flush=True)


def _serve(host: str, port: int) -> None:
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    from palermo.office.wsgi import application

    class Office(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            chosen = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": 1,  # one process: the brake on sign-in and the opened plans are kept in its memory
                "worker_class": "gthread",
                "threads": 8,
                "timeout": 60,
                "graceful_timeout": 5,
                "loglevel": "warning",
                "accesslog": None,  # an access log would hold addresses of people
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    connections.close_all()  # a database connection must not be carried into the worker process
    Office().run()
