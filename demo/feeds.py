"""What programs read: the token of the performance team’s Power BI; and a webhook, switched off."""

import datetime
from dataclasses import dataclass

from feeds.enums import FeedAudience, FeedEvent, FeedScope, WebhookKind
from feeds.services.tokens import make_token
from feeds.services.webhooks import add_webhook, switch_webhook
from foundation.accounts.models import Person

from .diary import Diary

SET_UP_ON = datetime.date(2023, 7, 17)


@dataclass
class Feeds:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(SET_UP_ON, self.set_up)

    def set_up(self) -> None:
        lead = self.people["Naomi Fielding"]
        # Nothing is sent from a demo.
        channel, _ = add_webhook(
            actor=lead,
            name="Duty channel in Teams",
            url="https://prod-01.uksouth.logic.azure.example/workflows/duty",
            kind=WebhookKind.TEAMS,
            events=[FeedEvent.RISK_NOW, FeedEvent.REPORT_PUBLISHED],
        )
        switch_webhook(actor=lead, webhook=channel, on=False)
        scopes = [FeedScope.AGGREGATES, FeedScope.ACTIONS, FeedScope.INDICATORS]
        make_token(
            actor=lead,
            name="Power BI of the performance team",
            audience=FeedAudience.STAFF,
            scopes=scopes,
            expires_on=datetime.date(2024, 7, 12),
        )
