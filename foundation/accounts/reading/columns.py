"""Which column of a list of people is which."""

import re
from dataclasses import dataclass, field

from foundation.sheets import Sheet

NAME, FORENAME, SURNAME, EMAIL, JOB, TEAM, MANAGER, ROLES, HERE = (
    *("name", "forename", "surname", "e-mail address", "job title", "team", "line manager", "roles", "works here"),
)
HEADINGS = (NAME, EMAIL, JOB, TEAM, ROLES, MANAGER)
ALSO_CALLED = {
    NAME: ("name", "full name", "person", "employee", "employee name", "staff name", "colleague", "member of staff", "display name"),
    FORENAME: ("forename", "forenames", "first name", "given name"),
    SURNAME: ("surname", "last name", "family name"),
    EMAIL: ("e mail address", "email address", "email", "e mail", "work email", "mail", "user principal name"),
    JOB: ("job title", "job", "post", "post title", "position", "position title", "occupation"),
    TEAM: ("team", "team name", "allocated team"),
    MANAGER: (
        "line manager",
        "manager",
        "reports to",
        "supervisor",
        "supervisor name",
        "manager name",
        "line manager name",
        "line manager e mail address",
        "line manager email",
    ),
    ROLES: ("roles", "role", "portal roles", "portal role", "role in the portal"),
    HERE: ("works here", "active", "employed", "account enabled"),
}
_KNOWN = {called: name for name, several in ALSO_CALLED.items() for called in several}


@dataclass
class PeopleColumns:
    """Plain name → heading as written; `wrong` says why no row can be read."""

    columns: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def columns_of(sheet: Sheet) -> PeopleColumns:
    found = PeopleColumns()
    unread = []
    for heading in sheet.header:
        name = _KNOWN.get(_plain(heading))
        if name is None:
            unread.append(f"“{heading}”")
        elif name in found.columns:
            found.wrong.append(f"“{found.columns[name]}” and “{heading}” both hold the {name}. Remove one of the columns.")
        else:
            found.columns[name] = heading
    if NAME not in found.columns and not {FORENAME, SURNAME} <= found.columns.keys():
        found.wrong.append(f"The column “name” is missing. The columns are: {', '.join(HEADINGS)}. Only the name is needed.")
    if unread:
        found.notes.append(f"Not read, as nothing here is kept of it: {', '.join(unread)}.")
    return found


def _plain(heading: str) -> str:
    # DisplayName and UserPrincipalName are how directories call their columns.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return re.sub(r"[\W_]+", " ", apart.casefold()).strip()
