"""What the first screen says of the whole council: the same for everybody of one audience, and kept until something is written."""

import datetime
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from audits.permissions import reads_every_audit
from audits.themes.queries.themes import standing_themes
from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.months import month_code
from foundation.lookups.read_together import ListQuestion, answers_to
from insight.answers.queries.auditing import first_measures
from insight.answers.queries.worries import RisksTold, findings_scope, risks_told
from insight.enums import HealthMeasure, ThemePart
from insight.health.calculations import DatedTarget, HealthWindow
from insight.health.queries.measures import HealthFigures, asked_targets
from insight.health.queries.window import window_for
from insight.pages.over_time import grade_events
from insight.queries.counted import Scope
from insight.themes.queries.counts import ThemeCounts, asked_by_theme, themes_in
from performance.models import DatedEvent

from .indicators import AstrayIndicators, astray_indicators


@dataclass(frozen=True)
class CouncilWide:
    window: HealthWindow
    figures: HealthFigures
    targets: Mapping[HealthMeasure, DatedTarget]
    events: Sequence[DatedEvent]
    findings: ThemeCounts
    themes: Mapping[int, str]
    risks: RisksTold
    indicators: AstrayIndicators | None


def council_wide(person: Person, scope: Scope, hidden: Collection[datetime.date], query: str) -> CouncilWide:
    """`query` is what the page is narrowed to, which findings are narrowed by too.

    Who grades blind in `hidden` months has actions of their own left out, so that what is kept for them is theirs alone.
    """
    audience = "board" if board_reader() is not None else "all" if reads_every_audit(person) else "wider"
    own = f"{person.pk}-{','.join(map(month_code, hidden))}" if hidden else ""
    name = hashlib.sha256(f"{audience} {own} {query}".encode()).hexdigest()
    return cached_until_trail_changes(f"first-screen-{name}", lambda: _read(person, scope, hidden))


def _read(person: Person, scope: Scope, hidden: Collection[datetime.date]) -> CouncilWide:
    window, findings = window_for(person, scope.first, scope.last), findings_scope(scope, hidden)
    names = ListQuestion(standing_themes(), lambda rows: {theme.pk: theme.name for theme in rows})
    events = ListQuestion(grade_events(), list)
    asked = (asked_targets(window), risks_told(scope, hidden), events, names, *asked_by_theme(findings, ThemePart.MONTH))
    targets, risks, held, themes, written, coded = answers_to(*asked)
    return CouncilWide(
        window,
        first_measures(window, person if hidden else None),
        targets,
        held,
        themes_in(findings, ThemePart.MONTH, written, coded),
        themes,
        risks,
        astray_indicators(scope.last),
    )
