"""What somebody holds of studies."""

from foundation.accounts.models import Person
from studies.models import Study, StudyRecord


def opens_records(person: Person) -> bool:
    return StudyRecord.objects.visible_to(person).exists()


def studies_held(person: Person) -> int:
    """Open studies that the person leads or reads for."""
    led = Study.objects.open().filter(lead=person)
    return (led | Study.objects.open().filter(pk__in=person.studies_read.values("pk"))).distinct().count()
