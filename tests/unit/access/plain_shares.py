"""Shamir's scheme as the textbook has it: polynomials over GF(256) one step at a time, inverses by trying."""

from collections.abc import Sequence
from functools import cache


@cache
def times(a: int, b: int) -> int:
    """Long multiplication of polynomials over GF(2), then the remainder by x^8 + x^4 + x^3 + x + 1."""
    product = 0
    for bit in range(8):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0b1_0001_1011 << (bit - 8)
    return product


@cache
def inverse(a: int) -> int:
    return next(b for b in range(256) if times(a, b) == 1)


def evaluate(coefficients: Sequence[int], x: int) -> int:
    """The sum of each coefficient times its power of x."""
    total, power = 0, 1
    for coefficient in coefficients:
        total ^= times(coefficient, power)
        power = times(power, x)
    return total


def at_zero(points: Sequence[tuple[int, int]]) -> int:
    """Where the polynomial through the points meets zero."""
    total = 0
    for x, y in points:
        weighted = y
        for other, _ in points:
            if other != x:
                weighted = times(weighted, times(other, inverse(other ^ x)))
        total ^= weighted
    return total
