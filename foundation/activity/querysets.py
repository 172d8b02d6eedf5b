from django.contrib.contenttypes.models import ContentType
from django.db import models


class EntryQuerySet(models.QuerySet):
    def of(self, target: models.Model) -> "EntryQuerySet":
        """The trail of one thing, oldest first."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(target_type=kind, target_id=str(target.pk)).select_related("actor")

    def writes(self) -> "EntryQuerySet":
        """Without the log of who read what."""
        return self.exclude(verb__endswith=".read")
