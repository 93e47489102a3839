"""A share of a key on paper: 18 groups of five letters and digits, to be printed, read out and typed again.

Crockford's alphabet has no I, L, O or U; what is typed for the first three is understood. Of each group four
characters carry the share, and the fifth checks them and the group's place: a slip is told by its group. The whole
ends in four bytes of a digest.
"""

from collections.abc import Sequence
from hashlib import sha256

from palermo.access.keys import KEY_BYTES
from palermo.access.shares import CHECK_BYTES, MOST_SHARES, SET_BYTES, Share
from palermo.core import Finding, Message, Outcome, Severity, mark

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans("OIL-.", "011  ")
_VERSION = 1
_DIGEST_BYTES = 4
_VALUE_BYTES = KEY_BYTES + CHECK_BYTES
_WHOLE_BYTES = 1 + SET_BYTES + 1 + _VALUE_BYTES + _DIGEST_BYTES
_GROUPS = _WHOLE_BYTES * 8 // 20
_WEIGHTS = (1, 3, 5, 7)  # odd, so that a single wrong character never passes


def write_share(share: Share) -> str:
    """The share as text, six groups a line. ValueError when it is not of a key of 256 bits."""
    if len(share.value) != _VALUE_BYTES:
        raise ValueError(f"a share on paper is of a key of {KEY_BYTES} bytes")
    head = bytes([_VERSION, *share.set, share.threshold << 4 | share.number])
    number = int.from_bytes(_with_digest(head + share.value), "big")
    digits = [number >> shift & 31 for shift in range(_GROUPS * 20 - 5, -1, -5)]
    groups = [_written(digits[place * 4 : place * 4 + 4], place) for place in range(_GROUPS)]
    return "\n".join(" ".join(groups[start : start + 6]) for start in range(0, _GROUPS, 6))


def read_share(text: str) -> tuple[Share | None, tuple[Finding, ...]]:
    """The share that was typed, and what is wrong with it: each group that has a slip in it, or how many there are."""
    groups = text.upper().translate(MEANT).split()
    typed = "".join(groups)
    as_printed = len(groups) == _GROUPS
    if not as_printed:  # typed with other spaces, or with none
        groups = [typed[start : start + 5] for start in range(0, len(typed), 5)]
    slips = [place + 1 for place, group in enumerate(groups) if not _holds(group, place)]
    if not as_printed and len(typed) != _GROUPS * 5:
        first = (slips or [len(groups) + 1])[0]
        return None, (_finding("K12", {"wanted": _GROUPS * 5, "found": len(typed), "group": first}),)
    if slips:
        return None, tuple(_finding("K11", {"group": place}) for place in slips)
    share = _share("".join(group[:4] for group in groups))
    return share, () if share else (_finding("K13", {}),)


def _written(digits: Sequence[int], place: int) -> str:
    check = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) + place
    return "".join(ALPHABET[digit] for digit in (*digits, check % 32))


def _holds(group: str, place: int) -> bool:
    if len(group) != 5 or not set(group) <= set(ALPHABET):
        return False
    return _written([ALPHABET.index(character) for character in group[:4]], place) == group


def _share(characters: str) -> Share | None:
    whole = int(characters.translate(_TO_PYTHON), 32).to_bytes(_WHOLE_BYTES, "big")
    payload = whole[:-_DIGEST_BYTES]
    set_, (numbers, *value) = payload[1 : 1 + SET_BYTES], payload[1 + SET_BYTES :]
    threshold, number = divmod(numbers, 16)
    known = payload[0] == _VERSION and 2 <= threshold <= MOST_SHARES and number > 0
    return Share(set_, threshold, number, bytes(value)) if known and whole == _with_digest(payload) else None


# Python's own digits to base 32 are 0 to 9 and A to V
_TO_PYTHON = str.maketrans(ALPHABET, "0123456789ABCDEFGHIJKLMNOPQRSTUV")


def _with_digest(payload: bytes) -> bytes:
    return payload + sha256(b"palermo share on paper\n" + payload).digest()[:_DIGEST_BYTES]


_WORDS: dict[str, tuple[str, str]] = {
    "K11": (
        mark("Group {group} cannot be right."),
        mark("Compare it with the paper, character by character."),
    ),
    "K12": (
        mark("A share has {wanted} letters and digits; {found} were typed."),
        mark("Look at group {group} first, counted in fives: from there on it does not fit."),
    ),
    "K13": (
        mark("Each group looks right, but together they are no share."),
        mark("Type the whole share again. If it stays so, this paper is not one of palermo's shares."),
    ),
}


def _finding(rule: str, params: dict[str, object]) -> Finding:
    sentence, advice = _WORDS[rule]
    return Finding(
        rule,
        Severity.ERROR,
        Outcome.FAIL,
        Message(sentence, params),
        Message(advice, params),
        level="group",
        object=str(params.get("group", "")),
    )
