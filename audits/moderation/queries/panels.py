"""Who may sit on a moderation panel, and what stands between each of them and the record."""

from collections.abc import Iterable, Mapping

from audits.conflicts import Conflict, ConflictChecker
from audits.enums import Part
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person

SITS = (
    Role.MODERATOR,
    Role.AUDITOR,
    Role.QA_LEAD,
    Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER,
    Role.HEAD_OF_SERVICE,
    Role.DIRECTOR,
    Role.OBSERVER,
)


def may_sit(audit: Audit) -> list[Person]:
    """By name; the moderator, who agrees the grades for the panel, is on it anyway."""
    people = Person.objects.active().filter(pk__in=Person.objects.with_role(*SITS).values("pk"))
    return list(people.exclude(pk=audit.moderator_id).order_by("name__folded", "pk"))


def panel_conflicts(audit: Audit, people: Iterable[Person]) -> Mapping[int, list[Conflict]]:
    """By person, as a moderator's would be judged; a soft one that the lead accepted for this audit is none."""
    judge = ConflictChecker([audit])
    accepted = set(audit.overrides.values_list("person", "conflict"))
    found = {person.pk: judge.conflicts(person, audit, Part.MODERATOR) for person in people}
    return {pk: [each for each in conflicts if each.is_hard or (pk, each.kind) not in accepted] for pk, conflicts in found.items()}
