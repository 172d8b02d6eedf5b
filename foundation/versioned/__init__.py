"""Values that are stored as JSON: each says as which version it was written, so that whatever was ever stored can be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Read = TypeVar("Read")


class UnknownVersion(ValueError):
    """What is stored was written by a newer portal than this, or by none."""


@dataclass(frozen=True)
class VersionedJSON(Generic[Read]):
    """How one kind of stored value is written and read.

    `readers` has how to read what was written as each version; the newest is what is written now. `before_versions` reads what was stored
    before it had one. A reader is never taken away: rows of its version may be stored anywhere, and
    `tests/versioned/test_stored_values.py` reads one of each.
    """

    what: str
    readers: Mapping[int, Callable[[Any], Read]]
    before_versions: Callable[[Any], Read] | None = None

    @property
    def version(self) -> int:
        return max(self.readers)

    def write(self, **content: Any) -> dict[str, Any]:
        return {"version": self.version, **content}

    def read(self, stored: Any) -> Read:
        """Raises UnknownVersion where no reader is for it."""
        version = stored.get("version", 0) if isinstance(stored, dict) else 0
        if version == 0 and self.before_versions:
            return self.before_versions(stored)
        if version not in self.readers:
            raise UnknownVersion(f"{self.what} is stored as version {version}, which this portal cannot read.")
        return self.readers[version]({name: value for name, value in stored.items() if name != "version"})
