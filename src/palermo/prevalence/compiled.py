"""What is compiled: kernels that run without the lock of Python, kept on disk where that can be."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

Given = ParamSpec("Given")
Back = TypeVar("Back")
# Not fast-math: a seed gives the same bytes on however many threads. Kernels are called by their names and never by a
# pointer, and compile sooner where nothing is made ready for that.
_HOW: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}


def compiled(kernel: Callable[Given, Back]) -> Callable[Given, Back]:
    """A kernel in machine code."""
    try:
        made: Callable[Given, Back] = _stamped(numba.njit(cache=True, **_HOW)(kernel))
    except (RuntimeError, AttributeError):  # nothing can be kept beside the package or in a home, or not safely
        made = numba.njit(**_HOW)(kernel)
    return made


def _stamped(made: Any) -> Any:
    """Kept code that is fresh only while every kernel of the room is.

    Numba looks at the kernel's own file alone, and would run what it called in another file as that was before.
    """
    kept = made._cache._cache_file
    kept._source_stamp = (kept._source_stamp, kernels())
    return made


@cache
def kernels() -> str:
    """SHA-256 of the modules of this room that have kernels."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"\0".join(text for text in texts if b"@compiled" in text)).hexdigest()
