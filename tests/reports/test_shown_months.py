"""Months that reports showed, as a database of before has them."""

from importlib import import_module

from django.apps import apps

from audits.enums import Grade, Stage
from reports.models import ShownMonth
from reports.stored import SHOWN_FIGURES
from tests.reports.unguarded import unguarded

MIGRATION = import_module("reports.migrations.0002_grades_by_code")


def test_grades_by_their_english_names_become_codes(approved_report):
    shown = approved_report.shown_months.get(stage=Stage.AGREED)
    names = {"Outstanding": 0, "Good": 2, "Requires improvement to be good": 10, "Inadequate": 2, "Not applicable": 0}
    with unguarded():
        ShownMonth.objects.filter(pk=shown.pk).update(stage="post", figures=names)
        for _ in range(2):
            MIGRATION.write_codes(apps, None)

    after = ShownMonth.objects.get(pk=shown.pk)
    assert (after.stage, after.figures) == (shown.stage, shown.figures)
    assert SHOWN_FIGURES.read(after.figures)[Grade.REQUIRES_IMPROVEMENT] == 10
