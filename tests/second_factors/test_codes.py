"""Codes as RFC 6238 has them, and recovery codes."""

import base64
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.second_factors.codes import SIGNS, digest_of, new_recovery_codes, seal, step_of, unseal

# RFC 6238, appendix B: the secret of SHA-1, and eight digits, of which an app shows the last six.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
OF_THE_STANDARD = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("at", "code"), OF_THE_STANDARD)
def test_the_codes_of_the_standard_are_taken_at_their_time(at, code):
    assert step_of(SECRET, code, at) == at // 30


@pytest.mark.parametrize(("seconds", "taken"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(seconds, taken):
    assert (step_of(SECRET, "081804", 1111111109 - seconds) is not None) == taken


def test_a_code_is_not_taken_twice():
    step = step_of(SECRET, "081804", 1111111109)
    assert step_of(SECRET, "081804", 1111111109, after=step) is None


@given(st.text(alphabet=string.printable, max_size=12).filter(lambda text: text != "081804"))
def test_nothing_else_is_a_code(text):
    near = {"081804", "050471", "731029"}
    assert text in near or step_of(SECRET, text, 1111111109) is None or len(text) == 6


def test_recovery_codes_are_ten_different_ones_without_letters_that_look_like_figures():
    codes = new_recovery_codes()
    assert (len(set(codes)), [code for code in codes if not re.fullmatch(f"[{SIGNS}]{{5}}-[{SIGNS}]{{5}}", code)]) == (10, [])
    assert not set("IO01") & set(SIGNS)


@pytest.mark.parametrize("typed", ["k7qm2-9xwth", " K7QM2 9XWTH ", "K7QM29XWTH"])
def test_a_recovery_code_may_be_typed_in_any_way(typed):
    assert digest_of(typed) == digest_of("K7QM2-9XWTH")


def test_a_secret_is_sealed_and_another_key_does_not_open_it(settings):
    sealed = seal(SECRET)
    assert (SECRET in sealed, unseal(sealed)) == (False, SECRET)

    before, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-altogether-of-some-length"
    assert unseal(sealed) is None
    settings.SECRET_KEY_FALLBACKS = [before]
    assert unseal(sealed) == SECRET


def test_a_sealed_secret_is_fernet_and_no_letter_of_it_can_be_changed():
    sealed = seal(SECRET)
    raw = bytearray(base64.urlsafe_b64decode(sealed))

    # Version 128 of Fernet: AES-128 in CBC with HMAC-SHA-256.
    assert raw[0] == 0x80
    for place in range(len(raw)):
        harmed = raw.copy()
        harmed[place] ^= 1
        assert unseal(base64.urlsafe_b64encode(harmed).decode()) is None, place
