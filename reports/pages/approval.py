"""How those are named who may approve a report."""

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from reports.queries.approval import office_of

OFFICES = {Role.DIRECTOR: "director", Role.HEAD_OF_SERVICE: "head of service", Role.QA_LEAD: "QA lead"}


def named(person: Person) -> str:
    """“Dilys Kaur (director)”."""
    return f"{person} ({OFFICES[office_of(person)]})"
