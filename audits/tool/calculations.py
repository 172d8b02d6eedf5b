"""Domains through the versions of the audit tool."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DomainLine:
    """A domain through all versions that it continues in: its newest name, and its place."""

    name: str
    version: int
    position: int

    @property
    def place(self) -> tuple[int, int]:
        """Lines of the newest version first, each in its order."""
        return (-self.version, self.position)


def name_of_line(name: str, version: int, newest: int) -> str:
    """What tells a line that ended from a later one that bears its name: the version up to which it went."""
    return name if newest == version else f"{name} (to version {version})"
