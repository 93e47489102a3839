"""Shares of a key: enough of them give it back, fewer say nothing, and a wrong one is named."""

import os
from dataclasses import replace
from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import join, split
from palermo.core import Finding
from tests.unit.access.plain_shares import at_zero, evaluate, times

KEY = bytes(range(100, 132))
sizes = st.integers(2, 15).flatmap(lambda count: st.tuples(st.integers(2, count), st.just(count)))


class Tape:
    """Chance that can be written down: the bytes that are handed out one after the other."""

    def __init__(self, tape: bytes) -> None:
        self.tape = tape

    def __call__(self, size: int) -> bytes:
        head, self.tape = self.tape[:size], self.tape[size:]
        return head


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.object) for finding in findings]


def test_any_three_of_five_give_the_key_back_in_any_order() -> None:
    shares = split(KEY, threshold=3, count=5, random=os.urandom)
    for chosen in permutations(shares, 3):
        assert join(chosen) == (KEY, ())
    assert join(shares) == (KEY, ())


@given(st.binary(min_size=1, max_size=40), sizes, st.randoms(use_true_random=True))
def test_any_threshold_of_any_count(secret: bytes, size: tuple[int, int], random: object) -> None:
    threshold, count = size
    shares = list(split(secret, threshold=threshold, count=count, random=os.urandom))
    random.shuffle(shares)  # type: ignore[attr-defined]  # hypothesis does not say its type
    assert join(shares[:threshold]) == (secret, ())
    nothing, findings = join(shares[: threshold - 1])
    assert (nothing, [finding.rule for finding in findings]) == (None, ["K03"])


@given(st.binary(min_size=1, max_size=8), sizes, st.binary(min_size=200, max_size=200))
def test_a_share_is_a_point_on_the_textbooks_curve(secret: bytes, size: tuple[int, int], tape: bytes) -> None:
    threshold, count = size
    shares = split(secret, threshold=threshold, count=count, random=Tape(tape))
    length = len(secret) + 4
    for column in range(length):
        first = [share.value[column] for share in shares]
        drawn = [tape[3 + power * length + column] for power in range(threshold - 1)]
        secret_byte = at_zero([(share.number, share.value[column]) for share in shares[:threshold]])
        assert first == [evaluate([secret_byte, *drawn], share.number) for share in shares]
        assert column >= len(secret) or secret_byte == secret[column]


def same(byte: int) -> Tape:
    """Chance that comes up with one byte only."""
    return Tape(bytes([byte]) * 100)


def test_the_field_is_that_of_the_textbook() -> None:
    """Two shares of one byte are its line: every product of a byte with a number comes up."""
    for slope in range(256):
        shares = split(b"\0", threshold=2, count=15, random=same(slope))
        assert [share.value[0] for share in shares] == [times(slope, number) for number in range(1, 16)]


def test_two_of_three_needed_say_nothing_at_all_of_the_secret() -> None:
    """Over every chance there is: whatever the secret, each pair of values at two shares comes up exactly once."""
    for secret in (0, 77):
        chances = product(range(256), repeat=2)
        pairs = {(evaluate([secret, a, b], 2), evaluate([secret, a, b], 5)) for a, b in chances}
        assert len(pairs) == 256 * 256


def test_one_of_two_needed_says_nothing_in_our_own_hands() -> None:
    for secret in (b"\0", b"M"):
        seen = {split(secret, threshold=2, count=2, random=same(byte))[0].value[0] for byte in range(256)}
        assert len(seen) == 256


# what is wrong with them


def test_a_wrong_share_is_named_when_there_is_one_too_many() -> None:
    shares = split(KEY, threshold=3, count=5, random=os.urandom)
    for wrong, others in ((shares[at], shares[:at] + shares[at + 1 :]) for at in range(5)):
        bad = replace(wrong, value=bytes(byte ^ 1 for byte in wrong.value))
        for three in combinations(others, 3):
            secret, findings = join((bad, *three))
            assert (secret, told(findings)) == (KEY, [("K05", str(wrong.number))])


def test_two_wrong_shares_of_five_are_both_named() -> None:
    one, two, *right = split(KEY, threshold=3, count=5, random=os.urandom)
    bad = [replace(share, value=os.urandom(36)) for share in (one, two)]
    secret, findings = join([*bad, *right])
    assert (secret, told(findings)) == (KEY, [("K05", "1"), ("K05", "2")])


def test_with_just_enough_a_wrong_share_is_noticed_and_one_more_asked_for() -> None:
    one, *others = split(KEY, threshold=3, count=5, random=os.urandom)
    secret, findings = join([replace(one, value=os.urandom(36)), *others[:2]])
    assert (secret, told(findings)) == (None, [("K04", "")])
    assert "one holder more" in str(findings[0].advice)


def test_a_share_of_another_splitting_is_named() -> None:
    shares, older = (split(KEY, threshold=3, count=5, random=os.urandom) for _ in range(2))
    secret, findings = join([*shares[:3], older[3]])
    assert (secret, told(findings)) == (KEY, [("K01", "4")])
    assert str(findings[0].message) == "Share 4 is from another splitting than the first one given."


def test_a_share_that_comes_twice_counts_once() -> None:
    shares = split(KEY, threshold=3, count=5, random=os.urandom)
    secret, findings = join([shares[0], shares[0], shares[1]])
    assert (secret, told(findings)) == (None, [("K02", "1"), ("K03", "")])
    assert str(findings[1].message) == "1 more of the 3 shares needed are missing."


@pytest.mark.parametrize(("threshold", "count"), [(1, 3), (4, 3), (2, 16), (0, 0)])
def test_what_cannot_be_split_is_a_mistake_of_ours(threshold: int, count: int) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split(KEY, threshold=threshold, count=count, random=os.urandom)


def test_nothing_is_neither_split_nor_joined() -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split(b"", threshold=2, count=3, random=os.urandom)
    with pytest.raises(ValueError, match="no share"):
        join([])


def test_a_share_does_not_show_its_value_where_it_is_printed() -> None:
    share = split(KEY, threshold=2, count=2, random=os.urandom)[0]
    assert "value" not in repr(share)
