"""A text as it is looked for and put in order: without accents, capitals and apostrophes. Only to find and to sort by; two
names that fold alike may be two people's (`keys.py` tells which names are one).

Both databases fold by these tables: neither by ways of its own, which differ by server, by version and by letter.
"""

import re
import unicodedata
from functools import lru_cache

from foundation.names.keys import ONE_KIND

ACCENTS = "\u0300-\u036f"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Letters that are no other letter with an accent, and Greek and Cyrillic capitals, which a database of plain C leaves as they are.
ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ς": "σ", "ĸ": "k", "ŋ": "n", "ə": "e", "ƒ": "f"}
_CAPITALS = "ØŁĐÐĦŦŊƏ" + "".join(map(chr, range(0x391, 0x3AA))) + "".join(map(chr, range(0x402, 0x430)))
_SMALL = {letter: ALIKE.get(letter.lower(), letter.lower()) for letter in _CAPITALS if letter.lower() != letter}
# Apostrophes do not count: who looks for O’Neill writes oneill too, and looks for it after Oakes.
_SEEN = {chr(sign): kind for sign, kind in ONE_KIND.items() if kind != "'"}
SIGNS: dict[str, str | None] = _SEEN | dict.fromkeys("'" + _UNSEEN + "".join(chr(sign) for sign in ONE_KIND if chr(sign) not in _SEEN))
LETTERS: dict[str, str | None] = {**SIGNS, **ALIKE, **_SMALL}
# One letter that is written as two.
PAIRS = {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th"}

# Of a word that was pasted in quotation marks or brackets, and the full stop of an initial.
_AROUND = '"“”„«»()[]{}<>.:!?*'
_OF_ACCENTS = re.compile(f"[{ACCENTS}]")
_COMMON = [(sign, SIGNS[sign] or "") for sign in "'`’‘–—‑"]
_FIRST, _LAST = str.maketrans(SIGNS), str.maketrans({**LETTERS, **PAIRS})


def fold(text: str) -> str:
    """“zoe oneill” of “Zoë O’Neill”. Ordinary English, of which there is most, takes a tenth of the time that letters with accents do."""
    plain = text.lower()
    for sign, other in _COMMON:
        if sign in plain:
            plain = plain.replace(sign, other)
    if plain.isascii() or plain.replace("“", "").replace("”", "").isascii():
        return plain
    letters = unicodedata.normalize("NFKD", text.translate(_FIRST))
    return _OF_ACCENTS.sub("", letters).lower().translate(_LAST)


folded = lru_cache(maxsize=4096)(fold)


def words_of(text: str) -> list[str]:
    """The words by which something is looked for: “Ali, Zainab” by both, in any order, without the signs about them. A sign alone, such
    as a hyphen, stands in half of all names and finds nothing.
    """
    parted = (word.strip(_AROUND) for word in re.split(r"[\s,;]+", folded(text)))
    return [word for word in parted if any(letter.isalnum() for letter in word)]
