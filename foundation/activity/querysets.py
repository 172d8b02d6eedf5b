from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .enums import READING, SIGNING, AccessKind


class EntryQuerySet(models.QuerySet):
    def of(self, target: models.Model) -> "EntryQuerySet":
        """The trail of one thing, oldest first."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(target_type=kind, target_id=str(target.pk)).select_related("actor")

    def of_several(self, targets: Iterable[models.Model]) -> "EntryQuerySet":
        """The trail of several things of one kind."""
        keys = {str(target.pk): target for target in targets}
        kinds = {ContentType.objects.get_for_model(target) for target in keys.values()}
        return self.filter(target_type__in=kinds, target_id__in=keys)

    def of_type(self, model: type[models.Model]) -> "EntryQuerySet":
        """The trail of everything of one model. Use it for every search by verb or fact: without the model the whole trail is read."""
        return self.filter(target_type=ContentType.objects.get_for_model(model))

    def writes(self) -> "EntryQuerySet":
        """Without the log of who read what."""
        return self.exclude(verb__endswith=".read")


class AccessQuerySet(models.QuerySet):
    def of(self, *targets: models.Model) -> "AccessQuerySet":
        """Who read one of these, newest first."""
        keys: dict[ContentType, list[str]] = {}
        for target in targets:
            keys.setdefault(ContentType.objects.get_for_model(target), []).append(str(target.pk))
        wanted = [models.Q(target_type=kind, target_id__in=found) for kind, found in keys.items()]
        return self.readings().filter(reduce(or_, wanted, models.Q(pk=None)))

    def by(self, person: Any) -> "AccessQuerySet":
        return self.filter(actor=person).order_by("-at")

    def readings(self) -> "AccessQuerySet":
        return self.filter(act__in=READING).select_related("actor").order_by("-at")

    def denied(self) -> "AccessQuerySet":
        return self.filter(act=AccessKind.DENIED).select_related("actor", "target_type").order_by("-at")

    def failed_sign_ins(self) -> "AccessQuerySet":
        return self.filter(act=AccessKind.SIGN_IN_FAILED).select_related("actor").order_by("-at")

    def signing(self) -> "AccessQuerySet":
        return self.filter(act__in=SIGNING).order_by("-at")
