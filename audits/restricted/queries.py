"""Who would read a record, who has something to do with it still, and what somebody may open in an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.utils.module_loading import import_string

from audits.enums import OPEN_STATES, WRITTEN_STATES, PartInRecord
from audits.models import Audit, CalibrationPart, Interest
from audits.querysets import hidden_audits, seen_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.names import case_key


@dataclass(frozen=True)
class PersonOfRecord:
    """`has_work`: something of it waits for them, which they could not open unless they are named."""

    person: Person
    why: PartInRecord
    has_work: bool = False


def people_of_record(key: str) -> list[PersonOfRecord]:
    """Who would read something of the record if it were not restricted: its managers and worker, owners of its actions,
    people who grade it to calibrate, directors.

    QA leads, auditors and moderators are not among them: they read it anyway.
    """
    audits = list(Audit.objects.live().filter(case_key=key).for_page().select_related("team__manager", "team__service__manager"))
    found = [*_of_audits(audits), *_of_other_apps(audits), *_graders(key)]
    directors = Person.objects.active().with_role(Role.DIRECTOR).order_by("name__folded", "pk")
    found += [PersonOfRecord(person, PartInRecord.DIRECTOR) for person in directors]
    by_person: dict[int, PersonOfRecord] = {}
    for each in found:
        if each.person.is_active and not each.person.is_system and not each.person.has_role(Role.QA_LEAD):
            held = by_person.get(each.person.pk)
            work = each.has_work or (held is not None and held.has_work)
            by_person[each.person.pk] = PersonOfRecord(each.person, held.why if held else each.why, work)
    return list(by_person.values())


def _of_audits(audits: Iterable[Audit]) -> Iterable[PersonOfRecord]:
    for audit in audits:
        team = audit.team
        service = team.service if team else None
        answers = getattr(audit, "response", None)
        waits = answers is not None and answers.answered_on is None and answers.not_upheld_on is None
        line = (
            (team and team.manager, PartInRecord.TEAM_MANAGER, waits),
            (service and service.manager, PartInRecord.SERVICE_MANAGER, False),
            (service and service.head, PartInRecord.HEAD, False),
            (audit.allocated_worker, PartInRecord.WORKER, audit.letter_owed or audit.state in OPEN_STATES),
        )
        yield from (PersonOfRecord(person, why, has_work) for person, why, has_work in line if person)


def _graders(key: str) -> Iterable[PersonOfRecord]:
    parts = CalibrationPart.objects.filter(round__case_key=key).select_related("person", "round").order_by("pk")
    for part in parts:
        yield PersonOfRecord(part.person, PartInRecord.GRADER, part.finished_on is None and part.round.is_grading)


def _of_other_apps(audits: list[Audit]) -> Iterable[PersonOfRecord]:
    """What each app names as `people_of_audits`: people, why, and whether something waits for them."""
    for config in apps.get_app_configs():
        for name in getattr(config, "people_of_audits", ()):
            yield from (PersonOfRecord(*each) for each in import_string(name)(audits))


def left_outside(key: str, readers: Iterable[Person]) -> list[PersonOfRecord]:
    """People for whom something of it waits, and who are not named."""
    named = set(readers)
    return [each for each in people_of_record(key) if each.has_work and each.person not in named]


def audits_to_open(person: Person, *, number: int | None, case_id: str) -> list[Audit]:
    """What break-glass would open: neither theirs to read already, nor one in which they have a part or an interest, or moderate blind."""
    wanted = {"pk": number} if number is not None else {"case_key": case_key(case_id)}
    seen = seen_audits(person)
    submitted = Audit.objects.live().filter(submitted_on__isnull=False, **wanted).exclude(state__in=WRITTEN_STATES)
    found = submitted.exclude(pk__in=seen).exclude(allocated_worker=person)
    hidden = hidden_audits(person)
    audits = found.exclude(pk__in=hidden).exclude(auditor=person).exclude(moderator=person).for_page().order_by("pk")
    return [audit for audit in audits if not Interest.objects.in_record(audit).filter(person=person).exists()]
