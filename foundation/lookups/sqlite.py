"""SQLite's part: what it cannot say of letters, Python says for it. In queries only, never in the schema, which other programs read."""

import sqlite3
from typing import Any

from foundation.names import folded
from foundation.names.mentions import mentions

FUNCTION, MENTIONS = "FOLDED", "MENTIONS"


class FoldingConnection(sqlite3.Connection):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.create_function(FUNCTION, 1, _folded, deterministic=True)
        self.create_function(MENTIONS, 2, _mentions, deterministic=True)


def _folded(text: Any) -> str:
    return "" if text is None else folded(str(text))


def _mentions(text: Any, word: str) -> bool:
    return text is not None and mentions(text, word)
