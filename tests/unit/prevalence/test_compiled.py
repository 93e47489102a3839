"""Kernels are kept on disk only as long as every kernel of the room is what it was."""

import hashlib
from typing import Any

from palermo.prevalence import newton, search
from palermo.prevalence.compiled import kernels


def test_kept_code_is_stamped_with_every_kernel_of_the_room() -> None:
    for kernel in (newton.climbed, search.searched):
        made: Any = kernel
        assert made._cache._cache_file._source_stamp[1] == kernels()
    assert len(kernels()) == len(hashlib.sha256().hexdigest())
