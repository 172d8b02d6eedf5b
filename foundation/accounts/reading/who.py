"""Who is here, as a list names them: by address, by name either way round, by their place in a directory."""

from collections import defaultdict
from typing import Any

from foundation.accounts.enums import Power
from foundation.accounts.models import Person, PowerRequest
from foundation.names import address_key, person_key, without_title

from .directory import name_in_path


class PeopleHere:
    """Everybody, read once, with what waits for a second person."""

    def __init__(self) -> None:
        people = Person.objects.filter(is_system=False).select_related("team", "line_manager").prefetch_related("role_rows")
        self.people = list(people)
        self.by_address = {address_key(person.email): person for person in self.people if person.email}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            self._by_name[person_key(person.name)].append(person)
        # By whom or what it is about and what is asked: who, which role, which address, which service.
        self.asked: dict[tuple[int, str], set[Any]] = defaultdict(set)
        for request in PowerRequest.objects.open():
            about, what = _asked(request)
            self.asked[about, request.what].add(what)

    def named(self, name: str) -> list[Person]:
        """Everybody of this name, however it is written."""
        return self._by_name.get(person_key(name), [])

    def called(self, text: str) -> list[Person]:
        """Who a cell means: the one with the address, else everybody of the name."""
        owner = self.by_address.get(address_key(text))
        return [owner] if owner else self.named(without_title(name_in_path(text) or text))


def _asked(request: PowerRequest) -> tuple[int, Any]:
    if request.what == Power.ROLE:
        return request.person_id, request.role
    if request.what == Power.EMAIL:
        return request.person_id, request.email
    if request.what == Power.TEAM_OF_SERVICE:
        return request.team_id or 0, request.service_id
    return request.team_id or request.worker_id or request.service_id or 0, request.person_id
