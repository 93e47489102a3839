"""Entries, their leaves and what opens them; bundles read swiftly and plainly."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palermo.trail import (
    Entry,
    Json,
    Opening,
    canonical,
    commit,
    enter,
    leaf,
    leaf_hash,
    opens,
    read_bundle,
    read_leaf,
    write_bundle,
)
from palermo.trail.bundles import plain, swift
from tests.unit.trail import made

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=200)
VERBS = st.from_regex(r"[a-z]{1,9}(_[a-z]{1,9})?(\.[a-z]{1,9}(_[a-z]{1,9})?){1,3}", fullmatch=True)
TIMES = st.datetimes(timezones=st.just(UTC))
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)
ENTRIES = st.builds(Entry, HEX, TIMES, NAMES, VERBS, NAMES, HEX.map(lambda half: f"sha256:{half}{half}"), st.booleans())


def test_a_leaf() -> None:
    entry = replace(made.entry(5), id="0" * 32, digest="sha256:" + "1" * 64)
    digest = "sha256:" + "1" * 64
    assert leaf(entry) == (
        b'{"actor":"p-00000000","digest":"' + digest.encode() + b'","id":"' + b"0" * 32 + b'","object":"upload:5",'
        b'"time":"2026-03-01T08:02:30.000000Z","verb":"plan.uploaded"}'
    )
    veiled = replace(entry, veiled=True)
    assert json.loads(leaf(veiled)) == {
        "digest": digest,
        "id": "0" * 32,
        "time": "2026-03-01T08:02:30.000000Z",
        "veiled": True,
    }


def test_a_time_is_written_in_utc_to_the_microsecond() -> None:
    there = datetime(2026, 3, 1, 15, 0, 0, 5, tzinfo=timezone(timedelta(hours=7)))
    assert b'"time":"2026-03-01T08:00:00.000005Z"' in leaf(replace(made.entry(0), time=there))


@given(ENTRIES)
def test_a_leaf_reads_back(entry: Entry) -> None:
    read, wrong = read_leaf(leaf(entry))
    assert wrong is None
    assert read == (replace(entry, actor="", verb="", object="") if entry.veiled else entry)
    assert read is not None
    assert leaf(read) == leaf(entry)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "A" * 32}, "id"),
        ({"id": "0" * 31}, "id"),
        ({"digest": "sha256:0"}, "digest"),
        ({"time": datetime(2026, 1, 1)}, "zone"),  # noqa: DTZ001  # the zone is what is missing
        ({"verb": "uploaded"}, "verb"),
        ({"verb": "Plan.uploaded"}, "verb"),
        ({"verb": "plan." + "a" * 200}, "verb"),
        ({"actor": ""}, "actor"),
        ({"actor": "a" * 201}, "actor"),
        ({"object": "two\nlines"}, "object"),
        ({"object": "\ud800"}, "object"),
    ],
    ids=str,
)
def test_an_entry_of_another_form_is_refused(changed: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        made.entry(5, **changed)


GOOD = leaf(made.entry(5)).decode()
VEILED = leaf(made.entry(6)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "[" * 100_000,
        GOOD + " ",
        GOOD.replace(":", ": "),
        GOOD.replace('"p-', '"\\u0070-'),
        GOOD.replace("upload:5", "upload\\n5"),
        GOOD.replace("Z", "+00:00"),
        GOOD.replace("2026-03-01", "2026-02-30"),
        GOOD.replace("2026-03-01T08:02:30.000000Z", "yesterday"),
        GOOD.replace("2026-03-01T08:02:30.000000Z", "0001-01-01T00:00:00.000000+14:00"),
        GOOD.replace("}", ',"veiled":true}'),
        GOOD.replace('"upload:5"', "5"),
        GOOD.replace('"id":', '"id":"","id":'),
        VEILED.replace("true", "false"),
        VEILED.replace("true", "1"),
    ],
    ids=range(18),
)
def test_what_is_no_leaf_is_told_plainly(text: str) -> None:
    entry, wrong = read_leaf(text.encode(), "tile/entries/000", 7)
    assert entry is None
    assert wrong is not None
    assert (wrong.rule, wrong.object, wrong.level) == ("T02", "7", "entry")
    assert str(wrong.message).startswith("tile/entries/000 is malformed: ")


@pytest.mark.parametrize("veiled", [True, False])
def test_an_opening_opens_its_entry_and_no_other(veiled: bool) -> None:
    opening = Opening(bytes(range(32)), {"reason": "a typing error", "pages": [1, 2], "signed": None})
    asked = {"id": "0" * 32, "time": made.FIRST, "actor": "p-1", "verb": "plan.revised", "object": "plan:1"}
    entry = enter(**asked, opening=opening, veiled=veiled)  # type: ignore[arg-type]  # texts but for the time
    assert opens(entry, opening)
    assert not opens(entry, replace(opening, salt=bytes(32)))
    assert not opens(entry, replace(opening, content={"reason": "a typing error", "pages": [2, 1], "signed": None}))
    # what a veiled leaf does not show, the digest holds
    assert opens(replace(entry, object="plan:2"), opening) is not veiled


def test_a_commitment() -> None:
    """SHA-256 over 32 bytes of salt and the RFC 8785 bytes; the digest was worked out by another program."""
    content: Json = {"b": 1, "a": [True, None, "é"], "€": 1e21}
    assert canonical(content) == '{"a":[true,null,"é"],"b":1,"€":1e+21}'.encode()
    # printf of the salt (32 zero bytes) and of these bytes, through sha256sum
    assert commit(content, bytes(32)) == "sha256:26bd89148071685fd344006b03bad95771c6b927dd02079383d6a74b06f5d669"


@pytest.mark.parametrize("content", [2**53, float("nan"), {"a": float("inf")}, "\ud800"], ids=str)
def test_what_json_cannot_carry_is_refused(content: Json) -> None:
    with pytest.raises(ValueError):
        commit(content, bytes(32))


def test_a_salt_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 16"):
        commit({}, bytes(16))


# bundles


@given(st.lists(st.binary(max_size=300), max_size=300))
def test_a_bundle_reads_back(leaves: list[bytes]) -> None:
    assert read_bundle(write_bundle(leaves)) == leaves


def test_a_leaf_that_is_too_long_is_refused() -> None:
    assert read_bundle(write_bundle([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(ValueError, match="at most 65535 bytes"):
        write_bundle([bytes(65_536)])


@pytest.mark.parametrize("bundle", [b"\0", b"\0\1", b"\0\3ab", write_bundle([b"a"]) + b"\1"], ids=str)
def test_a_bundle_that_is_cut_is_told(bundle: bytes) -> None:
    with pytest.raises(ValueError, match="cut off"):
        read_bundle(bundle)


@given(st.lists(ENTRIES, max_size=20))
@example([replace(made.entry(0), time=datetime(2024, 2, 29, tzinfo=UTC))])
@example([replace(made.entry(0), actor='a"b')])
def test_the_swift_reader_says_what_the_plain_one_says(entries: list[Entry]) -> None:
    bundle = write_bundle([leaf(entry) for entry in entries])
    read, wrong = plain(bundle, "bundle", 0)
    assert wrong == []
    assert read.hashes == [leaf_hash(leaf(entry)) for entry in entries]
    assert swift(bundle) in (read, None)


def test_the_swift_reader_reads_what_an_office_writes() -> None:
    bundle = write_bundle(made.leaves(256))
    assert swift(bundle) == plain(bundle, "bundle", 0)[0]


def test_lengths_that_do_not_fit_are_not_passed_over() -> None:
    one, other = made.leaves(2)
    bundle = write_bundle([one, other])
    moved = (len(one) + 1).to_bytes(2, "big") + bundle[2 : 2 + len(one)]
    assert swift(moved + (len(other) - 1).to_bytes(2, "big") + other) is None
    assert swift(bundle + b"\0") is swift(b"\0" + bundle) is swift(one + bundle) is None


LEAVES = [leaf(made.entry(number)) for number in range(8)]


@given(
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=6).map(write_bundle),
    st.lists(st.tuples(st.integers(0, 1_500), st.integers(0, 3), st.binary(max_size=3)), min_size=1, max_size=3),
)
def test_the_swift_reader_lets_nothing_pass_that_the_plain_one_tells(
    bundle: bytes, wounds: list[tuple[int, int, bytes]]
) -> None:
    for at, length, put in wounds:
        bundle = bundle[:at] + put + bundle[at + length :]
    read = swift(bundle)
    if read is not None:
        assert plain(bundle, "bundle", 0) == (read, [])


@given(st.sampled_from(["id", "digest", "actor", "verb", "object", "time"]), st.text(max_size=30), st.booleans())
def test_the_swift_reader_knows_the_form_of_every_part(part: str, text: str, veiled: bool) -> None:
    told = json.loads(VEILED if veiled else GOOD)
    bundle = write_bundle([canonical(told | {part: text})])
    read, wrong = plain(bundle, "bundle", 0)
    assert swift(bundle) in ((None,) if wrong else (None, read))
