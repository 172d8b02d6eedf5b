"""What the trail of an audit's answers says of a domain is by its key."""

from audits.auditing.queries.answers import GRADED, graded_domain
from audits.auditing.services.auditing import grade_domain
from audits.enums import Grade
from foundation.activity.models import Entry
from foundation.activity.trail import record


def graded(audit) -> int | None:
    return graded_domain(Entry.objects.of(audit).filter(verb=GRADED).order_by("pk").last(), audit)


def test_a_grade_names_its_domain_by_key(auditor, started_audit):
    domain = started_audit.tool.domains.first()

    for each in (domain, None):
        grade_domain(actor=auditor.person, audit=started_audit, domain=each, grade=Grade.GOOD, reason="Seen in the record.")
        assert graded(started_audit) == (each.pk if each else None)


def test_an_entry_of_before_has_the_domain_s_name(auditor, started_audit):
    domain = started_audit.tool.domains.last()

    for name, key in ((domain.name, domain.pk), ("Overall", None)):
        record(actor=auditor.person, verb=GRADED, target=started_audit, domain=name, before="", grade="G")
        assert graded(started_audit) == key
