"""What receivers are sent: that something happened, and where to read it after signing in. Never what it is about."""

import datetime
import json
from typing import Any

from feeds.enums import FeedEvent, WebhookKind

CARD = "application/vnd.microsoft.card.adaptive"
SAYS = {
    FeedEvent.RISK_NOW: "A child may be at risk now. People who must act have been notified; open the portal to see whether that is you.",
    FeedEvent.REPORT_PUBLISHED: "A report to the Board was approved and can be read.",
    FeedEvent.TEST: "This is a test. Nothing has happened.",
}


def message_body(kind: WebhookKind, event: FeedEvent, *, at: datetime.datetime, link: str, about: dict[str, Any]) -> str:
    """`about` names what may be named, such as the report's period."""
    if kind == WebhookKind.TEAMS:
        return json.dumps(_card(event, link, about), ensure_ascii=False)
    return json.dumps({"type": event.value, "timestamp": at.isoformat(), "data": {**about, "link": link}}, ensure_ascii=False)


def _card(event: FeedEvent, link: str, about: dict[str, Any]) -> dict[str, Any]:
    """A message for a Teams workflow that posts cards to a channel."""
    title = str(about.get("title") or event.label)
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            {"type": "TextBlock", "size": "Medium", "weight": "Bolder", "text": title, "wrap": True},
            {"type": "TextBlock", "text": SAYS[event], "wrap": True},
        ],
        "actions": [{"type": "Action.OpenUrl", "title": "Open the portal", "url": link}],
    }
    return {"type": "message", "attachments": [{"contentType": CARD, "contentUrl": None, "content": content}]}
