"""The page of a study: its facts and its history."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from studies.models import Study, StudyRecord
from studies.permissions import can_read, can_run
from studies.queries.results import WaveProgress


def study_summary(study: Study) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": "What it is for", "value": study.why},
        {"key": "Domain of the audit tool", "value": study.domain.name if study.domain else ""},
        {
            "key": "Indicator",
            "value": study.indicator.shown_label if study.indicator else "",
            "href": _indicator_url(study),
            "change": "Open",
        },
        {"key": "Month of the figure", "value": month_name(study.month) if study.month else ""},
        {"key": "What is to make the change", "value": _change(study)},
        {"key": "Records in a wave", "value": study.size},
        {"key": "Lead", "value": study.lead},
        {"key": "Others who read records", "value": ", ".join(str(reader) for reader in study.readers.all())},
        {"key": "Finished on", "value": uk_date(study.finished_on) if study.finished_on else ""},
        {"key": "What was learned", "value": study.learned},
    ]
    return [{name: value for name, value in row.items() if value} for row in rows if row["value"]]


def _indicator_url(study: Study) -> str:
    return reverse("performance:indicator", args=[study.indicator.slug]) if study.indicator else ""


def _change(study: Study) -> str:
    day = uk_date(study.changed_on) if study.changed_on else ""
    return ", ".join(filter(None, [study.change, day]))


def history_of(study: Study) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(study).writes())


def open_acts(study: Study, person: Person, progress: Sequence[WaveProgress]) -> dict[str, Any]:
    """What `person` can do with the study now, and how many records wait for them to read."""
    runs, reads = can_run(person, study), can_read(person, study)
    mine = StudyRecord.objects.to_read().filter(wave__study=study).readable_by(person)
    return {
        "waiting": mine.count() if reads else 0,
        "may_run": runs and study.is_open,
        "may_finish": runs and study.is_open and bool(progress) and all(each.read and not each.to_read for each in progress),
        "may_reopen": runs and not study.is_open,
        "may_see_records": reads and bool(progress),
    }
