"""A short token of what is written somewhere: the same words, the same token. Pure functions."""

import hashlib
import json
from collections.abc import Iterable

# One line of what a form holds: its label and the words.
Line = tuple[str, str]
Lines = tuple[Line, ...]


def normalised_lines(lines: Iterable[Line]) -> Lines:
    """The lines that say something, with line ends and outer spaces as they are stored."""
    plain = ((label, normalised_text(words)) for label, words in lines)
    return tuple((label, words) for label, words in plain if words)


def normalised_text(words: str) -> str:
    """Browsers end lines in two ways; stored words end them in one."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def version_token(words: Lines | str) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:20]
