"""A share on paper: typed again as people type, with each slip told by its group."""

import os
import random
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import Share, read_share, split, write_share

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHARE = Share(b"abc", 3, 5, bytes(range(36)))
TEXT = write_share(SHARE)
GROUPS = TEXT.split()
shares = st.builds(
    Share,
    st.binary(min_size=3, max_size=3),
    st.integers(2, 15),
    st.integers(1, 15),
    st.binary(min_size=36, max_size=36),
)


def slips(text: str) -> list[tuple[str, str]]:
    share, findings = read_share(text)
    assert (share is None) == bool(findings)
    return [(finding.rule, finding.object) for finding in findings]


@given(shares)
def test_what_is_written_reads_back(share: Share) -> None:
    assert read_share(write_share(share)) == (share, ())


def test_the_form_on_paper_does_not_change_unseen() -> None:
    assert TEXT.splitlines()[0] == "05GPS 4RSNX 000GJ 40R4V 0M30F E209R"
    assert [len(line.split()) for line in TEXT.splitlines()] == [6, 6, 6]
    assert {len(group) for group in GROUPS} == {5}


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace(" ", "").replace("\n", ""),
        TEXT.replace(" ", "-"),
        f"\n  {TEXT}\t",
        TEXT.replace("0", "o").replace("1", "l"),
        TEXT.replace("0", "O").replace("1", "I"),
        " ".join(TEXT.replace(" ", "").replace("\n", "")),
    ],
)
def test_it_is_read_as_people_type(typed: str) -> None:
    assert read_share(typed) == (SHARE, ())


@given(st.integers(0, 89), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_told_by_its_group(at: int, typed: str) -> None:
    characters = list("".join(GROUPS))
    right, characters[at] = characters[at], typed
    assert slips("".join(characters)) == ([] if typed == right else [("K11", str(at // 5 + 1))])


@given(st.sets(st.integers(0, 17), min_size=2, max_size=2).map(sorted))
def test_two_groups_in_each_others_place_are_both_told(places: list[int]) -> None:
    one, two = places
    swapped = list(GROUPS)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    assert slips(" ".join(swapped)) == [("K11", str(one + 1)), ("K11", str(two + 1))]


@given(st.integers(0, 17), st.integers(0, 4))
def test_a_character_left_out_is_told_by_its_group(place: int, at: int) -> None:
    short = [*GROUPS[:place], GROUPS[place][:at] + GROUPS[place][at + 1 :], *GROUPS[place + 1 :]]
    assert slips(" ".join(short)) == [("K11", str(place + 1))]
    (rule, first), *others = slips("".join(short))
    assert (rule, others) == ("K12", [])
    assert int(first) >= place + 1


def test_a_group_left_out_or_typed_twice_is_told_by_where_it_begins() -> None:
    assert slips(" ".join(GROUPS[:7] + GROUPS[8:])) == [("K12", "8")]
    assert slips(" ".join(GROUPS[:8] + GROUPS[7:])) == [("K12", "9")]
    assert slips(" ".join(GROUPS[:17])) == [("K12", "18")]
    assert slips("") == [("K12", "1")]
    _, (finding,) = read_share("")
    assert str(finding.message) == "A share has 90 letters and digits; 0 were typed."


def test_a_character_outside_the_alphabet_is_a_slip() -> None:
    assert slips(TEXT.replace(GROUPS[3], "U" + GROUPS[3][1:], 1)) == [("K11", "4")]
    assert slips(TEXT.replace(GROUPS[3], "៣" + GROUPS[3][1:], 1)) == [("K11", "4")]


def test_two_slips_that_make_up_for_each_other_are_told_of_the_whole() -> None:
    """Three less in the first character and one more in the second: the group's own check does not see it."""
    first, second = (ALPHABET.index(character) for character in GROUPS[4][:2])
    both = ALPHABET[(first - 3) % 32] + ALPHABET[(second + 1) % 32]
    assert slips(" ".join([*GROUPS[:4], both + GROUPS[4][2:], *GROUPS[5:]])) == [("K13", "")]


def test_many_slips_never_pass() -> None:
    chance = random.Random(7)  # noqa: S311  # no key is made here
    for _ in range(500):
        characters = [chance.choice(ALPHABET) if chance.random() < 0.3 else one for one in "".join(GROUPS)]
        assert slips("".join(characters)) or characters == list("".join(GROUPS))


@pytest.mark.parametrize(
    "head", [b"\x02abc\x35", b"\x01abc\x15", b"\x01abc\x30"], ids=["version", "threshold", "number"]
)
def test_what_is_no_share_of_ours_is_told_as_a_whole(head: bytes) -> None:
    payload = head + SHARE.value
    whole = int.from_bytes(payload + sha256(b"palermo share on paper\n" + payload).digest()[:4], "big")
    digits = [whole >> shift & 31 for shift in range(355, -1, -5)]
    groups = []
    for place in range(18):
        four = digits[place * 4 : place * 4 + 4]
        check = (four[0] + 3 * four[1] + 5 * four[2] + 7 * four[3] + place) % 32
        groups.append("".join(ALPHABET[digit] for digit in (*four, check)))
    assert slips(" ".join(groups)) == [("K13", "")]


def test_only_the_share_of_a_key_goes_on_paper() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        write_share(replace(SHARE, value=b"short"))
    key_share = split(os.urandom(32), threshold=2, count=3, random=os.urandom)[0]
    assert read_share(write_share(key_share)) == (key_share, ())
