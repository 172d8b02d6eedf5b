"""Control characters, which come along with text pasted from Word or PowerPoint and which no Word file may hold."""

from typing import Any

from reports.content import Document, from_json, to_json

# The vertical tab and the form feed part lines and pages where they come from: here they part words.
_PARTING = dict.fromkeys([0x0B, 0x0C], " ")
_CONTROLS = {code: None for code in [*range(0x20), 0xFFFE, 0xFFFF] if chr(code) not in "\t\n\r"} | _PARTING


def printable(document: Document) -> Document:
    """The same document without them, whichever page or file its words came from."""
    return from_json(_plain(to_json(document)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_CONTROLS)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
