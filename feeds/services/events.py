"""What rooms below call when something happens; named in `FeedsConfig`."""

from django.urls import reverse

from audits.models import RiskFlag
from feeds.enums import FeedEvent
from foundation.accounts.models import Person
from reports.models import Report

from .webhooks import put_event_on_its_way


def notify_of_risk_now(*, actor: Person, risk: RiskFlag) -> None:
    """That there is one, and where people who must act find it: not which child, audit or team, not who raised it."""
    put_event_on_its_way(actor=actor, event=FeedEvent.RISK_NOW, path=reverse("desk:my-work"))


def notify_of_report(*, actor: Person, report: Report) -> None:
    put_event_on_its_way(
        actor=actor,
        event=FeedEvent.REPORT_PUBLISHED,
        path=report.get_absolute_url(),
        title=str(report),
        report=report.code,
        edition=report.edition,
    )
