"""A code opens what it was made for, however it is typed, and no other does."""

from hashlib import pbkdf2_hmac

import pytest

from palermo.access import CODE_LENGTH, CODE_ROUNDS, code_key, new_code

SALT = bytes(range(16))


def test_a_code_is_sixteen_signs_that_cannot_be_mistaken() -> None:
    code = new_code(lambda count: bytes(range(count)))
    assert code == "0123-4567-89AB-CDEF"
    every = new_code(lambda count: bytes(range(16, 16 + count)))
    assert (len(every.replace("-", "")), set("ILOU") & set(every)) == (CODE_LENGTH, set())


@pytest.mark.parametrize("typed", ["0123-4567-89ab-cdef", "o123 4567 89AB CDEF", "OI23.456789ABCDEF"])
def test_it_may_be_typed_in_several_ways(typed: str) -> None:
    assert code_key(typed, SALT) == code_key("0123-4567-89AB-CDEF", SALT)
    assert code_key("០១២៣-៤៥៦៧-៨៩AB-CDEF", SALT) == code_key("0123-4567-89AB-CDEF", SALT)


def test_the_key_is_that_of_the_standard_and_another_code_or_salt_gives_another() -> None:
    key = code_key("0123-4567-89AB-CDEF", SALT)
    assert key == pbkdf2_hmac("sha256", b"0123456789ABCDEF", SALT, CODE_ROUNDS, 32)
    assert len({key, code_key("0123-4567-89AB-CDEG", SALT), code_key("0123-4567-89AB-CDEF", SALT[::-1])}) == 3
