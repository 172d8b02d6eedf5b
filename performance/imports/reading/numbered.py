"""Different things, each with a number: what a column of a long file holds instead of it."""

from typing import Any


class Numbered(dict[Any, int]):
    """Asked for a thing it answers its number, a new one where it did not have it; `things` are by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.things: list[Any] = []

    def __missing__(self, thing: Any) -> int:
        number = self[thing] = len(self.things)
        self.things.append(thing)
        return number
