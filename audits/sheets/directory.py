"""The people and teams that a file names: known ones by e-mail address or name, the others to be created."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from audits.sheets.rows import Reference
from foundation.accounts.models import Person, Team
from foundation.names import address_key, in_speaking_order, name_key, person_key, without_title
from foundation.names.numbers import whole_number


class Directory:
    """Finds people by e-mail address, else by name, however the name is written; remembers the unknown as they were written first.

    `said_people` and `said_teams` have what somebody said that a name means, by its key: a number, or nothing for nobody. With
    `as_lists_have_them` a name is found
    without its title too, and the other way round without a comma (Ali Zainab).
    """

    def __init__(
        self,
        said_people: Mapping[str, str] | None = None,
        said_teams: Mapping[str, str] | None = None,
        *,
        as_lists_have_them: bool = False,
    ) -> None:
        self._said_people, self._said_teams = said_people or {}, said_teams or {}
        self._as_lists_have_them = as_lists_have_them
        self._people = _NumbersByName(person_key)
        self._addresses: dict[str, int] = {}
        for pk, name, email in Person.objects.filter(is_system=False).values_list("pk", "name", "email"):
            self._people.add(name, pk)
            if email:
                self._addresses[address_key(email)] = pk
        self._teams = _NumbersByName(name_key)
        for pk, name in Team.objects.values_list("pk", "name"):
            self._teams.add(name, pk)
        self.written_people: dict[str, str] = {}
        self.written_teams: dict[str, str] = {}

    def person(self, text: str) -> Reference:
        """Raises ValueError where several people have this name."""
        found = self._known_person(text)
        if found is None and self._as_lists_have_them:
            text = without_title(text)
            found = self._known_person(text) or self._known_person(_other_way_round(text))
        if found is not None:
            return found
        self.written_people.setdefault(person_key(text), in_speaking_order(text))
        return person_key(text)

    def _known_person(self, text: str) -> int | None:
        # An address is somebody's own, even where another person's name reads the same.
        if owner := self._addresses.get(address_key(text)):
            return owner
        found = self._people.of(text)
        if len(found) != 1 and (said := self._people.known(self._said_people.get(person_key(text)))):
            return said
        if len(found) > 1:
            raise ValueError(f"{len(found)} people are called “{text}”. Write the e-mail address of the one who is meant.")
        return next(iter(found), None)

    def has_team(self, text: str) -> bool:
        """By its own name, whatever somebody said."""
        return bool(self._teams.of(text))

    def team(self, text: str) -> Reference:
        found = self._teams.of(text)
        if found:
            return min(found)
        said = self._said_teams.get(name_key(text))
        if said == "" or self._teams.known(said):
            return self._teams.known(said)
        self.written_teams.setdefault(name_key(text), text)
        return name_key(text)


class _NumbersByName:
    """Numbers by name. Two that differ in spelling alone, from before spellings were one, are still told apart by it."""

    def __init__(self, key: Callable[[str], str]):
        self._key = key
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._as_written: dict[str, set[int]] = defaultdict(set)

    def add(self, name: str, pk: int) -> None:
        self._by_key[self._key(name)].add(pk)
        self._as_written[_plainly(name)].add(pk)

    def known(self, said: str | None) -> int | None:
        """The number that somebody said, where there still is one."""
        number = whole_number(said or "")
        return number if any(number in numbers for numbers in self._by_key.values()) else None

    def of(self, name: str) -> set[int]:
        found = self._by_key.get(self._key(name), set())
        return self._as_written.get(_plainly(name), found) if len(found) > 1 else found


def _other_way_round(text: str) -> str:
    words = text.split()
    return f"{words[1]} {words[0]}" if len(words) == 2 else ""


def _plainly(text: str) -> str:
    return " ".join(text.split()).casefold()
