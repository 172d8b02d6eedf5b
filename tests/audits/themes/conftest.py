"""Three themes, and a submitted audit with a strength and two areas for improvement."""

import pytest

from audits.auditing.services.auditing import save_all_findings, submit_audit
from audits.enums import FindingKind, Source
from audits.models import Audit, Finding, FindingTheme
from audits.themes.services.themes import add_themes
from tests.replay import replayed

WARM, LATE, DRIFT = "Warm and regular visits.", "The review was late.", "Supervision does not challenge drift."
FINDINGS = {
    FindingKind.STRENGTH: [(WARM, Source.FAMILY)],
    FindingKind.AREA: [(LATE, Source.RECORD), (DRIFT, Source.DISCUSSION)],
}


@pytest.fixture
@replayed
def themes(lead) -> dict[str, FindingTheme]:
    return {theme.name: theme for theme in add_themes(actor=lead.person, names=["Visits", "Reviews", "Supervision"])}


@pytest.fixture
def found_audit(started_audit) -> Audit:
    """Submitted, with nothing coded yet."""
    save_all_findings(actor=started_audit.auditor, audit=started_audit, findings=FINDINGS)
    return submit_audit(actor=started_audit.auditor, audit=started_audit)


def finding(text: str) -> Finding:
    return Finding.objects.get(text=text)


def coded(text: str) -> list[str]:
    """The themes to which the finding with this text was coded."""
    return sorted(finding(text).codes.values_list("theme__name", flat=True))
