"""Who may see which study, and which record of it."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Q

from audits.querysets import closed_keys
from foundation.accounts.enums import Role
from foundation.accounts.worded_once import condition_by_role, keys_for

from .enums import ReadState, StudyState


class StudyQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "StudyQuerySet":
        """Leads, directors and heads of service see all: counts, no record. People who read records see theirs."""
        if person.is_system or person.has_role(Role.QA_LEAD, Role.DIRECTOR, Role.HEAD_OF_SERVICE):
            return self
        return self.filter(pk__in=_studies_of(person))

    def open(self) -> "StudyQuerySet":
        return self.filter(state=StudyState.OPEN)

    def for_page(self) -> "StudyQuerySet":
        return self.select_related("lead", "domain", "indicator__measure")

    def with_progress(self) -> "StudyQuerySet":
        """`to_read` and `read`: how many records of all waves are."""
        records = {name: Count("waves__records", filter=Q(waves__records__state=state)) for name, state in _COUNTED.items()}
        return self.annotate(**records)


_COUNTED = {"to_read": ReadState.TO_READ, "read": ReadState.READ}


class StudyRecordQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "StudyRecordQuerySet":
        """Case content: for the lead of quality assurance, who leads the study, and who reads its records; no restricted one that is closed
        to them.
        """
        return self.filter(_record_is_seen_by(person))

    def drawn(self) -> "StudyRecordQuerySet":
        return self.exclude(state=ReadState.RESERVE)

    def to_read(self) -> "StudyRecordQuerySet":
        return self.filter(state=ReadState.TO_READ, wave__study__state=StudyState.OPEN)

    def assigned_to(self, person: Any) -> "StudyRecordQuerySet":
        """Of studies that the person leads or reads for."""
        return self.filter(wave__study__in=_studies_of(person))

    def readable_by(self, person: Any) -> "StudyRecordQuerySet":
        """Nobody reads the record of a child they work with, nor a restricted one for which they are not named."""
        return self.exclude(case_key__in=closed_keys(person)).filter(~Q(worker=person) | Q(worker=None))

    def for_page(self) -> "StudyRecordQuerySet":
        return self.select_related("wave__study", "team", "read_by")


@keys_for
def _studies_of(person: Any) -> models.QuerySet:
    """That they lead or read records for."""
    studies = apps.get_model("studies", "Study")
    read = studies.readers.through.objects.filter(person=person)
    return studies.objects.filter(Q(lead=person) | Q(pk__in=read.values("study"))).order_by().values("pk")


@condition_by_role
def _record_is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to` of records, of everybody."""
    shown = apps.get_model("studies", "StudyRecord").objects.exclude(case_key__in=closed_keys(person))
    if person.is_system or person.has_role(Role.QA_LEAD):
        return shown
    waves = apps.get_model("studies", "Wave").objects.filter(study__in=_studies_of(person)).order_by()
    return shown.filter(wave__in=waves.values("pk"))
