"""Run inside the portal, by `manage.py shell`: people who can sign in, and an audit in hand for each who writes."""

from typing import Any

EMAIL = "person-{}@load.example"


def prepare(people: int, writers: int, password: str) -> dict[str, Any]:
    """The numbers of the writers' audits, in the order of the people. The others see what a lead or a director sees."""
    from django.contrib.auth.hashers import make_password

    from audits.enums import AuditState, Stage
    from audits.models import Audit, Cycle, Declaration, Judgement
    from foundation.accounts.enums import Role
    from foundation.accounts.models import Person, PersonRole, Team

    # Hashed once: two hundred hashes are no part of what is measured, and each sign-in checks one.
    hashed = make_password(password)
    made = Person.objects.bulk_create(
        [Person(name=f"Load Person {number}", email=EMAIL.format(number), password=hashed) for number in range(people)]
    )
    given = [Role.AUDITOR] * writers + [Role.QA_LEAD, Role.DIRECTOR] * people
    PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for person, role in zip(made, given, strict=False)])
    cycle = Cycle.objects.select_related("tool").order_by("-month")[0]
    team = Team.objects.order_by("pk")[0]
    audits = Audit.objects.bulk_create(
        [
            Audit(cycle=cycle, tool=cycle.tool, case_id=f"L-{number}", team=team, plan_type="cared_for", auditor=person,
                  state=AuditState.IN_PROGRESS)
            for number, person in enumerate(made[:writers])
        ]
    )  # fmt: skip
    Declaration.objects.bulk_create([Declaration(audit=each, person=each.auditor, declared_on=cycle.month) for each in audits])
    Judgement.objects.bulk_create([Judgement(audit=each, stage=Stage.AUDITOR, grade="G", reason="Begun.") for each in audits])
    return {"audits": [each.pk for each in audits]}


def stored(audits: list[int]) -> dict[int, dict[str, Any]]:
    """What is in the database of each audit: the reason, and how often the trail says that it was saved."""
    from audits.enums import Stage
    from audits.models import Judgement
    from foundation.activity.models import Entry

    reasons = dict(Judgement.objects.filter(audit__in=audits, domain=None, stage=Stage.AUDITOR).values_list("audit", "reason"))
    saved = dict.fromkeys(audits, 0)
    for key in Entry.objects.filter(verb="audit.graded", target_id__in=map(str, audits)).values_list("target_id", flat=True):
        saved[int(key)] += 1
    return {audit: {"reason": reasons.get(audit), "saved": saved[audit]} for audit in audits}
