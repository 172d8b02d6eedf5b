"""A report without the characters that no file may hold."""

from foundation.documents import printable_values
from reports.content import Document, from_json, to_json


def printable(document: Document) -> Document:
    """The same document without them, whichever page or file its words came from."""
    return from_json(printable_values(to_json(document)))
