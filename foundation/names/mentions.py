"""Where a long text mentions a word, in whichever spelling either has: “oneill” begins a word of “asked Ms O’Neill”. No Django."""

import re
from functools import cache, lru_cache

from .folding import ACCENTS, ALIKE, PAIRS, SIGNS, fold

# Signs within a word that do not count, and those that are one kind of hyphen.
_NOT_COUNTED = ACCENTS + "".join(sign for sign, kind in SIGNS.items() if kind is None)
_HYPHENS = "".join(sign for sign, kind in SIGNS.items() if kind == "-")
# Latin, Greek and Cyrillic letters, with and without accents.
_LETTERS = [chr(number) for first, last in ((0xC0, 0x250), (0x370, 0x460), (0x1E00, 0x1F00)) for number in range(first, last)]
# What stands before the first letter of a word: nothing that belongs to a word.
_BEFORE_A_WORD = r"(?<![^\W_])"


def mentions(text: str, word: str) -> bool:
    """Whether a word of the text begins with `word`, which is folded."""
    return word in fold(text) and _place_of(word, text) is not None


def _place_of(word: str, text: str) -> re.Match[str] | None:
    return re.search(f"{_BEFORE_A_WORD}{pattern_of(word)}\\w*", text)


@lru_cache(maxsize=256)
def pattern_of(word: str) -> str:
    """A regular expression, for Python and PostgreSQL, of a folded word however it is written; it may stand within another."""
    parts, at = [], 0
    while at < len(word):
        pair = word[at : at + 2]
        one = "".join(sign for sign, two in PAIRS.items() if two == pair)
        parts.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|[{one}])" if one else _letter(word[at]))
        at += 2 if one else 1
    return "".join(parts)


def _letter(letter: str) -> str:
    """One letter, and the signs after it that do not count."""
    if letter.isalnum():
        return f"[{''.join(sorted({letter, letter.upper()[:1], *_alike().get(letter, ())}))}][{_NOT_COUNTED}]*"
    return f"[-{_HYPHENS}]" if letter == "-" else f"\\{letter}" if letter.isascii() else letter


@cache
def _alike() -> dict[str, list[str]]:
    """Every letter that folds to another one, by that one."""
    found: dict[str, list[str]] = {}
    for letter in [*_LETTERS, *ALIKE]:
        plain = fold(letter)
        if len(plain) == 1 and plain.isalnum():
            found.setdefault(plain, []).append(letter)
    return found
