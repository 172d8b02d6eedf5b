"""Who may read which publication."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from audits.querysets import closed_audits
from foundation.accounts.enums import Role
from foundation.accounts.permissions import reads_what_is_released
from foundation.accounts.worded_once import condition_by_role

from .enums import UNPUBLISHED, ConsentState, PublicationKind, PublicationState


class PublicationQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "PublicationQuerySet":
        """Everybody reads what is published, and its readers that it was withdrawn; the lead all; others what they write, review or are
        asked to agree to.

        But for the QA lead, nobody reads what covers a month of which they still have an audit to grade blind: its counts may give grades.
        The Board reads of months that were released to it.
        """
        if person.is_system or person.has_role(Role.QA_LEAD):
            return self
        return self.filter(_is_seen_by(person))

    def published(self) -> "PublicationQuerySet":
        return self.filter(state=PublicationState.PUBLISHED)

    def unpublished(self) -> "PublicationQuerySet":
        """Somebody has still to write it, review it or publish it."""
        return self.filter(state__in=UNPUBLISHED)

    def to_write(self) -> "PublicationQuerySet":
        """Drafts that may be written: of an example once its worker has agreed."""
        waits = Q(kind=PublicationKind.EXAMPLE) & ~Q(consent__state=ConsentState.GIVEN)
        return self.filter(state=PublicationState.DRAFT).exclude(waits)

    def for_list(self) -> "PublicationQuerySet":
        return self.select_related("author", "reviewer", "domain", "consent").prefetch_related("findings__theme")


@condition_by_role
def _is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to` of everybody but the system and the QA lead."""
    was_read = apps.get_model("publications", "PublicationRead").objects.filter(edition__publication=OuterRef("pk"), reader=person)
    asked = apps.get_model("publications", "ExampleConsent").objects.filter(worker=person).order_by().values("publication")
    seen = Q(state=PublicationState.PUBLISHED) | (Q(state=PublicationState.WITHDRAWN) & Exists(was_read))
    own = Q(author=person) | Q(reviewer=person) | Q(pk__in=asked)
    publications = apps.get_model("publications", "Publication").objects
    found = publications.filter(seen | own).exclude(Exists(_hidden_months(person)))
    return found.exclude(Exists(_unreleased_months())) if reads_what_is_released(person) else found


def _hidden_months(person: Any) -> models.QuerySet:
    """Audits of the months that a publication covers which the person has yet to grade blind."""
    hidden = apps.get_model("audits", "Audit").objects.grades_hidden_from(person).order_by()
    return hidden.filter(cycle__month__gte=OuterRef("first_month"), cycle__month__lte=OuterRef("last_month"))


def _unreleased_months() -> models.QuerySet:
    releases = apps.get_model("performance", "MonthRelease").objects.filter(month=OuterRef("month"))
    covered = apps.get_model("audits", "Cycle").objects.filter(month__gte=OuterRef("first_month"), month__lte=OuterRef("last_month"))
    return covered.order_by().exclude(Exists(releases))


class ExampleConsentQuerySet(models.QuerySet):
    def asked_of(self, person: Any) -> "ExampleConsentQuerySet":
        """What `person` was asked of their own work; nothing of a restricted record that is closed to them."""
        return self.filter(worker=person).exclude(audit__in=closed_audits(person))
