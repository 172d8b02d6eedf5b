"""Which column of a list of people is which."""

import re
from dataclasses import dataclass, field

from foundation.sheets import Sheet, SheetColumn, heading_key, match_columns

NAME, FORENAME, SURNAME, EMAIL, JOB, TEAM, MANAGER, ROLES, HERE = (
    *("name", "forename", "surname", "e-mail address", "job title", "team", "line manager", "roles", "works here"),
)
HEADINGS = (NAME, EMAIL, JOB, TEAM, ROLES, MANAGER)
COLUMNS = (
    SheetColumn(NAME, "full name", "person", "employee", "employee name", "staff name", "colleague", "member of staff", "display name"),
    SheetColumn(FORENAME, "forenames", "first name", "given name"),
    SheetColumn(SURNAME, "last name", "family name"),
    SheetColumn(EMAIL, "email address", "email", "e mail", "work email", "mail", "user principal name"),
    SheetColumn(JOB, "job", "post", "post title", "position", "position title", "occupation"),
    SheetColumn(TEAM, "team name", "allocated team"),
    SheetColumn(
        MANAGER,
        "manager",
        "reports to",
        "supervisor",
        "supervisor name",
        "manager name",
        "line manager name",
        "line manager e mail address",
        "line manager email",
    ),
    SheetColumn(ROLES, "role", "portal roles", "portal role", "role in the portal"),
    SheetColumn(HERE, "active", "employed", "account enabled"),
)


@dataclass
class PeopleColumns:
    """Plain name → heading as written; `wrong` says why no row can be read."""

    columns: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def columns_of(sheet: Sheet) -> PeopleColumns:
    matched = match_columns(sheet.header, COLUMNS, key=_heading_key)
    found = PeopleColumns(matched.headings)
    for heading, name in matched.doubled.items():
        found.wrong.append(f"“{found.columns[name]}” and “{heading}” both hold the {name}. Remove one of the columns.")
    unread = [f"“{heading}”" for heading in matched.unknown]
    if NAME not in found.columns and not {FORENAME, SURNAME} <= found.columns.keys():
        found.wrong.append(f"The column “name” is missing. The columns are: {', '.join(HEADINGS)}. Only the name is needed.")
    if unread:
        found.notes.append(f"Not read, as nothing here is kept of it: {', '.join(unread)}.")
    return found


def _heading_key(heading: str) -> str:
    # DisplayName and UserPrincipalName are how directories call their columns.
    return heading_key(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
