"""Who may see which calibration round."""

from typing import Any

from django.db import models

from foundation.accounts.enums import Role

from .restrictions import closed_keys


class CalibrationRoundQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "CalibrationRoundQuerySet":
        """QA leads see every round, participants their own; nobody else knows of it. None of a restricted record that is closed to them."""
        shown = self.exclude(case_key__in=closed_keys(person))
        if person.is_system or person.has_role(Role.QA_LEAD):
            return shown
        return shown.filter(parts__person=person)
