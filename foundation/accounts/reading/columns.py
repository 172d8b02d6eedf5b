"""Which column of a list of people, or of teams, is which: as a council or a directory calls it."""

import re
from collections.abc import Callable, Sequence

from foundation.matching.calculations import ListColumn
from foundation.matching.subjects import Choices, ListSubject
from foundation.sheets import heading_key

NAME, FORENAME, SURNAME, EMAIL, SIGN_IN, JOB, TEAM, MANAGER, ROLES, HERE = (
    *("name", "forename", "surname", "e-mail address", "sign-in name", "job title", "team", "line manager", "roles", "works here"),
)
CONTROL, KIND, LOGIN, PLACE = "account control", "kind of account", "short sign-in name", "place in the directory"
# Of our own blank sheet.
HEADINGS = (NAME, EMAIL, JOB, TEAM, ROLES, MANAGER)
# What only a directory has: there managers, disabled accounts and mailboxes of nobody are ordinary.
OF_A_DIRECTORY = (SIGN_IN, CONTROL, KIND, LOGIN, PLACE)

SERVICE = "service"
TEAM_HEADINGS = (TEAM, SERVICE, MANAGER)

# What address books put before a name stands under “Title” too.
_SALUTATIONS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})


def column_key(heading: str) -> str:
    """DisplayName and sAMAccountName are how directories call their columns."""
    return heading_key(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))


def _words(*any_of: str, but: Sequence[str] = ()) -> Callable[[str], bool]:
    wanted, unwanted = set(any_of), set(but)
    return lambda key: bool(wanted & set(key.split())) and not unwanted & set(key.split())


def _are_no_salutations(texts: Sequence[str]) -> bool:
    return not all(text.rstrip(".").casefold() in _SALUTATIONS for text in texts)


def _may_be_addresses(texts: Sequence[str]) -> bool:
    return any("@" in text for text in texts)


_A_DATE = ("date", "start", "end", "since", "from", "until", "id", "code", "number", "no")
# In this order their words are tried: a manager's address is no address of the person's own.
PEOPLE_COLUMNS = (
    ListColumn(
        MANAGER,
        *("manager", "reports to", "supervisor", "supervisor name", "manager name", "line manager name"),
        *("line manager e mail address", "line manager email", "manager email", "manager upn"),
        label="Line manager",
        several=True,
        fits=_words("manager", "supervisor", "leader", "reports", but=("role", "roles", "is", *_A_DATE)),
    ),
    ListColumn(
        JOB,
        *("job", "post", "post title", "position", "position title", "occupation", "designation", "job role"),
        label="Job title",
        fits=lambda key: key == "title" or _words("job", "post", "position", "designation", but=("postcode", *_A_DATE))(key),
        holds=_are_no_salutations,
    ),
    ListColumn(
        TEAM,
        *("team name", "allocated team", "department", "dept", "unit"),
        label="Team",
        fits=_words("team", "department", "dept", "unit", but=_A_DATE),
    ),
    ListColumn(SIGN_IN, "user principal name", "upn", label="Sign-in name in the directory", holds=_may_be_addresses),
    ListColumn(
        EMAIL,
        *("email address", "email", "e mail", "work email", "mail", "primary smtp address", "smtp address"),
        label="E-mail address",
        fits=_words("email", "mail", "smtp", but=("alias", "nickname", "enabled", "type")),
        holds=_may_be_addresses,
    ),
    ListColumn(ROLES, "role", "portal roles", "portal role", "role in the portal", label="Roles in this portal"),
    ListColumn(
        HERE,
        *("active", "employed", "account enabled", "enabled", "works here", "accountenabled"),
        label="Works here, or account enabled (yes or no)",
    ),
    ListColumn(CONTROL, "user account control", "useraccountcontrol", label="Account control (a number in Active Directory)"),
    ListColumn(
        KIND,
        *("user type", "recipient type details", "recipient type", "employee type", "account type", "mailbox type"),
        label="Kind of account or mailbox",
    ),
    ListColumn(LOGIN, "s amaccount name", "samaccountname", "sam account name", "login", "username", label="Short sign-in name"),
    ListColumn(PLACE, "distinguished name", "dn", label="Place in the directory"),
    ListColumn(FORENAME, "forenames", "first name", "given name", label="First name", fits=_words("forename", "forenames", "given")),
    ListColumn(SURNAME, "last name", "family name", "sn", label="Surname", fits=_words("surname")),
    ListColumn(
        NAME,
        *("full name", "person", "employee", "employee name", "staff name", "colleague", "member of staff", "display name", "cn"),
        label="Name",
        wanted=True,
        fits=lambda key: key in ("worker", "staff", "user", "social worker") or _words("name", but=("user", *_A_DATE))(key),
    ),
)
TEAM_COLUMNS = (
    ListColumn(
        MANAGER,
        *("manager", "team manager", "manager name", "team manager name", "managed by", "manager email", "team manager email"),
        *("team leader", "team manager e mail address"),
        label="Team manager",
        several=True,
        fits=_words("manager", "leader", but=("service", "head", *_A_DATE)),
    ),
    ListColumn(
        SERVICE,
        *("service name", "service area", "parent", "parent team", "parent unit", "division", "directorate", "department"),
        label="Service",
        fits=_words("service", "parent", "division", "directorate", "department", but=("manager", "head", *_A_DATE)),
    ),
    ListColumn(TEAM, "team name", "name", "unit", "team or unit", label="Team", required=True, fits=_words("team", "unit", but=_A_DATE)),
)
NOT_READ = "Not read"


def _choices_of(columns: Sequence[ListColumn]) -> Callable[[], Choices]:
    return lambda: [(column.identifier, column.label) for column in columns]


PEOPLE_HEADINGS = ListSubject("people-columns", "Columns of lists of people", _choices_of(PEOPLE_COLUMNS), NOT_READ, key=column_key)
TEAMS_HEADINGS = ListSubject("team-columns", "Columns of lists of teams", _choices_of(TEAM_COLUMNS), NOT_READ, key=column_key)
