"""The people and teams that a file names: known ones by e-mail address or name, the others to be created."""

from collections import defaultdict

from foundation.accounts.models import Person, Team

from .rows import Reference


class Directory:
    """Finds people by e-mail address, else by name, whatever their letters' case; remembers the unknown as they were written first."""

    def __init__(self) -> None:
        self._people: dict[str, set[int]] = defaultdict(set)
        for pk, name, email in Person.objects.filter(is_system=False).values_list("pk", "name", "email"):
            self._people[_key(name)].add(pk)
            if email:
                # An address is somebody's own, even where another person's name reads the same.
                self._people[_key(email)] = {pk}
        self._teams = {_key(name): pk for pk, name in Team.objects.values_list("pk", "name")}
        self.written_people: dict[str, str] = {}
        self.written_teams: dict[str, str] = {}

    def person(self, text: str) -> Reference:
        """Raises ValueError where several people have this name."""
        found = self._people.get(_key(text), set())
        if len(found) > 1:
            raise ValueError(f"{len(found)} people are called “{text}”. Write the e-mail address of the one who is meant.")
        if found:
            return next(iter(found))
        self.written_people.setdefault(_key(text), text)
        return _key(text)

    def team(self, text: str) -> Reference:
        if _key(text) in self._teams:
            return self._teams[_key(text)]
        self.written_teams.setdefault(_key(text), text)
        return _key(text)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
