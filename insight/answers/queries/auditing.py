"""What is known of the council's own auditing: how far overall grades agree, and measures of its health that cost little to count."""

from collections import Counter

from audits.enums import CountedState
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from insight.enums import HealthMeasure
from insight.health.calculations import HealthFigure, HealthWindow
from insight.health.queries.actions import action_figures
from insight.health.queries.audits import audit_figures, kind_figures, work_kept
from insight.queries.agreement import Agreement, table_of_pairs
from insight.queries.audience import is_not_compared
from insight.queries.counted import counted

from .practice import PracticeShown


def overall_agreement(person: Person, practice: PracticeShown) -> Agreement | None:
    """Of the overall judgement, the auditor's first grade beside the moderator's own, in the months chosen that are shown. One query.

    A wider audience is not shown months in which so few were compared, and nothing, None, where it has narrowed the audits.
    """
    sees_all = reads_every_audit(person)
    if practice.scope.is_narrowed and not sees_all:
        return None
    rows = counted(practice.scope, "month", "before", "own", states=[CountedState.MODERATED], overall=True)
    moderated: Counter[object] = Counter()
    for (month, _, _), count in rows.items():
        moderated[month] += count
    kept = {month.month for month in practice.of_scope.months if sees_all or not is_not_compared(month.standing, moderated[month.month])}
    pairs: Counter[tuple[str, str]] = Counter()
    for (month, was, own), count in rows.items():
        if own and month in kept:
            pairs[was, own] += count
    return Agreement(table_of_pairs(pairs), table_of_pairs(Counter()))


def first_measures(window: HealthWindow, person: Person | None) -> dict[HealthMeasure, HealthFigure]:
    """Those of audits, actions and kinds of record, of the whole council, in five queries; without actions hidden from `person`."""
    found = [*audit_figures(window, work_kept(window)), *action_figures(window, person), *kind_figures(window)]
    return {figure.measure: figure for figure in found}
