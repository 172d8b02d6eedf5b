"""One form of a JSON value in bytes, whichever database or program gave it, and its SHA-256. The rule is decision 45."""

import hashlib
import json
import unicodedata
from decimal import Decimal
from typing import Any


def canonical_json(value: Any) -> bytes:
    """JSON in UTF-8 without spaces, the names of an object by their code points; a number is its exact value: 1 and 1.0 are the same.

    Raises TypeError for what JSON cannot hold, ValueError for a number that is infinite or none.
    """
    return _text(value).encode("utf-8", "surrogatepass")


def sha256_of(value: Any) -> str:
    return hashlib.sha256(canonical_json(value)).hexdigest()


def in_one_spelling(value: Any) -> Any:
    """The value with every text in Unicode's composed form (NFC), as sealed values are stored: é is one code point, not e and an accent."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {in_one_spelling(name): in_one_spelling(inner) for name, inner in value.items()}
    return [in_one_spelling(inner) for inner in value] if isinstance(value, list | tuple) else value


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in sorted(value)) + "}"
    raise TypeError(f"{type(value).__name__} cannot be stored as JSON.")


def _number(value: float) -> str:
    """Plain digits without an exponent, without zeros that say nothing; PostgreSQL gives 1e16 back as an int, SQLite as a float."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be a number in JSON.")
    text = format(exact, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
