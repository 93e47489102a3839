"""What holds for every test: no network, the same examples in CI each time."""

import gc
import ipaddress
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.examples import IN_CI, examples
from tests.warm import waiting

settings.register_profile("here", deadline=None, max_examples=examples(100))
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "here")


# Kernels are compiled by the process that calls them first, which takes a minute, and are then on the disk for both.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: "tests/unit/prevalence" not in item.nodeid)


# thousands of tests stay in memory until the last one: garbage is looked for neither while they gather nor among them
gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)  # and among what one test leaves not hundreds of times


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A process that waits for commands, for `tests.warm`; the folder of a `palermo` that hands them to it."""
    with waiting(tmp_path_factory.mktemp("warm")) as folder:
        yield folder


class NetworkRefused(RuntimeError):
    """A test tried to leave this machine."""


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise NetworkRefused(f"tests may not reach {address[0]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not _is_here(arguments[0]):
        raise NetworkRefused(f"tests may not look up {arguments[0]}")


# An audit hook sees every socket of this process, however it was made.
sys.addaudithook(_refuse_network)
