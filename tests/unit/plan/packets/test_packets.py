"""Packets and answers as files: of every content one, and none that was touched passes."""

import json
from base64 import b64encode
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.access import Place, Unreadable, seal, unseal
from palermo.plan.packets import (
    Arrived,
    DueReport,
    FieldGroup,
    FieldKind,
    Here,
    Packet,
    PacketField,
    SaidProof,
    SaidReport,
    SealedFile,
    WhyNot,
    arrived,
    packet_tree,
    read_answer,
    read_sealed,
    write_sealed,
)
from tests.examples import examples

UID, REPORT, KEY, PLACE = "5f" * 16, "9a2b/2027-Q1", bytes(32), Place("packet", "5f" * 16, "said")
DAY = date(2027, 1, 1)
FIELD = PacketField("claim", FieldKind.ONE_OF, {"en": "Where"}, {}, (("done", {"en": "Done"}),), needed=True)
DUE = DueReport(
    "9a2b",
    "2027-Q1",
    "1.1",
    "Train",
    "Plan",
    "en",
    DAY,
    DAY,
    DAY,
    3,
    "d1",
    (FieldGroup({}, "", (FIELD,)),),
    {"claim": ""},
)
ANSWER: dict[str, Any] = {
    "packet": UID,
    "palermo": "said",
    "version": 1,
    "said": [{"id": REPORT, "lines": {"claim": "done"}, "send": True}],
    "proofs": [{"id": REPORT, "name": "a.pdf", "title": "List", "kind": "CA-E", "proves": [1], "content": "JVBERi0="}],
}


def as_json(told: Any) -> bytes:
    return json.dumps(told).encode()


def sealed_file(content: bytes = b"said") -> bytes:
    sealed = seal(KEY, content, PLACE, bytes)
    return write_sealed(SealedFile(UID, bytes(16), sealed)).encode()


def opened(content: bytes) -> bytes | None:
    file, findings = read_sealed(content)
    assert (file is None) == (len(findings) == 1)
    try:
        return unseal(KEY, file.sealed, Place("packet", file.packet, "said")) if file else None
    except Unreadable:
        return None


def test_a_packet_says_what_is_due_and_nothing_of_how_the_office_keeps_it() -> None:
    packet = Packet(UID, {"en": "Kampot"}, "km", DAY, date(2027, 3, 2), (DUE,), (("CA-E", {"en": "training"}),))
    told = packet_tree(packet)
    (due,) = told["reports"]
    assert (due["id"], due["groups"][0]["fields"][0]["choices"]) == (
        REPORT,
        [{"value": "done", "label": {"en": "Done"}}],
    )
    assert {"edition", "asks", "lead"} & due.keys() == set()
    assert json.loads(json.dumps(told)) == told


@given(st.binary(max_size=40), st.binary(min_size=16, max_size=16), st.booleans())
@settings(max_examples=examples(50))
def test_of_every_content_there_is_one_file(sealed: bytes, salt: bytes, answer: bool) -> None:
    file = SealedFile(UID, salt, sealed, answer)
    assert read_sealed(write_sealed(file).encode())[0] == (file if answer else None)


WHOLE = sealed_file()


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(max_examples=examples(300))
def test_no_changed_byte_passes(at: int, by: int) -> None:
    if opened(WHOLE[:at] + bytes([WHOLE[at] ^ by]) + WHOLE[at + 1 :]) is not None:
        # of what is not sealed only the salt is left: whoever has the packet knows it, see `bring_in`
        assert WHOLE.index(b'"salt":"') + 8 <= at < WHOLE.index(b'","sealed"')
    assert opened(WHOLE) == b"said"
    assert opened(WHOLE[:at]) is None


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "O01"),
        (b"[1]", "O01"),
        (b"\xff\xfe", "O01"),
        (b"[" * 100_000, "O01"),
        (b'{"palermo":"progress"}', "O01"),
        (write_sealed(SealedFile(UID, b"", b"", answer=False)).encode(), "O02"),
        (WHOLE.replace(b'"version":1', b'"version":{}'), "O03"),
        (WHOLE.replace(b'"salt":"00', b'"salt":"0x'), "O04"),
        (WHOLE + b"\n", "O04"),
        (b'{"palermo":"packet answer","version":1}', "O04"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_answer_is_told_in_one_finding(content: bytes, rule: str) -> None:
    file, findings = read_sealed(content)
    assert (file, [finding.rule for finding in findings]) == (None, [rule])


def test_what_was_written_is_read() -> None:
    answer, findings = read_answer(as_json(ANSWER), UID, [REPORT])
    assert findings == ()
    assert answer is not None
    assert answer.said == (SaidReport(REPORT, {"claim": "done"}, send=True),)
    assert answer.proofs == (SaidProof(REPORT, "a.pdf", "List", "CA-E", (1,), b"%PDF-"),)


SAID, PROOF = ANSWER["said"][0], ANSWER["proofs"][0]


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"said": [SAID, SAID]}, "said"),
        ({"said": {}}, "said"),
        ({"said": [SAID] * 3_000}, "said"),
        ({"packet": "0"}, "packet"),
        ({"more": 1}, "answer"),
        ({"said": [{**SAID, "id": "x"}]}, "said[0].id"),
        ({"said": [{**SAID, "id": []}]}, "said[0].id"),
        ({"said": [{**SAID, "send": 1}]}, "said[0]"),
        ({"said": [{**SAID, "lines": {"claim": None}}]}, "said[0].lines.claim"),
        ({"said": [{**SAID, "lines": {"claim": "a\0"}}]}, "said[0].lines.claim"),
        ({"said": [{**SAID, "lines": {"claim": "\ud83d"}}]}, "said[0].lines.claim"),
        ({"said": [{**SAID, "lines": {"claim": "a" * 20_001}}]}, "said[0].lines.claim"),
        ({"said": [{**SAID, "lines": {"a" * 101: "a"}}]}, "said[0].lines"),
        ({"proofs": [{**PROOF, "kind": ["CA-E"]}]}, "proofs[0]"),
        ({"proofs": [{**PROOF, "proves": [True]}]}, "proofs[0]"),
        ({"proofs": [{**PROOF, "proves": [0]}]}, "proofs[0]"),
        ({"proofs": [{**PROOF, "content": "?"}]}, "proofs[0].content"),
        ({"proofs": [{**PROOF, "title": "a" * 301}]}, "proofs[0].title"),
        ({"proofs": [{}]}, "proofs[0]"),
    ],
)
def test_what_no_form_writes_is_told_by_its_place(told: dict[str, Any], where: str) -> None:
    answer, findings = read_answer(as_json({**ANSWER, **told}), UID, [REPORT])
    assert (answer, [finding.rule for finding in findings]) == (None, ["O09"])
    assert str(findings[0].message).startswith(f"{where}: ")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"[]"])
def test_what_is_no_json_is_told(content: bytes) -> None:
    assert [finding.rule for finding in read_answer(content, UID, [REPORT])[1]] == ["O09"]


@given(st.binary(max_size=300))
@settings(max_examples=examples(30))
def test_a_file_that_is_put_with_it_comes_back_as_it_was(content: bytes) -> None:
    told = {**ANSWER, "proofs": [{**PROOF, "content": b64encode(content).decode()}]}
    answer, _findings = read_answer(as_json(told), UID, [REPORT])
    assert answer is not None
    assert answer.proofs[0].content == content


FLAGS = ("led", "accepted", "kept", "asked", "unsent", "same_asks", "same_edition", "same")


def test_nothing_is_ever_written_over() -> None:
    for facts in product((True, False), repeat=len(FLAGS)):
        *open_here, same_asks, same_edition, same = facts
        held = dict(zip(FLAGS, open_here, strict=False))
        here = Here(**held, asks="a" if same_asks else "b", edition=3 if same_edition else 4, same=same)
        how, why = arrived(3, "a", here)
        open_still = all(open_here) and same_asks
        assert (how is Arrived.CLOSED) == (why is not None) == (not open_still)
        assert (how is Arrived.SAVED) == (open_still and (same_edition or same))


def test_the_first_reason_is_told() -> None:
    assert arrived(0, "", Here(led=False, unsent=False)) == (Arrived.CLOSED, WhyNot.HANDED_OVER)
    assert arrived(0, "old", Here(asks="new")) == (Arrived.CLOSED, WhyNot.ASKS_CHANGED)
