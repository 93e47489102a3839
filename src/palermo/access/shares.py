"""Shares of a key: any `threshold` of them give it back, fewer say nothing of it.

Shamir's scheme over GF(256), byte by byte ("How to share a secret", CACM 22, 1979), in the field of AES (FIPS 197).
The secret is shared together with four bytes of its digest, so that a wrong share is noticed when it is joined.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from hashlib import sha256
from itertools import combinations
from operator import xor

from palermo.access.keys import Random
from palermo.core import Finding, Message, Outcome, Severity, mark

MOST_SHARES = 15
CHECK_BYTES = 4
SET_BYTES = 3


@dataclass(frozen=True, slots=True)
class Share:
    """One holder's part. `set` names the splitting it comes from; `number` is 1 to 15, and where the curve was met."""

    set: bytes
    threshold: int
    number: int
    value: bytes = field(repr=False)


def split(secret: bytes, *, threshold: int, count: int, random: Random) -> tuple[Share, ...]:
    """`count` shares of a secret, `threshold` of which give it back.

    ValueError unless 2 <= threshold <= count <= 15 and the secret has a byte.
    """
    if not secret or not 2 <= threshold <= count <= MOST_SHARES:
        raise ValueError(f"a secret cannot be split {threshold} of {count}")
    set_ = random(SET_BYTES)
    checked = secret + _check(secret)
    # one row of coefficients a power: the secret itself, then chance
    rows = [checked, *(random(len(checked)) for _ in range(threshold - 1))]
    return tuple(Share(set_, threshold, at, _curve(rows, at)) for at in range(1, count + 1))


def join(shares: Sequence[Share]) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The secret, and what was found about the shares: which are wrong, or how many are missing.

    With one share more than needed, a wrong one is named and left out; with exactly as many as needed, all that can
    be said is that one is wrong. ValueError without a share.
    """
    if not shares:
        raise ValueError("no share was given")
    kept, findings = _fitting(shares)
    threshold = kept[0].threshold
    if len(kept) < threshold:
        missing = {"missing": threshold - len(kept), "threshold": threshold}
        return None, (*findings, _finding("K03", "", missing))
    for chosen in combinations(kept, threshold):
        if (secret := _secret(chosen)) is not None:
            wrong = [share for share in kept if _at(chosen, share.number) != share.value]
            return secret, (*findings, *(_finding("K05", str(share.number)) for share in wrong))
    return None, (*findings, _finding("K04", "", {"threshold": threshold}))


def _fitting(shares: Sequence[Share]) -> tuple[list[Share], tuple[Finding, ...]]:
    """The shares that belong with the first and come once, and what is wrong with the others."""
    kept: dict[int, Share] = {}
    findings = []
    for share in shares:
        first = shares[0]
        alike = (share.set, share.threshold, len(share.value)) == (first.set, first.threshold, len(first.value))
        if not alike:
            findings.append(_finding("K01", str(share.number)))
        elif share.number in kept:
            findings.append(_finding("K02", str(share.number)))
        else:
            kept[share.number] = share
    return list(kept.values()), tuple(findings)


def _secret(shares: Sequence[Share]) -> bytes | None:
    checked = _at(shares, 0)
    secret, check = checked[:-CHECK_BYTES], checked[-CHECK_BYTES:]
    return secret if check == _check(secret) else None


def _check(secret: bytes) -> bytes:
    return sha256(b"palermo share\n" + secret).digest()[:CHECK_BYTES]


# The field: bytes as polynomials over GF(2), modulo x^8 + x^4 + x^3 + x + 1; 3 generates all but zero.


def _powers() -> Iterator[int]:
    power = 1
    for _ in range(255):
        yield power
        doubled = power << 1
        power ^= doubled ^ (0x11B if doubled > 0xFF else 0)


_EXP = tuple(_powers())
_LOG = {power: exponent for exponent, power in enumerate(_EXP)}


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % 255] if a and b else 0


def _over(a: int, b: int) -> int:
    return _EXP[(_LOG[a] - _LOG[b]) % 255] if a else 0


def _curve(rows: Sequence[bytes], at: int) -> bytes:
    """The value at `at` of the polynomial of each column; by Horner's rule, the highest power first."""
    return bytes(
        reduce(lambda value, factor: _times(value, at) ^ factor, reversed(column)) for column in zip(*rows, strict=True)
    )


def _at(shares: Sequence[Share], at: int) -> bytes:
    """The value at `at` of the curve through the shares, by Lagrange; at 0 stands the secret."""
    weights = [
        reduce(
            _times,
            (_over(at ^ other.number, share.number ^ other.number) for other in shares if other is not share),
            1,
        )
        for share in shares
    ]
    columns = zip(*(share.value for share in shares), strict=True)
    return bytes(reduce(xor, map(_times, weights, column)) for column in columns)


_WORDS: dict[str, tuple[str, str]] = {
    "K01": (
        mark("Share {number} is from another splitting than the first one given."),
        mark("Bring shares that were printed on the same day for the same key: their first groups are alike."),
    ),
    "K02": (
        mark("Share {number} was given twice."),
        mark("Each holder gives their own share."),
    ),
    "K03": (
        mark("{missing} more of the {threshold} shares needed are missing."),
        mark("Ask another holder for theirs."),
    ),
    "K04": (
        mark("The shares do not fit together: at least one of them is wrong."),
        mark("Let one holder more give theirs: with one share too many, the wrong one can be named."),
    ),
    "K05": (
        mark("Share {number} is wrong. The key was recovered without it."),
        mark("Ask its holder how it came to be so, and split the key anew."),
    ),
}


def _finding(rule: str, number: str, params: Mapping[str, object] | None = None) -> Finding:
    sentence, advice = _WORDS[rule]
    told = Message(sentence, {"number": number, **(params or {})})
    return Finding(rule, Severity.ERROR, Outcome.FAIL, told, Message(advice), level="share", object=number)
