"""The people who can own an action, as a form offers them."""

import datetime

from audits.models import Audit
from audits.queries.restrictions import named_readers
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.documents.formats import uk_date
from foundation.names import folded


def owner_choices(team: Team | None, on: datetime.date, audit: Audit | None = None) -> list[tuple[str, str]]:
    """People who can sign in, those of `team` first; each with job, team and, while away, until when. Board members own none.

    Of an audit of a restricted record nobody to whom it is closed.
    """
    people = (
        Person.objects.staff()
        .exclude(email=None)
        .exclude(role_rows__role=Role.BOARD_MEMBER)
        .select_related("team")
        .prefetch_related("absences")
    )
    named = named_readers()
    readers = [person for person in people if audit is None or named.may_know(person, audit)]
    ordered = sorted(readers, key=lambda person: (team is None or person.team_id != team.pk, folded(person.name)))
    return [(str(person.pk), _described(person, on)) for person in ordered]


def _described(person: Person, on: datetime.date) -> str:
    words = ", ".join(filter(None, [person.name, person.job_title, person.team.name if person.team else ""]))
    until = person.away_until(on)
    return f"{words} (away until {uk_date(until)})" if until else words
