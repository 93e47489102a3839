"""An office served as `palermo serve` serves it, and people who visit it over HTTP, their times taken down."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from typing import IO, Any
from urllib.parse import urlencode

PATIENCE = 120.0
OWNER, OFFICE = "palermo_owner", "palermo"  # the roles of bin/with-postgres: who makes the tables, who serves
SERVE = "import sys; from palermo.cli import main; sys.argv[0] = 'palermo'; main()"


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The office of this folder, and on PostgreSQL of PALERMO_DATABASE in the office's own role; its port."""
    port, told = free_port(), {**os.environ}
    if "PALERMO_DATABASE" in told:
        told["PALERMO_DATABASE"] = told["PALERMO_DATABASE"].replace(f"//{OWNER}@", f"//{OFFICE}@")
    command = [sys.executable, "-c", SERVE, "serve", "--home", str(home), "--port", str(port)]
    with (home / "serve.log").open("wb") as log, started(command, port, "/health", surroundings=told, log=log):
        yield port


@contextmanager
def started(
    command: Sequence[str],
    port: int,
    address: str,
    *,
    surroundings: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> Iterator[float]:
    """A program that runs until it is no longer wanted; how many seconds went by before it showed this address."""
    begun, out = time.perf_counter(), log or subprocess.DEVNULL
    streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": log}
    office = subprocess.Popen(command, env=surroundings, start_new_session=True, **streams)  # noqa: S603  # our own words
    try:
        while Visitor(port).get(address).status != http.client.OK:
            if office.poll() is not None or time.perf_counter() - begun > PATIENCE:
                raise SystemExit("The office did not start.")
            time.sleep(0.02)
        yield time.perf_counter() - begun
    finally:
        with suppress(ProcessLookupError):  # it ended by itself
            os.killpg(office.pid, signal.SIGTERM)
        office.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Reply:
    """What came back: `body` unpacked, `size` in bytes before that is done."""

    status: int
    location: str
    body: bytes
    size: int

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def seen(self) -> int:
        """The edition of a draft that was saved; 0 where none was."""
        return int(json.loads(self.body)["seen"]) if self.status == http.client.OK else 0


@dataclass
class Visitor:
    """A browser without pictures: one connection, its cookies, and for each kind of request the seconds it took."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    times: list[tuple[str, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, address: str, kind: str = "", expected: int = 200) -> Reply:
        return self._ask("GET", address, kind, expected)

    def post(
        self,
        address: str,
        given: Mapping[str, str],
        kind: str = "",
        *,
        files: Iterable[tuple[str, str, bytes]] = (),
        script: bool = False,
        expected: int = 302,
    ) -> Reply:
        """Send a form, with files by field and name; `script`: as a page's own script does."""
        body, media = _form(given, list(files))
        headers = {"Content-Type": media, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        if script:
            headers["Accept"] = "application/json"
        return self._ask("POST", address, kind, expected, body, headers)

    def _ask(
        self,
        verb: str,
        address: str,
        kind: str,
        expected: int,
        body: bytes | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip", **({"Cookie": cookies} if cookies else {})}
        begun = time.perf_counter()
        try:
            reply = self._sent(verb, address, body, {**headers, **(more or {})})
            content = reply.read()
        except (OSError, http.client.HTTPException) as error:  # is told, and the others go on
            self.line.close()
            self.faults.append(f"{verb} {kind or address}: {error}")
            return Reply(0, "", b"", 0)
        finally:
            self.times.append((kind or address, time.perf_counter() - begun))
        for each in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        packed = reply.headers.get("Content-Encoding") == "gzip"
        if reply.status != expected:
            self.faults.append(f"{verb} {kind or address}: {reply.status} instead of {expected}")
        plain = gzip.decompress(content) if packed else content
        return Reply(reply.status, reply.headers.get("Location", ""), plain, len(content))

    def _sent(self, verb: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Any:
        try:
            self.line.request(verb, address, body, dict(headers))
            return self.line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # the office closes a line that was quiet for some seconds, and a browser opens another
            self.line.close()
            self.line.request(verb, address, body, dict(headers))
            return self.line.getresponse()


def _form(given: Mapping[str, str], files: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    if not files:
        return urlencode(given).encode(), "application/x-www-form-urlencoded"
    line = token_hex(16)
    head = f"--{line}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in given.items()]
    for name, file, content in files:
        told = f'{head}"{name}"; filename="{file}"\r\nContent-Type: text/plain\r\n\r\n'
        parts.append(told.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"


def fields_of(page: str) -> dict[str, str]:
    """What stands in the text fields and the hidden fields of a page's forms; of choices what is chosen."""
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = told.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in told and chosen and told.get("type") != "file":
            found[told["name"]] = told.get("value", "")
    found.update(dict.fromkeys(re.findall(r'<textarea\b[^>]*name="(\w+)"', page), ""))
    return found


def spread(seconds: Iterable[float]) -> dict[str, float]:
    """Milliseconds: the middle, what 95 and 99 of a hundred stay under, the most."""
    told = sorted(seconds)
    cuts = statistics.quantiles(told, n=100, method="inclusive") if len(told) > 1 else [told[0]] * 99
    shown = {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98], "max_ms": told[-1]}
    return {name: round(1000 * value, 1) for name, value in shown.items()}


def database() -> str:
    return "postgresql" if os.environ.get("PALERMO_DATABASE") else "sqlite"


def of_service() -> dict[str, Any]:
    """What is to be known of times that were taken at an office that is served."""
    from palermo.office.serving import processes

    return {
        "versions": {name: version(name) for name in ("django", "gunicorn", "whitenoise")},
        "database": database(),
        "served_by": f"palermo serve: gunicorn, processes: {processes()}, eight threads each",
        "load_generator": "on the same cores as the office: it takes its share of them",
    }
