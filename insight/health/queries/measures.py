"""Every measure at once, in a fixed number of queries."""

import hashlib
from collections.abc import Mapping

from foundation.accounts.models import Person
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.lookups.read_together import ListQuestion
from foundation.seals import InputKind, note_inputs
from insight.enums import HealthMeasure
from insight.health.calculations import DatedTarget, HealthFigure, HealthWindow
from insight.models import HealthTarget

from .actions import action_figures
from .audits import audit_figures, children_figure, grade_figures, kind_figures, work_kept
from .figures import flagged_figure
from .heard import voice_figure
from .people import evenness_figures, leader_figure, people_seen, trained_figure

HealthFigures = Mapping[HealthMeasure, HealthFigure]


def health_figures(window: HealthWindow, person: Person | None = None) -> HealthFigures:
    """By measure, in the order of `HealthMeasure`. `person` reads them; None is the Board's report.

    Who grades blind has actions of their own left out, so theirs are counted each time; the others' are kept until something is written.
    """
    found = _health_figures(window, person)
    note_inputs(InputKind.MEASURE, ((measure.value, [figure]) for measure, figure in found.items()))
    return found


def _health_figures(window: HealthWindow, person: Person | None) -> HealthFigures:
    if window.hidden:
        return _counted(window, person)
    months = [f"{month:%Y%m}" for month in (window.first, *window.months)]
    name = f"health-{window.wider}-{hashlib.sha256(','.join(months).encode()).hexdigest()}"
    return cached_until_trail_changes(name, lambda: _counted(window, None))


def _counted(window: HealthWindow, person: Person | None) -> HealthFigures:
    seen, kept = people_seen(window), work_kept(window)
    found = [
        *action_figures(window, person),
        *audit_figures(window, kept),
        voice_figure(window),
        *grade_figures(window),
        *kind_figures(window),
        children_figure(window, kept),
        leader_figure(seen, window),
        trained_figure(seen, window),
        *evenness_figures(window),
        flagged_figure(window),
    ]
    by_measure = {figure.measure: figure for figure in found}
    return {measure: by_measure[measure] for measure in HealthMeasure}


def targets_on(window: HealthWindow) -> dict[HealthMeasure, DatedTarget]:
    """The target of each measure that is in force at the end of the period: the one that began last."""
    question = asked_targets(window)
    return question.answer(question.rows)


def asked_targets(window: HealthWindow) -> ListQuestion[dict[HealthMeasure, DatedTarget]]:
    """What `targets_on` says."""
    rows = HealthTarget.objects.filter(from_when__lte=window.last_day).order_by("from_when")
    return ListQuestion(rows, lambda found: {HealthMeasure(row.measure): dated(row) for row in found})


def dated(row: HealthTarget) -> DatedTarget:
    return DatedTarget(HealthMeasure(row.measure), row.percentage, row.from_when, row.by_when)
