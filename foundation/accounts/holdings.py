"""What people hold in the rooms above: posts apart, accounts knows none of it, so each room registers how to count its own."""

from collections.abc import Callable

from .models import Person

_counts: list[Callable[[Person], int]] = []


def register(count: Callable[[Person], int]) -> None:
    if count not in _counts:
        _counts.append(count)


# What a line manager, or the manager of somebody's team, reads of them; and whether their account opens anything of a case.
_shown: list[Callable[[Person], bool]] = []
_opens: list[Callable[[Person], bool]] = []


def register_shown_to_line(shows: Callable[[Person], bool]) -> None:
    if shows not in _shown:
        _shown.append(shows)


def register_opens_cases(opens: Callable[[Person], bool]) -> None:
    if opens not in _opens:
        _opens.append(opens)


def holds_something(person: Person) -> bool:
    return any(count(person) for count in _counts)


def shows_something_to_line(person: Person) -> bool:
    """Whether somebody who comes to stand above `person` would read of cases by that: work of theirs, or of people who report to them."""
    return person.reports.exists() or person.teams_managed.exists() or any(shows(person) for shows in _shown)


def opens_cases(person: Person) -> bool:
    """A person who signs in as `person` reads of a case, whatever roles they have or had."""
    return any(opens(person) for opens in _opens)
