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

    `readers` has how to read what was written as each version. The newest is what is written now. A reader is never taken away: rows of its
    version may be stored, and `tests/versioned/test_stored_values.py` reads one of each.
    """

    what: str
    readers: Mapping[int, Callable[[dict[str, Any]], Read]]

    @property
    def version(self) -> int:
        return max(self.readers)

    def write(self, **content: Any) -> dict[str, Any]:
        return {"version": self.version, **content}

    def read(self, stored: dict[str, Any]) -> Read:
        version = stored.get("version", 0)
        if version not in self.readers:
            raise UnknownVersion(f"{self.what} is stored as version {version}, which this portal cannot read.")
        return self.readers[version]({name: value for name, value in stored.items() if name != "version"})
