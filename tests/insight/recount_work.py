"""What is counted of audits besides grades made again, from the audits themselves: slow, and easy to see to be right."""

import datetime
from collections import Counter
from statistics import median

from actions.models import Action
from audits.enums import FindingKind, TimeSpan
from audits.models import Audit, FindingCode
from foundation.council.months import months_between
from insight.enums import HealthMeasure, ThemePart
from insight.health.calculations import HealthWindow
from insight.health.queries.audits import audit_figures, children_looked_at, work_kept
from insight.health.queries.conditions import AUDITS, is_counted
from insight.queries.counted import Scope
from insight.queries.fact_counts import actions_raised, facts_read, voices_heard
from insight.queries.fact_rows import FactScope
from insight.queries.times_taken import times_taken
from insight.themes.queries.counts import ThemeScope, coded_findings, theme_breakdowns

from .recount import audits_of

M = HealthMeasure
IN_COUNTS = (M.FEEDBACK_SOUGHT, M.FEEDBACK_OBTAINED, M.PRACTITIONER_INVOLVED, M.MODERATED, M.CLOSED_RECORDS)


def assert_right(first: datetime.date, last: datetime.date) -> None:
    audits = list(audits_of(first, last, lambda audit: True))
    _measures(first, last)
    _children(audits, list(months_between(first, last)))
    _themes(audits, ThemeScope(first, last))
    _days(audits, Scope(first, last))
    scope = FactScope(first, last)
    kept = facts_read(scope).kept
    heard = Counter((audit.cycle.month, each.voice, each.outcome) for audit in audits for each in audit.voices.exclude(outcome=""))
    found = voices_heard(scope, kept).items()
    assert {(month, voice.value, outcome.value): n for (month, voice), of in found for outcome, n in of.items()} == heard
    raised = Counter((each.audit.cycle.month, each.state) for each in Action.objects.standing().filter(audit__in=audits))
    assert {(month, state.value): n for month, of in actions_raised(scope, kept).items() for state, n in of.items()} == raised


def _measures(first: datetime.date, last: datetime.date) -> None:
    """The figure of each measure is that of the list behind it."""
    window = HealthWindow(first, last, tuple(months_between(first, last)), ())
    figures = {figure.measure: figure for figure in audit_figures(window, work_kept(window))}
    for measure in IN_COUNTS:
        population, condition = AUDITS[measure]
        rows = population().filter(cycle__month__in=window.now).annotate(counts=is_counted(condition))
        assert (figures[measure].now.count, figures[measure].now.n) == (rows.filter(counts=True).count(), rows.count()), measure


def _children(audits: list[Audit], months: list[datetime.date]) -> None:
    for first in range(len(months)):
        for last in range(first, len(months)):
            now = tuple(months[first : last + 1])
            window = HealthWindow(now[0], now[-1], now, ())
            seen = len({audit.case_key for audit in audits if audit.cycle.month in now})
            assert _looked_at(window) == seen
            without = HealthWindow(now[0], now[-1], now[:1] + now[2:], ())
            assert _looked_at(without) == len({audit.case_key for audit in audits if audit.cycle.month in without.now})


def _looked_at(window: HealthWindow) -> int:
    return children_looked_at(window.now, work_kept(window))


def _themes(audits: list[Audit], scope: ThemeScope) -> None:
    by_part: dict[ThemePart, set] = {part: set() for part in ThemePart}
    coded = FindingCode.objects.filter(finding__audit__in=audits).select_related("finding__audit__cycle", "finding__audit__team", "theme")
    for code in coded:
        finding, row = code.finding, (code.theme.merged_into_id or code.theme_id, FindingKind(code.finding.kind))
        team = finding.audit.team
        places = {
            ThemePart.MONTH: finding.audit.cycle.month,
            ThemePart.COHORT: finding.audit.cohort,
            ThemePart.SERVICE: team.service_id if team else None,
            ThemePart.SOURCE: finding.source,
        }
        for part, place in places.items():
            by_part[part].add((finding.audit_id, row, place))
    for found in theme_breakdowns(scope, list(ThemePart)):
        counts = {(row, place): n for row, of in found.seen.items() for place, n in of.items()}
        assert counts == Counter((row, place) for _, row, place in by_part[found.part]), found.part
    written = sum(audit.findings.count() for audit in audits)
    assert coded_findings(scope) == type(coded_findings(scope))(len({code.finding_id for code in coded}), written)


def _days(audits: list[Audit], scope: Scope) -> None:
    took: dict[datetime.date, list[tuple[int, int]]] = {}
    for audit in audits:
        letter, given = audit.letters.filter(sent_on__isnull=False).order_by("sent_on").first(), audit.allocations.order_by("pk").first()
        if letter and given and not audit.imported:
            took.setdefault(audit.cycle.month, []).append(((letter.sent_on - given.made_on).days, audit.pk))
    found = times_taken(scope)[TimeSpan.SAMPLE_TO_FEEDBACK]
    assert {month: (each.n, each.median, each.most) for month, each in found.items()} == {
        month: (len(days), median(day for day, _ in days), max(days)[0]) for month, days in took.items()
    }
