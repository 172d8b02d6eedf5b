"""What people hold in the rooms above: posts apart, accounts knows none of it, so whoever knows registers how to count it."""

from collections.abc import Callable

from .models import Person

_counts: list[Callable[[Person], int]] = []


def register(count: Callable[[Person], int]) -> None:
    if count not in _counts:
        _counts.append(count)


def holds_something(person: Person) -> bool:
    return any(count(person) for count in _counts)
