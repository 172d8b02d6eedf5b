"""A report without the characters that no file may hold."""

from typing import Any

from foundation.documents import printable_text
from reports.content import Document, from_json, to_json


def printable(document: Document) -> Document:
    """The same document without them, whichever page or file its words came from."""
    return from_json(_plain(to_json(document)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
