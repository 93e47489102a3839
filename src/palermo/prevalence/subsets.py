"""Sums over subsets and supersets of lists: one pass a bit, m 2^(m-1) additions. Last axis: 2^m, indexed by pattern."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)


def over_supersets(values: NDArray[Number]) -> NDArray[Number]:
    """For each set t the sum of `values` over all sets that contain t."""
    return _summed(values, 0, 1)


def over_subsets(values: NDArray[Number]) -> NDArray[Number]:
    """For each set t the sum of `values` over all sets inside t."""
    return _summed(values, 1, 0)


def _summed(values: NDArray[Number], into: int, out_of: int) -> NDArray[Number]:
    summed: NDArray[Any] = values.copy()
    bits = summed.shape[-1].bit_length() - 1
    for bit in range(bits):
        halves = summed.reshape(*summed.shape[:-1], -1, 2, 1 << bit)
        halves[..., into, :] += halves[..., out_of, :]
    return summed
