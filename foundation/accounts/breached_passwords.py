"""Passwords known from breaches, in a file of the server: nothing is asked over the network.

The file is what the downloader of Have I Been Pwned writes: a line a password, the SHA-1 of it in 40 capital hexadecimal digits, mostly
followed by “:” and how often it was seen, sorted by the digest. It has some tens of gigabytes, so it is searched, never read.
"""

import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError

LINE = re.compile(rb"[0-9A-F]{40}(:\d{1,12})?\r?\n?")
# Longer than any line.
MOST = 80
KNOWN = "This password is known from a breach of another service, so it is among the first that are tried. Choose another."


class NotBreached:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user=None) -> None:
        if settings.BREACHED_PASSWORDS and is_breached(settings.BREACHED_PASSWORDS, password):
            raise ValidationError(KNOWN, code="breached")

    def get_help_text(self) -> str:
        return "No password that is known from a breach of another service."


def is_breached(path: Path, password: str) -> bool:
    """A few dozen reads, whatever the size of the file."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        return _first_from(file, digest)[:40] == digest


def fault_of(path: Path) -> str:
    """What is wrong with the file, as it begins, ends and is ordered at some places; empty for nothing."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            lines = [_line_after(file, size * part // 64) for part in range(64)]
    except OSError:
        return "cannot be read"
    lines = [line for line in lines if line]
    if not lines or not all(LINE.fullmatch(line) for line in lines):
        return "is not a list of SHA-1 digests, a line each in 40 capital hexadecimal digits"
    digests = [line[:40] for line in lines]
    return "" if digests == sorted(digests) else "is not sorted by its digests"


def _first_from(file: BinaryIO, digest: bytes) -> bytes:
    """The first line whose digest is this one or a later one."""
    low, high = 0, os.fstat(file.fileno()).st_size
    while low < high:
        middle = (low + high) // 2
        line = _line_after(file, middle)
        if line and line[:40] < digest:
            low = middle + 1
        else:
            high = middle
    return _line_after(file, low)


def _line_after(file: BinaryIO, place: int) -> bytes:
    """The first whole line that begins at this place or later; empty behind the last."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline(MOST)
    return file.readline(MOST)
