"""What a list of people would do: its rows, and whom of those here it does not name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.names import folded, name_key

from .checks import CheckedRow, ListCheck

# By subject, what each word (by its key) was said to mean.
Said = Mapping[str, Mapping[str, str]]


@dataclass
class PersonRow(CheckedRow):
    """One row. `person` is who is here already; `line_manager` somebody here, or the number of another row of the file."""

    email: str = ""
    job_title: str = ""
    team: Team | str | None = None
    line_manager: Person | int | None = None
    roles: list[Role] = field(default_factory=list)
    # What the job title suggests to somebody who has no role and is given none.
    suggested: Role | None = None
    # Of the roles, those that were asked for already and wait for a second person.
    asked: frozenset[str] = frozenset()
    person: Person | None = None
    # Whether the list says that they left, or that their account is switched off.
    is_off: bool = False

    @property
    def is_new(self) -> bool:
        return self.person is None

    @property
    def added_roles(self) -> list[Role]:
        has = (self.person.roles if self.person else frozenset()) | self.asked
        return [role for role in self.roles if role not in has]


@dataclass
class PeopleCheck(ListCheck[PersonRow]):
    # People here who are not in the list, and people who have left, as it says.
    missing: list[Person] = field(default_factory=list)
    off: list[Person] = field(default_factory=list)

    @property
    def new_teams(self) -> list[str]:
        """As the list writes them first, in the order of the alphabet."""
        taken = [*self.new, *self.changed]
        return sorted({name_key(row.team): row.team for row in reversed(taken) if isinstance(row.team, str)}.values(), key=folded)

    @property
    def suggested(self) -> list[PersonRow]:
        return [row for row in [*self.new, *self.changed, *self.unchanged] if row.suggested]
