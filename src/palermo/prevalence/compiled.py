"""What is compiled: kernels that run without the lock of Python, kept on disk where that can be."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Given = ParamSpec("Given")
Back = TypeVar("Back")


def compiled(kernel: Callable[Given, Back]) -> Callable[Given, Back]:
    """A kernel in machine code. Not fast-math: a seed gives the same bytes on however many threads."""
    try:
        made: Callable[Given, Back] = numba.njit(cache=True, nogil=True, error_model="numpy")(kernel)
    except RuntimeError:  # neither beside the package nor in a home can anything be kept
        made = numba.njit(nogil=True, error_model="numpy")(kernel)
    return made
