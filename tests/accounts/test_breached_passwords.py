"""A password that is in the file of breached ones is refused; the file is searched, and looked at when the portal starts."""

import hashlib
import random
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from foundation.accounts.breached_passwords import fault_of, is_breached

PASSWORDS = [f"harbour-kettle-{number}" for number in range(300)]


def digest(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()


def file_of(folder: Path, lines: list[str], end: str = "\r\n") -> Path:
    path = folder / "breached.txt"
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("how_many", [1, 2, 299, 300])
def test_each_that_is_in_it_is_found_and_no_other(tmp_path, end, how_many):
    number = random.Random(how_many)
    path = file_of(tmp_path, sorted(f"{digest(each)}:{number.randint(1, 10**9)}" for each in PASSWORDS[:how_many]), end)

    assert fault_of(path) == ""
    assert [each for each in PASSWORDS if is_breached(path, each)] == PASSWORDS[:how_many]


def test_a_new_password_is_compared_with_it(db, settings, tmp_path):
    validate_password("harbour-kettle-41")
    settings.BREACHED_PASSWORDS = file_of(tmp_path, sorted(map(digest, PASSWORDS)))

    with pytest.raises(ValidationError, match="known from a breach of another service"):
        validate_password("harbour-kettle-41")
    validate_password("harbour-kettle-300")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "is not a list of SHA-1 digests"),
        (["password", "letmein"], "is not a list of SHA-1 digests"),
        ([digest(each).lower() for each in PASSWORDS], "is not a list of SHA-1 digests"),
        (sorted(map(digest, PASSWORDS), reverse=True), "is not sorted"),
    ],
)
def test_a_file_that_is_none_is_said(tmp_path, lines, says):
    assert fault_of(file_of(tmp_path, lines)).startswith(says)
