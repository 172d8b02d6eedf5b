"""A dip sample of one question and one wave, written straight to the tables."""

import datetime

from audits.models import Domain
from foundation.accounts.models import Person
from studies.enums import ReadState, RecordReply
from studies.models import Study, StudyAnswer, StudyRecord, Wave


def sampled(*, yes: int, n: int, domain: str, on: datetime.date) -> Study:
    """Of `n` records that were read `yes` say Yes; the question is about a domain of the audit tool."""
    lead = Person.objects.system()
    study = Study.objects.create(
        title="Reflection in supervision", why="-", size=max(n, 1), lead=lead, planned_on=on, domain=Domain.objects.get(name=domain)
    )
    question = study.questions.create(place=1, text="Does supervision ask what the child needs?")
    wave = Wave.objects.create(study=study, place=1, name="First", drawn_on=on, seed=1, size=max(n, 1), listed=n)
    of_all = {"wave": wave, "state": ReadState.READ, "read_by": lead, "read_on": on}
    records = StudyRecord.objects.bulk_create(
        StudyRecord(place=place, case_id=f"S-{study.pk}-{place}", case_key=f"S-{study.pk}-{place}", **of_all) for place in range(n)
    )
    StudyAnswer.objects.bulk_create(
        StudyAnswer(record=record, question=question, reply=RecordReply.YES if place < yes else RecordReply.NO)
        for place, record in enumerate(records)
    )
    return study
