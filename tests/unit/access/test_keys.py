"""Envelopes: what is sealed for one place opens there, with its own key, and nowhere else."""

import os
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import KEY_BYTES, Place, Unreadable, new_key, rewrap, seal, unseal, unwrap, wrap

PLACE = Place("welfare", "record-1", "name")
RECORD = Place("welfare", "record-1")
COMPARTMENT_KEY, NEXT_KEY, DATA_KEY = (bytes([byte]) * KEY_BYTES for byte in (1, 2, 3))
places = st.builds(Place, *(st.sampled_from(["", "a", "b", "ab", "ខេត្ត"]) for _ in range(3)))


def counting(size: int) -> bytes:
    """Bytes that can be written down: 0, 1, 2 ..."""
    return bytes(range(size))


@given(st.binary(max_size=200), places, places, st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES))
def test_it_opens_in_its_place_and_in_no_other(text: bytes, place: Place, other: Place, key: bytes) -> None:
    sealed = seal(key, text, place, os.urandom)
    assert unseal(key, sealed, place) == text
    assert len(text) < 8 or text not in sealed
    if other != place:
        with pytest.raises(Unreadable):
            unseal(key, sealed, other)


@given(st.data())
def test_no_changed_bit_passes(data: st.DataObject) -> None:
    sealed = bytearray(seal(DATA_KEY, b"a name", PLACE, os.urandom))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(Unreadable):
        unseal(DATA_KEY, bytes(sealed), PLACE)


@given(st.integers(0, 40))
def test_what_was_cut_short_does_not_open(length: int) -> None:
    sealed = seal(DATA_KEY, b"a longer name than that", PLACE, os.urandom)
    with pytest.raises(Unreadable, match="changed, moved, or sealed with another key"):
        unseal(DATA_KEY, sealed[:length], PLACE)


def test_two_fields_and_two_records_cannot_be_swapped() -> None:
    other_field, other_record = replace(PLACE, field="phone"), replace(PLACE, record="record-2")
    for other in (other_field, other_record, replace(PLACE, compartment="shelter")):
        with pytest.raises(Unreadable):
            unseal(DATA_KEY, seal(DATA_KEY, b"a name", other, os.urandom), PLACE)


def test_a_wrapped_key_is_no_sealed_field() -> None:
    wrapped = wrap(COMPARTMENT_KEY, DATA_KEY, RECORD, os.urandom)
    assert unwrap(COMPARTMENT_KEY, wrapped, RECORD) == DATA_KEY
    with pytest.raises(Unreadable):
        unseal(COMPARTMENT_KEY, wrapped, RECORD)
    with pytest.raises(Unreadable):
        unwrap(COMPARTMENT_KEY, seal(COMPARTMENT_KEY, DATA_KEY, RECORD, os.urandom), RECORD)


def test_a_key_of_another_record_cannot_be_put_in_its_place() -> None:
    wrapped = wrap(COMPARTMENT_KEY, DATA_KEY, RECORD, os.urandom)
    with pytest.raises(Unreadable):
        unwrap(COMPARTMENT_KEY, wrapped, replace(RECORD, record="record-2"))


def test_after_rotation_only_the_next_key_opens_and_nothing_sealed_has_changed() -> None:
    data_key = new_key(os.urandom)
    sealed = seal(data_key, b"a name", PLACE, os.urandom)
    wrapped = rewrap(COMPARTMENT_KEY, NEXT_KEY, wrap(COMPARTMENT_KEY, data_key, RECORD, os.urandom), RECORD, os.urandom)
    assert unseal(unwrap(NEXT_KEY, wrapped, RECORD), sealed, PLACE) == b"a name"
    with pytest.raises(Unreadable):
        unwrap(COMPARTMENT_KEY, wrapped, RECORD)
    with pytest.raises(Unreadable):
        rewrap(COMPARTMENT_KEY, NEXT_KEY, wrapped, RECORD, os.urandom)


def test_the_form_on_disk_does_not_change_unseen() -> None:
    """What offices hold has to open for ever; AES-GCM itself is asked beside us."""
    sealed = seal(DATA_KEY, b"a name", PLACE, counting)
    assert sealed.hex() == "0173000102030405060708090a0b2691182da285369c914e8edb8a8c7a7dca44b4f85f9d"
    header, nonce, rest = sealed[:2], sealed[2:14], sealed[14:]
    bound = header + b"\0\0\0\x07welfare\0\0\0\x08record-1\0\0\0\x04name"
    assert AESGCM(DATA_KEY).decrypt(nonce, rest, bound) == b"a name"
    assert wrap(COMPARTMENT_KEY, DATA_KEY, RECORD, counting)[:14] == b"\x01w" + counting(12)


def test_a_key_comes_from_the_chance_that_is_handed_in() -> None:
    assert new_key(counting) == bytes(range(32))
